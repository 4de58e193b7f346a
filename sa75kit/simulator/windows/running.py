"""A simulated program in its own thread, seen by its carrier as a Process."""

from __future__ import annotations

import random
import threading
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.seam import Output
from sa75kit.simulator.windows.code_pages import encode
from sa75kit.simulator.windows.invocation import (
    Exit,
    Invocation,
    Terminated,
    Writer,
)
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows
    from sa75kit.simulator.windows.processes import ProcessEntry

Program = Callable[[Invocation], int]
ACCESS_VIOLATION = -1073741819


class PipeWriter:
    """A pipe as the standard output of one process."""

    def __init__(self, pipe: Pipe, stopped: Callable[[], bool]) -> None:
        self.pipe = pipe
        self._stopped = stopped

    def write(self, data: bytes) -> None:
        """Put bytes into the pipe, waiting for room."""
        self.pipe.write(data, self._stopped)


class Buffer:
    """A standard output that is only kept."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes) -> None:
        """Keep bytes."""
        self.data += data


class Running:
    """One started process; it ends when its program returns or when somebody ends its row."""

    def __init__(self, machine: Windows, entry: ProcessEntry, closes: tuple[Pipe, ...]) -> None:
        self.machine = machine
        self.entry = entry
        self.pid = entry.pid
        self.stopped = threading.Event()
        self.exit_code: int | None = None
        self.signal = threading.Condition()
        self.input = Pipe(self.signal)
        self.output = Pipe(self.signal)
        self.errors = Pipe(self.signal)
        self._closes = (*closes, self.output, self.errors)
        self._watched: list[Pipe] = [self.input, self.output, self.errors]
        self._waiting_for: Running | None = None
        entry.on_end = self._ended

    # -- the carrier's side -----------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Append to the process's standard input."""
        self.input.write(data)

    def close_input(self) -> None:
        """End the process's standard input."""
        self.input.close()

    def read(self, timeout: float) -> Output:
        """Wait up to `timeout` seconds for output or the end."""
        with self.signal:
            self.signal.wait_for(
                lambda: self.output.pending or self.errors.pending or self.exit_code is not None,
                timeout,
            )
            ended = self.exit_code is not None
            return Output(
                stdout=self.output.take(),
                stderr=self.errors.take(),
                exit_code=self.exit_code if ended else None,
            )

    def terminate(self) -> None:
        """Kill it as TerminateProcess does; its children live on."""
        self.machine.processes.end(self.pid, 1)

    def terminate_tree(self) -> None:
        """Kill it and all its descendants, as closing a job object does."""
        self.machine.end_tree(self.pid)

    # -- the program's side -----------------------------------------------------------------

    def watch(self, *pipes: Pipe | None) -> None:
        """Note the pipes at which the process may be waiting when it is killed."""
        self._watched.extend(pipe for pipe in pipes if pipe is not None)

    def launch(self, program: Program, call: Invocation, fault: str | None) -> None:
        """Run the program in a thread of its own."""
        name = f"{self.machine.name}:{self.entry.image}:{self.pid}"
        threading.Thread(
            target=self._run, args=(program, call, fault), name=name, daemon=True
        ).start()

    def wait(self, waiter: Running | None = None, timeout: float | None = None) -> bool:
        """Wait for its end, or for the end of the process that waits; say whether it has ended."""
        if waiter is not None:
            waiter._waiting_for = self

        def over() -> bool:
            return self.exit_code is not None or (waiter is not None and waiter.stopped.is_set())

        with self.signal:
            self.signal.wait_for(over, timeout)
        return self.exit_code is not None

    def _run(self, program: Program, call: Invocation, fault: str | None) -> None:
        try:
            code = _run_with_fault(program, call, fault)
        except Exit as leaving:
            code = leaving.code
        except Terminated:
            code = 1
        except Win32Error as error:
            call.stderr.write(
                encode(f"{system_message(error.code, call.language.code)}\r\n", call.code_page)
            )
            code = error.code
        except Exception:
            # A program of the simulator is wrong: seen in the log, and by the host as a crash.
            self.machine.record("simulator_error", program=self.entry.image,
                                command_line=self.entry.command_line,
                                trace=traceback.format_exc())  # fmt: skip
            code = ACCESS_VIOLATION
        self.machine.processes.end(self.pid, code)

    def _ended(self, exit_code: int) -> None:
        self.stopped.set()
        self.machine.sockets.close_all_of(self.pid)
        code = exit_code & 0xFFFFFFFF
        for pipe in self._closes:
            pipe.close()
        self.input.abandon()
        with self.signal:
            self.exit_code = code - (1 << 32) if code >> 31 else code
            self.signal.notify_all()
        for pipe in self._watched:
            with pipe.signal:
                pipe.signal.notify_all()
        if self._waiting_for is not None:
            with self._waiting_for.signal:
                self._waiting_for.signal.notify_all()


def _run_with_fault(program: Program, call: Invocation, fault: str | None) -> int:
    kind, _, detail = (fault or "").partition(":")
    if kind == "hang":
        call.hang()
    if kind == "slow":
        call.sleep(float(detail))
    if kind == "exit":
        return int(detail)
    if kind == "garbage":
        call.write_bytes(random.Random(call.machine.name).randbytes(240))  # noqa: S311
        return 0
    if kind == "truncate":
        return _run_truncated(program, call, float(detail or 0.5))
    return program(call)


def _run_truncated(program: Program, call: Invocation, share: float) -> int:
    real: Writer = call.stdout
    kept = Buffer()
    call.stdout = kept
    try:
        return program(call)
    finally:
        real.write(kept.data[: int(len(kept.data) * share)])
