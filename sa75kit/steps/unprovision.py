"""Step 1: unprovision the machine (G5, G6, G7)."""

from __future__ import annotations

from dataclasses import replace

from sa75kit import acuconfig
from sa75kit.facts import Facts
from sa75kit.firmware import ControlMode
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
)


def decide(facts: Facts, choices: Choices) -> Decision:
    """Unprovision what is provisioned, in the form that its control mode asks for."""
    scope = out_of_scope(facts)
    if scope:
        return scope
    if isinstance(facts.control_mode, Unknown):
        return Hold(because=facts.control_mode.reason, undetermined=True)
    mode = facts.control_mode.value
    if mode is ControlMode.NONE:
        return Skip(because="not provisioned")
    form = _form(mode, facts, choices)
    if isinstance(form, Hold):
        return form
    return acuconfig_cannot_run(facts) or Act(
        changes=(form,), because=f"vulnerable and provisioned ({mode.value})", then=_then
    )


def _form(mode: ControlMode, facts: Facts, choices: Choices) -> Change | Hold:
    tool = choices.acuconfig
    match mode:
        case ControlMode.CCM:
            return acuconfig.unconfigure(tool)
        case ControlMode.ACM if choices.rcs_address is not None:
            return _by_rcs(choices.rcs_address, choices)
        case ControlMode.ACM:
            return _by_password(facts, choices)
    return Hold(because="provisioned, but in which control mode is not known", undetermined=True)


def _by_rcs(rcs_address: str, choices: Choices) -> Change | Hold:
    if not choices.delegates:
        return Hold(
            because=f"configured through RCS {rcs_address}: ACUConfig must log on there from the"
            " host, which a plain network logon cannot; use auth: credssp or run it locally"
        )
    return acuconfig.unconfigure_by_rcs(choices.acuconfig, rcs_address)


def _by_password(facts: Facts, choices: Choices) -> Change | Hold:
    if choices.amt_password is None:
        return Hold(
            because="ACM, and no AMT password is given (inventory column amt_password): reset the"
            " Management SKU in the BIOS, or use the manufacturer's tool (G16)"
        )
    logged = facts.logs_command_lines
    # E11: the password stands on a command line, which the host may log.
    if isinstance(logged, Known) and logged.value and not choices.policy.accept_cmdline_exposure:
        return Hold(
            because="the host logs command lines, so the AMT password would stand in its event"
            " log; set policy accept_cmdline_exposure: true to accept that (E11)"
        )
    return acuconfig.unconfigure_full(choices.acuconfig, choices.amt_password)


def _then(facts: Facts) -> Facts:
    return replace(facts, control_mode=Known(ControlMode.NONE, EXPECTED))
