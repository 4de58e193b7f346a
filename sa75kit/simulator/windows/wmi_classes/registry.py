"""StdRegProv: the registry through WMI."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import registry as reg
from sa75kit.simulator.windows.winerror import Win32Error
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiClass

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

_ROOTS = {0x80000000: "HKCR", 0x80000001: "HKCU", 0x80000002: "HKLM", 0x80000003: "HKU",
          0x80000005: "HKCC"}  # fmt: skip
Method = Callable[["Windows", str, Invoked], dict[str, object]]


def _path(arguments: Invoked) -> str:
    root = arguments.get("hdefkey", 0x80000002)
    number = int(str(root if root is not None else 0x80000002)) & 0xFFFFFFFF
    return f"{_ROOTS.get(number, 'HKLM')}\\{arguments.get('ssubkeyname') or ''}"


def _answering(method: Method) -> Callable[[Windows, Instance | None, Invoked], Invoked]:
    def call(machine: Windows, _instance: Instance | None, arguments: Invoked) -> Invoked:
        try:
            return {**method(machine, _path(arguments), arguments), "ReturnValue": 0}
        except Win32Error as error:
            return {"ReturnValue": error.code}

    return call


def _reading(out: str, *kinds: int) -> Method:
    def read(machine: Windows, path: str, arguments: Invoked) -> dict[str, object]:
        value = machine.registry.open(path).values.get(
            str(arguments.get("svaluename") or "").lower()
        )
        if value is None:
            raise Win32Error(1)
        if value.kind not in kinds:
            raise Win32Error(0x80041005)
        return {out: value.data}

    return read


def _writing(given: str, kind: int) -> Method:
    def write(machine: Windows, path: str, arguments: Invoked) -> dict[str, object]:
        machine.registry.open(path)
        data = arguments.get(given)
        clean: reg.Data
        if isinstance(data, list | tuple):
            clean = tuple(str(word) for word in data)
        elif isinstance(data, str | int | bytes):
            clean = data
        else:
            raise Win32Error(87)
        machine.registry.set(path, str(arguments.get("svaluename") or ""), clean, kind)
        return {}

    return write


def _keys(machine: Windows, path: str, _arguments: Invoked) -> dict[str, object]:
    return {"sNames": tuple(key.name for key in machine.registry.open(path).subkeys())}


def _values(machine: Windows, path: str, _arguments: Invoked) -> dict[str, object]:
    values = machine.registry.open(path).values.values()
    return {"sNames": tuple(v.name for v in values), "Types": tuple(v.kind for v in values)}


def _create(machine: Windows, path: str, _arguments: Invoked) -> dict[str, object]:
    machine.registry.create(path)
    return {}


def _delete_key(machine: Windows, path: str, _arguments: Invoked) -> dict[str, object]:
    machine.registry.delete_key(path)
    return {}


def _delete_value(machine: Windows, path: str, arguments: Invoked) -> dict[str, object]:
    machine.registry.delete_value(path, str(arguments.get("svaluename") or ""))
    return {}


REGISTRY = WmiClass(
    name="StdRegProv",
    instances=lambda _machine: [],
    methods={
        "GetStringValue": _answering(_reading("sValue", reg.REG_SZ, reg.REG_EXPAND_SZ)),
        "GetExpandedStringValue": _answering(_reading("sValue", reg.REG_SZ, reg.REG_EXPAND_SZ)),
        "GetDWORDValue": _answering(_reading("uValue", reg.REG_DWORD)),
        "GetQWORDValue": _answering(_reading("uValue", reg.REG_QWORD)),
        "GetBinaryValue": _answering(_reading("uValue", reg.REG_BINARY)),
        "GetMultiStringValue": _answering(_reading("sValue", reg.REG_MULTI_SZ)),
        "SetStringValue": _answering(_writing("svalue", reg.REG_SZ)),
        "SetExpandedStringValue": _answering(_writing("svalue", reg.REG_EXPAND_SZ)),
        "SetDWORDValue": _answering(_writing("uvalue", reg.REG_DWORD)),
        "SetMultiStringValue": _answering(_writing("svalue", reg.REG_MULTI_SZ)),
        "EnumKey": _answering(_keys),
        "EnumValues": _answering(_values),
        "CreateKey": _answering(_create),
        "DeleteKey": _answering(_delete_key),
        "DeleteValue": _answering(_delete_value),
    },
)
