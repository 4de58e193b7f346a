"""PowerShell's conversions: to text, to truth, to numbers, to any type."""
