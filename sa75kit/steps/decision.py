"""What a step says, and what it is given besides the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sa75kit.facts import Facts
from sa75kit.firmware import ControlMode, FirmwareStatus
from sa75kit.reading import Known, Unknown
from sa75kit.remoting.session import Change, SecretName
from sa75kit.settings import Policy

EXPECTED = "expected"  # the source of what a step is expected to leave


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What people decided for one host.

    `delegates`: whether the logon can be used from the host on another machine (the RCS).
    """

    policy: Policy
    acuconfig: str
    amt_password: SecretName | None = None
    rcs_address: str | None = None
    delegates: bool = False


@dataclass(frozen=True, kw_only=True)
class Act:
    """Changes to carry out, and the facts that we expect to read afterwards."""

    changes: tuple[Change, ...]
    because: str
    then: Callable[[Facts], Facts] = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Nothing to do; `required` is False where the step does not apply at all."""

    because: str
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Something is to do that we may not or cannot; `undetermined` where we do not even know."""

    because: str
    undetermined: bool = False


Decision = Act | Skip | Hold


def out_of_scope(facts: Facts) -> Skip | Hold | None:
    """Say why the guide does not apply to a machine, or that it is not known whether it does."""
    match facts.firmware_status:
        case Unknown(reason):
            return Hold(because=f"is it affected? {reason}", undetermined=True)
        case Known(status) if status is not FirmwareStatus.VULNERABLE:
            return Skip(because=f"firmware: {status.value}", required=False)
    if isinstance(facts.sku, Unknown):
        return Hold(because=f"is it affected? {facts.sku.reason}", undetermined=True)
    return None


def not_administrator(facts: Facts) -> Hold | None:
    """Hold where we are not, or not known to be, an elevated administrator (G8)."""
    match facts.elevated:
        case Unknown(reason):
            return Hold(because=f"administrator rights are not known: {reason}", undetermined=True)
        case Known(False):
            return Hold(because="the account has no administrator rights on this host (G8)")
    return None


def acuconfig_cannot_run(facts: Facts) -> Hold | None:
    """Hold where what ACUConfig needs is missing: rights, the tool itself, a running LMS (G3)."""
    refused = not_administrator(facts)
    if refused:
        return refused
    if isinstance(facts.acuconfig, Unknown):
        return Hold(because=f"ACUConfig was not found on the host: {facts.acuconfig.reason}")
    match facts.lms_running:
        case Unknown(reason):
            return Hold(because=f"ACUConfig needs a running LMS: {reason}", undetermined=True)
        case Known(False):
            return Hold(because="ACUConfig needs LMS running, and it is not; start it first (G3)")
    return None


def still_provisioned(facts: Facts) -> Hold | None:
    """Hold what stands after step 1 while the machine is, or may be, provisioned (G3)."""
    match facts.control_mode:
        case Unknown(reason):
            return Hold(because=f"is it provisioned? {reason}", undetermined=True)
        case Known(mode) if mode is not ControlMode.NONE:
            return Hold(because=f"still provisioned ({mode.value}); unprovision first (G3)")
    return None
