"""Error records as Windows PowerShell 5.1 puts them on the wire ([MS-PSRP] 2.2.3.15)."""

from __future__ import annotations

from collections.abc import Callable

import psrpcore.types as ps

from sa75kit.simulator.powershell import ErrorRecord
from sa75kit.simulator.winrm.objects import net_object

_BASES = ("System.SystemException", "System.Exception", "System.Object")
_AUTOMATION = "System.Management.Automation."
_RUNTIME = f"{_AUTOMATION}RuntimeException"
# These live in System.Management.Automation and are no RuntimeException.
_OTHERS = frozenset({
    f"{_AUTOMATION}PSArgumentException", f"{_AUTOMATION}PSArgumentNullException",
    f"{_AUTOMATION}PSInvalidCastException", f"{_AUTOMATION}PSNotSupportedException",
    f"{_AUTOMATION}PSNotImplementedException", f"{_AUTOMATION}PSInvalidOperationException",
    f"{_AUTOMATION}PSObjectDisposedException", f"{_AUTOMATION}PSSecurityException",
})  # fmt: skip


def error_record_object(
    record: ErrorRecord, convert: Callable[[object], object], *, write_error: bool = False
) -> ps.PSObject:
    """Give the record as Windows sends it; `write_error` marks one of the error stream."""
    category = ps.ErrorCategory(record.category)
    notes: dict[str, object] = {"writeErrorStream": True} if write_error else {}
    notes |= {
        "Exception": _exception(record),
        "TargetObject": convert(record.target),
        "FullyQualifiedErrorId": record.fully_qualified_id,
        "InvocationInfo": _invocation(record),
        "ErrorCategory_Category": ps.PSInt(record.category),
        "ErrorCategory_Activity": record.category_activity,
        "ErrorCategory_Reason": record.category_reason,
        "ErrorCategory_TargetName": record.target_name,
        "ErrorCategory_TargetType": record.target_type,
        "ErrorCategory_Message": (
            f"{category.name}: ({record.target_name}:{record.target_type}) "
            f"[{record.category_activity}], {record.category_reason}"
        ),
    }
    if record.details is not None:
        notes |= {"ErrorDetails_Message": record.details, "ErrorDetails_RecommendedAction": ""}
    if record.stack_trace:
        notes["ErrorDetails_ScriptStackTrace"] = record.stack_trace
    notes["SerializeExtendedInfo"] = False
    return net_object(
        (f"{_AUTOMATION}ErrorRecord", "System.Object"),
        text=record.message if record.details is None else record.details,
        notes=notes,
    )


def _exception(record: ErrorRecord) -> ps.PSObject:
    kind = record.exception_type
    automation = kind.startswith(_AUTOMATION) and kind not in _OTHERS
    names = [kind, *((_RUNTIME,) if automation else ()), *_BASES]
    data = ps.PSDict({})
    data.PSObject.type_names = ["System.Collections.ListDictionaryInternal", "System.Object"]
    return net_object(
        tuple(dict.fromkeys(names)),
        text=f"{kind}: {record.message}",
        adapted={
            "Message": record.message,
            "Data": data,
            "InnerException": None,
            "TargetSite": None,
            "StackTrace": None,
            "HelpLink": None,
            "Source": None,
            "HResult": ps.PSInt(record.hresult),
        },
    )


def _invocation(record: ErrorRecord) -> ps.PSObject:
    name = f"{_AUTOMATION}InvocationInfo"
    return net_object(
        (name, "System.Object"),
        text=name,
        adapted={
            "MyCommand": record.command_name,
            "ScriptLineNumber": ps.PSInt(record.line_number),
            "OffsetInLine": ps.PSInt(record.offset_in_line),
            "HistoryId": ps.PSInt64(1),
            "ScriptName": "",
            "Line": record.line,
            "PositionMessage": record.position,
            "PSScriptRoot": "",
            "PSCommandPath": None,
            "InvocationName": record.command_name,
            "PipelineLength": ps.PSInt(0),
            "PipelinePosition": ps.PSInt(0),
            "ExpectingInput": False,
            "CommandOrigin": "Internal",
            "DisplayScriptPosition": None,
        },
    )
