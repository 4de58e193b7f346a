"""When a host last started, by its own uptime, so that its clock does not matter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer, Query

_SCRIPT = (
    "Get-WmiObject Win32_OperatingSystem|"
    "ForEach-Object{'boot='+$_.LastBootUpTime;'now='+$_.LocalDateTime}"
)
BOOT = Query(
    argv=("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT),
    cites="kit: E10, whether the host has restarted since the change",
)
_MOMENT = re.compile(r"\b(boot|now)=(\d{14})\.(\d{6})([+-]\d{3})\b", re.ASCII)  # CIM_DATETIME


def parse_boot(answer: Answer) -> Reading[datetime]:
    """Give the moment of the last start, in our own clock."""
    if answer.complaint is not None:
        return Unknown(f"Win32_OperatingSystem: {answer.complaint}")
    moments = {found[1]: _moment(found) for found in _MOMENT.finditer(answer.text)}
    boot, now = moments.get("boot"), moments.get("now")
    if boot is None or now is None or now < boot:
        return Unknown(f"Win32_OperatingSystem: not understood (exit code {answer.exit_code})")
    asked = answer.started + timedelta(seconds=answer.duration)
    try:
        return Known(asked - (now - boot), "Win32_OperatingSystem")
    except OverflowError:
        return Unknown("Win32_OperatingSystem: up since before there were clocks")


def _moment(found: re.Match[str]) -> datetime | None:
    try:
        local = datetime.strptime(found[2] + found[3], "%Y%m%d%H%M%S%f")  # noqa: DTZ007
        return local - timedelta(minutes=int(found[4]))
    except (ValueError, OverflowError):
        return None
