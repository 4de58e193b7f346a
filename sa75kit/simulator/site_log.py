"""log.jsonl: one line for everything that simulated hosts were asked and that changed there."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

MASK = "********"


class SiteLog:
    """Events of all hosts in the order in which they happened; secrets are masked.

    Without a file they are kept in `events`; with one, what came before is written first.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self.events: list[dict[str, object]] = []
        self._secrets = tuple(secret for secret in secrets if secret)
        self._lock = threading.Lock()
        self._file: TextIO | None = None

    def open(self, path: Path) -> None:
        """Write from now on into this file (readable by its owner alone), over what was there."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(handle, "w", encoding="utf-8")
            for event in self.events:
                self._write(event)

    def record(self, host: str, event: str, details: dict[str, object]) -> None:
        """Note one event of a host."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = {"time": now, "host": host, "event": event, "details": self._masked(details)}
        with self._lock:
            if self._file is None:
                self.events.append(row)
            else:
                self._write(row)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _write(self, row: dict[str, object]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        self._file.flush()

    def _masked(self, value: object) -> object:
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, MASK)
            return value
        if isinstance(value, dict):
            return {key: self._masked(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._masked(inner) for inner in value]
        return value
