from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sa75kit.simulator.fleet import FleetError, generate, parse_fleet, read_fleet

FLEETS = Path(__file__).parents[3] / "data" / "fleets"


def refusal(*hosts: dict[str, Any], **more: Any) -> str:
    with pytest.raises(FleetError) as refused:
        parse_fleet(json.dumps({"hosts": hosts, **more}), source="x.json")
    return str(refused.value)


@pytest.mark.parametrize("path", sorted(FLEETS.glob("*.json")), ids=lambda path: path.stem)
def test_every_fleet_of_the_project_can_be_read(path: Path) -> None:
    fleet = read_fleet(path)
    assert fleet.hosts
    assert fleet.about


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ({"sku": "none", "control_mode": "CCM"}, "cannot be provisioned"),
        ({"sku": "SBT", "control_mode": "CCM"}, "cannot be provisioned"),
        ({"control_mode": "CCM", "firmware": "6.1.20.1000"}, "6.2"),
        ({"control_mode": "CCM", "ccm_disabled": True}, "ccm_disabled"),
        ({"control_mode": "CCM", "rcs": "r"}, "ACM"),
        ({"rcs": "r"}, "ACM"),
        ({"control_mode": "ACM"}, "admin_password"),
        ({"admin_password": "x"}, "control_mode"),
        ({"control_mode": "CCM", "amt_in_bios": False}, "BIOS"),
        ({"in_provisioning": True, "control_mode": "CCM"}, "in_provisioning"),
        ({"alternative_lms": [{"kind": "custom"}]}, "image"),
        ({"alternative_lms": [{"kind": "custom", "image": "C:\\a.exe"}]}, "service"),
        ({"alternative_lms": [{"kind": "microlms", "service": "LMS"}]}, "LMS"),
        ({"address": "192.0.2.1"}, "127.0.0.0/8"),
        ({"address": "localhost"}, "127.0.0.0/8"),
        ({"lms": {"path": " "}}, "path"),
        ({"firmware": "9.5.45"}, "firmware"),
        ({"language": "xx"}, "language"),
        ({"fault": "sleepy"}, "fault"),
        ({"program_faults": {"sc.exe": "melt"}}, "melt"),
        ({"traces": [{"source": "systemdiscovery", "says": {"sku": "XXX"}}]}, "XXX"),
        ({"lsm": {}}, "no such key"),
        ({"lms": {"strat": "auto"}}, "no such key"),
    ],
)
def test_a_host_that_cannot_be_is_refused_by_name(host: dict[str, Any], words: str) -> None:
    said = refusal({"name": "good"}, {"name": "pc-17", **host})
    assert said.startswith("x.json: host pc-17: ")
    assert words in said


def test_two_of_a_kind_are_refused() -> None:
    assert "two hosts have the name pc-1" in refusal({"name": "pc-1"}, {"name": "PC-1"})
    twins = [{"name": n, "address": "127.75.0.1"} for n in ("a", "b")]
    assert "two hosts have the address 127.75.0.1" in refusal(*twins)


def test_an_empty_fleet_and_no_json_are_refused(tmp_path: Path) -> None:
    assert "there is none" in refusal()
    with pytest.raises(FleetError, match="line 2"):
        parse_fleet('{"hosts":\n!', source="x.json")
    with pytest.raises(FleetError, match=r"none\.json"):
        read_fleet(tmp_path / "none.json")


def test_passwords_stay_out_of_a_fleets_repr() -> None:
    text = json.dumps({"hosts": [{"name": "a", "control_mode": "ACM", "admin_password": "geheim"}]})
    assert "geheim" not in repr(parse_fleet(text))


@pytest.mark.parametrize("hosts", [1, 12, 60])
def test_generated_fleets_are_the_same_for_a_seed_and_whole(hosts: int) -> None:
    fleet = generate(hosts, 7)
    assert fleet == generate(hosts, 7)
    assert fleet != generate(hosts, 8)
    assert len({host.name for host in fleet.hosts}) == hosts
    assert not any(host.obstacles for host in fleet.hosts)
    for host in fleet.hosts:
        if host.control_mode == "ACM":
            assert host.admin_password
            assert host.password_known


def test_a_large_fleet_has_every_language_and_mode() -> None:
    hosts = generate(100).hosts
    assert {host.language for host in hosts} == {"en", "de", "ja", "fr"}
    assert {host.control_mode for host in hosts} == {"none", "CCM", "ACM"}
    assert {"AMT", "ISM", "SBT"} == {host.sku for host in hosts}


def test_the_drill_has_what_a_responder_should_meet() -> None:
    hosts = {host.name: host for host in read_fleet(FLEETS / "drill.json").hosts}
    assert len(hosts) == 12
    assert {host.language for host in hosts.values()} == {"en", "de", "ja", "fr"}
    assert {host.fault for host in hosts.values()} >= {"down", "hang"}
    assert any("netstat.exe" in host.program_faults for host in hosts.values())
    assert any(h.control_mode == "ACM" and not h.password_known for h in hosts.values())
    assert any(h.control_mode == "ACM" and h.language == "ja" for h in hosts.values())
    assert any(host.rcs for host in hosts.values())
    assert any(variant.ports for host in hosts.values() for variant in host.alternative_lms)
    assert any(host.sku == "SBT" for host in hosts.values())
    assert any(host.powershell == "constrained" for host in hosts.values())
    assert all(host.about for host in hosts.values())
