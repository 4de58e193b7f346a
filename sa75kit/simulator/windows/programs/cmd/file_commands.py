"""cmd.exe's commands for files: type, del, copy, move, ren, md, rd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import Directory
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.texts import cmd as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import FILE_NOT_FOUND, Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell


def _words(rest: str) -> tuple[set[str], list[str]]:
    """Give the switches (in lower case) and the other words without their quotes."""
    switches = {s.lower() for s in re.findall(r"(?<!\S)/[^\s/\"]+|(?<=\w)/\w", rest)}
    plain = re.sub(r"(?<!\S)/[^\s/\"]+", "", rest)
    words = re.findall(r'(?:"[^"]*"|[^\s,;="])+', plain)
    return switches, [word.replace('"', "") for word in words]


def type_files(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `type`."""
    _, names = _words(rest)
    if not names:
        shell.say(streams, texts.SYNTAX)
        return 1
    code = 0
    for name in names:
        found = list(expand_wildcards(shell.call, name))
        if not found:
            shell.say_error(streams, FILE_NOT_FOUND)
            code = 1
        for shown, path in found:
            if len(names) > 1 or set(name) & set("*?"):
                streams.error(f"\r\n{shown}\r\n\r\n\r\n")
            try:
                streams.stdout.write(_as_text(shell, shell.call.machine.files.read(path)))
            except Win32Error as error:
                shell.say_error(streams, error.code)
                code = 1
    return code


def _as_text(shell: Shell, data: bytes) -> bytes:
    """Give a file as `type` shows it: UTF-16 with its mark becomes the console's code page."""
    if data[:2] != b"\xff\xfe":
        return data
    from sa75kit.simulator.windows.code_pages import encode

    return encode(data[2:].decode("utf-16-le", "replace"), shell.call.code_page)


def delete(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `del`: what is not there is said, but is no failure."""
    switches, names = _words(rest)
    if not names:
        shell.say(streams, texts.SYNTAX)
        return 1
    files = shell.call.machine.files
    for name in names:
        pattern = f"{name}\\*" if files.is_directory(shell.path(name)) else name
        found = [
            path
            for _, path in expand_wildcards(shell.call, pattern, deep="/s" in switches)
            if files.is_file(path)
        ]
        if not found:
            shell.say(streams, texts.COULD_NOT_FIND, shell.path(name))
        for path in found:
            _delete_one(shell, path, switches, streams)
    return 0


def _delete_one(shell: Shell, path: str, switches: set[str], streams: Streams) -> None:
    file = shell.call.machine.files.file(path)
    if "/f" in switches:
        file.attributes = file.attributes.replace("R", "")
    try:
        _refuse(shell, path)
        shell.call.machine.files.delete(path)
    except Win32Error as error:
        language = shell.call.language.code
        streams.error(f"{path}\r\n{system_message(error.code, language)}\r\n")


def _refuse(shell: Shell, path: str) -> None:
    """Refuse a change where this user may not write, or where the file is a running program."""
    user = shell.call.user
    protected = ("c:\\windows\\", "c:\\program files")
    if not user.elevated and path.lower().startswith(protected):
        raise Win32Error(5)
    if any(entry.path.lower() == path.lower() for entry in shell.call.machine.processes.all()):
        raise Win32Error(5)


def copy(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `copy`."""
    _, names = _words(rest.replace("+", " + "))
    sources = [name for name in names if name != "+"]
    if not sources:
        shell.say(streams, texts.SYNTAX)
        return 1
    if "+" in names:
        return _join(shell, names, streams)
    target = shell.path(sources[1] if len(sources) > 1 else ".")
    return _transfer(shell, sources[0], target, streams, keep=True)


def _join(shell: Shell, names: list[str], streams: Streams) -> int:
    files = shell.call.machine.files
    last = names[-1] if names[-2] != "+" else names[0]
    sources = [n for n in (names[:-1] if names[-2] != "+" else names) if n != "+"]
    try:
        data = b"".join(files.read(shell.path(name)) for name in sources)
        files.write(shell.path(last), data)
    except Win32Error as error:
        shell.say_error(streams, error.code)
        return 1
    streams.write(f"{texts.COPIED[shell.call.language.code].format(1)}\r\n")
    return 0


def move(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `move`."""
    _, names = _words(rest)
    if not names:
        shell.say(streams, texts.SYNTAX)
        return 1
    target = shell.path(names[1] if len(names) > 1 else ".")
    return _transfer(shell, names[0], target, streams, keep=False)


def _transfer(shell: Shell, source: str, target: str, streams: Streams, *, keep: bool) -> int:
    files = shell.call.machine.files
    pattern = f"{source}\\*" if keep and files.is_directory(shell.path(source)) else source
    found = [
        path for _, path in expand_wildcards(shell.call, pattern) if not keep or files.is_file(path)
    ]
    if not found:
        shell.say_error(streams, FILE_NOT_FOUND)
        return 1
    done = 0
    for path in found:
        name = path.rpartition("\\")[2]
        end = f"{target.rstrip(chr(92))}\\{name}" if files.is_directory(target) else target
        try:
            _refuse(shell, end)
            if keep:
                files.copy(path, end)
            else:
                _refuse(shell, path)
                files.rename(path, end, overwrite=True)
            done += 1
        except Win32Error as error:
            shell.say_error(streams, error.code)
    words = texts.COPIED if keep else texts.MOVED
    streams.write(f"{words[shell.call.language.code].format(done)}\r\n")
    return 0 if done == len(found) else 1


def rename(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `ren`."""
    _, names = _words(rest)
    if len(names) != 2 or set(names[1]) & set("\\:"):
        shell.say(streams, texts.SYNTAX)
        return 1
    source = shell.path(names[0])
    target = source.rpartition("\\")[0] + "\\" + names[1]
    try:
        _refuse_elsewhere(shell, source)
        shell.call.machine.files.rename(source, target)
    except Win32Error as error:
        shell.say_error(streams, error.code)
        return 1
    return 0


def _refuse_elsewhere(shell: Shell, path: str) -> None:
    """Refuse a rename where the user may not write; a running program may be renamed."""
    if not shell.call.user.elevated and path.lower().startswith("c:\\windows\\"):
        raise Win32Error(5)


def make_directory(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `md`."""
    _, names = _words(rest)
    code = 0
    for name in names:
        path = shell.path(name)
        if shell.call.machine.files.exists(path):
            shell.say(streams, texts.DIRECTORY_EXISTS, name)
            code = 1
            continue
        try:
            _refuse(shell, path)
            shell.call.machine.files.make_directory(path)
        except Win32Error as error:
            shell.say_error(streams, error.code)
            code = 1
    if not names:
        shell.say(streams, texts.SYNTAX)
        return 1
    return code


def remove_directory(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `rd`."""
    switches, names = _words(rest)
    code = 0
    for name in names:
        path = shell.path(name)
        try:
            _refuse(shell, path)
            if not isinstance(shell.call.machine.files.find(path), Directory):
                raise Win32Error(267)
            shell.call.machine.files.remove_directory(path, with_contents="/s" in switches)
        except Win32Error as error:
            shell.say_error(streams, error.code)
            code = error.code
    return code
