"""One site's run: its stages as executed notebooks, and what each of them found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sa75kit import notebook, stages, tables
from sa75kit.case.journal import entries
from sa75kit.errors import BadInput
from sa75kit.plan import Kind

NOTEBOOKS = {
    "investigate": "1-investigate",
    "plan": "2-plan",
    "mitigate": "3-mitigate",
    "verify": "4-verify",
}


@dataclass(frozen=True, kw_only=True)
class SiteRun:
    """A site, its case, the digest that was approved, and parameters for its notebooks."""

    work: stages.Work
    case: Path
    approved: str
    parameters: Mapping[str, str]

    @property
    def name(self) -> str:
        """The site's name."""
        return self.work.site.settings.site


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a stage found: a table, a sentence, and whether anything is left to do."""

    title: str
    table: pd.DataFrame
    sentence: str
    left: bool
    gate: str | None = None


def prepare(site: Path, case: Path, *, approved: str, parameters: Mapping[str, str]) -> SiteRun:
    """Check everything that a person gave, before any host is touched.

    Raises:
        BadInput: a file, a reference, the digest or a parameter is wrong.
    """
    work = stages.open_work(site, case)
    stages.check_credentials(work)
    if approved:
        stages.approved_plan(work, approved)
    _check_parameters(parameters)
    return SiteRun(work=work, case=case, approved=approved, parameters=parameters)


def _check_parameters(parameters: Mapping[str, str]) -> None:
    known = {key for name in NOTEBOOKS.values() for key in notebook.parameters_of(name)}
    strange = sorted(set(parameters) - known)
    if strange:
        raise BadInput(
            f"-p {strange[0]}: no notebook has this parameter; they know {', '.join(sorted(known))}"
        )
    taken = sorted(set(parameters) & {"site", "case", "approved"})
    if taken:
        raise BadInput(f"-p {taken[0]}: is given by the command line itself")


def stages_of(stage: str, *, approved: bool) -> tuple[str, ...]:
    """Name the stages to run; `all` without an approval stops after the plan."""
    if stage != "all":
        if stage == "mitigate" and not approved:
            raise BadInput("--stage mitigate: give the approved plan's digest by --approve")
        return (stage,)
    # An approved plan must not be planned again under its approval.
    return ("mitigate", "verify") if approved else ("investigate", "plan")


def run_stage(run: SiteRun, stage: str) -> Finding:
    """Execute a stage's notebook into the case folder, and say what it found."""
    name = NOTEBOOKS[stage]
    known = notebook.parameters_of(name)
    parameters: dict[str, object] = {k: v for k, v in run.parameters.items() if k in known}
    if stage == "mitigate":
        parameters = {"waves": "all", **parameters, "approved": run.approved}
    notebook.execute(
        name,
        site=run.work.site.path,
        case=run.case,
        out_folder=run.work.folder.path / "notebooks",
        parameters=parameters,
    )
    match stage:
        case "investigate":
            return _investigated(run)
        case "plan":
            return _planned(run)
        case "mitigate":
            return _mitigated(run)
        case _:
            return _verified(run)


def _investigated(run: SiteRun) -> Finding:
    table = tables.read_csv(run.work.folder.path / "assessment.csv")
    settled = {"mitigated", "not affected"}
    open_rows = ~(table["network_exposure"].isin(settled) & table["local_exposure"].isin(settled))
    return Finding(
        title="Assessment",
        table=table,
        sentence=f"{int(open_rows.sum())} of {len(table)} hosts are exposed or undetermined",
        left=bool(open_rows.any()),
    )


def _planned(run: SiteRun) -> Finding:
    plan = run.work.folder.plan()
    acting = {each.host for each in plan.planned if each.kind is Kind.ACT}
    left = {e.host for e in plan.planned if e.kind not in (Kind.SKIP, Kind.NOT_REQUIRED)}
    sentence = f"plan {plan.digest}: {len(acting)} hosts in {len(plan.waves)} waves"
    if acting:
        sentence += (
            f"; to go on: sa75kit approve {run.work.folder.path} --by NAME, then --approve DIGEST"
        )
    elif left:
        sentence = f"nothing that can be done; {len(left)} hosts are held, see because"
    else:
        sentence = "nothing is left to do"
    return Finding(
        title="Plan", table=tables.commands_table(plan), sentence=sentence, left=bool(left)
    )


def _mitigated(run: SiteRun) -> Finding:
    table = tables.read_csv(run.work.folder.path / "outcomes.csv")
    bad = table[~table["outcome"].isin(("done", "already done"))]
    gate = None
    for entry in entries(run.work.folder.journal):
        if entry.get("event") == "wave ends" and entry.get("digest") == run.approved:
            gate = entry.get("stopped")
    changed = int((table["outcome"] == "done").sum())
    return Finding(
        title="Outcomes",
        table=table,
        sentence=f"{changed} steps done, {len(bad)} are not; see detail",
        left=not bad.empty,
        gate=gate,
    )


def _verified(run: SiteRun) -> Finding:
    table = tables.read_csv(run.work.folder.path / "verification.csv")
    bad = table[~table["verdict"].isin(("done", "not required"))]
    sentence = f"{len(table) - len(bad)} of {len(table)} hosts have nothing left to do"
    return Finding(title="Verification", table=table, sentence=sentence, left=not bad.empty)
