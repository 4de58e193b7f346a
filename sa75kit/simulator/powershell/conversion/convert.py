"""LanguagePrimitives.ConvertTo: a value as a value of another type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.numeric import NUMERIC, to_number
from sa75kit.simulator.powershell.conversion.text import (
    elements,
    is_enumerable,
    to_bool,
    to_text,
)
from sa75kit.simulator.powershell.types.net_type import ENUM, OBJECT, EnumValue, NetType
from sa75kit.simulator.powershell.types.registry import type_named, type_of
from sa75kit.simulator.powershell.values.collections import Dictionary, TypedArray
from sa75kit.simulator.powershell.values.errors import (
    NetError,
    PowerShellError,
    automation_error,
)
from sa75kit.simulator.powershell.values.numbers import Char

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.session import Session

Converter = Callable[["Session", object], object]
_CONVERTERS: dict[str, Converter] = {}


class CannotConvert(Exception):
    """There is no such conversion for this value."""

    def __init__(self, message: str, identifier: str) -> None:
        super().__init__(message)
        self.message = message
        self.identifier = identifier


def converter(target: NetType) -> Callable[[Converter], Converter]:
    """Declare how values become values of a type; the function gives NotImplemented to pass."""

    def declare(function: Converter) -> Converter:
        _CONVERTERS[target.full_name.partition("[[")[0]] = function
        return function

    return declare


def refusal(value: object, target: NetType) -> CannotConvert:
    """Give the error of a value that does not fit a type."""
    if value is None:
        return CannotConvert(f'Cannot convert null to type "{target.full_name}".',
                             "nullToObjectInvalidCast")  # fmt: skip
    return CannotConvert(
        f'Cannot convert the "{to_text(value)}" value of type "{type_of(value).full_name}" to type '
        f'"{target.full_name}".',
        "ConvertToFinalInvalidCastException",
    )


def explained(value: object, target: NetType, why: str, identifier: str) -> CannotConvert:
    """Give the error of a value that does not fit, with the reason that .NET gave."""
    return CannotConvert(
        f'Cannot convert value "{to_text(value)}" to type "{target.full_name}". Error: "{why}"',
        identifier,
    )


def cast(session: Session, value: object, target: NetType) -> object:
    """Convert as a [type] in a script does.

    Raises:
        PowerShellError: the value does not fit.
    """
    try:
        return convert(session, value, target)
    except CannotConvert as error:
        inner = automation_error("PSInvalidCastException", error.message, error.identifier)
        raise automation_error(
            "RuntimeException", error.message, error.identifier, "InvalidArgument",
            inner=inner.record.exception,
        ) from error  # fmt: skip


def convert(session: Session, value: object, target: NetType) -> object:
    """Give a value as a value of a type.

    Raises:
        CannotConvert: the value does not fit.
    """
    name = target.full_name
    if target is OBJECT:
        return value
    if value is not None and type_of(value).is_a(target):
        return value
    if name == "System.String":
        return to_text(value, session.separator())
    if name == "System.Boolean":
        return to_bool(value)
    if name in NUMERIC:
        return _number(value, target)
    if target.base is ENUM:
        return to_enum(value, target)
    if target.element is not None:
        return _array(session, value, target, target.element)
    return _other(session, value, target)


def _number(value: object, target: NetType) -> object:
    try:
        return to_number(value, target.full_name)
    except (ValueError, TypeError) as error:
        if not str(error):
            raise refusal(value, target) from error
        integer = "Integer" if target.full_name not in ("System.Double", "System.Decimal") else (
            target.name
        )
        raise explained(value, target, str(error), f"InvalidCastFromStringTo{integer}") from error


def to_char(value: object, target: NetType) -> Char:
    """Give a text of one character, or a number, as a Char."""
    if isinstance(value, str):
        if len(value) != 1:
            raise explained(value, target, "String must be exactly one character long.",
                            "InvalidCastParseTargetInvocation")  # fmt: skip
        return Char(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 65536:
        return Char(chr(value))
    raise refusal(value, target)


def to_enum(value: object, target: NetType) -> EnumValue:
    """Give a name, several names or a number as a value of an enumeration."""
    names = target.enum or {}
    if isinstance(value, EnumValue):
        return EnumValue(target, value.number)
    if isinstance(value, int) and not isinstance(value, bool):
        if value not in names.values() and not target.flags:
            raise CannotConvert(
                f'Cannot convert value "{value}" to type "{target.full_name}" due to invalid '
                "enumeration values. Specify one of the following enumeration values and try "
                f'again. The possible enumeration values are "{",".join(names)}".',
                "ConvertToEnumNoValue")  # fmt: skip
        return EnumValue(target, int(value))
    if isinstance(value, str):
        return EnumValue(target, sum({_enum_number(word, value, target) for word in value.split(",")}))
    if isinstance(value, list) and target.flags:
        return EnumValue(target, sum({to_enum(item, target).number for item in value}))
    raise refusal(value, target)


def _enum_number(word: str, value: str, target: NetType) -> int:
    names = target.enum or {}
    word = word.strip().lower()
    for name, number in names.items():
        if name.lower() == word:
            return number
    if word.lstrip("-").isdigit():
        return int(word)
    found = {number for name, number in names.items() if word and name.lower().startswith(word)}
    if len(found) == 1:
        return found.pop()
    raise CannotConvert(
        f'Cannot convert value "{value}" to type "{target.full_name}". Error: "Unable to match the '
        f"identifier name {value} to a valid enumerator name. Specify one of the following "
        f'enumerator names and try again:\n{", ".join(names)}"',
        "InvalidCastFromStringToEnum" if False else "InvalidCastParseTargetInvocation",
    )


def _array(session: Session, value: object, target: NetType, element: NetType) -> object:
    if value is None:
        return None
    items = list(elements(value)) if is_enumerable(value) else [value]
    if element.full_name == "System.Byte":
        numbers = [convert(session, item, element) for item in items]
        return bytearray(number for number in numbers if isinstance(number, int))
    made = [convert(session, item, element) for item in items]
    return made if element is OBJECT else TypedArray(target, made)


def _other(session: Session, value: object, target: NetType) -> object:
    found = _CONVERTERS.get(target.full_name.partition("[[")[0])
    if found is not None:
        try:
            made = found(session, value)
        except NetError as error:
            raise explained(value, target, error.exception.message,
                            "InvalidCastParseTargetInvocation") from error  # fmt: skip
        if made is not NotImplemented:
            return made
    if value is None:
        if target.is_value:
            raise refusal(value, target)
        return None
    if target.full_name == "System.Type" and isinstance(value, str):
        return type_named(value)
    return _constructed(session, value, target)


def _constructed(session: Session, value: object, target: NetType) -> object:
    """Make the object with the value as its constructor's only argument, or from a hashtable."""
    from sa75kit.simulator.powershell.types.calling import construct, fill_properties

    if isinstance(value, Dictionary) and any(c.takes(0) for c in target.constructors):
        made = construct(session, target, [])
        fill_properties(session, made, value)
        return made
    if not any(constructor.takes(1) for constructor in target.constructors):
        raise refusal(value, target)
    try:
        return construct(session, target, [value])
    except NetError as error:
        raise explained(value, target, error.exception.message,
                        "InvalidCastConstructorException") from error  # fmt: skip
    except PowerShellError as error:
        raise refusal(value, target) from error
