"""wmic.exe: WMI's old command line, with its lines that end in \\r\\r\\n."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.text_width import fit, width
from sa75kit.simulator.windows.texts import wmic as texts
from sa75kit.simulator.windows.wmi import (
    ACCESS_DENIED,
    Instance,
    WmiClass,
    WmiError,
)
from sa75kit.simulator.windows.wql import read_filter

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

ALIASES = {
    "os": "Win32_OperatingSystem", "service": "Win32_Service", "process": "Win32_Process",
    "computersystem": "Win32_ComputerSystem", "bios": "Win32_BIOS", "cpu": "Win32_Processor",
    "csproduct": "Win32_ComputerSystemProduct", "qfe": "Win32_QuickFixEngineering",
    "product": "Win32_Product", "useraccount": "Win32_UserAccount", "datafile": "CIM_DataFile",
    "nicconfig": "Win32_NetworkAdapterConfiguration", "logicaldisk": "Win32_LogicalDisk",
}  # fmt: skip
# The names of a method's arguments where wmic is given them by place only.
_PARAMETERS = {"changestartmode": ("startmode",), "create": ("commandline", "currentdirectory"),
               "terminate": ("reason",)}  # fmt: skip
_VERBS = ("get", "list", "call", "delete")
_ALIAS_NOT_FOUND = 44124
_LINE = "\r\r\n"


@dataclass
class _Request:
    namespace: str = "root\\cimv2"
    class_name: str = ""
    where: str = ""
    verb: str = "list"
    words: list[str] = field(default_factory=list)
    style: str = "table"


def wmic(call: Invocation) -> int:
    """Run wmic.exe; its exit code is the HRESULT where WMI refuses."""
    try:
        request = _read_request(call)
    except KeyError as unknown:
        call.error(f"{texts.NO_ALIAS[call.language.code].format(unknown.args[0])}\r\n")
        return _ALIAS_NOT_FOUND
    try:
        if not call.user.elevated:
            raise WmiError(ACCESS_DENIED)
        return _carry_out(call, request)
    except WmiError as error:
        return _fail(call, error.code)


def _fail(call: Invocation, code: int) -> int:
    language = call.language.code
    words = texts.CODES.get(code, {}).get(
        language, "Access denied" if code == ACCESS_DENIED else ""
    )
    text = texts.ERROR[language].format(words)
    call.error(f"Node - {call.machine.name.upper()}\r\n{text}\r\n")
    return code - (1 << 32)


def _read_request(call: Invocation) -> _Request:
    request = _Request()
    words = [part for word in call.argv[1:] for part in _split(word)]
    while words and words[0].startswith("/"):
        switch, _, value = words.pop(0).partition(":")
        if switch.lower() == "/namespace":
            request.namespace = value.strip("\"'").lstrip("\\")
    if not words:
        raise KeyError("")
    name = words.pop(0)
    if name.lower() in ("path", "class") and words:
        request.class_name = words.pop(0)
    elif name.lower() in ALIASES:
        request.class_name = ALIASES[name.lower()]
    else:
        raise KeyError(name)
    if words and words[0].lower() not in ("where", *_VERBS) and words[0][:1] != "/":
        # The alias' own short form: `wmic service LMS get …`, `wmic process 1234 get …`.
        keys = {"Win32_Process": "ProcessId"}
        request.where = f"{keys.get(request.class_name, 'Name')}='{words.pop(0)}'"
    if words and words[0].lower() == "where":
        words.pop(0)
        while words and words[0].lower() not in _VERBS:
            request.where += " " + words.pop(0)
    if words and words[0].lower() in _VERBS:
        request.verb = words.pop(0).lower()
    _read_format(request, words)
    return request


def _split(word: str) -> list[str]:
    """Part `/value` and `/format:` from a word that they stick to."""
    return [p for p in re.split(r"(?=/(?:value|format:)\S*$)", word, flags=re.IGNORECASE) if p]


def _read_format(request: _Request, words: list[str]) -> None:
    for word in words:
        lowered = word.lower()
        if lowered in ("/value", "/format:list"):
            request.style = "list"
        elif lowered.startswith("/format:"):
            request.style = lowered.partition(":")[2].strip("\"'").removesuffix(".xsl")
        else:
            request.words.append(word)


def _carry_out(call: Invocation, request: _Request) -> int:
    served = call.machine.wmi_table.find(request.namespace, request.class_name)
    if request.verb == "call" and not request.where:
        return _call_method(call, request, served, None)
    clause = re.sub(r"(=\s*)([^\s'\"()<>=]+)(?=\s*(?:\)|$|and\b|or\b))", r"\1'\2'", request.where,
                    flags=re.IGNORECASE)  # fmt: skip
    test = read_filter(clause.strip())
    found = [one for one in served.instances(call.machine) if test(one)]
    if not found:
        call.error(f"{texts.NO_INSTANCES[call.language.code]}\r\n")
        return 0
    if request.verb == "call":
        return max(_call_method(call, request, served, one) for one in found)
    if request.verb == "delete":
        return max(_delete(call, served, one) for one in found)
    _show(call, request, found)
    return 0


def _show(call: Invocation, request: _Request, found: list[Instance]) -> None:
    wanted = [w.strip().lower() for w in ",".join(request.words).split(",") if w.strip()]
    if request.verb == "list" and wanted and wanted[0] in ("brief", "full"):
        request.style = "list" if wanted[0] == "full" else request.style
        wanted = []
    everything = not wanted or wanted == ["*"]
    columns = sorted((k for k in found[0] if everything or k.lower() in wanted), key=str.lower)
    rows = [[_text(one.get(column)) for column in columns] for one in found]
    if request.style == "list":
        for row in rows:
            pairs = (f"{c}={cell}{_LINE}" for c, cell in zip(columns, row, strict=True))
            call.write(f"{_LINE}{_LINE}{''.join(pairs)}")
        call.write(f"{_LINE}{_LINE}")
    elif request.style == "csv":
        node = call.machine.name.upper()
        lines = [["Node", *columns], *([node, *row] for row in rows)]
        call.write(_LINE + "".join(",".join(line) + _LINE for line in lines))
    else:
        call.write(_table(columns, rows))


def _table(columns: list[str], rows: list[list[str]]) -> str:
    widths = [max(width(c) for c in cells) + 2 for cells in zip(columns, *rows, strict=True)]
    lines = ("".join(fit(c, w) for c, w in zip(line, widths, strict=True))
             for line in [columns, *rows])  # fmt: skip
    return "".join(line + _LINE for line in lines) + _LINE


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list | tuple):
        return "{" + ",".join(f'"{v}"' if isinstance(v, str) else str(v) for v in value) + "}"
    return str(value)


def _path_of(call: Invocation, served: WmiClass, one: Instance) -> str:
    keys = ",".join(f'{key}="{one.get(key)}"' for key in served.key)
    return f"\\\\{call.machine.name.upper()}\\ROOT\\CIMV2:{served.name}.{keys}"


def _call_method(
    call: Invocation, request: _Request, served: WmiClass, one: Instance | None
) -> int:
    if not request.words:
        raise WmiError(0x8004102E)
    method, given = request.words[0], request.words[1:]
    arguments: dict[str, object] = {}
    names = _PARAMETERS.get(method.lower(), ())
    for index, word in enumerate(given):
        found = re.match(r"(\w+)=(.*)$", word, re.DOTALL)
        if found:
            arguments[found[1].lower()] = found[2].strip("\"'")
        elif index < len(names):
            arguments[names[index]] = word.strip(",")
    real = next((name for name in served.methods if name.lower() == method.lower()), method)
    language = call.language.code
    target = served.name if one is None else _path_of(call, served, one)
    out = call.machine.wmi_invoke(request.namespace, served.name, method, arguments, one)
    call.write(f"{texts.EXECUTING[language].format(target, real)}\r\n")
    call.write(f"{texts.EXECUTED[language]}\r\n{texts.OUT_PARAMETERS[language]}\r\n")
    lines = "".join(f"\t{name} = {_text(value)};\r\n" for name, value in out.items())
    call.write(f"instance of __PARAMETERS\r\n{{\r\n{lines}}};\r\n\r\n")
    return 0


def _delete(call: Invocation, served: WmiClass, one: Instance) -> int:
    methods = {name.lower(): name for name in served.methods}
    name = methods.get("delete") or methods.get("terminate")
    if name is None:
        raise WmiError(0x80041024)
    language = call.language.code
    call.write(f"{texts.DELETING[language].format(_path_of(call, served, one))}\r\n")
    served.methods[name](call.machine, one, {})
    call.write(f"{texts.DELETED[language]}\r\n")
    return 0
