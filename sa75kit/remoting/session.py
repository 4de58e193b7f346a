"""The seam: what a host is asked or told, its raw answer, and who may ask and tell."""

from __future__ import annotations

import codecs
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sa75kit.inventory import Host
from sa75kit.reference import SecretName as SecretName

OUTPUT_CAP = 1 << 20  # bytes of each stream of one command that are kept


Argument = str | SecretName


@dataclass(frozen=True, kw_only=True)
class Command:
    """A native Windows command as a tuple of arguments, and where it is quoted from.

    `timeout` is in seconds; None takes the site's.
    """

    argv: tuple[Argument, ...]
    cites: str
    timeout: float | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The arguments as people may see them: secrets masked."""
        return tuple(str(argument) for argument in self.argv)


@dataclass(frozen=True, kw_only=True)
class Query(Command):
    """A command that changes nothing on the host."""


@dataclass(frozen=True, kw_only=True)
class Change(Command):
    """A command that changes the host."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a host answered to one command, byte for byte.

    `exit_code` is None where the command did not end by itself; `failure` then says why.
    `code_page` is the one that the host's console programs write in. `duration` is in seconds.
    """

    argv: tuple[str, ...]
    stdout: bytes
    stderr: bytes
    exit_code: int | None
    code_page: int
    started: datetime
    duration: float
    truncated: bool = False
    failure: str | None = None

    @property
    def text(self) -> str:
        """Standard output as text; bytes that the code page does not have become U+FFFD."""
        return decode(self.stdout, self.code_page)

    @property
    def complaint(self) -> str | None:
        """Why the answer is not whole, or None where it is."""
        if self.failure is not None:
            return self.failure
        if self.truncated:
            return f"the answer was cut at {OUTPUT_CAP} bytes"
        if self.exit_code is None:
            return "the command did not end"
        return None


Answers = Mapping[Query, Answer]


class Reader(Protocol):
    """A connection to one host that can only ask."""

    def read(self, queries: Sequence[Query]) -> Answers:
        """Ask all at once; every query has an answer, if only one that says why there is none.

        Raises:
            NotSent: nothing was asked.
            Unanswered: the connection was lost; nothing is kept of this call.
        """


class Session(Reader, Protocol):
    """A connection to one host that can also tell."""

    def run(self, change: Change) -> Answer:
        """Carry out one change.

        Raises:
            NotSent: the change did not reach the host.
            Unanswered: it was sent and no answer came.
        """


Connect = Callable[[Host], AbstractContextManager[Session]]


def decode(data: bytes, code_page: int) -> str:
    """Give the text of bytes that a Windows console program wrote."""
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode(codec(code_page), "replace")


def codec(code_page: int) -> str:
    """Name Python's codec of a Windows code page; one that is not known reads as ASCII."""
    name = "utf-8" if code_page == 65001 else f"cp{code_page}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


def command_line(argv: Sequence[str]) -> str:
    """Join arguments so that the Microsoft C runtime parses them back as they are.

    Source: Microsoft, "Parsing C command-line arguments"; `subprocess.list2cmdline` keeps its
    rules on every platform.
    """
    return subprocess.list2cmdline(argv)
