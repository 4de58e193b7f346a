"""Where a piece of script runs: session, scope, and the streams that it writes to."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.language.syntax import Node, Source
from sa75kit.simulator.powershell.types.net_type import OBJECT, NetObject, NetType
from sa75kit.simulator.powershell.values.errors import PowerShellError, Record

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.scope import Scope
    from sa75kit.simulator.powershell.engine.session import Session
    from sa75kit.simulator.powershell.values.errors import InvocationInfo

Sink = Callable[[object], None]
ERROR, WARNING, VERBOSE, DEBUG, INFORMATION = 2, 3, 4, 5, 6
_INFORMATIONAL = NetType("System.Management.Automation.InformationalRecord", OBJECT)
RECORD_TYPES = {
    WARNING: NetType("System.Management.Automation.WarningRecord", _INFORMATIONAL),
    VERBOSE: NetType("System.Management.Automation.VerboseRecord", _INFORMATIONAL),
    DEBUG: NetType("System.Management.Automation.DebugRecord", _INFORMATIONAL),
    INFORMATION: NetType("System.Management.Automation.InformationRecord", OBJECT),
}


class Message(NetObject):
    """A record of the warning, verbose, debug or information stream."""

    def __init__(self, stream: int, text: str, data: object = None, *, host: bool = False) -> None:
        self.net_type = RECORD_TYPES[stream]
        self.stream = stream
        self.text = text
        self.data = text if data is None else data
        self.host = host

    def __str__(self) -> str:
        return self.text


class Context:
    """What a piece of script knows of its surroundings."""

    __slots__ = (
        "error_action", "invocation", "merged_errors", "out", "session", "scope", "source",
        "streams", "terminal",
    )  # fmt: skip

    def __init__(
        self,
        session: Session,
        scope: Scope,
        source: Source,
        out: Sink,
        streams: dict[int, Sink],
    ) -> None:
        self.session = session
        self.scope = scope
        self.source = source
        self.out = out
        self.streams = streams
        self.invocation: InvocationInfo | None = None
        self.error_action: str | None = None
        self.merged_errors = False  # the error stream was redirected
        self.terminal: Sink | None = None  # what `out` is when it goes straight to a console

    def to(self, out: Sink) -> Context:
        """Give the same surroundings with another output."""
        made = copy(self)
        made.out = out
        return made

    def within(self, scope: Scope) -> Context:
        """Give the same surroundings with another scope."""
        made = copy(self)
        made.scope = scope
        return made

    def at(self, source: Source) -> Context:
        """Give the same surroundings in another text."""
        made = copy(self)
        made.source = source
        return made

    def redirected(self, stream: int, sink: Sink) -> Context:
        """Give the same surroundings with a stream that goes elsewhere (0 is every stream)."""
        made = copy(self)
        if stream in (0, 1):
            made.out = sink
            made.terminal = None
        if stream != 1:
            numbers = range(2, 7) if stream == 0 else (stream,)
            made.streams = {**self.streams, **dict.fromkeys(numbers, sink)}
            made.merged_errors = self.merged_errors or stream in (0, 2)
        return made

    # -- preferences ------------------------------------------------------------------------

    def preference(self, name: str) -> str:
        """Give a preference variable as a word in lower case."""
        slot = self.scope.find(name)
        return str(slot.value).lower() if slot is not None else "continue"

    def action_on_error(self) -> str:
        """Give what -ErrorAction or $ErrorActionPreference say."""
        return self.error_action or self.preference("ErrorActionPreference")

    # -- writing ----------------------------------------------------------------------------

    def report(self, record: Record) -> None:
        """Write a non-terminating error: shown, kept silent, or made terminating by preference.

        Raises:
            PowerShellError: the preference is Stop.
        """
        action = self.action_on_error()
        if action in ("stop", "1"):
            error = PowerShellError(record, ends_script=True)
            error.by_preference = True
            raise error
        self.session.success = False
        if action in ("ignore", "4"):
            return
        self.session.remember(record)
        if action not in ("silentlycontinue", "0"):
            self.streams[ERROR](record)

    def message(self, stream: int, text: str, preference: str) -> None:
        """Write to the warning, verbose or debug stream as its preference says.

        Raises:
            PowerShellError: the preference is Stop.
        """
        action = self.preference(preference)
        if action in ("continue", "2", "inquire", "3"):
            self.streams[stream](Message(stream, text))
        elif action in ("stop", "1"):
            from sa75kit.simulator.powershell.values.errors import automation_error

            error = automation_error(
                "ActionPreferenceStopException", "The running command stopped because the "
                f'preference variable "{preference}" or common parameter is set to Stop: {text}',
                "ActionPreferenceStop", "OperationStopped")  # fmt: skip
            error.ends_script = True
            raise error

    def place(self, record: Record, node: Node) -> None:
        """Say in a record where it happened, unless it already knows."""
        if record.invocation is None:
            self.session.place(self, record, node)
