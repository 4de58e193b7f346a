"""Every branch of every step, one small file each: facts and policy, and what the step says.

The facts of a case are laid over a vulnerable AMT machine in client control mode whose LMS starts
by itself and runs. A text that begins with `?` is an unknown with that reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sa75kit.facts import Facts, unread
from sa75kit.firmware import ControlMode, FirmwareStatus, Sku
from sa75kit.guide import Step
from sa75kit.lms import LmsStart
from sa75kit.ports import Listener
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.reference import SecretName
from sa75kit.settings import Policy
from sa75kit.steps import DECIDE, Act, Choices, Hold, Skip

CASES = sorted(Path(__file__).parent.glob("*/*.json"))
WORDS = {
    "firmware_status": FirmwareStatus,
    "sku": Sku,
    "control_mode": ControlMode,
    "lms_start": LmsStart,
}
MACHINE: dict[str, object] = {
    "elevated": True,
    "sku": "AMT",
    "firmware_status": "vulnerable",
    "control_mode": "CCM",
    "ccm_disabled": False,
    "ehbc_enabled": True,
    "lms_start": "automatic",
    "lms_path": "C:\\Program Files\\Intel\\LMS.exe",
    "lms_running": True,
    "lms_delete_pending": False,
    "listeners": [16992],
    "alternative_lms": [],
    "acuconfig": "ab" * 32,
    "logs_command_lines": False,
}


def reading(name: str, value: Any) -> Reading[object]:
    if isinstance(value, str) and value.startswith("?"):
        return Unknown(value.removeprefix("?").strip())
    if name in WORDS:
        return Known(WORDS[name](value), "case")
    if name == "listeners":
        return Known(tuple(_lms_on(port) for port in value), "case")
    return Known(tuple(value) if isinstance(value, list) else value, "case")


def _lms_on(port: int) -> Listener:
    return Listener(port=port, protocol="TCP", image="LMS.exe", services=("LMS",), pid=2164)


def facts(over: Mapping[str, object]) -> Facts:
    said: dict[str, Any] = {n: reading(n, v) for n, v in (MACHINE | dict(over)).items()}
    return replace(unread("pc", datetime(2026, 11, 24, tzinfo=UTC), "not asked"), **said)


def choices(case: Mapping[str, Any]) -> Choices:
    given = dict(case.get("choices", {}))
    password = given.pop("amt_password", None)
    return Choices(
        policy=Policy(**case.get("policy", {})),
        acuconfig="ACUConfig.exe",
        amt_password=None if password is None else SecretName(password),
        **given,
    )


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_step_says_what_the_case_says(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    expected = case["decision"]
    found = DECIDE[Step(path.parent.name)](facts(case["facts"]), choices(case))
    match found:
        case Act():
            shown = [list(change.shown) for change in found.changes]
            assert {"kind": "act", "changes": shown} == expected
        case Skip():
            assert (expected["kind"], expected["required"]) == ("skip", found.required), found
            assert expected["because"] in found.because
        case Hold():
            assert (expected["kind"], expected["undetermined"]) == ("hold", found.undetermined)
            assert expected["because"] in found.because


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_what_a_step_expects_leaves_it_nothing_to_do(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    given, decide = facts(case["facts"]), DECIDE[Step(path.parent.name)]
    found = decide(given, choices(case))
    if isinstance(found, Act):
        assert isinstance(decide(found.then(given), choices(case)), Skip)


def test_every_step_has_cases() -> None:
    assert {path.parent.name for path in CASES} == {step.value for step in Step}


def test_the_password_of_the_host_is_the_one_that_is_sent() -> None:
    acm = facts({"control_mode": "ACM"})
    found = DECIDE[Step.UNPROVISION](acm, choices({"choices": {"amt_password": "env:AMT"}}))
    assert isinstance(found, Act)
    assert SecretName("env:AMT") in found.changes[0].argv
