"""CreateProcess: from a command line to the program that it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.seam import CannotStart
from sa75kit.simulator.windows.command_line import program_candidates, split_command_line
from sa75kit.simulator.windows.environment import Environment
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.images import is_executable
from sa75kit.simulator.windows.running import Program
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import (
    ACCESS_DENIED,
    BAD_EXE_FORMAT,
    DIRECTORY_INVALID,
    FILE_NOT_FOUND,
    Win32Error,
)

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

_SYSTEM_DIRECTORIES = ("C:\\Windows\\System32", "C:\\Windows\\System", "C:\\Windows")


@dataclass(frozen=True, kw_only=True)
class Found:
    """The program of a command line: `name` is its entry in the program table."""

    name: str
    program: Program
    path: str
    command_line: str
    argv: list[str]

    @property
    def image(self) -> str:
        """Give the name of the file that runs."""
        return self.path.rpartition("\\")[2]


def find_program(
    machine: Windows,
    command_line: str,
    application: str | None,
    directory: str,
    environment: Environment,
) -> Found:
    """Say what a command line runs; `application` is CreateProcess' lpApplicationName.

    Raises:
        CannotStart: 2 no such file, 193 no program, 267 no such directory.
    """
    if not machine.files.is_directory(directory):
        raise _cannot(machine, DIRECTORY_INVALID)
    search = list(_search_directories(directory, environment))
    if application is not None:
        candidates = [application]
    else:
        candidates = [word for word, _ in program_candidates(command_line)]
    for word in candidates:
        for path in _possible_paths(word, directory, search):
            if machine.files.is_file(path):
                return _found(machine, machine.files.real_path(path), command_line)
    raise _cannot(machine, FILE_NOT_FOUND)


def _search_directories(directory: str, environment: Environment) -> Iterator[str]:
    yield directory
    yield from _SYSTEM_DIRECTORIES
    for part in environment.get("PATH", "").split(";"):
        if part.strip('" '):
            yield environment.expand(part.strip('" ')).rstrip("\\")


def _possible_paths(word: str, directory: str, search: list[str]) -> Iterator[str]:
    if not word:
        return
    last = word.replace("/", "\\").rpartition("\\")[2]
    names = [word] if "." in last else [f"{word}.exe"]
    for name in names:
        if "\\" in name or "/" in name or ":" in name:
            yield full_path(name, directory)
        else:
            yield from (f"{place}\\{name}" for place in search)


def _found(machine: Windows, path: str, command_line: str) -> Found:
    file = machine.files.file(path)
    if path.lower().endswith((".bat", ".cmd")):
        shell = "C:\\Windows\\System32\\cmd.exe"
        return _found(machine, shell, f'{shell} /c "{command_line}"')
    name = file.program or path.rpartition("\\")[2]
    program = machine.programs.get(name) or _by_name(machine, name)
    if program is None:
        try:
            executable = is_executable(file.read())
        except Win32Error:
            raise _cannot(machine, ACCESS_DENIED) from None
        if not executable:
            raise _cannot(machine, BAD_EXE_FORMAT)
        program = _silent
    elif file.program is None and not is_executable(file.read()):
        raise _cannot(machine, BAD_EXE_FORMAT)
    argv = split_command_line(command_line)
    return Found(name=name, program=program, path=path, command_line=command_line, argv=argv)


def _by_name(machine: Windows, name: str) -> Program | None:
    for known, program in machine.programs.items():
        if known.lower() == name.lower():
            return program
    return None


def _silent(_call: object) -> int:
    """Run an executable of which the machine knows nothing: it says nothing and succeeds."""
    return 0


def _cannot(machine: Windows, code: int) -> CannotStart:
    return CannotStart(code, system_message(code, machine.language.code))
