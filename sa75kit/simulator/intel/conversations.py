"""asyncio protocols that carry the firmware's answers: web, redirection, datagrams."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from sa75kit.simulator.intel.redirection import RedirectionConversation
from sa75kit.simulator.intel.web_server import RequestReader, WebServer

Told = Callable[..., None]
_PATIENCE = 60.0  # seconds after which the firmware drops a silent connection


@dataclass(eq=False)
class OpenPort:
    """One listening port of one firmware and its connections; closing it cuts them all."""

    number: int
    connections: set[asyncio.Transport] = field(default_factory=set)
    closed: bool = False

    def close(self) -> None:
        """Cut every connection, also those that are accepted only after this."""
        self.closed = True
        for transport in list(self.connections):
            transport.abort()


class _Connection(asyncio.Protocol):
    """One TCP connection to the firmware, known to its port so that it can be cut."""

    def __init__(self, port: OpenPort, told: Told) -> None:
        self.port = port
        self.told = told
        self.transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self.port.closed:
            transport.abort()
            return
        self.port.connections.add(transport)
        peer = transport.get_extra_info("peername")
        self.told("firmware_connection", port=self.port.number, peer=peer[0] if peer else None)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_PATIENCE, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Forget the connection."""
        if self._timer is not None:
            self._timer.cancel()
        if self.transport is not None:
            self.port.connections.discard(self.transport)


class Web(_Connection):
    """HTTP to the firmware's web server."""

    def __init__(self, server: WebServer, port: OpenPort, told: Told) -> None:
        super().__init__(port, told)
        self._server = server
        self._reader = RequestReader()

    def data_received(self, data: bytes) -> None:
        """Answer the requests that are whole."""
        assert self.transport is not None
        for method, path, headers in self._reader.feed(data):
            self.told("firmware_request", port=self.port.number, method=method, path=path)
            answer = self._server.answer(method, path, headers)
            self.transport.write(_without_body(answer) if method == "HEAD" else answer)
            if _is_last(answer, headers):
                self.transport.close()
                return
        if self._reader.broken:
            self.transport.write(self._server.bad_request())
            self.transport.close()


class Redirection(_Connection):
    """SOL, IDE-R and KVM redirection, up to its refusal."""

    def __init__(
        self,
        conversation: RedirectionConversation,
        port: OpenPort,
        told: Told,
    ) -> None:
        super().__init__(port, told)
        self._conversation = conversation

    def data_received(self, data: bytes) -> None:
        """Answer, or close on garbage."""
        assert self.transport is not None
        answer = self._conversation.feed(data)
        if answer is None:
            self.transport.close()
        elif answer:
            self.transport.write(answer)


class Datagrams(asyncio.DatagramProtocol):
    """UDP 623."""

    def __init__(self, answer: Callable[[bytes], bytes | None], told: Told) -> None:
        self._answer = answer
        self._told = told
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        # Python 3.11's own datagram transport does not derive from DatagramTransport.
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer what is understood; the rest is dropped."""
        answer = self._answer(data)
        self._told("firmware_datagram", port=623, peer=addr[0], answered=answer is not None)
        if answer is not None and self._transport is not None:
            self._transport.sendto(answer, addr)


def _is_last(answer: bytes, headers: dict[str, str]) -> bool:
    """Say whether the connection ends: the server says so, the client does, or it is HTTP/1.0."""
    if b"\r\nConnection: close" in answer.partition(b"\r\n\r\n")[0]:
        return True
    default = "close" if headers[""] == "HTTP/1.0" else "keep-alive"
    return headers.get("connection", default).lower() == "close"


def _without_body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
