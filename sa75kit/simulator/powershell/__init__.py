"""Windows PowerShell of a simulated machine: `Runspace` runs what a carrier is sent."""

from __future__ import annotations

from sa75kit.simulator.powershell.interface import (
    Call,
    Credential,
    ErrorRecord,
    PSObject,
    SecureString,
    Stopped,
    Streams,
    Terminated,
)
from sa75kit.simulator.powershell.runspace import Runspace

__all__ = [
    "Call",
    "Credential",
    "ErrorRecord",
    "PSObject",
    "Runspace",
    "SecureString",
    "Stopped",
    "Streams",
    "Terminated",
]
