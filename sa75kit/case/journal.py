"""The journal: append-only JSON lines, each carrying the SHA-256 of the line before.

A line is on the disk before what it announces is sent. A kill can leave half a line: the next
opening ends it and says so in a line of its own, so nothing is ever taken back.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sa75kit.errors import BadInput

_START = "0" * 64


class Journal:
    """One site's journal, open for writing; safe to share among threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        lines = read_lines(path)
        torn = bool(lines) and not lines[-1].endswith(b"\n")
        self._last = _hash(lines[-1]) if lines else _START
        self._file = path.open("ab")
        if torn:
            self._file.write(b"\n")
            self.append("torn", note="the line before was cut short when a run was killed")

    def append(self, event: str, **details: Any) -> None:
        """Write one event and wait until it is on the disk."""
        with self._lock:
            entry = {
                "time": datetime.now(UTC).isoformat(),
                "event": event,
                **details,
                "before": self._last,
            }
            line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._last = _hash(line)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def read_lines(path: Path) -> list[bytes]:
    """Give the journal's lines with their ends, none where there is no journal."""
    return path.read_bytes().splitlines(keepends=True) if path.exists() else []


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Give every event of the journal, its chain checked.

    Raises:
        BadInput: a line was changed, removed or put in.
    """
    last = _START
    cut: int | None = None  # a line that cannot be read; only a "torn" line may follow it
    for number, line in enumerate(read_lines(path), start=1):
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if cut is not None and (not isinstance(entry, dict) or entry.get("event") != "torn"):
            raise BadInput(f"{path}: line {cut} cannot be read; the journal was changed")
        cut = None if isinstance(entry, dict) else number
        if isinstance(entry, dict):
            if entry.get("before") != last:
                raise BadInput(f"{path}: line {number} does not follow the line before it")
            yield entry
        last = _hash(line)


def _hash(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\n")).hexdigest()
