"""Dates and times by .NET's format strings, and read from text."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from sa75kit.simulator.powershell.formats.culture import INVARIANT, Culture
from sa75kit.simulator.powershell.formats.numbers import BadFormat
from sa75kit.simulator.powershell.values.moments import LOCAL, TICKS, UTC_KIND, DateTime, TimeSpan

_TOKEN = re.compile(r"(d+|M+|y+|h+|H+|m+|s+|f+|F+|t+|z+|K|g+|/|:)|'([^']*)'|\"([^\"]*)\"|\\(.)|%|(.)", re.S)


def _standard(letter: str, culture: Culture) -> str:
    date, time = culture.short_date, culture.long_time
    table = {
        "d": date,
        "D": culture.long_date,
        "t": culture.short_time,
        "T": time,
        "g": f"{date} {culture.short_time}",
        "G": f"{date} {time}",
        "f": f"{culture.long_date} {culture.short_time}",
        "F": f"{culture.long_date} {time}",
        "o": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        "O": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        "U": f"{culture.long_date} {time}",
        "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        "m": "MMMM d",
        "M": "MMMM d",
        "y": "MMMM yyyy",
        "Y": "MMMM yyyy",
    }
    if letter not in table:
        raise BadFormat
    return table[letter]


def format_date(value: DateTime, pattern: str, culture: Culture, zone: timezone) -> str:
    """Give a moment by a .NET format string; without one as "G"."""
    if pattern in ("r", "R", "o", "O", "s", "u"):
        culture = INVARIANT
    if len(pattern or "G") == 1:
        pattern = _standard(pattern or "G", culture)
    clock, ticks = value.clock, value.ticks % TICKS
    out: list[str] = []
    for found in _TOKEN.finditer(pattern):
        token = found[1]
        if token is None:
            literal = next((found[i] for i in (2, 3, 4, 5) if found[i] is not None), "")
            out.append(literal)
        else:
            out.append(_part(token, clock, ticks, culture) or _zone_part(token, value, zone))
    return "".join(out)


def _part(token: str, clock: datetime, ticks: int, culture: Culture) -> str:
    letter, count = token[0], len(token)
    if letter == "d" and count > 2:
        names = culture.short_days if count == 3 else culture.days
        return names[(clock.weekday() + 1) % 7]
    if letter == "M" and count > 2:
        return (culture.short_months if count == 3 else culture.months)[clock.month - 1]
    if letter == "y":
        number = clock.year % 100 if count <= 2 else clock.year
        return str(number).zfill(count)
    if letter == "t":
        word = culture.am if clock.hour < 12 else culture.pm
        return word[:1] if count == 1 else word or "\0"[:0]
    if letter in "fF":
        text = f"{ticks:07}"[:count]
        return text if letter == "f" else text.rstrip("0")
    number_of = {
        "d": clock.day, "M": clock.month, "H": clock.hour, "h": clock.hour % 12 or 12,
        "m": clock.minute, "s": clock.second,
    }  # fmt: skip
    if letter in number_of:
        return str(number_of[letter]).zfill(min(count, 2))
    return token if letter in "/:" else "A.D." if letter == "g" else ""


def _zone_part(token: str, value: DateTime, zone: timezone) -> str:
    if token[0] not in "zK":
        return ""
    if token == "K" and value.kind not in (UTC_KIND, LOCAL):
        return ""
    if token == "K" and value.kind == UTC_KIND:
        return "Z"
    minutes = int(zone.utcoffset(None).total_seconds() // 60)
    if value.kind == UTC_KIND:
        minutes = 0
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    if token == "z":
        return f"{sign}{minutes // 60}"
    if token == "zz":
        return f"{sign}{minutes // 60:02}"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


_DATE = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_SHORT = r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{2,4})"
_NAMED = (
    r"(?:\w{3,9},?\s+)?(?:(?P<nd>\d{1,2})[\s-]+(?P<nm>[A-Za-z]{3,9})|(?P<nm2>[A-Za-z]{3,9})\s+"
    r"(?P<nd2>\d{1,2}),?)[\s,-]+(?P<ny>\d{4})"
)
_CLOCK = (
    r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,](?P<f>\d{1,7}))?)?\s*(?P<t>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<z>Z|GMT|[+-]\d{2}:?\d{2})?"
)
_WHOLE = re.compile(rf"(?:{_DATE}|{_SHORT}|{_NAMED})(?:[T\s]+{_CLOCK})?$")
_ONLY_CLOCK = re.compile(_CLOCK + "$")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


def parse_date(
    text: str, zone: timezone, today: datetime, *, day_first: bool = False
) -> DateTime | None:
    """Read a date as DateTime.Parse does for the usual forms, None where it is none."""
    text = text.strip()
    found = _WHOLE.match(text)
    if found is None:
        found = _ONLY_CLOCK.match(text)
        if found is None:
            return None
        year, month, day = today.year, today.month, today.day
    else:
        year, month, day = _calendar(found, day_first=day_first)
    try:
        base = datetime(year, month, day, *_hour_of(found))  # noqa: DTZ001
    except ValueError:
        return None
    value = DateTime.of_clock(base)
    value.ticks += int((found["f"] or "0").ljust(7, "0"))
    return _in_zone(value, found["z"], zone)


def _calendar(found: re.Match[str], *, day_first: bool) -> tuple[int, int, int]:
    if found["y"]:
        return int(found["y"]), int(found["m"]), int(found["d"])
    if found["ny"]:
        name = (found["nm"] or found["nm2"])[:3].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
        return int(found["ny"]), month, int(found["nd"] or found["nd2"])
    first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
    if year < 100:
        year += 2000 if year < 30 else 1900
    return (year, second, first) if day_first else (year, first, second)


def _hour_of(found: re.Match[str]) -> tuple[int, int, int]:
    hour = int(found["H"] or 0)
    if found["t"]:
        hour = hour % 12 + (12 if found["t"][0] in "pP" else 0)
    return hour, int(found["M"] or 0), int(found["S"] or 0)


def _in_zone(value: DateTime, written: str | None, zone: timezone) -> DateTime:
    if not written:
        return value
    minutes = 0
    if written not in ("Z", "GMT"):
        sign = -1 if written[0] == "-" else 1
        minutes = sign * (int(written[1:3]) * 60 + int(written[-2:]))
    return DateTime(value.ticks - minutes * 60 * TICKS, UTC_KIND).to_local(zone)


_PARSE_TOKENS = {
    "yyyy": r"(?P<y>\d{4})", "yy": r"(?P<y>\d{2})", "MM": r"(?P<m>\d{2})", "M": r"(?P<m>\d{1,2})",
    "dd": r"(?P<d>\d{2})", "d": r"(?P<d>\d{1,2})", "HH": r"(?P<H>\d{2})", "H": r"(?P<H>\d{1,2})",
    "hh": r"(?P<H>\d{2})", "h": r"(?P<H>\d{1,2})", "mm": r"(?P<M>\d{2})", "m": r"(?P<M>\d{1,2})",
    "ss": r"(?P<S>\d{2})", "s": r"(?P<S>\d{1,2})", "tt": r"(?P<t>[AaPp][Mm])",
    "MMM": r"(?P<nm>[A-Za-z]{3})", "zzz": r"(?P<z>[+-]\d{2}:\d{2})", "K": r"(?P<z>Z|[+-]\d{2}:\d{2})?",
}  # fmt: skip


def parse_exact(text: str, pattern: str, zone: timezone) -> DateTime | None:
    """Read a date by a custom format, as ParseExact does; None where it does not fit."""
    if len(pattern) == 1:
        pattern = _standard(pattern, INVARIANT)
    expression: list[str] = []
    for found in _TOKEN.finditer(pattern):
        token = found[1]
        if token and token[0] in "fF":
            expression.append(rf"(?P<f>\d{{{len(token)}}})")
        elif token and token in _PARSE_TOKENS:
            expression.append(_PARSE_TOKENS[token])
        else:
            literal = next((found[i] for i in (1, 2, 3, 4, 5) if found[i] is not None), "")
            expression.append(re.escape(literal))
    match = re.fullmatch("".join(expression), text)
    if match is None:
        return None
    parts = {"y": None, "m": None, "d": None, "H": None, "M": None, "S": None, "f": None,
             "t": None, "z": None, "nm": None, **match.groupdict()}  # fmt: skip
    return _assembled(parts, zone)


def _assembled(parts: dict[str, str | None], zone: timezone) -> DateTime | None:
    year = int(parts["y"] or 1)
    if parts["y"] and len(parts["y"]) == 2:
        year += 2000 if year < 30 else 1900
    month = int(parts["m"] or 1)
    if parts["nm"] and parts["nm"].lower() in _MONTHS:
        month = _MONTHS.index(parts["nm"].lower()) + 1
    hour = int(parts["H"] or 0)
    if parts["t"]:
        hour = hour % 12 + (12 if parts["t"][0] in "pP" else 0)
    try:
        clock = datetime(year, month, int(parts["d"] or 1), hour, int(parts["M"] or 0),
                         int(parts["S"] or 0))  # fmt: skip  # noqa: DTZ001
    except ValueError:
        return None
    value = DateTime.of_clock(clock)
    value.ticks += int((parts["f"] or "0").ljust(7, "0"))
    return _in_zone(value, parts["z"], zone)


def format_span(value: TimeSpan, pattern: str) -> str:
    """Give a span of time by a .NET format string."""
    if pattern in ("", "c", "t", "T"):
        return str(value)
    ticks = abs(value.ticks)
    seconds, fraction = divmod(ticks, TICKS)
    numbers = {"d": seconds // 86400, "h": seconds // 3600 % 24, "m": seconds // 60 % 60,
               "s": seconds % 60}  # fmt: skip
    if pattern in ("g", "G"):
        days = f"{numbers['d']}:" if numbers["d"] or pattern == "G" else ""
        tail = f".{fraction:07}".rstrip("0").rstrip(".") if pattern == "g" else f".{fraction:07}"
        return f"{days}{numbers['h']}:{numbers['m']:02}:{numbers['s']:02}{tail}"
    out = []
    for found in re.finditer(r"(d+|h+|m+|s+|f+|F+)|'([^']*)'|\\(.)|(.)", pattern):
        token = found[1]
        if token is None:
            out.append(next((found[i] for i in (2, 3, 4) if found[i] is not None), ""))
        elif token[0] in "fF":
            out.append(f"{fraction:07}"[: len(token)])
        else:
            out.append(str(numbers[token[0]]).zfill(len(token)))
    return "".join(out)
