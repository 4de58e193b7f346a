"""The width of text in a console's cells: East Asian characters take two."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Count the cells that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """Cut or pad a text to a number of cells."""
    while width(text) > cells:
        text = text[:-1]
    blank = " " * (cells - width(text))
    return blank + text if right else text + blank
