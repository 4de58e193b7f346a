"""The command line end to end, with the local transport: this machine is no Windows machine,
so every answer is missing, and the kit must say so and give no all-clear."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

SITE = """site: here
inventory: hosts.csv
remoting: {transport: local, command_timeout: 5, connect_timeout: 2}
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="here the answers would be real")


def sa75kit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from sa75kit.cli import app; app()", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hosts.csv").write_text("host,address,owner\npc-1,127.0.0.1,=1+1\n", "utf-8")
    (tmp_path / "site.yaml").write_text(SITE, "utf-8")
    return tmp_path


def test_what_cannot_be_read_is_undetermined_from_end_to_end(folder: Path) -> None:
    ran = sa75kit(folder, "run", "site.yaml")
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False), ran.stderr
    kept = folder / "case" / "here"
    row = pd.read_csv(kept / "assessment.csv", dtype=str).iloc[0]
    assert row["network_exposure"] == row["local_exposure"] == "undetermined"
    assert row["owner"] == "'=1+1"

    approved = sa75kit(folder, "approve", "case/here", "--by", "me")
    digest = approved.stdout.splitlines()[-1]
    assert digest == json.loads((kept / "plan.json").read_text("utf-8"))["digest"]

    refused = sa75kit(folder, "run", "site.yaml", "--approve", "0" * 64)
    assert refused.returncode == 2
    assert digest in refused.stderr

    ran = sa75kit(folder, "run", "site.yaml", "--approve", digest)
    assert ran.returncode == 1, ran.stderr
    row = pd.read_csv(kept / "verification.csv", dtype=str).iloc[0]
    assert row["verdict"] == "undetermined"
    for name in ("1-investigate", "2-plan", "3-mitigate", "4-verify"):
        page = (kept / "notebooks" / f"{name}.html").read_text("utf-8")
        assert not re.search(r"""(src|href)=["']?https?:|import\s*\(?["']https?:""", page)
    assert not (kept / "journal.jsonl").exists()  # nothing was sent


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("run", "site.yaml", "-p", "onyl", "pc-1"), "-p onyl: no notebook has this parameter"),
        (("run", "site.yaml", "--paralel", "3"), "--paralel: not understood"),
        (("run", "site.yaml", "--stage", "mitigate"), "give the approved plan's digest"),
        (("run", "site.yaml", "--approve", "abc"), "plan first"),
        (("approve", "case/nowhere", "--by", "me"), "no such case folder"),
    ],
)
def test_bad_input_is_exit_2_with_a_sentence(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = sa75kit(folder, *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_a_credential_that_cannot_be_resolved_touches_nothing(folder: Path) -> None:
    yaml = "site: here\ninventory: hosts.csv\nremoting: {credential: 'file:gone.json'}\n"
    (folder / "site.yaml").write_text(yaml, "utf-8")
    ran = sa75kit(folder, "run", "site.yaml")
    assert ran.returncode == 2
    assert "gone.json" in ran.stderr
    assert not list((folder / "case" / "here" / "raw").iterdir())


def test_ports_of_this_machine_are_json_for_scripts(folder: Path) -> None:
    ran = sa75kit(folder, "ports", "--json")
    rows = json.loads(ran.stdout)
    assert ran.returncode == (1 if rows else 0)
    assert all({"port", "protocol", "image", "pid"} <= set(row) for row in rows)
