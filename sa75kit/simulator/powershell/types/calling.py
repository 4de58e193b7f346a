"""Calls of methods and constructors: which overload is meant, and what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.convert import CannotConvert, convert
from sa75kit.simulator.powershell.conversion.numeric import NUMERIC, in_type
from sa75kit.simulator.powershell.conversion.text import to_text
from sa75kit.simulator.powershell.types.net_type import (
    OBJECT,
    NetType,
    Overload,
    Property,
    wants_session,
)
from sa75kit.simulator.powershell.types.registry import array_of, type_of, word_type
from sa75kit.simulator.powershell.values.collections import Dictionary, TypedArray
from sa75kit.simulator.powershell.values.errors import NetError, automation_error
from sa75kit.simulator.powershell.values.numbers import Char

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.session import Session

_WIDENING = {
    "System.Byte": ("System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
                    "System.Int64", "System.UInt64", "System.Single", "System.Double",
                    "System.Decimal"),
    "System.Int16": ("System.Int32", "System.Int64", "System.Single", "System.Double",
                     "System.Decimal"),
    "System.UInt16": ("System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
                      "System.Double", "System.Decimal"),
    "System.Int32": ("System.Int64", "System.Double", "System.Decimal", "System.Single"),
    "System.UInt32": ("System.Int64", "System.UInt64", "System.Double", "System.Decimal"),
    "System.Int64": ("System.Decimal", "System.Double", "System.Single"),
    "System.Single": ("System.Double",),
}  # fmt: skip


class NoOverload(Exception):
    """No overload takes these arguments."""


def result_value(word: str, value: object) -> object:
    """Give what a function returned as a value of the type that its signature names."""
    if value is None:
        return None
    if isinstance(value, bytes):
        return bytearray(value)
    if isinstance(value, tuple) or type(value) is list:
        if word.endswith("[]") and word != "object[]":
            return TypedArray(word_type(word), value)
        return list(value)
    if type(value) is int and word not in ("int", "object"):
        name = word_type(word).full_name if word in _SMALL_WORDS else ""
        return in_type(value, name) if name in NUMERIC else value
    if word == "char" and type(value) is str:
        return Char(value)
    if type(value) is float and word == "float":
        return in_type(value, "System.Single")
    return value


_SMALL_WORDS = {"long", "uint", "ulong", "byte", "sbyte", "short", "ushort", "double", "decimal",
                "System.IntPtr"}  # fmt: skip


def run(session: Session, overload: Overload, target: object, arguments: Sequence[object]) -> object:
    """Call the function behind an overload."""
    given: list[object] = [session] if overload.wants_session else []
    if not overload.static:
        given.append(target)
    return result_value(overload.result, overload.function(*given, *arguments))


def call(
    session: Session,
    name: str,
    overloads: Sequence[Overload],
    target: object,
    arguments: Sequence[object],
) -> object:
    """Call the overload that fits best.

    Raises:
        PowerShellError: none fits; an argument cannot be converted.
        NetError: what the method itself throws.
    """
    fitting = [overload for overload in overloads if overload.takes(len(arguments))]
    if not fitting:
        raise automation_error(
            "MethodException", f'Cannot find an overload for "{name}" and the argument count: '
            f'"{len(arguments)}".', "MethodCountCouldNotFindBest", "NotSpecified")  # fmt: skip
    chosen = fitting[0] if len(fitting) == 1 else _best(session, name, fitting, arguments)
    return run(session, chosen, target, _converted(session, name, chosen, arguments))


def construct(session: Session, net_type: NetType, arguments: Sequence[object]) -> object:
    """Make an object with a constructor.

    Raises:
        PowerShellError, NetError: as `call`.
    """
    if not net_type.constructors:
        base = net_type.base
        if base is not None and net_type.arguments:  # List[string] is made by List`1
            return _of_generic(session, net_type, base, arguments)
        raise automation_error(
            "PSArgumentException", "A constructor was not found. Cannot find an appropriate "
            f"constructor for type {net_type.full_name}.",
            "CannotFindAppropriateCtor,Microsoft.PowerShell.Commands.NewObjectCommand"
        )  # fmt: skip
    return call(session, net_type.name, net_type.constructors, None, arguments)


def _of_generic(
    session: Session, net_type: NetType, definition: NetType, arguments: Sequence[object]
) -> object:
    made = call(session, net_type.name, definition.constructors, None, arguments)
    made.net_type = net_type  # type: ignore[attr-defined]
    items = getattr(made, "items", None)
    if isinstance(items, list) and net_type.arguments:
        items[:] = [convert(session, item, net_type.arguments[0]) for item in items]
    return made


def _best(
    session: Session, name: str, overloads: Sequence[Overload], arguments: Sequence[object]
) -> Overload:
    best: tuple[int, Overload] | None = None
    for overload in overloads:
        score = _score(session, overload, arguments)
        if score is not None and (best is None or score < best[0]):
            best = (score, overload)
    if best is None:
        raise automation_error(
            "MethodException", f'Cannot find an overload for "{name}" and the argument count: '
            f'"{len(arguments)}".', "MethodCountCouldNotFindBest", "NotSpecified")  # fmt: skip
    return best[1]


def _types(overload: Overload, count: int) -> list[NetType]:
    types = [word_type(parameter.type) for parameter in overload.parameters]
    if overload.parameters and overload.parameters[-1].rest:
        element = types[-1].element
        assert element is not None
        types = types[:-1] + [element] * (count - len(types) + 1)
    return types


def _score(session: Session, overload: Overload, arguments: Sequence[object]) -> int | None:
    rest = bool(overload.parameters) and overload.parameters[-1].rest
    if rest and _passes_array(overload, arguments):
        return 1
    total = 30 if rest else 0
    for index, wanted in enumerate(_types(overload, len(arguments))):
        by_reference = index < len(overload.parameters) and overload.parameters[index].reference
        points = 0 if by_reference else _points(session, wanted, arguments[index])
        if points is None:
            return None
        total += points
    return total


def _points(session: Session, wanted: NetType, argument: object) -> int | None:
    """Say how far an argument is from a parameter's type; None where it cannot be converted."""
    if argument is None:
        return None if wanted.is_value else 2
    have = type_of(argument)
    if have is wanted:
        return 0
    if wanted is OBJECT:
        return 12
    if have.is_a(wanted):
        return 1 + have.lineage().index(wanted) if wanted in have.lineage() else 3
    widening = _WIDENING.get(have.full_name, ())
    if wanted.full_name in widening:
        return 4 + widening.index(wanted.full_name)
    try:
        convert(session, argument, wanted)
    except CannotConvert:
        return None
    if have.full_name in NUMERIC and wanted.full_name in NUMERIC:
        return 20
    return 25 if wanted.full_name != "System.String" else 40


def _passes_array(overload: Overload, arguments: Sequence[object]) -> bool:
    """Say whether the last argument is already the array of a `params` parameter."""
    if len(arguments) != len(overload.parameters) or not arguments:
        return False
    wanted = word_type(overload.parameters[-1].type)
    last = arguments[-1]
    return last is not None and (
        type_of(last) is wanted or (isinstance(last, list) and wanted.element is not None)
    )


def _converted(
    session: Session, name: str, overload: Overload, arguments: Sequence[object]
) -> list[object]:
    parameters = overload.parameters
    if parameters and parameters[-1].rest:
        if _passes_array(overload, arguments):
            spread = arguments[-1]
            assert isinstance(spread, list | bytearray)
            arguments = [*arguments[:-1], *spread]
    types = _types(overload, len(arguments))
    made: list[object] = []
    for index, (wanted, argument) in enumerate(zip(types, arguments, strict=True)):
        if parameters[min(index, len(parameters) - 1)].reference:
            made.append(argument)
            continue
        try:
            made.append(convert(session, argument, wanted))
        except CannotConvert as error:
            parameter = parameters[min(index, len(parameters) - 1)]
            raise automation_error(
                "MethodException", f'Cannot convert argument "{parameter.name}", with value: '
                f'"{to_text(argument)}", for "{name}" to type "{wanted.full_name}": '
                f'"{error.message}"', "MethodArgumentConversionInvalidCastArgument",
                "NotSpecified") from error  # fmt: skip
    return made


def fill_properties(session: Session, target: object, values: Dictionary) -> None:
    """Set properties by name, as a cast from a hashtable does.

    Raises:
        CannotConvert: there is no such property.
    """
    for key, value in values.pairs():
        member = type_of(target).member(to_text(key))
        if not isinstance(member, Property) or member.setter is None:
            raise CannotConvert(
                f"The {to_text(key)} property was not found for the {type_of(target).full_name} "
                "object.", "ObjectCreationError")  # fmt: skip
        set_value(session, member, target, value)


def set_value(session: Session, member: Property, target: object, value: object) -> None:
    """Set a property to a value, converted to its type."""
    assert member.setter is not None
    converted = convert(session, value, word_type(member.type))
    given = (session, target) if wants_session(member.setter) else (target,)
    member.setter(*given[: 1 if member.getter.static else 2], converted)


__all__ = ["NetError", "array_of", "call", "construct", "fill_properties", "run", "set_value"]
