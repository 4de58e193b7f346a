"""One TCP connection to a machine's WinRM, from the first request to the last."""

from __future__ import annotations

import base64
import binascii
import contextlib
import selectors
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm.encryption import (
    CONTENT_TYPE,
    NotEncrypted,
    decrypt,
    encrypt,
    is_encrypted,
)
from sa75kit.simulator.winrm.http import (
    BadRequest,
    HttpReader,
    HttpRequest,
    HttpResponse,
    error_page,
    not_found,
)
from sa75kit.simulator.winrm.logon import Logon
from sa75kit.simulator.winrm.ntlm import Accepted, LogonDenied
from sa75kit.simulator.winrm.service import WsmanService
from sa75kit.simulator.winrm.shell_life import Caller, ClientGone

_SOAP = "application/soap+xml;charset=UTF-8"
_Poll = getattr(selectors, "PollSelector", selectors.SelectSelector)
_CHALLENGE = ("WWW-Authenticate", "Negotiate")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where connections arrive: the machine, its service, and how the channel is protected."""

    machine: RemoteMachine
    service: WsmanService
    scheme: str
    binding: bytes | None
    context: ssl.SSLContext | None
    idle: float
    latency: float
    count: Callable[[], bool]  # count an operation; False: its answer gets lost


class Connection:
    """Talks with one client; `run` returns when one of both has enough."""

    def __init__(self, sock: socket.socket, client: str, place: Place) -> None:
        self._sock = sock
        self._client = client
        self._place = place
        self._logon: Logon | None = None
        self._accepted: Accepted | None = None
        self._closed = threading.Event()

    def run(self) -> None:
        """Answer requests until the client, an error or `close` ends it."""
        try:
            self._sock.settimeout(self._place.idle)
            if self._place.context is not None:
                self._sock = self._place.context.wrap_socket(
                    self._sock, server_side=True, do_handshake_on_connect=False
                )
                self._sock.do_handshake()
            reader = HttpReader(self._sock)
            while not self._closed.is_set() and self._serve(reader):
                pass
        except (OSError, ValueError, ClientGone):
            pass  # the other side has gone, or we have: nobody is left to be told
        finally:
            self._sock.close()

    def close(self) -> None:
        """End the connection from another thread."""
        self._closed.set()
        with contextlib.suppress(OSError):  # it may not be connected any more
            self._sock.shutdown(socket.SHUT_RDWR)

    def _serve(self, reader: HttpReader) -> bool:
        """Answer one request; False where the connection is over."""
        try:
            request = reader.read()
        except BadRequest as refusal:
            self._sock.sendall(refusal.response.pack())
            return False
        if request is None:
            return False
        response = self._respond(request)
        if response is None or self._closed.wait(self._place.latency):
            return False
        self._sock.sendall(response.pack())
        return request.keep_alive and not response.close

    def _respond(self, request: HttpRequest) -> HttpResponse | None:
        path = request.path.lower().rstrip("/")
        if path == "/wsman-anon/identify" and request.method == "POST":
            return self._identify(request)
        if path != "/wsman":
            return not_found(close=not request.keep_alive)
        if request.method != "POST":
            return HttpResponse(status=405, headers=(("Allow", "POST"),))
        if request.headers.get("wsmanidentify", "").lower() == "unauthenticated":
            return self._identify(request)
        return self._authenticated(request)

    def _identify(self, request: HttpRequest) -> HttpResponse:
        status, envelope = self._place.service.identify(request.body, _charset(request))
        if status == 401:
            return HttpResponse(status=401, headers=(_CHALLENGE,))
        headers = (("Content-Type", _SOAP),)
        return HttpResponse(status=status, headers=headers, body=envelope.encode())

    def _authenticated(self, request: HttpRequest) -> HttpResponse | None:
        headers: tuple[tuple[str, str], ...] = ()
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        if scheme:
            outcome = self._log_on(scheme, value)
            if isinstance(outcome, HttpResponse):
                return outcome
            headers = outcome
        if self._accepted is None:
            return HttpResponse(status=401, headers=(_CHALLENGE,))
        if not request.body:
            return HttpResponse(status=200, headers=headers)
        return self._operate(request, self._accepted, headers)

    def _log_on(self, scheme: str, value: str) -> HttpResponse | tuple[tuple[str, str], ...]:
        """Take a token; give the refusal or challenge, or the headers of the accepted request."""
        if scheme.lower() not in ("negotiate", "ntlm"):
            self._accepted = None
            return HttpResponse(status=401, headers=(_CHALLENGE,))
        if self._logon is None:
            self._accepted = None
            self._logon = Logon(self._place.machine, self._place.binding)
        try:
            step = self._logon.step(base64.b64decode(value, validate=True))
        except (LogonDenied, binascii.Error) as error:
            return self._denied(error)
        token = "" if step.token is None else " " + base64.b64encode(step.token).decode()
        header = ("WWW-Authenticate", scheme + token)
        if step.accepted is None:
            return HttpResponse(status=401, headers=(header,))
        self._accepted, self._logon = step.accepted, None
        return (header,) if token else ()

    def _denied(self, error: Exception) -> HttpResponse:
        self._logon = None
        user = error.user if isinstance(error, LogonDenied) else ""
        self._place.machine.record(
            "logon_failed", user=user, client=self._client, reason=str(error)
        )
        return HttpResponse(status=401, headers=(_CHALLENGE,))

    def _operate(
        self, request: HttpRequest, accepted: Accepted, headers: tuple[tuple[str, str], ...]
    ) -> HttpResponse | None:
        content_type, body = request.headers.get("content-type", ""), request.body
        sealed = is_encrypted(content_type)
        if not sealed and self._place.scheme == "http":
            # AllowUnencrypted is false: Windows says no more than this.
            self._place.machine.record("refused_unencrypted", client=self._client)
            return HttpResponse(status=500, headers=headers)
        if sealed:
            try:
                body, content_type = decrypt(body, accepted.sealing)
            except NotEncrypted:
                return error_page(400, "Bad Request", "The request is badly formed.")
        status, answer = self._place.service.answer(
            body, _charset_of(content_type), self._caller(request, accepted)
        )
        if not self._place.count():
            return None
        data = answer.encode("utf-8", "replace")
        if sealed:
            data = encrypt(data, _SOAP, accepted.sealing)
        kind = ("Content-Type", CONTENT_TYPE if sealed else _SOAP)
        return HttpResponse(status=status, headers=(kind, *headers), body=data)

    def _caller(self, request: HttpRequest, accepted: Accepted) -> Caller:
        host = request.headers.get("host", self._place.machine.address)
        return Caller(
            account=accepted.account,
            client=self._client,
            endpoint=f"{self._place.scheme}://{host}/wsman",
            gone=self._client_gone,
        )

    def _client_gone(self) -> bool:
        """Say whether the client closed while it should be waiting for an answer."""
        if self._closed.is_set():
            return True
        try:
            with _Poll() as poll:
                poll.register(self._sock, selectors.EVENT_READ)
                if not poll.select(0):
                    return False
            if isinstance(self._sock, ssl.SSLSocket):
                return True  # nobody sends on a channel on which he waits, but to close it
            return self._sock.recv(1, socket.MSG_PEEK) == b""
        except (OSError, ValueError):
            return True


def _charset(request: HttpRequest) -> str:
    return _charset_of(request.headers.get("content-type", ""))


def _charset_of(content_type: str) -> str:
    return content_type.lower().partition("charset=")[2].strip(' "') or "utf-8"
