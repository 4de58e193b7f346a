"""Sockets and their owners on the host: what to ask, how to read the answer.

A listening TCP socket is told by its foreign port 0, never by a word: the state is translated
(E5). Only the exact local port counts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sa75kit.guide import ME_PORTS, ME_UDP_PORTS
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer, Query

SOCKETS = Query(argv=("netstat.exe", "-ano"), cites="G13: netstat -na, with owners (E5)")
PROCESSES = Query(
    argv=("tasklist.exe", "/svc", "/fo", "csv", "/nh"), cites="kit: who owns a socket (G12)"
)

# Programs known to be an LMS by their image name (facts/intel.md §6), in lower case.
LMS_IMAGE = "lms.exe"
LMS_SERVICE = "lms"
ALTERNATIVE_LMS = frozenset(
    {"microlms.exe", "meshcommander.exe", "meshcmd.exe", "meshcmd64.exe", "meshagent.exe"}
    | {"meshagent64.exe"}
)

_ROW = re.compile(
    r"^\s*(TCP|UDP)\s+(\S+):(\d{1,5})\s+(\S+):(\d{1,5}|\*)\s+(?:(\S.*?)\s+)?(\d{1,10})\s*$",
    re.ASCII,
)
_PID = re.compile(r"\d{1,10}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Socket:
    """One row of netstat; `foreign_port` is None for UDP."""

    protocol: str
    address: str
    port: int
    foreign_port: int | None
    pid: int

    @property
    def listens(self) -> bool:
        """Whether it waits for connections (TCP) or datagrams (UDP)."""
        return self.protocol == "UDP" or self.foreign_port == 0


@dataclass(frozen=True, kw_only=True)
class Process:
    """One row of tasklist, with the services that run in it."""

    pid: int
    image: str
    services: tuple[str, ...] = ()


def parse_sockets(answer: Answer) -> Reading[tuple[Socket, ...]]:
    """Read `netstat.exe -ano`.

    Every Windows listens on some TCP port (RPC, 135) and holds some UDP endpoint, which stand
    last; an answer without either is not whole.
    """
    source = "netstat.exe"
    if answer.complaint is not None:
        return Unknown(f"{source}: {answer.complaint}")
    if answer.exit_code != 0:
        return Unknown(f"{source}: exit code {answer.exit_code}")
    lines = answer.text.split("\n")
    rows = [line for line in lines if line.lstrip().startswith(("TCP", "UDP"))]
    sockets = [_socket(row) for row in rows]
    if lines[-1].strip() or None in sockets:
        return Unknown(f"{source}: the answer is not understood")
    found = tuple(socket for socket in sockets if socket is not None)
    if not any(s.listens and s.protocol == "TCP" for s in found) or found[-1].protocol != "UDP":
        return Unknown(f"{source}: the answer is not whole")
    return Known(found, source)


def _socket(row: str) -> Socket | None:
    found = _ROW.match(row)
    if found is None:
        return None
    return Socket(
        protocol=found[1],
        address=found[2],
        port=int(found[3]),
        foreign_port=None if found[5] == "*" else int(found[5]),
        pid=int(found[7]),
    )


def parse_processes(answer: Answer) -> Reading[tuple[Process, ...]]:
    """Read `tasklist.exe /svc /fo csv /nh`."""
    source = "tasklist.exe"
    if answer.complaint is not None:
        return Unknown(f"{source}: {answer.complaint}")
    if answer.exit_code != 0:
        return Unknown(f"{source}: exit code {answer.exit_code}")
    text = answer.text
    if not text.endswith("\n"):
        return Unknown(f"{source}: the answer is not whole")
    try:
        rows = [row for row in csv.reader(text.splitlines()) if row]
    except csv.Error:
        return Unknown(f"{source}: the answer is not understood")
    # "N/A" is translated; the idle process, which has no service, shows the word.
    nothing = next((row[2] for row in rows if len(row) == 3 and row[1] == "0"), None)
    processes = []
    for row in rows:
        if len(row) != 3 or not _PID.fullmatch(row[1]):
            return Unknown(f"{source}: the answer is not understood")
        services = _services(row[2], nothing)
        processes.append(Process(pid=int(row[1]), image=row[0], services=services))
    if not processes:
        return Unknown(f"{source}: the answer is empty")
    return Known(tuple(processes), source)


def _services(cell: str, nothing: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in cell.split(","))
    if nothing is not None:
        return () if cell == nothing else tuple(name for name in names if name)
    return tuple(n for n in names if re.fullmatch(r"[\w.$\-@{}]+", n, re.ASCII))


@dataclass(frozen=True, kw_only=True)
class Listener:
    """An ME port that somebody on the host listens on."""

    port: int
    protocol: str
    image: str
    services: tuple[str, ...]
    pid: int


def me_listeners(sockets: Iterable[Socket], processes: Iterable[Process]) -> tuple[Listener, ...]:
    """Give who listens on the ME ports; UDP 623 and 664 only where an LMS owns them."""
    by_pid = {process.pid: process for process in processes}
    found = {}
    for socket in sockets:
        owner = by_pid.get(socket.pid, Process(pid=socket.pid, image="?"))
        listener = Listener(
            port=socket.port,
            protocol=socket.protocol,
            image=owner.image,
            services=owner.services,
            pid=socket.pid,
        )
        if socket.listens and _counts(listener):
            found[listener.port, listener.protocol, listener.pid] = listener
    return tuple(found[key] for key in sorted(found))


def _counts(listener: Listener) -> bool:
    if listener.protocol == "TCP":
        return listener.port in ME_PORTS
    if listener.port not in ME_UDP_PORTS:
        return False
    # A renamed program is still LMS where the service says so.
    return is_lms(listener.image) or LMS_SERVICE in (name.casefold() for name in listener.services)


def unowned(sockets: Iterable[Socket], processes: Iterable[Process]) -> tuple[int, ...]:
    """Give UDP 623 and 664 where nobody can say whether their owner is an LMS."""
    seen = {process.pid for process in processes}
    return tuple(
        sorted(
            {s.port for s in sockets if s.protocol == "UDP" and s.pid not in seen} & ME_UDP_PORTS
        )
    )


def is_lms(image: str) -> bool:
    """Whether a program of this name is an LMS or an alternative one."""
    return image.casefold() == LMS_IMAGE or image.casefold() in ALTERNATIVE_LMS


def alternative_lms(
    listeners: Iterable[Listener], processes: Iterable[Process], *, lms_pid: int | None
) -> tuple[str, ...]:
    """Name the programs that act as an LMS without being the service (G12, G14).

    Known by image name, or because they hold an ME port. An LMS.exe that is not the service's
    process is one too, also while the service is stopped or gone (`lms_pid` is None).
    """
    owners = {(each.image, each.pid) for each in listeners}
    known = {(p.image, p.pid) for p in processes if p.image.casefold() in ALTERNATIVE_LMS}
    stray = {
        (p.image, p.pid) for p in processes if p.image.casefold() == LMS_IMAGE and p.pid != lms_pid
    }
    names = {image for image, pid in owners | known | stray if pid != lms_pid}
    return tuple(sorted(names, key=str.casefold))
