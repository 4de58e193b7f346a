from __future__ import annotations

import csv
import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sa75kit.simulator.addresses import NoAddress, check_address
from sa75kit.simulator.fleet import Fleet, generate, parse_fleet, read_fleet
from sa75kit.simulator.site import Site

FLEETS = Path(__file__).parents[3] / "data" / "fleets"


@pytest.fixture(scope="module")
def five() -> Fleet:
    return read_fleet(FLEETS / "five.json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def site(five: Fleet, folder: Path) -> Iterator[Site]:
    with Site(five, out=folder) as running:
        running.write_files(folder)
        yield running


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_inventory_names_every_host_and_no_password(site: Site, folder: Path) -> None:
    text = (folder / "inventory.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["host"] for row in rows] == [host.name for host in site.fleet.hosts]
    assert [row["address"] for row in rows] == list(site.addresses.values())
    assert "Hibiya-Koen" not in text
    references = [row["amt_password"] for row in rows if row["amt_password"]]
    assert references == ["file:amt-passwords/tokyo-01.txt"]
    assert set(rows[0]) >= {"host", "address", "amt_password", "rcs_address"}


def test_secrets_are_for_their_owner_alone(site: Site, folder: Path) -> None:
    credential = json.loads((folder / "credential.json").read_text())
    assert credential["username"] == r"EXAMPLE\responder"
    assert len(credential["password"]) > 12
    assert mode(folder / "credential.json") == 0o600
    assert mode(folder / "amt-passwords" / "tokyo-01.txt") == 0o600
    assert (folder / "amt-passwords" / "tokyo-01.txt").read_text().strip() == "Hibiya-Koen!01"


def test_the_site_file_keeps_the_contract(site: Site, folder: Path) -> None:
    said = yaml.safe_load((folder / "site.yaml").read_text(encoding="utf-8"))
    assert set(said) == {"site", "inventory", "remoting", "tools", "policy", "rollout"}
    remoting = said["remoting"]
    assert (remoting["transport"], remoting["ssl"], remoting["port"]) == ("winrm", False, 5985)
    assert remoting["credential"] == "file:credential.json"
    assert said["policy"] == {"lms": "disable"}


def test_truth_is_plain_data_about_every_host(site: Site) -> None:
    truth = site.truth()
    assert json.loads(json.dumps(truth)) == truth
    tokyo = truth["tokyo-01"]
    assert tokyo["provisioned"]
    assert tokyo["control_mode"] == "ACM"
    assert tokyo["vulnerable"]
    assert tokyo["lms"]["running"]
    assert {16992, 623} <= set(tokyo["listening"])
    assert {16992, 16994} <= set(tokyo["wire"])
    assert truth["lyon-02"]["wire"] == []
    assert not any(host["broken"] for host in truth.values())


def test_the_wire_answers_where_truth_says(site: Site) -> None:
    for name, host in site.truth().items():
        for port in (16992, 16993):
            with socket.socket() as probe:
                probe.settimeout(2)
                refused = probe.connect_ex((site.addresses[name], port)) != 0
            assert refused is (port not in host["wire"])


def test_a_second_site_runs_beside_it(site: Site, five: Fleet) -> None:
    with Site(five) as other:
        assert not set(other.addresses.values()) & set(site.addresses.values())
        assert other.truth()["tokyo-01"]["wire"]


def test_an_end_gives_addresses_and_ports_free(five: Fleet) -> None:
    with Site(five, seed=4242) as first:
        address = first.addresses["austin-01"]
    for port in (5985, 16992):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))


def test_own_addresses_are_kept(tmp_path: Path) -> None:
    fleet = parse_fleet('{"hosts": [{"name": "a", "address": "127.61.7.5"}, {"name": "b"}]}')
    with Site(fleet, out=tmp_path) as running:
        assert running.addresses["a"] == "127.61.7.5"
        assert running.addresses["b"].startswith("127.")
        assert "2 simulated hosts" in running.description


def test_an_address_that_is_not_there_says_what_to_do() -> None:
    with pytest.raises(NoAddress, match=r"sudo ifconfig lo0 alias 203\.0\.113\.7"):
        check_address("203.0.113.7")


def test_a_host_that_is_down_answers_nowhere() -> None:
    fleet = parse_fleet(
        json.dumps(
            {
                "hosts": [
                    {"name": "off", "control_mode": "CCM", "fault": "down"},
                    {"name": "closed", "control_mode": "CCM", "fault": "no-winrm"},
                ]
            }
        )
    )
    with Site(fleet) as running:
        truth = running.truth()
        assert truth["off"]["wire"] == []
        assert 16992 in truth["closed"]["wire"]
        for name in ("off", "closed"):
            assert not truth[name]["reachable"]
            with socket.socket() as probe:
                assert probe.connect_ex((running.addresses[name], 5985)) != 0


def test_two_hundred_hosts_stand_in_seconds() -> None:
    with Site(generate(200, 3)) as running:
        assert len(set(running.addresses.values())) == 200
