"""A WinRM endpoint over TLS that says what a test wrote down, real PSRP and WSMan around it.

It knows nothing of Windows: what a PowerShell or a program would have said is the script. (The
simulator is the other side that knows Windows.)
"""

from __future__ import annotations

import base64
import datetime
import ipaddress
import ssl
import threading
import time
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from psrpcore import (
    CreatePipelineEvent,
    PSRPPayload,
    ServerPipeline,
    ServerRunspacePool,
    StreamType,
)
from psrpcore.types import (
    ErrorCategoryInfo,
    ErrorRecord,
    NETException,
    PSInvocationState,
)

from sa75kit.inventory import Host

DROP, HANG, MUTE, FAIL = "<drop>", "<hang>", "<mute>", "<fail>"
SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
TIMED_OUT = 2150858793


Program = tuple[Sequence[bytes | str], int]


@dataclass
class Script:
    """What the host says: lines of the runner, programs of the cmd shell, and what it refuses.

    A program is (stdout pieces, exit code); DROP breaks the connection, HANG never ends, MUTE
    does not even answer the request.
    """

    runner: Sequence[str] = ()
    programs: Mapping[str, Program] = field(default_factory=dict)
    powershell_fault: int | None = None
    command_fault: int | None = None
    asked: list[str] = field(default_factory=list)
    parameters: list[dict[Any, Any]] = field(default_factory=list)


class _Shell:
    def __init__(self, powershell: bool) -> None:
        self.pool = ServerRunspacePool() if powershell else None
        self.steps: list[Any] = []
        self.pipeline: Any = None
        self.exit_code = 0
        self.failed = False

    def take(self, data: bytes, script: Script) -> None:
        assert self.pool is not None
        self.pool.receive_data(PSRPPayload(data, StreamType.default, None))
        while (event := self.pool.next_event()) is not None:
            if isinstance(event, CreatePipelineEvent):
                named = event.pipeline.commands[0].parameters
                script.parameters.append(dict(named))
                self.pipeline.start()
                self.steps = list(script.runner)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any
    related: str | None

    def log_message(self, *args: object) -> None: ...

    def do_POST(self) -> None:
        request = ET.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
        found = {each.tag.rpartition("}")[2]: each for each in request.iter()}
        self.related = found["MessageID"].text
        action = (found["Action"].text or "").rpartition("/")[2]
        script, shells = self.server.script, self.server.shells
        script.asked.append(action)
        answer = self._answer(action, found, request, script, shells)
        if isinstance(answer, int):
            detail = (
                f'<f:WSManFault xmlns:f="{FAULT}" Code="{answer}" Machine="x">'
                "<f:Message>no</f:Message></f:WSManFault>"
            )
            self._send(500, f"<s:Fault><s:Detail>{detail}</s:Detail></s:Fault>")
        elif answer is not None:
            self._send(200, answer)

    def _answer(
        self, action: str, found: Any, request: Any, script: Script, shells: Any
    ) -> str | int | None:
        if action == "Create":
            powershell = "creationXml" in found
            if powershell and script.powershell_fault:
                return script.powershell_fault
            shell = shells["x"] = _Shell(powershell)
            if powershell:
                shell.take(base64.b64decode(found["creationXml"].text), script)
            return f'<rsp:Shell xmlns:rsp="{SHELL}"><rsp:ShellId>x</rsp:ShellId></rsp:Shell>'
        shell = shells["x"]
        if action == "Command":
            return self._command(found, request, script, shell)
        if action == "Send":
            if shell.pool is not None:
                shell.take(base64.b64decode(found["Stream"].text), script)
            return ""
        if action == "Receive":
            return self._receive(found, shell)
        return ""

    def _command(self, found: Any, request: Any, script: Script, shell: _Shell) -> str | int | None:
        identity = found["CommandLine"].get("CommandId") or str(uuid.uuid4())
        if script.command_fault:
            return script.command_fault
        words = [
            each.text or ""
            for each in request.iter()
            if each.tag.rpartition("}")[2] in ("Command", "Arguments")
        ]
        if shell.pool is not None:
            shell.pipeline = ServerPipeline(shell.pool, uuid.UUID(identity))
            shell.take(base64.b64decode(words[-1]), script)
        else:
            line = " ".join(words)
            script.asked.append(line)
            pieces, shell.exit_code = script.programs[line]
            shell.steps = list(pieces)
            if shell.steps == [DROP]:
                self.close_connection = True
                return None
        return (
            f'<r:CommandResponse xmlns:r="{SHELL}"><r:CommandId>{identity}</r:CommandId>'
            "</r:CommandResponse>"
        )

    def _receive(self, found: Any, shell: _Shell) -> str | int | None:
        sent: list[bytes] = []
        while shell.steps and shell.steps[0] not in (DROP, HANG, MUTE):
            step = shell.steps.pop(0)
            if step == FAIL:
                shell.failed = True
            elif shell.pool is None:
                sent.append(step)
            else:
                shell.pipeline.write_output(step)
        if not sent and shell.steps and not self._pending(shell):
            if shell.steps[0] == HANG:
                time.sleep(0.1)
                return TIMED_OUT
            if shell.steps[0] == MUTE:
                time.sleep(20)
            self.close_connection = True
            return None
        done = not shell.steps
        if shell.pool is not None:
            if done and shell.pipeline is not None and "CommandId" in found["DesiredStream"].attrib:
                if shell.failed:
                    error = ErrorRecord(NETException("out of memory"), ErrorCategoryInfo())
                    shell.pipeline._change_state(PSInvocationState.Failed, error)
                else:
                    shell.pipeline.complete()
            sent = self._payloads(shell)
        streams = "".join(
            f'<rsp:Stream Name="stdout">{base64.b64encode(each).decode()}</rsp:Stream>'
            for each in sent
        )
        state = ""
        if shell.pool is None and done:
            state = (
                f'<rsp:CommandState State="{SHELL}/CommandState/Done"><rsp:ExitCode>'
                f"{shell.exit_code}</rsp:ExitCode></rsp:CommandState>"
            )
        return f'<rsp:ReceiveResponse xmlns:rsp="{SHELL}">{streams}{state}</rsp:ReceiveResponse>'

    def _pending(self, shell: _Shell) -> bool:
        return shell.pool is not None and bool(shell.pool._send_buffer)

    def _payloads(self, shell: _Shell) -> list[bytes]:
        assert shell.pool is not None
        sent = []
        while (payload := shell.pool.data_to_send()) is not None:
            sent.append(payload.data)
        return sent

    def _send(self, status: int, body: str) -> None:
        envelope = (
            '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
            ' xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header><a:RelatesTo>'
            f"{self.related}</a:RelatesTo></s:Header><s:Body>{body}</s:Body></s:Envelope>"
        )
        data = envelope.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/soap+xml;charset=UTF-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The client may go at any time."""


@contextmanager
def scripted_host(script: Script, folder: Path) -> Iterator[Host]:
    """Serve the script; its authority's certificate is `ca.pem` in the folder."""
    _write_certificate(folder)
    server = _Server(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.script, server.shells = script, {}  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Host(name="pc-17", address="127.0.0.1", port=server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name.from_rfc4514_string("CN=127.0.0.1")
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def said(index: int, out: bytes, exit_code: int = 0) -> str:
    """Give the runner's line of one answer."""
    text = base64.b64encode(out).decode() or "-"
    return f"answer {index} {index * 10} 5 {exit_code} 0 - {text} -"
