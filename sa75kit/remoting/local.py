"""A session on this very machine: the same commands as processes of our own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sa75kit.errors import BadInput, NotSent
from sa75kit.inventory import Host
from sa75kit.remoting.native import Native, masked, native, signed, unanswered
from sa75kit.remoting.session import (
    OUTPUT_CAP,
    Answer,
    Answers,
    Change,
    Command,
    Connect,
    Query,
    Session,
)
from sa75kit.settings import Remoting

_QUIET = 2.0  # seconds that a program's own children may go on writing after it has ended


def connect_local(settings: Remoting, folder: Path) -> Connect:
    """Give a `connect` to this machine, whatever the host is called."""

    @contextmanager
    def connect(host: Host) -> Iterator[Session]:
        yield _LocalSession(host, settings, folder)

    return connect


class _LocalSession:
    """This machine; a program that is not here is an answer that says so."""

    def __init__(self, host: Host, settings: Remoting, folder: Path) -> None:
        self._host = host
        self._settings = settings
        self._folder = folder

    def read(self, queries: Sequence[Query]) -> Answers:
        """Ask all, one after the other, within the host's time."""
        ends = time.monotonic() + self._settings.host_timeout
        return {query: self._answer(query, ends) for query in queries}

    def run(self, change: Change) -> Answer:
        """Carry out one change."""
        return self._answer(change, time.monotonic() + self._settings.host_timeout)

    def _answer(self, command: Command, ends: float) -> Answer:
        try:
            ready = native(command, self._folder, self._settings.command_timeout)
        except BadInput as error:
            raise NotSent(f"{self._host.name}: {error}") from error
        left = ends - time.monotonic()
        if left <= 0:
            reason = "not asked: the time for this host was over"
            return unanswered(ready, reason, code_page=console_code_page())
        return masked(answer_of(ready, min(ready.timeout, left)), ready)


def answer_of(command: Native, timeout: float) -> Answer:
    """Give what a process answers within `timeout` seconds; it and its children are killed then."""
    began, start = datetime.now(UTC), time.monotonic()
    try:
        process = _start(command)
    except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
        # Not the error's own text, which may repeat an argument.
        code = getattr(error, "winerror", None) or getattr(error, "errno", None)
        why = f"could not be started ({type(error).__name__}{f' {code}' if code else ''})"
        return unanswered(command, why, code_page=console_code_page())
    failure, outputs = _follow(process, timeout)
    return Answer(
        argv=command.shown,
        stdout=outputs[0].kept,
        stderr=outputs[1].kept,
        exit_code=None if failure else signed(process.returncode),
        code_page=console_code_page(),
        started=began,
        duration=time.monotonic() - start,
        truncated=any(each.truncated for each in outputs),
        failure=failure,
    )


def console_code_page() -> int:
    """Give the code page that this machine's console programs write in."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetOEMCP())
    return 65001


def _start(command: Native) -> subprocess.Popen[bytes]:
    # A group of its own, so that the deadline reaches its children too.
    return subprocess.Popen(  # noqa: S603
        list(command.argv),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=sys.platform != "win32",
        creationflags=0x08000000 if sys.platform == "win32" else 0,  # CREATE_NO_WINDOW
    )


class _Output:
    """One stream, drained to its end by a thread of its own and kept up to the cap."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._kept = bytearray()
        self.truncated = False
        self._stream = stream
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    @property
    def kept(self) -> bytes:
        return bytes(self._kept)

    def _drain(self) -> None:
        with contextlib.suppress(OSError, ValueError), self._stream:
            while chunk := os.read(self._stream.fileno(), 65536):
                room = OUTPUT_CAP - len(self._kept)
                self._kept += chunk[:room]
                self.truncated = self.truncated or len(chunk) > room

    def wait(self, ends: float) -> None:
        self._thread.join(max(0.0, ends - time.monotonic()))


def _follow(
    process: subprocess.Popen[bytes], timeout: float
) -> tuple[str | None, tuple[_Output, _Output]]:
    assert process.stdout is not None
    assert process.stderr is not None
    outputs = (_Output(process.stdout), _Output(process.stderr))
    failure = None
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        failure = f"did not end within {timeout:g} s; killed"
        _kill_tree(process)
    ends = time.monotonic() + _QUIET
    for each in outputs:
        each.wait(ends)
    return failure, outputs


def _kill_tree(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill.exe", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
