"""What a service's program does, and what the service manager remembers of a service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sa75kit.simulator.windows import winerror as err

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows
    from sa75kit.simulator.windows.processes import ProcessEntry

STOPPED, START_PENDING, STOP_PENDING, RUNNING = 1, 2, 3, 4
CONTINUE_PENDING, PAUSE_PENDING, PAUSED = 5, 6, 7
ACCEPT_STOP, ACCEPT_PAUSE, ACCEPT_SHUTDOWN, ACCEPT_PRESHUTDOWN = 0x1, 0x2, 0x4, 0x100


class ServiceFailed(Exception):
    """A service's program stopped while starting, with these exit codes."""

    def __init__(self, win32_exit_code: int, service_exit_code: int = 0) -> None:
        super().__init__(f"service failed with {win32_exit_code}")
        self.win32_exit_code = win32_exit_code
        self.service_exit_code = service_exit_code


@dataclass(kw_only=True)
class ServiceBehaviour:
    """What a service's program does: how long it takes, and what it opens and closes.

    Derive from it, and give it to `ServiceControl.behave`. `on_start` may raise ServiceFailed.
    `stop_seconds` None: it never gets out of STOP_PENDING. `start_seconds` None: it never reports
    RUNNING.
    """

    start_seconds: float | None = 0.1
    stop_seconds: float | None = 0.1
    accepts: int = ACCEPT_STOP | ACCEPT_SHUTDOWN
    memory_kb: int = 8000

    def on_start(self, machine: Windows, service: str, process: ProcessEntry) -> None:
        """Do what the program does on its way to RUNNING, for instance open sockets."""

    def on_stop(self, machine: Windows, service: str, process: ProcessEntry) -> None:
        """Undo it on the way to STOPPED; the process' sockets are closed in any case."""


@dataclass
class ServiceStatus:
    """What QueryServiceStatusEx says about a service."""

    state: int = STOPPED
    accepts: int = 0
    win32_exit_code: int = err.SERVICE_NEVER_STARTED
    service_exit_code: int = 0
    checkpoint: int = 0
    wait_hint: int = 0
    pid: int = 0


@dataclass
class Record:
    """The service manager's own memory of a service; its configuration is in the registry."""

    name: str
    status: ServiceStatus = field(default_factory=ServiceStatus)
    marked: bool = False
    handles: int = 0
    failures: int = 0
    turn: int = 0  # grows with every start and stop: a timer of an older turn does nothing


class Rights(Protocol):
    """Who asks the service manager."""

    @property
    def elevated(self) -> bool:
        """Say whether it may change services."""
