"""The socket table: who listens, and who is connected to whom."""

from __future__ import annotations

import threading
from dataclasses import dataclass

ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - rows of a table, no real socket


@dataclass(frozen=True, kw_only=True)
class Socket:
    """One row: `protocol` is TCP or UDP; UDP and listening sockets have no foreign address."""

    protocol: str
    local_address: str
    local_port: int
    pid: int
    state: str = "LISTENING"
    foreign_address: str = ""
    foreign_port: int = 0
    label: str = ""

    @property
    def ipv6(self) -> bool:
        """Say whether it is an IPv6 socket."""
        return ":" in self.local_address


class SocketTable:
    """All sockets of one machine."""

    def __init__(self) -> None:
        self._sockets: list[Socket] = []
        self._lock = threading.Lock()

    def listen(self, port: int, pid: int, *, addresses: tuple[str, ...] = ANYWHERE) -> list[Socket]:
        """Open a listening TCP socket on each address, and give them."""
        sockets = [
            Socket(protocol="TCP", local_address=address, local_port=port, pid=pid)
            for address in addresses
        ]
        self.add(*sockets)
        return sockets

    def bind_udp(
        self, port: int, pid: int, *, addresses: tuple[str, ...] = ANYWHERE
    ) -> list[Socket]:
        """Open a UDP endpoint on each address, and give them."""
        sockets = [
            Socket(protocol="UDP", local_address=address, local_port=port, pid=pid, state="")
            for address in addresses
        ]
        self.add(*sockets)
        return sockets

    def connect(
        self, local: tuple[str, int], foreign: tuple[str, int], pid: int, state: str = "ESTABLISHED"
    ) -> Socket:
        """Put a TCP connection into the table, and give it."""
        socket = Socket(
            protocol="TCP",
            local_address=local[0],
            local_port=local[1],
            foreign_address=foreign[0],
            foreign_port=foreign[1],
            pid=pid,
            state=state,
        )
        self.add(socket)
        return socket

    def add(self, *sockets: Socket) -> None:
        """Put rows into the table."""
        with self._lock:
            self._sockets.extend(sockets)

    def close(self, *sockets: Socket) -> None:
        """Take rows out of the table."""
        with self._lock:
            self._sockets = [socket for socket in self._sockets if socket not in sockets]

    def close_all_of(self, pid: int) -> None:
        """Close what a process has open, as its end does."""
        with self._lock:
            self._sockets = [socket for socket in self._sockets if socket.pid != pid]

    def all(self) -> list[Socket]:
        """Give every socket in the order in which Windows lists them.

        TCP before UDP, IPv4 before IPv6; listening sockets by port, then connections.
        """
        with self._lock:
            sockets = list(self._sockets)
        return sorted(sockets, key=_order)

    def listening(self) -> list[Socket]:
        """Give the listening TCP sockets."""
        return [s for s in self.all() if s.protocol == "TCP" and s.state == "LISTENING"]


def _order(socket: Socket) -> tuple[object, ...]:
    try:
        address = tuple(int(part) for part in socket.local_address.split("."))
    except ValueError:
        address = (0 if socket.local_address == "::" else 1,)
    return (
        socket.protocol == "UDP",
        socket.ipv6,
        address,
        socket.local_port,
        socket.foreign_address,
        socket.foreign_port,
    )
