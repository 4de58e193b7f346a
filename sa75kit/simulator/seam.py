"""What the carriers (WinRM, PowerShell) and a simulated machine know of each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account of the machine that may log on over the network."""

    domain: str
    username: str
    password: str = field(repr=False)
    administrator: bool = True


@dataclass(frozen=True, kw_only=True)
class Output:
    """What a process has written since it was last read; an exit code once it has ended."""

    stdout: bytes
    stderr: bytes
    exit_code: int | None


class Process(Protocol):
    """One running (or ended) process of a simulated machine."""

    pid: int

    def write(self, data: bytes) -> None:
        """Append to the process's standard input."""

    def close_input(self) -> None:
        """End the process's standard input."""

    def read(self, timeout: float) -> Output:
        """Wait up to `timeout` seconds for output or the end; empty output means neither came.

        The exit code is given only once all output has been handed out.
        """

    def terminate(self) -> None:
        """Kill it, as TerminateProcess does: exit code 1, no more output."""


class CannotStart(Exception):
    """CreateProcess failed with a Windows error, for instance 2 (file not found)."""

    def __init__(self, winerror: int, message: str) -> None:
        super().__init__(message)
        self.winerror = winerror
        self.message = message


class Machine(Protocol):
    """A simulated Windows machine as its carriers see it."""

    name: str
    address: str
    accounts: tuple[Account, ...]
    oem_code_page: int
    powershell: str  # "full" | "constrained" (ConstrainedLanguage) | "none" (no PSRP endpoint)

    def start(
        self,
        command_line: str,
        *,
        user: Account,
        directory: str | None = None,
        environment: Mapping[str, str] | None = None,
        code_page: int | None = None,
    ) -> Process:
        """Start a process as CreateProcess does with this command line.

        Raises:
            CannotStart: there is no such program, or access is denied.
        """

    def record(self, event: str, **details: object) -> None:
        """Write one line to the site's log.jsonl (time and host are added)."""


class RemoteMachine(Machine, Protocol):
    """A machine that a WinRM server puts on the network, with its ways to misbehave.

    `fault`: None, or "down" / "no-winrm" (nothing listens), "hang" (accepts and never answers),
    "garbage" (answers what is no HTTP), "refuse" (refuses every password), "drop" (accepts and
    closes at once). `dies_after`: the answer to that many operations gets lost, and nothing listens
    any more. `up` is false while it restarts; `on_restart` is called when that begins.
    """

    fault: str | None
    dies_after: int | None
    up: bool
    on_restart: list[Callable[[], None]]

    @property
    def version(self) -> str:
        """Give the Windows version, for instance 10.0.19045."""
