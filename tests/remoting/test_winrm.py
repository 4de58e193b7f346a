from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psrpcore.types import PSSecureString

from sa75kit.errors import NotSent, Unanswered, Unreachable
from sa75kit.reference import SecretName
from sa75kit.remoting.secrets import Credential
from sa75kit.remoting.session import OUTPUT_CAP, Change, Query, Session
from sa75kit.remoting.winrm import connect_winrm
from sa75kit.settings import Remoting
from tests.remoting.scripted_host import (
    DROP,
    FAIL,
    HANG,
    MUTE,
    Program,
    Script,
    said,
    scripted_host,
)

CREDENTIAL = Credential(username="ir", password="S3cret!")
SC = Query(argv=("sc.exe", "qc", "LMS"), cites="G10", timeout=3)
NETSTAT = Query(argv=("netstat.exe", "-ano"), cites="G11", timeout=3)
WHOAMI = Query(argv=("whoami.exe",), cites="G8", timeout=3)
STOP = Change(argv=("sc.exe", "stop", "LMS"), cites="G10", timeout=3)
HELLO = ("mode FullLanguage", "codepage 932")
CONSTRAINED = ("mode ConstrainedLanguage",)
CHCP: dict[str, Program] = {"chcp.com": (["現在のコード ページ: 932\r\n".encode("cp932")], 0)}


@contextmanager
def session(script: Script, folder: Path, **changes: object) -> Iterator[Session]:
    wanted = {"credential": "env:X", "connect_timeout": 0.5, "ca": "ca.pem"} | changes
    with scripted_host(script, folder) as host:
        settings = Remoting.model_validate(wanted)
        with connect_winrm(settings, folder, CREDENTIAL)(host) as opened:
            yield opened


def test_one_pool_and_one_pipeline_carry_a_whole_investigation(tmp_path: Path) -> None:
    out = "サービス".encode("cp932")
    script = Script(runner=(*HELLO, said(0, out), said(1, b"", 5)))
    with session(script, tmp_path) as opened:
        answers = opened.read([SC, WHOAMI])
    assert answers[SC].text == "サービス"
    assert (answers[SC].exit_code, answers[SC].complaint) == (0, None)
    assert (answers[WHOAMI].exit_code, answers[WHOAMI].stdout) == (5, b"")
    assert script.asked.count("Create") == script.asked.count("Command") == 1
    assert script.asked[-1] == "Delete"
    [parameters] = script.parameters
    assert list(parameters["Programs"]) == ["sc.exe", "whoami.exe"]
    assert list(parameters["Arguments"]) == ["qc LMS", ""]
    assert (parameters["Cap"], list(parameters["Deadlines"])) == (OUTPUT_CAP, [3000, 3000])


def test_answers_before_a_hang_are_kept(tmp_path: Path) -> None:
    script = Script(runner=(*HELLO, said(0, b"a"), HANG))
    start = time.monotonic()
    with session(script, tmp_path, host_timeout=2) as opened:
        answers = opened.read([SC, NETSTAT])
    assert time.monotonic() - start < 8
    assert answers[SC].complaint is None
    assert str(answers[NETSTAT].complaint).startswith("no answer before the deadline of 2 s")
    assert answers[NETSTAT].code_page == 932
    assert script.asked[-2:] == ["Signal", "Delete"]


@pytest.mark.parametrize("how", [DROP, MUTE])
def test_answers_before_a_lost_connection_are_kept(tmp_path: Path, how: str) -> None:
    script = Script(runner=(*HELLO, said(0, b"a"), how))
    start = time.monotonic()
    with session(script, tmp_path) as opened:
        answers = opened.read([SC, NETSTAT])
        with pytest.raises(NotSent, match="lost before"):
            opened.run(STOP)
    assert time.monotonic() - start < 25
    assert answers[SC].complaint is None
    assert "connection was lost" in str(answers[NETSTAT].complaint)
    assert "Delete" not in script.asked


@pytest.mark.parametrize("how", [DROP, HANG])
def test_a_change_without_an_answer_may_have_happened(tmp_path: Path, how: str) -> None:
    script = Script(runner=(*HELLO, how))
    with session(script, tmp_path) as opened, pytest.raises(Unanswered, match="probe the host"):
        opened.run(STOP)
    assert script.asked.count("Command") == 1


def test_a_change_that_the_host_refused_was_not_sent(tmp_path: Path) -> None:
    script = Script(runner=HELLO, command_fault=2150859174)
    with session(script, tmp_path) as opened, pytest.raises(NotSent, match="2150859174"):
        opened.run(STOP)


def test_a_change_is_run_once(tmp_path: Path) -> None:
    script = Script(runner=(*HELLO, said(0, b"stopped", 1062)))
    with session(script, tmp_path) as opened:
        assert opened.run(STOP).exit_code == 1062
    assert script.asked.count("Command") == 1


def test_a_secret_travels_as_a_secure_string_and_no_log_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SA75_AMT", "P@ss word")
    caplog.set_level(logging.DEBUG)
    change = Change(argv=("a.exe", "/p", SecretName("env:SA75_AMT")), cites="G6", timeout=3)
    script = Script(runner=(*HELLO, said(0, b"")))
    with session(script, tmp_path) as opened:
        answer = opened.run(change)
    assert answer.argv == ("a.exe", "/p", "********")
    [line] = script.parameters[0]["Arguments"]
    assert isinstance(line, PSSecureString)
    assert line.decrypt() == '/p "P@ss word"'
    client = [each for each in caplog.records if not each.name.startswith("psrpcore")]
    assert "P@ss" not in "".join(each.getMessage() for each in client)


def test_a_host_in_constrained_language_says_what_to_do(tmp_path: Path) -> None:
    with (
        session(Script(runner=CONSTRAINED), tmp_path) as opened,
        pytest.raises(NotSent, match=r"ConstrainedLanguage mode; set remoting\.shell"),
    ):
        opened.read([SC])


def test_auto_goes_to_cmd_where_powershell_is_constrained(tmp_path: Path) -> None:
    script = Script(runner=CONSTRAINED, programs={**CHCP, "sc.exe qc LMS": ([b"x"], 1060)})
    with session(script, tmp_path, shell="auto") as opened:
        answer = opened.read([SC])[SC]
        assert opened.run(Change(argv=SC.argv, cites="t")).exit_code == 1060
    assert (answer.stdout, answer.exit_code, answer.code_page) == (b"x", 1060, 932)
    assert script.asked.count("chcp.com") == 1


def test_auto_goes_to_cmd_where_no_script_may_run(tmp_path: Path) -> None:
    script = Script(runner=(FAIL,), programs={**CHCP, "whoami.exe": ([b"me"], 0)})
    with session(script, tmp_path, shell="auto") as opened:
        assert opened.read([WHOAMI])[WHOAMI].stdout == b"me"


@pytest.mark.parametrize("runner", [(HANG,), (HELLO[0], HANG), (HELLO[0], FAIL)])
def test_auto_never_sends_a_change_twice(tmp_path: Path, runner: tuple[str, ...]) -> None:
    script = Script(runner=runner, programs={**CHCP, "sc.exe stop LMS": ([b"x"], 0)})
    with session(script, tmp_path, shell="auto") as opened, pytest.raises(Unanswered):
        opened.run(STOP)
    assert script.asked.count("Command") == 1


def test_answers_before_powershell_fails_are_kept(tmp_path: Path) -> None:
    script = Script(runner=(*HELLO, said(0, b"a"), FAIL))
    with session(script, tmp_path) as opened:
        answers = opened.read([SC, NETSTAT])
    assert answers[SC].complaint is None
    assert "PowerShell there failed (out of memory)" in str(answers[NETSTAT].complaint)


def test_auto_goes_to_cmd_where_there_is_no_powershell(tmp_path: Path) -> None:
    script = Script(powershell_fault=2150858843, programs={**CHCP, "whoami.exe": ([b"me"], 0)})
    with session(script, tmp_path, shell="auto") as opened:
        assert opened.read([WHOAMI])[WHOAMI].stdout == b"me"


def test_no_powershell_where_it_is_wanted_is_not_sent(tmp_path: Path) -> None:
    script = Script(powershell_fault=2150858843)
    with pytest.raises(NotSent, match="2150858843"), session(script, tmp_path):
        pass


def test_a_hanging_command_of_a_cmd_shell_costs_only_itself(tmp_path: Path) -> None:
    programs: dict[str, Program] = {
        **CHCP,
        "sc.exe qc LMS": ([b"part", HANG], 0),
        "whoami.exe": ([b"me"], 0),
    }
    script = Script(programs=programs)
    with session(script, tmp_path, shell="cmd") as opened:
        answers = opened.read([SC, WHOAMI])
    assert (answers[SC].stdout, answers[SC].exit_code) == (b"part", None)
    assert answers[SC].complaint == "did not end within 3 s; terminated"
    assert answers[WHOAMI].stdout == b"me"
    assert script.asked[-1] == "Delete"


def test_a_cmd_shell_that_breaks_keeps_what_came(tmp_path: Path) -> None:
    programs: dict[str, Program] = {**CHCP, "sc.exe qc LMS": ([b"x"], 0), "whoami.exe": ([DROP], 0)}
    with session(Script(programs=programs), tmp_path, shell="cmd") as opened:
        answers = opened.read([SC, WHOAMI])
    assert answers[SC].complaint is None
    assert "connection was lost" in str(answers[WHOAMI].complaint)


def test_cmd_output_beyond_the_cap_is_cut_and_told(tmp_path: Path) -> None:
    programs: dict[str, Program] = {**CHCP, "whoami.exe": ([b"x" * 700_000] * 7, 0xC0000005)}
    with session(Script(programs=programs), tmp_path, shell="cmd") as opened:
        answer = opened.read([WHOAMI])[WHOAMI]
    assert (len(answer.stdout), answer.truncated) == (OUTPUT_CAP, True)
    assert answer.exit_code == -1073741819


def test_a_secret_that_cmd_would_change_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SA75_AMT", 'a"%PATH%')
    change = Change(argv=("a.exe", SecretName("env:SA75_AMT")), cites="G6", timeout=3)
    with (
        session(Script(programs=CHCP), tmp_path, shell="cmd") as opened,
        pytest.raises(NotSent, match="quotation mark") as caught,
    ):
        opened.run(change)
    assert "PATH" not in str(caught.value)


def test_a_certificate_of_nobody_we_trust_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(Unreachable, match=r"certificate verify failed.*remoting\.ca"),
        session(Script(runner=HELLO), tmp_path, ca=None),
    ):
        pass
