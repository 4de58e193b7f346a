"""What listens on the ME ports of this very machine, and which process owns it."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import psutil

from sa75kit.errors import Sa75Error
from sa75kit.guide import ME_PORTS, ME_UDP_PORTS
from sa75kit.ports import Listener

COLUMNS = ("port", "protocol", "image", "pid")
HIDDEN = "? (not visible to this account)"


def listeners(ports: frozenset[int] = ME_PORTS) -> tuple[Listener, ...]:
    """Give who listens on these ports; a process that we may not see is named so.

    Raises:
        Sa75Error: the system does not show its sockets to this account.
    """
    try:
        connections = psutil.net_connections(kind="inet")
    except (psutil.AccessDenied, PermissionError) as error:
        raise Sa75Error(
            "this account may not see the machine's sockets; run it as administrator (root)"
        ) from error
    found = set()
    for each in connections:
        port = each.laddr.port if each.laddr else None
        tcp = each.type == socket.SOCK_STREAM
        listens = each.status == psutil.CONN_LISTEN if tcp else port in ME_UDP_PORTS
        if port is not None and port in ports and listens:
            found.add((port, "TCP" if tcp else "UDP", each.pid))
    return tuple(
        Listener(port=port, protocol=protocol, image=_image(pid), services=(), pid=pid or 0)
        for port, protocol, pid in sorted(found, key=lambda each: (each[0], each[1], each[2] or 0))
    )


def _image(pid: int | None) -> str:
    if pid is None:
        return HIDDEN
    try:
        return psutil.Process(pid).name()
    except psutil.NoSuchProcess:
        return "? (has ended)"
    except psutil.AccessDenied:
        return HIDDEN


def as_rows(found: Sequence[Listener]) -> list[dict[str, object]]:
    """Give plain rows with the keys of COLUMNS."""
    return [
        {"port": each.port, "protocol": each.protocol, "image": each.image, "pid": each.pid or None}
        for each in found
    ]
