"""The service manager behaves as Windows' does, seen through sc.exe and net.exe."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sa75kit.simulator.windows import ServiceBehaviour, ServiceConfig, ServiceFailed, Windows
from sa75kit.simulator.windows.processes import ProcessEntry
from sa75kit.simulator.windows.service_config import FailureActions, pack_failure_actions
from tests.simulator.windows.conftest import LMS_PATH, USER, Host

RUNNING, STOPPED = 4, 1


def listening(host: Host) -> set[int]:
    return {socket.local_port for socket in host.machine.sockets.listening()}


@pytest.mark.parametrize("words", ["start= disabled", "start=disabled", "START= Disabled"])
def test_disabling_leaves_the_service_running_and_its_port_open(host: Host, words: str) -> None:
    assert host.run(f"sc.exe config LMS {words}").stdout == "[SC] ChangeServiceConfig SUCCESS\r\n"
    assert "START_TYPE         : 4   DISABLED\r\n" in host.run("sc qc LMS").stdout
    assert "STATE              : 4  RUNNING" in host.run("sc query LMS").stdout
    assert 16992 in listening(host)


def test_stop_takes_time_and_then_closes_the_port(host: Host) -> None:
    answer = host.run("sc stop LMS")
    assert answer.code == 0
    assert "        STATE              : 3  STOP_PENDING \r\n" in answer.stdout
    assert host.settle() == STOPPED
    assert 16992 not in listening(host)
    assert host.run("sc stop LMS").code == 1062


def test_a_disabled_service_does_not_start(host: Host) -> None:
    host.run("sc config LMS start= disabled")
    host.run("sc stop LMS")
    host.settle()
    assert host.run("sc start LMS").code == 1058
    assert host.run("net start LMS").code == 2
    host.run("sc config LMS start= demand")
    answer = host.run("sc start LMS")
    assert "START_PENDING" in answer.stdout
    assert "PID                : " in answer.stdout
    assert host.settle("LMS", RUNNING) == RUNNING
    assert 16992 in listening(host)
    assert host.run("sc start LMS").code == 1056


def test_delete_of_a_running_service_only_marks_it(host: Host) -> None:
    assert host.run("sc delete LMS").stdout == "[SC] DeleteService SUCCESS\r\n"
    assert "4  RUNNING" in host.run("sc query LMS").stdout
    for line in ("sc delete LMS", "sc config LMS start= auto", "sc create LMS binPath= x.exe"):
        assert host.run(line).code == 1072
    flag = host.run(r"reg query HKLM\SYSTEM\CurrentControlSet\Services\LMS /v DeleteFlag")
    assert "    DeleteFlag    REG_DWORD    0x1\r\n" in flag.stdout
    host.run("sc stop LMS")
    host.settle()
    assert host.run("sc query LMS").code == 1060
    assert host.run(r"reg query HKLM\SYSTEM\CurrentControlSet\Services\LMS").code == 1


def test_an_open_handle_keeps_a_deleted_service_until_it_closes(host: Host) -> None:
    host.run("sc stop LMS")
    host.settle()
    close = host.machine.services.hold("LMS")
    assert host.run("sc delete LMS").code == 0
    assert host.run("sc query LMS").code == 0
    assert host.run("sc start LMS").code == 1072
    close()
    assert host.run("sc query LMS").code == 1060


def test_restart_carries_out_deletions_and_obeys_start_types(host: Host) -> None:
    host.run("sc delete LMS")
    host.run("sc config Spooler start= disabled")
    before = host.machine.boot_time
    host.machine.restart_seconds = 0.1
    assert host.run("shutdown /r /t 0").code == 0
    deadline = time.monotonic() + 5
    while not host.machine.restarts and time.monotonic() < deadline:
        time.sleep(0.02)
    assert host.machine.boot_time > before
    assert host.run("sc query LMS").code == 1060
    assert "1  STOPPED" in host.run("sc query Spooler").stdout
    assert "WIN32_EXIT_CODE    : 1077  (0x435)" in host.run("sc query Spooler").stdout
    assert "4  RUNNING" in host.run("sc query EventLog").stdout
    assert 16992 not in listening(host)


def test_a_delayed_service_comes_up_after_the_restart(host: Host) -> None:
    host.machine.restart_seconds, host.machine.delayed_start_seconds = 0.05, 0.3
    host.machine.restart()
    deadline = time.monotonic() + 5
    while not host.machine.restarts and time.monotonic() < deadline:
        time.sleep(0.01)
    assert host.machine.services.status("LMS").state == STOPPED
    assert host.settle("LMS", RUNNING) == RUNNING


def test_the_registry_is_the_configuration(host: Host) -> None:
    key = r"HKLM\SYSTEM\CurrentControlSet\Services\LMS"
    host.run(f"reg add {key} /v Start /t REG_DWORD /d 4 /f")
    assert "4   DISABLED" in host.run("sc qc LMS").stdout
    host.run("sc config LMS start= delayed-auto")
    assert "Start    REG_DWORD    0x2" in host.run(f"reg query {key}").stdout
    assert "DelayedAutostart    REG_DWORD    0x1" in host.run(f"reg query {key}").stdout
    assert "AUTO_START  (DELAYED)" in host.run("sc qc LMS").stdout


def test_who_is_no_administrator_is_refused(host: Host) -> None:
    for line in ("sc config LMS start= disabled", "sc stop LMS", "sc delete LMS", "sc query"):
        answer = host.run(line, user=USER)
        assert answer.code == 5
        assert "FAILED 5:\r\n\r\nAccess is denied.\r\n" in answer.stdout
    assert host.machine.services.config("LMS").start == 2


def test_a_service_that_others_need_is_not_stopped(host: Host) -> None:
    host.machine.install_service(
        ServiceConfig(name="Needs", display_name="Needs", binary_path=f'"{LMS_PATH}"',
                      depends_on=("LMS",)),
        running=True,
    )  # fmt: skip
    assert host.run("sc stop LMS").code == 1051
    assert host.run("net stop LMS /y").code == 0
    assert host.machine.services.status("Needs").state == STOPPED


def test_a_service_without_its_file_does_not_start(host: Host) -> None:
    host.run("sc stop LMS")
    host.settle()
    host.machine.files.delete(LMS_PATH)
    assert host.run("sc start LMS").code == 2


def test_a_killed_service_is_stopped_with_1067(host: Host) -> None:
    assert host.run("taskkill /f /im lms.exe").code == 0
    assert "WIN32_EXIT_CODE    : 1067  (0x42b)" in host.run("sc query LMS").stdout
    assert 16992 not in listening(host)


def test_failure_actions_bring_a_killed_service_back(host: Host) -> None:
    actions = pack_failure_actions(FailureActions(86400, ((1, 50),)))
    host.machine.services.change("LMS", {"failure_actions": actions})
    assert "RESTART -- Delay = 50 milliseconds." in host.run("sc qfailure LMS").stdout
    host.run("taskkill /f /im lms.exe")
    assert host.settle("LMS", RUNNING) == RUNNING


def test_a_service_that_fails_to_start_says_why(host: Host) -> None:
    class Broken(ServiceBehaviour):
        def on_start(self, machine: Windows, service: str, process: ProcessEntry) -> None:
            raise ServiceFailed(1066, 7)

    host.run("sc stop LMS")
    host.settle()
    host.machine.services.behave("LMS", Broken(start_seconds=0.02))
    assert host.run("net start LMS").code == 2
    assert "SERVICE_EXIT_CODE  : 7  (0x7)" in host.run("sc query LMS").stdout


def test_a_service_that_never_stops_stays_pending(host: Host) -> None:
    host.machine.services.behave("LMS", ServiceBehaviour(stop_seconds=None))
    host.run("sc stop LMS")
    assert host.settle("LMS", STOPPED, 3) == 3
    assert host.run("sc stop LMS").code == 1061
    assert 16992 in listening(host)


@pytest.mark.parametrize("line", ["sc config LMS foo= 1", "sc config LMS start= never", "sc",
                                  "sc config", "sc frobnicate LMS", "sc create X"])  # fmt: skip
def test_what_sc_does_not_understand_gives_usage_and_1639(host: Host, line: str) -> None:
    answer = host.run(line)
    assert answer.code == 1639
    assert "USAGE:\r\n" in answer.stdout


def test_create_describe_and_delete(host: Host) -> None:
    line = f'sc create Agent binPath= "\\"{LMS_PATH}\\" /x" start= auto DisplayName= "An Agent"'
    assert host.run(line).stdout == "[SC] CreateService SUCCESS\r\n"
    assert host.run("sc create Agent binPath= x").code == 1073
    assert host.run('sc create Other binPath= x DisplayName= "An Agent"').code == 1078
    assert f'BINARY_PATH_NAME   : "{LMS_PATH}" /x' in host.run("sc qc Agent").stdout
    host.run('sc description Agent "Does things"')
    assert "DESCRIPTION:  Does things\r\n" in host.run("sc qdescription Agent").stdout
    assert "Name = An Agent\r\n" in host.run("sc GetDisplayName Agent").stdout
    assert "Name = Agent\r\n" in host.run('sc GetKeyName "An Agent"').stdout
    host.run("sc delete Agent")
    assert host.run("sc qc Agent").code == 1060


def test_another_server_cannot_be_reached(host: Host) -> None:
    assert host.run(r"sc \\pc-17 query LMS").code == 0
    assert host.run(r"sc \\elsewhere query LMS").code == 1722


def test_net_stop_waits_for_the_end(host: Host) -> None:
    answer = host.run("net stop LMS")
    assert answer.code == 0
    assert "service was stopped successfully.\r\n" in answer.stdout
    assert host.machine.services.status("LMS").state == STOPPED
    again = host.run("net stop LMS")
    assert again.code == 2
    assert "NET HELPMSG 3521" in again.stderr
    assert "NET HELPMSG 2185" in host.run("net stop nosuch").stderr


def test_every_start_and_change_is_recorded(host: Host) -> None:
    host.machine.events.clear()
    host.run("sc config LMS start= disabled")
    processes = [d["command_line"] for e, d in host.machine.events if e == "process"]
    changes = [d for e, d in host.machine.events if e == "change"]
    assert processes == ["sc config LMS start= disabled"]
    assert any("[Start]" in str(d["what"]) and d["after"] == 4 for d in changes)


def test_shared_processes_depend_on_the_build(make_host: Callable[..., Host]) -> None:
    def pids(version: str) -> tuple[int, int]:
        services = make_host(version=version).machine.services
        return services.status("gpsvc").pid, services.status("Schedule").pid

    old, new = pids("6.1.7601"), pids("10.0.19045")
    assert old[0] == old[1]
    assert new[0] != new[1]
