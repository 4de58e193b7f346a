"""root\\Intel_ME: Intel's WMI provider, where it is installed (MOF files of intel/lms)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sa75kit.simulator.intel.firmware import ControlMode, Sku, State
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused, Status
from sa75kit.simulator.windows import Windows, WmiClass, WmiError
from sa75kit.simulator.windows.wmi import Instance, Invoked

NAMESPACE = "root\\Intel_ME"
_FAILED = 0x80041001  # WBEM_E_FAILED: the provider reaches no firmware
_MODE = {Sku.NONE: 0, Sku.AMT: 2, Sku.ISM: 3, Sku.SBT: 5}
_BIT = {Sku.NONE: 0, Sku.AMT: 1, Sku.ISM: 1 << 20, Sku.SBT: 1 << 23}
Answer = Callable[[Platform], Mapping[str, object]]


def register_provider(platform: Platform) -> None:
    """Give a machine the namespace with its classes."""
    platform.machine.wmi_table.register(
        NAMESPACE,
        WmiClass(name="ME_System", instances=lambda _m: [_system(platform)], key=("Name",)),
        WmiClass(
            name="OOB_Service",
            instances=lambda _m: [_service(platform, "Intel(R) AMT OOB Service")],
            key=("Name",),
            methods={name: _method(platform, answer) for name, answer in _OOB.items()},
        ),
        WmiClass(
            name="AMT_Service",
            instances=lambda _m: [_service(platform, "Intel(R) AMT Service")],
            key=("Name",),
            methods={name: _method(platform, answer) for name, answer in _AMT.items()},
        ),
        WmiClass(name="AMT_SetupAuditRecord", instances=lambda _m: _audit(platform)),
    )


def _need_firmware(platform: Platform) -> None:
    if not platform.mei_driver:
        raise WmiError(_FAILED)


def _system(platform: Platform) -> Instance:
    _need_firmware(platform)
    engine = platform.engine
    enabled = _BIT[engine.sku] if engine.enabled_in_bios else 0
    return {
        "CreationClassName": "ME_System",
        "Name": "Intel(R) Management Engine",
        "ElementName": "Intel(R) ME System",
        "FWVersion": engine.reported_version,
        "Capabilities": _BIT[engine.sku],
        "EnabledCapabilities": enabled,
        "PlatformType": 1,
        "UserSegmentType": 1 if engine.sku is Sku.NONE else 0,
        "ManageabilityMode": _MODE[engine.sku] if engine.enabled_in_bios else 0,
        "CryptoFuseEnabled": True,
    }


def _service(platform: Platform, name: str) -> Instance:
    _need_firmware(platform)
    return {
        "CreationClassName": name.replace("Intel(R) ", "").replace(" ", "_"),
        "Name": name,
        "SystemCreationClassName": "ME_System",
        "SystemName": "Intel(R) Management Engine",
        "Started": platform.engine.present,
    }


def _audit(platform: Platform) -> list[Instance]:
    _need_firmware(platform)
    engine = platform.engine
    if engine.state is not State.POST:
        return []
    return [
        {
            "HostInitiated": engine.control_mode is ControlMode.CLIENT,
            "ProvisioningTLSMode": 2 if engine.control_mode is ControlMode.ADMIN else 0,
            "ProvServerFQDN": engine.rcs,
            "ProvServerIP": "0.0.0.0",  # noqa: S104
            "CreationTimeStamp": "20160914083000.000000+000",
            "SecureDNS": False,
        }
    ]


def _method(
    platform: Platform, answer: Answer
) -> Callable[[Windows, Instance | None, Invoked], Invoked]:
    def call(_machine: Windows, _instance: Instance | None, _arguments: Invoked) -> Invoked:
        _need_firmware(platform)
        if not platform.engine.present:
            return {"ReturnValue": int(Status.NOT_READY)}
        try:
            return {**answer(platform), "ReturnValue": 0}
        except Refused as refused:
            return {"ReturnValue": int(refused.status)}

    return call


def _unconfigure(platform: Platform) -> Mapping[str, object]:
    before = platform.engine.control_mode
    platform.engine.unprovision_locally()
    platform.machine.record("unprovisioned", control_mode=before.value, full=True)
    return {}


def _cancel(platform: Platform) -> Mapping[str, object]:
    if platform.engine.state is not State.IN:
        raise Refused(Status.INVALID_AMT_MODE)
    platform.engine.unprovision_locally()
    return {}


def _name(platform: Platform) -> str:
    engine = platform.engine
    return (
        f"{platform.machine.name}.{platform.machine.domain.lower()}" if engine.provisioned else ""
    )


def _redirection(platform: Platform) -> Mapping[str, object]:
    soft = 0 if platform.engine.redirection else 1
    return {"hardEnabled": 0, "softEnabled": soft, "active": False}


_OOB: dict[str, Answer] = {
    "GetProvisioningState": lambda p: {"state": p.engine.state.value},
    "GetAMTProvisioningMode": lambda p: {"mode": 1 if p.engine.provisioned else 0},
    "isRemoteConfigEnabled": lambda p: {"enabled": p.engine.sku is Sku.AMT},
    "GetActivationTLSMode": lambda p: {"mode": 2 if p.engine.provisioned else 0},
    "GetProvisioningInfo": lambda p: {"PKIDNSSuffix": None, "ConfigServerFQDN": p.engine.rcs},
    "isTLSEnabled": lambda p: {"enabled": p.engine.provisioned and p.engine.tls},
    "GetAMTFQDN": lambda p: {"FQDN": _name(p)},
    "GetRemoteAccessConnectionStatus": lambda _p: {
        "NetworkConStatus": 0, "ConnectionTrigger": 0, "MPshostName": "",
        "RemoteAccessConStatus": 0,
    },
    "Unconfigure": _unconfigure,
    "CancelActivation": _cancel,
}  # fmt: skip
_AMT: dict[str, Answer] = {
    "isWebUIEnabled": lambda p: {"enabled": p.engine.web_ui},
    "getSOLState": _redirection,
    "getIDERState": _redirection,
    "getKVMState": _redirection,
}
