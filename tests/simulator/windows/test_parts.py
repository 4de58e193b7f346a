"""The machine's parts by themselves: command lines, registry, files, WQL."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sa75kit.simulator.windows import Win32Error, WmiError
from sa75kit.simulator.windows.command_line import (
    join_command_line,
    mask_passwords,
    split_command_line,
)
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.programs.cmd.syntax import BadSyntax, Parser
from sa75kit.simulator.windows.registry import Registry
from sa75kit.simulator.windows.wql import read_filter, select
from tests.simulator.windows.conftest import Host

WORDS = st.text("ab \\\"'\t", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=5))
def test_arguments_survive_a_command_line(arguments: list[str]) -> None:
    assert split_command_line(join_command_line(["x.exe", *arguments]))[1:] == arguments


@pytest.mark.parametrize(
    ("line", "argv"),
    [
        (r'x "a b" c', ["x", "a b", "c"]),
        (r'x a\\b "c\\" d', ["x", r"a\\b", "c\\", "d"]),
        (r"x a\"b", ["x", 'a"b']),
        (r'"C:\Program Files\x.exe" y', [r"C:\Program Files\x.exe", "y"]),
        ('x ""', ["x", ""]),
        ('x "a""b"', ["x", 'a"b']),
    ],
)
def test_microsofts_rules_for_arguments(line: str, argv: list[str]) -> None:
    assert split_command_line(line) == argv


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("ACUConfig UnConfigure /AdminPassword s3cret /Full",
         "ACUConfig UnConfigure /AdminPassword ******** /Full"),
        ('x /DecryptionPassword "two words"', "x /DecryptionPassword ********"),
        ("x -password=abc", "x -password=********"),
        ("sc query LMS", "sc query LMS"),
    ],
)  # fmt: skip
def test_passwords_are_masked(line: str, masked: str) -> None:
    assert mask_passwords(line) == masked


@given(st.text("ab ()&|<>^\"'%=12/\n", max_size=30))
@settings(max_examples=300)
def test_no_text_makes_the_grammar_fail_otherwise_than_by_bad_syntax(text: str) -> None:
    with contextlib.suppress(BadSyntax):
        Parser(text).parse()


@given(st.text("ab ()=<>'\"%_ and or not like 1", max_size=30))
@settings(max_examples=300)
def test_no_text_makes_wql_fail_otherwise_than_by_invalid_query(text: str) -> None:
    with contextlib.suppress(WmiError):
        read_filter(text)({"a": 1, "b": "x"})


@pytest.mark.parametrize("pattern", ["[", "[]", "[z-a]", "[^]", "**", "*a", "^*", "a\\", "(", "+"])
def test_findstr_takes_every_pattern(host: Host, pattern: str) -> None:
    assert host.run(f"findstr /r {pattern}", stdin=b"a\r\n").code in (0, 1)


def test_the_registry_has_two_views() -> None:
    registry = Registry()
    registry.set(r"HKLM\Software\Intel\X", "Name", "32", view=32)
    assert registry.get(r"HKEY_LOCAL_MACHINE\SOFTWARE\intel\x", "name") is None
    assert registry.exists(r"HKLM\SOFTWARE\Wow6432Node\Intel\X")
    registry.set(r"HKLM\SYSTEM\CurrentControlSet\Y", "Name", 1, view=32)
    assert registry.exists(r"HKLM\SYSTEM\ControlSet001\Y")
    with pytest.raises(Win32Error) as raised:
        registry.open(r"HKLM\SOFTWARE\Nope")
    assert raised.value.code == 2


def test_the_file_system_tells_errors_apart(host: Host) -> None:
    files = host.machine.files
    for path, code in ((r"C:\nosuch.txt", 2), (r"C:\no\such.txt", 3), (r"D:\x", 3),
                       (r"C:\a*b", 123), (r"C:\Windows", 5)):  # fmt: skip
        with pytest.raises(Win32Error) as raised:
            files.read(path)
        assert raised.value.code == code
    assert files.real_path(r"c:\windows\SYSTEM32\SC.EXE") == r"C:\Windows\System32\sc.exe"
    assert full_path(r"..\x", r"C:\a\b") == r"C:\a\x"


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ("Name = 'LMS'", True),
        ('name="lms" and Started = true', True),
        ("Name LIKE 'L%' AND NOT StartMode='Disabled'", True),
        ("(ProcessId = 0 OR Name = 'x')", False),
        ("Name IS NULL", False),
        ("PathName like '%LMS.exe%'", True),
    ],
)
def test_wql(host: Host, test: str, holds: bool) -> None:
    query = f"SELECT Name, State FROM Win32_Service WHERE ({test}) AND Name = 'LMS'"
    found = select(host.machine, "root\\cimv2", query)
    assert found == ([{"Name": "LMS", "State": "Running"}] if holds else [])


@pytest.mark.parametrize(
    ("query", "namespace", "code"),
    [
        ("SELECT * FROM Nope", "root\\cimv2", 0x80041010),
        ("SELECT * FROM ME_System", "root\\Intel_ME", 0x8004100E),
        ("nonsense", "root\\cimv2", 0x80041017),
        ("SELECT * FROM Win32_Service WHERE Nope = 1", "root\\cimv2", 0x80041017),
    ],
)
def test_wmi_refuses_with_its_own_codes(host: Host, query: str, namespace: str, code: int) -> None:
    with pytest.raises(WmiError) as raised:
        select(host.machine, namespace, query)
    assert raised.value.code == code
