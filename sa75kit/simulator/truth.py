"""A simulated machine's real state as plain data: what nobody had to ask over the network."""

from __future__ import annotations

from typing import Any

from sa75kit.simulator.building import SimulatedHost
from sa75kit.simulator.intel.listening import FirmwareWire
from sa75kit.simulator.windows.service_config import DEMAND, DISABLED
from sa75kit.simulator.windows.services import STOPPED

_ME_UDP = (623, 664)


def truth_of(built: SimulatedHost, wire: FirmwareWire, address: str) -> dict[str, Any]:
    """Give everything that a verdict about this host can be compared with."""
    engine, machine = built.engine, built.machine
    on_wire = set(wire.open_ports(address))
    if wire.answers_pings(address):
        on_wire.add(623)
    return {
        "address": address,
        "sku": engine.sku.value,
        "firmware": ".".join(map(str, engine.version)),
        "vulnerable": engine.vulnerable,
        "provisioned": engine.provisioned,
        "control_mode": engine.control_mode.value,
        "ccm_disabled": engine.ccm_disabled,
        "ehbc_enabled": bool(engine.ehbc),
        "lms": _lms(built),
        "alternative_lms": _running_variants(built),
        "listening": _listening(built),
        "wire": sorted(on_wire),
        "reachable": machine.up and built.host.fault not in ("down", "no-winrm", "hang"),
        "restarted": machine.restarts > 0,
        "broken": "; ".join(built.host.obstacles) or None,
    }


def _lms(built: SimulatedHost) -> dict[str, Any]:
    services, name = built.machine.services, built.platform.lms_service
    if not services.exists(name):
        return {"exists": False, "start": None, "running": False, "marked": False, "path": None}
    config = services.config(name)
    start = {DEMAND: "manual", DISABLED: "disabled"}.get(config.start, "automatic")
    return {
        "exists": True,
        "start": start,
        "running": services.status(name).state != STOPPED,
        "marked": services.marked_for_deletion(name),
        "path": config.binary_path,
    }


def _running_variants(built: SimulatedHost) -> list[str]:
    machine, found = built.machine, []
    for service, image in built.variants:
        name = image.rpartition("\\")[2]
        if service:
            runs = machine.services.exists(service) and (
                machine.services.status(service).state != STOPPED
            )
        else:
            runs = any(entry.path.lower() == image.lower() for entry in machine.processes.all())
        if runs:
            found.append(name)
    return found


def _listening(built: SimulatedHost) -> list[int]:
    sockets = built.machine.sockets
    tcp = {socket.local_port for socket in sockets.listening()}
    forwarders = built.engine.forwarders
    udp = {
        socket.local_port
        for socket in sockets.all()
        if socket.protocol == "UDP" and socket.local_port in _ME_UDP and socket.pid in forwarders
    }
    return sorted(tcp | udp)
