"""Where a command of cmd.exe reads and writes, with its redirections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.code_pages import encode
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.invocation import Nowhere, StandardInput, Writer
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.programs.cmd.tree import Redirection
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_DEVICES = ("nul", "con", "prn", "aux", "nul:", "con:")


class FileWriter:
    """A file as standard output; what is written is in the file at once."""

    def __init__(self, call: Invocation, path: str, *, append: bool) -> None:
        files = call.machine.files
        self._parts: list[bytes] = []
        if append and files.is_file(path):
            self._parts.append(files.read(path))
        files.write(path, lambda: b"".join(self._parts))

    def write(self, data: bytes) -> None:
        """Append to the file."""
        self._parts.append(data)


@dataclass(frozen=True)
class Streams:
    """The three standard handles of a command."""

    call: Invocation
    stdin: Pipe | None
    stdout: Writer
    stderr: Writer

    def write(self, text: str) -> None:
        """Write text to standard output."""
        self.stdout.write(encode(text, self.call.code_page))

    def error(self, text: str) -> None:
        """Write text to standard error."""
        self.stderr.write(encode(text, self.call.code_page))

    def read_line(self) -> str:
        """Read one line of standard input, without its end."""
        line = StandardInput(self.stdin, self.call.stopped).readline()
        return self.call.decode(line).rstrip("\r\n")


def redirected(streams: Streams, redirections: list[Redirection], directory: str) -> Streams:
    """Give the streams with redirections applied, left to right.

    Raises:
        Win32Error: a file cannot be opened.
    """
    for one in redirections:
        target = one.target.strip('"')
        if target.startswith("&"):
            source = streams.stdout if target == "&1" else streams.stderr
            streams = _with(streams, one.handle, source)
        elif one.operator == "<":
            streams = replace(streams, stdin=_file_as_pipe(streams.call, target, directory))
        elif target.lower() in _DEVICES:
            writer: Writer = Nowhere() if target.lower().startswith("nul") else streams.stdout
            streams = _with(streams, one.handle, writer)
        else:
            path = full_path(target, directory)
            append = one.operator == ">>"
            streams = _with(streams, one.handle, FileWriter(streams.call, path, append=append))
    return streams


def _with(streams: Streams, handle: int, writer: Writer) -> Streams:
    if handle == 2:
        return replace(streams, stderr=writer)
    return replace(streams, stdout=writer) if handle == 1 else streams


def _file_as_pipe(call: Invocation, target: str, directory: str) -> Pipe:
    pipe = Pipe()
    if target.lower() not in _DEVICES:
        try:
            pipe.write(call.machine.files.read(full_path(target, directory)))
        except Win32Error:
            pipe.close()
            raise
    pipe.close()
    return pipe
