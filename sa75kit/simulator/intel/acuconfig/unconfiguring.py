"""ACUConfig UnConfigure in its three forms (guide step 1; SCS user guide 6.14)."""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.arguments import Arguments
from sa75kit.simulator.intel.acuconfig.conditions import need_lms, refusal
from sa75kit.simulator.intel.acuconfig.exits import (
    NEEDS_PASSWORD,
    REMOTE,
    SUCCESS,
    WARNINGS,
    Ending,
    Failed,
)
from sa75kit.simulator.intel.acuconfig.log import Log
from sa75kit.simulator.intel.firmware import ControlMode, State
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused
from sa75kit.simulator.windows import Invocation

_CONFIGURATION = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\ConfigurationInfo"
_CATEGORY = "-UnConfigure-"


def unconfigure(platform: Platform, call: Invocation, arguments: Arguments, log: Log) -> Ending:
    """Return the firmware to its unconfigured state, or say why not."""
    need_lms(platform, call)
    engine = platform.engine
    if engine.state is State.PRE:
        log.warning(_CATEGORY, "The Intel(R) AMT system is already in the unconfigured state.")
        return WARNINGS
    log.info(_CATEGORY, f"Control mode: {engine.control_mode.value}")
    if arguments.has("/rcsaddress"):
        _need_rcs(platform, call, arguments, log)
    elif engine.control_mode is ControlMode.ADMIN and not arguments.has("/adminpassword"):
        raise Failed(NEEDS_PASSWORD)
    log.info(_CATEGORY, "Unconfiguring Intel(R) AMT...")
    call.sleep(platform.unprovision_seconds)
    try:
        _carry_out(platform, arguments)
    except Refused as refused:
        raise refusal(refused) from refused
    _note(platform)
    log.info(_CATEGORY, "The Intel(R) AMT system was unconfigured successfully.")
    return SUCCESS


def _carry_out(platform: Platform, arguments: Arguments) -> None:
    engine, full = platform.engine, arguments.has("/full")
    before = engine.control_mode
    if arguments.has("/rcsaddress"):
        engine.unprovision_through_rcs(full=full)
    elif before is ControlMode.ADMIN:
        password = arguments.options["/adminpassword"]
        engine.unprovision_as_administrator(password, full=full)
    else:
        engine.unprovision_locally()
    platform.machine.record("unprovisioned", control_mode=before.value, full=full)


def _need_rcs(platform: Platform, call: Invocation, arguments: Arguments, log: Log) -> None:
    """Require an RCS that knows this system, and WMI rights there that this logon has.

    ACUConfig calls root\\Intel_RCS on another machine: a plain network logon has nothing to
    show there (the double hop), so it takes delegation or /WMIuser with /WMIuserPassword.
    """
    address = arguments.options["/rcsaddress"]
    log.info(_CATEGORY, f"Connecting to the RCS at {address}")
    known = (platform.engine.rcs or "").lower()
    if not platform.rcs_reachable or known != address.lower():
        raise Failed(REMOTE, f"Failed to connect to the RCS at {address}. "
                             "The RPC server is unavailable. (0x800706ba)")  # fmt: skip
    if not _may_use_rcs(platform, call, arguments):
        raise Failed(REMOTE, "Failed to connect to the RCS WMI namespace root\\Intel_RCS. "
                             "Access is denied. (0x80070005)")  # fmt: skip


def _may_use_rcs(platform: Platform, call: Invocation, arguments: Arguments) -> bool:
    if arguments.has("/wmiuser"):
        given = (
            arguments.options["/wmiuser"].lower(),
            arguments.options.get("/wmiuserpassword", ""),
        )
        return given in platform.rcs_users
    names = [name for name, _ in platform.rcs_users]
    return not call.user.network and call.user.name.lower() in names


def _note(platform: Platform) -> None:
    machine = platform.machine
    stamp = machine.local_time().strftime("%Y-%m-%d %H:%M:%S")
    machine.registry.set(_CONFIGURATION, "LastConfigurationTime", stamp, view=32)
    machine.registry.set(_CONFIGURATION, "LastOperation", "Unconfigure", view=32)
