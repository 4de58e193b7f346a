"""ACUConfig.exe, the Configurator of Intel SCS: arguments, commands, log, exit codes.

From Intel's SCS and Configuration Utility user guides (chapter "Using the Configurator"): global
options stand before the command, nothing is case-sensitive, each run writes a log file beside the
program whose last line says the exit code.
"""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.program import acuconfig, scs_discovery

__all__ = ["acuconfig", "scs_discovery"]
