"""The console programs that Windows brings, each a function from an Invocation to an exit code."""

from __future__ import annotations

from sa75kit.simulator.windows.invocation import Invocation
from sa75kit.simulator.windows.programs.certutil import certutil
from sa75kit.simulator.windows.programs.cmd import cmd
from sa75kit.simulator.windows.programs.file_tools import attrib, icacls, robocopy, takeown, xcopy
from sa75kit.simulator.windows.programs.find import find, hostname, more, sort
from sa75kit.simulator.windows.programs.findstr import findstr
from sa75kit.simulator.windows.programs.net import net
from sa75kit.simulator.windows.programs.netstat import netstat
from sa75kit.simulator.windows.programs.packages import msiexec, pnputil
from sa75kit.simulator.windows.programs.power import ping, shutdown, timeout
from sa75kit.simulator.windows.programs.reg import reg
from sa75kit.simulator.windows.programs.sc import sc
from sa75kit.simulator.windows.programs.small import (
    auditpol,
    chcp,
    fltmc,
    getmac,
    ipconfig,
    where,
)
from sa75kit.simulator.windows.programs.systeminfo import systeminfo
from sa75kit.simulator.windows.programs.taskkill import taskkill
from sa75kit.simulator.windows.programs.tasklist import tasklist
from sa75kit.simulator.windows.programs.whoami import whoami
from sa75kit.simulator.windows.programs.wmic import wmic
from sa75kit.simulator.windows.running import Program


def powershell(call: Invocation) -> int:
    """Run Windows PowerShell."""
    from sa75kit.simulator.powershell.console import powershell_exe  # only when it is asked for

    code: int = powershell_exe(call)
    return code


def program_table() -> dict[str, Program]:
    """Give a new table of Windows' own programs by file name."""
    return {
        "chcp.com": chcp,
        "more.com": more,
        "net1.exe": net,
        "attrib.exe": attrib,
        "auditpol.exe": auditpol,
        "certutil.exe": certutil,
        "cmd.exe": cmd,
        "find.exe": find,
        "findstr.exe": findstr,
        "fltmc.exe": fltmc,
        "getmac.exe": getmac,
        "hostname.exe": hostname,
        "icacls.exe": icacls,
        "ipconfig.exe": ipconfig,
        "msiexec.exe": msiexec,
        "net.exe": net,
        "netstat.exe": netstat,
        "ping.exe": ping,
        "pnputil.exe": pnputil,
        "powershell.exe": powershell,
        "reg.exe": reg,
        "robocopy.exe": robocopy,
        "sc.exe": sc,
        "shutdown.exe": shutdown,
        "sort.exe": sort,
        "systeminfo.exe": systeminfo,
        "takeown.exe": takeown,
        "taskkill.exe": taskkill,
        "tasklist.exe": tasklist,
        "timeout.exe": timeout,
        "where.exe": where,
        "whoami.exe": whoami,
        "wmic.exe": wmic,
        "xcopy.exe": xcopy,
    }
