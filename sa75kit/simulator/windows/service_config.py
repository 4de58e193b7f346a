"""A service's configuration: what stands in its registry key, and nothing else."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from sa75kit.simulator.windows.registry import (
    REG_BINARY,
    REG_DWORD,
    REG_EXPAND_SZ,
    REG_MULTI_SZ,
    REG_SZ,
    Data,
    Registry,
)

SERVICES = r"HKLM\SYSTEM\CurrentControlSet\Services"
BOOT, SYSTEM, AUTO, DEMAND, DISABLED = range(5)
KERNEL_DRIVER, FILE_SYSTEM_DRIVER = 0x1, 0x2
OWN_PROCESS, SHARE_PROCESS, USER_SERVICE, INTERACTIVE = 0x10, 0x20, 0x40, 0x100


@dataclass(frozen=True, kw_only=True)
class ServiceConfig:
    """What QueryServiceConfig and its relatives say about a service."""

    name: str
    display_name: str
    binary_path: str
    type: int = OWN_PROCESS
    start: int = DEMAND
    error_control: int = 1
    delayed: bool = False
    group: str = ""
    tag: int = 0
    depends_on: tuple[str, ...] = ()
    account: str = "LocalSystem"
    description: str = ""
    sid_type: int = 0
    failure_actions: bytes = b""

    @property
    def driver(self) -> bool:
        """Say whether it is a driver, not a program."""
        return self.type & 0xF != 0


def service_key(name: str) -> str:
    """Give the registry path of a service."""
    return f"{SERVICES}\\{name}"


def read_config(registry: Registry, name: str) -> ServiceConfig:
    """Read a service's configuration from its key.

    Raises:
        Win32Error: 2, the key is gone.
    """
    key = registry.open(service_key(name))

    def text(value: str, default: str = "") -> str:
        found = key.values.get(value)
        return found.data if found and isinstance(found.data, str) else default

    def number(value: str, default: int = 0) -> int:
        found = key.values.get(value)
        return found.data if found and isinstance(found.data, int) else default

    def words(value: str) -> tuple[str, ...]:
        found = key.values.get(value)
        return found.data if found and isinstance(found.data, tuple) else ()

    actions = key.values.get("failureactions")
    return ServiceConfig(
        name=key.name,
        display_name=text("displayname", key.name),
        binary_path=text("imagepath"),
        type=number("type", OWN_PROCESS),
        start=number("start", DEMAND),
        error_control=number("errorcontrol", 1),
        delayed=bool(number("delayedautostart")),
        group=text("group"),
        tag=number("tag"),
        depends_on=words("dependonservice") + tuple(f"+{g}" for g in words("dependongroup")),
        account=text("objectname", "" if number("type", 16) & 0xF else "LocalSystem"),
        description=text("description"),
        sid_type=number("servicesidtype"),
        failure_actions=actions.data if actions and isinstance(actions.data, bytes) else b"",
    )


def write_config(registry: Registry, config: ServiceConfig) -> None:
    """Write a service's configuration into its key; only what differs is touched."""
    groups = tuple(name[1:] for name in config.depends_on if name.startswith("+"))
    services = tuple(name for name in config.depends_on if not name.startswith("+"))
    image = config.binary_path or None
    _put(registry, config.name, "Type", REG_DWORD, config.type)
    _put(registry, config.name, "Start", REG_DWORD, config.start)
    _put(registry, config.name, "ErrorControl", REG_DWORD, config.error_control)
    _put(registry, config.name, "ImagePath", REG_EXPAND_SZ, image)
    _put(registry, config.name, "DisplayName", REG_SZ, config.display_name)
    _put(registry, config.name, "Group", REG_SZ, config.group or None)
    _put(registry, config.name, "Tag", REG_DWORD, config.tag or None)
    _put(registry, config.name, "DependOnService", REG_MULTI_SZ, services or None)
    _put(registry, config.name, "DependOnGroup", REG_MULTI_SZ, groups or None)
    _put(registry, config.name, "ObjectName", REG_SZ, config.account or None)
    _put(registry, config.name, "DelayedAutostart", REG_DWORD, int(config.delayed) or None)
    _put(registry, config.name, "Description", REG_SZ, config.description or None)
    _put(registry, config.name, "ServiceSidType", REG_DWORD, config.sid_type or None)
    _put(registry, config.name, "FailureActions", REG_BINARY, config.failure_actions or None)


def _put(registry: Registry, service: str, name: str, kind: int, data: Data | None) -> None:
    path = service_key(service)
    before = registry.get(path, name)
    if data is not None:
        registry.set(path, name, data, before.kind if before else kind)
    elif before is not None:
        registry.delete_value(path, name)


@dataclass(frozen=True)
class FailureActions:
    """What the service manager does when a service's process dies: (action, milliseconds)."""

    reset_period: int
    actions: tuple[tuple[int, int], ...]


def pack_failure_actions(value: FailureActions) -> bytes:
    """Give SERVICE_FAILURE_ACTIONS as the registry stores it."""
    head = struct.pack("<5I", value.reset_period, 0, 0, len(value.actions), 20)
    return head + b"".join(struct.pack("<2I", kind, wait) for kind, wait in value.actions)


def unpack_failure_actions(data: bytes) -> FailureActions:
    """Read SERVICE_FAILURE_ACTIONS; no data is no actions."""
    if len(data) < 20:
        return FailureActions(0, ())
    period, _, _, count, offset = struct.unpack_from("<5I", data)
    count = min(count, (len(data) - offset) // 8)
    pairs = (struct.unpack_from("<2I", data, offset + 8 * i) for i in range(count))
    return FailureActions(period, tuple((kind, wait) for kind, wait in pairs))
