from __future__ import annotations

import pytest

from sa75kit.simulator.intel.firmware import ControlMode, ManagementEngine, Sku, State
from sa75kit.simulator.intel.pthi import Refused, Status


def engine(mode: ControlMode = ControlMode.NONE, **details: object) -> ManagementEngine:
    state = State.PRE if mode is ControlMode.NONE else State.POST
    values: dict[str, object] = {
        "sku": Sku.AMT, "version": "9.5.45.1234", "state": state, "control_mode": mode,
        "admin_password": "right" if mode is ControlMode.ADMIN else None, **details,
    }  # fmt: skip
    return ManagementEngine(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("version", "vulnerable"),
    [
        ("5.2.70.1045", False), ("6.2.61.3535", False), ("6.2.50.1062", True),
        ("8.1.72.3002", False), ("10.0.55.3000", False), ("10.0.55.2999", True),
        ("11.0.18.3003", False), ("11.6.10.1196", True), ("11.7.0.1500", True),
        ("11.7.0.1229", True), ("11.7.0.2000", False), ("11.8.50.1000", False),
        ("12.0.7.1122", False),
    ],
)  # fmt: skip
def test_intels_rule_decides_the_branch_first(version: str, vulnerable: bool) -> None:
    assert engine(version=version).vulnerable is vulnerable


def test_consumer_firmware_is_not_vulnerable() -> None:
    assert not engine(sku=Sku.NONE, version="9.5.45.1234").vulnerable


def test_cfg_unprovision_works_in_client_control_mode_only() -> None:
    with pytest.raises(Refused) as refused:
        engine(ControlMode.ADMIN).unprovision_locally()
    assert refused.value.status is Status.INVALID_AMT_MODE
    client = engine(ControlMode.CLIENT, auditor_blocks=True)
    client.unprovision_locally()
    assert (client.state, client.control_mode) == (State.PRE, ControlMode.NONE)


def test_a_wrong_password_changes_nothing() -> None:
    admin = engine(ControlMode.ADMIN)
    for password in (None, "", "wrong"):
        with pytest.raises(Refused):
            admin.unprovision_as_administrator(password, full=True)
    assert admin.provisioned
    admin.unprovision_as_administrator("right", full=True)
    assert not admin.provisioned
    assert admin.admin_password is None


def test_an_auditor_blocks_admin_control_mode_until_amt_12() -> None:
    old = engine(ControlMode.ADMIN, auditor_blocks=True)
    with pytest.raises(Refused) as refused:
        old.unprovision_as_administrator("right", full=True)
    assert refused.value.status is Status.BLOCKING_COMPONENT
    new = engine(ControlMode.ADMIN, auditor_blocks=True, version="12.0.7.1122")
    new.unprovision_as_administrator("right", full=True)
    assert not new.provisioned


def test_which_ports_firmware_opens_and_asks_for() -> None:
    assert set(engine().wire_ports()) == set()
    assert set(engine().local_ports()) == {16992, 623}
    assert set(engine(ControlMode.CLIENT).wire_ports()) == {16992, 623, 16994}
    assert set(engine(ControlMode.ADMIN, tls=True).wire_ports()) == {16993, 664, 16995}
    assert set(engine(ControlMode.ADMIN, tls=True).local_ports()) == {16993, 664}
    assert set(engine(sku=Sku.SBT).wire_ports()) == set()
    assert set(engine(ControlMode.CLIENT, sku=Sku.ISM).wire_ports()) == {16992, 623}


def test_amt_that_is_off_in_the_bios_reports_zeros_and_does_nothing() -> None:
    off = engine(enabled_in_bios=False)
    assert off.reported_version == "0.0.0.0"
    assert off.local_ports() == ()
    with pytest.raises(Refused):
        off.disable_client_control_mode()


def test_ccm_cannot_be_disabled_from_within_it() -> None:
    with pytest.raises(Refused):
        engine(ControlMode.CLIENT).disable_client_control_mode()
    free = engine()
    free.disable_client_control_mode()
    assert free.ccm_disabled


def test_ehbc_is_disabled_where_the_platform_has_it() -> None:
    with pytest.raises(Refused):
        engine().disable_embedded_hbc()
    able = engine(ehbc=True)
    able.disable_embedded_hbc()
    assert able.ehbc is False


def test_who_listens_is_told_after_a_change() -> None:
    client, told = engine(ControlMode.CLIENT), []
    client.on_change.append(lambda: told.append(client.provisioned))
    client.unprovision_locally()
    assert told == [False]
