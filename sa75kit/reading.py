"""What was read of a host, or why it was not: the two never look alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Never, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


@dataclass(frozen=True)
class Known(Generic[T_co]):
    """A value that a source gave."""

    value: T_co
    source: str


@dataclass(frozen=True)
class Unknown:
    """Nothing is known, for this reason."""

    reason: str

    def __bool__(self) -> Never:
        raise TypeError(f"an unknown is neither true nor false: {self.reason}")


Reading = Known[T] | Unknown


def derive(reading: Reading[T], function: Callable[[T], U]) -> Reading[U]:
    """Give the function's value where the reading is known, else the same unknown."""
    if isinstance(reading, Unknown):
        return reading
    return Known(function(reading.value), reading.source)


def agree(what: str, readings: Sequence[Reading[T]]) -> Reading[T]:
    """Merge what several sources say of one thing.

    Sources that know and agree give one `Known` that names them all; two that disagree give an
    `Unknown` that shows both; where none knows, the reasons are kept.
    """
    known = [reading for reading in readings if isinstance(reading, Known)]
    if not known:
        reasons = dict.fromkeys(r.reason for r in readings if isinstance(r, Unknown))
        return Unknown("; ".join(reasons) or f"{what}: no source was asked")
    if any(reading.value != known[0].value for reading in known):
        said = ", ".join(f"{reading.source} says {_word(reading.value)}" for reading in known)
        return Unknown(f"{what}: sources disagree: {said}")
    return Known(known[0].value, ", ".join(dict.fromkeys(reading.source for reading in known)))


def _word(value: object) -> str:
    return str(getattr(value, "value", value))
