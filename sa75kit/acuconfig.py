"""ACUConfig.exe: the guide's command lines as they stand there, and what its answer tells.

Its exit codes are evidence, never the verdict: the table is not public (facts/intel.md §2.3).
"""

from __future__ import annotations

import re

from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer, Change, Query, SecretName


def unconfigure(tool: str) -> Change:
    """Unprovision a machine in client control mode (G5)."""
    return Change(argv=(tool, "UnConfigure"), cites="G5")


def unconfigure_full(tool: str, password: SecretName) -> Change:
    """Unprovision a machine in admin control mode by its AMT password (G6)."""
    return Change(argv=(tool, "UnConfigure", "/AdminPassword", password, "/Full"), cites="G6")


def unconfigure_by_rcs(tool: str, rcs_address: str) -> Change:
    """Unprovision a machine that was configured through an RCS (G7)."""
    return Change(argv=(tool, "UnConfigure", "/RCSaddress", rcs_address, "/Full"), cites="G7")


def disable_client_control_mode(tool: str) -> Change:
    """Keep CCM from coming back, without the prompt (G15)."""
    return Change(argv=(tool, "DisableClientControlMode", "/confirmDisableCCM"), cites="G15")


def disable_embedded_hbc(tool: str) -> Change:
    """Disable embedded host based configuration, for good (G17)."""
    return Change(argv=(tool, "DisableEmbeddedHBC"), cites="G17")


def system_discovery(tool: str) -> Query:
    """Ask for SystemDiscovery now; it leaves its findings in the registry (§3)."""
    return Query(argv=(tool, "/Output", "Console", "SystemDiscovery"), cites="kit: SystemDiscovery")


def tool_hash(tool: str) -> Query:
    """Ask whether the tool is there, and for its SHA-256."""
    return Query(
        argv=("certutil.exe", "-hashfile", tool, "SHA256"), cites="kit: which ACUConfig this is"
    )


def discovered_now(answer: Answer) -> bool:
    """Whether SystemDiscovery ended well, so that the registry shows this very moment."""
    return answer.complaint is None and answer.exit_code == 0


def parse_exit(answer: Answer) -> Reading[int]:
    """Give the code that ACUConfig ended with, from its log line where it wrote one."""
    if answer.complaint is not None:
        return Unknown(f"ACUConfig: {answer.complaint}")
    found = re.findall(r"Exit with code\s+(-?\d+)", answer.text, re.ASCII)
    if found and len(found[-1]) > 11:  # a signed 32-bit number has at most ten digits
        return Unknown("ACUConfig: its log's exit code is no exit code")
    code = int(found[-1]) if found else answer.exit_code
    return Unknown("ACUConfig: no exit code") if code is None else Known(code, "ACUConfig")
