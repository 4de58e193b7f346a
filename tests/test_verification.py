from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sa75kit.assessment import Exposure, Witness, assess
from sa75kit.facts import Facts, facts_from, queries_for, unread
from sa75kit.firmware import ControlMode, FirmwareStatus, Sku
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.settings import Policy
from sa75kit.steps import Choices
from sa75kit.verification import Restarted, Verdict, Verification, verify
from tests.flow.windows_host import TOOL, WindowsHost

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SILENT: Reading[Witness] = Known(Witness(), "wire")
HEARD: Reading[Witness] = Known(Witness(answered={16992: "AMT"}), "wire")
CHOICES = Choices(policy=Policy(), acuconfig=TOOL)


def facts(machine: WindowsHost) -> Facts:
    return facts_from("pc-1", NOW, machine.read(queries_for(TOOL)), TOOL)


MITIGATED = facts(WindowsHost(mode="None", start="disabled", running=False))


def verified(
    some: Facts, wire: Reading[Witness] = SILENT, changed: datetime | None = None
) -> Verification:
    reached = not isinstance(some.elevated, Unknown)
    return verify(assess(some, wire, reached=reached), CHOICES, changed=changed)


def test_a_mitigated_machine_is_done() -> None:
    found = verified(MITIGATED)
    assert found.verdict is Verdict.DONE
    assert found.because == ""


def test_a_machine_that_answers_from_outside_is_not_done() -> None:
    found = verified(MITIGATED, HEARD)
    assert found.checks["ports_outside"] is Verdict.LEFT
    assert found.verdict is Verdict.LEFT
    assert assess(MITIGATED, HEARD, reached=True).network is Exposure.EXPOSED


def test_an_unclear_port_from_outside_is_undetermined() -> None:
    wire: Reading[Witness] = Known(Witness(unclear={16993: "TLS refused"}), "wire")
    assert verified(MITIGATED, wire).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    "field",
    [
        *("sku", "firmware_status", "control_mode", "lms_start", "lms_running", "listeners"),
        "alternative_lms",
    ],
)
def test_what_we_cannot_read_is_never_done(field: str) -> None:
    blind = replace(MITIGATED, **{field: Unknown("timeout")})  # type: ignore[arg-type]
    assert verified(blind).verdict is Verdict.UNDETERMINED
    seen = assess(blind, SILENT, reached=True)
    if field != "sku":
        assert Exposure.UNDETERMINED in (seen.network, seen.local)
    assert seen.network is not Exposure.NOT_AFFECTED


def test_a_host_that_was_not_reached_is_undetermined_throughout() -> None:
    found = verified(unread("pc-1", NOW, "down"))
    assert found.verdict is Verdict.UNDETERMINED
    assert "down" in found.because


@pytest.mark.parametrize("status", [FirmwareStatus.FIXED, FirmwareStatus.NOT_AFFECTED])
def test_a_machine_with_good_firmware_needs_nothing(status: FirmwareStatus) -> None:
    good = replace(facts(WindowsHost()), firmware_status=Known(status, "test"))
    found = verified(good, HEARD)
    assert set(found.checks.values()) == {Verdict.NOT_REQUIRED}
    assert found.verdict is Verdict.NOT_REQUIRED


def test_sbt_has_no_network_vector_but_a_local_one() -> None:
    sbt = replace(facts(WindowsHost(mode="None")), sku=Known(Sku.SBT, "test"))
    seen = assess(sbt, SILENT, reached=True)
    assert (seen.network, seen.local) == (Exposure.NOT_AFFECTED, Exposure.EXPOSED)


def test_provisioned_and_vulnerable_is_exposed_to_the_network() -> None:
    acm = replace(MITIGATED, control_mode=Known(ControlMode.ACM, "test"))
    assert assess(acm, SILENT, reached=True).network is Exposure.EXPOSED


@pytest.mark.parametrize(
    ("booted", "changed", "said"),
    [
        (Known(NOW, "os"), None, Restarted.NOT_REQUIRED),
        (Known(NOW, "os"), NOW - timedelta(hours=1), Restarted.YES),
        (Known(NOW, "os"), NOW + timedelta(hours=1), Restarted.NO),
        (Unknown("no answer"), NOW, Restarted.UNDETERMINED),
    ],
)
def test_it_says_whether_the_host_has_restarted_since_the_change(
    booted: Reading[datetime], changed: datetime | None, said: Restarted
) -> None:
    assert verified(replace(MITIGATED, booted=booted), changed=changed).restarted is said
