"""LMS, the service: what to ask of it, how to read the answer, how to disable or delete it.

`sc.exe` translates its words, on some Windows even its field names; rows keep their order and
their numbers. So rows are read by place and by number (facts/intel.md §5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer, Change, Query

SERVICE = "LMS"

# sc.exe: in Windows PowerShell plain `sc` is Set-Content (E7).
CONFIGURATION = Query(argv=("sc.exe", "qc", SERVICE), cites="G10: SC QC LMS")
STATE = Query(argv=("sc.exe", "queryex", SERVICE), cites="kit: state and process of LMS")
REGISTRATION = Query(
    argv=("reg.exe", "query", rf"HKLM\SYSTEM\CurrentControlSet\Services\{SERVICE}"),
    cites="kit: DeleteFlag tells a service that is marked for deletion",
)

# E2: `start=` and `disabled` are two arguments.
DISABLE = Change(argv=("sc.exe", "config", SERVICE, "start=", "disabled"), cites="G9, E2")
# E3: disabling leaves a running LMS running.
STOP = Change(argv=("sc.exe", "stop", SERVICE), cites="kit: E3, the guide has no stop")
DELETE = Change(argv=("sc.exe", "delete", SERVICE), cites="G10")

DOES_NOT_EXIST = 1060  # ERROR_SERVICE_DOES_NOT_EXIST
_STOPPED = 1

_FIELD = re.compile(r"^\s+[^\s:(][^:]*?\s*:\s?(.*)$")
_HEX = re.compile(r"([0-9A-Fa-f]+)\b")
_NUMBER = re.compile(r"(\d{1,10})\b", re.ASCII)


class LmsStart(Enum):
    """How LMS starts, or that there is no such service."""

    ABSENT = "absent"
    DISABLED = "disabled"
    MANUAL = "manual"
    AUTOMATIC = "automatic"


_START = {0: LmsStart.AUTOMATIC, 1: LmsStart.AUTOMATIC, 2: LmsStart.AUTOMATIC}
_START |= {3: LmsStart.MANUAL, 4: LmsStart.DISABLED}


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """What the service control manager has registered; `path` is its command line."""

    start: LmsStart
    path: str | None


@dataclass(frozen=True, kw_only=True)
class State:
    """Whether LMS runs (anything but stopped) and as which process."""

    running: bool
    pid: int | None


def parse_configuration(answer: Answer) -> Reading[Configuration]:
    """Read `sc.exe qc LMS`."""
    source = "sc.exe qc"
    if answer.complaint is not None:
        return Unknown(f"{source}: {answer.complaint}")
    if answer.exit_code == DOES_NOT_EXIST:
        return Known(Configuration(start=LmsStart.ABSENT, path=None), source)
    rows = _fields(answer)
    if answer.exit_code != 0 or len(rows) < 9:  # TYPE … SERVICE_START_NAME are nine rows
        return _not_understood(source, answer)
    number = _NUMBER.match(rows[1])
    start = _START.get(int(number[1])) if number and _HEX.match(rows[0]) else None
    if start is None or not rows[3].strip():
        return _not_understood(source, answer)
    return Known(Configuration(start=start, path=rows[3].strip()), source)


def parse_state(answer: Answer) -> Reading[State]:
    """Read `sc.exe queryex LMS`."""
    source = "sc.exe queryex"
    if answer.complaint is not None:
        return Unknown(f"{source}: {answer.complaint}")
    if answer.exit_code == DOES_NOT_EXIST:
        return Known(State(running=False, pid=None), source)
    rows = _fields(answer)
    # TYPE, STATE, two exit codes, CHECKPOINT, WAIT_HINT, PID, FLAGS
    if answer.exit_code != 0 or len(rows) < 8:
        return _not_understood(source, answer)
    state, pid = _NUMBER.match(rows[1]), _NUMBER.match(rows[6])
    if state is None or pid is None or not 1 <= int(state[1]) <= 7:
        return _not_understood(source, answer)
    running = int(state[1]) != _STOPPED
    return Known(State(running=running, pid=int(pid[1]) or None), source)


def _fields(answer: Answer) -> list[str]:
    """Give the values of the indented `NAME : value` rows, in their order."""
    lines = answer.text.split("\n")
    if lines and lines[-1].strip():
        lines.pop()  # a last line without its end may be half a line
    return [found[1].rstrip("\r") for line in lines if (found := _FIELD.match(line))]


def _not_understood(source: str, answer: Answer) -> Unknown:
    code = answer.exit_code
    known = {5: "access denied"}.get(code or 0)
    return Unknown(f"{source}: {known or 'the answer is not understood'} (exit code {code})")


def program_of(path: str) -> str:
    r"""Give the program of a service's command line, without quotes and arguments.

    An unquoted path with spaces ends at its `.exe`, as a service's does in practice.
    """
    text = path.strip()
    if text.startswith('"'):
        return text[1:].partition('"')[0]
    found = re.match(r"(.+?\.exe)(?=\s|$)", text, re.IGNORECASE)
    return found[1] if found else text.partition(" ")[0]


def in_driver_store(path: str) -> bool:
    """Whether the program belongs to a driver package, which is never a file to delete."""
    return r"\driverstore\filerepository" in program_of(path).casefold()


def delete_program(path: str) -> Change:
    """Delete the service's program, as G10 asks for complete removal.

    `del` has no exit code that tells; the file is looked for afterwards.
    """
    return Change(
        argv=("cmd.exe", "/d", "/c", "del", "/f", "/q", program_of(path)),
        cites="G10: lms.exe, from the path of SC QC LMS",
    )


def file_hash(path: str) -> Query:
    """Ask for the SHA-256 of the program, the rollback record before a change (E4)."""
    return Query(
        argv=("certutil.exe", "-hashfile", program_of(path), "SHA256"),
        cites="kit: E4, the record before a change",
    )


def parse_file_hash(answer: Answer) -> Reading[str]:
    """Read `certutil -hashfile`; Windows 7 writes spaces between the bytes."""
    if answer.complaint is not None:
        return Unknown(f"certutil: {answer.complaint}")
    if answer.exit_code == 0:
        for line in answer.text.splitlines():
            digits = line.replace(" ", "").strip().lower()
            if re.fullmatch(r"[0-9a-f]{64}", digits):
                return Known(digits, "certutil")
    return Unknown(f"certutil: no hash (exit code {answer.exit_code})")
