"""The service control manager: states over time, start and stop, dependencies, recovery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.service_behaviour import (
    ACCEPT_PAUSE,
    ACCEPT_PRESHUTDOWN,
    ACCEPT_SHUTDOWN,
    ACCEPT_STOP,
    CONTINUE_PENDING,
    PAUSE_PENDING,
    PAUSED,
    RUNNING,
    START_PENDING,
    STOP_PENDING,
    STOPPED,
    Record,
    Rights,
    ServiceBehaviour,
    ServiceFailed,
    ServiceStatus,
)
from sa75kit.simulator.windows.service_config import (
    AUTO,
    DISABLED,
    SERVICES,
    SHARE_PROCESS,
    ServiceConfig,
    read_config,
    service_key,
    unpack_failure_actions,
)
from sa75kit.simulator.windows.service_database import ServiceDatabase
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.processes import ProcessEntry

__all__ = [
    "ACCEPT_PAUSE",
    "ACCEPT_PRESHUTDOWN",
    "ACCEPT_SHUTDOWN",
    "ACCEPT_STOP",
    "CONTINUE_PENDING",
    "PAUSED",
    "PAUSE_PENDING",
    "RUNNING",
    "START_PENDING",
    "STOPPED",
    "STOP_PENDING",
    "ServiceBehaviour",
    "ServiceControl",
    "ServiceFailed",
    "ServiceStatus",
]


class ServiceControl(ServiceDatabase):
    """The service manager of one machine: its database, and what runs."""

    def install(self, config: ServiceConfig, *, running: bool = False) -> None:
        """Put a service there, as an installer leaves it; `running` even if it is disabled."""
        with self._lock:
            self.create(config)
            if running:
                self._launch(self._record(config.name), config, at_once=True)

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
            for record in list(self._records.values()):
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

    def _load(self, name: str) -> None:
        path = service_key(name)
        if self._machine.registry.get(path, "DeleteFlag") is not None:
            self._machine.registry.delete_key(path)
        elif self._machine.registry.get(path, "Type") is not None:
            self._records[name.lower()] = Record(name)

    def _refuse_start(self, record: Record) -> None:
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
        self, record: Record, config: ServiceConfig, *, at_once: bool = False
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

    def _running(self, record: Record, turn: int) -> None:
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

    def _begin_stop(self, record: Record) -> None:
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

    def _stopped(self, record: Record, turn: int) -> None:
        with self._lock:
            if record.turn == turn:
                self._end(record, 0)

    def _end(self, record: Record, exit_code: int, specific: int = 0) -> None:
        before, pid = record.status.state, record.status.pid
        if before == STOPPED:
            return
        record.status = ServiceStatus(STOPPED, 0, exit_code, specific)
        if pid:
            self._leave_process(record, pid)
        self._tell(record, before)
        self._remove_if_due(record)

    def _leave_process(self, record: Record, pid: int) -> None:
        entries = [entry for entry in self._machine.processes.all() if entry.pid == pid]
        for entry in entries:
            self.behaviour(record.name).on_stop(self._machine, record.name, entry)
            entry.services = [s for s in entry.services if s.lower() != record.name.lower()]
            if not entry.services:
                entry.on_end = None
                self._machine.processes.end(pid, 0)
        if not entries or not entries[0].services:
            self._machine.sockets.close_all_of(pid)

    def _recover(self, record: Record) -> None:
        actions = unpack_failure_actions(self._config_or_none(record.name).failure_actions).actions
        if not actions:
            return
        kind, wait = actions[min(record.failures, len(actions) - 1)]
        record.failures += 1
        if kind == 1:  # SC_ACTION_RESTART
            self._machine.after(wait / 1000, self._start_quietly, record.name)

    def _tell(self, record: Record, before: int) -> None:
        self._changed.notify_all()
        if self._machine.booted:
            self._machine.record(
                "change",
                what=f"service {record.name} state",
                before=before,
                after=record.status.state,
            )
