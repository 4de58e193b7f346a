"""Finding types: by the name in a script, and by a value."""

from __future__ import annotations

import re
from functools import lru_cache

from sa75kit.simulator.powershell.language.syntax import TypeName
from sa75kit.simulator.powershell.types.net_type import OBJECT, NetObject, NetType
from sa75kit.simulator.powershell.values.collections import TypedArray

ARRAY = NetType("System.Array", OBJECT, short="array", interfaces=(
    "System.Collections.IEnumerable", "System.Collections.ICollection", "System.Collections.IList"))  # fmt: skip
_BY_CLASS: dict[type, NetType] = {}
_ARRAYS: dict[tuple[str, int], NetType] = {}
_GENERICS: dict[tuple[str, tuple[str, ...]], NetType] = {}
# C#'s words, as signatures use them.
_WORDS = {
    "bool": "System.Boolean", "byte": "System.Byte", "sbyte": "System.SByte",
    "char": "System.Char", "short": "System.Int16", "ushort": "System.UInt16",
    "int": "System.Int32", "uint": "System.UInt32", "long": "System.Int64",
    "ulong": "System.UInt64", "float": "System.Single", "double": "System.Double",
    "decimal": "System.Decimal", "string": "System.String", "object": "System.Object",
    "void": "System.Void",
}  # fmt: skip


def python_class(cls: type, net_type: NetType) -> None:
    """Say which .NET type the values of a Python class have."""
    _BY_CLASS[cls] = net_type


def type_of(value: object) -> NetType:
    """Give the .NET type of a value that is not null."""
    found = _BY_CLASS.get(type(value))
    if found is not None:
        return found
    if isinstance(value, NetObject | TypedArray):
        return value.net_type
    if isinstance(value, NetType):
        return NetType.known["system.runtimetype"]
    for cls in type(value).__mro__:
        if cls in _BY_CLASS:
            return _BY_CLASS[cls]
    raise TypeError(f"no .NET type for {type(value)!r}")


def array_of(element: NetType, rank: int = 1) -> NetType:
    """Give the type of arrays with these elements."""
    key = (element.full_name, rank)
    made = _ARRAYS.get(key)
    if made is None:
        commas = "," * (rank - 1)
        made = NetType(f"{element.full_name}[{commas}]", ARRAY, register=False)
        made.element, made.rank, made.core = element, rank, element.core
        _ARRAYS[key] = made
    return made


def generic(definition: NetType, arguments: tuple[NetType, ...]) -> NetType:
    """Give a generic type with its arguments, for instance List`1 with string."""
    key = (definition.full_name, tuple(argument.full_name for argument in arguments))
    made = _GENERICS.get(key)
    if made is None:
        inner = ",".join(
            f"[{name}, mscorlib, Version=4.0.0.0, Culture=neutral, "
            "PublicKeyToken=b77a5c561934e089]" for name in key[1]
        )  # fmt: skip
        made = NetType(f"{definition.full_name}[{inner}]", definition, register=False)
        made.arguments, made.is_value = arguments, definition.is_value
        made.interfaces = definition.interfaces
        _GENERICS[key] = made
    return made


@lru_cache(maxsize=2048)
def word_type(word: str) -> NetType:
    """Give the type that a word of a signature means: int, string[], System.IO.Stream."""
    if word.endswith("[]"):
        return array_of(word_type(word[:-2]))
    name = _WORDS.get(word, word).lower()
    return NetType.known.get(name) or NetType.known[f"system.{name}"]


class UnknownType(Exception):
    """There is no type of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def find_type(written: TypeName) -> NetType:
    """Give the type that a script's [name] means.

    Raises:
        UnknownType: there is none.
    """
    found = _named(written)
    for rank in written.ranks:
        found = array_of(found, rank)
    return found


def _named(written: TypeName) -> NetType:
    name = written.name.lower()
    if written.arguments:
        bare = name.partition("`")[0]
        definition = _lookup(f"{bare}`{len(written.arguments)}")
        if definition is None:
            raise UnknownType(str(written))
        return generic(definition, tuple(find_type(argument) for argument in written.arguments))
    found = NetType.accelerators.get(name) or _lookup(name)
    if found is None:
        raise UnknownType(str(written))
    return found


def _lookup(name: str) -> NetType | None:
    return NetType.known.get(name) or NetType.known.get(f"system.{name}")


_QUALIFIED = re.compile(r",\s*(mscorlib|System|Microsoft)[^\]]*$")


def type_named(text: str) -> NetType:
    """Give the type that a text names, as `[type]"text"` and New-Object -TypeName do.

    Raises:
        UnknownType: there is none.
    """
    from sa75kit.simulator.powershell.language.failure import ParseError
    from sa75kit.simulator.powershell.language.strings import Literals
    from sa75kit.simulator.powershell.language.syntax import Source

    clean = _QUALIFIED.sub("", text.strip()).strip()
    if clean.startswith("[") and clean.endswith("]") and clean != "[]":
        clean = clean[1:-1]
    reader = Literals(Source(clean))
    try:
        name = reader.type_name()
    except ParseError:
        raise UnknownType(text) from None
    if reader.at < reader.size:
        raise UnknownType(text)
    return find_type(name)
