"""Equality and order of values, as -eq and -lt see them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.convert import CannotConvert, convert
from sa75kit.simulator.powershell.conversion.numeric import text_number
from sa75kit.simulator.powershell.conversion.text import to_bool, to_text
from sa75kit.simulator.powershell.types.net_type import EnumValue, NetType
from sa75kit.simulator.powershell.types.registry import type_of
from sa75kit.simulator.powershell.values.errors import runtime_error
from sa75kit.simulator.powershell.values.moments import DateTime, TimeSpan
from sa75kit.simulator.powershell.values.numbers import Char

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.session import Session


def fold(text: str) -> str:
    """Give a text for a comparison without case."""
    return text.lower()


def equal(session: Session, left: object, right: object, *, ignore_case: bool = True) -> bool:
    """Say whether two values are equal; the right one is converted to the left one's type."""
    if left is None or right is None:
        return left is None and right is None
    if isinstance(left, str) and not (isinstance(left, Char) and not isinstance(right, str)):
        text = right if isinstance(right, str) else to_text(right, session.separator())
        return fold(left) == fold(text) if ignore_case else str(left) == str(text)
    if isinstance(left, bool):
        return left == to_bool(right)
    if isinstance(left, int | float | Decimal):
        return _equal_number(left, right)
    if left is right or left == right:
        return True
    if isinstance(left, NetType):
        return isinstance(right, str) and _names(left, right)
    return _equal_converted(session, left, right)


def _names(net_type: NetType, text: str) -> bool:
    return net_type.full_name.lower() == text.lower()


def _equal_number(left: int | float | Decimal, right: object) -> bool:
    number = _as_number(right)
    if number is None:
        return False
    if isinstance(left, Decimal) or isinstance(number, Decimal):
        return _exact(left) == _exact(number)
    return left == number


def _exact(value: int | float | Decimal) -> Decimal:
    if isinstance(value, float):
        return Decimal(repr(float(value))) if math.isfinite(value) else Decimal("NaN")
    return Decimal(value)


def _as_number(value: object) -> int | float | Decimal | None:
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, str):
        try:
            return text_number(value)
        except ValueError:
            return None
    if isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, EnumValue):
        return value.number
    return None


def _equal_converted(session: Session, left: object, right: object) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        return False
    try:
        converted = convert(session, right, type_of(left))
    except CannotConvert:
        return False
    return converted is left or (type(converted) is type(left) and converted == left)


def compare(session: Session, left: object, right: object, *, ignore_case: bool = True) -> int:
    """Give -1, 0 or 1 as `left` comes before, with or after `right`.

    Raises:
        PowerShellError: they have no order.
    """
    if left is None or right is None:
        return _compare_null(session, left, right)
    if isinstance(left, str):
        return compare_texts(left, to_text(right), ignore_case=ignore_case)
    if isinstance(left, bool | int | float | Decimal):
        number = _as_number(right)
        if number is None:
            _cannot_compare(left, right)
        assert number is not None
        first, second = (_exact(left), _exact(number)) if Decimal in (type(left), type(number)) else (
            left, number)  # fmt: skip
        return (first > second) - (first < second)
    if isinstance(left, EnumValue):
        try:
            other = convert(session, right, left.net_type)
        except CannotConvert:
            _cannot_compare(left, right)
        assert isinstance(other, EnumValue)
        return (left.number > other.number) - (left.number < other.number)
    return _compare_objects(session, left, right)


def _compare_null(session: Session, left: object, right: object) -> int:
    if left is None and right is None:
        return 0
    other = right if left is None else left
    sign = -1 if left is None else 1
    if isinstance(other, int | float | Decimal) and not isinstance(other, bool) and other < 0:
        return -sign  # null counts as before every number but the negative ones
    del session
    return sign


def _compare_objects(session: Session, left: object, right: object) -> int:
    if isinstance(left, DateTime | TimeSpan) or hasattr(left, "compare_key"):
        try:
            other = convert(session, right, type_of(left))
        except CannotConvert:
            _cannot_compare(left, right)
        first, second = _key(left), _key(other)
        return (first > second) - (first < second)
    if left == right:
        return 0
    raise runtime_error(
        f'Cannot compare "{to_text(left)}" because it is not IComparable.', "NotIcomparable")


def _key(value: object) -> tuple[int, ...]:
    if isinstance(value, DateTime | TimeSpan):
        return (value.ticks,)
    key = getattr(value, "compare_key", ())
    return tuple(key)


def _cannot_compare(left: object, right: object) -> None:
    raise runtime_error(
        f'Could not compare "{to_text(left)}" to "{to_text(right)}". Error: "Cannot convert value '
        f'"{to_text(right)}" to type "{type_of(left).full_name}". Error: "Input string was not in a '
        'correct format.""', "ComparisonFailure")  # fmt: skip


def compare_texts(left: str, right: str, *, ignore_case: bool = True) -> int:
    """Order two texts as a culture does: letters first, small before capital where that decides."""
    first, second = _sort_key(left), _sort_key(right)
    if first != second:
        return -1 if first < second else 1
    if ignore_case or left == right:
        return 0
    return -1 if left.swapcase() < right.swapcase() else 1


def _sort_key(text: str) -> list[tuple[int, str]]:
    lowered = text.lower()
    # Word sort: hyphens and apostrophes weigh nothing unless nothing else differs.
    return [(_weight(char), char) for char in lowered if char not in "-'"]


def _weight(char: str) -> int:
    if char.isalpha():
        return 3
    if char.isdigit():
        return 2
    return 0 if char.isspace() else 1
