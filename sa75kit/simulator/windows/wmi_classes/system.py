"""Win32_OperatingSystem, Win32_ComputerSystem and what else describes the whole machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.accounts import account_sid
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiClass
from sa75kit.simulator.windows.wmi_classes.moments import dmtf

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

_BITS = {"en": "{}-bit", "de": "{}-Bit", "ja": "{} ビット", "fr": "{} bits", "es": "{} bits",
         "zh": "{} 位"}  # fmt: skip


def caption(machine: Windows) -> str:
    """Give the product's name as WMI says it."""
    return f"Microsoft {machine.edition.product}" + (" " if machine.build == 7601 else "")


def _operating_system(machine: Windows) -> list[Instance]:
    now = machine.local_time()
    service_pack = 1 if machine.build == 7601 else 0
    return [
        {
            "BootDevice": "\\Device\\HarddiskVolume1",
            "BuildNumber": str(machine.build),
            "BuildType": "Multiprocessor Free",
            "Caption": caption(machine),
            "CodeSet": str(machine.ansi_code_page),
            "CountryCode": machine.language.country_code,
            "CSDVersion": "Service Pack 1" if service_pack else None,
            "CSName": machine.name.upper(),
            "CurrentTimeZone": int((now.utcoffset() or now - now).total_seconds() // 60),
            "Description": "",
            "FreePhysicalMemory": 4812340,
            "InstallDate": "20160412091500.000000+000",
            "LastBootUpTime": dmtf(machine.local_time(machine.boot_time)),
            "LocalDateTime": dmtf(now),
            "Locale": f"{machine.language.lcid:04x}",
            "Manufacturer": "Microsoft Corporation",
            "MUILanguages": (machine.language.tag,),
            "Name": f"{caption(machine)}|C:\\Windows|\\Device\\Harddisk0\\Partition2",
            "NumberOfProcesses": len(machine.processes.all()),
            "NumberOfUsers": 2,
            "OperatingSystemSKU": 48,
            "OSArchitecture": _BITS[machine.language.code].format(64 if machine.x64 else 32),
            "OSLanguage": machine.language.lcid,
            "OSProductSuite": 256,
            "OSType": 18,
            "ProductType": 1,
            "RegisteredUser": "IT",
            "SerialNumber": "00330-80000-00000-AA447",
            "ServicePackMajorVersion": service_pack,
            "ServicePackMinorVersion": 0,
            "Status": "OK",
            "SystemDirectory": "C:\\Windows\\system32",
            "SystemDrive": "C:",
            "TotalVisibleMemorySize": 8267644,
            "Version": machine.version,
            "WindowsDirectory": "C:\\Windows",
        }
    ]


def _restart(machine: Windows, _instance: Instance | None, _arguments: Invoked) -> Invoked:
    machine.after(0.2, machine.restart)
    return {"ReturnValue": 0}


def _computer_system(machine: Windows) -> list[Instance]:
    return [
        {
            "Caption": machine.name.upper(),
            "DNSHostName": machine.name,
            "Domain": machine.domain,
            "DomainRole": 1 if machine.joined else 0,
            "Manufacturer": machine.hardware.manufacturer,
            "Model": machine.hardware.model,
            "Name": machine.name.upper(),
            "NumberOfLogicalProcessors": 4,
            "NumberOfProcessors": 1,
            "PartOfDomain": machine.joined,
            "PCSystemType": 2,
            "SystemType": "x64-based PC" if machine.x64 else "X86-based PC",
            "TotalPhysicalMemory": 8466067456,
            "UserName": None,
            "Workgroup": None if machine.joined else machine.domain,
        }
    ]


def _bios(machine: Windows) -> list[Instance]:
    return [
        {
            "BIOSVersion": (machine.hardware.bios,),
            "Caption": machine.hardware.bios,
            "Manufacturer": machine.hardware.manufacturer,
            "Name": machine.hardware.bios,
            "ReleaseDate": "20160315000000.000000+000",
            "SerialNumber": _serial(machine),
            "SMBIOSBIOSVersion": machine.hardware.bios,
            "Status": "OK",
            "Version": machine.hardware.bios,
        }
    ]


def _product(machine: Windows) -> list[Instance]:
    digest = hashlib.md5(machine.name.encode(), usedforsecurity=False).hexdigest().upper()
    uuid = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))
    return [
        {
            "IdentifyingNumber": _serial(machine),
            "Name": machine.hardware.model,
            "UUID": uuid,
            "Vendor": machine.hardware.manufacturer,
            "Version": "",
        }
    ]


def _serial(machine: Windows) -> str:
    return hashlib.md5(machine.name.encode(), usedforsecurity=False).hexdigest()[:8].upper()


def _accounts(machine: Windows) -> list[Instance]:
    return [
        {
            "AccountType": 512,
            "Caption": f"{account.domain}\\{account.username}",
            "Disabled": False,
            "Domain": account.domain,
            "LocalAccount": account.domain.upper() == machine.name.upper(),
            "Name": account.username,
            "SID": account_sid(account),
            "Status": "OK",
        }
        for account in machine.accounts
    ]


def _hotfixes(machine: Windows) -> list[Instance]:
    fixes = ("KB4012212", "KB4019264") if machine.build == 7601 else ("KB4016871", "KB4020821")
    return [
        {
            "CSName": machine.name.upper(),
            "Description": "Security Update",
            "HotFixID": fix,
            "InstalledBy": machine.account_name("SYSTEM"),
            "InstalledOn": "5/10/2017",
        }
        for fix in fixes
    ]


def _processor(_machine: Windows) -> list[Instance]:
    return [
        {
            "DeviceID": "CPU0",
            "Name": "Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz",
            "Manufacturer": "GenuineIntel",
            "NumberOfCores": 4,
            "NumberOfLogicalProcessors": 4,
        }
    ]


SYSTEM_CLASSES = (
    WmiClass(
        name="Win32_OperatingSystem", instances=_operating_system, key=("Name",),
        methods={"Reboot": _restart, "Win32Shutdown": _restart},
    ),
    WmiClass(name="Win32_ComputerSystem", instances=_computer_system, key=("Name",)),
    WmiClass(name="Win32_BIOS", instances=_bios, key=("Name",)),
    WmiClass(name="Win32_ComputerSystemProduct", instances=_product, key=("Name",)),
    WmiClass(name="Win32_UserAccount", instances=_accounts, key=("Domain", "Name")),
    WmiClass(name="Win32_QuickFixEngineering", instances=_hotfixes, key=("HotFixID",)),
    WmiClass(name="Win32_Processor", instances=_processor, key=("DeviceID",)),
    WmiClass(name="Win32_PnPSignedDriver", instances=lambda machine: list(machine.drivers)),
    WmiClass(name="Win32_PnPEntity", instances=lambda machine: list(machine.devices)),
    WmiClass(name="Win32_Product", instances=lambda machine: list(machine.products)),
)  # fmt: skip
