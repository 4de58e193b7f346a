"""One host at one moment: what is asked, and the facts that its answers give."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sa75kit import acuconfig, firmware, lms, ports, uptime
from sa75kit.firmware import ControlMode, FirmwareStatus, Sku, Version
from sa75kit.lms import LmsStart
from sa75kit.reading import Known, Reading, Unknown, derive
from sa75kit.registry import dword, parse_keys
from sa75kit.remoting.session import Answer, Answers, Query

ELEVATION = Query(
    argv=("whoami.exe", "/groups", "/fo", "csv", "/nh"), cites="G8: OS administrator rights"
)
COMMAND_LINE_LOGGING = Query(
    argv=(
        "reg.exe",
        "query",
        r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Audit",
    ),
    cites="kit: E11, whether the host logs command lines",
)

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one host at one moment (`moment`, UTC); frozen."""

    host: str
    moment: datetime
    elevated: Reading[bool]
    sku: Reading[Sku]
    firmware: Reading[Version]
    firmware_status: Reading[FirmwareStatus]
    control_mode: Reading[ControlMode]
    ccm_disabled: Reading[bool]
    ehbc_enabled: Reading[bool]
    lms_start: Reading[LmsStart]
    lms_path: Reading[str | None]
    lms_running: Reading[bool]
    lms_delete_pending: Reading[bool]
    listeners: Reading[tuple[ports.Listener, ...]]
    alternative_lms: Reading[tuple[str, ...]]
    acuconfig: Reading[str]
    logs_command_lines: Reading[bool]
    booted: Reading[datetime]

    @property
    def listening(self) -> Reading[frozenset[int]]:
        """ME ports with a listening socket on the host."""
        return derive(self.listeners, lambda found: frozenset(each.port for each in found))


def queries_for(tool: str) -> tuple[Query, ...]:
    """Give the whole investigation; `tool` is where ACUConfig is on the hosts.

    SystemDiscovery stands before the registry that it writes.
    """
    return (
        ELEVATION,
        lms.CONFIGURATION,
        lms.STATE,
        lms.REGISTRATION,
        ports.SOCKETS,
        ports.PROCESSES,
        acuconfig.tool_hash(tool),
        acuconfig.system_discovery(tool),
        firmware.REGISTRY_32,
        firmware.REGISTRY_64,
        firmware.WMI,
        COMMAND_LINE_LOGGING,
        uptime.BOOT,
    )


def facts_from(host: str, moment: datetime, answers: Answers, tool: str) -> Facts:
    """Read the answers of one investigation; what was not asked is unknown."""
    configuration = _parsed(answers, lms.CONFIGURATION, lms.parse_configuration)
    state = _parsed(answers, lms.STATE, lms.parse_state)
    sockets = _parsed(answers, ports.SOCKETS, ports.parse_sockets)
    processes = _parsed(answers, ports.PROCESSES, ports.parse_processes)
    listeners = _listeners(sockets, processes)
    machine = _manageability(answers, tool)
    return Facts(
        host=host,
        moment=moment,
        elevated=_parsed(answers, ELEVATION, parse_elevation),
        sku=machine.sku,
        firmware=machine.firmware,
        firmware_status=firmware.status_reading(machine.sku, machine.firmware),
        control_mode=_mode_of(machine),
        ccm_disabled=machine.ccm_disabled,
        ehbc_enabled=machine.ehbc_enabled,
        lms_start=derive(configuration, lambda c: c.start),
        lms_path=derive(configuration, lambda c: c.path),
        lms_running=derive(state, lambda s: s.running),
        lms_delete_pending=_delete_pending(answers, configuration),
        listeners=listeners,
        alternative_lms=_alternative(listeners, processes, state),
        acuconfig=_parsed(answers, acuconfig.tool_hash(tool), lms.parse_file_hash),
        logs_command_lines=_parsed(answers, COMMAND_LINE_LOGGING, _logs_command_lines),
        booted=_parsed(answers, uptime.BOOT, uptime.parse_boot),
    )


def unread(host: str, moment: datetime, reason: str) -> Facts:
    """Give the facts of a host that could not be asked: all unknown, for this reason."""
    no = Unknown(reason)
    return Facts(
        host=host,
        moment=moment,
        elevated=no,
        sku=no,
        firmware=no,
        firmware_status=no,
        control_mode=no,
        ccm_disabled=no,
        ehbc_enabled=no,
        lms_start=no,
        lms_path=no,
        lms_running=no,
        lms_delete_pending=no,
        listeners=no,
        alternative_lms=no,
        acuconfig=no,
        logs_command_lines=no,
        booted=no,
    )


def _parsed(answers: Answers, query: Query, parse: Callable[[Answer], Reading[T]]) -> Reading[T]:
    answer = answers.get(query)
    return Unknown(f"{query.shown[0]} was not asked") if answer is None else parse(answer)


def parse_elevation(answer: Answer) -> Reading[bool]:
    """Tell an elevated token by its integrity label: S-1-16-12288 or above."""
    if answer.complaint is not None:
        return Unknown(f"whoami.exe: {answer.complaint}")
    labels = re.findall(r'"S-1-16-(\d{1,10})"', answer.text, re.ASCII)
    if answer.exit_code != 0 or len(labels) != 1:
        return Unknown(f"whoami.exe: no integrity label (exit code {answer.exit_code})")
    return Known(int(labels[0]) >= 12288, "whoami.exe")


def _logs_command_lines(answer: Answer) -> Reading[bool]:
    """Read the policy of event 4688.

    A missing key reads as unknown: `reg.exe` does not tell it from a refusal.
    """
    keys = parse_keys(answer)
    if isinstance(keys, Unknown):
        return keys
    values = next(iter(keys.value.values()))
    return Known(dword(values.get("processcreationincludecmdline_enabled", "0x0")) != 0, "policy")


def _manageability(answers: Answers, tool: str) -> firmware.Manageability:
    discovery = answers.get(acuconfig.system_discovery(tool))
    fresh = discovery is not None and acuconfig.discovered_now(discovery)
    sources = []
    for query in (firmware.REGISTRY_32, firmware.REGISTRY_64):
        if query in answers:
            found = firmware.parse_system_discovery(answers[query])
            sources.append(found if fresh else firmware.without_state(found))
    if firmware.WMI in answers:
        sources.append(firmware.parse_wmi(answers[firmware.WMI]))
    return firmware.merge(sources)


def _mode_of(machine: firmware.Manageability) -> Reading[ControlMode]:
    """A machine without manageability cannot be provisioned."""
    if isinstance(machine.sku, Known) and machine.sku.value is Sku.NONE:
        return Known(ControlMode.NONE, machine.sku.source)
    return machine.control_mode


def _listeners(
    sockets: Reading[tuple[ports.Socket, ...]], processes: Reading[tuple[ports.Process, ...]]
) -> Reading[tuple[ports.Listener, ...]]:
    if isinstance(sockets, Unknown):
        return sockets
    owners = processes.value if isinstance(processes, Known) else ()
    if nobodys := ports.unowned(sockets.value, owners):
        held = " ".join(map(str, nobodys))
        return Unknown(f"{sockets.source}: who holds UDP {held} is not known, LMS or another")
    return Known(ports.me_listeners(sockets.value, owners), sockets.source)


def _alternative(
    listeners: Reading[tuple[ports.Listener, ...]],
    processes: Reading[tuple[ports.Process, ...]],
    state: Reading[lms.State],
) -> Reading[tuple[str, ...]]:
    for reading in (listeners, processes, state):
        if isinstance(reading, Unknown):
            return reading
    assert isinstance(listeners, Known)
    assert isinstance(processes, Known)
    assert isinstance(state, Known)
    found = ports.alternative_lms(listeners.value, processes.value, lms_pid=state.value.pid)
    return Known(found, "netstat.exe, tasklist.exe, sc.exe")


def _delete_pending(answers: Answers, configuration: Reading[lms.Configuration]) -> Reading[bool]:
    """Whether the service is marked for deletion: it goes with its last handle."""
    if isinstance(configuration, Known) and configuration.value.start is LmsStart.ABSENT:
        return Known(False, configuration.source)
    keys = _parsed(answers, lms.REGISTRATION, parse_keys)
    if isinstance(keys, Known) and not any(keys.value.values()):
        return Unknown(f"{keys.source}: shows no value of the service, so the answer is not whole")
    return derive(
        keys, lambda found: any(dword(v.get("deleteflag", "0x0")) == 1 for v in found.values())
    )
