"""cmd.exe's own command line: /c, /k, /s, /v, and its rule about quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.programs.cmd.shell import Shell
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.texts import cmd as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

NOT_RECOGNIZED = 9009


@dataclass
class _Start:
    """What the switches before the command say."""

    command: str | None = None
    keeps_running: bool = False
    strips: bool = False
    delayed: bool = False
    echo: bool = True


def cmd(call: Invocation) -> int:
    """Run cmd.exe."""
    start = _read_switches(_after_program(call.command_line))
    shell = Shell(call, delayed=start.delayed, echo=start.echo)
    streams = Streams(call, call.stdin.pipe, call.stdout, call.stderr)
    code = 0
    if start.command is not None:
        code = shell.run_line(_unquoted(call, start), streams)
    if start.command is None or start.keeps_running:
        return _converse(shell, streams, call)
    # Its exit code is 1, not 9009, when the last command was not found.
    return 1 if code == NOT_RECOGNIZED else code


def _after_program(line: str) -> str:
    line = line.lstrip()
    if line.startswith('"'):
        return line[line.find('"', 1) + 1 :]
    found = re.match(r"[^ \t/]*", line)
    assert found is not None
    return line[found.end() :]


def _read_switches(rest: str) -> _Start:
    start = _Start()
    while True:
        rest = rest.lstrip()
        found = re.match(r"/(v:on|v:off|v|e:\w+|f:\w+|t:\w+|[a-z])", rest, re.IGNORECASE)
        if not found:
            return start
        switch = found[1].lower()
        rest = rest[found.end() :]
        if switch in ("c", "r", "k"):
            start.command, start.keeps_running = rest.strip(" \t"), switch == "k"
            return start
        start.strips |= switch == "s"
        start.delayed = (switch in ("v", "v:on")) or (start.delayed and switch != "v:off")
        start.echo &= switch != "q"


def _unquoted(call: Invocation, start: _Start) -> str:
    """Apply the rule of `cmd /?` about the quotes around the command."""
    text = start.command or ""
    if not text.startswith('"'):
        return text
    if not start.strips and text.count('"') == 2 and not set(text) & set("&<>()@^|"):
        inside = text[1 : text.index('"', 1)]
        if " " in inside and _is_program(call, inside):
            return text
    last = text.rindex('"')
    return text[1:last] + text[last + 1 :] if last else text[1:]


def _is_program(call: Invocation, name: str) -> bool:
    extensions = ["", *call.environment.get("PATHEXT", ".EXE").split(";")]
    path = full_path(name, call.directory)
    return any(call.machine.files.is_file(path + extension) for extension in extensions)


def _converse(shell: Shell, streams: Streams, call: Invocation) -> int:
    """Read commands from standard input until it ends or until `exit`."""
    version = texts.VERSION[call.language.code].format(shell.version())
    streams.write(f"{version}\r\n(c) Microsoft Corporation. All rights reserved.\r\n")
    while True:
        if shell.echo:
            streams.write(f"\r\n{call.directory}>")
        data = call.stdin.readline()
        if not data:
            return shell.level
        line = call.decode(data).rstrip("\r\n")
        if shell.echo:
            streams.write(f"{line}\r\n")
        shell.run_line(line, streams)
