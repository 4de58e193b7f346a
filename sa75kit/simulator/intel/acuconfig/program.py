"""ACUConfig.exe and SCSDiscovery.exe as programs: read the line, run the command, end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sa75kit.simulator.intel.acuconfig.arguments import NAMES, Arguments, parse_arguments
from sa75kit.simulator.intel.acuconfig.exits import SYNTAX, Ending, Failed
from sa75kit.simulator.intel.acuconfig.log import Log
from sa75kit.simulator.intel.acuconfig.looking import status, system_discovery
from sa75kit.simulator.intel.acuconfig.restricting import (
    disable_client_control_mode,
    disable_embedded_hbc,
)
from sa75kit.simulator.intel.acuconfig.unconfiguring import unconfigure
from sa75kit.simulator.intel.acuconfig.usage import usage
from sa75kit.simulator.intel.discovery import SCS_VERSION
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.windows import Invocation
from sa75kit.simulator.windows.running import Program

Command = Callable[[Platform, Invocation, Arguments, Log], Ending]
_COMMANDS: Mapping[str, Command] = {
    "unconfigure": unconfigure,
    "disableclientcontrolmode": disable_client_control_mode,
    "disableembeddedhbc": disable_embedded_hbc,
    "status": status,
    "systemdiscovery": system_discovery,
}


def acuconfig(platform: Platform) -> Program:
    """Give ACUConfig.exe for one host."""
    return lambda call: _run(platform, call, call.argv[1:])


def scs_discovery(platform: Platform) -> Program:
    """Give SCSDiscovery.exe: SystemDiscovery and nothing else."""

    def program(call: Invocation) -> int:
        words = [word for word in call.argv[1:] if word.lower() != "systemdiscovery"]
        start = len(words)
        for index, word in enumerate(words):
            if word.lower() in ("/nofile", "/noregistry", "/?") or not word.startswith("/"):
                start = index
                break
        return _run(platform, call, [*words[:start], "SystemDiscovery", *words[start:]])

    return program


def _run(platform: Platform, call: Invocation, words: list[str]) -> int:
    try:
        arguments = parse_arguments(words)
    except Failed as failed:
        call.write(f"{failed.reason}\r\n\r\n{usage()}")
        return SYNTAX.code
    if arguments.help:
        call.write(usage(arguments.command))
        return 0
    log = Log(call, arguments)
    name = NAMES[arguments.command]
    log.info("", f"ACU Configurator {SCS_VERSION}")
    log.info(f"-{name}-", f"{name} on {platform.machine.name.upper()}")
    try:
        ending = _COMMANDS[arguments.command](platform, call, arguments, log)
    except Failed as failed:
        ending = failed.ending
        log.error(f"-{name}-", failed.reason or ending.details)
    log.close(ending)
    return ending.code
