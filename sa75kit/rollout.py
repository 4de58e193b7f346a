"""Carry out an approved plan wave by wave, with a gate after each; take up a killed run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sa75kit.apply import Order, apply_host, not_tried, outcome_from_json
from sa75kit.case.journal import Journal
from sa75kit.guide import Step
from sa75kit.inventory import Host
from sa75kit.outcome import COUNTS_AT_GATE, GOOD, Outcome, Result
from sa75kit.plan import Plan, size_of
from sa75kit.probe import in_parallel
from sa75kit.remoting.session import Connect
from sa75kit.settings import Settings
from sa75kit.steps import choices_for


@dataclass(frozen=True)
class Past:
    """What the journal says of one plan: commands that may have arrived, outcomes, last change."""

    sent: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    outcomes: Mapping[tuple[str, Step], Outcome] = field(default_factory=dict)
    changed: Mapping[str, datetime] = field(default_factory=dict)

    def finished(self, host: str, steps: Sequence[Step]) -> bool:
        """Whether every step of the host ended well."""
        return all(
            (outcome := self.outcomes.get((host, step))) is not None and outcome.result in GOOD
            for step in steps
        )


def past_of(entries: Iterator[dict[str, Any]], digest: str) -> Past:
    """Read the journal; `changed` counts changes of every plan, the rest only this one's."""
    sent: dict[str, set[tuple[str, ...]]] = {}
    outcomes: dict[tuple[str, Step], Outcome] = {}
    changed: dict[str, datetime] = {}
    for entry in entries:
        event, host = entry.get("event"), str(entry.get("host"))
        if event == "sending":
            changed[host] = datetime.fromisoformat(entry["time"])
        if entry.get("digest") != digest:
            continue
        command = tuple(entry.get("argv", ()))
        if event == "sending":
            sent.setdefault(host, set()).add(command)
        elif event == "not sent":
            sent.get(host, set()).discard(command)
        elif event == "outcome":
            outcome = outcome_from_json(entry)
            before = outcomes.get((outcome.host, outcome.step))
            # What we did stays "done" when a later run finds it so.
            if outcome.result is Result.ALREADY_DONE and before and before.result in GOOD:
                continue
            outcomes[outcome.host, outcome.step] = outcome
    return Past(
        sent={host: frozenset(commands) for host, commands in sent.items()},
        outcomes=outcomes,
        changed=changed,
    )


@dataclass(frozen=True, kw_only=True)
class WaveReport:
    """One wave when it is through: its rows, and why the gate stops if it does."""

    number: int
    outcomes: tuple[Outcome, ...]
    stopped: str | None


def roll_out(
    plan: Plan,
    *,
    hosts: Sequence[Host],
    settings: Settings,
    past: Past,
    connect: Connect,
    journal: Journal,
    waves: Sequence[int],
) -> Iterator[WaveReport]:
    """Carry out these waves (counted from 1) and give a report after each.

    A host that the journal shows finished is not touched again. The waves end at the first gate
    that stops.
    """
    by_name = {host.name: host for host in hosts}
    orders = orders_of(plan, by_name, settings, past)
    for number in waves:
        report = _wave(
            number, plan, orders, past, connect=connect, journal=journal, settings=settings
        )
        yield report
        if report.stopped is not None:
            return


def orders_of(
    plan: Plan, hosts: Mapping[str, Host], settings: Settings, past: Past
) -> Mapping[str, Order]:
    """Give every host's order; a host in no wave has wave 0."""
    wave_of = {name: number for number, wave in enumerate(plan.waves, 1) for name in wave}
    return {
        name: Order(
            host=hosts[name],
            wave=wave_of.get(name, 0),
            digest=plan.digest,
            approved=steps,
            choices=choices_for(hosts[name], settings),
            sent=past.sent.get(name, frozenset()),
            settle=min(60.0, settings.remoting.command_timeout),
        )
        for name, steps in plan.by_host.items()
    }


def all_outcomes(orders: Mapping[str, Order], past: Past) -> tuple[Outcome, ...]:
    """Give a row for every step of every host of the plan, tried or not."""
    rows = []
    for name, order in orders.items():
        because = "in no wave: nothing can be done" if order.wave == 0 else "its turn has not come"
        for row in not_tried(order, because):
            rows.append(past.outcomes.get((name, row.step), row))
    return tuple(rows)


def _wave(
    number: int,
    plan: Plan,
    orders: Mapping[str, Order],
    past: Past,
    *,
    connect: Connect,
    journal: Journal,
    settings: Settings,
) -> WaveReport:
    members = plan.waves[number - 1]
    kept = [name for name in members if past.finished(name, tuple(orders[name].approved))]
    todo = [orders[name] for name in members if name not in set(kept)]
    journal.append(
        "wave begins", digest=plan.digest, wave=number, hosts=[o.host.name for o in todo]
    )
    outcomes = [past.outcomes[name, step] for name in kept for step in orders[name].approved]
    work = in_parallel(
        lambda order: apply_host(order, connect=connect, journal=journal),
        todo,
        settings.remoting.parallel,
    )
    for rows in work:
        outcomes.extend(rows)
    stopped = gate(outcomes, len(members), settings.rollout.max_failed)
    journal.append("wave ends", digest=plan.digest, wave=number, stopped=stopped)
    return WaveReport(number=number, outcomes=tuple(outcomes), stopped=stopped)


def gate(outcomes: Sequence[Outcome], hosts: int, max_failed: int | str) -> str | None:
    """Say why the rollout stops after a wave of so many hosts, None where it goes on.

    It stops at the limit, not above it; failed, unreachable and undetermined hosts all count.
    """
    bad = {outcome.host for outcome in outcomes if outcome.result in COUNTS_AT_GATE}
    limit = size_of(max_failed, hosts)
    if len(bad) < limit:
        return None
    names = ", ".join(sorted(bad)[:5]) + (", …" if len(bad) > 5 else "")
    return f"{len(bad)} of {hosts} hosts failed or are unclear (limit {limit}): {names}"
