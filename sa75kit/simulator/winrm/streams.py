"""The bodies of Command, Send, Receive and Signal: what both kinds of shell read and write."""

from __future__ import annotations

import base64
import binascii
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.envelope import Request
from sa75kit.simulator.winrm.names import SHELL, STATE_DONE, STATE_RUNNING

_ENVELOPE_OVERHEAD = 2048  # header, command state and the ends of streams
_STREAM_OVERHEAD = 128


@dataclass(frozen=True, kw_only=True)
class CommandLine:
    """What a Command request asks for."""

    id: str
    command: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Input:
    """What a Send request brings; `command_id` is None for the shell itself."""

    stream: str
    command_id: str | None
    data: bytes
    end: bool


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """A piece of output of one stream."""

    stream: str
    data: bytes

    @property
    def cost(self) -> int:
        """Say how many bytes of an envelope it takes."""
        return (len(self.data) + 2) // 3 * 4 + _STREAM_OVERHEAD


def body_of(request: Request, name: str) -> ET.Element:
    """Give the body's element, which must be this one of the shell's."""
    if request.body is None or request.body.tag != f"{{{SHELL}}}{name}":
        raise faults.invalid_body()
    return request.body


def new_id(wanted: str | None, what: str) -> str:
    """Give the id that the client chose, or a new one."""
    if wanted is None:
        return str(uuid.uuid4()).upper()
    try:
        return str(uuid.UUID(wanted)).upper()
    except ValueError:
        raise faults.no_guid(what) from None


def parse_command(request: Request) -> CommandLine:
    """Read a Command request."""
    body = body_of(request, "CommandLine")
    return CommandLine(
        id=new_id(body.get("CommandId"), "command"),
        command=body.findtext(f"{{{SHELL}}}Command", ""),
        arguments=tuple(e.text or "" for e in body.iterfind(f"{{{SHELL}}}Arguments")),
    )


def parse_send(request: Request) -> tuple[Input, ...]:
    """Read a Send request; it may bring several pieces."""
    return tuple(
        Input(
            stream=element.get("Name", ""),
            command_id=_upper(element.get("CommandId")),
            data=decode(element.text or ""),
            end=element.get("End", "false").lower() in ("true", "1"),
        )
        for element in body_of(request, "Send").iterfind(f"{{{SHELL}}}Stream")
    )


def parse_receive(request: Request) -> tuple[str | None, frozenset[str]]:
    """Read a Receive request: whose output, and which streams."""
    desired = body_of(request, "Receive").find(f"{{{SHELL}}}DesiredStream")
    if desired is None:
        raise faults.invalid_body()
    return _upper(desired.get("CommandId")), frozenset((desired.text or "").split())


def parse_signal(request: Request) -> tuple[str | None, str]:
    """Read a Signal request: which command, and the last word of the code in lower case."""
    body = body_of(request, "Signal")
    code = body.findtext(f"{{{SHELL}}}Code", "")
    return _upper(body.get("CommandId")), code.rpartition("/")[2].strip().lower()


def decode(text: str) -> bytes:
    """Give the bytes that base64 stands for."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise faults.invalid_body() from None


def room(request: Request) -> int:
    """Say how much output an answer to this request may carry."""
    return request.max_envelope - _ENVELOPE_OVERHEAD


def write_output(
    chunks: Sequence[Chunk],
    command_id: str | None,
    *,
    ends: Sequence[str] = (),
    exit_code: int | None = None,
) -> str:
    """Give the rsp:ReceiveResponse; `exit_code` once the command has ended."""
    of = f' CommandId="{command_id}"' if command_id else ""
    parts = [
        f'<rsp:Stream Name="{c.stream}"{of}>{base64.b64encode(c.data).decode()}</rsp:Stream>'
        for c in chunks
    ]
    parts += [f'<rsp:Stream Name="{name}"{of} End="true"></rsp:Stream>' for name in ends]
    if command_id:
        parts.append(_state(command_id, exit_code))
    return f"<rsp:ReceiveResponse>{''.join(parts)}</rsp:ReceiveResponse>"


def _state(command_id: str, exit_code: int | None) -> str:
    attributes = f'CommandId="{command_id}" State="'
    if exit_code is None:
        return f'<rsp:CommandState {attributes}{STATE_RUNNING}"></rsp:CommandState>'
    return (
        f'<rsp:CommandState {attributes}{STATE_DONE}">'
        f"<rsp:ExitCode>{exit_code & 0xFFFFFFFF}</rsp:ExitCode></rsp:CommandState>"  # a DWORD
    )


def write_command(command_id: str) -> str:
    """Give the rsp:CommandResponse."""
    ident = f"<rsp:CommandId>{command_id}</rsp:CommandId>"
    return f"<rsp:CommandResponse>{ident}</rsp:CommandResponse>"


def _upper(ident: str | None) -> str | None:
    return None if ident is None else ident.strip().upper()
