"""One host and its firmware, as Intel's tools on that host find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.intel.firmware import ManagementEngine
from sa75kit.simulator.windows import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows


@dataclass(kw_only=True)
class Platform:
    """What a tool that runs on the machine can reach.

    `rcs_users` may use the RCS's WMI namespace: DOMAIN\\user in lower case, and the password.
    """

    machine: Windows
    engine: ManagementEngine
    mei_driver: bool = True
    lms_service: str = "LMS"
    unprovision_seconds: float = 0.3
    rcs_reachable: bool = True
    rcs_users: tuple[tuple[str, str], ...] = ()

    @property
    def sees_firmware(self) -> bool:
        """Say whether the host has the driver without which nothing reaches the firmware."""
        return self.mei_driver

    def service_state(self, name: str) -> str:
        """Give a service's state in .NET's words, NotPresent where it is not installed."""
        try:
            state = self.machine.services.status(name).state
        except Win32Error:
            return "NotPresent"
        return {1: "Stopped", 2: "StartPending", 3: "StopPending", 4: "Running"}.get(
            state, "Paused"
        )

    def file_version(self, service: str) -> str | None:
        """Give the version of the program of a service, None where there is none."""
        try:
            config = self.machine.services.config(service)
        except Win32Error:
            return None
        image = self.machine.image_of(config.binary_path)
        version = self.machine.files.file(image).version if image else None
        return version.file_version if version else None
