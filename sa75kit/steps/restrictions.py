"""The optional restrictions, before LMS because they need it running (G15, G17, G18, E8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sa75kit import acuconfig
from sa75kit.facts import Facts
from sa75kit.reading import Known, Unknown
from sa75kit.remoting.session import Change
from sa75kit.steps.decision import (
    EXPECTED,
    Act,
    Choices,
    Decision,
    Hold,
    Skip,
    acuconfig_cannot_run,
    out_of_scope,
    still_provisioned,
)


def decide_ccm(facts: Facts, choices: Choices) -> Decision:
    """Keep client control mode from coming back, where the policy wants it."""
    if not choices.policy.restrict_ccm:
        return Skip(because="the policy does not ask for it", required=False)
    scope = out_of_scope(facts)
    if scope:
        return scope
    if isinstance(facts.ccm_disabled, Known) and facts.ccm_disabled.value:
        return Skip(because="CCM is disabled")
    return _restrict(facts, acuconfig.disable_client_control_mode(choices.acuconfig), _ccm_then)


def decide_ehbc(facts: Facts, choices: Choices) -> Decision:
    """Disable embedded host based configuration for good, where the policy wants it."""
    if not choices.policy.restrict_ehbc:
        return Skip(because="the policy does not ask for it", required=False)
    scope = out_of_scope(facts)
    if scope:
        return scope
    match facts.ehbc_enabled:
        case Known(False):
            return Skip(because="EHBC is disabled")
        case Unknown(reason):
            # G17: permanent, so never on a guess.
            return Hold(because=f"is EHBC enabled? {reason}", undetermined=True)
    return _restrict(facts, acuconfig.disable_embedded_hbc(choices.acuconfig), _ehbc_then)


def _restrict(facts: Facts, change: Change, then: Callable[[Facts], Facts]) -> Decision:
    return (
        still_provisioned(facts)
        or acuconfig_cannot_run(facts)
        or Act(changes=(change,), because="the policy asks for it", then=then)
    )


def _ccm_then(facts: Facts) -> Facts:
    return replace(facts, ccm_disabled=Known(True, EXPECTED))


def _ehbc_then(facts: Facts) -> Facts:
    return replace(facts, ehbc_enabled=Known(False, EXPECTED))
