"""What every shell of WinRM has: who opened it, for how long, and what `Get` says of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol
from xml.sax.saxutils import escape

from sa75kit.simulator.seam import Account
from sa75kit.simulator.winrm.durations import format_age, format_timeout
from sa75kit.simulator.winrm.envelope import Request
from sa75kit.simulator.winrm.names import SHELL


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who sent a request, and where to; `gone` says whether he still waits for the answer."""

    account: Account
    client: str
    endpoint: str
    gone: Callable[[], bool]


class ClientGone(Exception):
    """The client closed its connection while its request was waiting: no answer is due."""


@dataclass(kw_only=True)
class ShellLife:
    """A shell's identity, age and use."""

    id: str
    resource_uri: str
    owner: Account
    owner_name: str
    client: str
    idle_timeout: float
    lifetime: float | None
    input_streams: str
    output_streams: str
    name: str | None = None
    directory: str | None = None
    process_id: int | None = None
    requests: int = 0
    _active: int = 0
    _created: float = field(default_factory=time.monotonic)
    _used: float = field(default_factory=time.monotonic)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the shell from being idle while a request is carried out."""
        self._active += 1
        self.requests += 1
        try:
            yield
        finally:
            self._active -= 1
            self._used = time.monotonic()

    @property
    def expired(self) -> bool:
        """Say whether it was idle for too long, or open for too long."""
        now = time.monotonic()
        if self.lifetime is not None and now - self._created > self.lifetime:
            return True
        return self._active == 0 and now - self._used > self.idle_timeout

    def describe(self) -> str:
        """Give the rsp:Shell element that Create, Get and Enumerate answer."""
        now = time.monotonic()
        fields: list[tuple[str, str | None]] = [
            ("ShellId", self.id),
            ("Name", self.name),
            ("ResourceUri", self.resource_uri),
            ("Owner", self.owner_name),
            ("ClientIP", self.client),
            ("ProcessId", None if self.process_id is None else str(self.process_id)),
            ("WorkingDirectory", self.directory),
            ("IdleTimeOut", format_timeout(self.idle_timeout)),
            ("InputStreams", self.input_streams),
            ("OutputStreams", self.output_streams),
            ("MaxIdleTimeOut", "PT2147483.647S"),
            ("Locale", "en-US"),
            ("DataLocale", "en-US"),
            ("CompressionMode", "NoCompression"),
            ("ProfileLoaded", "Yes"),
            ("Encoding", "UTF8"),
            ("BufferMode", "Block"),
            ("State", "Connected"),
            ("ShellRunTime", format_age(now - self._created)),
            ("ShellInactivity", format_age(0 if self._active else now - self._used)),
        ]
        return (
            f'<rsp:Shell xmlns:rsp="{SHELL}">'
            + "".join(f"<rsp:{k}>{escape(v)}</rsp:{k}>" for k, v in fields if v is not None)
            + "</rsp:Shell>"
        )


class Shell(Protocol):
    """An open shell, of whichever kind; every method gives the content of the answer's body."""

    life: ShellLife

    def command(self, request: Request) -> str:
        """Start a command."""

    def receive(self, request: Request, caller: Caller) -> str:
        """Wait for output."""

    def send(self, request: Request) -> str:
        """Take input."""

    def signal(self, request: Request) -> str:
        """Interrupt or end a command."""

    def close(self) -> None:
        """End everything that runs in it."""
