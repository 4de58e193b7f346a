"""`dir`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import Directory, File
from sa75kit.simulator.windows.languages import format_date, group_digits
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.programs.wildcards import matches
from sa75kit.simulator.windows.texts import cmd as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell

_FREE = 97844117504
Entry = File | Directory


def dir_command(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `dir`: /b names only, /s deep, /a all (or by attribute)."""
    switches = [word.lower() for word in re.findall(r"/[^\s/\"]+", rest)]
    names = re.findall(r'"[^"]+"|[^\s"/][^\s"]*', re.sub(r"/[^\s/\"]+", "", rest)) or ["."]
    found = False
    language = shell.call.language.code
    if "/b" not in switches:
        streams.write(f"{texts.VOLUME[language]}\r\n")
    for name in names:
        directory, pattern = _place(shell, name.strip('"'))
        found |= _list(shell, directory, pattern, switches, streams)
    if not found:
        if "/b" not in switches:
            streams.write("\r\n")
        shell.say(streams, texts.FILE_NOT_FOUND)
        return 1
    if "/b" not in switches:
        free = group_digits(_FREE, shell.call.language)
        streams.write(f"{texts.DIRECTORIES[language].format(2, free)}\r\n")
    return 0


def _place(shell: Shell, name: str) -> tuple[str, str]:
    path = shell.path(name)
    if shell.call.machine.files.is_directory(path):
        return path, "*"
    parent, _, pattern = path.rpartition("\\")
    return parent + ("\\" if parent.endswith(":") else ""), pattern


def _list(
    shell: Shell, directory: str, pattern: str, switches: list[str], streams: Streams
) -> bool:
    files = shell.call.machine.files
    if not files.is_directory(directory):
        return False
    folder = files.find(directory)
    assert isinstance(folder, Directory)
    entries = [e for _, e in sorted(folder.entries.items())]
    chosen = [e for e in entries if matches(e.name, pattern) and _wanted(e, switches)]
    shown = files.real_path(directory)
    if chosen and "/b" in switches:
        lead = f"{shown.rstrip(chr(92))}\\" if "/s" in switches else ""
        streams.write("".join(f"{lead}{entry.name}\r\n" for entry in chosen))
    elif chosen:
        dots = pattern == "*" and directory.rstrip("\\").lower() != "c:"
        streams.write(_long(shell, shown, chosen, folder if dots else None))
    found = bool(chosen)
    if "/s" in switches:
        for entry in entries:
            if isinstance(entry, Directory):
                below = f"{directory.rstrip(chr(92))}\\{entry.name}"
                found |= _list(shell, below, pattern, switches, streams)
    return found


def _wanted(entry: Entry, switches: list[str]) -> bool:
    attributes = next((s[2:].lstrip(":") for s in switches if s.startswith("/a")), None)
    if attributes is None:
        return not set(entry.attributes) & set("HS")
    return all(
        (letter.upper() in entry.attributes) != minus
        for minus, letter in _attribute_tests(attributes)
    )


def _attribute_tests(text: str) -> Iterator[tuple[bool, str]]:
    for minus, letter in re.findall(r"(-?)([dharsl])", text):
        yield bool(minus), letter


def _long(shell: Shell, shown: str, entries: list[Entry], dots: Directory | None) -> str:
    language = shell.call.language.code
    out = f"\r\n{texts.DIRECTORY_OF[language].format(shown)}\r\n\r\n"
    if dots is not None:
        for name in (".", ".."):
            out += f"{_moment(shell, dots.created)}    <DIR>          {name}\r\n"
    total = count = 0
    for entry in entries:
        if isinstance(entry, Directory):
            out += f"{_moment(shell, entry.created)}    <DIR>          {entry.name}\r\n"
            continue
        size = len(entry.read())
        total, count = total + size, count + 1
        digits = group_digits(size, shell.call.language)
        out += f"{_moment(shell, entry.modified)} {digits:>17} {entry.name}\r\n"
    return out + texts.FILES[language].format(
        count, group_digits(total, shell.call.language)
    ) + "\r\n"  # fmt: skip


def _moment(shell: Shell, moment: datetime) -> str:
    local = shell.call.machine.local_time(moment)
    region = shell.call.machine.language
    if region.code == "en":
        return f"{local:%m/%d/%Y  %I:%M %p}"
    return f"{format_date(local, region)}  {local:%H:%M}"
