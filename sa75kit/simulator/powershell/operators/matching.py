"""Comparisons and searches: one value, or the members of an array that pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.compare import compare, equal
from sa75kit.simulator.powershell.conversion.regex import regex
from sa75kit.simulator.powershell.conversion.text import elements, is_enumerable, to_text
from sa75kit.simulator.powershell.conversion.wildcards import like
from sa75kit.simulator.powershell.dotnet.core import HASHTABLE
from sa75kit.simulator.powershell.types.net_type import NetType
from sa75kit.simulator.powershell.types.registry import UnknownType, type_named, type_of
from sa75kit.simulator.powershell.values.blocks import Custom
from sa75kit.simulator.powershell.values.collections import Dictionary
from sa75kit.simulator.powershell.values.errors import runtime_error

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.context import Context

Test = Callable[[object, object], bool]


def matching(ctx: Context, operator: str, left: object, right: object) -> object:
    """Give left -eq right and its relatives (operators with i or c before them too)."""
    name, ignore_case = _split(operator)
    if name in ("contains", "notcontains"):
        return _within(ctx, left, right, ignore_case) is (name == "contains")
    if name in ("in", "notin"):
        return _within(ctx, right, left, ignore_case) is (name == "in")
    if name in ("match", "notmatch"):
        return _match(ctx, left, right, ignore_case, wanted=name == "match")
    test = _test(ctx, name, ignore_case)
    if is_enumerable(left):
        return [item for item in elements(left) if test(item, right)]
    return test(left, right)


def _split(operator: str) -> tuple[str, bool]:
    if operator in _PLAIN:
        return operator, True
    return operator[1:], operator[0] == "i"


_PLAIN = {"eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "match", "notmatch", "contains",
          "notcontains", "in", "notin"}  # fmt: skip


def _test(ctx: Context, name: str, ignore_case: bool) -> Test:
    session = ctx.session
    if name == "eq":
        return lambda a, b: equal(session, a, b, ignore_case=ignore_case)
    if name == "ne":
        return lambda a, b: not equal(session, a, b, ignore_case=ignore_case)
    if name in ("like", "notlike"):
        return lambda a, b: like(to_text(a), to_text(b), ignore_case=ignore_case) is (
            name == "like"
        )
    passes = {
        "lt": lambda order: order < 0, "le": lambda order: order <= 0,
        "gt": lambda order: order > 0, "ge": lambda order: order >= 0,
    }[name]  # fmt: skip
    return lambda a, b: passes(compare(session, a, b, ignore_case=ignore_case))


def _within(ctx: Context, many: object, one: object, ignore_case: bool) -> bool:
    items = elements(many) if is_enumerable(many) else (many,)
    return any(equal(ctx.session, item, one, ignore_case=ignore_case) for item in items)


def _match(
    ctx: Context, left: object, right: object, ignore_case: bool, *, wanted: bool
) -> object:
    pattern = right if isinstance(right, re.Pattern) else regex(
        to_text(right), re.IGNORECASE if ignore_case else 0
    )
    if is_enumerable(left):
        return [item for item in elements(left) if (pattern.search(to_text(item)) is not None) is wanted]
    found = pattern.search(to_text(left))
    if found is not None:
        ctx.scope.set("Matches", groups_of(found))
    return (found is not None) is wanted


def groups_of(found: re.Match[str]) -> Dictionary:
    """Give $Matches: groups that took part, by number or name."""
    names = {number: name for name, number in found.re.groupindex.items()}
    pairs: list[tuple[object, object]] = []
    for number in range(found.re.groups + 1):
        if found[number] is not None:
            pairs.append((names.get(number, number), found[number]))
    return Dictionary(HASHTABLE, pairs)


def is_type(value: object, net_type: object) -> bool:
    """Give value -is type."""
    wanted = net_type if isinstance(net_type, NetType) else None
    if wanted is None:
        try:
            wanted = type_named(to_text(net_type))
        except UnknownType:
            raise runtime_error(f"Cannot convert the \"{to_text(net_type)}\" value of type "
                                '"System.String" to type "System.Type".',
                                "RuntimeException") from None  # fmt: skip
    if value is None:
        return False
    if wanted.full_name in ("System.Management.Automation.PSObject",
                            "System.Management.Automation.PSCustomObject"):  # fmt: skip
        return isinstance(value, Custom) or bool(getattr(value, "notes", None))
    return type_of(value).is_a(wanted)
