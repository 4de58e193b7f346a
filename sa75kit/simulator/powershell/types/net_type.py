"""A .NET type: its name, its base, its members, each declared by its C# signature."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, ClassVar, TypeVar

Function = Callable[..., Any]
F = TypeVar("F", bound=Function)
_SIGNATURE = re.compile(r"(?P<result>[\w.\[\],<>]+) (?P<name>\w+)(?:\((?P<parameters>.*)\))?$")


@dataclass(frozen=True, slots=True)
class ParameterType:
    """One parameter of a method; `rest` marks the last one of a `params` array."""

    type: str
    name: str
    rest: bool = False
    reference: bool = False


@lru_cache(maxsize=None)
def wants_session(function: Function) -> bool:
    """Say whether a function's first parameter is the session."""
    return next(iter(inspect.signature(function).parameters), "") == "session"


class Overload:
    """One signature of a method, constructor or property, and the function behind it."""

    def __init__(self, signature: str, function: Function, *, static: bool) -> None:
        self.signature = signature
        self.function = function
        self.static = static
        self.wants_session = wants_session(function)

    @cached_property
    def _parts(self) -> re.Match[str]:
        found = _SIGNATURE.match(self.signature)
        if found is None:
            raise ValueError(self.signature)
        return found

    @property
    def name(self) -> str:
        """Give the member's name."""
        return self._parts["name"]

    @property
    def result(self) -> str:
        """Give the name of the type of the result."""
        return self._parts["result"]

    @cached_property
    def parameters(self) -> tuple[ParameterType, ...]:
        """Give the parameters."""
        text = self._parts["parameters"] or ""
        return tuple(_parameter(part.strip()) for part in text.split(", ") if part.strip())

    def takes(self, count: int) -> bool:
        """Say whether a call with so many arguments can mean this one."""
        wanted = len(self.parameters)
        if wanted and self.parameters[-1].rest:
            return count >= wanted - 1
        return count == wanted


def _parameter(text: str) -> ParameterType:
    rest = text.startswith("params ")
    text = text.removeprefix("params ")
    reference = text.startswith("ref ")
    kind, _, name = text.removeprefix("ref ").rpartition(" ")
    return ParameterType(kind, name, rest, reference)


@dataclass(slots=True)
class Property:
    """A property with its getter and, where it can be set, its setter."""

    name: str
    type: str
    getter: Overload
    setter: Function | None = None
    hidden: bool = False


@dataclass(slots=True)
class Method:
    """All overloads of one method."""

    name: str
    overloads: list[Overload] = field(default_factory=list)


class NetType:
    """A .NET type; members are looked up without case, here and then in the base."""

    known: ClassVar[dict[str, NetType]] = {}
    accelerators: ClassVar[dict[str, NetType]] = {}

    def __init__(
        self,
        full_name: str,
        base: NetType | None = None,
        *,
        short: str = "",
        core: bool = False,
        value: bool = False,
        interfaces: tuple[str, ...] = (),
        register: bool = True,
    ) -> None:
        self.full_name = full_name
        self.base = base
        self.core = core or bool(short)
        self.is_value = value
        self.interfaces = interfaces
        self.constructors: list[Overload] = []
        self.members: dict[str, Property | Method] = {}
        self.statics: dict[str, Property | Method] = {}
        self.element: NetType | None = None
        self.rank = 1
        self.arguments: tuple[NetType, ...] = ()
        self.enum: dict[str, int] | None = None
        self.flags = False
        if register:
            NetType.known[full_name.lower()] = self
        if short:
            NetType.accelerators[short.lower()] = self

    def __repr__(self) -> str:
        return f"[{self.full_name}]"

    @property
    def name(self) -> str:
        """Give the name without its namespace."""
        plain = self.full_name.partition("[[")[0]
        return re.split(r"[.+]", plain)[-1]

    @property
    def namespace(self) -> str:
        """Give the namespace."""
        return self.full_name.partition("[[")[0].rpartition(".")[0]

    def lineage(self) -> list[NetType]:
        """Give this type and its bases up to System.Object."""
        found: list[NetType] = []
        here: NetType | None = self
        while here is not None:
            found.append(here)
            here = here.base
        return found

    def is_a(self, other: NetType) -> bool:
        """Say whether a value of this type can stand where the other is wanted."""
        if any(here is other for here in self.lineage()):
            return True
        name = other.full_name.partition("[[")[0]
        return any(name in here.interfaces for here in self.lineage())

    def member(self, name: str) -> Property | Method | None:
        """Give an instance member."""
        lowered = name.lower()
        here: NetType | None = self
        while here is not None:
            found = here.members.get(lowered)
            if found is not None:
                return found
            here = here.base
        return None

    def static(self, name: str) -> Property | Method | None:
        """Give a static member."""
        lowered = name.lower()
        for here in self.lineage():
            found = here.statics.get(lowered)
            if found is not None:
                return found
        return None

    # -- declaring --------------------------------------------------------------------------

    def constructor(self, *signatures: str) -> Callable[[F], F]:
        """Declare constructors by their parameters: "(string path, int count)"."""

        def declare(function: F) -> F:
            for signature in signatures:
                text = f"{self.name.partition('`')[0]} new{signature}"
                self.constructors.append(Overload(text, function, static=True))
            return function

        return declare

    def method(self, *signatures: str) -> Callable[[F], F]:
        """Declare instance methods by their signatures."""
        return self._declare(self.members, signatures, static=False)

    def static_method(self, *signatures: str) -> Callable[[F], F]:
        """Declare static methods by their signatures."""
        return self._declare(self.statics, signatures, static=True)

    def _declare(
        self, table: dict[str, Property | Method], signatures: tuple[str, ...], *, static: bool
    ) -> Callable[[F], F]:
        def declare(function: F) -> F:
            for signature in signatures:
                overload = Overload(signature, function, static=static)
                method = table.setdefault(overload.name.lower(), Method(overload.name))
                assert isinstance(method, Method)
                method.overloads.append(overload)
            return function

        return declare

    def property(
        self, *signatures: str, set: Function | None = None, hidden: bool = False  # noqa: A002
    ) -> Callable[[F], F]:
        """Declare a property by its type and name, with its setter where it has one."""

        def declare(function: F) -> F:
            for signature in signatures:
                overload = Overload(signature, function, static=False)
                made = Property(overload.name, overload.result, overload, set, hidden)
                self.members[overload.name.lower()] = made
            return function

        return declare

    def static_property(self, *signatures: str, set: Function | None = None) -> Callable[[F], F]:  # noqa: A002
        """Declare a static property or constant by its type and name."""

        def declare(function: F) -> F:
            for signature in signatures:
                overload = Overload(signature, function, static=True)
                made = Property(overload.name, overload.result, overload, set)
                self.statics[overload.name.lower()] = made
            return function

        return declare


class NetObject:
    """An instance of a .NET class that has no Python type of its own.

    `notes` are members that PowerShell attached to this very object, by lower-case name.
    """

    net_type: NetType
    notes: dict[str, object] | None = None
    type_names: list[str] | None = None


OBJECT = NetType("System.Object", short="object", core=True)
VALUE_TYPE = NetType("System.ValueType", OBJECT)
ENUM = NetType("System.Enum", VALUE_TYPE)


class EnumValue(NetObject):
    """A value of an enumeration."""

    __slots__ = ("net_type", "number")

    def __init__(self, net_type: NetType, number: int) -> None:
        self.net_type = net_type
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EnumValue) and (self.net_type, self.number) == (
            other.net_type,
            other.number,
        )

    def __hash__(self) -> int:
        return hash((self.net_type.full_name, self.number))

    def __str__(self) -> str:
        names = self.net_type.enum or {}
        for name, number in names.items():
            if number == self.number:
                return name
        if not self.net_type.flags:
            return str(self.number)
        left, found = self.number, []
        for name, number in sorted(names.items(), key=lambda item: -item[1]):
            if number and left & number == number:
                found.append(name)
                left &= ~number
        return str(self.number) if left or not found else ", ".join(reversed(found))


def enum_type(
    full_name: str,
    names: str | dict[str, int],
    *,
    flags: bool = False,
    short: str = "",
    core: bool = False,
    first: int = 0,
) -> NetType:
    """Declare an enumeration: its names in order, or with their numbers."""
    made = NetType(full_name, ENUM, value=True, short=short, core=core)
    if isinstance(names, str):
        names = {name: first + number for number, name in enumerate(names.split())}
    made.enum = names
    made.flags = flags
    return made
