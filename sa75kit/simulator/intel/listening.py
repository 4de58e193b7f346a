"""Real sockets of simulated firmware: one thread and one event loop for a whole site."""

from __future__ import annotations

import asyncio
import errno
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, TextIO

from sa75kit.simulator.intel.certificates import tls_of
from sa75kit.simulator.intel.conversations import Datagrams, OpenPort, Redirection, Web
from sa75kit.simulator.intel.firmware import ManagementEngine
from sa75kit.simulator.intel.redirection import RedirectionConversation
from sa75kit.simulator.intel.rmcp import answer_of_amt, answer_of_bmc
from sa75kit.simulator.intel.web_server import WebServer

Told = Callable[..., None]
_TLS = {16993, 664, 16995}
_REDIRECTION = {16994, 16995}
_UDP = 623
Endpoint = tuple[str, int]  # "tcp" or "udp", and the port


@dataclass
class _Firmware:
    """One address with its firmware, and what is open there now."""

    address: str
    name: str
    engine: ManagementEngine
    bmc: bool
    web: WebServer
    told: Told
    tls: ssl.SSLContext | None = None
    servers: dict[Endpoint, asyncio.Server] = field(default_factory=dict)
    datagrams: asyncio.DatagramTransport | None = None
    ports: dict[int, OpenPort] = field(default_factory=dict)
    following: asyncio.Lock = field(default_factory=asyncio.Lock)

    def wanted(self) -> set[Endpoint]:
        """Say which endpoints its firmware and its board controller want open."""
        ports = {("tcp", port) for port in self.engine.wire_ports()}
        return ports | ({("udp", _UDP)} if ports or self.bmc else set())

    def answer(self, datagram: bytes) -> bytes | None:
        """Answer one datagram: firmware first, then the board controller."""
        told = answer_of_amt(self.engine, datagram)
        return told or (answer_of_bmc(datagram) if self.bmc else None)


class FirmwareWire:
    """The listeners of many machines' firmware; they follow what the firmware was told."""

    def __init__(self, *, complain_to: TextIO | None = None) -> None:
        self.left_out: dict[Endpoint, str] = {}
        self._complain_to = complain_to
        self._firmware: dict[str, _Firmware] = {}
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._thread = threading.Thread(target=self._run, name="firmware wire", daemon=True)
        self._thread.start()

    def attach(
        self,
        engine: ManagementEngine,
        *,
        address: str,
        name: str,
        bmc: bool = False,
        told: Told = lambda *_args, **_details: None,
    ) -> None:
        """Open what this firmware wants at its address, now and after each of its changes.

        `told` is given every connection and request as an event with details.

        Raises:
            OSError: the address is not there, or somebody else holds a port.
        """
        firmware = _Firmware(address, name, engine, bmc, WebServer(engine, name), told)
        self._firmware[address] = firmware
        self._wait(self._follow(firmware))
        engine.on_change.append(lambda: self._wait(self._follow(firmware)))

    def open_ports(self, address: str) -> tuple[int, ...]:
        """Give the TCP ports that really listen at an address now."""
        firmware = self._firmware.get(address)
        return tuple(sorted(port for _, port in firmware.servers)) if firmware else ()

    def answers_pings(self, address: str) -> bool:
        """Say whether AMT answers an RMCP presence ping at an address now."""
        firmware = self._firmware.get(address)
        return bool(firmware and firmware.datagrams and firmware.engine.wire_ports())

    def close(self) -> None:
        """Close everything and end the thread."""
        if self._loop.is_closed():
            return
        self._wait(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    # -- on the loop ------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _wait(self, work: Coroutine[Any, Any, None]) -> None:
        if self._loop.is_closed() or not self._loop.is_running():
            work.close()
            return
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _follow(self, firmware: _Firmware) -> None:
        async with firmware.following:
            await self._open_and_shut(firmware)

    async def _open_and_shut(self, firmware: _Firmware) -> None:
        wanted = firmware.wanted()
        for endpoint in [held for held in firmware.servers if held not in wanted]:
            await self._shut(firmware, endpoint)
        if firmware.datagrams and ("udp", _UDP) not in wanted:
            firmware.datagrams.close()
            firmware.datagrams = None
        for endpoint in sorted(wanted):
            if endpoint not in firmware.servers:
                await self._open(firmware, endpoint)

    async def _open(self, firmware: _Firmware, endpoint: Endpoint) -> None:
        kind, port = endpoint
        try:
            if kind == "tcp":
                firmware.servers[endpoint] = await self._listen(firmware, port)
            elif firmware.datagrams is None:
                firmware.datagrams, _ = await self._loop.create_datagram_endpoint(
                    lambda: Datagrams(firmware.answer, firmware.told),
                    local_addr=(firmware.address, port),
                )
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM):
                raise
            self._leave_out(endpoint)

    async def _listen(self, firmware: _Firmware, port: int) -> asyncio.Server:
        context = None
        if port in _TLS:
            firmware.tls = firmware.tls or tls_of(firmware.engine, firmware.name)
            context = firmware.tls
        opened = firmware.ports[port] = OpenPort(port)

        def protocol() -> asyncio.Protocol:
            told = firmware.told
            if port in _REDIRECTION:
                authority = firmware.web.authority
                talk = RedirectionConversation(authority.realm, firmware.name)
                return Redirection(talk, opened, told)
            return Web(firmware.web, opened, told)

        return await self._loop.create_server(
            protocol,
            firmware.address,
            port,
            ssl=context,
            reuse_address=True,
            backlog=64,
            ssl_handshake_timeout=10 if context else None,
        )

    async def _shut(self, firmware: _Firmware, endpoint: Endpoint) -> None:
        server = firmware.servers.pop(endpoint)
        firmware.ports.pop(endpoint[1]).close()
        # What asyncio has accepted but not yet made into a transport would leak with the server:
        # it stops accepting first, lets those arrive (they are cut at once), and then closes.
        for listening in server.sockets:
            self._loop.remove_reader(listening.fileno())
        for _ in range(3):
            await asyncio.sleep(0)
        server.close()

    def _leave_out(self, endpoint: Endpoint) -> None:
        kind, port = endpoint
        if endpoint in self.left_out:
            return
        self.left_out[endpoint] = f"{kind} {port}: an ordinary user may not bind it here"
        if self._complain_to is not None:
            self._complain_to.write(f"simulator: left out: {self.left_out[endpoint]}\n")

    async def _close(self) -> None:
        for firmware in self._firmware.values():
            for endpoint in list(firmware.servers):
                await self._shut(firmware, endpoint)
            if firmware.datagrams:
                firmware.datagrams.close()
                firmware.datagrams = None
        await asyncio.sleep(0.05)  # lets the transports end before the loop does


def describe_left_out(left_out: Iterable[str]) -> str:
    """Give one sentence about the ports that could not be opened, empty when there are none."""
    ports = ", ".join(sorted(left_out))
    return f"left out: {ports}" if ports else ""
