"""sc.exe: the service manager's command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.programs import sc_change, sc_query
from sa75kit.simulator.windows.programs.sc_answers import (
    Usage,
    failure,
    refuse_enumeration,
)
from sa75kit.simulator.windows.texts import sc as texts
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

Command = Callable[["Invocation", list[str]], str]
# Each command, and what its failures are called.
_COMMANDS: dict[str, tuple[Command, str]] = {
    "query": (sc_query.query, "EnumQueryServicesStatus:OpenService"),
    "queryex": (sc_query.query_extended, "EnumQueryServicesStatus:OpenService"),
    "qc": (sc_query.configuration, "OpenService"),
    "qdescription": (sc_query.description, "OpenService"),
    "qfailure": (sc_query.failure_actions, "OpenService"),
    "qsidtype": (sc_query.sid_type, "OpenService"),
    "qtriggerinfo": (sc_query.triggers, "OpenService"),
    "sdshow": (sc_query.security_descriptor, "OpenService"),
    "getdisplayname": (sc_query.display_name, "GetServiceDisplayName"),
    "getkeyname": (sc_query.key_name, "GetServiceKeyName"),
    "enumdepend": (sc_query.dependents, "EnumDependentServices:OpenService"),
    "config": (sc_change.config, "OpenService"),
    "create": (sc_change.create, "CreateService"),
    "delete": (sc_change.delete, "OpenService"),
    "description": (sc_change.description, "OpenService"),
    "failure": (sc_change.failure_actions, "OpenService"),
    "sidtype": (sc_change.sid_type, "OpenService"),
    "start": (sc_change.start, "StartService: OpenService"),
    "stop": (sc_change.stop, "OpenService"),
    "control": (sc_change.control, "OpenService"),
    "interrogate": (sc_change.interrogate, "OpenService"),
    "pause": (sc_change.pause, "OpenService"),
    "continue": (sc_change.pause, "OpenService"),
}
# The call that fails once the service is open.
_CALL = {"config": "ChangeServiceConfig", "delete": "DeleteService", "start": "StartService",
         "description": "ChangeServiceConfig2", "failure": "ChangeServiceConfig2",
         "sidtype": "ChangeServiceConfig2", "qc": "QueryServiceConfig",
         "query": "EnumQueryServicesStatus", "stop": "ControlService", "pause": "ControlService",
         "continue": "ControlService", "control": "ControlService",
         "interrogate": "ControlService"}  # fmt: skip


def sc(call: Invocation) -> int:
    """Run sc.exe; its exit code is the Windows error."""
    words = call.argv[1:]
    server = words.pop(0) if words and words[0].startswith("\\\\") else ""
    command = words.pop(0).lower() if words else ""
    try:
        if command not in _COMMANDS:
            raise Usage(command if command not in ("", "/?", "help") else "")
        if server and not _is_this_machine(call, server):
            return failure(call, "OpenSCManager", err.RPC_SERVER_UNAVAILABLE)
        if refuse_enumeration(call, command, words):
            return failure(call, "EnumQueryServicesStatus:OpenSCManager", err.ACCESS_DENIED)
        call.write(_COMMANDS[command][0](call, words))
    except Usage as usage:
        return _print_usage(call, command, usage.complaint)
    except Win32Error as error:
        return failure(call, _failed_call(command, error.code), error.code)
    return 0


def _failed_call(command: str, code: int) -> str:
    opening = code in (err.SERVICE_DOES_NOT_EXIST, err.ACCESS_DENIED)
    return _COMMANDS[command][1] if opening else _CALL.get(command, _COMMANDS[command][1])


def _is_this_machine(call: Invocation, server: str) -> bool:
    name = server.strip("\\").lower()
    own = {call.machine.name.lower(), "localhost", ".", *call.machine.ip_addresses}
    return name in own or name.startswith("127.")


def _print_usage(call: Invocation, command: str, complaint: str) -> int:
    if command not in _COMMANDS and complaint:
        call.write(f"\r\n{texts.UNRECOGNIZED[call.language.code]}\r\n")
    elif complaint and command in _COMMANDS:
        call.write(f"\r\nERROR:  {complaint}\r\n\r\n")
    call.write(texts.usage(command).replace("\n", "\r\n"))
    return err.INVALID_COMMAND_LINE
