"""What ACUConfig says about itself when it is not told what to do."""

from __future__ import annotations

from sa75kit.simulator.intel.discovery import SCS_VERSION

_OVERVIEW = f"""\
Intel(R) AMT Configuration Utility (Configurator) Version {SCS_VERSION}
Copyright (C) Intel Corporation. All rights reserved.

Usage: ACUConfig.exe [global options] command [command arguments and options]

Global options:
  /Output {{Console | Silent | File <logfile>}}   where messages go
  /LowSecurity                                  do not check signatures
  /Verbose                                      write a detailed log
  /KeepLogFile                                  append to an existing log file

Commands:
  Status                    status of this Intel(R) AMT system
  SystemDiscovery           data about this system, as XML and in the registry
  UnConfigure               unconfigure this Intel(R) AMT system
  DisableClientControlMode  disable Client Control Mode
  DisableEmbeddedHBC        disable Embedded Host Based Configuration

To see the syntax of a command: ACUConfig.exe command /?
"""
_COMMANDS = {
    "unconfigure": "UnConfigure [/AdminPassword <password>] [/RCSaddress <RCSaddress>]\n"
    "  [/WMIuser <username>] [/WMIuserPassword <password>] [/SourceForAMTName <source>] [/Full]",
    "disableclientcontrolmode": "DisableClientControlMode [/confirmDisableCCM]",
    "disableembeddedhbc": "DisableEmbeddedHBC",
    "status": "Status",
    "systemdiscovery": "SystemDiscovery [<filename>] [/NoFile] [/NoRegistry]\n"
    "  [/AdminPassword <password>]",
}


def usage(command: str = "") -> str:
    """Give the help of a command, or the list of commands."""
    text = _COMMANDS.get(command)
    text = f"Syntax:\nACUConfig.exe [global options] {text}\n" if text else _OVERVIEW
    return text.replace("\n", "\r\n")
