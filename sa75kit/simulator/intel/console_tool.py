"""Intel-SA-00075-console.exe, Intel's detection tool: console text, XML file, registry.

Its switches, element names and registry values are those that public fleet content reads; the
console's lines are those of a published run on an OptiPlex 790.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sa75kit.simulator.intel.discovery import MODE_NAMES, SKU_NAMES
from sa75kit.simulator.intel.firmware import ControlMode, Sku, State
from sa75kit.simulator.intel.observation import Observation, observe
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.windows import Invocation, Win32Error
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.languages import format_date, format_time
from sa75kit.simulator.windows.running import Program

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows
    from sa75kit.simulator.windows.registry import View

VERSION = "1.0.3.215"
DIRECTORY = r"C:\Program Files (x86)\Intel\Intel-SA-00075 Detection and Mitigation Tool"
KEY = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\INTEL-SA-00075 Discovery Tool"
_USAGE = f"""\
Intel(R) SA-00075 Detection and Mitigation Tool, version {VERSION}

Usage: Intel-SA-00075-console.exe [-Discover] [options]
  -n, --noregistry       do not write results to the registry
  -c, --noconsole        do not write results to the console
  -d, --delay <seconds>  wait before the discovery begins
  -f, --writefile        write results to a file
  -p, --filepath <path>  folder of that file
  -h, --help             this text
""".replace("\n", "\r\n")
_FLAGS = {"-discover": "discover", "-n": "quiet registry", "--noregistry": "quiet registry",
          "-c": "quiet console", "--noconsole": "quiet console", "-f": "file",
          "--writefile": "file"}  # fmt: skip
_VALUES = {"-p": "path", "--filepath": "path", "-d": "delay", "--delay": "delay"}
_STATES = {State.PRE: "Not Provisioned", State.IN: "In Provisioning", State.POST: "Provisioned"}


def console_tool(platform: Platform) -> Program:
    """Give Intel-SA-00075-console.exe for one host."""
    return lambda call: _run(platform, call)


def _run(platform: Platform, call: Invocation) -> int:
    options: dict[str, str] = {}
    rest = call.argv[1:]
    while rest:
        word = rest.pop(0).lower()
        if word in _FLAGS:
            options[_FLAGS[word]] = ""
        elif word in _VALUES and rest:
            options[_VALUES[word]] = rest.pop(0)
        else:
            call.write(_USAGE)
            return 0 if word in ("-h", "--help", "/?", "-?") else 1
    if not call.user.elevated:
        call.write("This application must be run with administrator privileges.\r\n")
        return 1
    return _discover(platform, call, options)


def _discover(platform: Platform, call: Invocation, options: dict[str, str]) -> int:
    delay = options.get("delay", "0")
    call.sleep(float(delay) if delay.isdecimal() else 0)
    machine = platform.machine
    seen = observe(platform, machine.now())
    if "quiet registry" not in options:
        write_scan(seen, machine)
    if "file" in options:
        directory = full_path(options.get("path", call.directory), call.directory)
        try:
            machine.files.write(f"{directory}\\{machine.name.upper()}.xml", scan_xml(seen, machine))
        except Win32Error as error:
            call.write(f"Unable to write to {directory} ({error.code})\r\n")
            return 1
    if "quiet console" not in options:
        call.write(scan_text(seen, machine))
    return 0


def risk(seen: Observation) -> str:
    """Give the tool's word for the firmware."""
    return {True: "Vulnerable", False: "Not Vulnerable", None: "Unknown"}[seen.vulnerable]


def _exposure(seen: Observation) -> str:
    if seen.vulnerable is None:
        return "Unknown"
    open_ = seen.configured or seen.lms_state == "Running" or seen.microlms_state == "Running"
    return "Exposed" if seen.vulnerable and open_ else "Not Exposed"


def _version(seen: Observation) -> str:
    unread = seen.firmware in (None, "0.0.0.0")  # noqa: S104
    return "Unknown" if unread else str(seen.firmware)


def _state(seen: Observation) -> str:
    return _STATES[seen.state] if seen.state else "Unknown"


def _mode(seen: Observation) -> str:
    return MODE_NAMES[seen.control_mode] if seen.control_mode else "Unknown"


def _yes(value: bool | None) -> str:
    return "Unknown" if value is None else str(value)


def scan_text(seen: Observation, machine: Windows) -> str:
    """Give what the tool prints."""
    hardware = machine.hardware
    verdict = {
        "Vulnerable": "Based on the version of the ME, the System is Vulnerable.",
        "Not Vulnerable": "Based on the version of the ME, the System is Not Vulnerable.",
        "Unknown": "Detection Error: This system may be vulnerable.",
    }[risk(seen)]
    sku = SKU_NAMES.get(seen.sku, "Consumer") if seen.sku else "Unknown"
    lines = [
        "INTEL-SA-00075 Detection Tool",
        f"Application Version: {VERSION}",
        f"Scan date: {_moment(seen, machine)}",
        "",
        "*** Host Computer Information ***",
        f"Name: {machine.name.upper()}",
        f"Manufacturer: {hardware.manufacturer}",
        f"Model: {hardware.model}",
        f"Windows Version: {machine.edition.product}",
        "",
        "*** ME Information ***",
        f"Version: {_version(seen)}",
        f"SKU: {sku}",
        f"Provisioning Mode: {_state(seen)}",
        f"Control Mode: {_mode(seen)}",
        f"Is CCM Disabled: {_yes(seen.ccm_disabled)}",
        f"Driver installation found: {seen.driver is not None}",
        f"EHBC Enabled: {_yes(seen.ehbc)}",
        f"LMS service state: {seen.lms_state}",
        f"microLMS service state: {seen.microlms_state}",
        "",
        "*** Risk Assessment ***",
        verdict,
        "",
    ]
    return "\r\n".join(lines)


def scan_xml(seen: Observation, machine: Windows) -> bytes:
    """Give the file that the tool writes with -f; version 1.0.3 leaves the SKU out."""

    def element(name: str, rows: list[tuple[str, str]]) -> list[str]:
        inner = [f"    <{key}>{escape(value)}</{key}>" for key, value in rows]
        return [f"  <{name}>", *inner, f"  </{name}>"]

    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<System>"]
    lines += element("Application_Information", [
        ("Application_Name", "INTEL-SA-00075 Detection Tool"),
        ("Application_Version", VERSION),
        ("Scan_Date", _moment(seen, machine)),
    ])  # fmt: skip
    lines += element("Hardware_Inventory", [
        ("Computer_Name", machine.name.upper()),
        ("Computer_Manufacturer", machine.hardware.manufacturer),
        ("Computer_Model", machine.hardware.model),
    ])  # fmt: skip
    lines += element("ME_Firmware_Information", [
        ("ME_Version", _version(seen)),
        ("ME_Provisioning_State", _state(seen)),
        ("ME_Driver_Installed", str(seen.driver is not None)),
        ("EHBC_Enabled", _yes(seen.ehbc)),
        ("Control_Mode", _mode(seen)),
        ("Is_CCM_Disabled", _yes(seen.ccm_disabled)),
        ("LMS_State", seen.lms_state),
        ("MicroLMS_State", seen.microlms_state),
    ])  # fmt: skip
    lines += element("System_Status", [("System_Risk", risk(seen)),
                                       ("System_Exposure", _exposure(seen))])  # fmt: skip
    return "\r\n".join([*lines, "</System>", ""]).encode("utf-8")


def write_scan(seen: Observation, machine: Windows, *, view: View = 32) -> None:
    """Write the tool's registry values: it is a 32-bit program."""
    put = machine.registry.set
    put(KEY, "Scan Date", _moment(seen, machine), view=view)
    put(KEY, "Application Version", VERSION, view=view)
    firmware = rf"{KEY}\ME Firmware Information"
    for name, value in (
        ("ME Version", _version(seen)),
        ("ME SKU", SKU_NAMES.get(seen.sku, "Consumer") if seen.sku else "Unknown"),
        ("ME Provisioning State", _state(seen)),
        ("ME Driver Installed", str(seen.driver is not None)),
        ("Control Mode", _mode(seen)),
        ("Is CCM Disabled", _yes(seen.ccm_disabled)),
        ("EHBC Enabled", _yes(seen.ehbc)),
        ("LMS State", seen.lms_state),
        ("MicroLMS State", seen.microlms_state),
    ):
        put(firmware, name, value, view=view)
    put(rf"{KEY}\System Status", "System Risk", risk(seen), view=view)
    put(rf"{KEY}\System Status", "System Exposure", _exposure(seen), view=view)


def _moment(seen: Observation, machine: Windows) -> str:
    # .NET writes it in the region's format.
    local = machine.local_time(seen.moment)
    return f"{format_date(local, machine.language)} {format_time(local, machine.language)}"


assert set(SKU_NAMES) | {Sku.NONE} == set(Sku)
assert set(MODE_NAMES) == set(ControlMode)
