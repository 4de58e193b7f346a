"""The registry: hives of keys with typed values, seen in a 64-bit and a 32-bit view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sa75kit.simulator.windows.winerror import FILE_NOT_FOUND, INVALID_PARAMETER, Win32Error

Data = str | int | bytes | tuple[str, ...]
View = Literal[32, 64]
Changed = Callable[[str, object, object], None]

REG_NONE, REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD = 0, 1, 2, 3, 4
REG_DWORD_BIG_ENDIAN, REG_LINK, REG_MULTI_SZ, REG_QWORD = 5, 6, 7, 11

ROOTS = {
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKU": "HKEY_USERS",
    "HKCU": "HKEY_CURRENT_USER",
    "HKCR": "HKEY_CLASSES_ROOT",
    "HKCC": "HKEY_CURRENT_CONFIG",
}
_SHORT = {long: short for short, long in ROOTS.items()}
# What a 32-bit program sees elsewhere (Microsoft: "Registry Keys Affected by WOW64").
_SHARED_BELOW_SOFTWARE = (
    "microsoft\\com3",
    "microsoft\\cryptography\\calais",
    "microsoft\\cryptography\\services",
    "microsoft\\ctf\\systemshared",
    "microsoft\\dfrg",
    "microsoft\\driver signing",
    "microsoft\\enterprisecertificates",
    "microsoft\\eventsystem",
    "microsoft\\msmq",
    "microsoft\\non-driver signing",
    "microsoft\\ole",
    "microsoft\\ras",
    "microsoft\\rpc",
    "microsoft\\software\\microsoft\\shared tools\\msinfo",
    "microsoft\\systemcertificates",
    "microsoft\\tpg",
    "microsoft\\transaction server",
    "microsoft\\windows nt\\currentversion\\ports",
    "microsoft\\windows nt\\currentversion\\profilelist",
    "microsoft\\windows nt\\currentversion\\time zones",
    "microsoft\\windows\\currentversion\\control panel",
    "microsoft\\windows\\currentversion\\group policy",
    "microsoft\\windows\\currentversion\\policies",
    "microsoft\\windows\\currentversion\\setup",
    "microsoft\\windows\\currentversion\\telephony\\locations",
    "policies",
    "wow6432node",
)


@dataclass(frozen=True)
class Value:
    """One value of a key: its name as written, its REG_ type and its data."""

    name: str
    kind: int
    data: Data


@dataclass
class Key:
    """One key; its subkeys and values keep the order in which they were made."""

    name: str
    keys: dict[str, Key] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)

    def subkeys(self) -> list[Key]:
        """Give the subkeys in the registry's own order, which is alphabetical."""
        return [self.keys[name] for name in sorted(self.keys)]

    def walk(self, path: str) -> Iterator[tuple[str, Key]]:
        """Give this key and all below it, each with its path."""
        yield path, self
        for key in self.subkeys():
            yield from key.walk(f"{path}\\{key.name}")


def kind_of(data: Data) -> int:
    """Say which REG_ type data has when nobody names one."""
    if isinstance(data, bytes):
        return REG_BINARY
    if isinstance(data, int):
        return REG_DWORD if 0 <= data < 2**32 else REG_QWORD
    return REG_MULTI_SZ if isinstance(data, tuple) else REG_SZ


class Registry:
    """All hives of one machine; paths begin with HKLM, HKCU, HKU, HKCR, HKCC or their long names.

    `view` is 64 or 32: what a program of that width sees. `user` is the SID behind HKCU.
    """

    def __init__(self, *, changed: Changed | None = None, x64: bool = True) -> None:
        self._machine = Key("HKEY_LOCAL_MACHINE")
        self._users = Key("HKEY_USERS")
        self._x64 = x64
        self.changed = changed

    def open(self, path: str, *, view: View = 64, user: str = "S-1-5-18") -> Key:
        """Give the key at a path.

        Raises:
            Win32Error: 2, there is none; 87, no such root.
        """
        key, parts = self._place(path, view, user)
        for part in parts:
            found = key.keys.get(part.lower())
            if found is None:
                raise Win32Error(FILE_NOT_FOUND)
            key = found
        return key

    def exists(self, path: str, *, view: View = 64, user: str = "S-1-5-18") -> bool:
        """Say whether there is a key at this path."""
        try:
            self.open(path, view=view, user=user)
        except Win32Error:
            return False
        return True

    def create(self, path: str, *, view: View = 64, user: str = "S-1-5-18") -> Key:
        """Give the key at a path, made with its parents if it was not there."""
        key, parts = self._place(path, view, user)
        made = False
        for part in parts:
            if part.lower() not in key.keys:
                key.keys[part.lower()] = Key(part)
                made = True
            key = key.keys[part.lower()]
        if made:
            self._tell(path, None, "created")
        return key

    def get(self, path: str, name: str, *, view: View = 64, user: str = "S-1-5-18") -> Value | None:
        """Give a value, None where key or value is not there; "" is the default value."""
        try:
            return self.open(path, view=view, user=user).values.get(name.lower())
        except Win32Error:
            return None

    def set(
        self,
        path: str,
        name: str,
        data: Data,
        kind: int | None = None,
        *,
        view: View = 64,
        user: str = "S-1-5-18",
    ) -> None:
        """Write a value; the key is made if it was not there."""
        key = self.create(path, view=view, user=user)
        before = key.values.get(name.lower())
        written = before.name if before else name
        key.values[name.lower()] = Value(written, kind_of(data) if kind is None else kind, data)
        if before is None or before.data != data:
            self._tell(f"{path} [{name}]", None if before is None else before.data, data)

    def delete_value(
        self, path: str, name: str, *, view: View = 64, user: str = "S-1-5-18"
    ) -> None:
        """Remove a value; error 2 where there is none."""
        removed = self.open(path, view=view, user=user).values.pop(name.lower(), None)
        if removed is None:
            raise Win32Error(FILE_NOT_FOUND)
        self._tell(f"{path} [{name}]", removed.data, None)

    def delete_key(self, path: str, *, view: View = 64, user: str = "S-1-5-18") -> None:
        """Remove a key and all below it; error 2 where there is none."""
        parent, _, name = path.rpartition("\\")
        removed = self.open(parent, view=view, user=user).keys.pop(name.lower(), None)
        if removed is None:
            raise Win32Error(FILE_NOT_FOUND)
        self._tell(path, "existed", None)

    def _tell(self, what: str, before: object, after: object) -> None:
        if self.changed is not None:
            self.changed(f"registry {what}", before, after)

    def _place(self, path: str, view: View, user: str) -> tuple[Key, list[str]]:
        root, *parts = [part for part in path.split("\\") if part]
        root = _SHORT.get(root.upper(), root.upper())
        if root == "HKCU":
            return self._users, [user, *parts]
        if root == "HKU":
            return self._users, parts
        if root == "HKCR":
            parts = ["SOFTWARE", "Classes", *parts]
        elif root == "HKCC":
            current = ["SYSTEM", "CurrentControlSet", "Hardware Profiles", "Current"]
            parts = [*current, *parts]
        elif root != "HKLM":
            raise Win32Error(INVALID_PARAMETER)
        return self._machine, self._redirect(parts, view)

    def _redirect(self, parts: list[str], view: View) -> list[str]:
        lowered = [part.lower() for part in parts[:2]]
        if lowered == ["system", "currentcontrolset"]:
            return [parts[0], "ControlSet001", *parts[2:]]
        if view != 32 or not self._x64 or lowered[:1] != ["software"] or len(parts) < 2:
            return parts
        below = "\\".join(parts[1:]).lower() + "\\"
        if any(below.startswith(f"{shared}\\") for shared in _SHARED_BELOW_SOFTWARE):
            return parts
        return [parts[0], "Wow6432Node", *parts[1:]]


def normalize_path(path: str) -> str:
    """Give a key's path with its root's long name, as reg.exe prints it."""
    root, separator, rest = path.partition("\\")
    return ROOTS.get(root.upper(), root.upper()) + separator + rest
