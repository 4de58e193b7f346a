"""net.exe: start, stop, user, session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.services import RUNNING, STOPPED
from sa75kit.simulator.windows.texts import net as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_FAILED = 2
_WAIT = 30.0


def net(call: Invocation) -> int:
    """Run net.exe: 0 done, 2 failed, 1 not understood."""
    words = [word for word in call.argv[1:] if not word.startswith("/")]
    commands: dict[str, Callable[[Invocation, list[str]], int]] = {
        "start": _start, "stop": _stop, "user": _users, "session": _session, "sess": _session,
        "localgroup": _local_group, "helpmsg": _help_message,
    }  # fmt: skip
    verb = words[0].lower() if words else ""
    if verb not in commands:
        call.error(texts.SYNTAX.replace("\n", "\r\n"))
        return 1
    return commands[verb](call, words[1:])


def _say(call: Invocation, text: dict[str, str], *values: object) -> None:
    call.write(f"{text[call.language.code].format(*values)}\r\n")


def _fail(call: Invocation, text: dict[str, str], number: int, *values: object) -> int:
    language = call.language.code
    more = texts.MORE_HELP[language].format(number)
    call.error(f"{text[language].format(*values)}\r\n\r\n{more}\r\n\r\n")
    return _FAILED


def _system_error(call: Invocation, code: int) -> int:
    language = call.language.code
    title = texts.SYSTEM_ERROR[language].format(code)
    call.error(f"{title}\r\n\r\n{system_message(code, language)}\r\n\r\n")
    return _FAILED


def _resolve(call: Invocation, words: list[str]) -> str | None:
    """Give the service that a key name or a display name means."""
    name = " ".join(words)
    if call.machine.services.exists(name):
        return name
    try:
        return call.machine.services.by_display_name(name)
    except Win32Error:
        return None


def _list(call: Invocation) -> int:
    services = call.machine.services
    running = sorted(
        services.config(name).display_name
        for name in services.names()
        if services.status(name).state == RUNNING and not services.config(name).driver
    )
    call.write(f"{texts.LIST_TITLE[call.language.code]}\r\n\r\n")
    call.write("".join(f"   {name}\r\n" for name in running) + "\r\n")
    _say(call, texts.DONE)
    return 0


def _start(call: Invocation, words: list[str]) -> int:
    if not words:
        return _list(call)
    name = _resolve(call, words)
    if name is None:
        return _fail(call, texts.INVALID_NAME, 2185)
    services = call.machine.services
    shown = services.config(name).display_name
    try:
        services.start(name, by=call.user)
    except Win32Error as error:
        if error.code == err.SERVICE_ALREADY_RUNNING:
            return _fail(call, texts.ALREADY, 2182)
        return _system_error(call, error.code)
    call.write(texts.STARTING[call.language.code].format(shown))
    status = _wait_for(call, name, (RUNNING, STOPPED))
    call.write("\r\n")
    if status == RUNNING:
        _say(call, texts.STARTED, shown)
        return 0
    _say(call, texts.NOT_STARTED, shown)
    return _FAILED


def _wait_for(call: Invocation, name: str, states: tuple[int, ...]) -> int:
    """Wait as net.exe does, with a point now and then."""
    call.write(".")
    waited = 0.0
    while waited < _WAIT:
        state = call.machine.services.wait(name, states, 0.25).state
        if state in states:
            return state
        waited += 0.25
        call.write("." if waited % 2.5 == 0 else "")
    return call.machine.services.status(name).state


def _stop(call: Invocation, words: list[str]) -> int:
    name = _resolve(call, words) if words else None
    if name is None:
        return _fail(call, texts.INVALID_NAME, 2185)
    services = call.machine.services
    shown = services.config(name).display_name
    running = [d for d in services.dependents(name) if services.status(d).state == RUNNING]
    if running and call.user.elevated and not _agreed(call, shown, running):
        return _FAILED
    try:
        for dependent in running:
            _stop_one(call, dependent)
        return _stop_one(call, name)
    except Win32Error as error:
        numbers = {
            err.SERVICE_NOT_ACTIVE: (texts.NOT_RUNNING, 3521),
            err.INVALID_SERVICE_CONTROL: (texts.CANNOT_STOP, 2191),
            err.SERVICE_CANNOT_ACCEPT_CONTROL: (texts.BUSY, 2189),
        }
        if error.code in numbers:
            return _fail(call, *numbers[error.code], shown)
        return _system_error(call, error.code)


def _agreed(call: Invocation, shown: str, running: list[str]) -> bool:
    language = call.language.code
    names = (call.machine.services.config(name).display_name for name in running)
    call.write(f"{texts.DEPENDENTS[language].format(shown)}\r\n\r\n")
    call.write("".join(f"   {name}\r\n" for name in names) + "\r\n")
    if any(word.lower() == "/y" for word in call.argv):
        return True
    call.write(texts.CONTINUE[language])
    answer = call.decode(call.stdin.readline()).strip().lower()
    call.write("\r\n")
    return answer[:1] in ("y", "j", "o", "s")


def _stop_one(call: Invocation, name: str) -> int:
    shown = call.machine.services.config(name).display_name
    with call.machine.services.opened(name):
        call.machine.services.stop(name, by=call.user)
        call.write(texts.STOPPING[call.language.code].format(shown))
        state = _wait_for(call, name, (STOPPED,))
    call.write("\r\n")
    if state != STOPPED:
        _say(call, texts.NOT_STOPPED, shown)
        return _FAILED
    _say(call, texts.STOPPED, shown)
    call.write("\r\n")
    return 0


def _users(call: Invocation, _words: list[str]) -> int:
    language = call.language.code
    names = sorted({account.username for account in call.machine.accounts} | {"DefaultAccount"})
    call.write(f"\r\n{texts.USERS[language].format(call.machine.name.upper())}\r\n\r\n")
    call.write("-" * 79 + "\r\n")
    for index in range(0, len(names), 3):
        call.write("".join(f"{name:<25}" for name in names[index : index + 3]) + "\r\n")
    _say(call, texts.DONE)
    call.write("\r\n")
    return 0


def _session(call: Invocation, _words: list[str]) -> int:
    if not call.user.elevated:
        return _system_error(call, err.ACCESS_DENIED)
    _say(call, texts.NO_ENTRIES)
    call.write("\r\n")
    return 0


def _local_group(call: Invocation, words: list[str]) -> int:
    name = words[0] if words else "Administrators"
    call.write(f"Alias name     {name}\r\nComment        \r\n\r\nMembers\r\n\r\n{'-' * 79}\r\n")
    call.write("".join(f"{a.username}\r\n" for a in call.machine.accounts if a.administrator))
    _say(call, texts.DONE)
    call.write("\r\n")
    return 0


def _help_message(call: Invocation, words: list[str]) -> int:
    number = int(words[0]) if words and words[0].isdigit() else 0
    call.write(f"\r\n{system_message(number, call.language.code)}\r\n\r\n")
    return 0
