"""Which of Intel's tools are on a host, and what their earlier runs left there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from sa75kit.simulator.intel import console_tool as console
from sa75kit.simulator.intel import unprovisioning_tool as unprovisioning
from sa75kit.simulator.intel.acuconfig import acuconfig, scs_discovery
from sa75kit.simulator.intel.components import install_me_wmi_service
from sa75kit.simulator.intel.discovery import SCS_VERSION, discovery_xml, write_discovery
from sa75kit.simulator.intel.observation import altered, observe
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.rpc import rpc
from sa75kit.simulator.intel.wmi_provider import register_provider
from sa75kit.simulator.windows import VersionInfo
from sa75kit.simulator.windows.registry import View
from sa75kit.simulator.windows.running import Program

SCS_DIRECTORY = r"C:\Intel\ACUConfig"
_FILES = {
    "acuconfig": (rf"{SCS_DIRECTORY}\ACUConfig.exe", "Intel(R) AMT Configuration Utility",
                  SCS_VERSION),
    "scsdiscovery": (r"C:\Intel\SCSDiscovery\SCSDiscovery.exe",
                     "Intel(R) SCS System Discovery Utility", SCS_VERSION),
    "console-tool": (rf"{console.DIRECTORY}\Intel-SA-00075-console.exe",
                     "Intel-SA-00075 Detection and Mitigation Tool", console.VERSION),
    "rpc": (r"C:\Intel\rpc\rpc.exe", "Remote Provisioning Client", "2.8.0.0"),
}  # fmt: skip
_LIBRARIES = {"acuconfig": ("ACU.dll", "StatusStrings.dll", "xerces-c_2_7.dll")}


def prepare_tools(platform: Platform) -> None:
    """Let the machine run Intel's programs, wherever somebody puts them later."""
    programs = platform.machine.programs
    programs.update(tool_programs(platform))


def tool_programs(platform: Platform) -> dict[str, Program]:
    """Give Intel's programs by the name of their file."""
    return {
        "ACUConfig.exe": acuconfig(platform),
        "SCSDiscovery.exe": scs_discovery(platform),
        "Intel-SA-00075-console.exe": console.console_tool(platform),
        "rpc.exe": rpc(platform),
        "msiexec.exe": unprovisioning.msiexec(platform),
    }


def install_tools(platform: Platform, tools: Iterable[str]) -> None:
    """Put tools on the machine's disk, and register the WMI provider."""
    machine = platform.machine
    msiexec = r"C:\Windows\System32\msiexec.exe"
    if not machine.files.is_file(msiexec):
        machine.install_program(msiexec, "msiexec.exe", version=_windows_installer())
    for tool in tools:
        if tool == "me-wmi":
            register_provider(platform)
            install_me_wmi_service(machine, platform.engine)
        elif tool == "unprovisioning-msi":
            machine.files.install(unprovisioning.PACKAGE, unprovisioning.CONTENT)
        else:
            path, product, number = _FILES[tool]
            version = _version(product, number)
            machine.install_program(path, path.rpartition("\\")[2], version=version)
            directory = path.rpartition("\\")[0]
            for library in _LIBRARIES.get(tool, ()):
                content = b"MZ" + library.encode() + bytes(2048)
                machine.files.install(f"{directory}\\{library}", content, version=version)


def leave_trace(
    platform: Platform, source: str, *, age: timedelta, view: View, says: Mapping[str, str]
) -> None:
    """Leave what a tool that ran some time ago wrote; `says` is where it differed from today."""
    machine = platform.machine
    seen = altered(observe(platform, machine.now() - age), says)
    name = f"{machine.name.upper()}.xml"
    match source:
        case "systemdiscovery":
            write_discovery(seen, machine, view=view)
        case "systemdiscovery-xml":
            path = f"{SCS_DIRECTORY}\\{name}"
            machine.files.install(path, discovery_xml(seen, machine), modified=seen.moment)
        case "console-tool":
            console.write_scan(seen, machine, view=view)
        case "console-tool-xml":
            path = f"{console.DIRECTORY}\\{name}"
            machine.files.install(path, console.scan_xml(seen, machine), modified=seen.moment)


def _version(product: str, number: str) -> VersionInfo:
    return VersionInfo(
        file_version=number,
        product_version=number,
        product_name=product,
        company="Intel Corporation",
        description=product,
    )


def _windows_installer() -> VersionInfo:
    return VersionInfo(
        file_version="5.0.15063.0",
        product_version="5.0.15063.0",
        product_name="Windows Installer - Unicode",
        company="Microsoft Corporation",
        description="Windows® installer",
        original_filename="msiexec.exe",
    )
