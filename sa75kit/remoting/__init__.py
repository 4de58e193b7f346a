"""The only talk with hosts."""
