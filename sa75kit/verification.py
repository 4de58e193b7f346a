"""Verifying is planning again on fresh facts and finding nothing left.

What could not be read is undetermined, never done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sa75kit.assessment import Assessment, Witness
from sa75kit.guide import Step
from sa75kit.plan import Kind, planned_step
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.steps import DECIDE, Choices
from sa75kit.steps.decision import out_of_scope


class Verdict(Enum):
    """The words of verification.csv."""

    DONE = "done"
    LEFT = "left"
    UNDETERMINED = "undetermined"
    NOT_REQUIRED = "not required"


class Restarted(Enum):
    """Whether the host has restarted since its last change (E10)."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"
    NOT_REQUIRED = "not required"


_VERDICT_OF = {
    Kind.SKIP: Verdict.DONE,
    Kind.NOT_REQUIRED: Verdict.NOT_REQUIRED,
    Kind.ACT: Verdict.LEFT,
    Kind.HOLD: Verdict.LEFT,
    Kind.UNDETERMINED: Verdict.UNDETERMINED,
}


@dataclass(frozen=True, kw_only=True)
class Verification:
    """One host's row: a verdict for every check, and the worst of them."""

    host: str
    checks: Mapping[str, Verdict]
    restarted: Restarted
    verdict: Verdict
    because: str


CHECKS = {
    "unprovisioned": Step.UNPROVISION,
    "ccm_restricted": Step.RESTRICT_CCM,
    "ehbc_restricted": Step.RESTRICT_EHBC,
    "lms": Step.LMS,
    "ports_inside": Step.CONFIRM_PORTS,
}


def verify(assessment: Assessment, choices: Choices, *, changed: datetime | None) -> Verification:
    """Say for each check whether anything is left to do on a host, from fresh facts.

    `changed` is when we last changed the host, None where we never did.
    """
    checks: dict[str, Verdict] = {}
    reasons: list[str] = []
    for name, step in CHECKS.items():
        planned = planned_step(assessment.facts.host, step, DECIDE[step](assessment.facts, choices))
        checks[name] = _VERDICT_OF[planned.kind]
        if checks[name] in (Verdict.LEFT, Verdict.UNDETERMINED):
            reasons.append(planned.because)
    checks["ports_outside"], outside = _outside(assessment)
    reasons.append(outside)
    return Verification(
        host=assessment.facts.host,
        checks=checks,
        restarted=_restarted(assessment.facts.booted, changed),
        verdict=worst(checks.values()),
        because="; ".join(dict.fromkeys(reason for reason in reasons if reason)),
    )


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Give the worst of a host's verdicts: left, then undetermined, then done."""
    found = set(verdicts)
    for verdict in (Verdict.LEFT, Verdict.UNDETERMINED, Verdict.DONE):
        if verdict in found:
            return verdict
    return Verdict.NOT_REQUIRED


def _outside(assessment: Assessment) -> tuple[Verdict, str]:
    """Give the second witness's verdict: what answers on the wire (E6)."""
    scope = out_of_scope(assessment.facts)
    wire: Reading[Witness] = assessment.wire
    if scope is not None and planned_step("", Step.UNPROVISION, scope).kind is Kind.NOT_REQUIRED:
        return Verdict.NOT_REQUIRED, ""
    if isinstance(wire, Unknown):
        return Verdict.UNDETERMINED, f"from outside: {wire.reason}"
    assert isinstance(wire, Known)
    if wire.value.answered:
        ports = " ".join(str(port) for port in sorted(wire.value.answered))
        return Verdict.LEFT, f"answers from outside on {ports}"
    if wire.value.unclear:
        unclear = ", ".join(f"{port} {why}" for port, why in sorted(wire.value.unclear.items()))
        return Verdict.UNDETERMINED, f"from outside: {unclear}"
    return Verdict.DONE, ""


def _restarted(booted: Reading[datetime], changed: datetime | None) -> Restarted:
    if changed is None:
        return Restarted.NOT_REQUIRED
    if isinstance(booted, Unknown):
        return Restarted.UNDETERMINED
    return Restarted.YES if booted.value > changed else Restarted.NO
