from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from sa75kit.errors import NotSent
from sa75kit.inventory import Host
from sa75kit.reference import SecretName
from sa75kit.remoting.local import connect_local
from sa75kit.remoting.session import OUTPUT_CAP, Answer, Change, Query
from sa75kit.settings import Remoting

HERE = Host(name="here", address="127.0.0.1")


def python(script: str, *arguments: str, timeout: float | None = None) -> Query:
    return Query(argv=(sys.executable, "-c", script, *arguments), cites="test", timeout=timeout)


def asked(*queries: Query, folder: Path, **settings: float) -> list[Answer]:
    remoting = Remoting(transport="local", **settings)  # type: ignore[arg-type]
    with connect_local(remoting, folder)(HERE) as session:
        answers = session.read(queries)
    return [answers[query] for query in queries]


def test_bytes_exit_code_and_arguments_come_as_they_are(tmp_path: Path) -> None:
    script = (
        "import sys; sys.stdout.buffer.write(b'\\xff\\x00' + sys.argv[1].encode());"
        "sys.stderr.write('oops'); sys.exit(5)"
    )
    [answer] = asked(python(script, 'a "b" c\\'), folder=tmp_path)
    assert (answer.stdout, answer.stderr) == (b'\xff\x00a "b" c\\', b"oops")
    assert (answer.exit_code, answer.complaint) == (5, None)
    assert answer.duration > 0


def test_a_program_that_is_not_there_is_an_answer(tmp_path: Path) -> None:
    here, missing = asked(
        python("print(1)"), Query(argv=("no-such.exe",), cites="t"), folder=tmp_path
    )
    assert here.exit_code == 0
    assert missing.exit_code is None
    assert "could not be started" in str(missing.failure)


def test_the_deadline_kills_children_too(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time; print('before', flush=True);"
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    )
    start = time.monotonic()
    [answer] = asked(python(script, timeout=1), folder=tmp_path)
    assert time.monotonic() - start < 8
    assert answer.exit_code is None
    assert answer.complaint == "did not end within 1 s; killed"
    assert answer.stdout.split() == [b"before"]


def test_output_beyond_the_cap_is_drained_and_told(tmp_path: Path) -> None:
    script = "import sys; [s.write('x' * 3_000_000) for s in (sys.stdout, sys.stderr)]"
    [answer] = asked(python(script), folder=tmp_path)
    assert (len(answer.stdout), len(answer.stderr)) == (OUTPUT_CAP, OUTPUT_CAP)
    assert answer.exit_code == 0
    assert answer.truncated


def test_exactly_the_cap_is_whole(tmp_path: Path) -> None:
    script = f"import sys; sys.stdout.write('x' * {OUTPUT_CAP})"
    [answer] = asked(python(script), folder=tmp_path)
    assert len(answer.stdout) == OUTPUT_CAP
    assert answer.complaint is None


def test_a_program_that_asks_reads_its_end(tmp_path: Path) -> None:
    [answer] = asked(python("print(repr(input))\ntry: input()\nexcept EOFError: print('end')"),
                     folder=tmp_path)  # fmt: skip
    assert answer.stdout.endswith(b"end\n")


def test_after_the_hosts_time_nothing_more_is_asked(tmp_path: Path) -> None:
    slow, late = asked(
        python("import time; time.sleep(30)"), python("print(2)"), folder=tmp_path, host_timeout=1
    )
    assert "did not end within" in str(slow.failure)
    assert str(late.failure).startswith("not asked")


def test_a_secret_reaches_the_program_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SA75_AMT", "P@ss word")
    script = "import sys; print(len(sys.argv[1]))"
    change = Change(argv=(sys.executable, "-c", script, SecretName("env:SA75_AMT")), cites="G6")
    with connect_local(Remoting(transport="local"), tmp_path)(HERE) as session:
        answer = session.run(change)
    assert answer.stdout.strip() == b"9"
    assert answer.argv[-1] == "********"
    monkeypatch.delenv("SA75_AMT")
    with (
        connect_local(Remoting(transport="local"), tmp_path)(HERE) as session,
        pytest.raises(NotSent, match="env:SA75_AMT"),
    ):
        session.run(change)
