"""One host of a fleet file, and why some hosts cannot exist."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from sa75kit.simulator.fleet.parts import Account, AlternativeLms, Lms, OwnedSocket, Part, Trace

Language = Literal["en", "de", "ja", "fr", "es", "zh"]
Tool = Literal["acuconfig", "scsdiscovery", "console-tool", "unprovisioning-msi", "rpc", "me-wmi"]
# down: no power, nothing answers at all. no-winrm: WinRM is off, the firmware answers.
# hang: WinRM accepts and never answers. garbage: it answers what no client understands.
# refuse: it refuses every password. drop: it accepts and closes at once.
Fault = Literal["down", "no-winrm", "hang", "garbage", "refuse", "drop"]
_NAME = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$")
_FIRST_WITH_CCM = (6, 2)


class Host(Part):
    """One simulated Windows machine; the package's docstring explains every key."""

    name: str
    about: str = ""
    address: str | None = None
    language: Language = "en"
    windows: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d{4,5}$")] = "10.0.15063"
    x64: bool = True
    manufacturer: str = "Dell Inc."
    model: str = "OptiPlex 9020"
    sku: Literal["AMT", "ISM", "SBT", "none"] = "AMT"
    firmware: Annotated[str, Field(pattern=r"^\d{1,2}\.\d+\.\d+\.\d+$")] = "9.1.20.1035"
    control_mode: Literal["none", "CCM", "ACM"] = "none"
    in_provisioning: bool = False
    admin_password: Annotated[str | None, Field(repr=False)] = None
    password_known: bool = True
    rcs: str | None = None
    rcs_reachable: bool = True
    tls: bool = False
    web_ui: bool = True
    redirection: bool = True
    ccm_disabled: bool = False
    ehbc: Literal["enabled", "disabled", "unsupported"] = "unsupported"
    auditor_blocks: bool = False
    amt_in_bios: bool = True
    mei_driver: bool = True
    bmc: bool = False
    lms: Lms | None = Field(default_factory=Lms)
    alternative_lms: tuple[AlternativeLms, ...] = ()
    sockets: tuple[OwnedSocket, ...] = ()
    tools: tuple[Tool, ...] = ("acuconfig", "me-wmi")
    traces: tuple[Trace, ...] = ()
    fault: Fault | None = None
    program_faults: dict[str, str] = Field(default_factory=dict)
    dies_after: Annotated[int | None, Field(ge=1)] = None
    accounts: tuple[Account, ...] | None = None
    powershell: Literal["full", "constrained", "none"] = "full"
    logs_command_lines: bool = False
    latency: Annotated[float, Field(ge=0, le=60)] = 0.0
    uptime_hours: Annotated[float, Field(gt=0)] = 76.0
    clock_skew_seconds: float = 0.0
    unprovision_seconds: Annotated[float, Field(ge=0, le=600)] = 0.3

    @property
    def provisioned(self) -> bool:
        """Say whether its firmware is set up (or half-way there)."""
        return self.control_mode != "none" or self.in_provisioning

    @property
    def has_lms(self) -> bool:
        """Say whether Intel's LMS is installed."""
        return self.lms is not None and self.lms.state != "absent"

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Say what, on purpose, keeps anybody from seeing this host as it is."""
        found = [f"fault {self.fault}"] if self.fault else []
        found += [f"{program}: {fault}" for program, fault in self.program_faults.items()]
        found += ["dies"] if self.dies_after else []
        found += ["nobody may log on"] if self.accounts == () else []
        found += ["its sources disagree"] if any(trace.says for trace in self.traces) else []
        found += ["AMT is off in the BIOS"] if not self.amt_in_bios else []
        found += ["no MEI driver"] if not self.mei_driver else []
        return tuple(found)

    @field_validator("name")
    @classmethod
    def _plain_name(cls, name: str) -> str:
        if not _NAME.match(name):
            raise ValueError(f"{name!r} is no host name (letters, digits, '-' and '.')")
        return name

    @field_validator("address")
    @classmethod
    def _loopback(cls, address: str | None) -> str | None:
        if address is None:
            return None
        try:
            inside = ipaddress.IPv4Address(address) in ipaddress.IPv4Network("127.0.0.0/8")
        except ValueError:
            inside = False
        if not inside:
            raise ValueError(
                f"{address} is not inside 127.0.0.0/8: simulated hosts stay on loopback"
            )
        return address

    @field_validator("program_faults")
    @classmethod
    def _known_faults(cls, faults: dict[str, str]) -> dict[str, str]:
        for program, fault in faults.items():
            if not re.match(r"^(hang|garbage|truncate(:0?\.\d+|:1)?|slow:\d+(\.\d+)?|exit:-?\d+)$",
                            fault):  # fmt: skip
                raise ValueError(
                    f"{program}: {fault!r} is no fault (hang, garbage, truncate[:SHARE], "
                    "slow:SECONDS, exit:CODE)"
                )
        return faults

    @model_validator(mode="after")
    def _can_exist(self) -> Host:
        for reason in (self._wrong_provisioning(), self._wrong_secrets(), self._wrong_machine()):
            if reason:
                raise ValueError(reason)
        return self

    def _wrong_provisioning(self) -> str | None:
        version = tuple(int(part) for part in self.firmware.split("."))
        if self.in_provisioning and self.control_mode != "none":
            return "in_provisioning has no control_mode yet: it must be none"
        if not self.provisioned:
            return None
        if self.sku in ("none", "SBT"):
            return f"sku {self.sku} cannot be provisioned: control_mode must be none"
        if self.control_mode == "CCM" and version[:2] < _FIRST_WITH_CCM:
            return f"control_mode CCM exists from firmware 6.2, this is {self.firmware}"
        if self.control_mode == "CCM" and self.ccm_disabled:
            return "control_mode CCM with ccm_disabled: disabled before, it could not be in it"
        if not self.amt_in_bios:
            return "amt_in_bios is false: AMT that is off in the BIOS is not provisioned"
        return None

    def _wrong_secrets(self) -> str | None:
        if self.rcs is not None and self.control_mode != "ACM":
            return "rcs configures systems into ACM: control_mode must be ACM"
        if self.control_mode == "ACM" and self.admin_password is None and self.rcs is None:
            return "control_mode ACM needs an admin_password (password_known: false hides it)"
        if self.admin_password is not None and not self.provisioned:
            return "admin_password without provisioning: control_mode is none"
        return None

    def _wrong_machine(self) -> str | None:
        if self.sku == "none" and (self.ehbc != "unsupported" or self.ccm_disabled):
            return "sku none has neither CCM nor EHBC"
        taken = [variant.service for variant in self.alternative_lms if variant.service]
        if self.lms is not None and self.lms.service in taken:
            return f"alternative_lms: there is already a service {self.lms.service}"
        if self.accounts is not None:
            names = [
                (account.domain.lower(), account.username.lower()) for account in self.accounts
            ]
            if len(set(names)) != len(names):
                return "accounts: the same account stands there twice"
        return None
