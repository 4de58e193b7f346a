"""Anonymous pipes between processes: bounded, ending when their writer closes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

CAPACITY = 1 << 20


class Pipe:
    """One pipe. `signal` may be shared, so that one wait sees several pipes."""

    def __init__(self, signal: threading.Condition | None = None) -> None:
        self.signal = signal or threading.Condition()
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._closed = False
        self._reader_gone = False

    def write(self, data: bytes, stopped: Callable[[], bool] = bool) -> bool:
        """Append data, waiting for room; False where nobody will ever read it."""
        with self.signal:
            self.signal.wait_for(
                lambda: self._size < CAPACITY or self._reader_gone or self._closed or stopped()
            )
            if self._reader_gone or self._closed or stopped():
                return False
            if data:
                self._chunks.append(data)
                self._size += len(data)
                self.signal.notify_all()
            return True

    def close(self) -> None:
        """End the pipe from the writer's side: what is in it can still be read."""
        with self.signal:
            self._closed = True
            self.signal.notify_all()

    def abandon(self) -> None:
        """End the pipe from the reader's side: what is in it is lost."""
        with self.signal:
            self._reader_gone = True
            self._chunks.clear()
            self._size = 0
            self.signal.notify_all()

    @property
    def pending(self) -> bool:
        """Say whether there is something to read."""
        return self._size > 0

    @property
    def ended(self) -> bool:
        """Say whether nothing is left and nothing will come."""
        return (self._closed or self._reader_gone) and self._size == 0

    def take(self, limit: int = -1) -> bytes:
        """Give at once what is there, at most `limit` bytes."""
        with self.signal:
            data = b"".join(self._chunks)
            self._chunks.clear()
            if 0 <= limit < len(data):
                self._chunks.append(data[limit:])
                data = data[:limit]
            self._size -= len(data)
            if data:
                self.signal.notify_all()
            return data

    def read(self, limit: int = -1, stopped: Callable[[], bool] = bool) -> bytes:
        """Wait for something and give it; empty at the end of the pipe."""
        with self.signal:
            self.signal.wait_for(lambda: self.pending or self.ended or stopped())
            return self.take(limit)

    def unread(self, data: bytes) -> None:
        """Put back what was read too much."""
        with self.signal:
            if data:
                self._chunks.appendleft(data)
                self._size += len(data)
