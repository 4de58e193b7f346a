"""The filters that tasklist and taskkill share: /fi "IMAGENAME eq lms.exe"."""

from __future__ import annotations

from collections.abc import Callable

from sa75kit.simulator.windows.processes import ProcessEntry
from sa75kit.simulator.windows.programs.wildcards import matches

_FIELDS: dict[str, Callable[[ProcessEntry], object]] = {
    "IMAGENAME": lambda entry: entry.image,
    "PID": lambda entry: entry.pid,
    "SESSION": lambda entry: entry.session,
    "SESSIONNAME": lambda entry: entry.session_name,
    "MEMUSAGE": lambda entry: entry.memory_kb,
    "USERNAME": lambda entry: entry.user,
    "SERVICES": lambda entry: entry.services,
    "WINDOWTITLE": lambda entry: entry.title or "N/A",
    "STATUS": lambda _entry: "UNKNOWN",
    "CPUTIME": lambda entry: entry.cpu.total_seconds(),
}
Filter = Callable[[ProcessEntry], bool]


def read_filter(text: str) -> Filter | None:
    """Give the test that a filter means, None where it is not one."""
    words = text.split(None, 2)
    if len(words) != 3 or words[0].upper() not in _FIELDS:
        return None
    get, operator, wanted = _FIELDS[words[0].upper()], words[1].lower(), words[2].strip('"')
    if operator in ("eq", "ne"):
        return lambda entry: _equals(get(entry), wanted) == (operator == "eq")
    if operator in ("gt", "lt", "ge", "le") and wanted.isdigit():
        number = int(wanted)
        compare: dict[str, Callable[[float], bool]] = {
            "gt": lambda value: value > number, "lt": lambda value: value < number,
            "ge": lambda value: value >= number, "le": lambda value: value <= number,
        }  # fmt: skip
        return lambda entry: compare[operator](float(str(get(entry))))
    return None


def _equals(value: object, wanted: str) -> bool:
    if isinstance(value, list):
        return any(matches(str(one), wanted) for one in value)
    return matches(str(value), wanted)
