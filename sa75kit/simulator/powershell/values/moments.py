"""Moments and spans of time in ticks of 100 nanoseconds, as .NET counts them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import total_ordering

from sa75kit.simulator.powershell.types.net_type import OBJECT, VALUE_TYPE, NetObject, NetType

DATE_TIME = NetType("System.DateTime", VALUE_TYPE, short="datetime", value=True)
TIME_SPAN = NetType("System.TimeSpan", VALUE_TYPE, short="timespan", value=True)
TICKS = 10_000_000
UNSPECIFIED, UTC_KIND, LOCAL = 0, 1, 2
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
MAX_TICKS = 3155378975999999999
FILE_TIME_START = 504911232000000000
assert OBJECT is not None


@total_ordering
class TimeSpan(NetObject):
    """A System.TimeSpan."""

    net_type = TIME_SPAN

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeSpan) and self.ticks == other.ticks

    def __lt__(self, other: TimeSpan) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __str__(self) -> str:
        sign, ticks = ("-", -self.ticks) if self.ticks < 0 else ("", self.ticks)
        seconds, fraction = divmod(ticks, TICKS)
        days, rest = divmod(seconds, 86400)
        text = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
        head = f"{days}." if days else ""
        tail = f".{fraction:07}" if fraction else ""
        return f"{sign}{head}{text}{tail}"

    @property
    def seconds(self) -> float:
        """Give the whole span in seconds."""
        return self.ticks / TICKS

    @classmethod
    def of_seconds(cls, seconds: float) -> TimeSpan:
        """Give a span of so many seconds."""
        return cls(round(seconds * TICKS))


@total_ordering
class DateTime(NetObject):
    """A System.DateTime."""

    net_type = DATE_TIME

    def __init__(self, ticks: int, kind: int = UNSPECIFIED) -> None:
        self.ticks = ticks
        self.kind = kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateTime) and self.ticks == other.ticks

    def __lt__(self, other: DateTime) -> bool:
        return self.ticks < other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __str__(self) -> str:
        return f"{self.clock:%m/%d/%Y %H:%M:%S}"

    @property
    def clock(self) -> datetime:
        """Give what a clock and a calendar show, without a zone (microseconds are cut)."""
        return (_FIRST + timedelta(microseconds=self.ticks // 10)).replace(tzinfo=None)

    @classmethod
    def of_clock(cls, clock: datetime, kind: int = UNSPECIFIED) -> DateTime:
        """Give the moment that a clock without a zone shows."""
        span = clock.replace(tzinfo=UTC) - _FIRST
        return cls((span.days * 86400 + span.seconds) * TICKS + span.microseconds * 10, kind)

    @classmethod
    def utc(cls, moment: datetime) -> DateTime:
        """Give an aware moment as UTC."""
        return cls.of_clock(moment.astimezone(UTC), UTC_KIND)

    @classmethod
    def local(cls, moment: datetime, zone: timezone) -> DateTime:
        """Give an aware moment as local time."""
        return cls.of_clock(moment.astimezone(zone), LOCAL)

    def to_utc(self, zone: timezone) -> DateTime:
        """Give it as UTC; what is unspecified counts as local."""
        if self.kind == UTC_KIND:
            return self
        return DateTime(self.ticks - _offset(zone), UTC_KIND)

    def to_local(self, zone: timezone) -> DateTime:
        """Give it as local time; what is unspecified counts as UTC."""
        if self.kind == LOCAL:
            return self
        return DateTime(self.ticks + _offset(zone), LOCAL)


def _offset(zone: timezone) -> int:
    return int(zone.utcoffset(None).total_seconds()) * TICKS
