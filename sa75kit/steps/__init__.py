"""The steps of the guide: each one pure function from facts to a decision.

`decide` is given the facts as they are or as earlier steps are expected to leave them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sa75kit.facts import Facts
from sa75kit.guide import ORDER, Step
from sa75kit.inventory import Host
from sa75kit.settings import Settings
from sa75kit.steps import confirm_ports, lms, restrictions, unprovision
from sa75kit.steps.decision import Act, Choices, Decision, Hold, Skip

Decide = Callable[[Facts, Choices], Decision]

DECIDE: Mapping[Step, Decide] = {
    Step.UNPROVISION: unprovision.decide,
    Step.RESTRICT_CCM: restrictions.decide_ccm,
    Step.RESTRICT_EHBC: restrictions.decide_ehbc,
    Step.LMS: lms.decide,
    Step.CONFIRM_PORTS: confirm_ports.decide,
}


def choices_for(host: Host, settings: Settings) -> Choices:
    """Give what people decided for this host: the policy, the tool, its secrets by name."""
    return Choices(
        policy=settings.policy,
        acuconfig=settings.tools.acuconfig,
        amt_password=host.amt_password,
        rcs_address=host.rcs_address,
        delegates=settings.remoting.auth == "credssp" or settings.remoting.transport == "local",
    )


def decide_all(facts: Facts, choices: Choices) -> Mapping[Step, Decision]:
    """Fold the steps over a host: each sees what the ones before are expected to leave."""
    decisions: dict[Step, Decision] = {}
    for step in ORDER:
        decision = DECIDE[step](facts, choices)
        decisions[step] = decision
        if isinstance(decision, Act):
            facts = decision.then(facts)
    return decisions


__all__ = ["DECIDE", "Act", "Choices", "Decision", "Hold", "Skip", "choices_for", "decide_all"]
