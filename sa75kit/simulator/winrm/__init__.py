"""The WinRM service of simulated machines: HTTP, NTLM, WS-Management, WinRS and PSRP."""

from __future__ import annotations

from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.server import WinRMServer
from sa75kit.simulator.winrm.tls import TlsFiles

__all__ = ["Limits", "TlsFiles", "WinRMServer"]
