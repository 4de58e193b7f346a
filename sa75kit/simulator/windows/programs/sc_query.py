"""What sc.exe shows: states, configurations, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.programs.sc_answers import (
    Usage,
    options_of,
    service_name,
    success,
)
from sa75kit.simulator.windows.service_config import ServiceConfig, unpack_failure_actions
from sa75kit.simulator.windows.services import (
    ACCEPT_PAUSE,
    ACCEPT_PRESHUTDOWN,
    ACCEPT_SHUTDOWN,
    ACCEPT_STOP,
    STOPPED,
    ServiceStatus,
)
from sa75kit.simulator.windows.texts import sc as texts
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

STATES = {1: "STOPPED", 2: "START_PENDING", 3: "STOP_PENDING", 4: "RUNNING",
          5: "CONTINUE_PENDING", 6: "PAUSE_PENDING", 7: "PAUSED"}  # fmt: skip
TYPES = {0x1: "KERNEL_DRIVER", 0x2: "FILE_SYSTEM_DRIVER", 0x4: "ADAPTER",
         0x8: "RECOGNIZER_DRIVER", 0x10: "WIN32_OWN_PROCESS", 0x20: "WIN32_SHARE_PROCESS",
         0x30: "WIN32", 0x50: "USER_OWN_PROCESS", 0x60: "USER_SHARE_PROCESS"}  # fmt: skip
STARTS = {0: "BOOT_START", 1: "SYSTEM_START", 2: "AUTO_START", 3: "DEMAND_START", 4: "DISABLED"}
CONTROLS = {0: "IGNORE", 1: "NORMAL", 2: "SEVERE", 3: "CRITICAL"}
_ACTIONS = {0: "NONE", 1: "RESTART", 2: "REBOOT", 3: "RUN PROCESS"}
_SID_TYPES = {0: "NONE", 1: "UNRESTRICTED", 3: "RESTRICTED"}
_DESCRIPTOR = (
    "D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)"
    "(A;;CCLCSWLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)"
)
_CLASSES = {"service": 0x30, "win32": 0x30, "driver": 0xB, "all": 0x3F, "own": 0x10,
            "share": 0x20, "kernel": 0x1, "filesys": 0x2, "interact": 0x100}  # fmt: skip


def line(call: Invocation, name: str, value: str) -> str:
    """Give one `NAME : value` line."""
    return f"        {texts.field_name(name, call.language.code):<19}: {value}\r\n"


def query(call: Invocation, words: list[str]) -> str:
    """Answer `sc query`."""
    return _query(call, words, extended=False)


def query_extended(call: Invocation, words: list[str]) -> str:
    """Answer `sc queryex`."""
    return _query(call, words, extended=True)


def _query(call: Invocation, words: list[str], *, extended: bool) -> str:
    if words and not words[0].endswith("=") and "=" not in words[0]:
        return status_text(call, words[0], extended=extended)
    options = options_of(words)
    wanted = _CLASSES.get(options.get("type", "service").lower())
    state = options.get("state", "active").lower()
    if wanted is None or state not in ("active", "inactive", "all"):
        raise Usage("Invalid Option")
    texts_of = []
    for name in call.machine.services.names():
        config = call.machine.services.config(name)
        stopped = call.machine.services.status(name).state == STOPPED
        if config.type & wanted and (state == "all" or stopped == (state == "inactive")):
            texts_of.append(status_text(call, name, extended=extended, listed=True))
    return "".join(texts_of)


def status_text(call: Invocation, name: str, *, extended: bool, listed: bool = False) -> str:
    """Give a service's state as sc.exe prints it."""
    status = call.machine.services.status(name, by=call.user)
    config = _config_or_nothing(call, name)
    language = call.language.code
    head = f"\r\n{texts.field_name('SERVICE_NAME', language)}: "
    if listed:
        label = texts.field_name("DISPLAY_NAME", language)
        head += f"{config.name}\r\n{label}: {config.display_name}\r\n"
    else:
        head += f"{name} \r\n"
    return head + _status_lines(call, config, status, extended=extended)


def _config_or_nothing(call: Invocation, name: str) -> ServiceConfig:
    try:
        return call.machine.services.config(name)
    except Win32Error as error:
        if error.code != err.FILE_NOT_FOUND:
            raise
        return ServiceConfig(name=name, display_name=name, binary_path="")


def _status_lines(
    call: Invocation, config: ServiceConfig, status: ServiceStatus, *, extended: bool
) -> str:
    interactive = "(interactive)" if config.type & 0x100 else ""
    kind = TYPES.get(config.type & 0xFF, "")
    out = line(call, "TYPE", f"{config.type:x}  {kind}  {interactive}")
    out += line(call, "STATE", f"{status.state}  {STATES[status.state]} ")
    if status.state != STOPPED:
        out += f"{'':32}({_accepted(status.accepts)})\r\n"
    for name, code in (("WIN32_EXIT_CODE", status.win32_exit_code),
                       ("SERVICE_EXIT_CODE", status.service_exit_code)):  # fmt: skip
        out += line(call, name, f"{code}  ({code:#x})")
    out += line(call, "CHECKPOINT", f"{status.checkpoint:#x}")
    out += line(call, "WAIT_HINT", f"{status.wait_hint:#x}")
    if extended:
        system = config.binary_path.lower().endswith("lsass.exe")
        out += line(call, "PID", str(status.pid))
        out += line(call, "FLAGS", "RUNS_IN_SYSTEM_PROCESS" if system else "")
    return out


def _accepted(accepts: int) -> str:
    stop = "STOPPABLE" if accepts & ACCEPT_STOP else "NOT_STOPPABLE"
    pause = "PAUSABLE" if accepts & ACCEPT_PAUSE else "NOT_PAUSABLE"
    shutdown = "ACCEPTS_SHUTDOWN" if accepts & ACCEPT_SHUTDOWN else "IGNORES_SHUTDOWN"
    if accepts & ACCEPT_PRESHUTDOWN:
        shutdown = "ACCEPTS_PRESHUTDOWN"
    return f"{stop}, {pause}, {shutdown}"


def configuration(call: Invocation, words: list[str]) -> str:
    """Answer `sc qc`."""
    name = service_name(words)
    config = call.machine.services.config(name, by=call.user)
    kind = TYPES.get(config.type & 0xFF, "")
    interactive = " (interactive)" if config.type & 0x100 else ""
    delayed = "  (DELAYED)" if config.delayed and config.start == 2 else ""
    needs = config.depends_on or ("",)
    out = _titled(call, "QueryServiceConfig", name)
    out += line(call, "TYPE", f"{config.type:x}  {kind} {interactive}")
    out += line(call, "START_TYPE", f"{config.start}   {STARTS[config.start]}{delayed}")
    out += line(call, "ERROR_CONTROL",
                f"{config.error_control}   {CONTROLS.get(config.error_control, '')}")  # fmt: skip
    out += line(call, "BINARY_PATH_NAME", f"{config.binary_path}  ")
    out += line(call, "LOAD_ORDER_GROUP", config.group)
    out += line(call, "TAG", str(config.tag))
    out += line(call, "DISPLAY_NAME", config.display_name)
    out += line(call, "DEPENDENCIES", needs[0])
    out += "".join(f"{'':27}: {need}\r\n" for need in needs[1:])
    return out + line(call, "SERVICE_START_NAME", config.account)


def _titled(call: Invocation, what: str, name: str) -> str:
    label = texts.field_name("SERVICE_NAME", call.language.code)
    return f"{success(call, what)}\r\n{label}: {name}\r\n"


def description(call: Invocation, words: list[str]) -> str:
    """Answer `sc qdescription`."""
    name = service_name(words)
    config = call.machine.services.config(name, by=call.user)
    label = texts.field_name("DESCRIPTION", call.language.code)
    return _titled(call, "QueryServiceConfig2", name) + f"{label}:  {config.description}\r\n"


def failure_actions(call: Invocation, words: list[str]) -> str:
    """Answer `sc qfailure`."""
    name = service_name(words)
    config = call.machine.services.config(name, by=call.user)
    found = unpack_failure_actions(config.failure_actions)
    out = _titled(call, "QueryServiceConfig2", name)
    out += f"        RESET_PERIOD (in seconds)    : {found.reset_period}\r\n"
    out += "        REBOOT_MESSAGE               : \r\n"
    out += "        COMMAND_LINE                 : \r\n"
    for index, (kind, wait) in enumerate(action for action in found.actions if action[0]):
        label = "        FAILURE_ACTIONS              : " if index == 0 else " " * 39
        out += f"{label}{_ACTIONS.get(kind, '')} -- Delay = {wait} milliseconds.\r\n"
    return out


def sid_type(call: Invocation, words: list[str]) -> str:
    """Answer `sc qsidtype`."""
    name = service_name(words)
    config = call.machine.services.config(name, by=call.user)
    kind = _SID_TYPES.get(config.sid_type, "NONE")
    return _titled(call, "QueryServiceConfig2", name) + f"SERVICE_SID_TYPE:  {kind}\r\n"


def triggers(call: Invocation, words: list[str]) -> str:
    """Answer `sc qtriggerinfo`: no service here has a trigger."""
    name = service_name(words)
    call.machine.services.config(name, by=call.user)
    none = texts.NO_TRIGGERS[call.language.code].format(name)
    return f"{success(call, 'QueryServiceConfig2')}\r\n{none}\r\n"


def security_descriptor(call: Invocation, words: list[str]) -> str:
    """Answer `sc sdshow`."""
    call.machine.services.config(service_name(words), by=call.user)
    return f"\r\n{_DESCRIPTOR}\r\n"


def display_name(call: Invocation, words: list[str]) -> str:
    """Answer `sc GetDisplayName`."""
    config = call.machine.services.config(service_name(words))
    return f"{success(call, 'GetServiceDisplayName')}Name = {config.display_name}\r\n"


def key_name(call: Invocation, words: list[str]) -> str:
    """Answer `sc GetKeyName`."""
    found = call.machine.services.by_display_name(service_name(words))
    return f"{success(call, 'GetServiceKeyName')}Name = {found}\r\n"


def dependents(call: Invocation, words: list[str]) -> str:
    """Answer `sc EnumDepend`."""
    name = service_name(words)
    call.machine.services.config(name, by=call.user)
    found = call.machine.services.dependents(name)
    head = f"Enum: entriesRead  = {len(found)}\r\n"
    return head + "".join(status_text(call, other, extended=False, listed=True) for other in found)
