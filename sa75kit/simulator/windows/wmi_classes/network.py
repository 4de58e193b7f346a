"""The network's WMI classes: adapters, TCP connections, UDP endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.wmi import Instance, WmiClass

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

# MSFT_NetTCPConnection.State
TCP_STATES = {"CLOSED": 1, "LISTENING": 2, "SYN_SENT": 3, "SYN_RECEIVED": 4, "ESTABLISHED": 5,
              "FIN_WAIT_1": 6, "FIN_WAIT_2": 7, "CLOSE_WAIT": 8, "CLOSING": 9, "LAST_ACK": 10,
              "TIME_WAIT": 11}  # fmt: skip


def _connections(machine: Windows) -> list[Instance]:
    return [
        {
            "LocalAddress": socket.local_address,
            "LocalPort": socket.local_port,
            "RemoteAddress": socket.foreign_address or ("::" if socket.ipv6 else "0.0.0.0"),  # noqa: S104
            "RemotePort": socket.foreign_port,
            "State": TCP_STATES[socket.state],
            "OwningProcess": socket.pid,
            "AppliedSetting": 5 if socket.foreign_port else 0,
        }
        for socket in machine.sockets.all()
        if socket.protocol == "TCP"
    ]


def _endpoints(machine: Windows) -> list[Instance]:
    return [
        {
            "LocalAddress": socket.local_address,
            "LocalPort": socket.local_port,
            "OwningProcess": socket.pid,
        }
        for socket in machine.sockets.all()
        if socket.protocol == "UDP"
    ]


def _adapters(machine: Windows) -> list[Instance]:
    return [
        {
            "Caption": f"[0000000{index + 7}] {machine.hardware.network}",
            "DefaultIPGateway": ("10.20.0.1",),
            "Description": machine.hardware.network,
            "DHCPEnabled": False,
            "DNSDomain": machine.domain if machine.joined else None,
            "DNSHostName": machine.name,
            "Index": index + 7,
            "IPAddress": (address,),
            "IPEnabled": True,
            "IPSubnet": ("255.0.0.0",),
            "MACAddress": machine.mac_address,
            "ServiceName": "e1dexpress",
        }
        for index, address in enumerate(machine.ip_addresses)
    ]


TCP_CONNECTION = WmiClass(name="MSFT_NetTCPConnection", instances=_connections)
UDP_ENDPOINT = WmiClass(name="MSFT_NetUDPEndpoint", instances=_endpoints)
ADAPTER_CONFIGURATION = WmiClass(
    name="Win32_NetworkAdapterConfiguration", instances=_adapters, key=("Index",)
)
