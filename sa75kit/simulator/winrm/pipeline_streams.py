"""The streams of a running pipeline, sent as PSRP messages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import psrpcore.types as ps
from psrpcore import ServerPipeline

from sa75kit.simulator.powershell import ErrorRecord, Stopped
from sa75kit.simulator.winrm.error_records import error_record_object
from sa75kit.simulator.winrm.objects import net_object
from sa75kit.simulator.winrm.values import to_clixml

Send = Callable[[Callable[[], None]], None]  # prepare messages under the pool's lock, then queue
_INFORMATION_SINCE = ps.PSVersion("2.3")
_HOST_MESSAGE = "System.Management.Automation.HostInformationMessage"


class PipelineStreams:
    """`Streams` of the simulated PowerShell over a psrpcore pipeline."""

    def __init__(
        self,
        pipeline: ServerPipeline,
        send: Send,
        wait_for_room: Callable[[], None],
        stop: threading.Event,
        *,
        computer: str,
        user: str,
        process_id: int,
        host: bool,
    ) -> None:
        self._pipeline = pipeline
        self._send = send
        self._wait_for_room = wait_for_room
        self._stop = stop
        self._computer = computer
        self._user = user
        self._process_id = process_id
        self._host = host
        their = pipeline.runspace_pool.their_capability
        self._information = their is not None and their.protocolversion >= _INFORMATION_SINCE

    def output(self, value: object) -> None:
        """Send one object of the output."""
        self._ready()
        converted = to_clixml(value)
        self._send(lambda: self._pipeline.write_output(converted))

    def error(self, record: ErrorRecord) -> None:
        """Send one record of the error stream."""
        self._ready()
        converted = error_record_object(record, to_clixml, write_error=True)
        kind = ps.PSRPMessageType.ErrorRecord
        self._send(lambda: self._pipeline.prepare_message(converted, message_type=kind))

    def text(self, stream: str, message: str) -> None:
        """Send a message of one of the other streams."""
        self._ready()
        match stream:
            case "warning":
                self._send(lambda: self._pipeline.write_warning(message))
            case "verbose":
                self._send(lambda: self._pipeline.write_verbose(message))
            case "debug":
                self._send(lambda: self._pipeline.write_debug(message))
            case "information":
                self._inform(message, "Write-Information", [])
            case "host":
                self._write_host(message)
            case _:
                raise ValueError(f"there is no stream {stream!r}")

    def progress_done(self, activity: str) -> None:
        """Send what a finished progress bar leaves."""
        done = ps.ProgressRecordType.Completed
        self._send(lambda: self._pipeline.write_progress(activity, 0, " ", record_type=done))

    def _ready(self) -> None:
        self._wait_for_room()
        if self._stop.is_set():
            raise Stopped

    def _write_host(self, message: str) -> None:
        """Send Write-Host's text: to the client's host if it has one, and as a record (5.0+)."""
        if self._host:
            line = ps.HostMethodIdentifier.WriteLine2
            self._send(lambda: _discard(self._pipeline.host_call(line, [message])))
        shown = net_object(
            (_HOST_MESSAGE, "System.Object"),
            text=message,
            adapted={
                "Message": message,
                "NoNewLine": False,
                "ForegroundColor": None,
                "BackgroundColor": None,
            },
        )
        self._inform(shown, "Write-Host", ["PSHOST", *(["FORWARDED"] if self._host else [])])

    def _inform(self, data: object, source: str, tags: list[str]) -> None:
        if not self._information:
            return
        self._send(
            lambda: self._pipeline.write_information(
                data,
                source,
                time_generated=datetime.now(UTC),
                tags=ps.PSList(tags),
                user=self._user,
                computer=self._computer,
                process_id=self._process_id,
                native_thread_id=threading.get_native_id() & 0xFFFF,
                managed_thread_id=10,
            )
        )


def _discard(_call_id: int) -> None:
    """A call without a result needs no id."""
