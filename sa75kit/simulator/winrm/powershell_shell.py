"""A PowerShell shell: a PSRP runspace pool behind WinRM ([MS-PSRP] over [MS-WSMV])."""

from __future__ import annotations

import struct
import threading
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import psrpcore.types as ps
from psrpcore import (
    CreatePipelineEvent,
    EndOfPipelineInputEvent,
    GetAvailableRunspacesEvent,
    GetCommandMetadataEvent,
    InitRunspacePoolEvent,
    PipelineInputEvent,
    PSRPCoreError,
    PSRPEvent,
    PSRPPayload,
    ResetRunspaceStateEvent,
    ServerPipeline,
    ServerRunspacePool,
    SetMaxRunspacesEvent,
    SetMinRunspacesEvent,
    StreamType,
)

from sa75kit.simulator.powershell import Runspace
from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.envelope import Request
from sa75kit.simulator.winrm.outbox import Outbox
from sa75kit.simulator.winrm.pipeline import PipelineRun, calls_of, summary
from sa75kit.simulator.winrm.pipeline_streams import PipelineStreams
from sa75kit.simulator.winrm.private_data import private_data
from sa75kit.simulator.winrm.runspaces import Runspaces
from sa75kit.simulator.winrm.shell_life import Caller, ShellLife
from sa75kit.simulator.winrm.streams import (
    Input,
    decode,
    parse_command,
    parse_receive,
    parse_send,
    parse_signal,
    room,
    write_command,
    write_output,
)

_FRAGMENT = 32768  # Windows PowerShell's own
_MALFORMED = (
    PSRPCoreError, ET.ParseError, ValueError, LookupError, AttributeError, TypeError, struct.error
)  # fmt: skip


class PowerShellShell:
    """An open runspace pool with its pipelines."""

    def __init__(self, machine: RemoteMachine, life: ShellLife) -> None:
        self.life = life
        self._machine = machine
        self._pool = ServerRunspacePool(private_data(machine.version))
        self._runspaces = Runspaces(self._open_runspace)
        self._outbox = Outbox()
        self._outboxes: dict[uuid.UUID, Outbox] = {}
        self._runs: dict[uuid.UUID, PipelineRun] = {}
        self._asked = 0
        self._lock = threading.RLock()

    def open(self, creation: str) -> None:
        """Take the creationXml: the session's capabilities and the pool's settings."""
        self._feed(decode(creation))

    def command(self, request: Request) -> str:
        """Create a pipeline from the fragments in the arguments."""
        wanted = parse_command(request)
        ident = uuid.UUID(wanted.id)
        with self._lock:
            if ident in self._outboxes:
                raise faults.command_exists()
            self._outboxes[ident] = Outbox()
            ServerPipeline(self._pool, ident)  # registers itself in the pool
            try:
                self._feed(b"".join(decode(argument) for argument in wanted.arguments))
            except faults.WsmanFault:
                self._forget(ident)
                raise
        return write_command(wanted.id)

    def receive(self, request: Request, caller: Caller) -> str:
        """Wait for messages of the pool or of one pipeline."""
        ident, streams = parse_receive(request)
        if streams != {"stdout"}:
            raise faults.invalid_parameter(faults.POWERSHELL_PLUGIN)
        outbox = self._outbox if ident is None else self._find(ident)
        chunks, done = outbox.take(request.timeout, room(request), caller.gone)
        return write_output(chunks, ident, exit_code=0 if done else None)

    def send(self, request: Request) -> str:
        """Take more fragments: of a long pipeline, of its input, or of the pool."""
        for part in parse_send(request):
            self._take(part)
        return "<rsp:SendResponse/>"

    def signal(self, request: Request) -> str:
        """Stop a pipeline, or forget it."""
        ident, code = parse_signal(request)
        if ident is None:
            raise faults.invalid_parameter(faults.POWERSHELL_PLUGIN)
        self._find(ident)
        if code not in ("ctrl_c", "crtl_c", "terminate"):  # [MS-PSRP] itself writes crtl_c
            raise faults.invalid_parameter(faults.POWERSHELL_PLUGIN)
        self._machine.record("signal", shell=self.life.id, command=ident, code=code)
        key = uuid.UUID(ident)
        run = self._runs.get(key)
        if run is not None:
            run.interrupt()
        if code == "terminate":
            self._forget(key)
        return "<rsp:SignalResponse/>"

    def close(self) -> None:
        """Stop everything in it."""
        with self._lock:
            runs, outboxes = list(self._runs.values()), list(self._outboxes.values())
            self._runs.clear()
            self._outboxes.clear()
        for run in runs:
            run.stop.set()
        for outbox in (self._outbox, *outboxes):
            outbox.abort()
        self._runspaces.close()
        for run in runs:
            run.join(5)

    def _open_runspace(self) -> Runspace:
        constrained = self._machine.powershell == "constrained"
        return Runspace(self._machine, self.life.owner, constrained=constrained)

    def _find(self, ident: str) -> Outbox:
        try:
            outbox = self._outboxes.get(uuid.UUID(ident))
        except ValueError:
            outbox = None
        if outbox is None:
            raise faults.command_gone()
        return outbox

    def _forget(self, ident: uuid.UUID) -> None:
        with self._lock:
            self._runs.pop(ident, None)
            self._pool.pipeline_table.pop(ident, None)
            outbox = self._outboxes.pop(ident, None)
        if outbox is not None:
            outbox.abort()

    def _take(self, part: Input) -> None:
        if part.stream not in ("stdin", "pr"):
            raise faults.invalid_parameter(faults.POWERSHELL_PLUGIN)
        if part.command_id is not None:
            self._find(part.command_id)
        self._feed(part.data)

    def _feed(self, data: bytes) -> None:
        """Give the pool fragments, and do what the messages in them say."""
        with self._lock:
            try:
                self._pool.receive_data(PSRPPayload(data, StreamType.default, None))
                while (event := self._pool.next_event()) is not None:
                    self._act_on(event)
            except _MALFORMED as error:
                text = f"{type(error).__name__}: {error} "
                raise faults.plugin_failed(0x80131500, text, faults.POWERSHELL_PLUGIN) from error
            self._queue_messages()

    def _send(self, prepare: Callable[[], None]) -> None:
        with self._lock:
            prepare()
            self._queue_messages()

    def _queue_messages(self) -> None:
        while (payload := self._pool.data_to_send(_FRAGMENT)) is not None:
            if payload.pipeline_id is None:
                self._outbox.put(payload.data)
            elif outbox := self._outboxes.get(payload.pipeline_id):
                outbox.put(payload.data)

    def _act_on(self, event: PSRPEvent[Any, Any]) -> None:
        match event:
            case InitRunspacePoolEvent():
                self._runspaces.maximum = max(1, int(self._pool.max_runspaces))
            case CreatePipelineEvent():
                self._start(event)
            case GetCommandMetadataEvent():
                raise PSRPCoreError("this endpoint gives no command metadata")
            case PipelineInputEvent() if run := self._runs.get(event.pipeline_id):
                run.input(event.data)
            case EndOfPipelineInputEvent() if run := self._runs.get(event.pipeline_id):
                run.end_input()
            case GetAvailableRunspacesEvent():
                self._pool.runspace_availability_response(event.ci, self._runspaces.available)
            case SetMaxRunspacesEvent():
                self._runspaces.maximum = max(1, int(event.count))
                self._pool.runspace_availability_response(event.ci, True)
            case SetMinRunspacesEvent():
                self._pool.runspace_availability_response(event.ci, True)
            case ResetRunspaceStateEvent():
                self._runspaces.reset()
                self._pool.runspace_availability_response(event.ci, True)

    def _start(self, event: CreatePipelineEvent) -> None:
        pipeline = self._pool.pipeline_table[event.pipeline_id]
        outbox = self._outboxes[event.pipeline_id]
        metadata = event.pipeline
        calls = calls_of(metadata)
        self._machine.record(
            "pipeline", shell=self.life.id, command=str(event.pipeline_id).upper(),
            asked=summary(calls),
        )  # fmt: skip
        run = PipelineRun(pipeline, self._machine, self._runspaces, outbox, self._send)
        streams = PipelineStreams(
            pipeline,
            self._send,
            lambda: outbox.wait_for_room(run.stop),
            run.stop,
            computer=self._machine.name.upper(),
            user=self.life.owner_name,
            process_id=self.life.process_id or 0,
            host=_has_host(metadata.host, self._pool.host),
        )
        self._runs[event.pipeline_id] = run
        self._asked += 1
        run.start(calls, streams, takes_input=not metadata.no_input, first=self._asked == 1)


def _has_host(of_pipeline: ps.HostInfo | None, of_pool: ps.HostInfo | None) -> bool:
    """Say whether the client has a host that can show text."""
    host = of_pipeline
    if host is None or host.UseRunspaceHost:
        host = of_pool
    return host is not None and not host.IsHostNull and not host.IsHostUINull
