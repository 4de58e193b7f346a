"""xs:duration, as WS-Management writes time-outs."""

from __future__ import annotations

import re

_DURATION = re.compile(
    r"^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?|\.\d+)S)?)?$"
)
_SECONDS = (31536000, 2592000, 86400, 3600, 60, 1)


def parse_duration(text: str) -> float:
    """Give the seconds of an xs:duration; ValueError where it is none."""
    match = _DURATION.match(text.strip())
    if match is None or text.strip().endswith(("P", "T")):
        raise ValueError(f"{text!r} is no duration")
    sign, *parts = match.groups()
    total = sum(float(part or 0) * unit for part, unit in zip(parts, _SECONDS, strict=True))
    return -total if sign else total


def format_timeout(seconds: float) -> str:
    """Write a time-out as Windows does: PT7200.000S."""
    return f"PT{seconds:.3f}S"


def format_age(seconds: float) -> str:
    """Write an age as Windows does: P0DT0H1M5S."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return f"P{days}DT{hours}H{minutes}M{rest}S"
