"""The conditions of `if`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.programs.cmd import builtins

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell


def holds(shell: Shell, words: list[str]) -> bool:
    """Say whether the condition of an `if` is true."""
    rest = [shell.substituted(word) for word in words]
    negated = ignoring = False
    while rest[0].lower() in ("not", "/i"):
        negated ^= rest[0].lower() == "not"
        ignoring |= rest[0].lower() == "/i"
        rest.pop(0)
    return _condition(shell, rest, ignoring=ignoring) != negated


def _condition(shell: Shell, words: list[str], *, ignoring: bool) -> bool:
    match words[0].lower():
        case "exist":
            return builtins.exists(shell, words[1])
        case "defined":
            return words[1] in shell.variables()
        case "errorlevel":
            return shell.level >= int(words[1])
        case "cmdextversion":
            return int(words[1]) <= 2
    if len(words) == 3:
        return _compare(words[0], words[1].lower(), words[2], ignoring=ignoring)
    left, _, right = words[0].partition("==")
    return left.lower() == right.lower() if ignoring else left == right


def _compare(left: str, operator: str, right: str, *, ignoring: bool) -> bool:
    a: int | str
    b: int | str
    try:
        a, b = int(left, 0), int(right, 0)
    except ValueError:
        a, b = (left.lower(), right.lower()) if ignoring else (left, right)
    order = (a > b) - (a < b) if type(a) is type(b) else 0  # type: ignore[operator]
    return {
        "equ": order == 0, "neq": order != 0, "lss": order < 0, "leq": order <= 0,
        "gtr": order > 0, "geq": order >= 0,
    }.get(operator, False)  # fmt: skip
