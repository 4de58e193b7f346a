"""Management firmware: SKU, version, control mode; what to ask, how to read, Intel's verdict.

Only the ME firmware's four-field version counts: never the driver's, never a banner's three
fields (facts/intel.md §1.3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from sa75kit.reading import Known, Reading, Unknown, agree, derive
from sa75kit.registry import Keys, dword, parse_keys
from sa75kit.remoting.session import Answer, Query

_SCS = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software"
REGISTRY_32 = Query(
    argv=("reg.exe", "query", _SCS, "/s", "/reg:32"),
    cites="kit: SystemDiscovery and Intel's detection tool (32-bit view)",
)
REGISTRY_64 = Query(
    argv=("reg.exe", "query", _SCS, "/s", "/reg:64"), cites="kit: SystemDiscovery (64-bit view)"
)
# One line a value, names as Intel's MOF has them; GetLocalAdminCredentials is never called.
_WMI = (
    r"$n='root\Intel_ME';"
    "Get-WmiObject -Namespace $n -Class ME_System -ErrorAction Stop|"
    "ForEach-Object{'FWVersion='+$_.FWVersion;'ManageabilityMode='+$_.ManageabilityMode};"
    "Invoke-WmiMethod -Namespace $n -Class OOB_Service -Name GetProvisioningState|"
    "ForEach-Object{'ReturnValue='+$_.ReturnValue;'ProvisioningState='+$_.ProvisioningState};"
    "'end'"
)
WMI = Query(
    argv=("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _WMI),
    cites=r"kit: root\Intel_ME, Intel's WMI provider",
)


class Sku(Enum):
    """Which manageability the firmware has (G1)."""

    AMT = "AMT"
    ISM = "ISM"
    SBT = "SBT"
    NONE = "none"


class FirmwareStatus(Enum):
    """Intel's verdict on a firmware version."""

    VULNERABLE = "vulnerable"
    FIXED = "fixed"
    NOT_AFFECTED = "not affected"


class ControlMode(Enum):
    """How the firmware is provisioned; PROVISIONED where only that is known."""

    NONE = "none"
    CCM = "CCM"
    ACM = "ACM"
    PROVISIONED = "provisioned"


@dataclass(frozen=True, order=True)
class Version:
    """A four-field ME firmware version."""

    major: int
    minor: int
    revision: int
    build: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.revision}.{self.build}"


def parse_version(text: str) -> Version | None:
    """Read `a.b.c.d`; three fields, zeros and words such as Unknown give None."""
    found = re.fullmatch(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})\.(\d{1,5})", text.strip(), re.ASCII)
    if found is None:
        return None
    version = Version(*(int(group) for group in found.groups()))
    return version if version.major else None  # 0.0.0.0: disabled in BIOS


def status_of(version: Version) -> FirmwareStatus:
    """Decide by Intel's rule: the branch first, then the build.

    Source: INTEL-SA-00075-Discovery-Tool.c, discover_vulnerability().
    """
    branch = (version.major, version.minor)
    if branch < (6, 0) or version.major >= 12:
        return FirmwareStatus.NOT_AFFECTED
    if branch >= (11, 7):
        pre_production = branch == (11, 7) and 1000 <= version.build < 2000
        return FirmwareStatus.VULNERABLE if pre_production else FirmwareStatus.NOT_AFFECTED
    return FirmwareStatus.FIXED if version.build >= 3000 else FirmwareStatus.VULNERABLE


@dataclass(frozen=True, kw_only=True)
class Manageability:
    """What one source says of the firmware."""

    sku: Reading[Sku]
    firmware: Reading[Version]
    control_mode: Reading[ControlMode]
    ccm_disabled: Reading[bool]
    ehbc_enabled: Reading[bool]


def unknown_manageability(reason: str) -> Manageability:
    """Say of everything that it is not known, for this reason."""
    no = Unknown(reason)
    return Manageability(sku=no, firmware=no, control_mode=no, ccm_disabled=no, ehbc_enabled=no)


def parse_wmi(answer: Answer) -> Manageability:
    r"""Read the answer of Intel's WMI provider, `root\Intel_ME`."""
    source = r"root\Intel_ME"
    if answer.complaint is not None:
        return unknown_manageability(f"{source}: {answer.complaint}")
    lines = answer.text.split()
    if answer.exit_code != 0 or "end" not in lines:
        return unknown_manageability(f"{source}: the provider did not answer")
    said = dict(line.split("=", 1) for line in lines if "=" in line)
    state = said.get("ProvisioningState") if said.get("ReturnValue") in ("0", "") else None
    return Manageability(
        sku=_lookup(said.get("ManageabilityMode"), _MODE_OF_WMI, source, "ManageabilityMode"),
        firmware=_version(said.get("FWVersion"), source),
        control_mode=_lookup(state, _STATE_OF_WMI, source, "ProvisioningState"),
        ccm_disabled=Unknown(f"{source} does not tell"),
        ehbc_enabled=Unknown(f"{source} does not tell"),
    )


_MODE_OF_WMI = {"0": Sku.NONE, "2": Sku.AMT, "3": Sku.ISM, "5": Sku.SBT}
# IN (1) is neither: a configuration is under way.
_STATE_OF_WMI = {"0": ControlMode.NONE, "2": ControlMode.PROVISIONED}


def parse_system_discovery(answer: Answer) -> Manageability:
    """Read what SystemDiscovery left in the registry (facts/intel.md §3)."""
    source = "SystemDiscovery"
    keys = parse_keys(answer)
    if isinstance(keys, Unknown):
        return unknown_manageability(f"{source}: {keys.reason}")
    values = _values_below(keys.value, r"\systemdiscovery")
    if not values:
        return unknown_manageability(f"{source}: has not run here")
    return Manageability(
        sku=_sku(values.get("amtsku"), source),
        firmware=_version(values.get("fwversion"), source),
        control_mode=_control_mode(values, source),
        ccm_disabled=_flag(values.get("isccmdisabled"), source, "IsCCMDisabled"),
        ehbc_enabled=_flag(values.get("isehbcenabled"), source, "IsEHBCEnabled"),
    )


def _values_below(keys: Keys, part: str) -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for key, values in keys.items():
        if key.endswith(part) or f"{part}\\" in key:
            merged.update(values)
    return merged


def _sku(text: str | None, source: str) -> Reading[Sku]:
    """Read Intel's SKU string; its words are English on every Windows."""
    words = (text or "").casefold()
    if "standard manageability" in words:
        return Known(Sku.ISM, source)
    if "small business" in words:
        return Known(Sku.SBT, source)
    if "amt" in words or "active management" in words:
        return Known(Sku.AMT, source)
    return Unknown(f"{source}: SKU {text!r}" if text else f"{source}: names no SKU")


def _version(text: str | None, source: str) -> Reading[Version]:
    version = parse_version(text or "")
    if version is None:
        return Unknown(f"{source}: firmware version {text or 'missing'!r}")
    return Known(version, source)


def _control_mode(values: Mapping[str, str], source: str) -> Reading[ControlMode]:
    text = values.get("amtcontrolmode", "")
    words = text.casefold()
    for name, mode in (("client", ControlMode.CCM), ("admin", ControlMode.ACM)):
        if name in words or words == mode.value.casefold():
            return Known(mode, source)
    numbers = {0: ControlMode.NONE, 1: ControlMode.CCM, 2: ControlMode.ACM}
    number = (
        dword(text) if text.startswith("0x") else int(text) if text in ("0", "1", "2") else None
    )
    if number in numbers:
        return Known(numbers[number], source)
    if words in ("none", "not provisioned", "pre-provisioning"):
        return Known(ControlMode.NONE, source)
    return Unknown(f"{source}: control mode {text!r}" if text else f"{source}: no control mode")


def _flag(text: str | None, source: str, name: str) -> Reading[bool]:
    flags = {"true": True, "false": False, "0x1": True, "0x0": False, "1": True, "0": False}
    flag = flags.get((text or "").casefold())
    return Unknown(f"{source}: does not tell {name}") if flag is None else Known(flag, source)


Word = TypeVar("Word", Sku, ControlMode)


def _lookup(text: str | None, table: Mapping[str, Word], source: str, name: str) -> Reading[Word]:
    word = table.get(text or "")
    return Unknown(f"{source}: {name} {text!r}") if word is None else Known(word, source)


def merge(sources: Sequence[Manageability]) -> Manageability:
    """Merge the sources; two that disagree give an unknown that shows both.

    "Provisioned" and a control mode do not disagree: the mode says more.
    """
    modes = [source.control_mode for source in sources]
    precise = [m for m in modes if isinstance(m, Known) and m.value in _MODES]
    if precise and not any(isinstance(m, Known) and m.value is ControlMode.NONE for m in modes):
        modes = list(precise)
    return Manageability(
        sku=agree("SKU", [source.sku for source in sources]),
        firmware=agree("firmware", [source.firmware for source in sources]),
        control_mode=agree("control mode", modes),
        ccm_disabled=agree("CCM restriction", [source.ccm_disabled for source in sources]),
        ehbc_enabled=agree("EHBC", [source.ehbc_enabled for source in sources]),
    )


def without_state(found: Manageability) -> Manageability:
    """Keep what an old reading still tells: SKU and version, not how it is provisioned now."""
    old = Unknown("SystemDiscovery: an older reading, it does not count for the present state")
    return replace(found, control_mode=old, ccm_disabled=old, ehbc_enabled=old)


_MODES = frozenset({ControlMode.CCM, ControlMode.ACM})


def status_reading(sku: Reading[Sku], firmware: Reading[Version]) -> Reading[FirmwareStatus]:
    """Give Intel's verdict; a machine without manageability is not affected."""
    if isinstance(sku, Known) and sku.value is Sku.NONE:
        return Known(FirmwareStatus.NOT_AFFECTED, sku.source)
    return derive(firmware, status_of)
