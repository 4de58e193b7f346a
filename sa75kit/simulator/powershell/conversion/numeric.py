"""Values as numbers of one type, rounded and checked as .NET's Convert does."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from sa75kit.simulator.powershell.language.strings import parse_number
from sa75kit.simulator.powershell.types.net_type import EnumValue
from sa75kit.simulator.powershell.values.numbers import (
    INT32_MAX,
    INT32_MIN,
    SIZED,
    Char,
    Single,
    Sized,
)

_SIZED = {f"System.{cls.name}": cls for cls in SIZED}
NUMERIC = {"System.Int32", "System.Double", "System.Single", "System.Decimal", *_SIZED}
_TOO_BIG = {
    "System.Byte": "an unsigned byte", "System.SByte": "a signed byte",
    "System.Int16": "an Int16", "System.UInt16": "a UInt16", "System.Int32": "an Int32",
    "System.UInt32": "a UInt32", "System.Int64": "an Int64", "System.UInt64": "a UInt64",
    "System.Decimal": "a Decimal", "System.IntPtr": "an Int64",
}  # fmt: skip
BAD_TEXT = "Input string was not in a correct format."
_NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


def to_number(value: object, name: str) -> object:
    """Give a value as a number of the type of this name.

    Raises:
        ValueError: it does not fit; the text says why.
        TypeError: no conversion exists.
    """
    return in_type(_raw(value), name)


def _raw(value: object) -> int | float | Decimal:
    if value is None:
        return 0
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, str):
        return text_number(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, EnumValue):
        return value.number
    raise TypeError


def text_number(text: str) -> int | float | Decimal:
    """Read a number from text as PowerShell does: "" is 0, "0x10" is 16, "1kb" is 1024."""
    clean = text.strip()
    if not clean:
        return 0
    found = parse_number(clean)
    if isinstance(found, int | float | Decimal):
        return found
    if _NUMBER.fullmatch(clean):
        plain = clean.replace(",", "")
        return int(plain) if plain.lstrip("+-").isdigit() else float(plain)
    special = {"nan": math.nan, "infinity": math.inf, "-infinity": -math.inf}.get(clean.lower())
    if special is not None:
        return special
    raise ValueError(BAD_TEXT)


def in_type(value: int | float | Decimal, name: str) -> object:
    """Give a number as one of another type, rounded half to even."""
    if name == "System.Double":
        return float(value)
    if name == "System.Single":
        return Single(value)
    if name == "System.Decimal":
        if isinstance(value, float):
            if not math.isfinite(value) or abs(value) >= 7.9e28:
                raise ValueError("Value was either too large or too small for a Decimal.")
            return Decimal(f"{value:.15g}")
        return Decimal(value)
    whole = _whole(value, name)
    if name == "System.Int32":
        if not INT32_MIN <= whole <= INT32_MAX:
            raise ValueError(_overflow(name))
        return int(whole)
    cls: type[Sized] = _SIZED[name]
    if not cls.minimum <= whole <= cls.maximum:
        raise ValueError(_overflow(name))
    return cls(whole)


def _whole(value: int | float | Decimal, name: str) -> int:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(_overflow(name))
        return round(value)
    try:
        return int(value.to_integral_value(ROUND_HALF_EVEN))
    except InvalidOperation as error:
        raise ValueError(_overflow(name)) from error


def _overflow(name: str) -> str:
    return f"Value was either too large or too small for {_TOO_BIG[name]}."
