"""What a PowerShell shell or pipeline has to say and nobody has fetched yet."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.shell_life import ClientGone
from sa75kit.simulator.winrm.streams import Chunk

_GLANCE = 0.25  # seconds between two looks at whether the client still waits
_MOST = 1000  # fragments; a fragment has up to 32 KiB
_SETTLE = 0.01  # seconds to wait for more, so that what belongs together travels together


class Outbox:
    """A queue of PSRP fragments that a Receive waits for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Chunk] = deque()
        self._done = False
        self._aborted = False

    def put(self, data: bytes) -> None:
        """Add a fragment."""
        with self._changed:
            self._waiting.append(Chunk(stream="stdout", data=data))
            self._changed.notify_all()

    def finish(self) -> None:
        """Say that nothing will be added any more."""
        with self._changed:
            self._done = True
            self._changed.notify_all()

    def abort(self) -> None:
        """End whoever waits with the fault of an aborted operation."""
        with self._changed:
            self._aborted = True
            self._changed.notify_all()

    def wait_for_room(self, stop: threading.Event) -> None:
        """Hold a pipeline that produces faster than its client fetches."""
        with self._changed:
            while len(self._waiting) > _MOST and not self._aborted and not stop.is_set():
                self._changed.wait(0.1)

    def take(
        self, timeout: float, budget: int, gone: Callable[[], bool]
    ) -> tuple[list[Chunk], bool]:
        """Wait, and give what fits into an answer and whether that was all there will be."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while not self._ready():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise faults.timed_out()
                self._changed.wait(min(_GLANCE, left))
                if not self._ready() and gone():
                    raise ClientGone
            if not self._done:
                self._changed.wait_for(lambda: self._done or self._aborted, _SETTLE)
            if self._aborted:
                raise faults.aborted()
            chunks = self._take(budget)
            self._changed.notify_all()
            return chunks, self._done and not self._waiting

    def _ready(self) -> bool:
        return bool(self._waiting) or self._done or self._aborted

    def _take(self, budget: int) -> list[Chunk]:
        taken: list[Chunk] = []
        while self._waiting and (not taken or budget >= self._waiting[0].cost):
            taken.append(self._waiting.popleft())
            budget -= taken[-1].cost
        return taken
