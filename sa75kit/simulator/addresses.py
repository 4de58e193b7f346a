"""Addresses of 127.0.0.0/8 for the hosts of a site: free ones, and claimed while it runs."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

from sa75kit.simulator.fleet import Host

_BLOCK = 250
_NETWORKS = range(75, 100)  # 127.75.0.0 to 127.99.255.255


class NoAddress(Exception):
    """This computer has no such loopback address, or none is free."""


class Addresses:
    """The addresses of one site. Each block of 250 is claimed by a socket on its .255."""

    def __init__(self, hosts: Sequence[Host], *, seed: int) -> None:
        self._claims: list[socket.socket] = []
        self._first = (seed * 7919) % (len(_NETWORKS) * 256)
        self._next_block = 0
        self._left: list[str] = []
        taken: set[str | None] = {host.address for host in hosts if host.address}
        try:
            for address in taken:
                check_address(str(address))
            self.by_host = {host.name: host.address or self._free(taken) for host in hosts}
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the blocks free for other sites."""
        for claim in self._claims:
            claim.close()
        self._claims = []

    def _free(self, taken: set[str | None]) -> str:
        while True:
            if not self._left:
                self._left = self._claim_block()
            address = self._left.pop(0)
            if address not in taken:
                return address

    def _claim_block(self) -> list[str]:
        blocks = len(_NETWORKS) * 256
        while self._next_block < blocks:
            number = (self._first + self._next_block) % blocks
            self._next_block += 1
            prefix = f"127.{_NETWORKS[number // 256]}.{number % 256}"
            claim = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                claim.bind((f"{prefix}.255", 5985))
            except OSError as error:
                claim.close()
                if error.errno == errno.EADDRINUSE:
                    continue
                if error.errno != errno.EADDRNOTAVAIL:
                    raise
                check_address(f"{prefix}.1")  # .255 alone may be missing: see whether .1 is there
            else:
                self._claims.append(claim)
            return [f"{prefix}.{host}" for host in range(1, _BLOCK + 1)]
        raise NoAddress("every block of 127.75.0.0 to 127.99.255.255 is in use by another site")


def check_address(address: str) -> None:
    """Raise NoAddress, with what to do, where an address cannot be bound on this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError as error:
            raise NoAddress(
                f"{address} is not an address of this computer ({error.strerror}); on macOS run: "
                f"sudo ifconfig lo0 alias {address} up"
            ) from error
