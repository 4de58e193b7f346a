"""The outside witness: what answers on the ME ports of an address. No login, no exploit.

Closed, filtered, a refused handshake and silence are four different answers:

* a closed port (the connection is refused) is a clear no;
* an answer is an answer, whoever gives it, with what it said;
* a TLS handshake that fails is something that listens: answered, "TLS refused";
* a connection that is accepted and then says nothing is answered, "silent";
* a filtered port (no reaction within the time) is unclear where another port of the address
  reacted. Where none reacts at all, nobody can say that the address is there: unknown.

Silence on UDP proves nothing and counts as nothing; only a pong is an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Sequence
from enum import Enum

from sa75kit.assessment import Witness
from sa75kit.guide import HTTP_PORTS, ME_PORTS, RMCP_PORT, TLS_PORTS
from sa75kit.reading import Known, Reading, Unknown

SOURCE = "from outside"
_SAID = 80  # characters of what a port said
_REQUEST = "GET /index.htm HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
# ASF presence ping (RMCP class 6, IANA 4542, type 0x80), as MeshCommander's scanner sends it.
_PING = bytes.fromhex("06000006000011BE80000000")
_INTEL = 0x157


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
    """Give what answers at each address, in their order; at most `parallel` at once."""
    return asyncio.run(_look_all(addresses, timeout, parallel))


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
        said, pong = await asyncio.gather(
            asyncio.gather(*(_ask_tcp(address, port, timeout) for port in tcp)),
            _ping(address, timeout),
        )
    except OSError as error:
        return Unknown(f"{address}: {error.strerror or error}")
    answered = {p: s for p, s in zip(tcp, said, strict=True) if isinstance(s, str)}
    if pong is not None:
        before = answered.get(RMCP_PORT)
        answered[RMCP_PORT] = f"{before}; {pong}" if before else pong
    filtered = [p for p, s in zip(tcp, said, strict=True) if s is _No.FILTERED]
    if len(filtered) == len(tcp) and not answered:
        return Unknown(f"{address}: no ME port reacts; off, or filtered on the way")
    unclear = {port: _No.FILTERED.value for port in filtered if port not in answered}
    return Known(Witness(answered=dict(sorted(answered.items())), unclear=unclear), SOURCE)


async def _ask_tcp(address: str, port: int, timeout: float) -> str | _No:
    context = _any_tls() if port in TLS_PORTS else None
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(address, port)
    except TimeoutError:
        return _No.FILTERED
    except ConnectionRefusedError:
        return _No.CLOSED
    except ConnectionError:
        return "closes at once"
    try:
        async with asyncio.timeout(timeout):
            if context is not None:
                await writer.start_tls(context)
            if port not in HTTP_PORTS:
                return "TLS" if context is not None else "open"
            writer.write(_REQUEST.format(address=address).encode("ascii", "ignore"))
            return _banner(await reader.read(4096))
    except ssl.SSLError:
        return "TLS refused"
    except TimeoutError:
        return "silent"
    except (ConnectionError, OSError):
        return "closes at once"
    finally:
        writer.close()
        with contextlib.suppress(Exception):  # how it closes tells nothing
            async with asyncio.timeout(timeout):
                await writer.wait_closed()


def _any_tls() -> ssl.SSLContext:
    """Accept any certificate and any protocol version: we look, we do not trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
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
    transport, protocol = await loop.create_datagram_endpoint(
        _Pong, remote_addr=(address, RMCP_PORT)
    )
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
    if int.from_bytes(data[12:16], "big") == _INTEL:
        return f"RMCP: AMT {data[18] >> 4}.{data[18] & 15}"
    return f"RMCP: a BMC (enterprise {int.from_bytes(data[12:16], 'big')})"
