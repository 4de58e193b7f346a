"""A WinRS shell (…/windows/shell/cmd): commands as winrshost.exe starts them."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping

from sa75kit.simulator.seam import CannotStart, Output, Process, RemoteMachine
from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.envelope import Request
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.shell_life import Caller, ClientGone, ShellLife
from sa75kit.simulator.winrm.streams import (
    Chunk,
    CommandLine,
    parse_command,
    parse_receive,
    parse_send,
    parse_signal,
    room,
    write_command,
    write_output,
)

_COMSPEC = r"C:\Windows\system32\cmd.exe"
_PIECE = 16384
_GLANCE = 0.25  # seconds between two looks at whether the client still waits
_SETTLE = 0.02  # seconds of silence after which output is sent
_CTRL_C_EXIT = 0xC000013A


class RunningCommand:
    """One command of a shell: its process and the output that nobody has fetched yet."""

    def __init__(self, ident: str, process: Process) -> None:
        self.id = ident
        self.process = process
        self.exit_code: int | None = None
        self.fetched = False  # the client has seen the exit code
        self._interrupted = False
        self._gone = False
        self._waiting: deque[Chunk] = deque()
        self._reading = threading.Lock()

    def fetch(
        self, streams: frozenset[str], timeout: float, budget: int, gone: Callable[[], bool]
    ) -> str:
        """Wait for output, and give the answer; the fault when none came in time."""
        deadline = time.monotonic() + timeout
        if not self._reading.acquire(timeout=timeout):
            raise faults.timed_out()
        try:
            self._wait(deadline, gone)
            self._settle(budget)
            chunks = self._take(streams, budget)
        finally:
            self._reading.release()
        if self._waiting or self.exit_code is None:
            return write_output(chunks, self.id)
        self.fetched = True
        ends = [name for name in ("stdout", "stderr") if name in streams]
        return write_output(chunks, self.id, ends=ends, exit_code=self.exit_code)

    def interrupt(self) -> None:
        """Press Ctrl+C: what runs ends with STATUS_CONTROL_C_EXIT."""
        if self.exit_code is None:
            self._interrupted = True
            self.process.terminate()

    def end(self) -> None:
        """Kill it, and abort whoever waits for its output."""
        self._gone = True
        self.process.terminate()

    def _wait(self, deadline: float, gone: Callable[[], bool]) -> None:
        while not self._waiting and self.exit_code is None:
            if self._gone:
                raise faults.aborted()
            left = deadline - time.monotonic()
            if left <= 0:
                raise faults.timed_out()
            self._absorb(self.process.read(min(_GLANCE, left)))
            if gone():
                raise ClientGone
        if self._gone:
            raise faults.aborted()

    def _settle(self, budget: int) -> None:
        """Wait a moment for what belongs together, as long as more comes and there is room."""
        end = time.monotonic() + 10 * _SETTLE
        while (
            self.exit_code is None
            and sum(chunk.cost for chunk in self._waiting) < budget
            and time.monotonic() < end
        ):
            output = self.process.read(_SETTLE)
            self._absorb(output)
            if not output.stdout and not output.stderr:
                return

    def _absorb(self, output: Output) -> None:
        for stream, data in (("stdout", output.stdout), ("stderr", output.stderr)):
            for start in range(0, len(data), _PIECE):
                self._waiting.append(Chunk(stream=stream, data=data[start : start + _PIECE]))
        if output.exit_code is not None:
            self.exit_code = _CTRL_C_EXIT if self._interrupted else output.exit_code

    def _take(self, streams: frozenset[str], budget: int) -> list[Chunk]:
        taken: list[Chunk] = []
        kept: deque[Chunk] = deque()
        while self._waiting and (not taken or budget >= self._waiting[0].cost):
            chunk = self._waiting.popleft()
            if chunk.stream not in streams:
                kept.append(chunk)
                continue
            budget -= chunk.cost
            taken.append(chunk)
        if not self._waiting and self.exit_code is not None:
            kept.clear()  # a stream that nobody asks for ends with the command
        self._waiting.extendleft(reversed(kept))
        return taken


class CommandShell:
    """An open WinRS shell."""

    def __init__(
        self,
        machine: RemoteMachine,
        life: ShellLife,
        limits: Limits,
        *,
        environment: Mapping[str, str],
        code_page: int | None,
    ) -> None:
        self.life = life
        self._machine = machine
        self._limits = limits
        self._environment = dict(environment)
        self._code_page = code_page
        self._commands: dict[str, RunningCommand] = {}
        self._lock = threading.Lock()

    def command(self, request: Request) -> str:
        """Start a command in cmd.exe, or by itself with WINRS_SKIP_CMD_SHELL."""
        wanted = parse_command(request)
        if not wanted.command.strip():
            raise faults.invalid_parameter(faults.WINRS_PLUGIN)
        self._admit(wanted)
        line = command_line(wanted, skip_cmd=request.flag("WINRS_SKIP_CMD_SHELL"))
        self._machine.record("command", shell=self.life.id, command=wanted.id, command_line=line)
        command = RunningCommand(wanted.id, self._start(line))
        with self._lock:
            self._commands[wanted.id] = command
        return write_command(wanted.id)

    def receive(self, request: Request, caller: Caller) -> str:
        """Wait for a command's output."""
        ident, streams = parse_receive(request)
        if not streams or not streams <= set(self.life.output_streams.split()):
            raise faults.invalid_parameter(faults.WINRS_PLUGIN)
        return self._find(ident).fetch(streams, request.timeout, room(request), caller.gone)

    def send(self, request: Request) -> str:
        """Hand input to a command."""
        for part in parse_send(request):
            if part.stream not in self.life.input_streams.split():
                raise faults.invalid_parameter(faults.WINRS_PLUGIN)
            process = self._find(part.command_id).process
            if part.data:
                process.write(part.data)
            if part.end:
                process.close_input()
        return "<rsp:SendResponse/>"

    def signal(self, request: Request) -> str:
        """Interrupt a command, or end it and forget it."""
        ident, code = parse_signal(request)
        command = self._find(ident)
        self._machine.record("signal", shell=self.life.id, command=ident, code=code)
        if code == "terminate" or (code.startswith("ctrl_") and command.fetched):
            with self._lock:
                self._commands.pop(command.id, None)
            command.end()
        elif code in ("ctrl_c", "ctrl_break"):
            command.interrupt()
        else:
            raise faults.invalid_parameter(faults.WINRS_PLUGIN)
        return "<rsp:SignalResponse/>"

    def close(self) -> None:
        """Kill what runs in it."""
        with self._lock:
            commands = list(self._commands.values())
            self._commands.clear()
        for command in commands:
            command.end()

    def _admit(self, wanted: CommandLine) -> None:
        with self._lock:
            if wanted.id in self._commands:
                raise faults.command_exists()
            running = [c for c in self._commands.values() if c.exit_code is None]
            if len(running) >= self._limits.processes_per_shell:
                raise faults.too_many_commands()

    def _start(self, line: str) -> Process:
        try:
            return self._machine.start(
                line,
                user=self.life.owner,
                directory=self.life.directory,
                environment=self._environment,
                code_page=self._code_page,
            )
        except CannotStart as error:
            raise faults.win32(error.winerror, error.message) from error

    def _find(self, ident: str | None) -> RunningCommand:
        with self._lock:
            command = self._commands.get(ident or "")
        if command is None:
            raise faults.command_gone()
        return command


def command_line(wanted: CommandLine, *, skip_cmd: bool) -> str:
    """Give the command line of the process that WinRS starts.

    Command and arguments are put together with blanks and nothing is quoted: that is the
    client's business. Without cmd.exe the command is CreateProcess's lpApplicationName, so it
    is not searched for.
    """
    whole = " ".join((wanted.command, *wanted.arguments))
    if not skip_cmd:
        return f'{_COMSPEC} /C "{whole}"'
    program = wanted.command.strip().strip('"')
    if ":" not in program and "\\" not in program:
        raise faults.win32(2, "The system cannot find the file specified.")
    return " ".join((f'"{program}"', *wanted.arguments))
