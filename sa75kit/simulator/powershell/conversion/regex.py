""".NET's regular expressions in Python's dialect."""

from __future__ import annotations

import re
from functools import lru_cache

from sa75kit.simulator.powershell.values.errors import NetError

_CLASSES = {
    "L": r"a-zA-Z\u00aa-\uffdc", "Lu": "A-ZÀ-Þ", "Ll": "a-zß-ÿ", "N": "0-9", "Nd": "0-9",
    "P": r"!-#%-*,-/:;?@\[-\]_{}", "IsCJKUnifiedIdeographs": "\u4e00-\u9fff",
    "IsHiragana": "\u3040-\u309f", "IsKatakana": "\u30a0-\u30ff",
}  # fmt: skip


@lru_cache(maxsize=1024)
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a .NET pattern.

    Raises:
        NetError: it is no regular expression.
    """
    try:
        return re.compile(_translated(pattern), flags)
    except (re.error, OverflowError) as error:
        reason = str(error)
        raise NetError(
            "System.ArgumentException", f'parsing "{pattern}" - {reason[:1].upper()}{reason[1:]}.'
        ) from error


def _translated(pattern: str) -> str:
    text = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", pattern)
    text = re.sub(r"\(\?'([A-Za-z_]\w*)'", r"(?P<\1>", text)
    text = re.sub(r"\\k<([A-Za-z_]\w*)>", r"(?P=\1)", text)
    text = re.sub(r"\\[pP]\{(\w+)\}", _category, text)
    text = re.sub(r"\\z", r"\\Z", re.sub(r"(?<!\\)\\Z", r"(?=\\n?\\Z)", text))
    text = re.sub(r"(?<!\\)\\e", r"\\x1b", text)
    # .NET's $ also matches before a final line feed, as Python's does: nothing to do.
    return re.sub(r"(?<!^)\(\?([imsnx]+)\)", r"", text) if _late_flags(text) else text


def _late_flags(text: str) -> bool:
    return re.search(r"(?<!^)\(\?[imsnx]+\)", text) is not None


def _category(found: re.Match[str]) -> str:
    inner = _CLASSES.get(found[1], r"\w")
    return f"[^{inner}]" if found[0][1] == "P" else f"[{inner}]"


_GROUP = re.compile(r"\$(?:(\d+)|\{(\w+)\}|([$&`'+_]))")


def replacement(template: str, found: re.Match[str]) -> str:
    """Give what a replacement pattern ($1, ${name}, $&, $$) means for one match."""

    def part(mark: re.Match[str]) -> str:
        name = mark[1] or mark[2]
        if name is not None:
            try:
                return found[int(name) if name.isdigit() else name] or ""
            except (IndexError, re.error):
                return mark[0]
        whole = found.string
        return {
            "$": "$", "&": found[0], "`": whole[: found.start()], "'": whole[found.end() :],
            "_": whole, "+": (found[found.lastindex] or "") if found.lastindex else "",
        }[mark[3]]  # fmt: skip

    return _GROUP.sub(part, template)
