"""What a simulated program is given when it runs: its arguments, its streams, its machine."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sa75kit.simulator.seam import Account
from sa75kit.simulator.windows.accounts import Token
from sa75kit.simulator.windows.code_pages import decode, encode
from sa75kit.simulator.windows.environment import Environment
from sa75kit.simulator.windows.languages import LANGUAGES, Language
from sa75kit.simulator.windows.pipes import Pipe

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows
    from sa75kit.simulator.windows.processes import ProcessEntry
    from sa75kit.simulator.windows.running import Running


class Exit(BaseException):
    """Raised by a program that ends at once with an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Terminated(BaseException):
    """Raised inside a program that somebody has killed."""


class Writer(Protocol):
    """Where a standard output goes."""

    def write(self, data: bytes) -> object:
        """Take bytes."""


class Nowhere:
    """The device NUL."""

    def write(self, data: bytes) -> None:
        """Drop bytes."""


@dataclass
class Console:
    """The console that a process shares with its children: `chcp` changes its code page."""

    code_page: int
    title: str = ""


class StandardInput:
    """A program's standard input; without a pipe it is at its end, as NUL is."""

    def __init__(self, pipe: Pipe | None, stopped: threading.Event) -> None:
        self.pipe = pipe
        self._stopped = stopped

    def read_some(self, limit: int = -1) -> bytes:
        """Wait for some bytes; empty at the end."""
        data = self.pipe.read(limit, self._stopped.is_set) if self.pipe else b""
        if self._stopped.is_set():
            raise Terminated
        return data

    def read(self) -> bytes:
        """Give everything up to the end."""
        parts = []
        while part := self.read_some():
            parts.append(part)
        return b"".join(parts)

    def readline(self) -> bytes:
        """Give one line with its line feed; empty at the end."""
        line = b""
        while part := self.read_some():
            head, feed, tail = part.partition(b"\n")
            line += head + feed
            if feed:
                if self.pipe:
                    self.pipe.unread(tail)
                break
        return line


class Invocation:
    """One run of a program.

    `argv` is split by the Microsoft C rules; `command_line` is the raw line. What `write` and
    `error` are given is encoded in the console's code page; programs write "\\r\\n" themselves.
    """

    def __init__(
        self,
        *,
        machine: Windows,
        running: Running,
        argv: list[str],
        command_line: str,
        directory: str,
        environment: Environment,
        console: Console,
        user: Token,
        stdin: Pipe | None,
        stdout: Writer,
        stderr: Writer,
    ) -> None:
        self.machine = machine
        self.running = running
        self.argv = argv
        self.command_line = command_line
        self.directory = directory
        self.environment = environment
        self.console = console
        self.user = user
        self.stopped = running.stopped
        self.stdin = StandardInput(stdin, running.stopped)
        self.stdout = stdout
        self.stderr = stderr

    @property
    def process(self) -> ProcessEntry:
        """Give the row of this process in the process table."""
        return self.running.entry

    @property
    def account(self) -> Account:
        """Give the account it runs under."""
        return self.user.account

    @property
    def language(self) -> Language:
        """Give the language in which console programs speak here.

        It is the machine's, but English where an East Asian language meets a console of another
        code page (SetThreadUILanguage): on a Japanese Windows `chcp 65001` makes all of them
        speak English.
        """
        own = self.machine.language
        if own.oem_code_page in (932, 936) and self.code_page != own.oem_code_page:
            return LANGUAGES["en"]
        return own

    @property
    def code_page(self) -> int:
        """Give the console's output code page."""
        return self.console.code_page

    def write_bytes(self, data: bytes) -> None:
        """Write bytes to standard output."""
        self._alive()
        self.stdout.write(data)
        self._alive()

    def error_bytes(self, data: bytes) -> None:
        """Write bytes to standard error."""
        self._alive()
        self.stderr.write(data)
        self._alive()

    def write(self, text: str) -> None:
        """Write text to standard output."""
        self.write_bytes(encode(text, self.code_page))

    def error(self, text: str) -> None:
        """Write text to standard error."""
        self.error_bytes(encode(text, self.code_page))

    def decode(self, data: bytes) -> str:
        """Give bytes of a stream or file as text in the console's code page."""
        return decode(data, self.code_page)

    def sleep(self, seconds: float) -> None:
        """Wait; ends at once when the process is killed."""
        if self.stopped.wait(seconds):
            raise Terminated

    def hang(self) -> None:
        """Wait until the process is killed."""
        self.stopped.wait()
        raise Terminated

    def start(
        self,
        command_line: str,
        *,
        program: str | None = None,
        stdin: Pipe | None = None,
        stdout: Writer | None = None,
        stderr: Writer | None = None,
        directory: str | None = None,
        environment: Mapping[str, str] | None = None,
        closes: tuple[Pipe, ...] = (),
    ) -> Running:
        """Start a child; what is not given is inherited. `closes` are ended when it ends.

        Raises:
            CannotStart: as CreateProcess fails.
        """
        self._alive()
        return self.machine.spawn(
            command_line,
            program=program,
            user=self.user,
            directory=directory or self.directory,
            environment=Environment(environment or self.environment),
            console=self.console,
            stdin=stdin if stdin is not None else self.stdin.pipe,
            stdout=stdout or self.stdout,
            stderr=stderr or self.stderr,
            parent=self.process.pid,
            closes=closes,
        )

    def wait(self, child: Running) -> int:
        """Wait for a child's end, and give its exit code; ends at once when killed itself."""
        child.wait(self.running)
        self._alive()
        assert child.exit_code is not None
        return child.exit_code

    def _alive(self) -> None:
        if self.stopped.is_set():
            raise Terminated
