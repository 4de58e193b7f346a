"""Processes: streams, killing, faults."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.windows import Invocation, VersionInfo, Windows
from tests.simulator.windows.conftest import ADMIN, Host


def as_remote(machine: Windows) -> RemoteMachine:
    return machine


def test_the_machine_is_what_the_carriers_expect(host: Host) -> None:
    assert as_remote(host.machine).up


def wait_for_end(host: Host, pid: int) -> None:
    deadline = time.monotonic() + 5
    while any(e.pid == pid for e in host.machine.processes.all()) and time.monotonic() < deadline:
        time.sleep(0.01)


def test_a_hanging_program_says_nothing_and_can_be_killed(make_host: Callable[..., Host]) -> None:
    host = make_host(faults={"netstat.exe": "hang"})
    process = host.machine.start("netstat.exe -ano", user=ADMIN)
    assert process.read(0.1).exit_code is None
    process.terminate()
    output = process.read(2)
    assert (output.stdout, output.exit_code) == (b"", 1)


def test_a_killed_shell_leaves_its_child_a_killed_tree_does_not(
    make_host: Callable[..., Host],
) -> None:
    host = make_host(faults={"netstat.exe": "hang"})

    def start() -> int:
        shell = host.machine.start("cmd /c netstat -ano", user=ADMIN)
        deadline = time.monotonic() + 5
        while not host.machine.processes.find("netstat.exe") and time.monotonic() < deadline:
            time.sleep(0.01)
        return shell.pid

    host.run(f"taskkill /f /pid {start()}")
    (orphan,) = host.machine.processes.find("netstat.exe")
    host.run(f"taskkill /f /pid {orphan.pid}")
    host.run(f"taskkill /f /t /pid {start()}")
    assert not host.machine.processes.find("netstat.exe")
    assert not host.machine.processes.find("cmd.exe")


@pytest.mark.parametrize(
    ("fault", "code"), [("garbage", 0), ("truncate", 0), ("exit:-1073741819", -1073741819)]
)
def test_faults_of_a_program(make_host: Callable[..., Host], fault: str, code: int) -> None:
    whole = make_host().run("sc qc LMS").raw
    answer = make_host(faults={"sc.exe": fault}).run("sc qc LMS")
    assert answer.code == code
    assert answer.raw != whole
    if fault == "truncate":
        assert whole.startswith(answer.raw)


def test_output_beyond_a_pipe_waits_for_its_reader(host: Host) -> None:
    def flood(call: Invocation) -> int:
        for _ in range(300):
            call.write_bytes(b"x" * 10_000)
        return 0

    version = VersionInfo(file_version="1.0")
    host.machine.install_program(r"C:\Tools\flood.exe", "flood.exe", flood, version=version)
    assert len(host.run(r"C:\Tools\flood.exe").raw) == 3_000_000
    assert host.run(r'cmd /c C:\Tools\flood.exe | find /c "x"').stdout == "1\r\n"
    process = host.machine.start(r"C:\Tools\flood.exe", user=ADMIN)
    time.sleep(0.1)
    process.terminate()
    wait_for_end(host, process.pid)
    assert process.read(1).exit_code == 1


def test_standard_input_reaches_the_program(host: Host) -> None:
    process = host.machine.start("sort", user=ADMIN)
    process.write(b"b\r\na\r\n")
    assert process.read(0.05).exit_code is None
    process.close_input()
    out = b""
    while (output := process.read(2)).exit_code is None:
        out += output.stdout
    assert out + output.stdout == b"a\r\nb\r\n"


def test_a_program_pushed_to_the_host_runs_by_its_name(host: Host) -> None:
    host.machine.programs["Tool.exe"] = lambda call: len(call.argv)
    host.machine.files.make_directory(r"C:\Pushed Files")
    host.machine.files.write(r"C:\Pushed Files\tool.EXE", b"MZ" + bytes(64))
    assert host.run(r'"C:\Pushed Files\tool.exe" a "b c"').code == 3
    # CreateProcess finds it without quotes too; the C runtime splits the line all the same.
    assert host.run(r"C:\Pushed Files\tool.exe a").code == 3


def test_passwords_do_not_enter_the_log(host: Host) -> None:
    host.machine.programs["ACUConfig.exe"] = lambda _call: 0
    host.machine.files.write(r"C:\Users\Public\ACUConfig.exe", b"MZ")
    host.run(r'C:\Users\Public\ACUConfig.exe UnConfigure /AdminPassword "P@ss w" /Full')
    (line,) = [d["command_line"] for e, d in host.machine.events if e == "process"]
    assert line == r"C:\Users\Public\ACUConfig.exe UnConfigure /AdminPassword ******** /Full"


def test_no_process_starts_while_the_machine_is_down(host: Host) -> None:
    host.machine.restart_seconds = 0.2
    running = host.machine.start("cmd /k", user=ADMIN)
    host.machine.restart()
    assert running.read(2).exit_code is not None
    with pytest.raises(Exception, match="shutdown"):
        host.run("hostname")
