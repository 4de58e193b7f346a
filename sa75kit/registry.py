"""`reg.exe query`: how to read its answer.

Key names and value types are never translated; the name of a default value and the messages
are. Exit code 1 means "not there" and "not allowed" alike, so it never tells that a key is absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer

Keys = Mapping[str, Mapping[str, str]]

_VALUE = re.compile(r"^ {4}(.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$")


def parse_keys(answer: Answer) -> Reading[Keys]:
    """Read `reg.exe query`: key → value name → text of its data; all names in lower case."""
    source = "reg.exe"
    if answer.complaint is not None:
        return Unknown(f"{source}: {answer.complaint}")
    if answer.exit_code != 0:
        return Unknown(f"{source}: not there or not readable (exit code {answer.exit_code})")
    lines = answer.text.split("\n")
    if lines[-1].strip():
        return Unknown(f"{source}: the answer ends in the middle of a line")
    if lines[-2:-1] and _VALUE.match(lines[-2].rstrip("\r")):
        # A key's values are closed by an empty line; without it there may be more.
        return Unknown(f"{source}: the answer ends among the values of a key")
    keys: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    for line in (line.rstrip("\r") for line in lines):
        if line.startswith("HKEY_"):
            values = keys.setdefault(line.strip().casefold(), {})
        elif found := _VALUE.match(line):
            values[found[1].casefold()] = (found[3] or "").strip()
    if not keys:
        return Unknown(f"{source}: the answer is not understood")
    return Known(keys, source)


def dword(text: str) -> int | None:
    """Give the number of a REG_DWORD as `reg.exe` writes it (0x1)."""
    return int(text, 16) if re.fullmatch(r"0x[0-9a-fA-F]+", text) else None
