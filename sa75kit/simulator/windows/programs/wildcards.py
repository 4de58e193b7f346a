"""File names with * and ?, as each program expands them for itself."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import Directory, full_path
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def matches(name: str, pattern: str) -> bool:
    """Say whether a file name matches a pattern: case does not matter, *.* is everything."""
    pattern = pattern.lower().replace("[", "[[]")
    return pattern in ("*.*", "*") or fnmatch.fnmatchcase(name.lower(), pattern)


def expand_wildcards(
    call: Invocation, name: str, *, deep: bool = False
) -> Iterator[tuple[str, str]]:
    """Give the files and directories that a name means: as shown, and the full path."""
    place, slash, pattern = name.replace("/", "\\").rpartition("\\")
    if not slash and name[1:2] == ":":
        place, pattern = name[:2], name[2:]
    directory = full_path(place + slash if place or slash else ".", call.directory)
    try:
        found = call.machine.files.find(directory)
    except Win32Error:
        return
    if not isinstance(found, Directory):
        return
    for key in sorted(found.entries):
        entry = found.entries[key]
        path = f"{directory.rstrip(chr(92))}\\{entry.name}"
        if matches(entry.name, pattern):
            yield f"{place}{slash}{entry.name}", path
        if deep and isinstance(entry, Directory):
            yield from expand_wildcards(call, f"{place}{slash}{entry.name}\\{pattern}", deep=True)
