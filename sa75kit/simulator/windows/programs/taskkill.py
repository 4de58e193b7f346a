"""taskkill.exe: ends processes by id, name or filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.processes import ProcessEntry
from sa75kit.simulator.windows.programs.task_filters import Filter, read_filter
from sa75kit.simulator.windows.programs.wildcards import matches
from sa75kit.simulator.windows.texts import tasks as texts
from sa75kit.simulator.windows.texts.system import system_message

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_NOT_FOUND = 128


@dataclass
class _Options:
    pids: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    forced: bool = False
    tree: bool = False


def taskkill(call: Invocation) -> int:
    """Run taskkill.exe: 0 done, 1 refused, 128 no such process."""
    options = _read_options(call)
    if options is None:
        return 1
    code = 0
    wanted: list[tuple[str, list[ProcessEntry]]] = []
    for pid in options.pids:
        wanted.append((pid, [e for e in _candidates(call, options) if str(e.pid) == pid]))
    for image in options.images:
        found = [e for e in _candidates(call, options) if matches(e.image, image)]
        wanted.append((image, found))
    if not wanted:
        wanted.append(("", _candidates(call, options)))
    for name, entries in wanted:
        if not entries:
            code = _say_not_found(call, name) or code
        for entry in entries:
            code = _kill(call, entry, options, by_image=name in options.images) or code
    return code


def _candidates(call: Invocation, options: _Options) -> list[ProcessEntry]:
    return [e for e in call.machine.processes.all() if all(test(e) for test in options.filters)]


def _say_not_found(call: Invocation, name: str) -> int:
    if not name:
        call.write(f"{texts.NONE_MATCH[call.language.code]}\r\n")
        return 0
    call.error(f"{texts.NOT_FOUND[call.language.code].format(name)}\r\n")
    return _NOT_FOUND


def _read_options(call: Invocation) -> _Options | None:
    options, rest = _Options(), call.argv[1:]
    while rest:
        word = rest.pop(0)
        match word.lower().replace("-", "/", 1):
            case "/f":
                options.forced = True
            case "/t":
                options.tree = True
            case "/pid" if rest:
                options.pids.append(rest.pop(0))
            case "/im" if rest:
                options.images.append(rest.pop(0))
            case "/s" | "/u" | "/p" if rest:
                rest.pop(0)
            case "/fi" if rest:
                test = read_filter(rest.pop(0))
                if test is None:
                    call.error(f"{texts.BAD_FILTER[call.language.code]}\r\n")
                    return None
                options.filters.append(test)
            case _:
                invalid = texts.INVALID[call.language.code].format(word, "TASKKILL")
                call.error(f"{invalid}\r\n")
                return None
    if not (options.pids or options.images or options.filters):
        call.error(f"{texts.INVALID[call.language.code].format('', 'TASKKILL')}\r\n")
        return None
    return options


def _kill(call: Invocation, entry: ProcessEntry, options: _Options, *, by_image: bool) -> int:
    language = call.language.code
    reason = _refusal(call, entry, options)
    if reason:
        call.error(f"{texts.NOT_KILLED[language].format(entry.pid, reason)}\r\n")
        return 1
    if options.tree:
        for child in call.machine.processes.children(entry.pid):
            _kill_child(call, child, entry.pid)
    call.machine.processes.end(entry.pid, 1)
    call.machine.record("change", what=f"process {entry.image} {entry.pid}", before="running",
                        after="killed")  # fmt: skip
    named = texts.KILLED_IMAGE[language].format(entry.image, entry.pid)
    call.write(f"{named if by_image else texts.KILLED[language].format(entry.pid)}\r\n")
    return 0


def _kill_child(call: Invocation, entry: ProcessEntry, parent: int) -> None:
    for child in call.machine.processes.children(entry.pid):
        _kill_child(call, child, entry.pid)
    call.machine.processes.end(entry.pid, 1)
    call.write(f"{texts.KILLED_CHILD[call.language.code].format(entry.pid, parent)}\r\n")


def _refusal(call: Invocation, entry: ProcessEntry, options: _Options) -> str:
    language = call.language.code
    if entry.pid == 0 or (entry.protected and options.forced and call.user.elevated):
        return texts.CRITICAL[language]
    if entry.protected or not (call.user.elevated or entry.user == call.user.name):
        return system_message(err.ACCESS_DENIED, language)
    if not options.forced:
        # None of these processes has a window that could be closed.
        return texts.ONLY_FORCED[language]
    return ""
