"""What can be said of runner.ps1 without a PowerShell: its language level, and who reads it."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

import pytest

from sa75kit.remoting.native import Native
from sa75kit.remoting.pipeline import RUNNER, _Said

LATER = [  # not in Windows PowerShell 2.0
    (r"::new\(", "5.0"), (r"\[pscustomobject\]", "3.0"), (r"\[ordered\]", "3.0"),
    (r"\s-(in|notin|shl|shr)\s", "3.0"), (r"\$PSItem\b", "3.0"), (r"\busing:", "3.0"),
    (r"\?\?|\?\.|&&|\|\|", "7.0"), (r"^\s*(class|enum|using)\s", "5.0"),
    (r"\bGet-CimInstance\b", "3.0"), (r"\$PSScriptRoot\b", "3.0"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "since"), LATER)
def test_the_runner_is_written_in_powershell_2(pattern: str, since: str) -> None:
    code = re.sub(r"^\s*#.*$|\s#\s.*$", "", RUNNER, flags=re.MULTILINE)
    assert not re.search(pattern, code, re.MULTILINE | re.IGNORECASE), f"needs {since}"


def test_the_runner_is_ascii() -> None:
    # PowerShell 2.0 to 5.1 read a script without a BOM in the host's own code page.
    assert RUNNER.isascii()


def test_lines_of_the_runner_become_answers() -> None:
    began = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    commands = [
        Native(shown=(name,), argv=(name,), has_secret=False, timeout=1) for name in ("a", "b")
    ]
    said = _Said(commands, began)
    out = base64.b64encode("サービス".encode("cp932")).decode()
    why = base64.b64encode(b"did not end").decode()
    answers = [
        pair
        for line in (
            "mode FullLanguage", "codepage 932", f"answer 0 1500 250 -1 1 - {out} -",
            f"answer 1 1750 0 - 0 {why} - -", "answer 7 0 0 0 0 - - -", "answer x y", "noise",
        )
        for pair in said.read(line)
    ]  # fmt: skip
    assert said.mode == "FullLanguage"
    assert [index for index, _ in answers] == [0, 1]
    first, second = (answer for _, answer in answers)
    assert first.text == "サービス"
    assert (first.exit_code, first.truncated, first.duration) == (-1, True, 0.25)
    assert (first.started - began).total_seconds() == 1.5
    assert (second.exit_code, second.failure) == (None, "did not end")
