"""-replace, -split, -join and -f."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.convert import cast
from sa75kit.simulator.powershell.conversion.regex import regex, replacement
from sa75kit.simulator.powershell.conversion.text import elements, is_enumerable, to_bool, to_text
from sa75kit.simulator.powershell.formats.composite import format_text
from sa75kit.simulator.powershell.types.net_type import NetType
from sa75kit.simulator.powershell.types.registry import array_of
from sa75kit.simulator.powershell.values.blocks import ScriptBlockValue
from sa75kit.simulator.powershell.values.collections import TypedArray
from sa75kit.simulator.powershell.values.errors import runtime_error

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.context import Context


def _strings(texts: list[str]) -> TypedArray:
    return TypedArray(array_of(NetType.known["system.string"]), texts)


def replace(ctx: Context, left: object, right: object, *, ignore_case: bool) -> object:
    """Give left -replace pattern, replacement."""
    parts = list(elements(right)) if is_enumerable(right) else [right]
    if not 1 <= len(parts) <= 2:
        raise runtime_error(
            "The -ireplace operator allows only two elements to follow it, not "
            f"{len(parts)}.", "BadReplaceArgument")  # fmt: skip
    first = parts[0]
    pattern = first if isinstance(first, re.Pattern) else regex(
        to_text(first), re.IGNORECASE if ignore_case else 0
    )
    template = to_text(parts[1]) if len(parts) == 2 else ""

    def one(item: object) -> str:
        return pattern.sub(lambda found: replacement(template, found), to_text(item))

    if is_enumerable(left):
        return [one(item) for item in elements(left)]
    return one(left)


def join(ctx: Context, left: object, right: object) -> str:
    """Give left -join separator."""
    items = elements(left) if is_enumerable(left) else (left,)
    return to_text(right).join(to_text(item, ctx.session.separator()) for item in items)


def split_words(value: object) -> object:
    """Give -split value: the words between blanks."""
    items = elements(value) if is_enumerable(value) else (value,)
    return _strings([word for item in items for word in to_text(item).split()])


def split(ctx: Context, left: object, right: object, *, ignore_case: bool) -> object:
    """Give left -split pattern, maximum, options."""
    parts = list(elements(right)) if is_enumerable(right) else [right]
    limit = 0
    if len(parts) > 1:
        number = cast(ctx.session, parts[1], NetType.known["system.int32"])
        limit = number if isinstance(number, int) else 0
    options = to_text(parts[2]).lower() if len(parts) > 2 else ""
    texts = [to_text(item) for item in (elements(left) if is_enumerable(left) else (left,))]
    out: list[str] = []
    for text in texts:
        if isinstance(parts[0], ScriptBlockValue):
            out.extend(_split_by_block(ctx, text, parts[0], limit))
        else:
            out.extend(_split_one(text, to_text(parts[0]), limit, options, ignore_case))
    return _strings(out)


def _split_one(text: str, pattern: str, limit: int, options: str, ignore_case: bool) -> list[str]:
    flags = 0 if not ignore_case else re.IGNORECASE
    for word, flag in (("ignorecase", re.I), ("multiline", re.M), ("singleline", re.S)):
        if word in options:
            flags |= flag
    if "simplematch" in options:
        pattern = re.escape(pattern)
    compiled = regex(pattern, flags)
    out: list[str] = []
    at = 0
    for found in compiled.finditer(text):
        if limit > 0 and sum(1 for _ in out) >= limit - 1:
            break
        if found.end() == found.start() and found.start() in (0, len(text)) and pattern == "":
            out.append("")
            continue
        out.append(text[at : found.start()])
        out.extend(group for group in found.groups() if group is not None)
        at = found.end()
    out.append(text[at:])
    return out


def _split_by_block(
    ctx: Context, text: str, block: ScriptBlockValue, limit: int
) -> list[str]:
    from sa75kit.simulator.powershell.engine.blocks import value_of_block

    out, word = [], ""
    for char in text:
        ends = to_bool(value_of_block(ctx, block, char))
        if ends and (limit <= 0 or len(out) < limit - 1):
            out.append(word)
            word = ""
        else:
            word += char
    return [*out, word]


def format_operator(ctx: Context, left: object, right: object) -> str:
    """Give "format" -f arguments."""
    arguments = list(elements(right)) if is_enumerable(right) else [right]
    return format_text(ctx.session, to_text(left), arguments)
