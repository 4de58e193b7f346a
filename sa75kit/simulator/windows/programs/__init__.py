"""The console programs that Windows brings, each a function from an Invocation to an exit code."""

from __future__ import annotations

from sa75kit.simulator.windows.invocation import Invocation
from sa75kit.simulator.windows.programs.certutil import certutil
from sa75kit.simulator.windows.programs.cmd import cmd
from sa75kit.simulator.windows.programs.find import find, hostname, more, sort
from sa75kit.simulator.windows.programs.findstr import findstr
from sa75kit.simulator.windows.programs.netstat import netstat
from sa75kit.simulator.windows.programs.reg import reg
from sa75kit.simulator.windows.programs.sc import sc
from sa75kit.simulator.windows.programs.taskkill import taskkill
from sa75kit.simulator.windows.programs.tasklist import tasklist
from sa75kit.simulator.windows.running import Program


def powershell(call: Invocation) -> int:
    """Run Windows PowerShell."""
    from sa75kit.simulator.powershell.console import powershell_exe  # only when it is asked for

    code: int = powershell_exe(call)
    return code


def program_table() -> dict[str, Program]:
    """Give a new table of Windows' own programs by file name."""
    return {
        "certutil.exe": certutil,
        "cmd.exe": cmd,
        "find.exe": find,
        "findstr.exe": findstr,
        "hostname.exe": hostname,
        "more.com": more,
        "netstat.exe": netstat,
        "powershell.exe": powershell,
        "reg.exe": reg,
        "sc.exe": sc,
        "sort.exe": sort,
        "taskkill.exe": taskkill,
        "tasklist.exe": tasklist,
    }
