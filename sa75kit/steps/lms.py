"""Step 2: disable or delete LMS (G9, G10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sa75kit import lms
from sa75kit.facts import Facts
from sa75kit.lms import LmsStart
from sa75kit.reading import Known, Unknown, derive
from sa75kit.remoting.session import Change
from sa75kit.steps.decision import (
    EXPECTED,
    Act,
    Choices,
    Decision,
    Hold,
    Skip,
    not_administrator,
    out_of_scope,
    still_provisioned,
)


def decide(facts: Facts, choices: Choices) -> Decision:
    """Disable or delete LMS as the policy says, never while the machine is provisioned."""
    scope = out_of_scope(facts)
    if scope:
        return scope
    if choices.policy.lms == "keep":
        return Skip(because="the policy keeps LMS", required=False)
    start, running = facts.lms_start, facts.lms_running
    if isinstance(start, Unknown):
        return Hold(because=start.reason, undetermined=True)
    if isinstance(running, Unknown):
        return Hold(because=running.reason, undetermined=True)
    if start.value is LmsStart.ABSENT:
        return Skip(because="there is no LMS service")
    if choices.policy.lms == "delete":
        return _delete(facts, running=running.value)
    return _disable(facts, start.value, running=running.value)


def _disable(facts: Facts, start: LmsStart, *, running: bool) -> Decision:
    changes: list[Change] = []
    if start is not LmsStart.DISABLED:
        changes.append(lms.DISABLE)
    if running:  # disable first, so that nothing can start it again in between (E3)
        changes.append(lms.STOP)
    if not changes:
        return Skip(because="LMS is disabled and stopped")
    return _act(facts, changes, f"LMS starts {start.value}{', runs' * running}", _disabled)


def _delete(facts: Facts, *, running: bool) -> Decision:
    match facts.lms_delete_pending:
        case Known(True):
            return Hold(
                because="marked for deletion; it goes when its last handle is closed or at"
                " the next restart"
            )
        case Unknown(reason):
            return Hold(because=reason, undetermined=True)
    path = facts.lms_path.value if isinstance(facts.lms_path, Known) else None
    if path is None:  # E4: sc delete loses the path
        return Hold(because="the path of LMS is not known", undetermined=True)
    changes = [lms.DISABLE, lms.STOP] if running else []
    changes.append(lms.DELETE)
    if not lms.in_driver_store(path):
        changes.append(lms.delete_program(path))
    return _act(facts, changes, "the policy deletes LMS", _deleted)


def _act(
    facts: Facts, changes: list[Change], because: str, then: Callable[[Facts], Facts]
) -> Decision:
    return (
        still_provisioned(facts)
        or not_administrator(facts)
        or Act(changes=tuple(changes), because=because, then=then)
    )


def _disabled(facts: Facts) -> Facts:
    return _stopped(replace(facts, lms_start=Known(LmsStart.DISABLED, EXPECTED)))


def _deleted(facts: Facts) -> Facts:
    return _stopped(
        replace(
            facts,
            lms_start=Known(LmsStart.ABSENT, EXPECTED),
            lms_path=Known(None, EXPECTED),
        )
    )


def _stopped(facts: Facts) -> Facts:
    """The service's own sockets close with it; somebody else's stay."""
    return replace(
        facts,
        lms_running=Known(False, EXPECTED),
        listeners=derive(
            facts.listeners,
            lambda found: tuple(each for each in found if lms.SERVICE not in each.services),
        ),
    )
