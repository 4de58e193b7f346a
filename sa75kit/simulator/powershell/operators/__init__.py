"""The operators between and before values."""
