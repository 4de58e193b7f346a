"""rpc.exe, Open AMT's Remote Provisioning Client: amtinfo and local deactivation.

Exit codes as rpc-go's pkg/utils/constants.go lists them.
"""

from __future__ import annotations

import json

from sa75kit.simulator.intel.firmware import ControlMode, Sku, State
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused
from sa75kit.simulator.windows import Invocation
from sa75kit.simulator.windows.running import Program

_VERSION = "2.8.0"
_NOT_ELEVATED, _NO_DRIVER, _NO_AMT, _USAGE = 1, 2, 3, 20
_MISSING_PASSWORD, _UNABLE, _FAILED = 34, 109, 110
_STATES = {State.PRE: "pre-provisioning state", State.IN: "in-provisioning state",
           State.POST: "post-provisioning state"}  # fmt: skip
_MODES = {
    ControlMode.NONE: "pre-provisioning state",
    ControlMode.CLIENT: "activated in client control mode",
    ControlMode.ADMIN: "activated in admin control mode",
}
_SKUS = {Sku.AMT: "AMT Pro Corporate", Sku.ISM: "Intel Standard Manageability Corporate",
         Sku.SBT: "Intel Small Business Advantage", Sku.NONE: "Consumer"}  # fmt: skip


def rpc(platform: Platform) -> Program:
    """Give rpc.exe for one host."""
    return lambda call: _run(platform, call)


def _run(platform: Platform, call: Invocation) -> int:
    words = call.argv[1:]
    if not words or words[0] not in ("amtinfo", "deactivate", "version"):
        call.write("Remote Provisioning Client (RPC) - used for activation, deactivation, "
                   "maintenance and status of AMT\n\nUsage: rpc COMMAND [OPTIONS]\n")  # fmt: skip
        return _USAGE
    if words[0] == "version":
        call.write(f"RPC {_VERSION}\n")
        return 0
    if not call.user.elevated:
        call.error('level=error msg="unable to launch application. Please ensure that Intel ME is '
                   'present, the MEI driver is installed and that this application is run with '
                   'administrator or root privileges."\n')  # fmt: skip
        return _NOT_ELEVATED
    if not platform.mei_driver:
        return _NO_DRIVER
    if not platform.engine.present:
        return _NO_AMT
    return _amtinfo(platform, call) if words[0] == "amtinfo" else _deactivate(platform, call)


def _amtinfo(platform: Platform, call: Invocation) -> int:
    engine = platform.engine
    version, _, build = engine.reported_version.rpartition(".")
    rows = {
        "Version": version,
        "Build Number": build,
        "SKU": _SKUS[engine.sku],
        "Control Mode": _MODES[engine.control_mode],
        "Operational State": "enabled",
        "Provisioning State": _STATES[engine.state],
        "Hostname (OS)": platform.machine.name,
    }
    if "-json" in call.argv or "--json" in call.argv:
        call.write(json.dumps({_json_key(key): value for key, value in rows.items()}) + "\n")
    else:
        call.write("".join(f"{key:<22}: {value}\n" for key, value in rows.items()))
    return 0


def _json_key(name: str) -> str:
    words = name.replace("(", "").replace(")", "").split()
    return words[0][:1].lower() + words[0][1:] + "".join(words[1:]) if words[0] != "SKU" else "sku"


def _deactivate(platform: Platform, call: Invocation) -> int:
    engine = platform.engine
    if engine.state is State.PRE:
        call.error('level=error msg="unable to deactivate: device is in pre-provisioning"\n')
        return _UNABLE
    password = next((call.argv[i + 1] for i, word in enumerate(call.argv[:-1])
                     if word in ("-password", "--password")), None)  # fmt: skip
    call.sleep(platform.unprovision_seconds)
    try:
        before = engine.control_mode
        if before is ControlMode.ADMIN:
            if password is None:
                return _MISSING_PASSWORD
            if not engine.reachable_locally():
                return _FAILED
            engine.unprovision_as_administrator(password, full="-partial" not in call.argv)
        else:
            engine.unprovision_locally()
    except Refused as refused:
        call.error(f'level=error msg="{refused}"\n')
        return _FAILED
    platform.machine.record("unprovisioned", control_mode=before.value, full=True)
    call.error('level=info msg="Status: Device deactivated"\n')
    return 0
