"""What else an installation of Intel's Management Engine software puts on a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.intel.firmware import ManagementEngine
from sa75kit.simulator.windows import ServiceConfig, VersionInfo
from sa75kit.simulator.windows.service_config import AUTO, DEMAND, KERNEL_DRIVER

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows

_COMPONENTS = r"C:\Program Files (x86)\Intel\Intel(R) Management Engine Components"
_ME_KEY = r"HKLM\SOFTWARE\Intel\ME"
# PCI device ids of the MEI controller by the firmware's branch (linux hw-me-regs.h).
_DEVICES = {6: "3B64", 7: "1C3A", 8: "1E3A", 9: "8C3A", 10: "9CBA", 11: "A13A", 12: "A360"}
# Driver packages by the firmware's branch: the driver's version is not the firmware's.
_DRIVERS = {6: "6.0.40.1219", 7: "7.1.70.1205", 8: "8.1.40.1416", 9: "10.0.38.1036",
            10: "11.0.0.1157", 11: "11.6.0.1030"}  # fmt: skip


def component_version(engine: ManagementEngine) -> str:
    """Give the version of the ME software that came with this firmware's machine."""
    major = engine.version[0]
    return _DRIVERS.get(major) or _DRIVERS[max(known for known in _DRIVERS if known <= major)]


def install_mei_driver(machine: Windows, engine: ManagementEngine) -> None:
    """Install the MEI driver: the way from the host to the firmware."""
    version = component_version(engine)
    bits = "x64" if machine.x64 else ""
    image = rf"C:\Windows\System32\drivers\TeeDriverW8{bits}.sys"
    machine.files.install(image, b"MZ" + bytes(510), version=_version(version, "MEI driver"))
    driver = ServiceConfig(
        name=f"MEI{bits}",
        display_name="Intel(R) Management Engine Interface",
        binary_path=rf"\SystemRoot\System32\drivers\TeeDriverW8{bits}.sys",
        type=KERNEL_DRIVER,
        start=DEMAND,
        account="",
    )
    machine.install_service(driver, running=True)
    device = _DEVICES.get(engine.version[0], "A13A")
    identity = rf"PCI\VEN_8086&DEV_{device}&SUBSYS_05A41028&REV_04\3&11583659&0&B0"
    name = "Intel(R) Management Engine Interface"
    machine.devices.append(
        {"DeviceID": identity, "Name": name, "Caption": name, "PNPClass": "System",
         "Manufacturer": "Intel", "Service": f"MEI{bits}", "Status": "OK",
         "ConfigManagerErrorCode": 0}
    )  # fmt: skip
    machine.drivers.append(
        {"DeviceID": identity, "DeviceName": name, "FriendlyName": None, "DeviceClass": "SYSTEM",
         "DriverVersion": version, "DriverProviderName": "Intel", "Manufacturer": "Intel",
         "InfName": "oem12.inf", "IsSigned": True}
    )  # fmt: skip
    for view in (32, 64):
        machine.registry.set(_ME_KEY, "MEIVersion", version, view=view)


def install_companions(machine: Windows, engine: ManagementEngine) -> None:
    """Install the services that come with LMS and open nothing: JHI, UNS, the ME installer's entry.

    They are there so that a search for "Intel" or "Management" finds more than LMS.
    """
    version = component_version(engine)
    _service(machine, "jhi_service", "Intel(R) Dynamic Application Loader Host Interface Service",
             rf"{_COMPONENTS}\DAL\jhi_service.exe", version)  # fmt: skip
    if engine.version[0] < 9:
        _service(machine, "UNS",
                 "Intel(R) Management and Security Application User Notification Service",
                 rf"{_COMPONENTS}\UNS\UNS.exe", version)  # fmt: skip
    product = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
    key = rf"{product}\{{65153EA5-8B6E-43B6-857B-C6E4FC25798A}}"
    for name, value in (
        ("DisplayName", "Intel(R) Management Engine Components"),
        ("DisplayVersion", version),
        ("Publisher", "Intel Corporation"),
        ("InstallLocation", _COMPONENTS),
    ):
        machine.registry.set(key, name, value, view=32)


def install_me_wmi_service(machine: Windows, engine: ManagementEngine) -> None:
    """Install the service that registers Intel's WMI provider."""
    path = (
        r"C:\Windows\System32\DriverStore\FileRepository"
        r"\mewmiprov.inf_amd64_2d9c5ee4e0f7b3a1\WMIRegistrationService.exe"
    )
    _service(machine, "WMIRegistrationService",
             "Intel(R) Management Engine WMI Provider Registration", path,
             component_version(engine))  # fmt: skip


def _service(machine: Windows, name: str, display: str, file: str, version: str) -> None:
    machine.install_program(file, file.rpartition("\\")[2], version=_version(version, display))
    config = ServiceConfig(name=name, display_name=display, binary_path=f'"{file}"', start=AUTO)
    machine.install_service(config, running=True)


def _version(number: str, description: str) -> VersionInfo:
    return VersionInfo(
        file_version=number,
        product_version=number,
        product_name="Intel(R) Management Engine Components",
        company="Intel Corporation",
        description=description,
    )
