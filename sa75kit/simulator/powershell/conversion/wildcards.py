"""PowerShell's wildcards: *, ?, [a-z], escaped by a backtick."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=2048)
def wildcard(pattern: str, *, ignore_case: bool = True) -> re.Pattern[str]:
    """Give a wildcard pattern as a compiled expression for fullmatch."""
    out: list[str] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "`" and at < len(pattern):
            out.append(re.escape(pattern[at]))
            at += 1
        elif char == "*":
            out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[" and "]" in pattern[at + 1 :]:
            end = pattern.index("]", at + 1)
            inner = pattern[at:end].replace("\\", "\\\\").replace("^", "\\^")
            out.append(f"[{inner}]")
            at = end + 1
        else:
            out.append(re.escape(char))
    return re.compile("".join(out), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def like(text: str, pattern: str, *, ignore_case: bool = True) -> bool:
    """Say whether a text matches a wildcard pattern as a whole."""
    return wildcard(pattern, ignore_case=ignore_case).fullmatch(text) is not None


def has_wildcards(pattern: str) -> bool:
    """Say whether a pattern has unescaped wildcards."""
    return re.search(r"(?<!`)[*?\[]", pattern) is not None


def unescape(pattern: str) -> str:
    """Give a pattern without its escapes."""
    return re.sub(r"`([*?\[\]`])", r"\1", pattern)
