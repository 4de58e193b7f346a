from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit import own_sockets
from sa75kit.assessment import Witness
from sa75kit.reading import Known
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
