"""Who is exposed to which attacker, and because of what (G2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sa75kit.facts import Facts
from sa75kit.firmware import ControlMode, FirmwareStatus, Sku
from sa75kit.lms import LmsStart
from sa75kit.reading import Known, Reading, Unknown


class Exposure(Enum):
    """What one kind of attacker can do."""

    EXPOSED = "exposed"
    MITIGATED = "mitigated"
    NOT_AFFECTED = "not affected"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, kw_only=True)
class Witness:
    """What the outside witness saw: what said something, and which ports gave no clear no.

    `answered` maps a port to what it said; `unclear` maps a port to why it is not known.
    """

    answered: Mapping[int, str] = field(default_factory=dict)
    unclear: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Facts of one host, what the outside saw of it, and what both mean."""

    facts: Facts
    wire: Reading[Witness]
    reached: bool
    network: Exposure
    local: Exposure
    because: str


def assess(facts: Facts, wire: Reading[Witness], *, reached: bool) -> Assessment:
    """Say how a host is exposed to the network attacker and to the local one."""
    network, network_because = _network(facts, wire)
    local, local_because = _local(facts)
    reasons = dict.fromkeys(reason for reason in (network_because, local_because) if reason)
    return Assessment(
        facts=facts,
        wire=wire,
        reached=reached,
        network=network,
        local=local,
        because="; ".join(reasons),
    )


def _network(facts: Facts, wire: Reading[Witness]) -> tuple[Exposure, str]:
    """The network attacker takes a provisioned AMT or ISM; SBT has no network vector."""
    out_of_scope = _not_affected(facts)
    if out_of_scope:
        return Exposure.NOT_AFFECTED, out_of_scope
    if isinstance(facts.sku, Known) and facts.sku.value is Sku.SBT:
        return Exposure.NOT_AFFECTED, "SBT has no network vector"
    heard = isinstance(wire, Known) and bool(wire.value.answered)
    if isinstance(facts.firmware_status, Unknown) or isinstance(facts.sku, Unknown):
        return _unread_firmware(facts, wire)
    match facts.control_mode:
        case Unknown(reason):
            if heard:
                return Exposure.EXPOSED, "vulnerable firmware answers on the wire"
            return Exposure.UNDETERMINED, reason
        case Known(mode) if mode is not ControlMode.NONE:
            return Exposure.EXPOSED, f"vulnerable and provisioned ({mode.value})"
    if heard:
        return Exposure.EXPOSED, "not provisioned by its own word, but firmware answers on the wire"
    return Exposure.MITIGATED, "vulnerable, not provisioned"


def _unread_firmware(facts: Facts, wire: Reading[Witness]) -> tuple[Exposure, str]:
    reasons = [r.reason for r in (facts.sku, facts.firmware) if isinstance(r, Unknown)]
    if isinstance(wire, Known) and wire.value.answered:
        reasons.append("firmware answers on the wire")
    return Exposure.UNDETERMINED, "; ".join(dict.fromkeys(reasons))


def _local(facts: Facts) -> tuple[Exposure, str]:
    """The local attacker goes through a running LMS, or one that will run."""
    out_of_scope = _not_affected(facts)
    if out_of_scope:
        return Exposure.NOT_AFFECTED, out_of_scope
    if isinstance(facts.firmware_status, Unknown):
        return Exposure.UNDETERMINED, facts.firmware_status.reason
    found = _ways_in(facts)
    if found:
        return Exposure.EXPOSED, "; ".join(found)
    asked: tuple[Reading[object], ...] = (
        facts.lms_start,
        facts.lms_running,
        facts.listeners,
        facts.alternative_lms,
    )
    unknown = [reading.reason for reading in asked if isinstance(reading, Unknown)]
    if unknown:
        return Exposure.UNDETERMINED, "; ".join(dict.fromkeys(unknown))
    return Exposure.MITIGATED, ""


def _ways_in(facts: Facts) -> list[str]:
    found = []
    if isinstance(facts.lms_running, Known) and facts.lms_running.value:
        found.append("LMS runs")
    if isinstance(facts.lms_start, Known) and facts.lms_start.value in (
        LmsStart.AUTOMATIC,
        LmsStart.MANUAL,
    ):
        found.append(f"LMS starts {facts.lms_start.value.value}")
    if isinstance(facts.alternative_lms, Known) and facts.alternative_lms.value:
        found.append(f"alternative LMS: {' '.join(facts.alternative_lms.value)}")
    if isinstance(facts.listening, Known) and facts.listening.value:
        found.append(f"listens on {' '.join(map(str, sorted(facts.listening.value)))}")
    return found


def _not_affected(facts: Facts) -> str | None:
    match facts.firmware_status:
        case Known(status) if status is FirmwareStatus.FIXED:
            return "firmware carries the fix"
        case Known(status) if status is FirmwareStatus.NOT_AFFECTED:
            if isinstance(facts.sku, Known) and facts.sku.value is Sku.NONE:
                return "no manageability"
            return "this firmware is not affected"
    return None
