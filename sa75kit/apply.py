"""Carry out one host's approved steps, if they still hold.

read → decide → same as approved? → journal → send → journal → read again. A change that the
journal says was sent is never sent again: the host is read instead.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sa75kit import lms, ports
from sa75kit.case.journal import Journal
from sa75kit.errors import HostError, NotSent, Unanswered
from sa75kit.facts import Facts, facts_from, queries_for
from sa75kit.guide import ORDER, Step
from sa75kit.inventory import Host
from sa75kit.outcome import GOOD, Outcome, Result
from sa75kit.plan import Kind, Planned
from sa75kit.reading import Known
from sa75kit.remoting.session import Answer, Answers, Change, Connect, Query, Session
from sa75kit.steps import DECIDE, Act, Choices, Decision, Hold, Skip

# A change in LMS shows in these alone; the others need the whole investigation again.
_LMS_QUERIES = (lms.CONFIGURATION, lms.STATE, lms.REGISTRATION, ports.SOCKETS, ports.PROCESSES)
_OF_LMS = (Step.LMS, Step.CONFIRM_PORTS)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be done on one host, and what the journal says of it already.

    `sent`: commands of this plan that may have reached the host. `settle`: for how many seconds
    a change may take to show.
    """

    host: Host
    wave: int
    digest: str
    approved: Mapping[Step, Planned]
    choices: Choices
    sent: frozenset[tuple[str, ...]] = frozenset()
    settle: float = 60.0


def apply_host(order: Order, *, connect: Connect, journal: Journal) -> tuple[Outcome, ...]:
    """Give one outcome for every step of the host; never raises for the host."""
    outcomes: list[Outcome] = []
    sent: set[tuple[str, ...]] = set()
    try:
        try:
            _work_through(order, connect, journal, outcomes, sent)
        except Unanswered:
            # It may have happened: the host is read again, and what was sent is not sent again.
            again = replace(order, sent=order.sent | sent)
            _work_through(again, connect, journal, outcomes, sent)
    except HostError as error:
        result = Result.UNREACHABLE if isinstance(error, NotSent) else Result.UNCONFIRMED
        if sent:
            result = Result.UNCONFIRMED
        outcomes = _with_rest(order, outcomes, result, str(error))
    except Exception as error:  # the edge of one host's work: journaled with its type
        detail = f"{type(error).__name__}: {error}"
        outcomes = _with_rest(order, outcomes, Result.FAILED, detail)
    for outcome in outcomes:
        journal.append("outcome", digest=order.digest, **outcome_to_json(outcome))
    return tuple(outcomes)


def _work_through(
    order: Order,
    connect: Connect,
    journal: Journal,
    outcomes: list[Outcome],
    sent: set[tuple[str, ...]],
) -> None:
    """Add the outcomes of the steps that have none yet, and note what was sent."""
    with connect(order.host) as session:
        work = _Work(order, session, journal, sent)
        outcomes.extend(work.steps(skip=frozenset(each.step for each in outcomes)))


def not_tried(order: Order, because: str) -> tuple[Outcome, ...]:
    """Give the rows of a host that nobody tried; a step with nothing to do says so."""
    return tuple(
        _outcome(order, step, *_unacted(order, planned, because))
        for step, planned in _ordered(order.approved)
    )


class _Work:
    """One host's steps over one open session."""

    def __init__(
        self, order: Order, session: Session, journal: Journal, sent: set[tuple[str, ...]]
    ) -> None:
        self._order = order
        self._session = session
        self._journal = journal
        self._sent = sent
        self._tool = order.choices.acuconfig
        self._answers: dict[Query, Answer] = {}

    def steps(self, *, skip: frozenset[Step]) -> Iterator[Outcome]:
        """Work through the steps in the guide's order; after a bad one the rest is not tried."""
        stopped: str | None = None
        facts = self._read(queries_for(self._tool))
        for step, planned in _ordered(self._order.approved):
            if step in skip:
                continue
            if stopped is not None or planned.kind is not Kind.ACT:
                because = stopped or planned.because
                if step is Step.CONFIRM_PORTS and stopped is None:
                    yield self._confirm(facts)
                else:
                    yield _outcome(self._order, step, *_unacted(self._order, planned, because))
                continue
            started = datetime.now(UTC)
            result, detail, facts = self._step(step, planned, facts)
            if result not in GOOD:
                stopped = f"after {step.value}: {result.value}"
            outcome = _outcome(self._order, step, result, detail)
            yield replace(outcome, started=started, finished=datetime.now(UTC))

    def _confirm(self, facts: Facts) -> Outcome:
        decision = DECIDE[Step.CONFIRM_PORTS](facts, self._order.choices)
        result = Result.DONE if isinstance(decision, Skip) else Result.UNCONFIRMED
        return _outcome(self._order, Step.CONFIRM_PORTS, result, decision.because)

    def _step(self, step: Step, planned: Planned, facts: Facts) -> tuple[Result, str, Facts]:
        decision = DECIDE[step](facts, self._order.choices)
        if not isinstance(decision, Act):
            return (*self._not_acting(planned, decision), facts)
        drift = _drift(decision, planned)
        if drift is not None:
            return Result.DRIFTED, drift, facts
        again = [c for c in decision.changes if c.shown in self._order.sent]
        if again:
            what = " ".join(again[0].shown)
            detail = f"sent by an earlier run and not seen to work, so not sent again: {what}"
            return Result.UNCONFIRMED, detail, facts
        if step is Step.LMS:
            self._record_rollback(facts)
        failure = self._send_all(step, decision.changes)
        facts, fresh = self._settle(step, facts)
        if isinstance(fresh, Skip):
            return Result.DONE, decision.because, facts
        if failure is not None:
            return Result.FAILED, failure, facts
        return Result.UNCONFIRMED, f"sent, but read afterwards: {fresh.because}", facts

    def _not_acting(self, planned: Planned, decision: Skip | Hold) -> tuple[Result, str]:
        if isinstance(decision, Skip):
            ours = any(change.shown in self._order.sent for change in planned.changes)
            return Result.DONE if ours else Result.ALREADY_DONE, decision.because
        result = Result.UNCONFIRMED if decision.undetermined else Result.DRIFTED
        return result, decision.because

    def _send_all(self, step: Step, changes: Sequence[Change]) -> str | None:
        """Send a step's changes until one fails; give why."""
        for change in changes:
            note = {"digest": self._order.digest, "host": self._order.host.name}
            note |= {"step": step.value, "wave": str(self._order.wave)}
            command = list(change.shown)
            self._journal.append("sending", argv=command, cites=change.cites, **note)
            self._sent.add(change.shown)
            try:
                answer = self._session.run(change)
            except NotSent as error:
                self._journal.append("not sent", argv=command, reason=str(error), **note)
                self._sent.discard(change.shown)
                raise
            except Unanswered as error:
                self._journal.append("no answer", argv=command, reason=str(error), **note)
                raise
            self._journal.append("answer", **_answer_note(answer), **note)
            if answer.complaint is not None:
                return f"{change.shown[0]}: {answer.complaint}"
            if answer.exit_code != 0:
                return f"{' '.join(change.shown)}: exit code {answer.exit_code}"
        return None

    def _settle(self, step: Step, facts: Facts) -> tuple[Facts, Decision]:
        """Read the host again until the step has nothing left to do, or time is up."""
        queries = _LMS_QUERIES if step in _OF_LMS else queries_for(self._tool)
        deadline = time.monotonic() + self._order.settle
        pause = 0.2
        while True:
            facts = self._read(queries)
            decision = DECIDE[step](facts, self._order.choices)
            if isinstance(decision, Skip) or time.monotonic() + pause > deadline:
                return facts, decision
            time.sleep(pause)
            pause = min(2 * pause, 5.0)

    def _record_rollback(self, facts: Facts) -> None:
        """Journal path, hash, start type and state of LMS before they change (E4)."""
        path = facts.lms_path.value if isinstance(facts.lms_path, Known) else None
        if path is None:
            return
        query = lms.file_hash(path)
        digest = lms.parse_file_hash(self._session.read((query,))[query])
        start, running = facts.lms_start, facts.lms_running
        self._journal.append(
            "before",
            digest=self._order.digest,
            host=self._order.host.name,
            path=path,
            sha256=digest.value if isinstance(digest, Known) else None,
            sha256_unknown=None if isinstance(digest, Known) else digest.reason,
            start=start.value.value if isinstance(start, Known) else None,
            running=running.value if isinstance(running, Known) else None,
        )

    def _read(self, queries: Sequence[Query]) -> Facts:
        fresh: Answers = self._session.read(queries)
        self._answers.update(fresh)
        return facts_from(self._order.host.name, datetime.now(UTC), self._answers, self._tool)


def _drift(decision: Act, planned: Planned) -> str | None:
    """Say how a decision goes beyond what was approved; less than approved is no drift."""
    approved = [change.argv for change in planned.changes]
    beyond = [change for change in decision.changes if change.argv not in approved]
    return f"would now need: {' '.join(beyond[0].shown)}" if beyond else None


def _unacted(order: Order, planned: Planned, because: str) -> tuple[Result, str]:
    """Say what a step is that nobody carried out.

    That nothing listens was expected of the steps before; where they were not tried, nobody knows.
    """
    acting = any(each.kind is Kind.ACT for each in order.approved.values())
    expected = planned.step is Step.CONFIRM_PORTS and planned.kind is Kind.SKIP and acting
    if planned.kind in (Kind.SKIP, Kind.NOT_REQUIRED) and not expected:
        return Result.ALREADY_DONE, planned.because
    return Result.NOT_TRIED, because if planned.kind is Kind.ACT or expected else planned.because


def _ordered(approved: Mapping[Step, Planned]) -> list[tuple[Step, Planned]]:
    return [(step, approved[step]) for step in ORDER if step in approved]


def _with_rest(order: Order, outcomes: list[Outcome], result: Result, detail: str) -> list[Outcome]:
    """Complete a host's rows: the step that was cut short, and those after it."""
    rest = _ordered(order.approved)[len(outcomes) :]
    for step, planned in rest:
        if planned.kind is Kind.ACT and result is not Result.NOT_TRIED:
            outcomes.append(_outcome(order, step, result, detail))
            result = Result.NOT_TRIED
        else:
            outcomes.append(_outcome(order, step, *_unacted(order, planned, detail)))
    return outcomes


def _outcome(order: Order, step: Step, result: Result, detail: str) -> Outcome:
    return Outcome(host=order.host.name, wave=order.wave, step=step, result=result, detail=detail)


def _answer_note(answer: Answer) -> dict[str, object]:
    return {
        "argv": list(answer.argv),
        "exit_code": answer.exit_code,
        "failure": answer.failure,
        "stdout": answer.text,
    }


def outcome_to_json(outcome: Outcome) -> dict[str, object]:
    """Give an outcome as plain data."""
    return {
        "host": outcome.host,
        "wave": outcome.wave,
        "step": outcome.step.value,
        "result": outcome.result.value,
        "detail": outcome.detail,
        "started": outcome.started.isoformat() if outcome.started else None,
        "finished": outcome.finished.isoformat() if outcome.finished else None,
    }


def outcome_from_json(content: Mapping[str, object]) -> Outcome:
    """Read back what `outcome_to_json` gave."""

    def moment(key: str) -> datetime | None:
        text = content.get(key)
        return datetime.fromisoformat(str(text)) if text else None

    return Outcome(
        host=str(content["host"]),
        wave=int(str(content["wave"])),
        step=Step(content["step"]),
        result=Result(content["result"]),
        detail=str(content["detail"]),
        started=moment("started"),
        finished=moment("finished"),
    )
