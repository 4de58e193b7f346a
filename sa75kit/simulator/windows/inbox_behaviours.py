"""What Windows' own services open and accept when they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.services import (
    ACCEPT_PRESHUTDOWN,
    ACCEPT_SHUTDOWN,
    ACCEPT_STOP,
    ServiceBehaviour,
)

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows
    from sa75kit.simulator.windows.processes import ProcessEntry

# Services that no control can stop, as the service manager says of them.
_UNSTOPPABLE = ("RpcSs", "RpcEptMapper", "DcomLaunch", "SamSs", "Power", "PlugPlay", "gpsvc",
                "Schedule", "MpsSvc", "BFE", "LSM")  # fmt: skip
_TCP = {"RpcSs": (135,)}
# Dynamic RPC ports: counted from 49664 (Windows 10) or 49152 (before).
_RPC = {"EventLog": 1, "Schedule": 2, "Spooler": 4}
_UDP = {"Dnscache": (5353, 5355), "W32Time": (123,), "iphlpsvc": (), "FDResPub": (3702,)}
_MEMORY = {"EventLog": 21000, "Winmgmt": 17500, "Schedule": 22000, "Spooler": 11200,
           "WSearch": 31000, "Dnscache": 9400, "RpcSs": 11800, "MpsSvc": 19400}  # fmt: skip


@dataclass(kw_only=True)
class Inbox(ServiceBehaviour):
    """One of Windows' services: the ports that it opens while it runs."""

    tcp: tuple[int, ...] = ()
    udp: tuple[int, ...] = ()

    def on_start(self, machine: Windows, service: str, process: ProcessEntry) -> None:  # noqa: ARG002
        """Open its ports."""
        for port in self.tcp:
            machine.sockets.listen(port, process.pid)
        for port in self.udp:
            machine.sockets.bind_udp(port, process.pid)


def first_rpc_port(build: int) -> int:
    """Give the first dynamic port: 49664 since Windows 10, 49152 before."""
    return 49664 if build >= 10240 else 49152


def give_behaviours(machine: Windows) -> None:
    """Say what each of Windows' services does."""
    for name in {*_UNSTOPPABLE, *_TCP, *_RPC, *_UDP, *_MEMORY}:
        rpc = (first_rpc_port(machine.build) + _RPC[name],) if name in _RPC else ()
        stop = 0 if name in _UNSTOPPABLE else ACCEPT_STOP
        shutdown = ACCEPT_PRESHUTDOWN if name in ("gpsvc", "EventLog") else ACCEPT_SHUTDOWN
        machine.services.behave(
            name,
            Inbox(
                tcp=_TCP.get(name, ()) + rpc,
                udp=_UDP.get(name, ()),
                accepts=stop | shutdown if name not in ("RpcSs", "RpcEptMapper") else 0,
                memory_kb=_MEMORY.get(name, 8000),
            ),
        )
