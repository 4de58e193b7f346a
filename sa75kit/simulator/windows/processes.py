"""The process table of a simulated machine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sa75kit.simulator.windows.winerror import INVALID_PARAMETER, Win32Error


@dataclass(eq=False)
class ProcessEntry:
    """One row of the table; `on_end` is called once with the exit code when it ends."""

    pid: int
    parent: int
    image: str
    path: str
    command_line: str
    user: str
    session: int
    created: datetime
    memory_kb: int = 4096
    threads: int = 4
    cpu: timedelta = timedelta(0)
    title: str = ""
    services: list[str] = field(default_factory=list)
    on_end: Callable[[int], None] | None = field(default=None, repr=False)
    protected: bool = False

    @property
    def session_name(self) -> str:
        """Give the session's name as tasklist prints it."""
        return "Services" if self.session == 0 else "Console"


class ProcessTable:
    """All processes of one machine; ids are multiples of four, as Windows gives them."""

    def __init__(self, now: Callable[[], datetime], first_pid: int = 300) -> None:
        self.now = now
        self._entries: dict[int, ProcessEntry] = {}
        self._next = first_pid
        self._lock = threading.Lock()

    def add(
        self,
        image: str,
        *,
        path: str = "",
        command_line: str = "",
        parent: int = 0,
        user: str = "NT AUTHORITY\\SYSTEM",
        session: int = 0,
        pid: int | None = None,
        memory_kb: int = 4096,
        threads: int = 4,
    ) -> ProcessEntry:
        """Put a new process into the table, and give its row."""
        with self._lock:
            if pid is None:
                pid = self._free_pid()
            entry = ProcessEntry(pid, parent, image, path, command_line, user, session, self.now())
            entry.memory_kb, entry.threads = memory_kb, threads
            self._entries[pid] = entry
            return entry

    def get(self, pid: int) -> ProcessEntry:
        """Give the row of a process.

        Raises:
            Win32Error: 87, there is none.
        """
        with self._lock:
            if pid not in self._entries:
                raise Win32Error(INVALID_PARAMETER)
            return self._entries[pid]

    def find(self, image: str) -> list[ProcessEntry]:
        """Give the processes that run an image of this name (case does not matter)."""
        return [entry for entry in self.all() if entry.image.lower() == image.lower()]

    def all(self) -> list[ProcessEntry]:
        """Give every row in the order in which the processes were made."""
        with self._lock:
            return list(self._entries.values())

    def children(self, pid: int) -> list[ProcessEntry]:
        """Give the processes that were started by this one."""
        return [entry for entry in self.all() if entry.parent == pid and entry.pid != pid]

    def end(self, pid: int, exit_code: int = 1) -> None:
        """Take a process out of the table and tell who waits for its end."""
        with self._lock:
            entry = self._entries.pop(pid, None)
        if entry is not None and entry.on_end is not None:
            entry.on_end(exit_code)

    def clear(self) -> None:
        """Forget every process, as a restart does."""
        with self._lock:
            self._entries.clear()

    def _free_pid(self) -> int:
        while self._next in self._entries:
            self._next += 4
        pid = self._next
        self._next += 4 * (1 + (pid * 7919 >> 3) % 23)
        return pid
