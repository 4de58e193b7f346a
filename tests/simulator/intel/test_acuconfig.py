from __future__ import annotations

import re

import pytest

from sa75kit.simulator.seam import Account
from tests.simulator.intel.hosts import ACUCONFIG, me_ports, run, simulated

ACM = {"control_mode": "ACM", "admin_password": "Hongo-7-chome"}
RCS = {"control_mode": "ACM", "rcs": "rcs01.example.test"}


def code_in(text: str) -> int:
    found = re.search(r"\*{11}Exit with code (-?\d+)\. Details: \S", text)
    assert found, text
    return int(found[1])


def test_without_arguments_it_lists_its_commands() -> None:
    with simulated() as host:
        code, text = run(host, ACUCONFIG)
    assert code == 0
    assert "UnConfigure" in text
    assert "Exit with code" not in text


@pytest.mark.parametrize("line", ["UnConfigure", "unconfigure", "/Output Console UNCONFIGURE"])
def test_ccm_is_unconfigured_without_a_password(line: str) -> None:
    with simulated(control_mode="CCM", tls=True) as host:
        assert me_ports(host) == {16993, 664}
        code, text = run(host, f"{ACUCONFIG} {line}")
        assert (code, code_in(text)) == (0, 0)
        assert not host.engine.provisioned
        assert me_ports(host) == {16992, 623}  # LMS still runs: the guide's second step


@pytest.mark.parametrize(
    ("arguments", "works"),
    [
        ("UnConfigure", False),
        ("UnConfigure /Full", False),
        ("UnConfigure /AdminPassword wrong /Full", False),
        ("UnConfigure /AdminPassword Hongo-7-chome /Full", True),
        ("unconfigure /full /adminpassword Hongo-7-chome", True),
        ("UnConfigure /RCSaddress rcs01.example.test /Full", False),
    ],
)
def test_acm_wants_its_password(arguments: str, works: bool) -> None:
    with simulated(**ACM) as host:
        code, text = run(host, f"{ACUCONFIG} {arguments}")
        assert code == code_in(text)
        assert (code == 0) is works
        assert host.engine.provisioned is not works


@pytest.mark.parametrize(
    ("options", "delegated", "reachable", "works"),
    [
        ("", False, True, False),  # the double hop: a network logon has nothing to show there
        ("", True, True, True),
        ("", True, False, False),
        (r" /WMIuser EXAMPLE\responder /WMIuserPassword Kasumigaseki-3", False, True, True),
        (r" /WMIuser EXAMPLE\responder /WMIuserPassword wrong", False, True, False),
    ],
)
def test_the_rcs_form_needs_rights_on_another_machine(
    options: str, delegated: bool, reachable: bool, works: bool
) -> None:
    line = f"{ACUCONFIG} UnConfigure /RCSaddress RCS01.example.test{options} /Full"
    with simulated(**RCS, rcs_reachable=reachable) as host:
        code, _ = run(host, line, delegated=delegated)
        assert code == (0 if works else 75)
        assert host.engine.provisioned is not works


@pytest.mark.parametrize(
    "described",
    [
        {"lms": {"state": "stopped"}},
        {"lms": None},
        {"lms": {"ports": [17992]}},
        {"mei_driver": False},
    ],
)
def test_nothing_happens_without_driver_and_running_lms(described: dict[str, object]) -> None:
    with simulated(control_mode="CCM", **described) as host:
        code, text = run(host, f"{ACUCONFIG} UnConfigure")
        assert code == code_in(text) != 0
        assert host.engine.provisioned


def test_nothing_happens_without_elevation() -> None:
    user = Account(domain="EXAMPLE", username="clerk", password="x", administrator=False)
    with simulated(control_mode="CCM") as host:
        code, _ = run(host, f"{ACUCONFIG} UnConfigure", user=user)
        assert code not in (0, None)
        assert host.engine.provisioned


def test_what_is_not_configured_is_not_unconfigured_again() -> None:
    with simulated() as host:
        code, _ = run(host, f"{ACUCONFIG} UnConfigure")
    assert code == 32


@pytest.mark.parametrize(
    "line", ["Frobnicate", "UnConfigure /Fulll", "UnConfigure /AdminPassword", "/Colour Status"]
)
def test_a_bad_line_is_refused_before_anything(line: str) -> None:
    with simulated(control_mode="CCM") as host:
        code, text = run(host, f"{ACUCONFIG} {line}")
        assert code not in (0, None)
        assert "Usage" in text
        assert host.engine.provisioned


@pytest.mark.parametrize(
    ("command", "described"),
    [("DisableClientControlMode", {}), ("DisableEmbeddedHBC", {"ehbc": "enabled"})],
)
@pytest.mark.parametrize(("keys", "expected"), [(b"y\r\n", True), (b"N\r\n", False), (None, None)])
def test_the_restrictions_wait_for_a_key(
    command: str, described: dict[str, object], keys: bytes | None, expected: bool | None
) -> None:
    with simulated(**described) as host:
        code, text = run(host, f"{ACUCONFIG} {command}", stdin=keys, timeout=1.5)
        assert "(Y/N)" in text
        done = host.engine.ccm_disabled or host.engine.ehbc is False
        assert (code is None) is (expected is None)
        assert done is bool(expected)
        if expected is not None:
            assert (code == 0) is expected


def test_an_input_at_its_end_presses_no_key() -> None:
    with simulated() as host:
        code, _ = run(host, f"{ACUCONFIG} DisableClientControlMode", stdin=b"", timeout=1)
        assert code is None
        assert not host.engine.ccm_disabled


def test_confirm_disable_ccm_asks_nothing() -> None:
    with simulated() as host:
        code, text = run(host, f"{ACUCONFIG} DisableClientControlMode /confirmDisableCCM")
        assert code == 0
        assert "(Y/N)" not in text
        assert host.engine.ccm_disabled


def test_each_run_leaves_a_log_beside_the_program() -> None:
    with simulated(**ACM) as host:
        run(host, f"{ACUCONFIG} UnConfigure /AdminPassword wrong /Full")
        logs = [path for path, _ in host.machine.files.walk(r"C:\Intel\ACUConfig")
                if path.lower().endswith(".log")]  # fmt: skip
        text = host.machine.files.read(logs[0]).decode()
    assert re.search(r"\\ACUConfig_PC-17_\d{4}(-\d\d){5}\.log$", logs[0])
    assert re.match(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d:\(INFO\) : ACU Configurator , Category: ", text
    )
    assert code_in(text.splitlines()[-1]) != 0
    assert "wrong" not in text


def test_output_says_where_the_log_goes() -> None:
    with simulated() as host:
        _, shown = run(host, rf"{ACUCONFIG} /Output File C:\Windows\Temp\a.log Status")
        kept = host.machine.files.read(r"C:\Windows\Temp\a.log").decode()
        run(host, rf"{ACUCONFIG} /KeepLogFile /Output File C:\Windows\Temp\a.log Status")
        twice = host.machine.files.read(r"C:\Windows\Temp\a.log").decode()
        before = len(list(host.machine.files.walk(r"C:\Intel\ACUConfig")))
        _, console = run(host, f"{ACUCONFIG} /Output Console Status")
        _, silent = run(host, f"{ACUCONFIG} /Output Silent Status")
        assert len(list(host.machine.files.walk(r"C:\Intel\ACUConfig"))) == before
    assert shown == silent == ""
    assert kept.count("Exit with code 0") == 1
    assert twice.count("Exit with code 0") == 2
    assert "not configured" in console


def test_system_discovery_writes_a_file_and_the_32_bit_view() -> None:
    key = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery\ManageabilityInfo"
    with simulated(control_mode="CCM") as host:
        assert run(host, f"{ACUCONFIG} SystemDiscovery")[0] == 0
        registry, files = host.machine.registry, host.machine.files
        version = registry.get(key, "FWVersion", view=32)
        assert version is not None
        assert version.data == host.engine.reported_version
        assert registry.get(key, "FWVersion", view=64) is None
        seen = files.read(r"C:\Intel\ACUConfig\PC-17.xml").decode()
        assert "<AMTControlMode>Client Control Mode</AMTControlMode>" in seen
        assert run(host, rf"{ACUCONFIG} SystemDiscovery C:\x.xml /NoRegistry")[0] == 0
        assert files.is_file(r"C:\x.xml")


def test_discovery_can_be_told_to_leave_nothing() -> None:
    with simulated() as host:
        assert run(host, f"{ACUCONFIG} SystemDiscovery /NoFile /NoRegistry")[0] == 0
        assert not host.machine.files.exists(r"C:\Intel\ACUConfig\PC-17.xml")
        key = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery"
        assert not host.machine.registry.exists(key, view=32)


def test_discovery_without_a_sku_names_none() -> None:
    with simulated(sku="none") as host:
        run(host, f"{ACUCONFIG} SystemDiscovery")
        seen = host.machine.files.read(r"C:\Intel\ACUConfig\PC-17.xml").decode()
    assert "AMTSKU" not in seen
    assert "<IsAMTSupported>False</IsAMTSupported>" in seen


def test_a_copy_under_another_name_is_still_acuconfig() -> None:
    with simulated(control_mode="CCM") as host:
        host.machine.files.copy(ACUCONFIG, r"C:\Windows\Temp\tool.exe")
        assert run(host, r"C:\Windows\Temp\tool.exe UnConfigure")[0] == 0
        assert not host.engine.provisioned
