"""String.Format: {0,10:N2} with arguments."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.text import to_text
from sa75kit.simulator.powershell.formats.culture import Culture
from sa75kit.simulator.powershell.formats.dates import format_date, format_span
from sa75kit.simulator.powershell.formats.numbers import BadFormat, format_number
from sa75kit.simulator.powershell.types.net_type import EnumValue
from sa75kit.simulator.powershell.values.errors import ExceptionObject, NetError, automation_error
from sa75kit.simulator.powershell.values.moments import DateTime, TimeSpan

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.session import Session

_ITEM = re.compile(r"\{\{|\}\}|\{(\d+)\s*(?:,\s*(-?\d+))?\s*(?::((?:[^{}]|\{\{|\}\})*))?\}|[{}]")


def format_value(session: Session, value: object, pattern: str, culture: Culture | None = None) -> str:
    """Give one value by a .NET format string in the user's culture.

    Raises:
        NetError: FormatException.
    """
    region = culture or session.culture
    try:
        if isinstance(value, bool):
            return to_text(value)
        if isinstance(value, int | float | Decimal):
            return format_number(value, pattern, region)
        if isinstance(value, DateTime):
            return format_date(value, pattern, region, session.zone)
        if isinstance(value, TimeSpan):
            return format_span(value, pattern)
        if isinstance(value, EnumValue) and pattern:
            return _enum(value, pattern)
    except BadFormat:
        raise NetError("System.FormatException", "Format specifier was invalid.") from None
    return to_text(value)


def _enum(value: EnumValue, pattern: str) -> str:
    if pattern in "dD":
        return str(value.number)
    return f"{value.number:08X}" if pattern in "xX" else str(value)


def format_text(session: Session, template: str, arguments: list[object]) -> str:
    """Give a template with its items filled in.

    Raises:
        PowerShellError: FormatError.
    """

    def item(found: re.Match[str]) -> str:
        text = found[0]
        if text in ("{{", "}}"):
            return text[0]
        if found[1] is None:
            raise _format_error("Input string was not in a correct format.")
        index = int(found[1])
        if index >= len(arguments):
            raise _format_error("Index (zero based) must be greater than or equal to zero and "
                                "less than the size of the argument list.")  # fmt: skip
        try:
            value = format_value(session, arguments[index], found[3] or "")
        except NetError as error:
            raise _format_error(error.exception.message) from error
        width = int(found[2] or 0)
        return value.rjust(width) if width >= 0 else value.ljust(-width)

    return _ITEM.sub(item, template)


def _format_error(why: str) -> Exception:
    inner = ExceptionObject("System.FormatException", why)
    return automation_error("RuntimeException", f"Error formatting a string: {why}", "FormatError",
                            "InvalidOperation", inner=inner)  # fmt: skip
