"""What a value says as text, and whether it counts as true."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sa75kit.simulator.powershell.formats.numbers import plain_number
from sa75kit.simulator.powershell.types.net_type import EnumValue, NetObject, NetType
from sa75kit.simulator.powershell.types.registry import type_of
from sa75kit.simulator.powershell.values.collections import Enumerator, NetList
from sa75kit.simulator.powershell.values.errors import ExceptionObject, Record


def to_text(value: object, separator: str = " ") -> str:
    """Give a value as "$value" does: invariant culture, arrays joined by $OFS."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float | Decimal):
        return plain_number(value)
    if isinstance(value, list | NetList | Enumerator):
        return separator.join(to_text(item, separator) for item in value)
    if isinstance(value, bytes | bytearray):
        return separator.join(str(byte) for byte in value)
    return _object_text(value)


def _object_text(value: object) -> str:
    if isinstance(value, NetType):
        return type_text(value)
    if isinstance(value, Record):
        return value.message
    if isinstance(value, ExceptionObject):
        return f"{value.net_type.full_name}: {value.message}"
    if isinstance(value, NetObject) and type(value).__str__ is not object.__str__:
        return str(value)
    return type_of(value).full_name


def type_text(net_type: NetType) -> str:
    """Give a type as PowerShell writes it: its accelerator where it has one."""
    for short, found in NetType.accelerators.items():
        if found is net_type:
            return short
    if net_type.element is not None:
        return f"{type_text(net_type.element)}[{',' * (net_type.rank - 1)}]"
    return net_type.full_name


def to_bool(value: object) -> bool:
    """Say whether a value counts as true."""
    if value is None:
        return False
    if isinstance(value, str):
        return value != "" if type(value) is str or len(value) != 1 else value != "\0"
    if isinstance(value, bool | int | float | Decimal):
        return bool(value)
    if isinstance(value, list | bytearray | NetList):
        items = value.items if isinstance(value, NetList) else value
        if len(items) == 0:
            return False
        if len(items) == 1:
            only = items[0]
            return True if isinstance(only, list) else to_bool(only)
        return True
    if isinstance(value, EnumValue):
        return value.number != 0
    truth = getattr(value, "truth", None)
    return truth if isinstance(truth, bool) else True


def elements(value: object) -> Iterable[object]:
    """Give what a pipeline gets from a value: arrays and lists are run through, all else is one."""
    if isinstance(value, list | Enumerator):
        return value
    if isinstance(value, NetList):
        return list(value.items)
    if isinstance(value, bytearray):
        from sa75kit.simulator.powershell.values.numbers import Byte

        return [Byte(byte) for byte in value]
    return (value,)


def is_enumerable(value: object) -> bool:
    """Say whether a pipeline runs through a value (texts and hashtables are single things)."""
    return isinstance(value, list | NetList | Enumerator | bytearray)
