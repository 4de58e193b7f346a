"""WinRM for many simulated machines from one process."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Sequence
from types import TracebackType

from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.listening import CannotListen, ListeningMachine
from sa75kit.simulator.winrm.tls import TlsFiles

_TICK = 1.0  # seconds between two looks at idle shells


class WinRMServer:
    """Machines on the network: each listens on its own address, on the same port.

    With `port` 0 every machine gets a port of its own; `port_of` says which. With `tls` the
    listeners speak HTTPS. One thread accepts, every connection has a thread.
    """

    def __init__(
        self,
        machines: Sequence[RemoteMachine],
        *,
        port: int = 5985,
        tls: TlsFiles | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits()
        context = None if tls is None else tls.context()
        binding = None if tls is None else tls.channel_binding()
        self._machines = [
            ListeningMachine(
                machine,
                port,
                self._limits,
                context=context,
                binding=binding,
                ended=self._drop,
            )
            for machine in machines
        ]
        self._selector: selectors.BaseSelector | None = None
        self._wake: tuple[socket.socket, socket.socket] | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._to_drop: list[ListeningMachine] = []
        self._dropping: list[threading.Thread] = []

    def __enter__(self) -> WinRMServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def port_of(self, machine: RemoteMachine) -> int:
        """Give the port on which a machine listens (or would, if it were not down)."""
        return next(m.port for m in self._machines if m.machine is machine)

    def start(self) -> None:
        """Begin to listen, on all machines or none; CannotListen."""
        self._stopping = False
        self._selector = selectors.DefaultSelector()
        self._wake = socket.socketpair()
        self._wake[0].setblocking(False)
        self._selector.register(self._wake[0], selectors.EVENT_READ, None)
        try:
            for machine in self._machines:
                self._listen(machine)
                machine.machine.on_restart.append(self._wake_up)
        except CannotListen:
            self._close()
            raise
        self._thread = threading.Thread(target=self._loop, name="winrm accept", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close every connection and shell; no thread and no socket is left."""
        self._stopping = True
        self._wake_up()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._close()

    def _listen(self, machine: ListeningMachine) -> None:
        assert self._selector is not None
        sock = machine.listen()
        if sock is not None and sock not in self._selector.get_map():
            self._selector.register(sock, selectors.EVENT_READ, machine)

    def _go_down(self, machine: ListeningMachine) -> None:
        if machine.socket is not None and self._selector is not None:
            self._selector.unregister(machine.socket)
        machine.close_socket()
        # Ending what runs in shells may take a while, and the other machines must not notice.
        thread = threading.Thread(target=machine.drop_clients, name="winrm drop", daemon=True)
        self._dropping = [*(t for t in self._dropping if t.is_alive()), thread]
        thread.start()

    def _loop(self) -> None:
        assert self._selector is not None
        while not self._stopping:
            waiting_for_one = any(not m.machine.up for m in self._machines)
            for key, _ in self._selector.select(0.05 if waiting_for_one else _TICK):
                if isinstance(key.data, ListeningMachine):
                    key.data.accept()
                else:
                    self._drain()
            self._look_after_machines()

    def _look_after_machines(self) -> None:
        dying, self._to_drop = self._to_drop, []
        for machine in self._machines:
            if machine in dying or (machine.socket is not None and not machine.should_listen):
                self._go_down(machine)
            elif machine.socket is None and machine.should_listen:
                with contextlib.suppress(CannotListen):  # tried again at the next look
                    self._listen(machine)
            machine.service.shells.expire()

    def _drop(self, machine: ListeningMachine) -> None:
        self._to_drop.append(machine)
        self._wake_up()

    def _wake_up(self) -> None:
        if self._wake is not None:
            with contextlib.suppress(OSError):
                self._wake[1].send(b"x")

    def _drain(self) -> None:
        assert self._wake is not None
        with contextlib.suppress(BlockingIOError):
            self._wake[0].recv(4096)

    def _close(self) -> None:
        for machine in self._machines:
            if self._wake_up in machine.machine.on_restart:
                machine.machine.on_restart.remove(self._wake_up)
            self._go_down(machine)
        for thread in self._dropping:
            thread.join(10)
        for machine in self._machines:
            machine.join(10)
        if self._selector is not None:
            self._selector.close()
            self._selector = None
        if self._wake is not None:
            for sock in self._wake:
                sock.close()
            self._wake = None
