"""The web server of provisioned firmware: redirection to a log-on page, WS-Man, and 401."""

from __future__ import annotations

from sa75kit.simulator.intel.digest import DigestAuthority
from sa75kit.simulator.intel.firmware import ManagementEngine, Sku

_PRODUCTS = {
    Sku.AMT: "Active Management Technology",
    Sku.ISM: "Standard Manageability",
}
_MAXIMUM_HEAD = 16384
_IDENTIFY = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<a:Envelope xmlns:a="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:b="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">'
    "<a:Header/><a:Body><b:IdentifyResponse>"
    "<b:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</b:ProtocolVersion>"
    "<b:ProductVendor>Intel(R)</b:ProductVendor>"
    "<b:ProductVersion>AMT {version}</b:ProductVersion>"
    "</b:IdentifyResponse></a:Body></a:Envelope>"
)


def server_header(engine: ManagementEngine) -> str:
    """Give the Server header: 11.x and later say only AMT."""
    if engine.version[0] >= 11:
        return "AMT"
    if engine.version[0] <= 5:
        return f"Intel(R) Con. Management Engine {engine.amt_version}"
    product = _PRODUCTS.get(engine.sku, "Active Management Technology")
    return f"Intel(R) {product} {engine.amt_version}"


class WebServer:
    """What one firmware answers to HTTP; `answer` is given one request."""

    def __init__(self, engine: ManagementEngine, name: str) -> None:
        self.engine = engine
        self.authority = DigestAuthority(name)

    def answer(self, method: str, path: str, headers: dict[str, str]) -> bytes:
        """Give the response to one request."""
        path = path.partition("?")[0].lower()
        if path == "/wsman":
            return self._wsman(method, headers)
        if not self.engine.web_ui:
            return self._page(404, "Not Found")
        if path in ("/", "/default.htm"):
            code, reason = (302, "Found") if self.engine.version[0] <= 6 else (303, "See Other")
            return self._response(code, reason, b"", ("Location: /logon.htm",))
        if path == "/logon.htm":
            return self._logon()
        if path.endswith(".htm"):
            return self._protected(method, headers)
        return self._page(404, "Not Found")

    def bad_request(self) -> bytes:
        """Give the answer to what is not HTTP."""
        return self._page(400, "Bad Request")

    def _wsman(self, method: str, headers: dict[str, str]) -> bytes:
        if method != "POST":
            return self._page(405, "Method Not Allowed", ("Allow: POST",))
        if not self._knows(method, headers):
            return self._unauthorized()
        body = _IDENTIFY.format(version=self.engine.amt_version).encode()
        kind = ("Content-Type: application/soap+xml; charset=UTF-8",)
        return self._response(200, "OK", body, kind)

    def _protected(self, method: str, headers: dict[str, str]) -> bytes:
        if not self._knows(method, headers):
            return self._unauthorized()
        version = self.engine.amt_version
        return self._page(
            200, "System Status", text=f"<p>Intel(R) AMT {version}</p><p>Power On</p>"
        )

    def _knows(self, method: str, headers: dict[str, str]) -> bool:
        given = headers.get("authorization", "")
        return self.authority.accepts(given, method, self.engine.admin_password)

    def _unauthorized(self) -> bytes:
        challenge = f"WWW-Authenticate: {self.authority.challenge()}"
        return self._page(401, "Unauthorized", (challenge, "Connection: close"))

    def _logon(self) -> bytes:
        product = _PRODUCTS.get(self.engine.sku, "Active Management Technology")
        text = (
            f"<h1>Intel&reg; {product}</h1><h2>Log On</h2>"
            "<p>Log on to Intel&reg; Active Management Technology on this computer.</p>"
            '<form METHOD="GET" action="index.htm"><h2><input type=submit value="Log On...">'
            "</h2></form>"
        )
        return self._page(200, f"Intel&reg; {product}", text=text)

    def _page(
        self, code: int, title: str, headers: tuple[str, ...] = (), *, text: str = ""
    ) -> bytes:
        heading = title if code == 200 else f"{code} {title}"
        body = (
            f"<html><head><title>{heading}</title></head><body>"
            f"{text or f'<h1>{heading}</h1>'}</body></html>\r\n"
        ).encode("latin-1")
        kind = ("Content-Type: text/html",)
        reason = "OK" if code == 200 else title
        return self._response(code, reason, body, (*headers[:1], *kind, *headers[1:]))

    def _response(self, code: int, reason: str, body: bytes, headers: tuple[str, ...]) -> bytes:
        server, length = f"Server: {server_header(self.engine)}", f"Content-Length: {len(body)}"
        # The order is that of nmap's fingerprints: a redirection says its length first.
        ending = (server, length) if body else (length, server)
        lines = [f"HTTP/1.1 {code} {reason}", *headers, *ending]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class RequestReader:
    """Cuts a stream into HTTP requests, for as long as it looks like HTTP."""

    def __init__(self) -> None:
        self._buffer = b""
        self.broken = False

    def feed(self, data: bytes) -> list[tuple[str, str, dict[str, str]]]:
        """Take bytes and give the requests that are whole now; sets `broken` on anything else."""
        self._buffer += data
        found = []
        while b"\r\n\r\n" in self._buffer and not self.broken:
            head, _, rest = self._buffer.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            words = lines[0].split(" ")
            headers = {
                name.strip().lower(): value.strip()
                for name, colon, value in (line.partition(":") for line in lines[1:])
                if colon
            }
            headers[""] = words[-1]  # the protocol's version, under a name no header has
            length = headers.get("content-length", "0")
            if len(words) != 3 or not words[2].startswith("HTTP/") or not length.isdecimal():
                self.broken = True
                break
            if len(rest) < int(length):
                break
            self._buffer = rest[int(length) :]
            found.append((words[0], words[1], headers))
        self.broken = self.broken or len(self._buffer) > _MAXIMUM_HEAD + 262144
        return found
