"""Numbers as .NET writes them: without a format, with standard and with custom formats."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from sa75kit.simulator.powershell.formats.culture import INVARIANT, Culture
from sa75kit.simulator.powershell.values.numbers import Number, Single, Sized

_STANDARD = re.compile(r"([A-Za-z])(\d{0,2})$")
_SECTION = re.compile(r"('[^']*'|\"[^\"]*\"|\\.)|([0#,.%]+)")


class BadFormat(Exception):
    """Format specifier was invalid."""


def plain_number(value: Number, culture: Culture = INVARIANT) -> str:
    """Give a number without a format: G15 for Double, G7 for Single."""
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", culture.decimal)
    return _general(value, 7 if isinstance(value, Single) else 15, culture)


def _general(value: float, digits: int, culture: Culture) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    text = f"{float(value):.{digits}g}"
    mantissa, exponent_mark, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    mantissa = mantissa.replace(".", culture.decimal)
    if mantissa == "-0":
        mantissa = "0"
    if not exponent_mark:
        return mantissa
    return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}"


def format_number(value: Number, pattern: str, culture: Culture = INVARIANT) -> str:
    """Give a number by a .NET format string.

    Raises:
        BadFormat: there is no such format for this type.
    """
    if not pattern:
        return plain_number(value, culture)
    standard = _STANDARD.match(pattern)
    if standard:
        return _standard(value, standard[1], standard[2], culture)
    return _custom(value, pattern, culture)


def _standard(value: Number, letter: str, precision: str, culture: Culture) -> str:
    kind = letter.upper()
    digits = int(precision) if precision else -1
    if kind == "D":
        if not isinstance(value, int):
            raise BadFormat
        return ("-" if value < 0 else "") + str(abs(int(value))).zfill(max(digits, 0))
    if kind == "X":
        return _hexadecimal(value, letter, digits)
    if kind == "G":
        if digits > 0 and not isinstance(value, int):
            return _general(float(value), digits, culture)
        return plain_number(value, culture)
    if kind == "R":
        text = repr(float(value))
        return text.removesuffix(".0").replace(".", culture.decimal)
    if kind == "E":
        return _scientific(value, letter, 6 if digits < 0 else digits, culture)
    if kind not in "NFPC":
        raise BadFormat
    scaled = _exact(value) * (100 if kind == "P" else 1)
    places = 2 if digits < 0 else digits
    if kind == "C" and digits < 0 and culture.name == "ja-JP":
        places = 0
    text = _fixed(abs(scaled), places, culture, grouped=kind != "F")
    negative = scaled < 0 and any(char in "123456789" for char in text)
    return _decorated(text, kind, culture, negative=negative)


def _decorated(text: str, kind: str, culture: Culture, *, negative: bool) -> str:
    sign = "-" if negative else ""
    if kind == "P":
        percent = "%" if culture.name == "ja-JP" or culture.name == "zh-CN" else " %"
        return f"{sign}{text}{percent}"
    if kind != "C":
        return sign + text
    if culture.currency_after:
        return f"{sign}{text} {culture.currency}"
    if culture.name == "en-US" and negative:
        return f"({culture.currency}{text})"
    return f"{sign}{culture.currency}{text}"


def _exact(value: Number) -> Decimal:
    if isinstance(value, float):
        return Decimal(f"{float(value):.15g}")
    return Decimal(value)


def _hexadecimal(value: Number, letter: str, digits: int) -> str:
    if not isinstance(value, int):
        raise BadFormat
    number = int(value)
    if number < 0:
        width = 64
        if not isinstance(value, Sized):
            width = 32
        elif value.minimum > -(1 << 63):
            width = {-128: 8, -(1 << 15): 16}.get(value.minimum, 32)
        number &= (1 << width) - 1
    text = format(number, "x" if letter == "x" else "X")
    return text.zfill(max(digits, 0))


def _scientific(value: Number, letter: str, digits: int, culture: Culture) -> str:
    text = f"{float(value):.{digits}e}"
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa.replace('.', culture.decimal)}{letter}{exponent[0]}{exponent[1:].zfill(3)}"


def _fixed(value: Decimal, places: int, culture: Culture, *, grouped: bool) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    if grouped:
        whole = f"{int(whole):,}".replace(",", culture.group)
    return whole + (culture.decimal + fraction if fraction else "")


def _custom(value: Number, pattern: str, culture: Culture) -> str:
    sections = pattern.split(";")
    exact = _exact(value)
    section, negative = sections[0], exact < 0
    if exact < 0 and len(sections) > 1 and sections[1]:
        section, negative = sections[1], False
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    literal = re.sub(r"'[^']*'|\"[^\"]*\"|\\.", "", section)
    exact = abs(exact) * (100 if "%" in literal else 1)
    digits = "".join(char for char in literal if char in "0#.,")
    text = _digits(exact, digits, culture)
    return ("-" if negative else "") + _with_literals(section, text)


def _digits(value: Decimal, digits: str, culture: Culture) -> str:
    before, point, after = digits.partition(".")
    while before.endswith(","):
        before, value = before[:-1], value / 1000
    after = after.replace(",", "")
    grouped = "," in before
    rounded = value.quantize(Decimal(1).scaleb(-len(after)), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    zeros = before.replace(",", "")
    least = len(zeros) - zeros.find("0") if "0" in zeros else 0
    whole = whole.lstrip("0").zfill(least)
    if grouped and whole:
        head = len(whole) % 3
        groups = [whole[:head]] if head else []
        groups += [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = culture.group.join(groups)
    keep = after.rfind("0") + 1
    while len(fraction) > keep and fraction.endswith("0"):
        fraction = fraction[:-1]
    return whole + (culture.decimal + fraction if point and fraction else "")


def _with_literals(section: str, number: str) -> str:
    out: list[str] = []
    placed = False
    for found in re.finditer(r"'([^']*)'|\"([^\"]*)\"|\\(.)|([0#,.]+)|(.)", section):
        quoted = found[1] or found[2] or found[3]
        if found[4] is not None:
            if not placed:
                out.append(number)
                placed = True
        elif quoted is not None:
            out.append(quoted)
        else:
            out.append(found[5] or "")
    return "".join(out)
