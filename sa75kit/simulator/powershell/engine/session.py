"""A session's own state: machine, user, variables, location, errors, and its clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from sa75kit.simulator.powershell.engine.scope import Scope, Slot
from sa75kit.simulator.powershell.formats.culture import CULTURES, INVARIANT, Culture
from sa75kit.simulator.powershell.interface import Stopped
from sa75kit.simulator.powershell.language.failure import (
    line_and_column,
    line_text,
    position_message,
)
from sa75kit.simulator.powershell.language.syntax import Node, Source
from sa75kit.simulator.powershell.values.errors import InvocationInfo, Record

if TYPE_CHECKING:
    from datetime import timezone

    from sa75kit.simulator.powershell.engine.context import Context
    from sa75kit.simulator.powershell.engine.providers import Location
    from sa75kit.simulator.powershell.values.collections import NetList
    from sa75kit.simulator.seam import Process
    from sa75kit.simulator.windows.accounts import Token
    from sa75kit.simulator.windows.environment import Environment
    from sa75kit.simulator.windows.machine import Windows

Launcher = Callable[[str, str, Mapping[str, str]], "Process"]


class Session:
    """What every part of the interpreter shares."""

    def __init__(
        self,
        machine: Windows,
        token: Token,
        *,
        environment: Environment,
        launcher: Launcher,
        pid: int,
        host_name: str,
        code_page: int,
        constrained: bool = False,
        interactive: bool = False,
    ) -> None:
        self.machine = machine
        self.token = token
        self.environment = environment
        self.launcher = launcher
        self.pid = pid
        self.host_name = host_name
        self.code_page = code_page
        self.constrained = constrained
        self.interactive = interactive
        self.stop = threading.Event()
        self.globals = Scope(script=True)
        self.aliases: dict[str, str] = {}
        self.success = True
        self.try_depth = 0
        self.depth = 0
        self.errors: NetList
        self.location: Location
        self.previous_locations: list[Location] = []
        self.open_processes: list[Process] = []
        self.calls: list[tuple[str, Source, Node]] = []
        self.width = 120
        self.stdin: Callable[[], bytes] = bytes
        self.mutable_environment = True

    # -- the machine ------------------------------------------------------------------------

    @property
    def zone(self) -> timezone:
        """Give the machine's time zone."""
        return self.machine.language.time_zone

    @property
    def culture(self) -> Culture:
        """Give the user's culture."""
        return CULTURES.get(self.machine.language.tag.lower(), INVARIANT)

    def launch(self, command_line: str, directory: str | None = None) -> Process:
        """Start a native program in the session's directory with its environment."""
        place = directory or self.location.native()
        process = self.launcher(command_line, place, dict(self.environment))
        self.open_processes.append(process)
        return process

    def close(self) -> None:
        """Kill what the session still waits for."""
        self.stop.set()
        for process in self.open_processes:
            process.terminate()
        self.open_processes.clear()

    # -- time -------------------------------------------------------------------------------

    def check(self) -> None:
        """Raise Stopped where somebody stopped the pipeline."""
        if self.stop.is_set():
            raise Stopped

    def sleep(self, seconds: float) -> None:
        """Wait; a stop ends it at once."""
        if self.stop.wait(max(seconds, 0)):
            raise Stopped

    def wait_until(self, done: Callable[[float], bool], seconds: float | None) -> bool:
        """Call `done` with slices of time until it is true or time is up, and give the last answer.

        `done` itself waits for the slice that it is given.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        slice_ = 0.02
        while True:
            self.check()
            left = slice_ if deadline is None else min(slice_, deadline - time.monotonic())
            if done(max(left, 0.0)):
                return True
            if deadline is not None and time.monotonic() >= deadline:
                return False
            slice_ = min(0.1, slice_ * 2)

    # -- variables and errors ---------------------------------------------------------------

    def separator(self) -> str:
        """Give $OFS."""
        slot = self.globals.find("OFS")
        return " " if slot is None or slot.value is None else str(slot.value)

    def remember(self, record: Record) -> None:
        """Put a record at the front of $Error."""
        if not self.errors.items or self.errors.items[0] is not record:
            self.errors.items.insert(0, record)
            del self.errors.items[256:]

    def define(self, name: str, value: object, options: str = "None") -> None:
        """Make a global variable."""
        self.globals.variables[name.lower()] = Slot(name, value, options=options)

    def place(self, ctx: Context, record: Record, node: Node) -> None:
        """Say in a record where it happened."""
        info = InvocationInfo()
        source = ctx.source
        info.line_number, info.offset = line_and_column(source, node.start)
        info.line = line_text(source, node.start)
        info.position = position_message(source, node.start, node.end)
        info.script_name = source.file
        record.invocation = info
        if not record.stack_trace:
            record.stack_trace = self.stack_trace(source, node)

    def stack_trace(self, source: Source, node: Node) -> str:
        """Give the ScriptStackTrace from a place outwards."""
        lines = []
        here, at = source, node
        for name, caller, call in reversed(self.calls):
            lines.append(_frame(name, here, at))
            here, at = caller, call
        lines.append(_frame("<ScriptBlock>", here, at))
        return "\n".join(lines)


def _frame(name: str, source: Source, node: Node) -> str:
    line, _ = line_and_column(source, node.start)
    return f"at {name}, {source.file or '<No file>'}: line {line}"


def as_windows(machine: object) -> Windows:
    """Give a carrier's machine as the Windows that it is."""
    return cast("Windows", machine)
