from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit.reference import SecretName
from sa75kit.remoting.native import cmd_words, native, signed
from sa75kit.remoting.session import Change, Query


def crt_arguments(line: str) -> list[str]:
    """Parse as Microsoft documents for the C runtime (no embedded quotes are made here)."""
    words: list[str] = []
    word, quoted, started, index = "", False, False, 0
    while index < len(line):
        run = len(line[index:]) - len(line[index:].lstrip("\\"))
        if run:
            index += run
            if index < len(line) and line[index] == '"':
                word += "\\" * (run // 2)
                if run % 2:
                    word += '"'
                    index += 1
            else:
                word += "\\" * run
            started = True
            continue
        char = line[index]
        index += 1
        if char == '"':
            quoted, started = not quoted, True
        elif char in " \t" and not quoted:
            if started:
                words.append(word)
            word, started = "", False
        else:
            word, started = word + char, True
    return [*words, word] if started else words


def seen_by_cmd(line: str) -> str:
    """Give what stands outside quotes, where cmd.exe reads operators."""
    return "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_cmd_and_the_c_runtime_read_the_same(argv: list[str]) -> None:
    words = cmd_words(argv)
    if words is None:
        assert any(char in "".join(argv) for char in '"\r\n\0%')
        return
    line = " ".join(words)
    assert crt_arguments(line) == argv
    assert not set(seen_by_cmd(line)) & set("&|<>^()!`;")


@pytest.mark.parametrize("argument", ['a"b', "%PATH%", "a\nb", "%a b%"])
def test_what_a_cmd_shell_would_change_is_refused(argument: str) -> None:
    assert cmd_words(("x.exe", argument)) is None


def test_the_guides_own_words_stay_as_they_are() -> None:
    argv = ("sc.exe", "config", "LMS", "start=", "disabled")
    assert cmd_words(argv) == argv
    spaced = (r"C:\Program Files\Intel\x.exe", "/a")
    assert cmd_words(spaced) == (r'"C:\Program Files\Intel\x.exe"', "/a")


def test_a_secret_is_in_the_line_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SA75_AMT", "P@ss word")
    change = Change(argv=("a.exe", "/p", SecretName("env:SA75_AMT")), cites="G6", timeout=7)
    ready = native(change, tmp_path, 120)
    assert ready.arguments == '/p "P@ss word"'
    assert ready.has_secret
    assert ready.timeout == 7
    assert "P@ss" not in repr(ready)
    assert ready.shown == ("a.exe", "/p", "********")


def test_a_command_without_a_deadline_takes_the_sites(tmp_path: Path) -> None:
    ready = native(Query(argv=("a.exe",), cites="x"), tmp_path, 120)
    assert (ready.timeout, ready.arguments, ready.has_secret) == (120, "", False)


@pytest.mark.parametrize(
    ("code", "number"), [(0, 0), (1060, 1060), (0xC0000005, -1073741819), (-1, -1)]
)
def test_exit_codes_are_signed_whoever_read_them(code: int, number: int) -> None:
    assert signed(code) == number
