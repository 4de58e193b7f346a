"""Text to bytes and back in a Windows code page."""

from __future__ import annotations

import codecs

# What WideCharToMultiByte puts where a code page lacks a character ("best fit"), as far as the
# texts of console programs need it; all else becomes a question mark.
_BEST_FIT = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": ".",
        "™": "T", "©": "c", "®": "r", "\u00a0": " ", "\u202f": " ", "À": "A", "È": "E", "Ê": "E",
        "Ó": "O", "Ú": "U", "Í": "I", "ã": "a", "õ": "o", "•": "\x07",
    }
)  # fmt: skip


def codec_of(code_page: int) -> str:
    """Give Python's name for a code page; an unknown one is read as 437."""
    name = {65001: "utf-8", 20127: "ascii", 1200: "utf-16-le", 936: "gbk", 950: "cp950"}.get(
        code_page, f"cp{code_page}"
    )
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp437"
    return name


def known(code_page: int) -> bool:
    """Say whether there is such a code page."""
    return code_page == 437 or codec_of(code_page) != "cp437"


def encode(text: str, code_page: int) -> bytes:
    """Give text as a console program of this code page writes it."""
    codec = codec_of(code_page)
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b"".join(_encode_character(char, codec) for char in text)


def _encode_character(char: str, codec: str) -> bytes:
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return char.translate(_BEST_FIT).encode(codec, "replace")


def decode(data: bytes, code_page: int) -> str:
    """Give the text of bytes in this code page."""
    return data.decode(codec_of(code_page), "replace")
