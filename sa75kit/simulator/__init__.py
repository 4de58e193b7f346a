"""The other side: simulated Windows machines with manageability firmware, on loopback.

Written from Microsoft's and Intel's documents, never from the kit: it imports nothing of it.
"""
