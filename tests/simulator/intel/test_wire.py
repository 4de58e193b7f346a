from __future__ import annotations

import contextlib
import http.client
import io
import itertools
import os
import re
import socket
import ssl
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator

import pytest

from sa75kit.simulator.intel.firmware import ControlMode, ManagementEngine, Sku, State
from sa75kit.simulator.intel.listening import FirmwareWire

PING = bytes.fromhex("06000006000011be80420000")
_numbers = itertools.count(1)
SILENT = (TimeoutError, ConnectionError)


@pytest.fixture
def wire() -> Iterator[FirmwareWire]:
    held = FirmwareWire(complain_to=io.StringIO())
    yield held
    held.close()


@pytest.fixture
def address() -> str:
    pid = os.getpid()
    return f"127.{101 + pid % 20}.{pid // 20 % 250}.{next(_numbers)}"


def provisioned(**details: object) -> ManagementEngine:
    values: dict[str, object] = {
        "sku": Sku.AMT, "version": "9.5.30.1234", "state": State.POST,
        "control_mode": ControlMode.ADMIN, "admin_password": "Yushima-2", **details,
    }  # fmt: skip
    return ManagementEngine(**values)  # type: ignore[arg-type]


def ask(address: str, method: str, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address, 16992, timeout=3)
    connection.request(method, path, body=b"" if method == "POST" else None)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def exchange(address: str, port: int, data: bytes) -> bytes:
    with socket.create_connection((address, port), 3) as connection:
        connection.settimeout(1)
        connection.sendall(data)
        try:
            return connection.recv(4096)
        except TimeoutError:
            return b"(silence)"


def ping(address: str, data: bytes = PING) -> bytes | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(1)
        udp.connect((address, 623))
        udp.send(data)
        try:
            return udp.recv(1024)
        except SILENT:
            return None


def may_bind(port: int) -> bool:
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
    except PermissionError:
        return False
    except OSError:
        return True
    return True


PRIVILEGED = may_bind(623)


@pytest.mark.parametrize(
    ("version", "sku", "banner"),
    [
        ("9.5.30.1234", Sku.AMT, "Intel(R) Active Management Technology 9.5.30"),
        ("9.5.30.1234", Sku.ISM, "Intel(R) Standard Manageability 9.5.30"),
        ("11.0.0.1202", Sku.AMT, "AMT"),
        ("5.0.2.1129", Sku.AMT, "Intel(R) Con. Management Engine 5.0.2"),
    ],
)
def test_the_server_header_has_all_its_forms(
    wire: FirmwareWire, address: str, version: str, sku: Sku, banner: str
) -> None:
    wire.attach(provisioned(version=version, sku=sku), address=address, name="pc")
    response = ask(address, "GET", "/")
    assert response.status in (302, 303)
    assert response.headers["Location"] == "/logon.htm"
    assert response.headers["Server"] == banner


def test_pages_behind_the_logon_want_digest(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    for method, path in (("GET", "/index.htm"), ("POST", "/wsman")):
        response = ask(address, method, path)
        assert response.status == 401
        given = response.headers["WWW-Authenticate"]
        assert re.match(r'Digest realm="Digest:[0-9A-F]{32}", nonce="\S+",', given)


def test_without_web_ui_ws_management_still_answers(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(web_ui=False), address=address, name="pc")
    assert ask(address, "GET", "/").status == 404
    assert ask(address, "POST", "/wsman").status == 401


def test_an_empty_digest_response_is_refused(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    challenge = ask(address, "GET", "/index.htm").headers["WWW-Authenticate"]
    realm, nonce = re.findall(r'(?:realm|nonce)="([^"]+)"', challenge)
    head = (
        f'Digest username="admin", realm="{realm}", nonce="{nonce}", uri="/index.htm", '
        'cnonce="abc", nc=00000001, qop="auth", response=""'
    )
    request = f"GET /index.htm HTTP/1.1\r\nHost: x\r\nAuthorization: {head}\r\n\r\n".encode()
    assert b" 401 " in exchange(address, 16992, request)


@pytest.mark.parametrize(("password", "code"), [("Yushima-2", 200), ("wrong", 401), ("", 401)])
def test_a_real_digest_client_gets_in_with_the_password_alone(
    wire: FirmwareWire, address: str, password: str, code: int
) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    url = f"http://{address}:16992/index.htm"
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, url, "admin", password)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPDigestAuthHandler(known)
    )
    try:
        with opener.open(url, timeout=3) as response:
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
    assert status == code


def test_garbage_gets_an_error_and_an_end(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    assert b" 400 " in exchange(address, 16992, b"\x16\x03\x01 no http\r\n\r\n")
    assert exchange(address, 16994, b"GET / HTTP/1.0\r\n\r\n") == b""


def test_redirection_opens_its_protocol_and_no_session(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    with socket.create_connection((address, 16994), 3) as connection:
        connection.sendall(b"\x10\x00\x00\x00SOL ")
        assert connection.recv(64)[:2] == b"\x11\x00"
        connection.sendall(b"\x13" + bytes(8))
        reply = connection.recv(64)
        assert reply[0] == 0x14
        assert 4 in reply[9:]  # digest
        connection.sendall(b"\x13\x00\x00\x00\x04\x02\x00\x00\x00\x00\x00")
        assert connection.recv(64)[1] != 0


@pytest.mark.parametrize("version", ["8.1.40.1456", "11.0.0.1202"])
def test_tls_is_as_old_as_the_firmware(wire: FirmwareWire, address: str, version: str) -> None:
    wire.attach(provisioned(tls=True, version=version), address=address, name="pc-9")
    assert 16993 in wire.open_ports(address)
    assert 16992 not in wire.open_ports(address)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with (
        socket.create_connection((address, 16993), 5) as raw,
        context.wrap_socket(raw) as secured,
    ):
        assert secured.version() in ("TLSv1.1", "TLSv1.2")
        assert (secured.version() == "TLSv1.2") is (version.startswith("11") or not ssl.HAS_TLSv1)
        secured.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b"/logon.htm" in secured.recv(4096)


def test_unprovisioning_closes_everything_at_once(wire: FirmwareWire, address: str) -> None:
    engine = provisioned()
    wire.attach(engine, address=address, name="pc")
    with socket.create_connection((address, 16992), 3) as held:
        held.settimeout(3)
        engine.unprovision_as_administrator("Yushima-2", full=True)
        with contextlib.suppress(ConnectionError):  # reset: cut as well
            assert held.recv(1) == b""
    assert wire.open_ports(address) == ()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address, 16992), 3)
    assert ping(address) is None


def test_unprovisioned_and_small_business_firmware_is_silent(
    wire: FirmwareWire, address: str
) -> None:
    engine = ManagementEngine(sku=Sku.SBT, version="9.0.30.1482")
    wire.attach(engine, address=address, name="pc")
    assert wire.open_ports(address) == ()


def test_ports_of_privileged_numbers_are_opened_or_said_to_be_left_out(
    wire: FirmwareWire, address: str
) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    assert (623 in wire.open_ports(address)) is PRIVILEGED
    assert (("tcp", 623) in wire.left_out) is not PRIVILEGED
    assert wire.answers_pings(address) is PRIVILEGED


def test_a_presence_ping_is_answered_with_intels_number_and_the_version() -> None:
    from sa75kit.simulator.intel.rmcp import answer_of_amt, answer_of_bmc

    pong = answer_of_amt(provisioned(version="11.6.10.1196"), PING)
    assert pong is not None
    assert len(pong) == 28
    assert pong[:4] == b"\x06\x00\xff\x06"
    assert (pong[8], pong[9], pong[11]) == (0x40, 0x42, 16)
    assert int.from_bytes(pong[12:16], "big") == 343
    assert int.from_bytes(pong[16:18], "big") == 16992
    assert (pong[18] >> 4, pong[18] & 15) == (11, 6)
    assert pong[19] & 3 == 2
    assert pong[21] & 32
    other = answer_of_bmc(PING)
    assert other is not None
    assert int.from_bytes(other[12:16], "big") == 4542
    assert not other[21] & 32


def test_only_a_ping_is_answered() -> None:
    from sa75kit.simulator.intel.rmcp import answer_of_amt

    for noise in (b"", PING[:8], b"\x05" + PING[1:], PING[:8] + b"\x40" + PING[9:]):
        assert answer_of_amt(provisioned(), noise) is None


@pytest.mark.skipif(not PRIVILEGED, reason="an ordinary user may not bind UDP 623 here")
def test_pings_go_over_the_wire(wire: FirmwareWire, address: str) -> None:
    wire.attach(provisioned(), address=address, name="pc")
    pong = ping(address)
    assert pong is not None
    assert pong[9] == PING[9]


@pytest.mark.skipif(not PRIVILEGED, reason="an ordinary user may not bind UDP 623 here")
def test_a_board_controller_is_told_from_amt(wire: FirmwareWire, address: str) -> None:
    engine = ManagementEngine(sku=Sku.AMT, version="9.5.30.1234")
    wire.attach(engine, address=address, name="pc", bmc=True)
    pong = ping(address)
    assert pong is not None
    assert int.from_bytes(pong[12:16], "big") == 4542
    assert not wire.answers_pings(address)
    ipmi = bytes.fromhex("0600ff07000000000000000000092018c88100388e04b5")
    answer = ping(address, ipmi)
    assert answer is not None
    assert answer[19] == 0x38
