"""Win32_Process: the process table as WMI shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.seam import Account, CannotStart
from sa75kit.simulator.windows.processes import ProcessEntry
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiClass
from sa75kit.simulator.windows.wmi_classes.moments import dmtf

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows


def process_instance(machine: Windows, entry: ProcessEntry) -> Instance:
    """Give one process as WMI shows it."""
    return {
        "Caption": entry.image,
        "CommandLine": entry.command_line or None,
        "CreationDate": dmtf(machine.local_time(entry.created)),
        "CSName": machine.name.upper(),
        "Description": entry.image,
        "ExecutablePath": entry.path or None,
        "Handle": str(entry.pid),
        "HandleCount": 20 * entry.threads,
        "KernelModeTime": int(entry.cpu.total_seconds() * 10_000_000),
        "Name": entry.image,
        "ParentProcessId": entry.parent,
        "Priority": 8,
        "ProcessId": entry.pid,
        "SessionId": entry.session,
        "ThreadCount": entry.threads,
        "UserModeTime": 0,
        "WorkingSetSize": entry.memory_kb * 1024,
    }


def _instances(machine: Windows) -> list[Instance]:
    return [process_instance(machine, entry) for entry in machine.processes.all()]


def _create(machine: Windows, _instance: Instance | None, arguments: Invoked) -> Invoked:
    system = Account(domain="NT AUTHORITY", username="SYSTEM", password="")
    directory = arguments.get("currentdirectory")
    try:
        running = machine.start(
            str(arguments.get("commandline") or ""),
            user=system,
            directory=str(directory) if directory else "C:\\Windows\\System32",
        )
    except CannotStart as error:
        # 2 access denied, 9 path not found, 8 unknown (Create method of Win32_Process).
        return {"ProcessId": None, "ReturnValue": {5: 2, 2: 9, 3: 9}.get(error.winerror, 8)}
    running.close_input()
    return {"ProcessId": running.pid, "ReturnValue": 0}


def _terminate(machine: Windows, instance: Instance | None, arguments: Invoked) -> Invoked:
    pid = (instance or {}).get("ProcessId")
    entries = [entry for entry in machine.processes.all() if entry.pid == pid]
    if not entries:
        return {"ReturnValue": 9}
    if entries[0].protected:
        return {"ReturnValue": 2}
    reason = arguments.get("reason")
    machine.processes.end(entries[0].pid, reason if isinstance(reason, int) else 0)
    return {"ReturnValue": 0}


def _owner(machine: Windows, instance: Instance | None, _arguments: Invoked) -> Invoked:
    pid = (instance or {}).get("ProcessId")
    for entry in machine.processes.all():
        if entry.pid == pid:
            domain, _, user = entry.user.rpartition("\\")
            return {"Domain": domain, "User": user, "ReturnValue": 0}
    return {"Domain": None, "User": None, "ReturnValue": 2}


PROCESS = WmiClass(
    name="Win32_Process", instances=_instances, key=("Handle",),
    methods={"Create": _create, "Terminate": _terminate, "GetOwner": _owner},
)  # fmt: skip
