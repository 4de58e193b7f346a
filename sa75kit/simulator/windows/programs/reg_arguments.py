"""The arguments of reg.exe, and values as reg.exe writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import registry as reg
from sa75kit.simulator.windows.registry import ROOTS, Data, Value, View

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

KINDS = {
    "REG_NONE": reg.REG_NONE, "REG_SZ": reg.REG_SZ, "REG_EXPAND_SZ": reg.REG_EXPAND_SZ,
    "REG_BINARY": reg.REG_BINARY, "REG_DWORD": reg.REG_DWORD,
    "REG_DWORD_LITTLE_ENDIAN": reg.REG_DWORD, "REG_DWORD_BIG_ENDIAN": reg.REG_DWORD_BIG_ENDIAN,
    "REG_MULTI_SZ": reg.REG_MULTI_SZ, "REG_QWORD": reg.REG_QWORD,
}  # fmt: skip
NAMES = {number: name for name, number in KINDS.items() if name != "REG_DWORD_LITTLE_ENDIAN"}


class BadSyntax(Exception):
    """The command line was not understood."""


class BadKey(Exception):
    """The name of the key has no known root."""


@dataclass
class Arguments:
    """What a command line of reg.exe says; `options` are the switches with their values."""

    key: str
    options: dict[str, str] = field(default_factory=dict)
    view: View = 64
    rest: list[str] = field(default_factory=list)


def read_arguments(call: Invocation, words: list[str], *, with_value: str, plain: str) -> Arguments:
    """Read a key and switches; those in `with_value` take the word that follows."""
    if not words or words[0].startswith("/"):
        raise BadSyntax
    found = Arguments(key=key_path(call, words[0]))
    if not call.machine.x64:
        found.view = 32
    rest = list(words[1:])
    while rest:
        word = rest.pop(0).lower()
        if word in ("/reg:32", "/reg:64"):
            found.view = 32 if word == "/reg:32" else 64
        elif word in with_value.split() and rest:
            # `/f` of query takes a pattern, `/f` of add and delete none.
            found.options[word] = rest.pop(0)
        elif word in plain.split():
            found.options[word] = ""
        elif not word.startswith("/"):
            found.rest.append(word)
        else:
            raise BadSyntax
    return found


def key_path(call: Invocation, text: str) -> str:
    """Give a key's path with its long root; a machine's name before it must be this one's."""
    if text.startswith("\\\\"):
        _, _, machine, text = text.split("\\", 3)
        if machine.lower() not in (call.machine.name.lower(), ".", "localhost"):
            raise BadKey
    root, slash, rest = text.rstrip("\\").partition("\\")
    long = ROOTS.get(root.upper(), root.upper())
    if long not in ROOTS.values():
        raise BadKey
    return long + slash + rest


def show_data(value: Value, separator: str = "\\0") -> str:
    """Give a value's data as reg.exe prints it."""
    data = value.data
    if isinstance(data, bytes):
        return data.hex().upper()
    if isinstance(data, int):
        return f"{data:#x}"
    return separator.join(data) if isinstance(data, tuple) else data


def read_data(text: str, kind: int, separator: str = "\\0") -> Data:
    """Give the data that a text of the command line means."""
    if kind in (reg.REG_DWORD, reg.REG_QWORD, reg.REG_DWORD_BIG_ENDIAN):
        try:
            return int(text, 16 if text.lower().startswith("0x") else 10)
        except ValueError:
            raise BadSyntax from None
    if kind in (reg.REG_BINARY, reg.REG_NONE):
        try:
            return bytes.fromhex(text)
        except ValueError:
            raise BadSyntax from None
    if kind == reg.REG_MULTI_SZ:
        return tuple(text.split(separator)) if text else ()
    return text
