"""One PSRP pipeline: what the client asked for, run in a thread of its own."""

from __future__ import annotations

import hashlib
import queue
import threading
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace

import psrpcore.types as ps
from psrpcore import Command, ServerPipeline
from psrpcore import PowerShell as PipelineMetadata

from sa75kit.simulator.powershell import Call, ErrorRecord, Stopped, Terminated
from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm.error_records import error_record_object
from sa75kit.simulator.winrm.objects import message
from sa75kit.simulator.winrm.outbox import Outbox
from sa75kit.simulator.winrm.pipeline_streams import PipelineStreams, Send
from sa75kit.simulator.winrm.runspaces import Runspaces
from sa75kit.simulator.winrm.values import from_clixml, to_clixml

_END = object()
_OUTPUT = ps.PipelineResultTypes.Output


class PipelineRun:
    """A pipeline from its arrival to its last state; `input` takes what the client pipes in."""

    def __init__(
        self,
        pipeline: ServerPipeline,
        machine: RemoteMachine,
        runspaces: Runspaces,
        outbox: Outbox,
        send: Send,
    ) -> None:
        self.id = str(pipeline.pipeline_id).upper()
        self.stop = threading.Event()
        self._pipeline = pipeline
        self._machine = machine
        self._runspaces = runspaces
        self._outbox = outbox
        self._send = send
        self._input: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"pipeline {self.id}", daemon=True)
        self._calls: tuple[Call, ...] = ()
        self._streams: PipelineStreams | None = None
        self._first = False

    def start(
        self, calls: Sequence[Call], streams: PipelineStreams, *, takes_input: bool, first: bool
    ) -> None:
        """Begin; `first` is the first pipeline of its pool."""
        self._calls = tuple(calls)
        self._streams = streams
        self._first = first
        if not takes_input:
            self.end_input()
        self._pipeline.start()
        self._thread.start()

    def input(self, value: object) -> None:
        """Take one object of the pipeline's input."""
        self._input.put(from_clixml(value))

    def end_input(self) -> None:
        """Say that there is no more input."""
        self._input.put(_END)

    def interrupt(self) -> None:
        """Stop it, and wait until it has."""
        self.stop.set()
        self.join(10)

    def join(self, timeout: float) -> None:
        """Wait until its thread has ended."""
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _run(self) -> None:
        try:
            self._invoke()
        except Stopped:
            self._send(self._pipeline.stop)
        except Terminated as error:
            self._fail(error.record)
        except Exception as error:
            # Our own mistake: the client sees a failed pipeline, the log says where it was made.
            self._machine.record("simulator_error", pipeline=self.id, trace=traceback.format_exc())
            self._fail(ErrorRecord(message=f"simulator: {type(error).__name__}: {error}"))
        else:
            self._send(self._pipeline.complete)
        self._outbox.finish()

    def _invoke(self) -> None:
        assert self._streams is not None
        runspace = self._runspaces.take(self.stop)
        if runspace is None:
            raise Stopped
        try:
            if self._first:
                self._streams.progress_done("Preparing modules for first use.")
            runspace.invoke(
                self._calls,
                pipeline_input=self._arriving(),
                streams=self._streams,
                stop=self.stop,
            )
        finally:
            self._runspaces.give_back(runspace)
        if self.stop.is_set():
            raise Stopped

    def _arriving(self) -> Iterator[object]:
        while True:
            try:
                item = self._input.get(timeout=0.1)
            except queue.Empty:
                if self.stop.is_set():
                    raise Stopped from None
                continue
            if item is _END:
                return
            yield item

    def _fail(self, record: ErrorRecord) -> None:
        failed = ps.PSInvocationState.Failed

        def prepare() -> None:
            state = message(
                PipelineState=ps.PSInt(failed.value),
                ExceptionAsErrorRecord=error_record_object(record, to_clixml),
            )
            kind = ps.PSRPMessageType.PipelineState
            self._pipeline.prepare_message(state, message_type=kind)
            self._pipeline.state = failed

        self._send(prepare)


def calls_of(metadata: PipelineMetadata) -> tuple[Call, ...]:
    """Give the commands of a pipeline as the simulated PowerShell takes them."""
    calls: list[Call] = []
    statement = 0  # where the current statement begins
    for command in metadata.commands:
        if command.merge_unclaimed:  # what nobody claimed of the commands before it comes to it
            calls[statement:] = [replace(c, merge_error_to_output=True) for c in calls[statement:]]
        calls.append(_call(command))
        if command.end_of_statement:
            statement = len(calls)
    return tuple(calls)


def _call(command: Command) -> Call:
    return Call(
        text=str(command.command_text),
        is_script=bool(command.is_script),
        arguments=tuple(
            (None if name is None else str(name), from_clixml(value))
            for name, value in command.parameters
        ),
        end_of_statement=command.end_of_statement,
        use_local_scope=command.use_local_scope,
        merge_error_to_output=_OUTPUT in (command.merge_error, command.merge_to),
    )


def summary(calls: Sequence[Call]) -> list[dict[str, str]]:
    """Say for the log what was asked: names, first lines and hashes, never an argument."""
    return [
        {
            "script" if call.is_script else "command": call.text.strip().partition("\n")[0][:200],
            "sha256": hashlib.sha256(call.text.encode("utf-8", "surrogatepass")).hexdigest(),
        }
        for call in calls
    ]
