"""WQL: the queries with which WMI is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.wmi import INVALID_QUERY, Instance, WmiError

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

Test = Callable[[Instance], bool]
_SELECT = re.compile(
    r"\s*select\s+(?P<what>.+?)\s+from\s+(?P<name>\w+)(?:\s+where\s+(?P<test>.+?))?\s*;?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(
    r"\s*(?:(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")|(?P<sign><=|>=|<>|!=|=|<|>|\(|\))"
    r"|(?P<word>[^\s()<>=!'\"]+))"
)


def select(machine: Windows, namespace: str, query: str) -> list[Instance]:
    """Give the instances that a SELECT names, with the properties that it names.

    Raises:
        WmiError: invalid query, class or namespace.
    """
    found = _SELECT.match(query)
    if not found:
        machine.wmi_table.classes(namespace)
        raise WmiError(INVALID_QUERY)
    test = read_filter(found["test"] or "")
    instances = [one for one in machine.wmi(namespace, found["name"]) if test(one)]
    wanted = [word.strip().lower() for word in found["what"].split(",")]
    if "*" in wanted:
        return instances
    return [{k: v for k, v in one.items() if k.lower() in wanted} for one in instances]


def read_filter(text: str) -> Test:
    """Give the test that a WHERE clause means; an empty one holds always."""
    words = _words(text)
    if not words:
        return lambda _instance: True
    test = _or(words)
    if words:
        raise WmiError(INVALID_QUERY)
    return test


def _words(text: str) -> list[tuple[str, str]]:
    words: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        found = _WORD.match(text, at)
        if not found:
            raise WmiError(INVALID_QUERY)
        if found["text"] is not None:
            words.append(("text", re.sub(r"\\(.)", r"\1", found["text"][1:-1])))
        elif found["sign"]:
            words.append(("sign", found["sign"]))
        else:
            words.append(("word", found["word"]))
        at = found.end()
    return words


def _next_is(words: list[tuple[str, str]], text: str) -> bool:
    if words and words[0][0] != "text" and words[0][1].lower() == text:
        words.pop(0)
        return True
    return False


def _or(words: list[tuple[str, str]]) -> Test:
    tests = [_and(words)]
    while _next_is(words, "or"):
        tests.append(_and(words))
    return lambda instance: any(test(instance) for test in tests)


def _and(words: list[tuple[str, str]]) -> Test:
    tests = [_not(words)]
    while _next_is(words, "and"):
        tests.append(_not(words))
    return lambda instance: all(test(instance) for test in tests)


def _not(words: list[tuple[str, str]]) -> Test:
    if _next_is(words, "not"):
        inner = _not(words)
        return lambda instance: not inner(instance)
    if _next_is(words, "("):
        group = _or(words)
        if not _next_is(words, ")"):
            raise WmiError(INVALID_QUERY)
        return group
    return _comparison(words)


def _comparison(words: list[tuple[str, str]]) -> Test:
    if len(words) < 3:
        raise WmiError(INVALID_QUERY)
    name = words.pop(0)[1].lower()
    operator = words.pop(0)[1].lower()
    negated = operator == "is" and _next_is(words, "not")
    if not words:
        raise WmiError(INVALID_QUERY)
    kind, value = words.pop(0)
    if operator not in ("=", "<>", "!=", "<", ">", "<=", ">=", "like", "is"):
        raise WmiError(INVALID_QUERY)
    wanted: object = value
    if kind == "word":
        wanted = {"true": True, "false": False, "null": None}.get(value.lower(), value)
    return lambda instance: _compare(_property(instance, name), operator, wanted) != negated


def _property(instance: Instance, name: str) -> object:
    for key, value in instance.items():
        if key.lower() == name:
            return value
    raise WmiError(INVALID_QUERY)


def _compare(value: object, operator: str, wanted: object) -> bool:
    if operator == "is" or value is None or wanted is None:
        same = value is wanted
        return not same if operator in ("<>", "!=") else same
    if operator == "like":
        return re.fullmatch(_like(str(wanted)), str(value), re.IGNORECASE | re.DOTALL) is not None
    order = _order(value, wanted)
    return {
        "=": order == 0, "<>": order != 0, "!=": order != 0, "<": order < 0, ">": order > 0,
        "<=": order <= 0, ">=": order >= 0,
    }[operator]  # fmt: skip


def _order(value: object, wanted: object) -> int:
    if isinstance(value, bool):
        other = wanted if isinstance(wanted, bool) else str(wanted).lower() in ("true", "1", "-1")
        return int(value) - int(other)
    if isinstance(value, int):
        try:
            number = int(str(wanted), 0)
        except ValueError:
            raise WmiError(INVALID_QUERY) from None
        return (value > number) - (value < number)
    left, right = str(value).lower(), str(wanted).lower()
    return (left > right) - (left < right)


def _like(pattern: str) -> str:
    out, index = "", 0
    while index < len(pattern):
        char = pattern[index]
        end = pattern.find("]", index)
        if char == "[" and end > 0:
            out += pattern[index : end + 1]
            index = end
        else:
            out += {"%": ".*", "_": "."}.get(char, re.escape(char))
        index += 1
    return out
