"""The plan: decisions, their commands and the waves, with the digest that a person approves."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sa75kit.errors import BadInput
from sa75kit.guide import REVERSIBLE, SECTIONS, Step
from sa75kit.remoting.session import Argument, Change, SecretName
from sa75kit.settings import Policy
from sa75kit.steps import Act, Decision, Hold, Skip


class Kind(Enum):
    """What a step decided for a host."""

    ACT = "act"
    SKIP = "skip"
    NOT_REQUIRED = "not required"
    HOLD = "hold"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One step of one host: what was decided, and the changes that would carry it out."""

    host: str
    step: Step
    kind: Kind
    changes: tuple[Change, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything a person approves: for which site, on which reading, under which policy."""

    site: str
    probe: str
    policy: Policy
    planned: tuple[Planned, ...]
    waves: tuple[tuple[str, ...], ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the plan's canonical JSON, in hexadecimal."""
        canonical = json.dumps(
            to_json(self), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    @property
    def by_host(self) -> Mapping[str, Mapping[Step, Planned]]:
        """Give every host's steps."""
        hosts: dict[str, dict[Step, Planned]] = {}
        for each in self.planned:
            hosts.setdefault(each.host, {})[each.step] = each
        return hosts


def plan_for(
    *,
    site: str,
    probe: str,
    policy: Policy,
    decisions: Mapping[str, Mapping[Step, Decision]],
    waves: Sequence[int | str],
) -> Plan:
    """Make the plan from every host's decisions, in inventory order."""
    planned = tuple(
        planned_step(host, step, decision)
        for host, steps in decisions.items()
        for step, decision in steps.items()
    )
    acting = tuple(dict.fromkeys(each.host for each in planned if each.kind is Kind.ACT))
    return Plan(
        site=site,
        probe=probe,
        policy=policy,
        planned=planned,
        waves=split_waves(acting, waves),
    )


def planned_step(host: str, step: Step, decision: Decision) -> Planned:
    """Give a decision the form that a plan keeps."""
    changes: tuple[Change, ...] = ()
    match decision:
        case Act():
            kind, changes = Kind.ACT, decision.changes
        case Skip(required=True):
            kind = Kind.SKIP
        case Skip():
            kind = Kind.NOT_REQUIRED
        case Hold(undetermined=True):
            kind = Kind.UNDETERMINED
        case Hold():
            kind = Kind.HOLD
    return Planned(host=host, step=step, kind=kind, changes=changes, because=decision.because)


def split_waves(hosts: Sequence[str], sizes: Sequence[int | str]) -> tuple[tuple[str, ...], ...]:
    """Cut hosts into waves of these sizes; the last size repeats until nobody is left.

    A share is of all hosts, rounded up.
    """
    waves: list[tuple[str, ...]] = []
    done = 0
    while done < len(hosts):
        size = size_of(sizes[min(len(waves), len(sizes) - 1)], len(hosts))
        waves.append(tuple(hosts[done : done + size]))
        done += size
    return tuple(waves)


def size_of(share: int | str, total: int) -> int:
    """Give a count for a count or a share of `total`, at least 1."""
    if isinstance(share, int):
        return share
    return max(1, math.ceil(float(share.removesuffix("%")) * total / 100))


def to_json(plan: Plan) -> dict[str, Any]:
    """Give the plan as plain data; a secret stands as its reference."""
    return {
        "site": plan.site,
        "probe": plan.probe,
        "policy": plan.policy.model_dump(mode="json"),
        "waves": [list(wave) for wave in plan.waves],
        "planned": [
            {
                "host": each.host,
                "step": each.step.value,
                "kind": each.kind.value,
                "because": each.because,
                "section": SECTIONS[each.step],
                "reversible": REVERSIBLE[each.step],
                "changes": [_change_to_json(change) for change in each.changes],
            }
            for each in plan.planned
        ],
    }


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "argv": [
            {"secret": argument.reference} if isinstance(argument, SecretName) else argument
            for argument in change.argv
        ],
        "cites": change.cites,
    }


def from_json(content: Any, *, where: str) -> Plan:
    """Read back what `to_json` wrote.

    Raises:
        BadInput: it is not a plan.
    """
    try:
        return Plan(
            site=content["site"],
            probe=content["probe"],
            policy=Policy.model_validate(content["policy"]),
            waves=tuple(tuple(wave) for wave in content["waves"]),
            planned=tuple(
                Planned(
                    host=each["host"],
                    step=Step(each["step"]),
                    kind=Kind(each["kind"]),
                    because=each["because"],
                    changes=tuple(_change_from_json(change) for change in each["changes"]),
                )
                for each in content["planned"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{where}: not a plan of sa75kit ({error}); plan again") from error


def _change_from_json(content: Any) -> Change:
    argv: list[Argument] = [
        SecretName(argument["secret"]) if isinstance(argument, dict) else str(argument)
        for argument in content["argv"]
    ]
    return Change(argv=tuple(argv), cites=content["cites"])
