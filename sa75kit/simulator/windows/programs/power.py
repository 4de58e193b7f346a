"""shutdown.exe, timeout.exe, ping.exe: what takes time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.texts import power as texts
from sa75kit.simulator.windows.texts.system import system_message

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def shutdown(call: Invocation) -> int:
    """Run shutdown.exe: /r restarts the machine, /s too (somebody presses the button)."""
    words = [word.lower().replace("-", "/", 1) for word in call.argv[1:]]
    if not {"/r", "/s", "/g", "/a", "/l"} & set(words):
        call.write(texts.SHUTDOWN_USAGE.replace("\n", "\r\n"))
        return 0 if words in ([], ["/?"]) else 1
    if not call.user.elevated:
        message = system_message(err.ACCESS_DENIED, call.language.code)
        call.error(f"{message}({err.ACCESS_DENIED})\r\n")
        return err.ACCESS_DENIED
    if "/a" in words:
        cancelled, call.machine.pending_restart = call.machine.pending_restart, None
        if cancelled is None:
            call.error(f"{texts.NOT_IN_PROGRESS[call.language.code]}(1116)\r\n")
            return 1116
        return 0
    if "/l" in words:
        return 0
    if call.machine.pending_restart is not None:
        call.error(f"{texts.IN_PROGRESS[call.language.code]}(1190)\r\n")
        return 1190
    call.machine.schedule_restart(_delay(words))
    return 0


def _delay(words: list[str]) -> float:
    if "/t" in words[:-1] and words[words.index("/t") + 1].isdigit():
        return float(words[words.index("/t") + 1])
    return 30.0


def timeout(call: Invocation) -> int:
    """Run timeout.exe: it refuses an input that is no console."""
    call.error(f"{texts.NO_REDIRECTION[call.language.code]}\r\n")
    return 1


def ping(call: Invocation) -> int:
    """Run ping.exe: loopback and this machine answer, nobody else does."""
    words = call.argv[1:]
    count, target, wait = 4, "", 4.0
    while words:
        word = words.pop(0)
        if word.lower() in ("-n", "/n", "-w", "/w", "-l", "/l") and words:
            value = int(words.pop(0)) if words[0].isdigit() else 4
            count = value if word[1:].lower() == "n" else count
            wait = value / 1000 if word[1:].lower() == "w" else wait
        elif not word.startswith(("-", "/")):
            target = word
    machine = call.machine
    own = target.startswith("127.") or target in machine.ip_addresses
    named = target.lower() in ("localhost", machine.name.lower())
    if not (own or named) and not target.replace(".", "").isdigit():
        call.write(texts.NO_HOST[call.language.code].format(target) + "\r\n")
        return 1
    return _pings(call, "127.0.0.1" if named else target, count, 1.0 if own or named else wait,
                  answers=own or named)  # fmt: skip


def _pings(call: Invocation, address: str, count: int, wait: float, *, answers: bool) -> int:
    language = call.language.code
    call.write(f"\r\n{texts.PINGING[language].format(address)}\r\n")
    for number in range(count):
        if number or not answers:
            call.sleep(wait)
        line = texts.REPLY[language].format(address) if answers else texts.TIMED_OUT[language]
        call.write(f"{line}\r\n")
    lost = 0 if answers else count
    call.write("\r\n" + texts.STATISTICS[language].format(
        address, count, count - lost, lost, lost * 100 // max(count, 1)) + "\r\n")  # fmt: skip
    return 0 if answers else 1
