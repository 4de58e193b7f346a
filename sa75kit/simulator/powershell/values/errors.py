"""Exceptions as objects, error records, and the Python exceptions that carry them."""

from __future__ import annotations

from sa75kit.simulator.powershell.types.net_type import OBJECT, NetObject, NetType, enum_type
from sa75kit.simulator.powershell.values.exceptions import HRESULTS

RECORD = NetType("System.Management.Automation.ErrorRecord", OBJECT)
CATEGORY_INFO = NetType("System.Management.Automation.ErrorCategoryInfo", OBJECT)
INVOCATION_INFO = NetType("System.Management.Automation.InvocationInfo", OBJECT)
CATEGORY = enum_type(
    "System.Management.Automation.ErrorCategory",
    "NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData "
    "InvalidOperation InvalidResult InvalidType MetadataError NotImplemented NotInstalled "
    "ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError PermissionDenied "
    "ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError "
    "ProtocolError ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled",
)
_AUTOMATION = "System.Management.Automation."


class ExceptionObject(NetObject):
    """A System.Exception or what derives from it."""

    def __init__(
        self,
        type_name: str,
        message: str,
        inner: ExceptionObject | None = None,
        **details: object,
    ) -> None:
        self.net_type = NetType.known[type_name.lower()]
        self.message = message
        self.inner = inner
        self.details = details  # NativeErrorCode, ParamName, ErrorCode…
        found = details.get("hresult")
        self.hresult = found if isinstance(found, int) else HRESULTS.get(type_name, -2146233087)
        self.record: Record | None = None


class InvocationInfo(NetObject):
    """$MyInvocation, and the InvocationInfo of an error."""

    net_type = INVOCATION_INFO

    def __init__(self) -> None:
        self.command_name = ""
        self.command: object = None
        self.line = ""
        self.line_number = 0
        self.offset = 0
        self.position = ""
        self.script_name: str | None = None
        self.bound: object = None
        self.unbound: list[object] = []
        self.invocation_name = ""
        self.expecting_input = False
        self.pipeline_position = 1
        self.pipeline_length = 1


class Record(NetObject):
    """An ErrorRecord."""

    net_type = RECORD

    def __init__(
        self,
        exception: ExceptionObject,
        identifier: str,
        category: str | int = "NotSpecified",
        target: object = None,
    ) -> None:
        self.exception = exception
        self.identifier = identifier
        names = CATEGORY.enum or {}
        self.category = names[category] if isinstance(category, str) else category
        self.target = target
        self.activity = ""
        self.reason = exception.net_type.name
        self.target_name: str | None = None
        self.target_type: str | None = None
        self.invocation: InvocationInfo | None = None
        self.stack_trace = ""
        self.details: str | None = None

    @property
    def message(self) -> str:
        """Give what is shown: ErrorDetails where there are some, else the exception's message."""
        return self.details or self.exception.message


class NetError(Exception):
    """What the .NET code behind a method or property throws."""

    def __init__(
        self,
        type_name: str,
        message: str,
        *,
        inner: ExceptionObject | None = None,
        **details: object,
    ) -> None:
        super().__init__(message)
        self.exception = ExceptionObject(type_name, message, inner, **details)


class PowerShellError(Exception):
    """An error on its way up; `ends_script` is what `throw` and -ErrorAction Stop make."""

    def __init__(self, record: Record, *, ends_script: bool = False) -> None:
        super().__init__(record.exception.message)
        self.record = record
        self.ends_script = ends_script
        self.by_preference = False


def automation_error(
    kind: str,
    message: str,
    identifier: str,
    category: str = "InvalidOperation",
    target: object = None,
    inner: ExceptionObject | None = None,
) -> PowerShellError:
    """Give an error of PowerShell's own: `kind` is its class in System.Management.Automation."""
    name = kind if "." in kind else _AUTOMATION + kind
    record = Record(ExceptionObject(name, message, inner), identifier, category, target)
    record.exception.record = record
    return PowerShellError(record)


def runtime_error(
    message: str, identifier: str, category: str = "InvalidOperation", target: object = None
) -> PowerShellError:
    """Give a RuntimeException."""
    return automation_error("RuntimeException", message, identifier, category, target)


def record_of(error: NetError) -> Record:
    """Give the record of an exception that nobody has wrapped."""
    exception = error.exception
    if exception.record is None:
        exception.record = Record(exception, exception.net_type.full_name, "OperationStopped")
    return exception.record
