from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sa75kit.apply import Order, apply_host
from sa75kit.case.journal import Journal, entries
from sa75kit.errors import CredentialRejected, Unreachable
from sa75kit.facts import facts_from, queries_for
from sa75kit.guide import Step
from sa75kit.inventory import Host
from sa75kit.outcome import Outcome, Result
from sa75kit.plan import Planned, planned_step
from sa75kit.rollout import past_of
from sa75kit.settings import Policy
from sa75kit.steps import Choices, decide_all
from tests.flow.windows_host import TOOL, WindowsHost

HOST = Host(name="pc-1", address="127.0.0.1")
CHOICES = Choices(policy=Policy(), acuconfig=TOOL)
UNCONFIGURE = (TOOL, "UnConfigure")
DISABLE = ("sc.exe", "config", "LMS", "start=", "disabled")
STOP = ("sc.exe", "stop", "LMS")


def approved(machine: WindowsHost) -> dict[Step, Planned]:
    facts = facts_from("pc-1", datetime.now(UTC), machine.read(queries_for(TOOL)), TOOL)
    decisions = decide_all(facts, CHOICES)
    return {step: planned_step("pc-1", step, d) for step, d in decisions.items()}


def order(machine: WindowsHost) -> Order:
    return Order(
        host=HOST,
        wave=1,
        digest="d",
        approved=approved(machine),
        choices=CHOICES,
        settle=0.3,
    )


def apply(machine: WindowsHost, the_order: Order, journal: Path) -> dict[Step, Outcome]:
    with Journal(journal) as open_journal:
        rows = apply_host(the_order, connect=machine.connect, journal=open_journal)
    assert [row.step for row in rows] == list(the_order.approved)
    return {row.step: row for row in rows}


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def test_the_whole_guide_is_carried_out_in_its_order(journal: Path) -> None:
    machine = WindowsHost()
    rows = apply(machine, order(machine), journal)
    assert machine.told == [UNCONFIGURE, DISABLE, STOP]
    assert rows[Step.UNPROVISION].result is Result.DONE
    assert rows[Step.LMS].result is Result.DONE
    assert rows[Step.CONFIRM_PORTS].result is Result.DONE


def test_a_change_is_in_the_journal_before_it_is_sent(journal: Path) -> None:
    machine = WindowsHost(lose_answer_to="UnConfigure")
    apply(machine, order(machine), journal)
    events = [(e["event"], tuple(e.get("argv", ()))) for e in entries(journal)]
    assert events[0] == ("sending", UNCONFIGURE)
    assert events[1] == ("no answer", UNCONFIGURE)


def test_after_a_lost_answer_the_host_is_read_and_nothing_is_sent_twice(journal: Path) -> None:
    machine = WindowsHost(lose_answer_to="UnConfigure")
    rows = apply(machine, order(machine), journal)
    assert machine.told == [UNCONFIGURE, DISABLE, STOP]
    assert machine.sessions == 2
    assert rows[Step.UNPROVISION].result is Result.DONE


def test_what_was_sent_and_did_not_work_is_unconfirmed_and_not_sent_again(journal: Path) -> None:
    machine = WindowsHost(ignore="UnConfigure", lose_answer_to="UnConfigure")
    rows = apply(machine, order(machine), journal)
    assert machine.told == [UNCONFIGURE]
    assert rows[Step.UNPROVISION].result is Result.UNCONFIRMED
    assert rows[Step.LMS].result is Result.NOT_TRIED


def test_exit_code_0_without_effect_is_not_done(journal: Path) -> None:
    machine = WindowsHost(ignore="UnConfigure")
    rows = apply(machine, order(machine), journal)
    assert rows[Step.UNPROVISION].result is Result.UNCONFIRMED
    assert "sent, but read afterwards" in rows[Step.UNPROVISION].detail


def test_a_run_after_a_kill_never_sends_what_the_journal_says_was_sent(journal: Path) -> None:
    machine = WindowsHost()
    the_order = order(machine)
    with Journal(journal) as killed:
        killed.append("sending", digest="d", host="pc-1", argv=list(UNCONFIGURE))
    sent = past_of(entries(journal), "d").sent["pc-1"]
    rows = apply(machine, replace(the_order, sent=sent), journal)
    assert UNCONFIGURE not in machine.told
    assert rows[Step.UNPROVISION].result is Result.UNCONFIRMED


def test_a_run_after_a_kill_between_disable_and_stop_goes_on_with_stop(journal: Path) -> None:
    machine = WindowsHost(mode="None")
    the_order = order(machine)
    machine.start = "disabled"
    rows = apply(machine, replace(the_order, sent=frozenset({DISABLE})), journal)
    assert machine.told == [STOP]
    assert rows[Step.LMS].result is Result.DONE


def test_a_host_that_needs_more_than_was_approved_has_drifted(journal: Path) -> None:
    machine = WindowsHost(mode="None")
    the_order = order(machine)
    machine.mode = "Client Control Mode"
    rows = apply(machine, the_order, journal)
    assert machine.told == []
    assert rows[Step.LMS].result is Result.DRIFTED


def test_what_somebody_else_did_meanwhile_is_already_done(journal: Path) -> None:
    machine = WindowsHost()
    the_order = order(machine)
    machine.mode, machine.start, machine.running = "None", "disabled", False
    rows = apply(machine, the_order, journal)
    assert machine.told == []
    assert {row.result for row in rows.values()} == {Result.ALREADY_DONE, Result.DONE}
    assert rows[Step.LMS].result is Result.ALREADY_DONE


@pytest.mark.parametrize("error", [Unreachable("down"), CredentialRejected("refused")])
def test_a_host_that_cannot_be_reached_has_its_rows(journal: Path, error: Unreachable) -> None:
    machine = WindowsHost()
    the_order = order(machine)
    machine.refuses = error
    rows = apply(machine, the_order, journal)
    assert rows[Step.UNPROVISION].result is Result.UNREACHABLE
    assert rows[Step.UNPROVISION].detail == str(error)
    assert rows[Step.LMS].result is Result.NOT_TRIED


def test_path_hash_start_and_state_are_kept_before_lms_changes(journal: Path) -> None:
    machine = WindowsHost(mode="None")
    apply(machine, order(machine), journal)
    kept = next(entry for entry in entries(journal) if entry["event"] == "before")
    assert kept["path"] == r'"C:\Program Files (x86)\Intel\LMS\LMS.exe"'
    assert kept["sha256"] == "ab" * 32
    assert (kept["start"], kept["running"]) == ("automatic", True)
