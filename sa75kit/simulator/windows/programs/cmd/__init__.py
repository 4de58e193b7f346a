"""cmd.exe: the command interpreter."""

from __future__ import annotations

from sa75kit.simulator.windows.programs.cmd.entry import cmd

__all__ = ["cmd"]
