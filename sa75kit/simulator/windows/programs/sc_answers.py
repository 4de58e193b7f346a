"""How sc.exe answers: its success line, its failure, its usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.texts import sc as texts
from sa75kit.simulator.windows.texts.system import system_message

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


class Usage(Exception):
    """The command line was not understood."""

    def __init__(self, complaint: str = "") -> None:
        super().__init__(complaint)
        self.complaint = complaint


def success(call: Invocation, what: str) -> str:
    """Give the line that says that a call succeeded."""
    return f"[SC] {what} {texts.SUCCESS[call.language.code]}\r\n"


def failure(call: Invocation, what: str, code: int) -> int:
    """Print that a call failed, and give the exit code."""
    language = call.language.code
    failed = texts.FAILED[language].format(code)
    call.write(f"[SC] {what} {failed}\r\n\r\n{system_message(code, language)}\r\n\r\n")
    return code


def service_name(words: list[str]) -> str:
    """Give the service that the words name; without one the usage is shown."""
    if not words:
        raise Usage
    return words[0]


def refuse_enumeration(call: Invocation, command: str, words: list[str]) -> bool:
    """Say whether who asks may not list services: over the network only administrators may."""
    listing = not words or words[0].endswith("=")
    return command in ("query", "queryex") and listing and not call.user.elevated


def options_of(words: list[str]) -> dict[str, str]:
    """Read `name= value` and `name=value` pairs; names in lower case without the sign."""
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, sign, value = word.partition("=")
        if not sign:
            raise Usage(f"Invalid Option: {word}")
        if not value:
            if not rest:
                raise Usage(f"Invalid Option: {word}")
            value = rest.pop(0)
        found[name.lower()] = value
    return found
