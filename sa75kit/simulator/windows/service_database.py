"""The service manager's database: which services there are and how they are configured."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.service_behaviour import (
    STOPPED,
    Record,
    Rights,
    ServiceBehaviour,
    ServiceStatus,
)
from sa75kit.simulator.windows.service_config import (
    DISABLED,
    ServiceConfig,
    read_config,
    service_key,
    write_config,
)
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows


class ServiceDatabase:
    """The services of one machine at rest; every error is a Win32Error with Windows' own code.

    `by` is who asks: None is the system itself, else somebody who must be elevated.
    """

    def __init__(self, machine: Windows) -> None:
        self._machine = machine
        self._records: dict[str, Record] = {}
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
            self._records[config.name.lower()] = Record(config.name)

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

    # -- inside -----------------------------------------------------------------------------

    def _check(self, by: Rights | None) -> None:
        if by is not None and not by.elevated:
            raise Win32Error(err.ACCESS_DENIED)

    def _record(self, name: str) -> Record:
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

    def _remove_if_due(self, record: Record) -> None:
        if record.marked and not record.handles and record.status.state == STOPPED:
            self._records.pop(record.name.lower(), None)
            if self._machine.registry.exists(service_key(record.name)):
                self._machine.registry.delete_key(service_key(record.name))
            self._changed.notify_all()
