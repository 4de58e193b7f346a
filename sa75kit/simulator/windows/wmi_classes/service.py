"""Win32_Service: the service manager as WMI shows it, with its own numbers for failure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.service_config import AUTO, DEMAND, DISABLED, ServiceConfig
from sa75kit.simulator.windows.services import ACCEPT_PAUSE, ACCEPT_STOP
from sa75kit.simulator.windows.winerror import Win32Error
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiClass

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

STATES = {1: "Stopped", 2: "Start Pending", 3: "Stop Pending", 4: "Running",
          5: "Continue Pending", 6: "Pause Pending", 7: "Paused"}  # fmt: skip
START_MODES = {0: "Boot", 1: "System", 2: "Auto", 3: "Manual", 4: "Disabled"}
_TYPES = {0x1: "Kernel Driver", 0x2: "File System Driver", 0x10: "Own Process",
          0x20: "Share Process"}  # fmt: skip
_CONTROL = {0: "Ignore", 1: "Normal", 2: "Severe", 3: "Critical"}
# Win32_Service's own return values (Microsoft: "StartService method of the Win32_Service class").
_RETURN = {5: 2, 1051: 3, 1052: 4, 1061: 5, 1062: 6, 1053: 7, 2: 9, 1056: 10, 1059: 12, 1058: 14,
           1068: 15, 1072: 16, 1057: 22, 1073: 23, 1060: 4}  # fmt: skip
_NEW_START = {"automatic": AUTO, "manual": DEMAND, "disabled": DISABLED, "boot": 0, "system": 1}


def service_instance(machine: Windows, config: ServiceConfig) -> Instance:
    """Give one service as WMI shows it."""
    status = machine.services.status(config.name)
    return {
        "AcceptPause": bool(status.accepts & ACCEPT_PAUSE),
        "AcceptStop": bool(status.accepts & ACCEPT_STOP),
        "Caption": config.display_name,
        "CheckPoint": status.checkpoint,
        "CreationClassName": "Win32_Service",
        "DelayedAutoStart": config.delayed,
        "Description": config.description or None,
        "DesktopInteract": bool(config.type & 0x100),
        "DisplayName": config.display_name,
        "ErrorControl": _CONTROL.get(config.error_control, "Unknown"),
        "ExitCode": status.win32_exit_code,
        "InstallDate": None,
        "Name": config.name,
        "PathName": config.binary_path,
        "ProcessId": status.pid,
        "ServiceSpecificExitCode": status.service_exit_code,
        "ServiceType": _TYPES.get(config.type & 0x33, "Unknown"),
        "Started": status.state == 4,
        "StartMode": START_MODES[config.start],
        "StartName": config.account,
        "State": STATES[status.state],
        "Status": "OK",
        "SystemCreationClassName": "Win32_ComputerSystem",
        "SystemName": machine.name.upper(),
        "TagId": config.tag,
        "WaitHint": status.wait_hint,
    }


def _instances(machine: Windows) -> list[Instance]:
    found = []
    for name in machine.services.names():
        try:
            config = machine.services.config(name)
            if not config.driver:
                found.append(service_instance(machine, config))
        except Win32Error:
            continue  # it went away between the list and the question
    return found


Method = Callable[["Windows", str, Invoked], object]


def _answering(method: Method) -> Callable[[Windows, Instance | None, Invoked], Invoked]:
    def call(machine: Windows, instance: Instance | None, arguments: Invoked) -> Invoked:
        try:
            method(machine, str((instance or {}).get("Name", "")), arguments)
        except Win32Error as error:
            return {"ReturnValue": _RETURN.get(error.code, 8)}
        return {"ReturnValue": 0}

    return call


def _start(machine: Windows, name: str, _arguments: Invoked) -> None:
    machine.services.start(name)


def _stop(machine: Windows, name: str, _arguments: Invoked) -> None:
    machine.services.stop(name)


def _delete(machine: Windows, name: str, _arguments: Invoked) -> None:
    machine.services.delete(name)


def _change_start(machine: Windows, name: str, arguments: Invoked) -> None:
    start = _NEW_START[str(arguments.get("startmode", "")).lower()]
    machine.services.change(name, {"start": start, "delayed": False})


def _change(machine: Windows, name: str, arguments: Invoked) -> None:
    changes: dict[str, object] = {}
    for key, fieldname in (("displayname", "display_name"), ("pathname", "binary_path"),
                           ("startname", "account")):  # fmt: skip
        if arguments.get(key) is not None:
            changes[fieldname] = str(arguments[key])
    if arguments.get("startmode") is not None:
        changes["start"] = _NEW_START[str(arguments["startmode"]).lower()]
    machine.services.change(name, changes)


def _create(machine: Windows, _instance: Instance | None, arguments: Invoked) -> Invoked:
    config = ServiceConfig(
        name=str(arguments.get("name")),
        display_name=str(arguments.get("displayname") or arguments.get("name")),
        binary_path=str(arguments.get("pathname") or ""),
        start=_NEW_START.get(str(arguments.get("startmode", "manual")).lower(), DEMAND),
    )
    try:
        machine.services.create(config)
    except Win32Error as error:
        return {"ReturnValue": _RETURN.get(error.code, 8)}
    return {"ReturnValue": 0}


_METHODS: Mapping[str, Callable[[Windows, Instance | None, Invoked], Invoked]] = {
    "StartService": _answering(_start),
    "StopService": _answering(_stop),
    "Delete": _answering(_delete),
    "ChangeStartMode": _answering(_change_start),
    "Change": _answering(_change),
    "InterrogateService": _answering(lambda _m, _n, _a: None),
    "Create": _create,
}
SERVICE = WmiClass(name="Win32_Service", instances=_instances, key=("Name",), methods=_METHODS)
