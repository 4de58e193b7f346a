"""The service control manager: states over time, start and stop, deletion, dependencies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.service_config import (
    AUTO,
    DISABLED,
    SERVICES,
    SHARE_PROCESS,
    ServiceConfig,
    read_config,
    service_key,
    unpack_failure_actions,
    write_config,
)
from sa75kit.simulator.windows.winerror import Win32Error

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
class _Record:
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


class ServiceControl:
    """The services of one machine; every error is a Win32Error with Windows' own code.

    `by` is who asks: None is the system itself, else somebody who must be elevated.
    """

    def __init__(self, machine: Windows) -> None:
        self._machine = machine
        self._records: dict[str, _Record] = {}
        self._behaviours: dict[str, ServiceBehaviour] = {}
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)

    # -- asking -----------------------------------------------------------------------------

    def names(self) -> list[str]:
        """Give the services' names in the order of the service manager, which is the alphabet."""
        with self._lock:
            return [record.name for _, record in sorted(self._records.items())]

    def exists(self, name: str) -> bool:
        """Say whether there is a service of this name."""
        with self._lock:
            return name.lower() in self._records

    def config(self, name: str, *, by: Rights | None = None) -> ServiceConfig:
        """Give a service's configuration; 1060 where there is none, 5 for who may not ask."""
        self._check(by)
        return read_config(self._machine.registry, self._record(name).name)

    def status(self, name: str, *, by: Rights | None = None) -> ServiceStatus:
        """Give a service's state now."""
        self._check(by)
        with self._lock:
            return replace(self._record(name).status)

    def marked_for_deletion(self, name: str) -> bool:
        """Say whether the service is only waiting to be gone."""
        return self._record(name).marked

    def by_display_name(self, display_name: str) -> str:
        """Give the name of the service with this display name; 1060 where there is none."""
        for name in self.names():
            if self.config(name).display_name.lower() == display_name.lower():
                return name
        raise Win32Error(err.SERVICE_DOES_NOT_EXIST)

    def dependents(self, name: str) -> list[str]:
        """Give the services that need this one."""
        found = []
        for other in self.names():
            needs = [need.lower() for need in self._config_or_none(other).depends_on]
            if name.lower() in needs:
                found.append(other)
        return found

    def wait(self, name: str, states: tuple[int, ...], timeout: float) -> ServiceStatus:
        """Wait until a service is in one of these states (or gone), and give its state."""

        def there() -> bool:
            record = self._records.get(name.lower())
            return record is None or record.status.state in states

        with self._changed:
            self._changed.wait_for(there, timeout)
            record = self._records.get(name.lower())
            return replace(record.status) if record else ServiceStatus()

    # -- changing ---------------------------------------------------------------------------

    def create(self, config: ServiceConfig, *, by: Rights | None = None) -> None:
        """Make a service: 1073 where it exists, 1072 where it is marked for deletion."""
        self._check(by)
        with self._lock:
            known = self._records.get(config.name.lower())
            if known is not None:
                marked = err.SERVICE_MARKED_FOR_DELETE if known.marked else err.SERVICE_EXISTS
                raise Win32Error(marked)
            if any(
                config.display_name.lower() == self._config_or_none(name).display_name.lower()
                for name in self.names()
            ):
                raise Win32Error(err.DUPLICATE_SERVICE_NAME)
            write_config(self._machine.registry, config)
            self._records[config.name.lower()] = _Record(config.name)

    def install(self, config: ServiceConfig, *, running: bool = False) -> None:
        """Put a service there, as an installer leaves it; `running` even if it is disabled."""
        with self._lock:
            self.create(config)
            if running:
                self._launch(self._record(config.name), config, at_once=True)

    def change(self, name: str, changes: Mapping[str, object], *, by: Rights | None = None) -> None:
        """Change fields of a service's configuration; nothing about its running changes."""
        self._check(by)
        with self._lock:
            record = self._record(name)
            if record.marked:
                raise Win32Error(err.SERVICE_MARKED_FOR_DELETE)
            before = read_config(self._machine.registry, record.name)
            write_config(self._machine.registry, replace(before, **changes))  # type: ignore[arg-type]

    def delete(self, name: str, *, by: Rights | None = None) -> None:
        """Mark a service for deletion; it goes when it has stopped and nobody has it open."""
        self._check(by)
        with self._lock:
            record = self._record(name)
            if record.marked:
                raise Win32Error(err.SERVICE_MARKED_FOR_DELETE)
            record.marked = True
            self._machine.registry.set(service_key(record.name), "Start", DISABLED)
            self._machine.registry.set(service_key(record.name), "DeleteFlag", 1)
            self._remove_if_due(record)

    @contextmanager
    def opened(self, name: str) -> Iterator[None]:
        """Hold a handle to a service: while one is open, a deleted service stays marked."""
        record = self._record(name)
        with self._lock:
            record.handles += 1
        try:
            yield
        finally:
            with self._lock:
                record.handles -= 1
                self._remove_if_due(record)

    def hold(self, name: str) -> Callable[[], None]:
        """Open a handle that stays open until the function that this gives is called."""
        holding = ExitStack()
        holding.enter_context(self.opened(name))
        return holding.close

    def behave(self, name: str, behaviour: ServiceBehaviour) -> None:
        """Say what a service's program does when it starts and stops."""
        self._behaviours[name.lower()] = behaviour

    def behaviour(self, name: str) -> ServiceBehaviour:
        """Give what a service's program does."""
        return self._behaviours.get(name.lower()) or ServiceBehaviour()

    def start(self, name: str, *, by: Rights | None = None) -> ServiceStatus:
        """Start a service and what it needs; gives the state right after, mostly START_PENDING."""
        self._check(by)
        with self._lock:
            record = self._record(name)
            self._refuse_start(record)
            config = read_config(self._machine.registry, record.name)
            self._start_needed(config)
            return replace(self._launch(record, config))

    def stop(self, name: str, *, by: Rights | None = None) -> ServiceStatus:
        """Ask a service to stop; gives the state right after, mostly STOP_PENDING."""
        self._check(by)
        with self._lock:
            record = self._record(name)
            status = record.status
            if status.state == STOPPED:
                raise Win32Error(err.SERVICE_NOT_ACTIVE)
            if status.state != RUNNING:
                raise Win32Error(err.SERVICE_CANNOT_ACCEPT_CONTROL)
            if not status.accepts & ACCEPT_STOP:
                raise Win32Error(err.INVALID_SERVICE_CONTROL)
            if any(self._records[d.lower()].status.state != STOPPED for d in self.dependents(name)):
                raise Win32Error(err.DEPENDENT_SERVICES_RUNNING)
            self._begin_stop(record)
            return replace(status)

    def boot(self) -> None:
        """Read the services from the registry, drop what is marked, start what starts by itself."""
        with self._lock:
            self._records.clear()
            for key in list(self._machine.registry.open(SERVICES).subkeys()):
                self._load(key.name)
            automatic = [
                config for config in map(self._config_or_none, self.names()) if config.start <= AUTO
            ]
        for config in automatic:
            if config.delayed and self._machine.booted:
                self._machine.after(
                    self._machine.delayed_start_seconds, self._start_quietly, config.name
                )
            else:
                self._start_quietly(config.name, at_once=True)

    def shut_down(self) -> None:
        """End every service, as the machine's shutdown does."""
        with self._lock:
            for record in self._records.values():
                record.turn += 1
                self._end(record, 0)

    def process_ended(self, pid: int) -> None:
        """Take note that a service's process died: its services are stopped with 1067."""
        with self._lock:
            for record in list(self._records.values()):
                if record.status.pid == pid and record.status.state != STOPPED:
                    record.turn += 1
                    self._end(record, err.PROCESS_ABORTED)
                    self._recover(record)

    # -- inside -----------------------------------------------------------------------------

    def _check(self, by: Rights | None) -> None:
        if by is not None and not by.elevated:
            raise Win32Error(err.ACCESS_DENIED)

    def _record(self, name: str) -> _Record:
        with self._lock:
            record = self._records.get(name.lower())
        if record is None:
            raise Win32Error(err.SERVICE_DOES_NOT_EXIST)
        return record

    def _config_or_none(self, name: str) -> ServiceConfig:
        try:
            return read_config(self._machine.registry, name)
        except Win32Error:
            return ServiceConfig(name=name, display_name=name, binary_path="", start=DISABLED)

    def _load(self, name: str) -> None:
        path = service_key(name)
        if self._machine.registry.get(path, "DeleteFlag") is not None:
            self._machine.registry.delete_key(path)
        elif self._machine.registry.get(path, "Type") is not None:
            self._records[name.lower()] = _Record(name)

    def _refuse_start(self, record: _Record) -> None:
        if record.marked:
            raise Win32Error(err.SERVICE_MARKED_FOR_DELETE)
        if record.status.state != STOPPED:
            raise Win32Error(err.SERVICE_ALREADY_RUNNING)
        config = read_config(self._machine.registry, record.name)
        if config.start == DISABLED:
            raise Win32Error(err.SERVICE_DISABLED)
        if not config.driver and self._machine.image_of(config.binary_path) is None:
            raise Win32Error(err.FILE_NOT_FOUND)

    def _start_needed(self, config: ServiceConfig) -> None:
        for need in config.depends_on:
            record = self._records.get(need.lower())
            if need.startswith("+") or (record and record.status.state == RUNNING):
                continue
            try:
                if record is None:
                    raise Win32Error(err.SERVICE_DEPENDENCY_FAIL)
                self._refuse_start(record)
                needed = read_config(self._machine.registry, record.name)
                self._start_needed(needed)
            except Win32Error as error:
                raise Win32Error(err.SERVICE_DEPENDENCY_FAIL) from error
            self._launch(record, needed, at_once=True)

    def _start_quietly(self, name: str, *, at_once: bool = False) -> None:
        try:
            with self._lock:
                record = self._record(name)
                self._refuse_start(record)
                config = read_config(self._machine.registry, record.name)
                self._start_needed(config)
                self._launch(record, config, at_once=at_once)
        except Win32Error as error:
            record_or_none = self._records.get(name.lower())
            running = error.code == err.SERVICE_ALREADY_RUNNING
            if record_or_none is not None and not running:
                record_or_none.status.win32_exit_code = error.code

    def _launch(
        self, record: _Record, config: ServiceConfig, *, at_once: bool = False
    ) -> ServiceStatus:
        behaviour = self.behaviour(record.name)
        record.turn += 1
        before = record.status.state
        record.status = ServiceStatus(START_PENDING, 0, 0, 0, 0, 2000)
        if not config.driver:
            record.status.pid = self._process_for(config, behaviour).pid
        self._tell(record, before)
        if at_once or config.driver:
            self._running(record, record.turn)
        elif behaviour.start_seconds is not None:
            self._machine.after(behaviour.start_seconds, self._running, record, record.turn)
        return record.status

    def _process_for(self, config: ServiceConfig, behaviour: ServiceBehaviour) -> ProcessEntry:
        if config.binary_path.lower().endswith("lsass.exe"):
            entry = self._machine.processes.get(self._machine.pid_of("lsass.exe"))
            entry.services.append(config.name)
            return entry
        if config.type & SHARE_PROCESS:
            for other in self._records.values():
                if other.status.pid and other.name.lower() != config.name.lower():
                    same = self._config_or_none(other.name).binary_path.lower()
                    if same == config.binary_path.lower():
                        entry = self._machine.processes.get(other.status.pid)
                        entry.services.append(config.name)
                        return entry
        return self._machine.start_service_process(config, behaviour.memory_kb)

    def _running(self, record: _Record, turn: int) -> None:
        with self._lock:
            if record.turn != turn:
                return
            behaviour = self.behaviour(record.name)
            try:
                if record.status.pid:
                    entry = self._machine.processes.get(record.status.pid)
                    behaviour.on_start(self._machine, record.name, entry)
            except ServiceFailed as failed:
                self._end(record, failed.win32_exit_code, failed.service_exit_code)
                return
            pid, before = record.status.pid, record.status.state
            accepts = behaviour.accepts if pid else ACCEPT_STOP
            record.status = ServiceStatus(RUNNING, accepts, 0, 0, 0, 0, pid)
            self._tell(record, before)

    def _begin_stop(self, record: _Record) -> None:
        record.turn += 1
        behaviour = self.behaviour(record.name)
        status, before = record.status, record.status.state
        status.state, status.accepts, status.wait_hint = STOP_PENDING, 0, 20000
        status.checkpoint = 1
        self._tell(record, before)
        if not status.pid:
            self._stopped(record, record.turn)
        elif behaviour.stop_seconds is not None:
            self._machine.after(behaviour.stop_seconds, self._stopped, record, record.turn)

    def _stopped(self, record: _Record, turn: int) -> None:
        with self._lock:
            if record.turn == turn:
                self._end(record, 0)

    def _end(self, record: _Record, exit_code: int, specific: int = 0) -> None:
        before, pid = record.status.state, record.status.pid
        if before == STOPPED:
            return
        record.status = ServiceStatus(STOPPED, 0, exit_code, specific)
        if pid:
            self._leave_process(record, pid)
        self._tell(record, before)
        self._remove_if_due(record)

    def _leave_process(self, record: _Record, pid: int) -> None:
        entries = [entry for entry in self._machine.processes.all() if entry.pid == pid]
        for entry in entries:
            self.behaviour(record.name).on_stop(self._machine, record.name, entry)
            entry.services = [s for s in entry.services if s.lower() != record.name.lower()]
            if not entry.services:
                entry.on_end = None
                self._machine.processes.end(pid, 0)
        if not entries or not entries[0].services:
            self._machine.sockets.close_all_of(pid)

    def _recover(self, record: _Record) -> None:
        actions = unpack_failure_actions(self._config_or_none(record.name).failure_actions).actions
        if not actions:
            return
        kind, wait = actions[min(record.failures, len(actions) - 1)]
        record.failures += 1
        if kind == 1:  # SC_ACTION_RESTART
            self._machine.after(wait / 1000, self._start_quietly, record.name)

    def _remove_if_due(self, record: _Record) -> None:
        if record.marked and not record.handles and record.status.state == STOPPED:
            self._records.pop(record.name.lower(), None)
            if self._machine.registry.exists(service_key(record.name)):
                self._machine.registry.delete_key(service_key(record.name))
            self._changed.notify_all()

    def _tell(self, record: _Record, before: int) -> None:
        self._changed.notify_all()
        if self._machine.booted:
            self._machine.record(
                "change",
                what=f"service {record.name} state",
                before=before,
                after=record.status.state,
            )
