"""What sc.exe changes: configuration, start and stop, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.programs.sc_answers import (
    Usage,
    options_of,
    service_name,
    success,
)
from sa75kit.simulator.windows.programs.sc_query import status_text
from sa75kit.simulator.windows.service_config import (
    AUTO,
    DEMAND,
    DISABLED,
    FailureActions,
    ServiceConfig,
    pack_failure_actions,
)
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_STARTS = {"boot": 0, "system": 1, "auto": AUTO, "demand": DEMAND, "disabled": DISABLED,
           "delayed-auto": AUTO}  # fmt: skip
_TYPES = {"own": 0x10, "share": 0x20, "interact": 0x100, "kernel": 0x1, "filesys": 0x2,
          "rec": 0x8, "adapt": 0x4}  # fmt: skip
_ERRORS = {"ignore": 0, "normal": 1, "severe": 2, "critical": 3}
_ACTIONS = {"": 0, "restart": 1, "reboot": 2, "run": 3}
_SID_TYPES = {"none": 0, "unrestricted": 1, "restricted": 3}


def config(call: Invocation, words: list[str]) -> str:
    """Carry out `sc config`."""
    name = service_name(words)
    if len(words) == 1:
        raise Usage
    changes = _changes(options_of(words[1:]))
    call.machine.services.change(name, changes, by=call.user)
    return success(call, "ChangeServiceConfig")


def _changes(options: dict[str, str]) -> dict[str, object]:
    changes: dict[str, object] = {}
    for name, value in options.items():
        match name:
            case "start":
                changes["start"] = _word(_STARTS, "start", value)
                changes["delayed"] = value.lower() == "delayed-auto"
            case "type":
                changes["type"] = _word(_TYPES, "type", value)
            case "error":
                changes["error_control"] = _word(_ERRORS, "error", value)
            case "binpath":
                changes["binary_path"] = value
            case "displayname":
                changes["display_name"] = value
            case "obj":
                changes["account"] = "LocalSystem" if value.lower() == ".\\localsystem" else value
            case "group":
                changes["group"] = value
            case "depend":
                changes["depends_on"] = tuple(need for need in value.split("/") if need)
            case "password" | "tag":
                pass
            case _:
                raise Usage(f"Invalid Option: {name}=")
    return changes


def _word(table: dict[str, int], option: str, value: str) -> int:
    if value.lower() not in table:
        raise Usage(f"Invalid {option}= field")
    return table[value.lower()]


def create(call: Invocation, words: list[str]) -> str:
    """Carry out `sc create`."""
    name = service_name(words)
    options = options_of(words[1:])
    if "binpath" not in options:
        raise Usage("binPath= is missing")
    fields = {"display_name": name, "type": 0x10, "start": DEMAND, **_changes(options)}
    call.machine.services.create(
        ServiceConfig(name=name, **fields),  # type: ignore[arg-type]
        by=call.user,
    )
    return success(call, "CreateService")


def delete(call: Invocation, words: list[str]) -> str:
    """Carry out `sc delete`."""
    call.machine.services.delete(service_name(words), by=call.user)
    return success(call, "DeleteService")


def description(call: Invocation, words: list[str]) -> str:
    """Carry out `sc description`."""
    text = words[1] if len(words) > 1 else ""
    call.machine.services.change(service_name(words), {"description": text}, by=call.user)
    return success(call, "ChangeServiceConfig2")


def failure_actions(call: Invocation, words: list[str]) -> str:
    """Carry out `sc failure`."""
    name = service_name(words)
    options = options_of(words[1:])
    parts = options.get("actions", "").split("/") if options.get("actions") else []
    kinds, waits = parts[::2], parts[1::2]
    if any(not wait.isdigit() for wait in waits) or any(k.lower() not in _ACTIONS for k in kinds):
        raise Usage("Invalid actions= field")
    pairs = tuple(
        (_ACTIONS[kind.lower()], int(wait)) for kind, wait in zip(kinds, waits, strict=False)
    )
    period = options.get("reset", "0")
    seconds = 0xFFFFFFFF if period.upper() == "INFINITE" else int(period or 0)
    packed = pack_failure_actions(FailureActions(seconds, pairs))
    call.machine.services.change(name, {"failure_actions": packed}, by=call.user)
    return success(call, "ChangeServiceConfig2")


def sid_type(call: Invocation, words: list[str]) -> str:
    """Carry out `sc sidtype`."""
    kind = _word(_SID_TYPES, "type", words[1] if len(words) > 1 else "")
    call.machine.services.change(service_name(words), {"sid_type": kind}, by=call.user)
    return success(call, "ChangeServiceConfig2")


def start(call: Invocation, words: list[str]) -> str:
    """Carry out `sc start`: it does not wait until the service runs."""
    name = service_name(words)
    call.machine.services.start(name, by=call.user)
    return status_text(call, name, extended=True)


def stop(call: Invocation, words: list[str]) -> str:
    """Carry out `sc stop`: it does not wait until the service has stopped."""
    name = service_name(words)
    with call.machine.services.opened(name):
        call.machine.services.stop(name, by=call.user)
        return status_text(call, name, extended=False)


def interrogate(call: Invocation, words: list[str]) -> str:
    """Carry out `sc interrogate`."""
    name = service_name(words)
    if call.machine.services.status(name, by=call.user).state == 1:
        raise Win32Error(err.SERVICE_NOT_ACTIVE)
    return status_text(call, name, extended=False)


def pause(call: Invocation, words: list[str]) -> str:
    """Refuse `sc pause` and `sc continue`: no service here can be paused."""
    if call.machine.services.status(service_name(words), by=call.user).state == 1:
        raise Win32Error(err.SERVICE_NOT_ACTIVE)
    raise Win32Error(err.INVALID_SERVICE_CONTROL)


def control(call: Invocation, words: list[str]) -> str:
    """Carry out `sc control`: stop and interrogate by number, everything else is refused."""
    number = words[1] if len(words) > 1 else ""
    if number in ("1", "stop"):
        return stop(call, words)
    if number in ("4", "interrogate"):
        return interrogate(call, words)
    return pause(call, words)
