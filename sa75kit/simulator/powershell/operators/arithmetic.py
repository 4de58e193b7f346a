"""+ - * / % and the bitwise operators, with .NET's types and PowerShell's overflow."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.convert import cast
from sa75kit.simulator.powershell.conversion.text import elements, is_enumerable, to_text
from sa75kit.simulator.powershell.types.net_type import EnumValue, NetType
from sa75kit.simulator.powershell.types.registry import type_of
from sa75kit.simulator.powershell.values.collections import Dictionary
from sa75kit.simulator.powershell.values.errors import (
    ExceptionObject,
    automation_error,
    runtime_error,
)
from sa75kit.simulator.powershell.values.moments import DateTime, TimeSpan
from sa75kit.simulator.powershell.values.numbers import (
    INT32_MAX,
    INT32_MIN,
    INT64_MAX,
    INT64_MIN,
    Char,
    Int64,
    IntPtr,
    Number,
    Single,
    UInt32,
    UInt64,
)

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.session import Session

_NAMES = {"+": "op_Addition", "-": "op_Subtraction", "*": "op_Multiply", "/": "op_Division",
          "%": "op_Modulus"}  # fmt: skip


def add(session: Session, left: object, right: object) -> object:
    """Give left + right: numbers, texts, arrays, hashtables, moments."""
    if left is None:
        return right
    if isinstance(left, str) and not isinstance(left, Char):
        return str(left) + to_text(right, session.separator())
    if isinstance(left, Char):
        return str(left) + right if isinstance(right, str) else add(session, ord(left), right)
    if isinstance(left, Dictionary):
        return _merged(left, right)
    if is_enumerable(left):
        more = elements(right) if is_enumerable(right) else (right,)
        return [*elements(left), *more]
    moment = _moment(left, right, 1)
    if moment is not None:
        return moment
    return _number_operation(session, "+", left, right)


def subtract(session: Session, left: object, right: object) -> object:
    """Give left - right."""
    if isinstance(left, DateTime) and isinstance(right, DateTime):
        return TimeSpan(left.ticks - right.ticks)
    if isinstance(left, DateTime | TimeSpan):
        other = right
        if isinstance(right, str):
            target = NetType.known["system.datetime" if isinstance(left, DateTime) else
                                   "system.timespan"]  # fmt: skip
            other = cast(session, right, target)
            if isinstance(left, DateTime) and isinstance(other, DateTime):
                return TimeSpan(left.ticks - other.ticks)
        moment = _moment(left, other, -1)
        if moment is not None:
            return moment
    return _number_operation(session, "-", left, right)


def multiply(session: Session, left: object, right: object) -> object:
    """Give left * right: numbers, or a text or array so many times."""
    if left is None:
        return None
    if isinstance(left, str) and not isinstance(left, Char):
        return str(left) * _count(session, right)
    if is_enumerable(left):
        return list(elements(left)) * _count(session, right)
    return _number_operation(session, "*", left, right)


def divide(session: Session, left: object, right: object) -> object:
    """Give left / right: whole where it is whole, else a Double."""
    return _number_operation(session, "/", left, right)


def remainder(session: Session, left: object, right: object) -> object:
    """Give left % right with the sign of left."""
    return _number_operation(session, "%", left, right)


def _count(session: Session, value: object) -> int:
    number = cast(session, value, NetType.known["system.int32"])
    assert isinstance(number, int)
    if number < 0:
        raise runtime_error("Specified argument was out of the range of valid values.\r\nParameter "
                            "name: times", "RuntimeException")  # fmt: skip
    return number


def _merged(left: Dictionary, right: object) -> object:
    if right is None:
        return left
    if not isinstance(right, Dictionary):
        raise runtime_error("A hash table can only be added to another hash table.",
                            "AddHashTableToNonHashTable")  # fmt: skip
    for key in right.keys():  # noqa: SIM118
        if key in left:
            raise automation_error(
                "RuntimeException", f"Item has already been added. Key in dictionary: "
                f"'{to_text(key)}'  Key being added: '{to_text(key)}'",
                "RuntimeException", "OperationStopped")  # fmt: skip
    return Dictionary(left.net_type, [*left.pairs(), *right.pairs()])


def _moment(left: object, right: object, sign: int) -> object | None:
    if isinstance(right, TimeSpan):
        if isinstance(left, DateTime):
            return DateTime(left.ticks + sign * right.ticks, left.kind)
        if isinstance(left, TimeSpan):
            return TimeSpan(left.ticks + sign * right.ticks)
    return None


def _number_operation(session: Session, sign: str, left: object, right: object) -> object:
    first, second = _operand(session, sign, left, left), _operand(session, sign, right, left)
    if isinstance(first, float) or isinstance(second, float):
        return _floating(sign, first, second)
    if isinstance(first, Decimal) or isinstance(second, Decimal):
        return _decimal(sign, Decimal(first), Decimal(second))
    assert isinstance(first, int)
    assert isinstance(second, int)
    return _whole(sign, first, second)


def _operand(session: Session, sign: str, value: object, left: object) -> Number:
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, EnumValue):
        return value.number
    if isinstance(value, str):
        number = cast(session, value, NetType.known["system.double"])
        assert isinstance(number, float)
        from sa75kit.simulator.powershell.conversion.numeric import text_number

        try:
            return text_number(value)
        except ValueError:
            return number
    del left
    raise automation_error(
        "RuntimeException", f"Method invocation failed because [{type_of(value).full_name}] does "
        f"not contain a method named '{_NAMES[sign]}'.", "MethodNotFound", "InvalidOperation",
        f"{_NAMES[sign]}:String")  # fmt: skip


def _zero() -> object:
    inner = ExceptionObject("System.DivideByZeroException", "Attempted to divide by zero.")
    raise automation_error("RuntimeException", "Attempted to divide by zero.", "RuntimeException",
                           "NotSpecified", inner=inner)  # fmt: skip


def _floating(sign: str, first: Number, second: Number) -> object:
    left, right = float(first), float(second)
    if sign in "/%" and right == 0:
        if sign == "%" or left == 0 or math.isnan(left):
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    try:
        value = {
            "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
            "/": lambda: left / right, "%": lambda: math.fmod(left, right),
        }[sign]()  # fmt: skip
    except (OverflowError, ValueError):
        return math.inf
    single = isinstance(first, Single) and (isinstance(second, Single) or isinstance(second, int))
    return Single(value) if single else value


def _decimal(sign: str, left: Decimal, right: Decimal) -> object:
    if sign in "/%" and right == 0:
        return _zero()
    try:
        value = {
            "+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
            "/": lambda: left / right, "%": lambda: left % right,
        }[sign]()  # fmt: skip
    except InvalidOperation:
        return float("nan")
    return value


def _whole(sign: str, left: int, right: int) -> object:
    if sign in "/%" and right == 0:
        return _zero()
    if sign == "/":
        quotient, rest = divmod(abs(left), abs(right))
        if rest:
            return int(left) / int(right)
        value = quotient if (left < 0) == (right < 0) else -quotient
    elif sign == "%":
        value = int(math.fmod(left, right)) if max(abs(left), abs(right)) < 1 << 52 else (
            abs(left) % abs(right) * (-1 if left < 0 else 1))  # fmt: skip
    else:
        value = {"+": int(left) + int(right), "-": int(left) - int(right),
                 "*": int(left) * int(right)}[sign]  # fmt: skip
    return in_common_type(value, left, right)


def in_common_type(value: int, left: int, right: int) -> object:
    """Give a whole number in the type that two operands share; a Double where it overflows."""
    kinds = (type(left), type(right))
    if UInt64 in kinds:
        return UInt64(value) if 0 <= value <= UInt64.maximum else float(value)
    if Int64 in kinds or IntPtr in kinds or (UInt32 in kinds and kinds[0] is not kinds[1]):
        return Int64(value) if INT64_MIN <= value <= INT64_MAX else float(value)
    if UInt32 in kinds:
        return UInt32(value) if 0 <= value <= UInt32.maximum else float(value)
    return value if INT32_MIN <= value <= INT32_MAX else float(value)


def bitwise(session: Session, name: str, left: object, right: object) -> object:
    """Give left -band, -bor, -bxor, -shl or -shr right."""
    first, second = _bits(session, left), _bits(session, right)
    if name == "shl":
        value = first << (second & (63 if isinstance(first, Int64 | UInt64) else 31))
        return _wrapped(value, first)
    if name == "shr":
        return _wrapped(first >> (second & (63 if isinstance(first, Int64 | UInt64) else 31)), first)
    value = {"band": first & second, "bor": first | second, "bxor": first ^ second}[name]
    if isinstance(left, EnumValue):
        return EnumValue(left.net_type, value)
    return in_common_type(int(value), first, second)


def _bits(session: Session, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, EnumValue):
        return value.number
    target = "system.int64" if isinstance(value, float | Decimal) else "system.int32"
    if isinstance(value, float | Decimal) and INT32_MIN <= value <= INT32_MAX:
        target = "system.int32"
    number = cast(session, value, NetType.known[target])
    assert isinstance(number, int)
    return number


def _wrapped(value: int, like: int) -> object:
    if isinstance(like, UInt64 | UInt32):
        return type(like)(value & like.maximum)
    bits = 64 if isinstance(like, Int64) else 32
    value &= (1 << bits) - 1
    if value >> (bits - 1):
        value -= 1 << bits
    return Int64(value) if bits == 64 else value


def complement(session: Session, value: object) -> object:
    """Give -bnot value."""
    number = _bits(session, value)
    if isinstance(number, UInt32 | UInt64):
        return type(number)(~number & number.maximum)
    return Int64(~number) if isinstance(number, Int64) else ~int(number)


def negate(session: Session, value: object) -> object:
    """Give -value."""
    return subtract(session, 0, value)
