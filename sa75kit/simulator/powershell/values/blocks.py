"""Script blocks as values, references, switches, and objects made of notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.types.net_type import OBJECT, VALUE_TYPE, NetObject, NetType

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.scope import Slot
    from sa75kit.simulator.powershell.language.syntax import ScriptBlock

SCRIPT_BLOCK = NetType("System.Management.Automation.ScriptBlock", OBJECT, short="scriptblock")
REFERENCE = NetType("System.Management.Automation.PSReference", OBJECT, short="ref")
SWITCH = NetType(
    "System.Management.Automation.SwitchParameter", VALUE_TYPE, short="switch", value=True
)
CUSTOM = NetType("System.Management.Automation.PSCustomObject", OBJECT, core=True)
PS_OBJECT = NetType("System.Management.Automation.PSObject", OBJECT, short="psobject")


class ScriptBlockValue(NetObject):
    """A { … }, or the body of a function; `captured` are the variables of a closure."""

    net_type = SCRIPT_BLOCK

    def __init__(self, tree: ScriptBlock, name: str = "") -> None:
        self.tree = tree
        self.name = name
        self.captured: dict[str, Slot] | None = None

    def __str__(self) -> str:
        return self.tree.text


class Reference(NetObject):
    """A [ref]: reads and writes a variable."""

    net_type = REFERENCE

    def __init__(self, getter: Callable[[], object], setter: Callable[[object], None]) -> None:
        self.getter = getter
        self.setter = setter


class Note(NetObject):
    """A NoteProperty: a name with a value."""

    net_type = NetType("System.Management.Automation.PSNoteProperty", OBJECT)

    def __init__(self, name: str, value: object) -> None:
        self.name = name
        self.value = value

    def __str__(self) -> str:
        from sa75kit.simulator.powershell.conversion.text import to_text

        return f"{type(self.value).__name__} {self.name}={to_text(self.value)}"


class ScriptMember(NetObject):
    """A ScriptProperty (with an optional setter) or ScriptMethod."""

    net_type = NetType("System.Management.Automation.PSScriptProperty", OBJECT)

    def __init__(
        self,
        name: str,
        block: ScriptBlockValue,
        setter: ScriptBlockValue | None = None,
        *,
        method: bool = False,
    ) -> None:
        self.name = name
        self.block = block
        self.setter = setter
        self.method = method


class Alias(NetObject):
    """An AliasProperty: another name for a property."""

    net_type = NetType("System.Management.Automation.PSAliasProperty", OBJECT)

    def __init__(self, name: str, target: str) -> None:
        self.name = name
        self.target = target


class Custom(NetObject):
    """A PSCustomObject: nothing but notes; `text` is its ToString() where that is not the notes."""

    net_type = CUSTOM

    def __init__(self, *type_names: str, text: str | None = None) -> None:
        self.notes: dict[str, object] = {}
        own = ["System.Management.Automation.PSCustomObject", "System.Object"]
        self.type_names = [*type_names, *own]
        self.text = text

    def put(self, name: str, value: object) -> None:
        """Set a note."""
        found = self.notes.get(name.lower())
        if isinstance(found, Note):
            found.value = value
        else:
            self.notes[name.lower()] = Note(name, value)

    def __str__(self) -> str:
        from sa75kit.simulator.powershell.conversion.text import to_text

        if self.text is not None:
            return self.text
        notes = [note for note in self.notes.values() if isinstance(note, Note)]
        inner = "; ".join(f"{note.name}={_inside(note.value, to_text)}" for note in notes)
        return f"@{{{inner}}}" if notes else ""


def _inside(value: object, to_text: Callable[[object], str]) -> str:
    """Give a value inside @{…}: collections show only their type."""
    if isinstance(value, list):
        from sa75kit.simulator.powershell.types.registry import type_of

        return type_of(value).full_name
    return to_text(value)


def custom(pairs: dict[str, object], *type_names: str) -> Custom:
    """Give a PSCustomObject with these notes."""
    made = Custom(*type_names)
    for name, value in pairs.items():
        made.put(name, value)
    return made
