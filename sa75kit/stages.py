"""The four stages of one site, each from files to files: what notebooks and scripts call.

work = open_work("site.yaml", "case")
investigate(work); make_plan(work); mitigate(work, approved=digest); verify_site(work)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sa75kit import tables
from sa75kit.assessment import Assessment
from sa75kit.case.folder import SiteFolder, write_text
from sa75kit.case.intake import Site, only, read_site
from sa75kit.case.journal import Journal, entries
from sa75kit.errors import BadInput
from sa75kit.guide import Step
from sa75kit.inventory import Host
from sa75kit.outcome import Outcome
from sa75kit.plan import Kind, Plan, plan_for
from sa75kit.probe import assessment_of, probe_hosts
from sa75kit.reading import Known
from sa75kit.remoting.connection import connect_for
from sa75kit.remoting.logon_guard import LogonGuard, guarded
from sa75kit.remoting.session import Connect
from sa75kit.rollout import Past, WaveReport, all_outcomes, orders_of, past_of, roll_out
from sa75kit.steps import choices_for, decide_all
from sa75kit.verification import Verification, verify
from sa75kit.wire import look

INVESTIGATE = "investigate"
VERIFY = "verify"


@dataclass(frozen=True)
class Work:
    """A site that is worked on, and its folder in the case."""

    site: Site
    folder: SiteFolder

    @property
    def tool(self) -> str:
        """Where ACUConfig is on the hosts."""
        return self.site.settings.tools.acuconfig


def open_work(site: str | Path, case: str | Path) -> Work:
    """Read a site file and open its folder in the case.

    Raises:
        BadInput: a file is wrong, or the folder belongs to another site.
    """
    if not str(site).strip():
        raise BadInput("parameter 'site' is empty: give the path of the site file (YAML)")
    read = read_site(Path(site))
    return Work(read, SiteFolder.open(Path(case), read))


def investigate(work: Work, hosts: Sequence[str] = ()) -> tuple[Assessment, ...]:
    """Ask the hosts (all, or those named) and write facts.jsonl and assessment.csv.

    The files show every host's latest answers, also those that were not named this time.
    """
    for _ in _probe(work, INVESTIGATE, hosts):
        pass  # each is on the disk by now
    assessments = latest_assessments(work)
    _write_facts(work, assessments)
    table = tables.assessment_table(assessments, work.site.hosts)
    tables.write_csv(table, work.folder.path / "assessment.csv")
    return assessments


def _probe(work: Work, purpose: str, names: Sequence[str]) -> Iterator[Assessment]:
    hosts = only(work.site, names)
    connect = _connect(work)
    probe = work.folder.new_probe(purpose)
    yield from probe_hosts(
        hosts,
        connect=connect,
        look=lambda address: look(address, timeout=work.site.settings.remoting.connect_timeout),
        folder=work.folder,
        probe=probe,
        tool=work.tool,
        parallel=work.site.settings.remoting.parallel,
    )


def _connect(work: Work) -> Connect:
    """Give this site's `connect`, its credential checked, under one guard against lockout."""
    remoting = work.site.settings.remoting
    return guarded(
        connect_for(work.site.settings, work.site.folder, work.site.hosts),
        LogonGuard(work.site.settings.rollout.max_credential_rejections),
        port=remoting.port if remoting.transport == "winrm" else None,
        timeout=remoting.connect_timeout,
    )


def check_credentials(work: Work) -> None:
    """See that every credential reference of the site can be resolved; touches no host.

    Raises:
        BadInput: one cannot.
    """
    _connect(work)


def _write_facts(work: Work, assessments: Sequence[Assessment]) -> None:
    order = {host.name: number for number, host in enumerate(work.site.hosts)}
    lines = [
        json.dumps(_facts_to_json(each), ensure_ascii=False)
        for each in sorted(assessments, key=lambda each: order[each.facts.host])
    ]
    write_text(work.folder.path / "facts.jsonl", "".join(line + "\n" for line in lines))


def _facts_to_json(assessment: Assessment) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, reading in vars(assessment.facts).items():
        if isinstance(reading, Known):
            facts[name] = {"value": _plain(reading.value), "source": reading.source}
        elif hasattr(reading, "reason"):
            facts[name] = {"unknown": reading.reason}
        else:
            facts[name] = str(reading)
    return facts


def _plain(value: object) -> object:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, tuple):
        return [str(getattr(each, "image", each)) for each in value]
    return str(getattr(value, "value", value))


def latest_assessments(work: Work, purpose: str = INVESTIGATE) -> tuple[Assessment, ...]:
    """Read every host's latest answers again, from their raw form."""
    probes = work.folder.probes(purpose)
    return tuple(
        assessment_of(work.folder.taken(probes, host.name, work.tool), work.tool)
        for host in work.site.hosts
    )


def make_plan(work: Work) -> Plan:
    """Decide every step of every host from the last investigation; touches no host."""
    settings = work.site.settings
    hosts = {host.name: host for host in work.site.hosts}
    plan = plan_for(
        site=settings.site,
        probe=work.folder.probes(INVESTIGATE)[0],
        policy=settings.policy,
        decisions={
            each.facts.host: decide_all(each.facts, choices_for(hosts[each.facts.host], settings))
            for each in latest_assessments(work)
        },
        waves=settings.rollout.waves,
    )
    work.folder.write_plan(plan)
    return plan


def approved_plan(work: Work, digest: str) -> Plan:
    """Give the plan if this digest is the plan's, and a person approved it.

    Raises:
        BadInput: it is not.
    """
    plan = work.folder.plan()
    if plan.site != work.site.settings.site:
        raise BadInput(f"{work.folder.path}: the plan is for site {plan.site!r}; plan again")
    if digest != plan.digest:
        raise BadInput(
            f"{work.folder.path / 'plan.json'}: its digest is {plan.digest}, not {digest};"
            " read the plan again and approve that one"
        )
    if work.folder.approved() != digest:
        raise BadInput(
            f"{work.folder.path / 'approval.json'}: approves another plan;"
            f" sa75kit approve {work.folder.path} --by NAME"
        )
    if plan.policy != work.site.settings.policy:
        raise BadInput(f"{work.site.path}: the policy has changed since the plan; plan again")
    _same_hosts(plan, work.site.hosts)
    return plan


def _same_hosts(plan: Plan, hosts: Sequence[Host]) -> None:
    gone = set(plan.by_host) - {host.name for host in hosts}
    if gone:
        raise BadInput(f"host {min(gone)!r} of the plan is not in the inventory; plan again")


def past(work: Work, plan: Plan) -> Past:
    """Give what the journal says of this plan."""
    return past_of(entries(work.folder.journal), plan.digest)


def mitigate(work: Work, *, approved: str, waves: str = "all") -> tuple[WaveReport, ...]:
    """Carry out the approved plan: `next` wave, `all` that are not through, or wave number N.

    Writes journal.jsonl and outcomes.csv, the latter after every wave.
    """
    plan = approved_plan(work, approved)
    with work.folder.alone():
        so_far = past(work, plan)
        numbers = _waves_to_do(plan, so_far, waves)
        reports = []
        if numbers:
            connect = _connect(work)
            with Journal(work.folder.journal) as journal:
                for report in roll_out(
                    plan,
                    hosts=work.site.hosts,
                    settings=work.site.settings,
                    past=so_far,
                    connect=connect,
                    journal=journal,
                    waves=numbers,
                ):
                    reports.append(report)
                    write_outcomes(work, plan)
        write_outcomes(work, plan)
    return tuple(reports)


def _waves_to_do(plan: Plan, so_far: Past, waves: str) -> tuple[int, ...]:
    acting = _acting_steps(plan)
    open_waves = tuple(
        number
        for number, wave in enumerate(plan.waves, 1)
        if not all(so_far.finished(host, acting[host]) for host in wave)
    )
    match waves:
        case "all":
            return open_waves
        case "next":
            return open_waves[:1]
    if not waves.isdecimal() or not 1 <= int(waves) <= len(plan.waves):
        raise BadInput(f"waves: {waves!r} is neither next, all nor 1 to {len(plan.waves)}")
    return (int(waves),) if int(waves) in open_waves else ()


def _acting_steps(plan: Plan) -> dict[str, tuple[Step, ...]]:
    return {
        host: tuple(step for step, each in steps.items() if each.kind is Kind.ACT)
        for host, steps in plan.by_host.items()
    }


def outcomes(work: Work, plan: Plan) -> tuple[Outcome, ...]:
    """Give a row for every step of every host of the plan, as the journal has it."""
    so_far = past(work, plan)
    hosts = {host.name: host for host in work.site.hosts}
    return all_outcomes(orders_of(plan, hosts, work.site.settings, so_far), so_far)


def write_outcomes(work: Work, plan: Plan) -> None:
    """Write outcomes.csv."""
    table = tables.outcomes_table(outcomes(work, plan))
    tables.write_csv(table, work.folder.path / "outcomes.csv")


def verify_site(work: Work, hosts: Sequence[str] = ()) -> tuple[Verification, ...]:
    """Ask the hosts again, inside and outside, and write verification.csv and .xlsx."""
    settings = work.site.settings
    by_name = {host.name: host for host in work.site.hosts}
    changed = past_of(entries(work.folder.journal), "").changed
    verifications = tuple(
        verify(
            each,
            choices_for(by_name[each.facts.host], settings),
            changed=changed.get(each.facts.host),
        )
        for each in _probe(work, VERIFY, hosts)
    )
    table = tables.verification_table(verifications, work.site.hosts)
    tables.write_csv(table, work.folder.path / "verification.csv")
    tables.write_xlsx(table, work.folder.path / "verification.xlsx")
    return verifications
