"""Numbers with .NET's types: a plain int is an Int32, a plain float a Double."""

from __future__ import annotations

from decimal import Decimal

INT32_MIN, INT32_MAX = -(1 << 31), (1 << 31) - 1
INT64_MIN, INT64_MAX = -(1 << 63), (1 << 63) - 1


class Sized(int):
    """An integer of another type than Int32."""

    name = ""
    minimum = 0
    maximum = 0


class Int64(Sized):
    """A System.Int64."""

    name, minimum, maximum = "Int64", INT64_MIN, INT64_MAX


class UInt64(Sized):
    """A System.UInt64."""

    name, minimum, maximum = "UInt64", 0, (1 << 64) - 1


class UInt32(Sized):
    """A System.UInt32."""

    name, minimum, maximum = "UInt32", 0, (1 << 32) - 1


class Int16(Sized):
    """A System.Int16."""

    name, minimum, maximum = "Int16", -(1 << 15), (1 << 15) - 1


class UInt16(Sized):
    """A System.UInt16."""

    name, minimum, maximum = "UInt16", 0, (1 << 16) - 1


class SByte(Sized):
    """A System.SByte."""

    name, minimum, maximum = "SByte", -128, 127


class Byte(Sized):
    """A System.Byte."""

    name, minimum, maximum = "Byte", 0, 255


class IntPtr(Sized):
    """A System.IntPtr."""

    name, minimum, maximum = "IntPtr", INT64_MIN, INT64_MAX


class Single(float):
    """A System.Single."""


class Char(str):
    """A System.Char."""

    __slots__ = ()


SIZED: tuple[type[Sized], ...] = (Int64, UInt64, UInt32, Int16, UInt16, SByte, Byte, IntPtr)
Number = int | float | Decimal


def is_number(value: object) -> bool:
    """Say whether a value is a number ([char], [bool] and enums are none)."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def fit_integer(value: int, *, long: bool = False) -> object:
    """Give a whole number as Int32 if it fits, else Int64, Decimal, Double."""
    if INT32_MIN <= value <= INT32_MAX and not long:
        return int(value)
    if INT64_MIN <= value <= INT64_MAX:
        return Int64(value)
    if abs(value) < 1 << 96:
        return Decimal(value)
    return float(value)
