"""WinRS as a carrier, where PowerShell is locked down: the same commands, one by one."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pypsrp.exceptions import WSManFaultError
from pypsrp.shell import CommandState, Process, SignalCode, WinRS

from sa75kit.errors import NotSent
from sa75kit.remoting.failures import RAISED
from sa75kit.remoting.link import IDLE_TIMEOUT, Link
from sa75kit.remoting.native import UNKNOWN_CODE_PAGE, Native, cmd_words, signed, unanswered
from sa75kit.remoting.session import OUTPUT_CAP, Answer

# ERROR_FILE_NOT_FOUND and ERROR_PATH_NOT_FOUND, plain and as HRESULT.
_NO_SUCH_PROGRAM = (2, 3, 0x80070002, 0x80070003)
_CHCP = Native(shown=("chcp.com",), argv=("chcp.com",), has_secret=False, timeout=30)


class CommandShell:
    """One WinRS shell on a host.

    No WINRS_CODEPAGE is asked for: the console keeps the host's own OEM code page, in which its
    programs can write all that they have to say. (65001 changes what some of them print, 437
    loses Japanese.) Which one that is, the shell is asked.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._shell = WinRS(link.wsman, no_profile=True, idle_time_out=IDLE_TIMEOUT)
        self._code_page: int | None = None
        # Without cmd.exe between, where the host can: MS-WSMV, WINRS_SKIP_CMD_SHELL. Hosts that
        # want a full path then, or go through cmd.exe all the same, are met by `cmd_words`.
        self._skip_cmd = True

    def open(self) -> None:
        """Log on and open the shell; library errors come through."""
        self._shell.open()

    def ask(self, commands: Sequence[Native], whole: float) -> Iterator[tuple[int, Answer]]:
        """Give each answer with its command's index, within `whole` seconds.

        Raises:
            NotSent, Unanswered: as in `Reader.read` and `Session.run`.
        """
        self._link.use()
        ends = time.monotonic() + whole
        if self._code_page is None:
            self._code_page = self._asked_code_page()
        for index, command in enumerate(commands):
            left = ends - time.monotonic()
            if left <= 0:
                yield index, self._unanswered(command, "not asked: the time for this host was over")
            else:
                yield index, self._one(command, min(command.timeout, left))

    def _asked_code_page(self) -> int:
        """`chcp` says its one number in words of any language."""
        answer = self._one(_CHCP, _CHCP.timeout)
        if answer.exit_code != 0 and self._skip_cmd:
            self._skip_cmd = False
            answer = self._one(_CHCP, _CHCP.timeout)
        numbers = re.findall(rb"\d{3,5}", answer.stdout)
        return int(numbers[-1]) if numbers else UNKNOWN_CODE_PAGE

    def _one(self, command: Native, timeout: float) -> Answer:
        words = cmd_words(command.argv)
        if words is None:
            raise NotSent(
                f"{self._link.host.name}: an argument of {command.shown[0]} has a quotation mark, a"
                " line break or several % that a cmd shell would change; set remoting.shell:"
                " powershell"
            )
        process = Process(self._shell, words[0], list(words[1:]), no_shell=self._skip_cmd)
        began, start = datetime.now(UTC), time.monotonic()
        failure = self._begin(process)
        truncated = False
        if failure is None:
            failure, truncated = self._follow(process, start + timeout, timeout)
            self._end(process)
        return Answer(
            argv=command.shown,
            stdout=process.stdout,
            stderr=process.stderr,
            exit_code=None if failure or process.rc is None else signed(process.rc),
            code_page=self._code_page or UNKNOWN_CODE_PAGE,
            started=began,
            duration=time.monotonic() - start,
            truncated=truncated,
            failure=failure,
        )

    def _begin(self, process: Process) -> str | None:
        """Start it; a program that is not there is its answer, not the host's failure."""
        self._link.wait_for_opening()
        try:
            process.begin_invoke()
        except RAISED as error:
            if isinstance(error, WSManFaultError) and error.code in _NO_SUCH_PROGRAM:
                return f"could not be started (Windows error {error.code & 0xFFFF})"
            raise self._link.not_accepted(error) from error
        return None

    def _follow(self, process: Process, ends: float, timeout: float) -> tuple[str | None, bool]:
        """Collect its output up to the cap until it ends; say why it did not, and if it was cut."""
        truncated = told_end = False
        while process.state != CommandState.DONE:
            if time.monotonic() >= ends:
                return f"did not end within {timeout:g} s; terminated", truncated
            before = len(process.stdout) + len(process.stderr)
            self._poll(process, ends)
            silent = len(process.stdout) + len(process.stderr) == before
            truncated = _cut(process) or truncated
            if silent and not told_end and process.state != CommandState.DONE:
                # It may be asking a question: the end of its input lets it go on.
                self._end_input(process)
                told_end = True
        return None, truncated

    def _poll(self, process: Process, ends: float) -> None:
        self._link.wait_until(ends)
        try:
            process.poll_invoke()
        except RAISED as error:
            raise self._link.broken(error) from error
        self._link.used()

    def _end_input(self, process: Process) -> None:
        try:
            process.send(b"", end=True)
        except WSManFaultError:
            return  # it has ended meanwhile
        except RAISED as error:
            raise self._link.broken(error) from error

    def _end(self, process: Process) -> None:
        """Free the command on the host, killing what still runs; never raises for it."""
        self._link.wait_until(time.monotonic())
        try:
            process.signal(SignalCode.TERMINATE)
        except WSManFaultError:
            return  # it is gone already
        except RAISED:
            self._link.lost = True

    def _unanswered(self, command: Native, failure: str) -> Answer:
        return unanswered(command, failure, code_page=self._code_page or UNKNOWN_CODE_PAGE)

    def close(self) -> None:
        """Close the shell; never raises for the host."""
        self._link.wait_until(time.monotonic())
        with contextlib.suppress(*RAISED):
            self._shell.close()


def _cut(process: Process) -> bool:
    cut = max(len(process.stdout), len(process.stderr)) > OUTPUT_CAP
    process.stdout = process.stdout[:OUTPUT_CAP]
    process.stderr = process.stderr[:OUTPUT_CAP]
    return cut
