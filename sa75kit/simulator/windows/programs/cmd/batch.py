"""Batch files: lines, labels, call and goto."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.texts import cmd as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell


@dataclass
class Batch:
    """A batch file that runs; `next_line` is where it goes on."""

    path: str
    lines: list[str]
    arguments: list[str]
    next_line: int = 0
    jumped: bool = False
    exit_code: int | None = None
    saved: list[dict[str, str]] = field(default_factory=list)

    def find_label(self, label: str) -> int | None:
        """Give the line after a label, None where there is none."""
        for number, line in enumerate(self.lines):
            words = line.strip().lstrip(":").split()
            if line.strip().startswith(":") and words and words[0].lower() == label.lower():
                return number + 1
        return None


def split_arguments(text: str) -> list[str]:
    """Give a command's words as %0, %1 … see them: quotes stay."""
    return re.findall(r'(?:"[^"]*"|[^\s,;="])+', text)


def run_batch(shell: Shell, path: str, text: str, streams: Streams, start: int = 0) -> int:
    """Run a batch file from a line on, and give its exit code."""
    data = shell.call.machine.files.read(path)
    lines = shell.call.decode(data).replace("\r\n", "\n").split("\n")
    outer, echo = shell.batch, shell.echo
    batch = Batch(path, lines, split_arguments(text), start)
    batch.arguments[:1] = [path if start == 0 else batch.arguments[0]]
    shell.batch = batch
    try:
        while batch.next_line < len(lines) and batch.exit_code is None:
            batch.jumped = False
            _run_one(shell, batch, streams)
    finally:
        while batch.saved:
            restore(shell, batch.saved.pop())
        shell.batch, shell.echo = outer, echo
    return shell.level if batch.exit_code is None else batch.exit_code


def _run_one(shell: Shell, batch: Batch, streams: Streams) -> None:
    line = batch.lines[batch.next_line]
    batch.next_line += 1
    # A command with an open parenthesis (or a caret at its end) goes on in the next line.
    while (_open_parentheses(line) or line.endswith("^")) and batch.next_line < len(batch.lines):
        line += "\n" + batch.lines[batch.next_line]
        batch.next_line += 1
    if line.strip().startswith(":"):
        return
    if shell.echo and line.strip() and not line.lstrip().startswith("@"):
        streams.write(f"\r\n{shell.call.directory}>{line.strip()} \r\n")
    shell.run_line(line, streams)


def _open_parentheses(line: str) -> bool:
    depth = quoted = 0
    command = re.match(r"\s*@?\s*(rem|echo|::)", line, re.IGNORECASE)
    if command and "(" not in line[: command.end()]:
        return False
    for index, char in enumerate(line):
        if char == '"':
            quoted ^= 1
        elif not quoted and line[index - 1 : index] != "^":
            depth += (char == "(") - (char == ")" and depth > 0)
    return depth > 0


def goto(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `goto`."""
    label = rest.strip().lstrip(":")
    batch = shell.batch
    if batch is None:
        return 0
    batch.jumped = True
    if label.lower() == "eof":
        batch.next_line = len(batch.lines)
        return None
    line = batch.find_label(label)
    if line is None:
        shell.say(streams, texts.NO_LABEL, label)
        batch.next_line = len(batch.lines)
        return 1
    batch.next_line = line
    return None


def call_command(shell: Shell, rest: str, streams: Streams) -> int | None:
    """Carry out `call`: a label of this file, or another command."""
    text = rest.strip()
    if not text.startswith(":") or shell.batch is None:
        return shell.run_line(text, streams)
    label, line = text[1:].split()[0], shell.batch.find_label(text[1:].split()[0])
    if line is None:
        shell.say(streams, texts.NO_LABEL, label)
        return 1
    return run_batch(shell, shell.batch.path, text, streams, line)


def restore(shell: Shell, variables: dict[str, str]) -> None:
    """Put back the variables that `setlocal` has kept."""
    environment = shell.call.environment
    for name in list(environment):
        del environment[name]
    environment.update(variables)
