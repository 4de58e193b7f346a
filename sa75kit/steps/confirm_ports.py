"""The guide's check: nothing listens on the ME ports any more (G13, G14)."""

from __future__ import annotations

from sa75kit.facts import Facts
from sa75kit.reading import Unknown
from sa75kit.steps.decision import Choices, Decision, Hold, Skip, out_of_scope


def decide(facts: Facts, choices: Choices) -> Decision:
    """Never act: say that nothing listens, or who does."""
    scope = out_of_scope(facts)
    if scope:
        return scope
    if choices.policy.lms == "keep":
        return Skip(because="the policy keeps LMS", required=False)
    if isinstance(facts.listeners, Unknown):
        return Hold(because=facts.listeners.reason, undetermined=True)
    if facts.listeners.value:
        owners = ", ".join(f"{each.image} on {each.port}" for each in facts.listeners.value)
        return Hold(because=f"listening: {owners}")
    if isinstance(facts.alternative_lms, Unknown):
        return Hold(because=facts.alternative_lms.reason, undetermined=True)
    if facts.alternative_lms.value:
        return Hold(because=f"alternative LMS: {' '.join(facts.alternative_lms.value)} (G12)")
    # G14: an LMS can be built for other ports.
    return Skip(because="nothing listens on the ME ports, and no known alternative LMS runs")
