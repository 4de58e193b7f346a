"""The WMI classes that Windows itself brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows


def register_classes(machine: Windows) -> None:
    """Give a machine its classes."""
    machine.wmi_table.register("root\\cimv2")
