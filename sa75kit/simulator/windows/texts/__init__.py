"""What Windows' programs say, in each language. Only words are here, never structure."""
