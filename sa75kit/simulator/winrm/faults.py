"""WS-Management faults with the codes and texts of Windows (wsmerror.h, [MS-WSMV] 2.2.4.43).

The texts are English on every machine: which language a service answers in depends on the
request's locale and on installed language packs, and no client reads them.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from sa75kit.simulator.winrm.names import FAULT, FAULT_DETAIL

WINRS_PLUGIN = ("Shell cmd plugin", r"%systemroot%\system32\winrscmd.dll")
POWERSHELL_PLUGIN = ("microsoft.powershell", r"%windir%\system32\pwrshplugin.dll")
_SERVICE = "The WS-Management service cannot process the request"
_INVALID_SELECTORS = (
    f"{_SERVICE} because the request contained invalid selectors for the resource. "
)
_TIMED_OUT = (
    "The WS-Management service cannot complete the operation within the time specified in "
    "OperationTimeout.  "
)


class WsmanFault(Exception):
    """A request ended with a fault; `subcode` carries its prefix, as in w:InvalidSelectors."""

    def __init__(
        self,
        code: int,
        subcode: str | None,
        reason: str,
        *,
        role: str = "s:Sender",
        detail: str | None = None,
        message: str | None = None,
        provider: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(reason)
        self.code = code
        self.subcode = subcode
        self.reason = reason
        self.role = role
        self.detail = detail
        self.message = message or reason
        self.provider = provider

    def body(self, machine: str) -> str:
        """Give the s:Fault element; `machine` is the address that the client used."""
        subcode = (
            f"<s:Subcode><s:Value>{self.subcode}</s:Value></s:Subcode>" if self.subcode else ""
        )
        detail = (
            f"<w:FaultDetail>{FAULT_DETAIL}/{self.detail}</w:FaultDetail>" if self.detail else ""
        )
        return (
            f"<s:Fault><s:Code><s:Value>{self.role}</s:Value>{subcode}</s:Code>"
            f'<s:Reason><s:Text xml:lang="en-US">{escape(self.reason)}</s:Text></s:Reason>'
            f'<s:Detail>{detail}<f:WSManFault xmlns:f="{FAULT}" Code="{self.code}" '
            f"Machine={quoteattr(machine)}><f:Message>{self._message()}</f:Message>"
            "</f:WSManFault></s:Detail></s:Fault>"
        )

    def _message(self) -> str:
        if self.provider is None:
            return escape(self.message)
        name, path = self.provider
        return (
            f"<f:ProviderFault provider={quoteattr(name)} path={quoteattr(path)}>"
            f"{escape(self.message)}</f:ProviderFault>"
        )


def invalid_xml() -> WsmanFault:
    """The body is no XML, or no envelope."""
    text = f"{_SERVICE} because the XML is invalid. "
    return WsmanFault(2150858819, "w:SchemaValidationError", text)


def wrong_soap_version() -> WsmanFault:
    """The envelope is one of SOAP 1.1."""
    text = "The WS-Management service does not support the SOAP version specified in the request. "
    return WsmanFault(2150858765, None, text, role="s:VersionMismatch")


def invalid_body() -> WsmanFault:
    """The body of the request is not what the action wants."""
    text = f"{_SERVICE} because the request packet does not have a valid SOAP body. "
    return WsmanFault(2150858791, "w:SchemaValidationError", text)


def missing_header() -> WsmanFault:
    """A header that every request needs is not there."""
    text = f"{_SERVICE}. The request does not have all the expected SOAP headers. "
    return WsmanFault(2150858769, "a:MessageInformationHeaderRequired", text)


def invalid_header() -> WsmanFault:
    """A header has a value that it cannot have."""
    text = f"{_SERVICE} because the a header in the request is invalid. "
    return WsmanFault(2150859035, "a:InvalidMessageInformationHeader", text)


def invalid_timeout() -> WsmanFault:
    """OperationTimeout is no duration."""
    text = f"{_SERVICE} because the timeout header in the request is invalid. "
    return WsmanFault(2150858881, "a:InvalidMessageInformationHeader", text)


def not_understood() -> WsmanFault:
    """A header marked mustUnderstand is unknown."""
    text = (
        "The WS-Management service cannot process a SOAP header in the request that is marked as "
        "mustUnderstand by the client.  This could be caused by the use of a version of the "
        "protocol which is not supported, or may be an incompatibility  between the client and "
        "server implementations. "
    )
    return WsmanFault(2150858768, None, text, role="s:MustUnderstand")


def envelope_too_small() -> WsmanFault:
    """MaxEnvelopeSize is under 8192 bytes."""
    text = f"{_SERVICE} because the envelope size in the request is too small. "
    return WsmanFault(2150858878, "w:EncodingLimit", text, detail="MinimumEnvelopeLimit")


def request_too_large() -> WsmanFault:
    """The request is over the service's MaxEnvelopeSizekb."""
    text = (
        "The maximum envelope size in the request is too large. Change the maximum envelope size "
        "and try the request again. "
    )
    return WsmanFault(2150858823, "w:EncodingLimit", text, detail="MaxEnvelopeSize")


def unknown_action(action: str) -> WsmanFault:
    """Nobody carries out this action on this resource."""
    text = (
        f"The action {action} is not supported by the service. "
        if action
        else "The WS-Management service does not support the action specified in the request. "
    )
    return WsmanFault(2150858771, "a:ActionNotSupported", text)


def unknown_resource(uri: str) -> WsmanFault:
    """No plug-in has registered this resource URI."""
    text = (
        f"{_SERVICE}. The resource URI ({uri}) was not found in the WS-Management catalog. The "
        "catalog contains the metadata that describes resources, or logical endpoints. "
    )
    return WsmanFault(2150858811, "a:DestinationUnreachable", text, detail="InvalidResourceURI")


def selectors_needed() -> WsmanFault:
    """The request names no shell."""
    text = f"{_SERVICE} because the request did not contain all required selectors. "
    message = (
        "The Windows Remote Shell cannot process the request because it requires the following "
        "selector: ShellId. "
    )
    return WsmanFault(
        2150858842, "w:InvalidSelectors", text, detail="InsufficientSelectors", message=message
    )


def shell_gone(shell_id: str) -> WsmanFault:
    """There is no such shell, or no more."""
    message = (
        f"The request for the Windows Remote Shell with ShellId {shell_id} failed because the "
        "shell was not found on the server. Possible causes are: the specified ShellId is "
        "incorrect or the shell no longer exists on the server. Provide the correct ShellId or "
        "create a new shell and retry the operation. "
    )
    return WsmanFault(
        2150858843,
        "w:InvalidSelectors",
        _INVALID_SELECTORS,
        detail="UnexpectedSelectors",
        message=message,
    )


def no_such_instance() -> WsmanFault:
    """The shell provider has no instance with these selectors."""
    return WsmanFault(
        2150858843,
        "w:InvalidSelectors",
        _INVALID_SELECTORS,
        detail="UnexpectedSelectors",
        provider=("Shell provider", r"%systemroot%\system32\WsmSvc.dll"),
    )


def command_gone() -> WsmanFault:
    """There is no such command in the shell, or no more."""
    message = (
        "The Windows Remote Shell received a request to perform an operation on a command "
        "identifier that does not exist. Either the command has completed execution or the client "
        "specified an invalid command identifier. "
    )
    return WsmanFault(
        2150858843,
        "w:InvalidSelectors",
        _INVALID_SELECTORS,
        detail="UnexpectedSelectors",
        message=message,
    )


def timed_out() -> WsmanFault:
    """Nothing came within OperationTimeout: the client is expected to ask again."""
    return WsmanFault(2150858793, "w:TimedOut", _TIMED_OUT, role="s:Receiver")


def aborted() -> WsmanFault:
    """The shell or command ended while this request waited for it."""
    text = (
        "The I/O operation has been aborted because of either a thread exit or an application "
        "request. "
    )
    return WsmanFault(995, "w:InternalError", text, role="s:Receiver")


def access_denied() -> WsmanFault:
    """The account may log on, but not do this."""
    return WsmanFault(5, "w:AccessDenied", "Access is denied. ")


def too_many_shells(allowed: int) -> WsmanFault:
    """WinRS's MaxShellsPerUser."""
    text = (
        f"{_SERVICE}. This user is allowed a maximum number of {allowed} concurrent shells, which "
        "has been exceeded. Close existing shells or raise the quota for this user. "
    )
    return WsmanFault(2150859173, "w:QuotaLimit", text)


def too_many_plugin_shells() -> WsmanFault:
    """The PowerShell endpoint's MaxShellsPerUser."""
    text = (
        f"{_SERVICE}. This user has exceeded the maximum number of concurrent shells allowed for "
        "this plugin. Close at least one open shell or raise the plugin quota for this user. "
    )
    return WsmanFault(2150859236, "w:QuotaLimit", text)


def too_many_users(allowed: int) -> WsmanFault:
    """WinRS's MaxConcurrentUsers."""
    text = (
        f"{_SERVICE}. The maximum number of concurrent users ({allowed}) executing shell "
        "operations has been exceeded. Retry after sometime or raise the quota for concurrent "
        "shell users. "
    )
    return WsmanFault(2150859179, "w:QuotaLimit", text)


def too_many_plugin_users() -> WsmanFault:
    """The PowerShell endpoint's MaxConcurrentUsers."""
    text = (
        f"{_SERVICE}. The maximum number of users executing remote operations has been exceeded "
        "for this plugin. Retry the request later or raise the quota for concurrent users. "
    )
    return WsmanFault(2150859237, "w:QuotaLimit", text)


def too_many_commands() -> WsmanFault:
    """WinRS's MaxProcessesPerShell."""
    text = (
        f"{_SERVICE}. The maximum number of concurrent operations for this user has been exceeded. "
        "Close existing operations for this user, or raise the quota for this user. "
    )
    return WsmanFault(2150859174, "w:QuotaLimit", text)


def shell_exists() -> WsmanFault:
    """The client chose an id that another shell has."""
    text = (
        "The WinRM service cannot process the request. A resource already exists with the shell ID "
        "specified by the client. "
    )
    return WsmanFault(2150859223, "w:AlreadyExists", text)


def command_exists() -> WsmanFault:
    """The client chose an id that another command of the shell has."""
    text = (
        "The WinRM service cannot process the request. A command already exists with the command "
        "ID specified by the client. "
    )
    return WsmanFault(2150859222, "w:AlreadyExists", text)


def no_guid(what: str) -> WsmanFault:
    """The client chose an id that is no GUID; `what` is "shell" or "command"."""
    code = 2150859221 if what == "shell" else 2150859220
    text = (
        f"The WinRM service cannot process the request because the {what} ID specified by the "
        "client is not a valid GUID. "
    )
    return WsmanFault(code, "w:InvalidParameter", text, detail="InvalidValue")


def idle_timeout_out_of_bounds(requested: int, lowest: int, highest: int) -> WsmanFault:
    """The requested IdleTimeOut is not allowed (milliseconds)."""
    text = (
        f"{_SERVICE}. The requested IdleTimeout of {requested} is outside the allowed range. "
        f"Specify an IdleTimeout between {lowest} and {highest} or remove it. "
    )
    return WsmanFault(2150859250, "w:InvalidParameter", text, detail="InvalidValue")


def invalid_parameter(provider: tuple[str, str]) -> WsmanFault:
    """A plug-in refuses a value."""
    return WsmanFault(
        87,
        "w:InvalidParameter",
        "The parameter is incorrect. ",
        detail="InvalidValue",
        provider=provider,
    )


def plugin_failed(code: int, text: str, provider: tuple[str, str]) -> WsmanFault:
    """A plug-in ended the request with an HRESULT."""
    return WsmanFault(code, "w:InternalError", text, role="s:Receiver", provider=provider)


def win32(error: int, text: str) -> WsmanFault:
    """WinRS could not start a process: HRESULT_FROM_WIN32."""
    return plugin_failed(0x80070000 | error, text.rstrip() + " ", WINRS_PLUGIN)
