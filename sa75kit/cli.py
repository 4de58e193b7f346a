"""The command line: results to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Annotated, NoReturn, ParamSpec

import typer
from rich.console import Console

from sa75kit import own_sockets, printing, runs, tables, wire
from sa75kit.case.folder import SiteFolder
from sa75kit.errors import BadInput, GateStopped, Sa75Error
from sa75kit.reading import Known

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Investigate, mitigate and verify INTEL-SA-00075 across batches of Windows hosts.",
)
err = Console(stderr=True)
P = ParamSpec("P")


class ExitStatus(Enum):
    """What the exit status says (contract)."""

    NOTHING_LEFT = 0
    SOMETHING_LEFT = 1
    BAD_INPUT = 2
    GATE = 3


class Stage(Enum):
    """A stage of one site."""

    INVESTIGATE = "investigate"
    PLAN = "plan"
    MITIGATE = "mitigate"
    VERIFY = "verify"
    ALL = "all"


def _exits(command: Callable[P, ExitStatus]) -> Callable[P, NoReturn]:
    """Turn what a command gives, or raises, into the exit status."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> NoReturn:
        try:
            status = command(*args, **kwargs)
        except BadInput as error:
            _complain(error)
            status = ExitStatus.BAD_INPUT
        except GateStopped as error:
            _complain(error)
            status = ExitStatus.GATE
        except Sa75Error as error:
            _complain(error)
            status = ExitStatus.SOMETHING_LEFT
        raise typer.Exit(status.value)

    return run


def _complain(error: Sa75Error) -> None:
    err.print(f"sa75kit: {error}", markup=False, highlight=False, soft_wrap=True)


@app.command()
@_exits
def drill(
    hosts: Annotated[
        int | None, typer.Option(min=1, max=500, help="Generated hosts, not the drill's own 12.")
    ] = None,
    case: Annotated[Path | None, typer.Option(help="Where to keep what the drill leaves.")] = None,
    seed: Annotated[int, typer.Option(help="Of the generated hosts.")] = 75,
) -> ExitStatus:
    """Rehearse the whole job on a simulated site, then ask the machines themselves."""
    report = _drills().rehearse(hosts=hosts, seed=seed, case=case or Path("out/drill"), say=_say)
    printing.table(report.verification, title="Verification")
    printing.table(report.agreement, title="Verdicts and the machines themselves")
    wrong = [row for row in report.agreement.to_dict("records") if row["agrees"] != "yes"]
    _say(f"evidence: {report.folder}")
    _say(
        f"{len(wrong)} of {len(report.agreement)} hosts disagree with their verdict"
        if wrong
        else f"every verdict of {len(report.agreement)} hosts agrees with the machine's real state"
    )
    return ExitStatus.SOMETHING_LEFT if wrong else ExitStatus.NOTHING_LEFT


@app.command()
@_exits
def simulate(
    fleet: Annotated[Path | None, typer.Argument(help="A fleet file; else hosts are made.")] = None,
    hosts: Annotated[int, typer.Option(min=1, max=5000)] = 5,
    seed: Annotated[int, typer.Option()] = 75,
    out: Annotated[Path, typer.Option(help="Where inventory, site and log go.")] = Path("out/site"),
) -> ExitStatus:
    """Start simulated Windows hosts on loopback and keep them until interrupted."""
    _drills().simulate(fleet, hosts=hosts, seed=seed, out=out, say=_say)
    return ExitStatus.NOTHING_LEFT


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
@_exits
def run(
    context: typer.Context,
    site: Annotated[Path, typer.Argument(metavar="SITE.yaml")],
    stage: Annotated[Stage, typer.Option()] = Stage.ALL,
    case: Annotated[Path, typer.Option(help="The case folder.")] = Path("case"),
    approve: Annotated[str, typer.Option(metavar="DIGEST", help="The approved plan.")] = "",
) -> ExitStatus:
    """Run one site's stages; `all` without --approve stops after the plan.

    -p KEY VALUE gives a notebook parameter; it may be repeated.
    """
    parameters = _parameters(context.args)
    site_run = runs.prepare(site, case, approved=approve, parameters=parameters)
    left = False
    for name in runs.stages_of(stage.value, approved=bool(approve)):
        _say(f"{site_run.name}: {name}")
        finding = runs.run_stage(site_run, name)
        printing.table(finding.table, title=finding.title)
        _say(f"{site_run.name}: {finding.sentence}")
        left = finding.left
        if finding.gate is not None:
            raise GateStopped(f"{site_run.name}: stopped at the gate: {finding.gate}")
    return ExitStatus.SOMETHING_LEFT if left else ExitStatus.NOTHING_LEFT


def _parameters(rest: Sequence[str]) -> dict[str, str]:
    """Read `-p KEY VALUE`…: typer has no repeatable option with two values."""
    given: dict[str, str] = {}
    words = list(rest)
    while words:
        option, *words = words
        if option not in ("-p", "--parameters") or len(words) < 2:
            raise BadInput(f"{option}: not understood; parameters are given as -p KEY VALUE")
        key, value, *words = words
        given[key] = value
    return given


@app.command()
@_exits
def approve(
    folder: Annotated[Path, typer.Argument(metavar="CASE/SITE")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves.")],
) -> ExitStatus:
    """Show the plan and its digest, and record the approval."""
    if not by.strip():
        raise BadInput("--by: give the name of the person who approves")
    site_folder = SiteFolder.existing(folder)
    plan = site_folder.plan()
    printing.table(tables.commands_table(plan), title=f"Plan of {plan.site}")
    site_folder.approve(plan.digest, by)
    sys.stdout.write(plan.digest + "\n")
    _say(f"approved by {by}: {folder / 'approval.json'}")
    return ExitStatus.NOTHING_LEFT


@app.command()
@_exits
def ports(
    addresses: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS]…")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, max=60, help="Seconds a port.")] = 3.0,
) -> ExitStatus:
    """Show who holds the ME ports of this machine, or what answers on them at addresses."""
    if addresses:
        return _ports_from_outside(addresses, as_json=as_json, timeout=timeout)
    rows = own_sockets.listeners()
    _give(own_sockets.as_rows(rows), own_sockets.COLUMNS, as_json=as_json, title="ME ports here")
    if not rows:
        _say("nothing on this machine listens on an ME port")
    return ExitStatus.SOMETHING_LEFT if rows else ExitStatus.NOTHING_LEFT


def _ports_from_outside(addresses: Sequence[str], *, as_json: bool, timeout: float) -> ExitStatus:
    seen = dict(zip(addresses, wire.look_all(addresses, timeout=timeout), strict=True))
    rows: list[dict[str, object]] = []
    clear = True
    for address, witness in seen.items():
        if not isinstance(witness, Known):
            rows.append({"address": address, "port": "", "said": f"undetermined: {witness.reason}"})
            clear = False
            continue
        found = {**witness.value.unclear, **witness.value.answered}
        clear = clear and not found
        rows += [{"address": address, "port": p, "said": found[p]} for p in sorted(found)]
        if not found:
            rows.append({"address": address, "port": "", "said": "nothing answered"})
    _give(rows, ("address", "port", "said"), as_json=as_json, title="ME ports from outside")
    return ExitStatus.NOTHING_LEFT if clear else ExitStatus.SOMETHING_LEFT


def _drills() -> ModuleType:
    """Give the drill; only rehearsals need the simulator, so only they import it."""
    try:
        from sa75kit import drill
    except ModuleNotFoundError as error:
        raise Sa75Error(
            f"drill and simulate cannot run yet: this version's simulator lacks {error.name};"
            " run, approve and ports can"
        ) from error
    return drill


def _give(
    rows: Sequence[dict[str, object]], columns: Sequence[str], *, as_json: bool, title: str
) -> None:
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif rows:
        printing.rows(rows, columns, title=title)


def _say(text: str) -> None:
    err.print(text, markup=False, highlight=False, soft_wrap=True)
