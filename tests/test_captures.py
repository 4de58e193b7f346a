"""Raw answers in six languages: the words differ, the facts do not, and half is never better."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit import firmware, lms, ports
from sa75kit.facts import parse_elevation
from sa75kit.firmware import ControlMode, Sku, Version
from sa75kit.lms import LmsStart
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer
from tests.answers import answer

CAPTURES = sorted((Path(__file__).parent / "captures").glob("*/*.bin"))
LANGUAGES = 6
PATH = r'"C:\Program Files (x86)\Intel\Intel(R) Management Engine Components\LMS\LMS.exe"'

PARSE: dict[str, Callable[[Answer], Reading[object]]] = {
    "sc_qc": lms.parse_configuration,
    "sc_queryex": lms.parse_state,
    "certutil": lms.parse_file_hash,
    "whoami": parse_elevation,
    "netstat": ports.parse_sockets,
    "tasklist": ports.parse_processes,
    "reg_scs": lambda a: firmware.parse_system_discovery(a).control_mode,
}
EXPECTED: dict[str, object] = {
    "sc_qc": lms.Configuration(start=LmsStart.AUTOMATIC, path=PATH),
    "sc_queryex": lms.State(running=True, pid=2164),
    "certutil": "9f3c" * 16,
    "whoami": True,
    "reg_scs": ControlMode.CCM,
}


def capture(path: Path) -> Answer:
    code_page = int(path.name.split(".cp")[1].removesuffix(".bin"))
    return answer(path.read_bytes(), code_page=code_page)


def of(program: str) -> list[Path]:
    return [path for path in CAPTURES if path.parent.name == program]


def known(path: Path) -> object:
    reading = PARSE[path.parent.name](capture(path))
    assert isinstance(reading, Known), (path, reading)
    return reading.value


@pytest.mark.parametrize("program", PARSE)
def test_every_program_is_there_in_every_language(program: str) -> None:
    assert len({path.name.split(".")[0].split("-")[0] for path in of(program)}) >= LANGUAGES


@pytest.mark.parametrize("path", CAPTURES, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_every_language_gives_the_same_facts(path: Path) -> None:
    program = path.parent.name
    if program in EXPECTED:
        assert known(path) == EXPECTED[program]
    elif program == "netstat":
        assert known(path) == known(of(program)[0])
    else:
        assert _owners(path) == _owners(of(program)[0])


def _owners(path: Path) -> list[tuple[int, str, tuple[str, ...]]]:
    reading = ports.parse_processes(capture(path))
    assert isinstance(reading, Known)
    return [(each.pid, each.image, each.services) for each in reading.value]


@pytest.mark.parametrize("path", of("reg_scs"), ids=lambda p: p.name)
def test_the_registry_names_sku_and_firmware(path: Path) -> None:
    found = firmware.parse_system_discovery(capture(path))
    assert found.sku == Known(Sku.AMT, "SystemDiscovery")
    assert found.firmware == Known(Version(9, 5, 45, 1234), "SystemDiscovery")


@pytest.mark.parametrize("path", of("netstat"), ids=lambda p: p.name)
def test_lms_and_its_ports_are_found_in_every_language(path: Path) -> None:
    sockets = ports.parse_sockets(capture(path))
    processes = ports.parse_processes(capture(path.parent.parent / "tasklist" / path.name))
    assert isinstance(sockets, Known)
    assert isinstance(processes, Known)
    found = ports.me_listeners(sockets.value, processes.value)
    # Not 6645, not the remote 16993, not UDP 664 of the time service.
    assert [(each.port, each.protocol, each.image) for each in found] == [
        (623, "TCP", "LMS.exe"),
        (623, "UDP", "LMS.exe"),
        (16992, "TCP", "LMS.exe"),
    ]
    assert ports.alternative_lms(found, processes.value, lms_pid=2164) == ("MicroLMS.exe",)


@pytest.mark.parametrize(
    "path", [p for name in EXPECTED for p in of(name)], ids=lambda p: f"{p.parent.name}-{p.name}"
)
def test_a_cut_answer_says_the_same_or_nothing(path: Path) -> None:
    parse, whole = PARSE[path.parent.name], capture(path)
    full = parse(whole)
    for length in range(len(whole.stdout)):
        found = parse(answer(whole.stdout[:length], code_page=whole.code_page))
        assert isinstance(found, Unknown) or found == full


@pytest.mark.parametrize("path", of("netstat"), ids=lambda p: p.name)
def test_a_cut_netstat_never_hides_a_listening_tcp_port(path: Path) -> None:
    whole = capture(path)
    for length in range(len(whole.stdout)):
        found = ports.parse_sockets(answer(whole.stdout[:length], code_page=whole.code_page))
        if isinstance(found, Known):
            tcp = {s.port for s in found.value if s.listens and s.protocol == "TCP"}
            assert tcp >= {623, 16992}


@pytest.mark.parametrize("program", PARSE)
@given(
    position=st.integers(min_value=0, max_value=2000),
    noise=st.one_of(st.binary(max_size=40), st.just(b"9" * 5000), st.just(b"x" * 140_000)),
    language=st.integers(min_value=0, max_value=LANGUAGES - 1),
)
def test_bytes_thrown_into_an_answer_make_no_parser_raise(
    program: str, position: int, noise: bytes, language: int
) -> None:
    whole = capture(of(program)[language])
    broken = whole.stdout[:position] + noise + whole.stdout[position:]
    reading = PARSE[program](answer(broken, code_page=whole.code_page))
    assert isinstance(reading, (Known, Unknown))
