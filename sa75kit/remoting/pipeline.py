"""PowerShell remoting as a carrier: one pool a session, one pipeline for a list of commands."""

from __future__ import annotations

import base64
import binascii
import contextlib
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

from pypsrp.complex_objects import ObjectMeta, PSInvocationState
from pypsrp.powershell import PowerShell, RunspacePool

from sa75kit.errors import NotSent, Unanswered
from sa75kit.remoting.failures import RAISED
from sa75kit.remoting.link import IDLE_TIMEOUT, Link
from sa75kit.remoting.native import UNKNOWN_CODE_PAGE, Native
from sa75kit.remoting.session import OUTPUT_CAP, Answer

RUNNER = files("sa75kit.remoting").joinpath("runner.ps1").read_text("utf-8")
_ENDED = (PSInvocationState.COMPLETED, PSInvocationState.FAILED, PSInvocationState.STOPPED)


class PowerShellRefused(NotSent):
    """PowerShell is there but runs no script of ours; nothing was asked."""


class Pipelines:
    """One runspace pool on a host."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._pool = RunspacePool(link.wsman, idle_timeout=IDLE_TIMEOUT)

    def open(self) -> None:
        """Log on and open the pool; library errors come through."""
        self._pool.open()

    def ask(self, commands: Sequence[Native], whole: float) -> Iterator[tuple[int, Answer]]:
        """Give each answer with its command's index as it comes, within `whole` seconds.

        Raises:
            PowerShellRefused: nothing was asked; cmd may do.
            NotSent, Unanswered: as in `Reader.read` and `Session.run`.
        """
        self._link.use()
        pipeline = PowerShell(self._pool)
        began = datetime.now(UTC)
        ends = time.monotonic() + whole + self._link.grace
        self._begin(pipeline, commands, whole)
        said = _Said(commands, began)
        taken = 0
        while True:
            state = self._poll(pipeline, ends)
            for line in pipeline.output[taken:]:
                yield from said.read(str(line))
            taken = len(pipeline.output)
            if state in _ENDED or time.monotonic() >= ends:
                break
        self._end(pipeline)
        self._judge(pipeline, said, state)

    def _judge(self, pipeline: PowerShell, said: _Said, state: int) -> None:
        """Raise where PowerShell did not work through the list.

        Only a runner that surely did nothing may be taken over by cmd: one that has ended, and
        never said that it had the whole language.
        """
        host = self._link.host.name
        constrained = said.mode not in (None, "FullLanguage")
        if constrained or (said.mode is None and state == PSInvocationState.FAILED):
            mode = said.mode or "no language"
            raise PowerShellRefused(
                f"{host}: PowerShell there runs in {mode} mode; set remoting.shell: auto or cmd"
            )
        if state == PSInvocationState.FAILED:
            why = " ".join(str(each) for each in pipeline.streams.error[-1:])[:200]
            raise Unanswered(f"{host}: PowerShell there failed ({why}); probe the host again")

    def _begin(self, pipeline: PowerShell, commands: Sequence[Native], whole: float) -> None:
        self._link.wait_for_opening()
        try:
            pipeline.add_script(RUNNER).add_parameters(
                {
                    "Programs": [each.program for each in commands],
                    "Arguments": [self._argument(each) for each in commands],
                    "Deadlines": [int(each.timeout * 1000) for each in commands],
                    "Cap": OUTPUT_CAP,
                    "Whole": int(whole * 1000),
                }
            )
        except RAISED as error:  # the key exchange: nothing was sent that could start
            raise self._link.not_connected(error) from error
        try:
            pipeline.begin_invoke()
        except RAISED as error:
            raise self._link.not_accepted(error) from error

    def _argument(self, command: Native) -> Any:
        """Give the argument string; one with a secret as a SecureString (runner.ps1 says why)."""
        if not command.has_secret:
            return command.arguments
        self._pool.exchange_keys()
        return self._pool.serialize(command.arguments, ObjectMeta("SS"))

    def _poll(self, pipeline: PowerShell, ends: float) -> int:
        self._link.wait_until(ends)
        try:
            pipeline.poll_invoke()
        except RAISED as error:
            raise self._link.broken(error) from error
        self._link.used()
        return int(pipeline.state)

    def _end(self, pipeline: PowerShell) -> None:
        """Free the pipeline on the host, stopping it where it still runs; never raises for it."""
        self._link.wait_until(time.monotonic())
        try:
            if pipeline.state == PSInvocationState.RUNNING:
                pipeline.stop()
            else:
                pipeline.close()
        except RAISED:
            # The answers are here; only the way back to this pool is not sure any more.
            self._link.lost = True

    def close(self) -> None:
        """Close the pool; never raises for the host."""
        self._link.wait_until(time.monotonic())
        with contextlib.suppress(*RAISED):
            self._pool.close()


class _Said:
    """What runner.ps1 has said so far."""

    def __init__(self, commands: Sequence[Native], began: datetime) -> None:
        self.mode: str | None = None
        self._code_page = UNKNOWN_CODE_PAGE
        self._commands = commands
        self._began = began

    def read(self, line: str) -> Iterator[tuple[int, Answer]]:
        """Take one line; a command's gives its answer."""
        match line.split(" "):
            case ["mode", mode]:
                self.mode = mode
            case ["codepage", number] if number.isdigit():
                self._code_page = int(number)
            case ["answer", index, *fields] if len(fields) == 7:
                with contextlib.suppress(ValueError, IndexError, binascii.Error):
                    yield int(index), self._answer(self._commands[int(index)], fields)

    def _answer(self, command: Native, fields: list[str]) -> Answer:
        started, duration, exit_code, truncated, failure, stdout, stderr = fields
        return Answer(
            argv=command.shown,
            stdout=_bytes(stdout),
            stderr=_bytes(stderr),
            exit_code=None if exit_code == "-" else int(exit_code),
            code_page=self._code_page,
            started=self._began + timedelta(milliseconds=int(started)),
            duration=int(duration) / 1000,
            truncated=truncated == "1",
            failure=_bytes(failure).decode("utf-8", "replace") or None,
        )


def _bytes(field: str) -> bytes:
    return b"" if field == "-" else base64.b64decode(field, validate=True)
