"""ACUConfig's command line: global options, a command, its options. Nothing is case-sensitive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sa75kit.simulator.intel.acuconfig.exits import SYNTAX, Failed

# Option -> whether a value follows.
Options = Mapping[str, bool]
_WMI = {"/wmiuser": True, "/wmiuserpassword": True, "/rcsbusy": False}
COMMANDS: Mapping[str, Options] = {
    "unconfigure": {"/adminpassword": True, "/rcsaddress": True, "/sourceforamtname": True,
                    "/full": False, **_WMI},
    "disableclientcontrolmode": {"/confirmdisableccm": False},
    "disableembeddedhbc": {},
    "status": {},
    "systemdiscovery": {"/nofile": False, "/noregistry": False, "/adminpassword": True},
}  # fmt: skip
NAMES = {
    "unconfigure": "UnConfigure",
    "disableclientcontrolmode": "DisableClientControlMode",
    "disableembeddedhbc": "DisableEmbeddedHBC",
    "status": "Status",
    "systemdiscovery": "SystemDiscovery",
}
_POSITIONAL = {"systemdiscovery": 1}


@dataclass
class Arguments:
    """A command line that was understood; names are in lower case."""

    command: str = ""
    options: dict[str, str] = field(default_factory=dict)
    positional: list[str] = field(default_factory=list)
    output: str = ""  # "", "console", "silent" or "file"
    log_file: str = ""
    keep_log: bool = False
    verbose: bool = False
    help: bool = False

    def has(self, option: str) -> bool:
        """Say whether an option was given."""
        return option in self.options


def parse_arguments(words: Sequence[str]) -> Arguments:
    """Read ACUConfig's arguments (without the program's name).

    Raises:
        Failed: a syntax error, with the word that is wrong.
    """
    arguments = Arguments()
    rest = _read_global_options(list(words), arguments)
    if not rest:
        arguments.help = True
        return arguments
    name = rest.pop(0)
    arguments.command = name.lower()
    if arguments.command in ("/?", "/help", "-?"):
        arguments.help = True
        return arguments
    known = COMMANDS.get(arguments.command)
    if known is None:
        raise Failed(SYNTAX, f"Unknown command: {name}")
    _read_options(rest, known, arguments)
    return arguments


def _read_global_options(rest: list[str], into: Arguments) -> list[str]:
    while rest and rest[0].startswith("/") and rest[0] not in ("/?",):
        option = rest.pop(0).lower()
        match option:
            case "/lowsecurity":
                pass
            case "/verbose":
                into.verbose = True
            case "/keeplogfile":
                into.keep_log = True
            case "/output":
                into.output = _next(rest, option).lower()
                if into.output == "file":
                    into.log_file = _next(rest, "/output file")
                elif into.output not in ("console", "silent"):
                    raise Failed(SYNTAX, f"Unknown output: {into.output}")
            case _:
                raise Failed(SYNTAX, f"Unknown global option: {option}")
    return rest


def _read_options(rest: list[str], known: Options, into: Arguments) -> None:
    while rest:
        word = rest.pop(0)
        option = word.lower()
        if option == "/?":
            into.help = True
        elif option in known:
            into.options[option] = _next(rest, word) if known[option] else ""
        elif not word.startswith("/") and len(into.positional) < _POSITIONAL.get(into.command, 0):
            into.positional.append(word)
        else:
            raise Failed(SYNTAX, f"Unknown parameter: {word}")


def _next(rest: list[str], option: str) -> str:
    if not rest:
        raise Failed(SYNTAX, f"A value is missing after {option}")
    return rest.pop(0)
