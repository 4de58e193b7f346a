from __future__ import annotations

import time

import pytest

from sa75kit.simulator.windows.services import RUNNING, STOPPED
from tests.simulator.intel.hosts import me_ports, run, simulated


def wait_until_stopped(host: object, name: str = "LMS") -> None:
    host.machine.services.wait(name, (STOPPED,), 5)  # type: ignore[attr-defined]


def test_a_running_lms_listens_on_every_address_even_unprovisioned() -> None:
    with simulated() as host:
        assert me_ports(host) == {16992, 623}
        rows = [s for s in host.machine.sockets.listening() if s.local_port == 16992]
        assert {row.local_address for row in rows} == {"0.0.0.0", "::"}
        pid = host.machine.services.status("LMS").pid
        assert {row.pid for row in rows} == {pid}


@pytest.mark.parametrize(
    "described",
    [{"mei_driver": False}, {"amt_in_bios": False}, {"sku": "none"}, {"lms": {"ports": []}}],
)
def test_running_does_not_mean_that_ports_are_open(described: dict[str, object]) -> None:
    with simulated(**described) as host:
        assert host.machine.services.status("LMS").state == RUNNING
        assert me_ports(host) == set()


def test_disabling_does_not_stop_it_and_stopping_closes_its_ports() -> None:
    with simulated() as host:
        assert run(host, "sc.exe config LMS start= disabled")[0] == 0
        assert me_ports(host) == {16992, 623}
        run(host, "sc.exe stop LMS")
        wait_until_stopped(host)
        assert me_ports(host) == set()
        assert run(host, "sc.exe start LMS")[0] == 1058


def test_it_goes_when_it_is_deleted_and_stopped_and_leaves_its_file() -> None:
    with simulated() as host:
        assert run(host, "sc.exe delete LMS")[0] == 0
        assert me_ports(host) == {16992, 623}
        run(host, "sc.exe stop LMS")
        wait_until_stopped(host)
        assert not host.machine.services.exists("LMS")
        path = r"C:\Program Files (x86)\Intel\Intel(R) Management Engine Components\LMS\LMS.exe"
        assert host.machine.files.file(path).version is not None


def test_a_handle_that_somebody_holds_keeps_it_marked() -> None:
    with simulated(lms={"handle_open": True, "state": "stopped"}) as host:
        assert run(host, "sc.exe delete LMS")[0] == 0
        assert run(host, "sc.exe delete LMS")[0] == 1072
        assert host.machine.services.marked_for_deletion("LMS")


@pytest.mark.parametrize(("how", "state"), [("never", 3), ("refused", RUNNING)])
def test_it_may_not_obey(how: str, state: int) -> None:
    with simulated(lms={"stop": how}) as host:
        run(host, "sc.exe stop LMS")
        time.sleep(0.3)
        assert host.machine.services.status("LMS").state == state
        assert me_ports(host) == {16992, 623}


def test_a_restart_brings_back_what_was_only_stopped() -> None:
    with simulated(lms={"start": "automatic"}) as host:
        machine = host.machine
        machine.restart_seconds = 0.1
        run(host, "sc.exe stop LMS")
        wait_until_stopped(host)
        machine.restart()
        end = time.monotonic() + 5
        while time.monotonic() < end and not (machine.restarts and me_ports(host)):
            time.sleep(0.05)
        assert me_ports(host) == {16992, 623}


@pytest.mark.parametrize(
    ("generation", "path"),
    [
        ("program-files", '"C:\\Program Files\\Intel'),
        ("program-files-x86", '"C:\\Program Files (x86)\\Intel'),
        ("driver-store", "C:\\Windows\\System32\\DriverStore\\FileRepository\\lms.inf_amd64_"),
        ("old", '"C:\\Program Files (x86)\\Intel\\AMT\\LMS.exe'),
    ],
)
def test_every_generation_has_its_path_and_its_file(generation: str, path: str) -> None:
    with simulated(lms={"generation": generation}) as host:
        config = host.machine.services.config("LMS")
        assert config.binary_path.startswith(path)
        assert config.delayed
        assert host.machine.image_of(config.binary_path) is not None


def test_a_path_with_arguments_is_kept_as_it_was_given() -> None:
    path = r"C:\Program Files\Intel\LMS Old\LMS.exe -run"
    with simulated(lms={"path": path}) as host:
        assert host.machine.services.config("LMS").binary_path == path
        assert host.machine.files.is_file(r"C:\Program Files\Intel\LMS Old\LMS.exe")


@pytest.mark.parametrize(
    ("variant", "ports", "image"),
    [
        ({"kind": "microlms"}, {16992, 623}, "MicroLMS.exe"),
        ({"kind": "microlms", "ports": [17992]}, {17992}, "MicroLMS.exe"),
        ({"kind": "meshcommander", "as": "process"}, {3000}, "MeshCommander.exe"),
        ({"kind": "meshagent"}, {16992}, "MeshAgent.exe"),
        ({"kind": "rpc", "as": "process"}, set(), "rpc.exe"),
        ({"kind": "renamed-lms"}, {16992, 623}, "ManagementAgent.exe"),
        (
            {"kind": "custom", "image": r"C:\Agent\a.exe", "service": "Agent", "ports": [16992]},
            {16992},
            "a.exe",
        ),
    ],
)
def test_variants_run_and_listen_as_they_do(
    variant: dict[str, object], ports: set[int], image: str
) -> None:
    with simulated(lms=None, alternative_lms=[variant]) as host:
        machine = host.machine
        (process,) = machine.processes.find(image)
        held = {s.local_port for s in machine.sockets.listening() if s.pid == process.pid}
        assert held == ports
        run(host, f"taskkill.exe /F /PID {process.pid}")
        assert not machine.processes.find(image)
        assert not [s for s in machine.sockets.listening() if s.pid == process.pid]


def test_another_lms_on_the_firmwares_port_carries_acuconfig_too() -> None:
    with simulated(lms=None, control_mode="CCM", alternative_lms=[{"kind": "microlms"}]) as host:
        assert run(host, r"C:\Intel\ACUConfig\ACUConfig.exe UnConfigure")[0] == 0


def test_a_socket_may_belong_to_somebody_else() -> None:
    with simulated(lms=None, sockets=[{"port": 16992, "addresses": "loopback"}]) as host:
        (row,) = [s for s in host.machine.sockets.listening() if s.local_port == 16992]
        assert row.local_address == "127.0.0.1"
        assert host.machine.processes.get(row.pid).image == "proxy.exe"
