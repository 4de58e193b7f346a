"""What crosses between a runspace and the carrier that opened it (PSRP, powershell.exe).

Values that cross: None, bool, int (Int32 if it fits, else Int64), float, str, bytes (byte[]),
list (object[]), dict (Hashtable, ordered), datetime, timedelta, uuid.UUID, decimal.Decimal,
SecureString, Credential, ErrorRecord and PSObject.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Call:
    """One element of a PSRP pipeline: a script or a command with its arguments.

    An argument without a name is positional; a name without a value (None) is a switch.
    """

    text: str
    is_script: bool
    arguments: tuple[tuple[str | None, object], ...] = ()
    end_of_statement: bool = False
    use_local_scope: bool | None = None
    merge_error_to_output: bool = False


@dataclass(frozen=True)
class SecureString:
    """A System.Security.SecureString with its clear text, which no representation shows."""

    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Credential:
    """A System.Management.Automation.PSCredential."""

    username: str
    password: SecureString


@dataclass(frozen=True, kw_only=True)
class PSObject:
    """Any other .NET object as remoting carries it: type names, properties, ToString().

    `adapted` says that the properties are the object's own (CLIXML <Props>), not notes (<MS>).
    """

    type_names: tuple[str, ...]
    properties: dict[str, object] = field(default_factory=dict)
    text: str | None = None
    adapted: bool = False


@dataclass(frozen=True, kw_only=True)
class ErrorRecord:
    """A System.Management.Automation.ErrorRecord.

    `category` is the number of the ErrorCategory. `position` is InvocationInfo.PositionMessage
    ("At line:1 char:1\\n+ …"), `stack_trace` the ScriptStackTrace.
    """

    message: str
    exception_type: str = "System.Management.Automation.RuntimeException"
    fully_qualified_id: str = ""
    category: int = 0
    category_activity: str = ""
    category_reason: str = ""
    target_name: str = ""
    target_type: str = ""
    target: object = None
    position: str = ""
    stack_trace: str = ""
    details: str | None = None
    hresult: int = -2146233087
    command_name: str = ""
    line: str = ""
    line_number: int = 0
    offset_in_line: int = 0


class Streams(Protocol):
    """Where a pipeline's output goes while it runs."""

    def output(self, value: object) -> None:
        """Take one object of the pipeline's output."""

    def error(self, record: ErrorRecord) -> None:
        """Take one record of the error stream."""

    def text(self, stream: str, message: str) -> None:
        """Take a message of "warning", "verbose", "debug", "information" or "host"."""


class Terminated(Exception):
    """The pipeline ended with a terminating error."""

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__(record.message)
        self.record = record


class Stopped(Exception):
    """The pipeline ended because its `stop` event was set."""
