"""What a machine does later, in threads that do not outlive it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Timers:
    """Calls that are due later; none comes after `close`."""

    def __init__(self) -> None:
        self._timers: set[threading.Timer] = set()
        self.closed = False

    def after(self, seconds: float, function: Callable[..., object], *arguments: object) -> None:
        """Call a function later."""

        def call() -> None:
            self._timers.discard(timer)
            if not self.closed:
                function(*arguments)

        timer = threading.Timer(seconds, call)
        timer.daemon = True
        self._timers.add(timer)
        timer.start()

    def close(self) -> None:
        """Call nothing any more."""
        self.closed = True
        for timer in list(self._timers):
            timer.cancel()
