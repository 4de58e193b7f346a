"""The drill: the whole job on a simulated site, and then the machines themselves are asked."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sa75kit import runs, tables
from sa75kit.errors import BadInput
from sa75kit.guide import ME_PORTS
from sa75kit.simulator.fleet import Fleet, FleetError, generate, read_fleet
from sa75kit.simulator.site import Site

Say = Callable[[str], None]
FLEETS = Path(__file__).resolve().parents[1] / "data" / "fleets"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a drill found: the verification, and whether the machines agree with it."""

    folder: Path
    verification: pd.DataFrame
    agreement: pd.DataFrame


def rehearse(*, hosts: int | None, seed: int, case: Path, say: Say) -> Report:
    """Run all four stages on a simulated site, approving its own plan.

    `case` is emptied of an earlier drill first; anything else there is refused.
    """
    _clear(case)
    fleet = _fleet(FLEETS / "drill.json") if hosts is None else generate(hosts, seed)
    with Site(fleet, out=case / "site") as site:
        site.write_files(case / "site")
        say(f"{len(fleet.hosts)} simulated hosts are ready on loopback")
        yaml = case / "site" / "site.yaml"
        run = runs.prepare(yaml, case, approved="", parameters={})
        for stage in ("investigate", "plan"):
            say(f"{stage} …")
            say(f"  {runs.run_stage(run, stage).sentence}")
        digest = run.work.folder.plan().digest
        run.work.folder.approve(digest, "drill")
        run = runs.prepare(yaml, case, approved=digest, parameters={})
        for stage in ("mitigate", "verify"):
            say(f"{stage} …")
            say(f"  {runs.run_stage(run, stage).sentence}")
        verification = tables.read_csv(run.work.folder.path / "verification.csv")
        return Report(
            folder=run.work.folder.path,
            verification=verification,
            agreement=agreement(verification, site.truth()),
        )


def simulate(fleet: Path | None, *, hosts: int, seed: int, out: Path, say: Say) -> None:
    """Keep simulated hosts running until interrupted or terminated."""
    described = generate(hosts, seed) if fleet is None else _fleet(fleet)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with Site(described, out=out) as site:
        site.write_files(out)
        say(f"{len(described.hosts)} simulated hosts; in another terminal:")
        say(f"  sa75kit run {out / 'site.yaml'} --case case")
        print("ready", flush=True)  # noqa: T201
        ended.wait()


def _fleet(path: Path) -> Fleet:
    try:
        return read_fleet(path)
    except FleetError as error:
        raise BadInput(str(error)) from error


def _clear(case: Path) -> None:
    marker = case / ".drill"
    if case.exists() and any(case.iterdir()) and not marker.exists():
        raise BadInput(f"--case {case}: is not empty and not of a drill; name another folder")
    shutil.rmtree(case, ignore_errors=True)
    case.mkdir(parents=True)
    marker.touch()


def agreement(verification: pd.DataFrame, truth: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """Give one row a host: its verdict, what the machine itself says, and whether they agree."""
    rows = []
    for row in verification.to_dict("records"):
        machine = truth[str(row["host"])]
        wrong = [reason for check in _CHECKS if (reason := check(row, machine)) is not None]
        rows.append(
            {
                "host": row["host"],
                "verdict": row["verdict"],
                "machine": _describe(machine),
                "agrees": "no: " + "; ".join(wrong) if wrong else "yes",
            }
        )
    return pd.DataFrame(rows, columns=["host", "verdict", "machine", "agrees"], dtype=str)


Row = Mapping[Any, Any]


def _unprovisioned(row: Row, machine: Row) -> str | None:
    return _compare("unprovisioned", row["unprovisioned"], good=not machine["provisioned"])


def _lms(row: Row, machine: Row) -> str | None:
    lms = machine["lms"]
    good = not lms["exists"] or (lms["start"] == "disabled" and not lms["running"])
    return _compare("lms", row["lms"], good=good)


def _ports_inside(row: Row, machine: Row) -> str | None:
    listening = set(machine["listening"]) & ME_PORTS
    good = not listening and not machine["alternative_lms"]
    return _compare("ports_inside", row["ports_inside"], good=good)


def _ports_outside(row: Row, machine: Row) -> str | None:
    return _compare("ports_outside", row["ports_outside"], good=not machine["wire"])


def _scope(row: Row, machine: Row) -> str | None:
    if row["unprovisioned"] == "not required" and machine["vulnerable"]:
        return "the firmware is vulnerable, the verdict says not required"
    return None


def _undetermined(row: Row, machine: Row) -> str | None:
    if row["verdict"] == "undetermined" and not machine["broken"]:
        return "nothing is broken there, and yet it is undetermined"
    return None


_CHECKS: tuple[Callable[[Row, Row], str | None], ...] = (
    _unprovisioned,
    _lms,
    _ports_inside,
    _ports_outside,
    _scope,
    _undetermined,
)


def _compare(check: str, verdict: str, *, good: bool) -> str | None:
    """A verdict of done must be so, one of left too; undetermined claims nothing."""
    if verdict == "done" and not good:
        return f"{check} says done, the machine says otherwise"
    if verdict == "left" and good:
        return f"{check} says left, the machine has nothing left"
    return None


def _describe(machine: Row) -> str:
    lms = machine["lms"]
    parts = [
        f"provisioned {machine['control_mode']}" if machine["provisioned"] else "not provisioned",
        f"LMS {lms['start']}{', running' if lms['running'] else ''}" if lms["exists"] else "no LMS",
    ]
    if machine["broken"]:
        parts.append(f"broken on purpose: {machine['broken']}")
    return "; ".join(parts)
