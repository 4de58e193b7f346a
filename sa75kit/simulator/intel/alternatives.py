"""Programs besides Intel's that do what LMS does, as services and as processes (G12, G14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.intel.firmware import ManagementEngine
from sa75kit.simulator.intel.lms import LmsBehaviour, executable_of, lms_version
from sa75kit.simulator.windows import ServiceConfig, VersionInfo

if TYPE_CHECKING:
    from sa75kit.simulator.windows import Windows

_MESH = r"C:\Program Files (x86)\Open Source\MeshCmd"
_LOOPBACK = ("127.0.0.1",)
_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - rows of a table


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One alternative LMS as it stands on a host; `ports` None: what the firmware asks for."""

    image: str
    arguments: str = ""
    service: str = ""
    display_name: str = ""
    ports: tuple[int, ...] | None = None
    loopback: bool = False
    version: VersionInfo


def _version(number: str, product: str, company: str, description: str = "") -> VersionInfo:
    return VersionInfo(
        file_version=number,
        product_version=number,
        product_name=product,
        company=company,
        description=description or product,
    )


KINDS = {
    "microlms": Variant(
        image=rf"{_MESH}\MicroLMS.exe",
        arguments="microlms --noconsole",
        service="MicroLMS",
        display_name="MicroLMS Service for Intel(R) AMT",
        version=_version("1.1.40.0", "MeshCmd", "Open Source", "MicroLMS for Intel(R) AMT"),
    ),
    "meshcommander": Variant(
        image=rf"{_MESH}\MeshCommander.exe",
        arguments="meshcommander",
        service="MeshCommander",
        display_name="MeshCommander, Intel AMT Management console",
        ports=(3000,),
        version=_version("0.8.8.0", "MeshCommander", "Open Source"),
    ),
    "meshagent": Variant(
        image=r"C:\Program Files\Mesh Agent\MeshAgent.exe",
        service="Mesh Agent",
        display_name="Mesh Agent background service",
        ports=(16992,),
        loopback=True,
        version=_version("2022.5.16.0", "MeshCentral Background Service Agent", "Open Source"),
    ),
    "rpc": Variant(
        image=r"C:\Intel\rpc\rpc.exe",
        arguments="activate -u wss://mps.example.com/activate --profile corp -n",
        service="rpc",
        display_name="Remote Provisioning Client",
        ports=(),
        version=_version("2.8.0.0", "Remote Provisioning Client", "Intel Corporation"),
    ),
    "renamed-lms": Variant(
        image=r"C:\ProgramData\Vendor\ManagementAgent.exe",
        service="VndMgmtAgent",
        display_name="Vendor Management Agent",
        version=lms_version("11.0.0.1157"),
    ),
    "custom": Variant(image="", version=_version("1.0.0.0", "Agent", "Example")),
}


def install_service_variant(
    machine: Windows,
    engine: ManagementEngine,
    variant: Variant,
    *,
    start: int,
    delayed: bool,
    running: bool,
    driver: bool,
) -> None:
    """Install an alternative LMS as a service."""
    _install_file(machine, variant)
    config = ServiceConfig(
        name=variant.service,
        display_name=variant.display_name or variant.service,
        binary_path=f'"{variant.image}" {variant.arguments}'.rstrip(),
        start=start,
        delayed=delayed,
    )
    machine.install_service(config, _behaviour(engine, variant, driver), running=running)


def start_process_variant(
    machine: Windows, engine: ManagementEngine, variant: Variant, *, driver: bool
) -> None:
    """Start an alternative LMS as a process of the user at the console; it is gone on restart."""
    _install_file(machine, variant)
    entry = machine.processes.add(
        executable_of(variant.image).rpartition("\\")[2],
        path=variant.image,
        command_line=f'"{variant.image}" {variant.arguments}'.rstrip(),
        parent=machine.pid_of("winlogon.exe"),
        session=1,
        user=f"{machine.domain}\\helpdesk",
        memory_kb=18432,
    )
    behaviour = _behaviour(engine, variant, driver)
    name = f"process {entry.pid}"
    behaviour.on_start(machine, name, entry)
    entry.on_end = lambda _code: behaviour.on_stop(machine, name, entry)


def _behaviour(engine: ManagementEngine, variant: Variant, driver: bool) -> LmsBehaviour:
    return LmsBehaviour(
        engine=engine,
        driver=driver,
        ports=variant.ports,
        addresses=_LOOPBACK if variant.loopback else _ANYWHERE,
        memory_kb=18432,
    )


def _install_file(machine: Windows, variant: Variant) -> None:
    name = variant.image.rpartition("\\")[2]
    machine.install_program(variant.image, name, version=variant.version)
