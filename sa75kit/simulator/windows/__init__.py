"""The simulated Windows machine."""

from __future__ import annotations

from sa75kit.simulator.windows.files import VersionInfo
from sa75kit.simulator.windows.invocation import Exit, Invocation, Terminated
from sa75kit.simulator.windows.machine import Windows
from sa75kit.simulator.windows.running import Running
from sa75kit.simulator.windows.service_config import ServiceConfig
from sa75kit.simulator.windows.services import ServiceBehaviour, ServiceFailed
from sa75kit.simulator.windows.sockets import Socket
from sa75kit.simulator.windows.winerror import Win32Error
from sa75kit.simulator.windows.wmi import WmiClass, WmiError

__all__ = [
    "Exit",
    "Invocation",
    "Running",
    "ServiceBehaviour",
    "ServiceConfig",
    "ServiceFailed",
    "Socket",
    "Terminated",
    "VersionInfo",
    "Win32Error",
    "Windows",
    "WmiClass",
    "WmiError",
]
