from __future__ import annotations

import contextlib
import resource
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit import own_sockets
from sa75kit.assessment import Witness
from sa75kit.errors import Sa75Error
from sa75kit.reading import Known, Unknown
from sa75kit.wire import look, look_all, parse_pong


@contextmanager
def listening(address: str, port: int, talk: Callable[[socket.socket], None]) -> Iterator[None]:
    """Let one connection after the other be talked to."""
    server = socket.create_server((address, port))
    server.settimeout(0.1)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(2)
                talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        server.close()


def http(server: str) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(f"HTTP/1.1 401 Unauthorized\r\nServer: {server}\r\n\r\n".encode())

    return talk


def seen(address: str) -> Witness:
    reading = look(address, timeout=1)
    assert isinstance(reading, Known)
    return reading.value


def test_closed_ports_are_a_clear_no() -> None:
    assert seen("127.75.201.1") == Witness()


@pytest.mark.parametrize("server", ["AMT", "Intel(R) Active Management Technology 9.5.30"])
def test_a_web_server_says_its_name(server: str) -> None:
    address = f"127.75.202.{len(server)}"
    with listening(address, 16992, http(server)):
        assert seen(address).answered == {16992: server}


def test_what_is_said_is_cleaned_of_control_characters() -> None:
    with listening("127.75.203.1", 16992, http("A\x1b[31mMT" + "x" * 300)):
        said = seen("127.75.203.1").answered[16992]
    assert said.isprintable()
    assert len(said) == 80


def test_a_refused_handshake_is_an_answer_and_not_a_closed_port() -> None:
    def refuse(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"\x15\x03\x01\x00\x02\x02\x46")  # TLS alert: protocol version

    with listening("127.75.204.1", 16993, refuse):
        assert seen("127.75.204.1").answered == {16993: "TLS refused"}


def test_a_port_that_accepts_and_says_nothing_is_an_answer() -> None:
    def wait(connection: socket.socket) -> None:
        connection.recv(1000)
        threading.Event().wait(1.5)

    with listening("127.75.205.1", 16992, wait):
        assert seen("127.75.205.1").answered == {16992: "silent"}


def test_redirection_is_open() -> None:
    with listening("127.75.206.1", 16994, lambda connection: None):
        assert seen("127.75.206.1").answered == {16994: "open"}


def test_addresses_keep_their_order() -> None:
    with listening("127.75.207.2", 16992, http("AMT")):
        found = look_all([f"127.75.207.{n}" for n in range(1, 4)], timeout=1)
    answered = [each.value.answered for each in found if isinstance(each, Known)]
    assert answered == [{}, {16992: "AMT"}, {}]


def test_a_pong_of_amt_is_told_from_that_of_a_bmc() -> None:
    head = bytes.fromhex("0600ff06000011be4000 0010".replace(" ", ""))
    amt = head + bytes.fromhex("00000157") + bytes([0, 0, 0x95, 0, 0, 32, 0, 0])
    bmc = head + bytes.fromhex("000011be") + bytes(12)
    assert parse_pong(amt) == "RMCP: AMT 9.5"
    assert parse_pong(bmc) == "RMCP: a BMC (enterprise 4542)"


@given(st.binary(max_size=64))
def test_no_datagram_makes_it_raise(data: bytes) -> None:
    assert parse_pong(data).startswith("RMCP")


def test_a_listening_socket_of_this_machine_is_shown_with_its_owner() -> None:
    with socket.create_server(("127.75.208.1", 0)) as server:
        port = server.getsockname()[1]
        found = own_sockets.listeners(frozenset({port}))
    assert [(each.port, each.protocol) for each in found] == [(port, "TCP")]
    assert "py" in found[0].image.lower()


def test_a_server_header_in_a_later_piece_is_read() -> None:
    def slowly(connection: socket.socket) -> None:
        connection.recv(1000)
        for piece in (b"HTTP/1.1 401 Unauthorized\r\nSer", b"ver: AMT\r\n\r\n"):
            connection.sendall(piece)
            threading.Event().wait(0.1)

    with listening("127.75.209.1", 16992, slowly):
        assert seen("127.75.209.1").answered == {16992: "AMT"}


def test_half_an_answer_is_more_than_silence() -> None:
    def half(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nServer: lighttpd\r\n")
        threading.Event().wait(1.5)

    with listening("127.75.210.1", 16992, half):
        assert seen("127.75.210.1").answered == {16992: "lighttpd"}


def test_a_port_that_closes_at_once_is_an_answer() -> None:
    with listening("127.75.211.1", 16992, lambda connection: None):
        assert seen("127.75.211.1").answered == {16992: "closes at once"}


def test_a_filtered_port_is_unclear_where_another_answers() -> None:
    with full("127.75.212.1", 16993), listening("127.75.212.1", 16992, http("AMT")):
        found = seen("127.75.212.1")
    assert found.answered == {16992: "AMT"}
    assert found.unclear == {16993: "filtered"}


@contextmanager
def full(address: str, port: int) -> Iterator[None]:
    """Fill a listener's queue, so that it reacts to nobody any more."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind((address, port))
        server.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((address, port))
        yield


@pytest.mark.parametrize("address", ["a..b", "", "no.such.name.invalid", "x" * 300])
def test_an_address_that_nobody_can_find_is_unknown(address: str) -> None:
    assert isinstance(look(address, timeout=1), Unknown)


def test_more_addresses_than_sockets_are_allowed_are_all_seen() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    try:
        found = look_all([f"127.75.213.{n}" for n in range(1, 201)], timeout=1)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert all(isinstance(each, Known) for each in found)


def test_intel_without_the_amt_bit_is_not_called_amt() -> None:
    pong = bytes.fromhex("0600ff06000011be40000010") + bytes.fromhex("00000157") + bytes(12)
    assert parse_pong(pong) == "RMCP: Intel, without the AMT bit"


def test_a_process_that_may_not_be_seen_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(pid: int) -> psutil.Process:
        raise psutil.AccessDenied(pid)

    with socket.create_server(("127.75.214.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(psutil, "Process", denied)
        (found,) = own_sockets.listeners(frozenset({port}))
    assert found.image == own_sockets.HIDDEN


def test_a_system_that_hides_its_sockets_is_an_error_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def denied(kind: str) -> list[object]:
        raise psutil.AccessDenied(0, kind)

    monkeypatch.setattr(psutil, "net_connections", denied)
    with pytest.raises(Sa75Error, match="administrator"):
        own_sockets.listeners()
