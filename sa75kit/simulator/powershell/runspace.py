"""A runspace: one PowerShell session of one user on one machine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from sa75kit.simulator.powershell.interface import Call, Streams
from sa75kit.simulator.seam import Account, Machine


class Runspace:
    """A PowerShell session; its variables and functions live as long as it does."""

    def __init__(self, machine: Machine, user: Account, *, constrained: bool = False) -> None:
        self.machine = machine
        self.user = user
        self.constrained = constrained

    def invoke(
        self,
        calls: Sequence[Call],
        *,
        pipeline_input: Iterable[object] = (),
        streams: Streams,
        stop: threading.Event,
    ) -> None:
        """Run a pipeline.

        Raises:
            Terminated: it ended with a terminating error.
            Stopped: `stop` was set.
        """
        raise NotImplementedError

    def close(self) -> None:
        """End the session: processes that it still waits for are killed."""
