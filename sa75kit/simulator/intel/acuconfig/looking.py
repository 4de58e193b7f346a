"""ACUConfig Status and SystemDiscovery: they change nothing in the firmware."""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.arguments import Arguments
from sa75kit.simulator.intel.acuconfig.conditions import need_firmware
from sa75kit.simulator.intel.acuconfig.exits import (
    CANNOT_WRITE,
    NOT_ADMINISTRATOR,
    SUCCESS,
    WARNINGS,
    Ending,
    Failed,
)
from sa75kit.simulator.intel.acuconfig.log import Log
from sa75kit.simulator.intel.discovery import (
    MODE_NAMES,
    SKU_NAMES,
    discovery_xml,
    write_discovery,
)
from sa75kit.simulator.intel.firmware import State
from sa75kit.simulator.intel.observation import observe
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.windows import Invocation, Win32Error
from sa75kit.simulator.windows.files import full_path

_STATES = {
    State.PRE: "The Intel(R) AMT system is not configured.",
    State.IN: "The Intel(R) AMT system is in the configuration process.",
    State.POST: "The Intel(R) AMT system is configured.",
}


def status(platform: Platform, call: Invocation, arguments: Arguments, log: Log) -> Ending:
    """Say in the log how the firmware is set up."""
    assert not arguments.options
    need_firmware(platform, call)
    engine = platform.engine
    log.info("-Status-", f"Intel(R) AMT SKU: {SKU_NAMES[engine.sku]}")
    log.info("-Status-", f"Firmware version: {engine.reported_version}")
    log.info("-Status-", _STATES[engine.state])
    log.info("-Status-", f"Control Mode: {MODE_NAMES[engine.control_mode]}")
    lms = "available" if engine.reachable_locally() else "not available"
    log.info("-Status-", f"Local Manageability Service: {lms}")
    return SUCCESS


def system_discovery(
    platform: Platform, call: Invocation, arguments: Arguments, log: Log
) -> Ending:
    """Write what the tool finds into an XML file and into the registry."""
    if not call.user.elevated:
        raise Failed(NOT_ADMINISTRATOR)
    machine = platform.machine
    seen = observe(platform, machine.now())
    if not arguments.has("/nofile"):
        path = _output_path(call, arguments)
        try:
            machine.files.write(path, discovery_xml(seen, machine))
        except Win32Error as error:
            raise Failed(CANNOT_WRITE, f"{path} ({error.code})") from error
        log.info("-SystemDiscovery-", f"The data was written to {path}")
    if not arguments.has("/noregistry"):
        write_discovery(seen, machine)
        log.info("-SystemDiscovery-", "The data was written to the registry.")
    if seen.driver is None:
        log.warning("-SystemDiscovery-", "Failed to get data from the Intel(R) MEI interface.")
        return WARNINGS
    return SUCCESS


def _output_path(call: Invocation, arguments: Arguments) -> str:
    if arguments.positional:
        return full_path(arguments.positional[0], call.directory)
    directory = call.process.path.rpartition("\\")[0]
    return f"{directory}\\{call.machine.name.upper()}.xml"
