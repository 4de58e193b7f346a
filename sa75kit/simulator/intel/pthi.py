"""The status numbers with which the firmware answers what comes through the MEI driver."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """PTHI statuses (as Open AMT's rpc-go lists them)."""

    SUCCESS = 0
    INTERNAL_ERROR = 1
    NOT_READY = 2
    INVALID_AMT_MODE = 3
    NOT_PERMITTED = 16
    NOT_FOUND = 2068
    BLOCKING_COMPONENT = 2070


class Refused(Exception):
    """The firmware did not do it."""

    def __init__(self, status: Status) -> None:
        super().__init__(f"AMT_STATUS_{status.name} ({status.value:#x})")
        self.status = status
