"""One machine on the network: its listening socket, its connections, and how it fails."""

from __future__ import annotations

import errno
import socket
import ssl
import sys
import threading
from collections.abc import Callable

from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm.connection import Connection, Place
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.service import WsmanService

_SILENT = frozenset({"down", "no-winrm"})
_GARBAGE = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03garbage\x00\xff" * 8


class CannotListen(OSError):
    """The machine's address or port is not to be had; the message says what to do."""


class ListeningMachine:
    """A machine's WinRM endpoint; `socket` is None while nothing listens."""

    def __init__(
        self,
        machine: RemoteMachine,
        port: int,
        limits: Limits,
        *,
        context: ssl.SSLContext | None,
        binding: bytes | None,
        ended: Callable[[ListeningMachine], None],
    ) -> None:
        self.machine = machine
        self.port = port
        self.socket: socket.socket | None = None
        self.service = WsmanService(machine, limits)
        self._ended = ended
        self._dead = False
        self._operations = 0
        self._connections: dict[Connection, threading.Thread] = {}
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._place = Place(
            machine=machine,
            service=self.service,
            scheme="http" if context is None else "https",
            binding=binding,
            context=context,
            idle=limits.connection_idle,
            # How slowly a machine answers is the fleet's invention; not every machine has it.
            latency=float(getattr(machine, "latency", 0.0)),
            count=self._count,
        )

    @property
    def should_listen(self) -> bool:
        """Say whether a client should be able to connect now."""
        return self.machine.up and self.machine.fault not in _SILENT and not self._dead

    def listen(self) -> socket.socket | None:
        """Listen, if the machine is one that does; CannotListen."""
        if self.socket is not None or not self.should_listen:
            return self.socket
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((self.machine.address, self.port))
            sock.listen(128)
            sock.setblocking(False)
        except OSError as error:
            sock.close()
            raise _explained(error, self.machine.address, self.port) from error
        self.port = sock.getsockname()[1]
        self.socket = sock
        return sock

    def accept(self) -> None:
        """Take a connection and serve it in a thread of its own."""
        assert self.socket is not None
        try:
            sock, (client, *_) = self.socket.accept()
        except OSError:
            return  # the client did not wait
        sock.setblocking(True)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        match self.machine.fault:
            case "drop":
                sock.close()
            case "hang":
                self._held.append(sock)
            case "garbage":
                self._spawn(_GarbageConnection(sock, client, self._place))
            case _:
                self._spawn(Connection(sock, client, self._place))

    def close_socket(self) -> None:
        """Listen no more; `listen` brings it back."""
        sock, self.socket = self.socket, None
        if sock is not None:
            sock.close()

    def drop_clients(self) -> None:
        """Drop all connections and shells."""
        for connection in list(self._connections):
            connection.close()
        held, self._held = self._held, []
        for waiting in held:
            waiting.close()
        self.service.shells.close_all()

    def join(self, timeout: float) -> None:
        """Wait until the connections' threads have ended."""
        for thread in list(self._connections.values()):
            thread.join(timeout)

    def _spawn(self, connection: Connection) -> None:
        name = f"winrm {self.machine.name}"
        thread = threading.Thread(target=self._run, args=(connection,), name=name, daemon=True)
        with self._lock:
            self._connections[connection] = thread
        thread.start()

    def _run(self, connection: Connection) -> None:
        try:
            connection.run()
        finally:
            with self._lock:
                self._connections.pop(connection, None)

    def _count(self) -> bool:
        """Count an operation; the one that a machine dies of is done, but not answered."""
        with self._lock:
            self._operations += 1
            last = self.machine.dies_after
            if last is None or self._operations < last:
                return True
            first, self._dead = not self._dead, True
        if first:
            self.machine.record("died", operations=self._operations)
            self._ended(self)
        return False


class _GarbageConnection(Connection):
    """Answers whatever it is sent with bytes that are no HTTP."""

    def run(self) -> None:
        """Wait for anything, answer with nonsense, close."""
        try:
            self._sock.settimeout(self._place.idle)
            if self._sock.recv(4096):
                self._sock.sendall(_GARBAGE)
        except OSError:
            pass  # the client has gone
        finally:
            self._sock.close()


def _explained(error: OSError, address: str, port: int) -> CannotListen:
    if error.errno == errno.EADDRNOTAVAIL:
        advice = (
            f"sudo ifconfig lo0 alias {address} up"
            if sys.platform == "darwin"
            else f"make the address available (macOS: sudo ifconfig lo0 alias {address} up)"
        )
        return CannotListen(error.errno, f"this computer has no address {address}: {advice}")
    if error.errno == errno.EADDRINUSE:
        return CannotListen(error.errno, f"{address}:{port} is taken: another simulator runs")
    if error.errno in (errno.EACCES, errno.EPERM):
        return CannotListen(
            error.errno, f"{address}:{port} is not ours to listen on: take a port over 1023"
        )
    return CannotListen(error.errno, f"{address}:{port}: {error.strerror}")
