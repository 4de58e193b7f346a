"""The WMI classes that Windows itself brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.wmi_classes.files import DATA_FILE, LOGICAL_DISK
from sa75kit.simulator.windows.wmi_classes.network import (
    ADAPTER_CONFIGURATION,
    TCP_CONNECTION,
    UDP_ENDPOINT,
)
from sa75kit.simulator.windows.wmi_classes.process import PROCESS
from sa75kit.simulator.windows.wmi_classes.registry import REGISTRY
from sa75kit.simulator.windows.wmi_classes.service import SERVICE
from sa75kit.simulator.windows.wmi_classes.system import SYSTEM_CLASSES

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows


def register_classes(machine: Windows) -> None:
    """Give a machine its classes."""
    table = machine.wmi_table
    table.register("root")
    table.register(
        "root\\cimv2", *SYSTEM_CLASSES, SERVICE, PROCESS, DATA_FILE, LOGICAL_DISK,
        ADAPTER_CONFIGURATION, REGISTRY,
    )  # fmt: skip
    table.register("root\\default", REGISTRY)
    if machine.build >= 9200:
        table.register("root\\StandardCimv2", TCP_CONNECTION, UDP_ENDPOINT)
