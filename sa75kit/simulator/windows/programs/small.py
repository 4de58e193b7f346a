"""chcp, where, getmac, ipconfig, fltmc, auditpol: small answers about the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.code_pages import known
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.programs.tables import format_rows
from sa75kit.simulator.windows.programs.wildcards import matches
from sa75kit.simulator.windows.texts import cmd as cmd_texts
from sa75kit.simulator.windows.texts import small as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def chcp(call: Invocation) -> int:
    """Run chcp.com: shows or sets the console's code page."""
    language = call.language.code
    if len(call.argv) > 1:
        number = call.argv[1]
        if not number.isdigit() or not known(int(number)):
            call.error(f"{cmd_texts.BAD_CODE_PAGE[language]}\r\n")
            return 1
        call.console.code_page = int(number)
    call.write(f"{cmd_texts.CODE_PAGE[language].format(call.code_page)}\r\n")
    return 0


def where(call: Invocation) -> int:
    """Run where.exe: the files that a name means along PATH."""
    names = [word for word in call.argv[1:] if not word.startswith("/")]
    quiet = any(word.lower() == "/q" for word in call.argv)
    places = [call.directory, *call.environment.get("PATH", "").split(";")]
    endings = ["", *call.environment.get("PATHEXT", "").split(";")]
    code = 0
    for name in names:
        found = [
            path for place in places if place for path in _in_place(call, place, name, endings)
        ]
        if not found:
            call.error(f"{texts.WHERE_NONE[call.language.code]}\r\n")
            code = 1
        if not quiet:
            call.write("".join(f"{path}\r\n" for path in dict.fromkeys(found)))
    return code


def _in_place(call: Invocation, place: str, name: str, endings: list[str]) -> list[str]:
    try:
        folder = call.machine.files.find(full_path(place, call.directory))
    except Win32Error:
        return []
    entries = getattr(folder, "entries", {})
    base = call.machine.files.real_path(full_path(place, call.directory)).rstrip("\\")
    return [
        f"{base}\\{entry.name}"
        for entry in entries.values()
        if not hasattr(entry, "entries")
        and any(matches(entry.name, name + ending) for ending in endings)
    ]


def getmac(call: Invocation) -> int:
    """Run getmac.exe."""
    words = [word.lower() for word in call.argv[1:]]
    style = words[words.index("/fo") + 1] if "/fo" in words[:-1] else "table"
    row = (call.machine.mac_address.replace(":", "-"),
           "\\Device\\Tcpip_{5B1D1C3E-7C2F-4C0B-9F29-3C4E1A5D7B10}")  # fmt: skip
    columns = texts.GETMAC[call.language.code]
    body = format_rows(style, columns, [row], header="/nh" not in words)
    call.write(body if style == "csv" else f"\r\n{body}")
    return 0


def ipconfig(call: Invocation) -> int:
    """Run ipconfig.exe."""
    language, machine = call.language.code, call.machine
    labels = texts.IPCONFIG[language]
    full = any(word.lower() in ("/all", "-all") for word in call.argv)
    out = f"\r\n{labels['title']}\r\n\r\n"
    suffix = machine.domain if machine.joined else ""
    if full:
        out += _line(labels["host"], machine.name) + _line(labels["suffix"], suffix) + "\r\n"
    out += f"\r\n{labels['adapter']}:\r\n\r\n" + _line(labels["connection"], suffix)
    if full:
        out += _line(labels["description"], machine.hardware.network)
        out += _line(labels["physical"], machine.mac_address.replace(":", "-"))
    for address in machine.ip_addresses:
        preferred = f"({labels['preferred']})" if full else ""
        out += _line(labels["ipv4"], address + preferred)
        out += _line(labels["mask"], "255.0.0.0")
    call.write(out + _line(labels["gateway"], "10.20.0.1"))
    return 0


def _line(label: str, value: str) -> str:
    cells = len(label) + sum(ord(char) > 0x2E7F for char in label)
    dots = label + " " + ". " * max((35 - cells) // 2, 0)
    return f"   {dots.rstrip()} : {value}\r\n" if dots.rstrip().endswith(".") else (
        f"   {label} : {value}\r\n"
    )  # fmt: skip


def fltmc(call: Invocation) -> int:
    """Run fltmc.exe: people use it to see whether they are elevated."""
    if not call.user.elevated:
        message = system_message(err.ACCESS_DENIED, call.language.code)
        call.error(f"Filter Manager request failed with error: 0x80070005\r\n{message}\r\n")
        return -2147024891
    call.write(
        "\r\nFilter Name                     Num Instances    Altitude    Frame\r\n"
        "------------------------------  -------------  ------------  -----\r\n"
        "luafv                                   1       135000         0\r\n"
        "FileInfo                                4        45000         0\r\n"
    )
    return 0


def auditpol(call: Invocation) -> int:
    """Run auditpol.exe /get: only whether process creation is audited is known here."""
    if not call.user.elevated:
        message = system_message(1314, call.language.code)
        call.error(f"Error 0x00000522 occurred:\r\n{message}\r\n")
        return 1314
    audited = call.machine.audits_process_creation
    name, setting = texts.AUDITPOL[call.language.code], texts.AUDITED[call.language.code][audited]
    if any(word.lower() == "/r" for word in call.argv):
        row = (call.machine.name.upper(), "System", name[1],
               "{0CCE922B-69AE-11D9-BED3-505054503030}", setting, "")  # fmt: skip
        call.write("Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,"
                   f"Exclusion Setting\r\n\r\n{','.join(row)}\r\n")  # fmt: skip
        return 0
    call.write(f"{texts.AUDIT_HEAD}{name[0]}\r\n  {name[1]:<38}  {setting}\r\n")
    return 0
