"""Numbers, dates and texts written by .NET's format strings."""
