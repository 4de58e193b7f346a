"""SystemDiscovery's two ways of writing an observation down: an XML file and the registry.

Names and places are those that public parsers of SCS Discovery read; the words of control mode
and configuration state are not published, and are Intel's usual ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sa75kit.simulator.intel.firmware import ControlMode, Sku, State
from sa75kit.simulator.intel.observation import Observation

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows
    from sa75kit.simulator.windows.registry import View

SCS_VERSION = "11.1.0.75"
KEY = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery"
SKU_NAMES = {
    Sku.AMT: "Intel(R) Full AMT Manageability",
    Sku.ISM: "Intel(R) Standard Manageability",
    Sku.SBT: "Intel(R) Small Business Technology",
}
MODE_NAMES = {
    ControlMode.NONE: "None",
    ControlMode.CLIENT: "Client Control Mode",
    ControlMode.ADMIN: "Admin Control Mode",
}
_STATES = {
    State.PRE: "Pre-provisioning",
    State.IN: "In-provisioning",
    State.POST: "Post-provisioning",
}


def _rows(seen: Observation) -> Iterator[tuple[str, str | None]]:
    version = seen.firmware.rpartition(".")[0] if seen.firmware else None
    manageable = seen.sku not in (None, Sku.NONE)
    yield "AMTSKU", SKU_NAMES.get(seen.sku) if seen.sku else None
    yield "AMTVersion", version if manageable else None
    yield "FWVersion", seen.firmware
    if not manageable:
        return
    yield "AMTState", None if seen.state is None else str(seen.state.value)
    yield "IsAMTConfigured", _boolean(None if seen.state is None else seen.configured)
    yield "IsAMTEnabledInBIOS", _boolean(seen.enabled_in_bios)
    yield "IsCCMDisabled", _boolean(seen.ccm_disabled)
    yield "IsEHBCEnabled", _boolean(seen.ehbc)


def _settings(seen: Observation) -> Iterator[tuple[str, str | None]]:
    if seen.sku in (None, Sku.NONE):
        return
    yield "AMTControlMode", MODE_NAMES[seen.control_mode] if seen.control_mode else None
    mode = None if seen.state is None else "Enterprise" if seen.configured else "None"
    yield "AMTConfigurationMode", mode
    yield "AMTConfigurationState", _STATES[seen.state] if seen.state else None


def _system(seen: Observation) -> Iterator[tuple[str, str | None]]:
    yield "MEIVersion", seen.driver
    yield "IsMEIEnabled", _boolean(seen.driver is not None)
    yield "LMSVersion", seen.lms_version


def _boolean(value: bool | None) -> str | None:
    return None if value is None else str(value)


def discovery_xml(seen: Observation, machine: Windows) -> bytes:
    """Give the XML document of one observation."""
    when = _stamp(seen, machine)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<System_Discovery>"]
    lines += _element("GeneralInfo", [("SystemDataVersion", "11.1"), ("SCSVersion", SCS_VERSION),
                                      ("LastTimeUpdated", when)])  # fmt: skip
    supported = _boolean(seen.sku not in (None, Sku.NONE))
    management = [*_rows(seen), *_settings(seen)]
    body = _element("ManageabilityInfo", management)
    inner = [f"  {line}" for line in _element("Capabilities", [("IsAMTSupported", supported)])]
    lines += [*body[:-1], *inner, body[-1]]
    caption = str(machine.wmi("root\\cimv2", "Win32_OperatingSystem")[0]["Caption"]).strip()
    host = [
        ("OSHostName", machine.name.upper()),
        ("OSDomainName", machine.domain),
        ("OperatingSystem", caption),
    ]
    lines += _element("OSInfo", [*host, *_system(seen)])
    return "\r\n".join([*lines, "</System_Discovery>", ""]).encode("utf-8")


def _element(name: str, children: list[tuple[str, str | None]]) -> list[str]:
    rows = [f"    <{key}>{escape(value)}</{key}>" for key, value in children if value is not None]
    return [f"  <{name}>", *rows, f"  </{name}>"]


def write_discovery(seen: Observation, machine: Windows, *, view: View = 32) -> None:
    """Write one observation into the registry; a 32-bit program writes into the 32-bit view."""
    if machine.registry.exists(KEY, view=view):
        machine.registry.delete_key(KEY, view=view)
    places = (
        ("", [("SystemDataVersion", "11.1"), ("LastTimeUpdated", _stamp(seen, machine)),
              ("SCSVersion", SCS_VERSION)]),
        (r"\ManageabilityInfo", [*_rows(seen), *_system(seen),
                                 ("BIOSVersion", machine.hardware.bios)]),
        (r"\ManageabilityInfo\ManagementSettings", list(_settings(seen))),
        (r"\OSInfo", list(_system(seen))),
    )  # fmt: skip
    for below, values in places:
        machine.registry.create(KEY + below, view=view)
        for name, value in values:
            if value is not None:
                machine.registry.set(KEY + below, name, value, view=view)


def _stamp(seen: Observation, machine: Windows) -> str:
    return machine.local_time(seen.moment).strftime("%Y-%m-%d %H:%M:%S")
