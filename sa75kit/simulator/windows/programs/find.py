"""find.exe, more.com, sort.exe: the small filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.code_pages import encode
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.texts import search as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def find(call: Invocation) -> int:
    """Run find.exe: 0 a line was found, 1 none, 2 the command line is wrong."""
    flags = {word[1:].lower() for word in call.argv[1:] if word.startswith("/")}
    words = [word for word in call.argv[1:] if not word.startswith("/")]
    # find.exe wants its string in quotes on the command line itself.
    if not words or '"' not in call.command_line.partition(" ")[2] or not flags <= set("vcni"):
        call.error(f"{texts.FIND_FORMAT[call.language.code]}\r\n")
        return 2
    string = encode(words[0], call.code_page)
    if not words[1:]:
        return _filter(call, string, flags, call.stdin.read(), "")
    found = 1
    for name in words[1:]:
        files = list(expand_wildcards(call, name))
        if not files:
            call.error(f"{texts.FILE_NOT_FOUND[call.language.code].format(name.upper())}\r\n")
        for shown, path in files:
            title = f"\r\n---------- {shown.upper()}"
            found &= _filter(call, string, flags, call.machine.files.read(path), title)
    return found


def _filter(call: Invocation, string: bytes, flags: set[str], data: bytes, title: str) -> int:
    hits = []
    for number, line in enumerate(data.splitlines(), 1):
        inside = string.lower() in line.lower() if "i" in flags else string in line
        if inside != ("v" in flags):
            hits.append(b"[%d]" % number + line if "n" in flags else line)
    if "c" in flags:
        call.write(f"{title}: {len(hits)}\r\n" if title else f"{len(hits)}\r\n")
    else:
        call.write(f"{title}\r\n" if title else "")
        call.write_bytes(b"".join(hit + b"\r\n" for hit in hits))
    return 0 if hits else 1


def _input(call: Invocation) -> bytes | None:
    names = [word for word in call.argv[1:] if not word.startswith(("/", "+"))]
    if not names:
        return call.stdin.read()
    try:
        return call.machine.files.read(full_path(names[0], call.directory))
    except Win32Error as error:
        call.error(f"{system_message(error.code, call.language.code)}\r\n")
        return None


def more(call: Invocation) -> int:
    """Run more.com: without a console it passes everything on."""
    data = _input(call)
    if data is None:
        return 1
    lines = data.splitlines()
    call.write_bytes(b"".join(line + b"\r\n" for line in lines))
    return 0


def sort(call: Invocation) -> int:
    """Run sort.exe."""
    data = _input(call)
    if data is None:
        return 1
    lines = [call.decode(line) for line in data.splitlines()]
    backwards = any(word.lower() in ("/r", "/reverse") for word in call.argv[1:])
    lines.sort(key=str.casefold, reverse=backwards)
    if any(word.lower() in ("/u", "/unique") for word in call.argv[1:]):
        lines = list(dict.fromkeys(lines))
    call.write("".join(f"{line}\r\n" for line in lines))
    return 0


def hostname(call: Invocation) -> int:
    """Run hostname.exe."""
    call.write(f"{call.machine.name}\r\n")
    return 0
