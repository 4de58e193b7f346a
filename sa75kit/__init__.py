"""Investigate, mitigate and verify INTEL-SA-00075 across batches of Windows hosts."""
