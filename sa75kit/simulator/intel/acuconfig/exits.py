"""How ACUConfig ends. Intel never published its table: 0, 32 and 75 are known, the rest is ours.

Nobody should conclude from a number here; what counts is what the firmware says afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ending:
    """An exit code, the sentence of the log's last line, and Intel's internal error number."""

    code: int
    details: str
    internal: int


class Failed(Exception):
    """A command ended before it did anything, or without having done it."""

    def __init__(self, ending: Ending, reason: str = "") -> None:
        super().__init__(ending.details)
        self.ending = ending
        self.reason = reason


SUCCESS = Ending(0, "Success. ", 0x0)
WARNINGS = Ending(32, "Intel(R) AMT operation completed with warnings. ", 0xC0000020)
SYNTAX = Ending(2, "The command line is not valid. Run ACUConfig without parameters for help. ",
                0xC0000002)  # fmt: skip
NOT_ADMINISTRATOR = Ending(7, "This command must be run with administrator privileges. ",
                           0xC0000007)  # fmt: skip
NO_DRIVER = Ending(14, "Failed to connect to the Intel(R) MEI driver. ", 0xC000000E)
NO_AMT = Ending(15, "Intel(R) AMT is not supported, or is disabled in the BIOS. ", 0xC000000F)
NO_LMS = Ending(65, "The Local Manageability Service (LMS.exe) is not running. ", 0xC0000041)
WRONG_PASSWORD = Ending(36, "Invalid username or password for the Intel(R) AMT system. ",
                        0xC0000024)  # fmt: skip
NEEDS_PASSWORD = Ending(37, "The admin password of the Intel(R) AMT system is required. ",
                        0xC0000025)  # fmt: skip
BLOCKED = Ending(38, "The operation is blocked by the Intel(R) AMT auditor. ", 0xC0000026)
REMOTE = Ending(75, "Failed to complete remote configuration of this Intel(R) AMT device. ",
                0xC000004B)  # fmt: skip
NOT_SUPPORTED = Ending(39, "This feature is not supported by this Intel(R) AMT system. ",
                       0xC0000027)  # fmt: skip
WRONG_MODE = Ending(40, "The operation is not permitted in the current control mode. ",
                    0xC0000028)  # fmt: skip
CANCELLED = Ending(41, "The operation was cancelled by the user. ", 0xC0000029)
CANNOT_WRITE = Ending(42, "Failed to write the output file. ", 0xC000002A)
