from __future__ import annotations

import json
import threading
from pathlib import Path

from sa75kit.simulator.site_log import SiteLog


def test_lines_are_whole_json_with_utc_time(tmp_path: Path) -> None:
    log = SiteLog([])
    log.record("a", "before", {})
    log.open(tmp_path / "log.jsonl")

    def write(host: str) -> None:
        for number in range(50):
            log.record(host, "asked", {"number": number})

    threads = [threading.Thread(target=write, args=(f"h{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    log.close()
    assert len(rows) == 201
    assert rows[0]["event"] == "before"
    assert all(row["time"].endswith("+00:00") for row in rows)
    assert (tmp_path / "log.jsonl").stat().st_mode & 0o077 == 0


def test_secrets_are_masked_wherever_they_stand() -> None:
    log = SiteLog(["geheim-1"])
    log.record("a", "process", {"command_line": "x /AdminPassword geheim-1", "more": ["geheim-1"]})
    assert "geheim-1" not in json.dumps(log.events)
    assert "/AdminPassword ****" in json.dumps(log.events)
