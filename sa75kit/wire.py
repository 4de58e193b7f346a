"""The outside witness: what answers on the ME ports of an address. No login, no exploit.

Closed, filtered, a refused handshake and silence are four different answers:

* a closed port (the connection is refused) is a clear no;
* an answer is an answer, whoever gives it, with what it said;
* a TLS handshake that fails is something that listens: answered, "TLS refused";
* a connection that is accepted and then says nothing is answered, "silent";
* a filtered port (no reaction within the time, or a router's word that it may not be reached) is
  unclear where another port of the address reacted. Where none reacts at all, nobody can say that
  the address is there: unknown. A Windows firewall that drops looks the same as a filter on the
  way that hides provisioned firmware, and a false all-clear is worse than an open question.

Silence on UDP proves nothing and counts as nothing; only a pong is an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import ssl
from collections.abc import Sequence
from enum import Enum

from sa75kit.assessment import Witness
from sa75kit.guide import HTTP_PORTS, ME_PORTS, RMCP_PORT, TLS_PORTS
from sa75kit.reading import Known, Reading, Unknown

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

SOURCE = "from outside"
_SAID = 80  # characters of what a port said
_REQUEST = "GET /index.htm HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
# ASF presence ping (RMCP class 6, IANA 4542, type 0x80), as MeshCommander's scanner sends it.
_PING = bytes.fromhex("06000006000011BE80000000")
_INTEL = 0x157
_AMT_BIT = 0x20  # of "supported interactions", byte 21 of the pong
_SOCKETS = len(ME_PORTS) + 1  # of one address: TCP, and UDP 623
_SPARE = 64  # file handles that are left to the rest of the program
_HEAD = 8192  # bytes of an answer that are read in search of its Server header
_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which Python names since 3.12


class _No(Enum):
    """Why a port gave no answer."""

    CLOSED = "closed"
    FILTERED = "filtered"


def look(address: str, *, timeout: float) -> Reading[Witness]:
    """Give what answers at one address; `timeout` in seconds for each wait."""
    return look_all([address], timeout=timeout)[0]


def look_all(
    addresses: Sequence[str], *, timeout: float, parallel: int = 256
) -> tuple[Reading[Witness], ...]:
    """Give what answers at each address, in their order; at most `parallel` at once.

    Fewer at once where this process may not open so many sockets.
    """
    return asyncio.run(_look_all(addresses, timeout, min(parallel, _affordable())))


def _affordable() -> int:
    """Give how many addresses the process's limit of open files lets us ask at once."""
    if resource is None:
        return 256
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return 256
    return max(1, (limit - _SPARE) // _SOCKETS)


async def _look_all(
    addresses: Sequence[str], timeout: float, parallel: int
) -> tuple[Reading[Witness], ...]:
    places = asyncio.Semaphore(parallel)

    async def one(address: str) -> Reading[Witness]:
        async with places:
            return await _look(address, timeout)

    return tuple(await asyncio.gather(*(one(address) for address in addresses)))


async def _look(address: str, timeout: float) -> Reading[Witness]:
    tcp = sorted(ME_PORTS)
    try:
        number = await _resolve(address, timeout)
    except (OSError, ValueError) as error:  # ValueError: no name that DNS could carry
        return Unknown(f"{address}: {getattr(error, 'strerror', None) or error or 'no answer'}")
    said, pong = await asyncio.gather(
        asyncio.gather(*(_ask_tcp(number, port, timeout) for port in tcp)),
        _ping(number, timeout),
    )
    answered = {p: s for p, s in zip(tcp, said, strict=True) if isinstance(s, str)}
    if pong is not None:
        before = answered.get(RMCP_PORT)
        answered[RMCP_PORT] = f"{before}; {pong}" if before else pong
    filtered = [p for p, s in zip(tcp, said, strict=True) if s is _No.FILTERED]
    if len(filtered) == len(tcp) and not answered:
        return Unknown(f"{address}: no ME port reacts; off, or filtered on the way")
    unclear = {port: _No.FILTERED.value for port in filtered if port not in answered}
    return Known(Witness(answered=dict(sorted(answered.items())), unclear=unclear), SOURCE)


async def _resolve(address: str, timeout: float) -> str:
    """Give the number of an address, looked up once for all its ports."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(max(timeout, 5)):
        found = await loop.getaddrinfo(address, None, type=socket.SOCK_STREAM)
    return str(found[0][4][0])


async def _ask_tcp(address: str, port: int, timeout: float) -> str | _No:
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(address, port)
    except TimeoutError:
        return _No.FILTERED
    except ConnectionRefusedError:
        return _No.CLOSED
    except ConnectionError:
        return "closes at once"
    except OSError:  # no route, or a filter that says so: this port is not seen, others may be
        return _No.FILTERED
    try:
        async with asyncio.timeout(timeout):
            if port in TLS_PORTS:
                await writer.start_tls(_any_tls())
            if port not in HTTP_PORTS:
                return "TLS" if port in TLS_PORTS else "open"
            writer.write(_REQUEST.format(address=address).encode("ascii", "ignore"))
        return _banner(await _head(reader, timeout))
    except ssl.SSLError:
        return "TLS refused"
    except TimeoutError:
        return "silent"
    except (ConnectionError, OSError):
        return "closes at once"
    finally:
        writer.close()
        with contextlib.suppress(Exception):  # how it closes tells nothing
            async with asyncio.timeout(min(timeout, 1)):
                await writer.wait_closed()
        writer.transport.abort()


async def _head(reader: asyncio.StreamReader, timeout: float) -> bytes:
    """Give an answer up to the end of its headers, in however many pieces it comes.

    Raises:
        TimeoutError: nothing was said at all.
    """
    head = b""
    try:
        async with asyncio.timeout(timeout):
            while len(head) < _HEAD and b"\r\n\r\n" not in head:
                piece = await reader.read(_HEAD)
                if not piece:
                    break
                head += piece
    except (TimeoutError, ConnectionError):
        if not head:
            raise
    return head


def _any_tls() -> ssl.SSLContext:
    """Accept any certificate and any protocol version: we look, we do not trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= _LEGACY_SERVER_CONNECT  # firmware of 2010 has no secure renegotiation
    with contextlib.suppress(ValueError):  # an OpenSSL built without them
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    return context


def _banner(answer: bytes) -> str:
    """Give the Server header, or what stands in its place."""
    text = answer.decode("latin-1")
    found = re.search(r"^Server:[ \t]*(.*?)\r?$", text, re.IGNORECASE | re.MULTILINE)
    if found:
        return _printable(found[1]) or "HTTP"
    if text.startswith("HTTP/"):
        return "HTTP"
    return _printable(text.partition("\n")[0]) if text.strip() else "closes at once"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text.strip())[:_SAID]


class _Pong(asyncio.DatagramProtocol):
    """Keeps the first datagram that comes."""

    def __init__(self) -> None:
        self.first: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002
        """Keep it."""
        if not self.first.done():
            self.first.set_result(data)

    def error_received(self, exc: Exception) -> None:
        """Nobody there (ICMP): no pong."""
        if not self.first.done():
            self.first.set_exception(exc)


async def _ping(address: str, timeout: float) -> str | None:
    """Send the presence ping twice; None where no pong comes."""
    loop = asyncio.get_running_loop()
    try:
        transport, protocol = await loop.create_datagram_endpoint(
            _Pong, remote_addr=(address, RMCP_PORT)
        )
    except OSError:
        return None
    try:
        for _ in range(2):
            transport.sendto(_PING)
            with contextlib.suppress(TimeoutError):
                return parse_pong(
                    await asyncio.wait_for(asyncio.shield(protocol.first), timeout / 2)
                )
    except OSError:
        return None
    finally:
        transport.close()
        protocol.first.cancel()
    return None


def parse_pong(data: bytes) -> str:
    """Tell AMT from a BMC by a presence pong (facts/intel.md §7)."""
    if len(data) < 20 or data[0] != 6 or data[8] != 0x40:
        return "RMCP?"
    enterprise = int.from_bytes(data[12:16], "big")
    if enterprise != _INTEL:
        return f"RMCP: a BMC (enterprise {enterprise})"
    if len(data) < 22 or not data[21] & _AMT_BIT:
        return "RMCP: Intel, without the AMT bit"
    return f"RMCP: AMT {data[18] >> 4}.{data[18] & 15}"
