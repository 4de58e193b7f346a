"""`set /a`: whole numbers, C's operators, assignment to variables."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

_WORD = re.compile(r"\s*(0x[0-9a-f]+|\d+|[A-Za-z_]\w*|<<|>>|[-+*/%()&|^~!,=])", re.IGNORECASE)
_LEVELS = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))


class _Wrong(Exception):
    """The expression is not one."""


def evaluate(text: str, variables: MutableMapping[str, str]) -> int | None:
    """Give the value of the last expression; assignments are carried out. None: not understood."""
    value = None
    try:
        for part in text.split(","):
            value = _assignment(part, variables)
    except (_Wrong, ZeroDivisionError, IndexError):
        return None
    return value


def _assignment(text: str, variables: MutableMapping[str, str]) -> int:
    found = re.match(r"\s*([A-Za-z_]\w*)\s*(<<|>>|[-+*/%&|^])?=(.*)$", text)
    if not found:
        return _value(text, variables)
    value = _value(found[3], variables)
    if found[2]:
        value = _apply(_number(found[1], variables), found[2], value)
    variables[found[1]] = str(value)
    return value


def _value(text: str, variables: MutableMapping[str, str]) -> int:
    words = _WORD.findall(text)
    if "".join(words) != re.sub(r"\s", "", text) or not words:
        raise _Wrong
    value = _level(words, variables, 0)
    if words:
        raise _Wrong
    return value


def _level(words: list[str], variables: MutableMapping[str, str], level: int) -> int:
    if level == len(_LEVELS):
        return _unary(words, variables)
    value = _level(words, variables, level + 1)
    while words and words[0] in _LEVELS[level]:
        operator = words.pop(0)
        value = _apply(value, operator, _level(words, variables, level + 1))
    return value


def _unary(words: list[str], variables: MutableMapping[str, str]) -> int:
    word = words.pop(0)
    if word == "(":
        value = _level(words, variables, 0)
        if words.pop(0) != ")":
            raise _Wrong
        return value
    if word in "-+~!":
        value = _unary(words, variables)
        return {"-": -value, "+": value, "~": ~value, "!": int(not value)}[word]
    return _number(word, variables)


def _number(word: str, variables: MutableMapping[str, str]) -> int:
    if word[0].isdigit():
        octal = word[0] == "0" and len(word) > 1 and word[1:2].lower() != "x"
        return int(word, 8 if octal else 0)
    try:
        return int(variables.get(word, "0"), 0)
    except ValueError:
        return 0


def _apply(left: int, operator: str, right: int) -> int:
    match operator:
        case "+":
            value = left + right
        case "-":
            value = left - right
        case "*":
            value = left * right
        case "/":
            value = int(left / right)
        case "%":
            value = left - right * int(left / right)
        case "<<":
            value = left << right
        case ">>":
            value = left >> right
        case "&":
            value = left & right
        case "^":
            value = left ^ right
        case _:
            value = left | right
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value >> 31 else value
