"""The console programs that Windows brings, each a function from an Invocation to an exit code."""

from __future__ import annotations

from sa75kit.simulator.windows.invocation import Invocation
from sa75kit.simulator.windows.running import Program


def powershell(call: Invocation) -> int:
    """Run Windows PowerShell."""
    from sa75kit.simulator.powershell.console import powershell_exe  # only when it is asked for

    code: int = powershell_exe(call)
    return code


def program_table() -> dict[str, Program]:
    """Give a new table of Windows' own programs by file name."""
    return {"powershell.exe": powershell}
