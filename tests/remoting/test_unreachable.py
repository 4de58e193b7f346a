"""Hosts that are not WinRM hosts: every wait ends, and each says what it is."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sa75kit.errors import BadInput, CredentialRejected, NotSent, Unreachable
from sa75kit.inventory import Host
from sa75kit.remoting.connection import connect_for
from sa75kit.remoting.secrets import Credential
from sa75kit.remoting.winrm import connect_winrm
from sa75kit.settings import Remoting, Settings


@pytest.fixture(autouse=True)
def collect_what_pypsrp_leaves_open() -> Iterator[None]:
    """pypsrp raises from a requests hook with the answer unread: that socket waits for the gc."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


CREDENTIAL = Credential(username="ir", password="S3cret!")
SHELLS = ("powershell", "cmd", "auto")


def remoting(**changes: object) -> Remoting:
    return Remoting.model_validate(
        {"ssl": False, "port": 5985, "credential": "env:X", "connect_timeout": 0.5} | changes
    )


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[Host]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answered(connection: socket.socket) -> None:
            with contextlib.suppress(OSError):  # the client may have gone
                answer(connection)

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answered, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield Host(name="pc-17", address="127.0.0.1", port=server.getsockname()[1])


def saying(response: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        with connection:
            while connection.recv(65536):
                connection.sendall(response)

    return answer


def silent(connection: socket.socket) -> None:
    with connection:
        while connection.recv(65536):
            pass


def http(status: str, body: bytes, *headers: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""])
    return head.encode() + body


def reason(host: Host, **changes: object) -> str:
    connect = connect_winrm(remoting(**changes), Path(), CREDENTIAL)
    with pytest.raises(NotSent) as caught, connect(host):
        pass
    assert isinstance(caught.value, Unreachable) or "offers no logon" in str(caught.value)
    assert caught.value.__cause__ is not None
    assert "S3cret" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("shell", SHELLS)
def test_nobody_listens(shell: str) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        host = Host(name="pc-17", address="127.0.0.1", port=unheard.getsockname()[1])
        assert "Connection refused" in reason(host, shell=shell)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_host_that_accepts_and_never_answers_ends_in_time(shell: str) -> None:
    start = time.monotonic()
    with listening(silent) as host:
        assert "did not answer" in reason(host, shell=shell)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (http("404 Not Found", b"nothing here"), "HTTP 404"),
        (http("503 Service Unavailable", b""), "HTTP 503"),
        (http("401 Unauthorized", b"", 'WWW-Authenticate: Basic realm="x"'), "offers no logon"),
        (http("200 OK", b"<html>printer</html>"), "is not WinRM"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "pc-17"),
    ],
)
def test_what_is_not_winrm_says_so(response: bytes, words: str) -> None:
    with listening(saying(response)) as host:
        assert words in reason(host)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_host_that_takes_no_logon_refuses_the_credential(shell: str) -> None:
    refusing = saying(http("401 Unauthorized", b"", "WWW-Authenticate: Negotiate"))
    connect = connect_winrm(remoting(shell=shell), Path(), CREDENTIAL)
    with (
        listening(refusing) as host,
        pytest.raises(CredentialRejected, match="pc-17: WinRM refused the credential"),
        connect(host),
    ):
        pass


def test_tls_that_is_none_says_so() -> None:
    with listening(saying(http("400 Bad Request", b""))) as host:
        assert "remoting.ca" in reason(host, ssl=True)


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def proxy(connection: socket.socket) -> None:
        asked.set()
        connection.close()

    with listening(proxy) as at, listening(saying(http("404 Not Found", b""))) as host:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{at.port}")
        assert "HTTP 404" in reason(host)
    assert not asked.is_set()


def test_no_log_repeats_what_is_sent(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with listening(silent) as host:
        reason(host)
    assert [each for each in caplog.records if each.name.partition(".")[0] == "pypsrp"] == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"auth": "certificate"}, "remoting.auth: certificate"),
        ({"auth": "credssp"}, "requests-credssp"),
        ({"ca": "none.pem"}, r"remoting\.ca"),
    ],
)
def test_a_way_that_cannot_be_gone_is_told_before_any_host(
    changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=words):
        connect_winrm(remoting(**changes), tmp_path, CREDENTIAL)


def test_ntlm_wants_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    with pytest.raises(BadInput, match="ntlm needs a user name"):
        connect_winrm(remoting(auth="ntlm"), tmp_path, None)


def test_a_missing_reference_is_told_before_any_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("X_USERNAME", raising=False)
    settings = Settings(site="t", inventory="h.csv", remoting=remoting())
    with pytest.raises(BadInput, match="env:X"):
        connect_for(settings, tmp_path)
