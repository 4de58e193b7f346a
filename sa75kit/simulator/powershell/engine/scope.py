"""Scopes: variables and functions, looked up from the inside out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.values.errors import automation_error

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.types.net_type import NetType
    from sa75kit.simulator.powershell.values.blocks import ScriptBlockValue


@dataclass(slots=True)
class Slot:
    """One variable; `type` is the type to which assignments are converted."""

    name: str
    value: object
    type: NetType | None = None
    options: str = "None"
    description: str = ""

    def check(self, *, force: bool = False) -> None:
        """Raise where the variable may not be overwritten."""
        if "Constant" in self.options or ("ReadOnly" in self.options and not force):
            raise automation_error(
                "SessionStateException", f"Cannot overwrite variable {self.name} because it is "
                "read-only or constant.", "VariableNotWritable", "WriteError", self.name
            )  # fmt: skip


@dataclass(slots=True)
class Scope:
    """One scope; `script` marks what $script: means."""

    parent: Scope | None = None
    script: bool = False
    variables: dict[str, Slot] = field(default_factory=dict)
    functions: dict[str, ScriptBlockValue] = field(default_factory=dict)

    def find(self, name: str) -> Slot | None:
        """Give the innermost variable of this name."""
        lowered = name.lower()
        here: Scope | None = self
        while here is not None:
            slot = here.variables.get(lowered)
            if slot is not None:
                return slot
            here = here.parent
        return None

    def function(self, name: str) -> ScriptBlockValue | None:
        """Give the innermost function of this name."""
        lowered = name.lower()
        here: Scope | None = self
        while here is not None:
            found = here.functions.get(lowered)
            if found is not None:
                return found
            here = here.parent
        return None

    def set(self, name: str, value: object) -> None:
        """Give a variable of this very scope a value, unconditionally."""
        lowered = name.lower()
        slot = self.variables.get(lowered)
        if slot is None:
            self.variables[lowered] = Slot(name, value)
        else:
            slot.value = value

    def outermost(self) -> Scope:
        """Give the global scope."""
        here = self
        while here.parent is not None:
            here = here.parent
        return here

    def named(self, word: str) -> Scope | None:
        """Give the scope that global:, script:, local: or private: means from here."""
        if word in ("local", "private"):
            return self
        if word == "global":
            return self.outermost()
        if word == "script":
            here = self
            while here.parent is not None and not here.script:
                here = here.parent
            return here
        return None

    def up(self, levels: int) -> Scope | None:
        """Give the scope so many levels outside."""
        here: Scope | None = self
        for _ in range(levels):
            here = here.parent if here else None
        return here

    def visible(self) -> dict[str, Slot]:
        """Give all variables that can be seen from here."""
        outer = self.parent.visible() if self.parent else {}
        return {**outer, **self.variables}
