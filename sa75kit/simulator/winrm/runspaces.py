"""The runspaces of a pool: pipelines take one, and give it back."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sa75kit.simulator.powershell import Runspace


class Runspaces:
    """Up to `maximum` runspaces; the ones that exist are used again, with their variables."""

    def __init__(self, opened: Callable[[], Runspace]) -> None:
        self.maximum = 1
        self._open = opened
        self._idle: list[Runspace] = []
        self._busy: list[Runspace] = []
        self._closed = False
        self._changed = threading.Condition()

    @property
    def available(self) -> int:
        """Say how many pipelines could start now."""
        return self.maximum - len(self._busy)

    def take(self, stop: threading.Event) -> Runspace | None:
        """Wait for a runspace; None where the pipeline is stopped before there is one."""
        with self._changed:
            while not self._closed and self.available <= 0 and not stop.is_set():
                self._changed.wait(0.1)
            if self._closed or stop.is_set():
                return None
            runspace = self._idle.pop() if self._idle else self._open()
            self._busy.append(runspace)
            return runspace

    def give_back(self, runspace: Runspace) -> None:
        """Let the next pipeline have it."""
        with self._changed:
            self._busy.remove(runspace)
            self._idle.append(runspace)
            self._changed.notify_all()

    def reset(self) -> None:
        """Forget all variables: the idle runspaces are replaced."""
        with self._changed:
            idle, self._idle = self._idle, []
        for runspace in idle:
            runspace.close()

    def close(self) -> None:
        """Close all of them; what runs in one is killed."""
        with self._changed:
            self._closed = True
            runspaces = [*self._idle, *self._busy]
            self._idle = []
            self._changed.notify_all()
        for runspace in runspaces:
            runspace.close()
