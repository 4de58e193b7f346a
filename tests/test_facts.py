from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sa75kit import lms, ports
from sa75kit.acuconfig import parse_exit
from sa75kit.facts import Facts, facts_from, queries_for
from sa75kit.reading import Known, Unknown
from sa75kit.registry import parse_keys
from sa75kit.remoting.session import Answer, Query
from sa75kit.uptime import parse_boot
from tests.answers import answer
from tests.flow.windows_host import TOOL, WindowsHost

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SERVICE_KEY = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\LMS"


def facts(machine: WindowsHost, over: dict[Query, Answer] | None = None) -> Facts:
    return facts_from("pc", NOW, {**machine.read(queries_for(TOOL)), **(over or {})}, TOOL)


def netstat(rows: str) -> Answer:
    return answer(
        "\nX\n\n  TCP    0.0.0.0:135      0.0.0.0:0      LISTENING    912\n"
        f"{rows}  UDP    0.0.0.0:123      *:*                         912\n"
    )


def test_what_was_not_asked_is_unknown() -> None:
    nothing = facts_from("pc", NOW, {}, TOOL)
    assert isinstance(nothing.lms_running, Unknown)
    assert isinstance(nothing.listeners, Unknown)
    assert isinstance(nothing.firmware_status, Unknown)


def test_udp_623_of_an_owner_nobody_saw_is_unknown_and_not_nothing() -> None:
    held = netstat("  UDP    0.0.0.0:623      *:*                         4711\n")
    found = facts(WindowsHost(running=False), {ports.SOCKETS: held})
    assert isinstance(found.listeners, Unknown)
    assert "623" in found.listeners.reason


def test_udp_623_without_a_process_list_is_unknown() -> None:
    held = netstat("  UDP    0.0.0.0:623      *:*                         2164\n")
    over = {ports.SOCKETS: held, ports.PROCESSES: answer("", exit_code=1)}
    assert isinstance(facts(WindowsHost(), over).listeners, Unknown)


def test_a_renamed_lms_holds_udp_623_by_its_service() -> None:
    sockets = ports.parse_sockets(netstat("  UDP    0.0.0.0:623      *:*     2164\n"))
    assert isinstance(sockets, Known)
    renamed = ports.Process(pid=2164, image="intelsvc.exe", services=("LMS",))
    assert [each.port for each in ports.me_listeners(sockets.value, (renamed,))] == [623]


def test_an_lms_program_beside_a_stopped_service_is_an_alternative_lms() -> None:
    over = {ports.PROCESSES: answer('"svchost.exe","912","RpcSs"\n"LMS.exe","4711","N/A"\n')}
    found = facts(WindowsHost(start="disabled", running=False), over)
    assert isinstance(found.alternative_lms, Known)
    assert found.alternative_lms.value == ("LMS.exe",)


def test_the_word_for_no_service_is_learnt_from_the_idle_process() -> None:
    no = "Нет данных"
    said = f'"Idle","0","{no}"\n"a.exe","9","Mesh Agent"\n"b.exe","10","{no}"\n'
    found = ports.parse_processes(answer(said, code_page=866))
    assert isinstance(found, Known)
    assert [each.services for each in found.value] == [(), ("Mesh Agent",), ()]


def test_a_registry_answer_that_ends_among_values_is_not_whole() -> None:
    whole = (
        f"\n{SERVICE_KEY}\n    Start    REG_DWORD    0x4\n    DeleteFlag    REG_DWORD    0x1\n\n"
    )
    assert isinstance(parse_keys(answer(whole)), Known)
    cut = whole[: whole.index("    DeleteFlag")]
    assert isinstance(parse_keys(answer(cut)), Unknown)


def test_a_cut_answer_never_unmarks_a_service_that_is_marked_for_deletion() -> None:
    whole = answer(
        f"\n{SERVICE_KEY}\n    Start    REG_DWORD    0x4\n    DeleteFlag    REG_DWORD    0x1\n\n"
        f"{SERVICE_KEY}\\Security\n"
    )
    for length in range(len(whole.stdout) + 1):
        found = facts(WindowsHost(), {lms.REGISTRATION: answer(whole.stdout[:length])})
        pending = found.lms_delete_pending
        assert isinstance(pending, Unknown) or pending.value is True


@pytest.mark.parametrize("boot", ["00010101000000.000000+999", "00020101000000.000000+000"])
def test_a_moment_out_of_every_calendar_is_unknown(boot: str) -> None:
    said = answer(f"boot={boot}\nnow=99981231000000.000000+000\n")
    assert isinstance(parse_boot(said), Unknown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 7),
        ("***********Exit with code 0. Details: Success", 0),
        ("Exit with code 3\nExit with code -1073\n", -1073),
    ],
)
def test_acuconfigs_log_line_is_its_exit_code(text: str, code: int) -> None:
    assert parse_exit(answer(text, exit_code=7)) == Known(code, "ACUConfig")


def test_an_exit_code_that_is_none_is_unknown() -> None:
    assert isinstance(parse_exit(answer("Exit with code " + "9" * 5000)), Unknown)
    assert isinstance(parse_exit(answer("", exit_code=None)), Unknown)
