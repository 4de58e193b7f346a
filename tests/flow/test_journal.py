from __future__ import annotations

from pathlib import Path

import pytest

from sa75kit.case.journal import Journal, entries
from sa75kit.errors import BadInput


def test_lines_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    for number in range(3):
        with Journal(path) as journal:
            journal.append("sending", number=number)
    assert [entry["number"] for entry in entries(path)] == [0, 1, 2]


def test_a_line_cut_by_a_kill_is_kept_and_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path) as journal:
        journal.append("sending", number=1)
    path.write_bytes(path.read_bytes() + b'{"time": "2026')
    with Journal(path) as journal:
        journal.append("sending", number=2)
    assert [entry["event"] for entry in entries(path)] == ["sending", "torn", "sending"]
    assert b'{"time": "2026\n' in path.read_bytes()


@pytest.mark.parametrize("change", ["remove", "edit"])
def test_a_changed_journal_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path) as journal:
        for number in range(3):
            journal.append("sending", number=number)
    lines = path.read_bytes().splitlines(keepends=True)
    if change == "remove":
        del lines[1]
    else:
        lines[1] = lines[1].replace(b'"number": 1', b'"number": 9')
    path.write_bytes(b"".join(lines))
    with pytest.raises(BadInput, match=r"line [23] does not follow"):
        list(entries(path))
