"""Simulated hosts for the tests of Intel's side, without any carrier."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sa75kit.simulator.building import SimulatedHost, build_host
from sa75kit.simulator.fleet import Host
from sa75kit.simulator.seam import Account
from sa75kit.simulator.windows.accounts import token_for

RESPONDER = Account(domain="EXAMPLE", username="responder", password="Kasumigaseki-3")
ACUCONFIG = r"C:\Intel\ACUConfig\ACUConfig.exe"


@contextmanager
def simulated(**described: Any) -> Iterator[SimulatedHost]:
    """Give a host built from the keys of a fleet file; it ends with the block."""
    host = Host.model_validate({"name": "pc-17", "unprovision_seconds": 0, **described})
    built = build_host(host, address="127.0.0.1", account=RESPONDER, recorder=None)
    try:
        yield built
    finally:
        built.machine.close()


def run(
    built: SimulatedHost,
    command_line: str,
    *,
    stdin: bytes | None = b"",
    user: Account = RESPONDER,
    delegated: bool = False,
    timeout: float = 10,
) -> tuple[int | None, str]:
    """Run a program on the host: its exit code (None: it still waits, and was killed) and output.

    `stdin` None leaves the input open.
    """
    token = replace(token_for(user), network=not delegated)
    process = built.machine.start(command_line, user=token)
    if stdin is not None:
        process.write(stdin)
        process.close_input()
    text, end = b"", time.monotonic() + timeout
    while time.monotonic() < end:
        output = process.read(0.2)
        text += output.stdout + output.stderr
        if output.exit_code is not None:
            return output.exit_code, text.decode("utf-8", "replace")
    process.terminate()
    return None, text.decode("utf-8", "replace")


def me_ports(built: SimulatedHost) -> set[int]:
    """Give the ME ports that listen inside the host."""
    known = {16992, 16993, 16994, 16995, 623, 664}
    return {socket.local_port for socket in built.machine.sockets.listening()} & known
