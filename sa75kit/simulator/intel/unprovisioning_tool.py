"""msiexec.exe, as far as the INTEL-SA-00075 Unprovisioning Tool needs it (guide, step 1).

The package un-provisions while it is installed (`msiexec /i unprovisionToolInstaller.msi /qn`)
and wants a restart. Like its Linux sibling it handles Client Control Mode only.
"""

from __future__ import annotations

from sa75kit.simulator.intel.firmware import ControlMode
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused
from sa75kit.simulator.windows import Invocation
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.running import Program

PACKAGE = r"C:\Intel\UnprovisioningTool\unprovisionToolInstaller.msi"
PRODUCT = "INTEL-SA-00075 Unprovisioning Tool"
CODE = "{3E9A37C6-4F0C-4C9B-9B0A-5C1E6B1C7A75}"
CONTENT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + PRODUCT.encode("utf-16-le")
_UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
_SESSION = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager"
# Windows Installer's own codes.
SUCCESS, USAGE, FAILURE, UNKNOWN_PRODUCT, NOT_OPENED, INVALID, RESTART = (
    0, 1639, 1603, 1605, 1619, 1620, 3010
)  # fmt: skip


def msiexec(platform: Platform) -> Program:
    """Give msiexec.exe for one host."""
    return lambda call: _run(platform, call)


def _run(platform: Platform, call: Invocation) -> int:
    action, target = "", ""
    rest = call.argv[1:]
    while rest:
        word = rest.pop(0)
        option = word.lower().replace("-", "/", 1)
        if option in ("/i", "/x", "/package", "/uninstall") and rest:
            action, target = "x" if option[1] in "xu" else "i", rest.pop(0)
        elif option.startswith("/l") and rest:
            _write_log(call, rest.pop(0))
    if not action:
        return USAGE
    if not call.user.elevated:
        return FAILURE
    if action == "x":
        return _remove(platform, target)
    return _install(platform, call, full_path(target, call.directory))


def _install(platform: Platform, call: Invocation, path: str) -> int:
    files = platform.machine.files
    if not files.is_file(path):
        return NOT_OPENED
    data = files.read(path)
    if data[:4] != CONTENT[:4]:
        return INVALID
    if PRODUCT.encode("utf-16-le") not in data:
        return SUCCESS  # somebody else's package
    engine = platform.engine
    if not (platform.mei_driver and engine.present and engine.reachable_locally()):
        return FAILURE
    if engine.provisioned:
        call.sleep(platform.unprovision_seconds)
        try:
            before = engine.control_mode
            engine.unprovision_locally()
        except Refused:
            return FAILURE
        platform.machine.record("unprovisioned", control_mode=before.value, full=True)
        assert before is not ControlMode.ADMIN
    _register(platform)
    return RESTART


def _register(platform: Platform) -> None:
    machine = platform.machine
    key = rf"{_UNINSTALL}\{CODE}"
    for name, value in (("DisplayName", PRODUCT), ("DisplayVersion", "1.0.0.0025"),
                        ("Publisher", "Intel Corporation")):  # fmt: skip
        machine.registry.set(key, name, value, view=32)
    if not any(product.get("IdentifyingNumber") == CODE for product in machine.products):
        machine.products.append(
            {"IdentifyingNumber": CODE, "Name": PRODUCT, "Version": "1.0.0.0025",
             "Vendor": "Intel Corporation"}
        )  # fmt: skip
    pending = (rf"\??\C:\Windows\Installer\{CODE}.rbf", "")
    machine.registry.set(_SESSION, "PendingFileRenameOperations", pending)
    if not any(getattr(told, "clears_pending", False) for told in machine.on_restart):
        machine.on_restart.append(_ClearPending(platform))


class _ClearPending:
    """At a restart Windows carries out the renames and forgets them."""

    clears_pending = True

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def __call__(self) -> None:
        registry = self._platform.machine.registry
        if registry.get(_SESSION, "PendingFileRenameOperations") is not None:
            registry.delete_value(_SESSION, "PendingFileRenameOperations")


def _remove(platform: Platform, target: str) -> int:
    machine = platform.machine
    known = target.lower().endswith(("unprovisiontoolinstaller.msi", CODE.lower()))
    key = rf"{_UNINSTALL}\{CODE}"
    if not known or not machine.registry.exists(key, view=32):
        return UNKNOWN_PRODUCT
    machine.registry.delete_key(key, view=32)
    machine.products[:] = [p for p in machine.products if p.get("IdentifyingNumber") != CODE]
    return SUCCESS


def _write_log(call: Invocation, path: str) -> None:
    now = call.machine.local_time().strftime("%m/%d/%Y  %H:%M:%S")
    text = f"=== Verbose logging started: {now}  Build type: SHIP UNICODE 5.00 ===\r\n"
    call.machine.files.write(
        full_path(path, call.directory), b"\xff\xfe" + text.encode("utf-16-le")
    )
