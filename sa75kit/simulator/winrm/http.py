"""HTTP as HTTP.sys speaks it: requests off a socket, answers onto it, its own error pages."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate

_MAX_HEADER = 16 * 1024
_MAX_BODY = 2 * 1024 * 1024
_METHODS = frozenset(
    {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "TRACK", "MOVE", "COPY",
     "PROPFIND", "PROPPATCH", "MKCOL", "LOCK", "UNLOCK", "SEARCH"}
)  # fmt: skip
_REASONS = {
    400: "Bad Request",
    404: "Not Found",
    411: "Length Required",
    413: "Request Entity Too Large",
    501: "Not Implemented",
    503: "Service Unavailable",
    505: "HTTP Version Not Supported",
}


@dataclass(frozen=True, kw_only=True)
class HttpRequest:
    """One request; header names are in lower case."""

    method: str
    path: str
    query: str
    version: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def keep_alive(self) -> bool:
        """Say whether the client wants the connection for another request."""
        wish = self.headers.get("connection", "").lower()
        return "close" not in wish and (self.version == "HTTP/1.1" or "keep-alive" in wish)


@dataclass(frozen=True, kw_only=True)
class HttpResponse:
    """One answer. WinRM writes no reason phrase, HTTP.sys does."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    close: bool = False

    def pack(self) -> bytes:
        """Give the bytes of the answer, its headers in Windows' order."""
        lines = [f"HTTP/1.1 {self.status} {self.reason}"]
        types = [f"{k}: {v}" for k, v in self.headers if k in ("Content-Type", "Allow")]
        others = [f"{k}: {v}" for k, v in self.headers if k not in ("Content-Type", "Allow")]
        lines += [*types, "Server: Microsoft-HTTPAPI/2.0", *others]
        lines.append(f"Date: {formatdate(usegmt=True)}")
        if self.close:
            lines.append("Connection: close")
        lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


class BadRequest(Exception):
    """HTTP.sys itself refuses the request with `response` and closes the connection."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.reason)
        self.response = response


def error_page(status: int, title: str, text: str, *, close: bool = True) -> HttpResponse:
    """Give HTTP.sys's page for an error that never reaches WinRM."""
    body = (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">'
        f"\r\n<HTML><HEAD><TITLE>{title.partition(' - ')[0]}</TITLE>\r\n"
        '<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n'
        f"<BODY><h2>{title}</h2>\r\n<hr><p>HTTP Error {status}. {text}</p>\r\n</BODY></HTML>\r\n"
    )
    return HttpResponse(
        status=status,
        reason=_REASONS[status],
        headers=(("Content-Type", "text/html; charset=us-ascii"),),
        body=body.encode("ascii"),
        close=close,
    )


def not_found(*, close: bool) -> HttpResponse:
    """Give the page for a path that no service has registered."""
    return error_page(404, "Not Found", "The requested resource is not found.", close=close)


def _refuse(status: int, title: str, text: str) -> BadRequest:
    return BadRequest(error_page(status, title, text))


@dataclass
class HttpReader:
    """Reads one request after the other off a connection."""

    sock: socket.socket
    _buffer: bytearray = field(default_factory=bytearray)

    def read(self) -> HttpRequest | None:
        """Give the next request, None where the client has closed; BadRequest, OSError."""
        head = self._read_head()
        if head is None:
            return None
        first, *rest = head.decode("latin-1").split("\r\n")
        method, target, version = _request_line(first)
        headers = _headers(rest)
        if version == "HTTP/1.1" and not headers.get("host"):
            raise _refuse(400, "Bad Request - Invalid Hostname", "The request hostname is invalid.")
        path, _, query = target.partition("?")
        return HttpRequest(
            method=method,
            path=path,
            query=query,
            version=version,
            headers=headers,
            body=self._read_body(method, headers),
        )

    def _fill(self) -> None:
        data = self.sock.recv(65536)
        if not data:
            raise ConnectionError("the client closed the connection in the middle of a request")
        self._buffer += data

    def _read_head(self) -> bytes | None:
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if len(self._buffer) > _MAX_HEADER:
                raise _refuse(400, "Bad Request - Request Too Long",
                              "The size of the request headers is too long.")  # fmt: skip
            if b"\n" in self._buffer and not self._plausible():
                raise _refuse(400, "Bad Request - Invalid Verb", "The request verb is invalid.")
            data = self.sock.recv(65536)
            if not data:
                return None
            self._buffer += data
        head = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        return head

    def _plausible(self) -> bool:
        """Say whether what came so far may become an HTTP request."""
        first = self._buffer.lstrip(b"\r\n").partition(b"\n")[0]
        return first.partition(b" ")[0].decode("latin-1") in _METHODS

    def _read_body(self, method: str, headers: Mapping[str, str]) -> bytes:
        if headers.get("expect", "").lower() == "100-continue":
            self.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        coding = headers.get("transfer-encoding", "").lower()
        if coding == "chunked":
            return self._read_chunks()
        if coding:
            raise _refuse(501, "Not Implemented", "The transfer coding is not supported.")
        length = headers.get("content-length")
        if length is None:
            if method in ("POST", "PUT"):
                raise _refuse(411, "Length Required",
                              "The request must be chunked or have a content length.")  # fmt: skip
            return b""
        if not length.isdecimal():
            raise _refuse(400, "Bad Request - Invalid Content Length",
                          "The content length is invalid.")  # fmt: skip
        return self._read_exactly(int(length))

    def _read_exactly(self, count: int) -> bytes:
        if count > _MAX_BODY:
            raise _refuse(413, "Request Entity Too Large", "The request is too large.")
        while len(self._buffer) < count:
            self._fill()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _read_line(self) -> str:
        while (end := self._buffer.find(b"\r\n")) < 0:
            if len(self._buffer) > _MAX_HEADER:
                raise _refuse(400, "Bad Request", "The request is badly formed.")
            self._fill()
        line = self._buffer[:end].decode("latin-1")
        del self._buffer[: end + 2]
        return line

    def _read_chunks(self) -> bytes:
        body = bytearray()
        while True:
            size = self._read_line().partition(";")[0].strip()
            try:
                count = int(size, 16)
            except ValueError:
                raise _refuse(400, "Bad Request", "The request is badly formed.") from None
            if count == 0:
                break
            body += self._read_exactly(count)
            self._read_line()
            if len(body) > _MAX_BODY:
                raise _refuse(413, "Request Entity Too Large", "The request is too large.")
        while self._read_line():
            pass  # trailers
        return bytes(body)


def _request_line(line: str) -> tuple[str, str, str]:
    parts = line.strip().split(" ")
    if parts[0] not in _METHODS:
        raise _refuse(400, "Bad Request - Invalid Verb", "The request verb is invalid.")
    if len(parts) != 3 or not parts[1].startswith(("/", "*", "http://", "https://")):
        raise _refuse(400, "Bad Request - Invalid URL", "The request URL is invalid.")
    method, target, version = parts
    if version not in ("HTTP/1.0", "HTTP/1.1"):
        raise _refuse(
            505, "Version Not Supported", "The HTTP version of the request is not supported."
        )
    if target.startswith("http"):  # a request as a proxy gets it
        target = "/" + target.partition("://")[2].partition("/")[2]
    return method, target, version


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or name != name.strip():
            raise _refuse(
                400, "Bad Request - Invalid Header", "The request has an invalid header name."
            )
        headers[name.lower()] = value.strip()
    return headers
