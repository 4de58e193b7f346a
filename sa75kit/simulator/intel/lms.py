"""Intel's Local Management Service: its program, its service, and the ports it opens for firmware.

The ports are the firmware's choice (APF tcpip-forward), so a running LMS without firmware behind
it opens none, and un-provisioning can change them while it runs. They are bound on every address
of the host (intel/lms binds the wildcard and refuses peers that are not local).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.intel.firmware import ManagementEngine
from sa75kit.simulator.windows import ServiceBehaviour, ServiceConfig, VersionInfo

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows
    from sa75kit.simulator.windows.processes import ProcessEntry

DESCRIPTION = (
    "Intel(R) Management and Security Application Local Management Service - Provides "
    "OS-related Intel(R) ME functionality."
)
_COMPONENTS = r"Intel\Intel(R) Management Engine Components"
FILES = {
    "program-files": rf"C:\Program Files\{_COMPONENTS}\LMS\LMS.exe",
    "program-files-x86": rf"C:\Program Files (x86)\{_COMPONENTS}\LMS\LMS.exe",
    "driver-store": r"C:\Windows\System32\DriverStore\FileRepository"
    r"\lms.inf_amd64_8b2f5c5b2a1d4f66\LMS.exe",
    "old": r"C:\Program Files (x86)\Intel\AMT\LMS.exe",
}


def lms_version(version: str) -> VersionInfo:
    """Give the version resource of LMS.exe."""
    return VersionInfo(
        file_version=version,
        product_version=version,
        product_name="Intel(R) Management and Security Application Local Management Service",
        company="Intel Corporation",
        description="Local Manageability Service",
        original_filename="LMS.exe",
    )


@dataclass(kw_only=True)
class LmsBehaviour(ServiceBehaviour):
    """What LMS does while it runs: holds open what the firmware asks for, at every moment.

    `driver` says whether the MEI driver is there: without it LMS reaches no firmware.
    """

    engine: ManagementEngine
    driver: bool = True
    ports: tuple[int, ...] | None = None
    addresses: tuple[str, ...] = ("0.0.0.0", "::")  # noqa: S104 - rows of a table
    _holders: dict[str, tuple[Windows, int]] = field(default_factory=dict)
    _follows: bool = False

    def wanted(self) -> tuple[int, ...]:
        """Give the ports that it opens now."""
        if not self.driver or not self.engine.present:
            return ()
        return self.engine.local_ports() if self.ports is None else self.ports

    def on_start(self, machine: Windows, service: str, process: ProcessEntry) -> None:
        """Open the ports."""
        if not self._follows:
            self._follows = True
            self.engine.on_change.append(self._follow)
        self._holders[service.lower()] = (machine, process.pid)
        self._open(machine, process.pid)

    def on_stop(self, machine: Windows, service: str, process: ProcessEntry) -> None:
        """Close them."""
        self._holders.pop(service.lower(), None)
        self.engine.forwarders.pop(process.pid, None)
        machine.sockets.close_all_of(process.pid)

    def _open(self, machine: Windows, pid: int) -> None:
        ports = self.wanted()
        self.engine.forwarders[pid] = ports
        for port in ports:
            machine.sockets.listen(port, pid, addresses=self.addresses)

    def _follow(self) -> None:
        for machine, pid in list(self._holders.values()):
            machine.sockets.close_all_of(pid)
            self._open(machine, pid)


def install_lms(
    machine: Windows,
    behaviour: LmsBehaviour,
    *,
    path: str,
    version: str,
    service: str = "LMS",
    display_name: str,
    start: int,
    delayed: bool,
    running: bool,
    restarts_itself: bool = False,
) -> None:
    """Put LMS on a machine: its file where its binary path points, and its service."""
    from sa75kit.simulator.windows.service_config import FailureActions, pack_failure_actions

    file = executable_of(path)
    machine.install_program(file, "LMS.exe", version=lms_version(version))
    actions = FailureActions(86400, ((1, 5000), (1, 5000), (0, 0))) if restarts_itself else None
    config = ServiceConfig(
        name=service,
        display_name=display_name,
        binary_path=path,
        start=start,
        delayed=delayed,
        description=DESCRIPTION,
        failure_actions=pack_failure_actions(actions) if actions else b"",
    )
    machine.install_service(config, behaviour, running=running)


def executable_of(binary_path: str) -> str:
    """Give the program's own path out of a service's binary path: quotes and arguments go."""
    if binary_path.startswith('"'):
        return binary_path[1:].partition('"')[0]
    end = binary_path.lower().find(".exe")
    return binary_path[: end + 4] if end >= 0 else binary_path
