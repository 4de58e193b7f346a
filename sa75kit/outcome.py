"""What became of one step on one host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sa75kit.guide import Step


class Result(Enum):
    """The words of outcomes.csv."""

    DONE = "done"
    ALREADY_DONE = "already done"
    DRIFTED = "drifted"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    NOT_TRIED = "not tried"


GOOD = frozenset({Result.DONE, Result.ALREADY_DONE})
# What a gate counts: failed, unreachable and undetermined hosts all count.
COUNTS_AT_GATE = frozenset({Result.FAILED, Result.UNREACHABLE, Result.UNCONFIRMED})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One row of outcomes.csv; `wave` counts from 1, 0 for a host that is in none."""

    host: str
    wave: int
    step: Step
    result: Result
    detail: str
    started: datetime | None = None
    finished: datetime | None = None
