"""What WinRM allows; the defaults are those of Windows 10."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """WinRM's quotas and time-outs: `winrm get winrm/config` and the plug-in's own ([MS-WSMV])."""

    winrs_shells_per_user: int = 30
    winrs_users: int = 10
    processes_per_shell: int = 25
    powershell_shells_per_user: int = 25
    powershell_users: int = 5
    max_envelope_bytes: int = 500 * 1024
    min_envelope_bytes: int = 8192
    operation_timeout: float = 60.0  # where a request names none: MaxTimeoutms
    winrs_idle_timeout: float = 7200.0
    powershell_idle_timeout: float = 7200.0
    min_idle_timeout: float = 60.0
    connection_idle: float = 120.0  # HTTP.sys closes an idle connection after two minutes
