"""Build a machine as a fleet file describes it: Windows, firmware, LMS, tools, faults."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sa75kit.simulator.fleet import Host
from sa75kit.simulator.fleet.parts import AlternativeLms, Lms, OwnedSocket
from sa75kit.simulator.intel.alternatives import (
    KINDS,
    Variant,
    install_service_variant,
    start_process_variant,
)
from sa75kit.simulator.intel.components import (
    component_version,
    install_companions,
    install_mei_driver,
)
from sa75kit.simulator.intel.firmware import ControlMode, ManagementEngine, Sku, State
from sa75kit.simulator.intel.lms import FILES, LmsBehaviour, install_lms
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.tools import install_tools, leave_trace, prepare_tools
from sa75kit.simulator.seam import Account
from sa75kit.simulator.windows import VersionInfo, Windows
from sa75kit.simulator.windows.accounts import Token
from sa75kit.simulator.windows.hardware import Hardware
from sa75kit.simulator.windows.machine import Recorder
from sa75kit.simulator.windows.running import Running
from sa75kit.simulator.windows.service_config import AUTO, DEMAND, DISABLED
from sa75kit.simulator.windows.services import ACCEPT_SHUTDOWN, ACCEPT_STOP

_START = {"delayed": AUTO, "automatic": AUTO, "manual": DEMAND, "disabled": DISABLED}
_STOP_SECONDS = {"normal": 0.1, "slow": 2.5, "never": None, "refused": 0.1}
_EHBC = {"enabled": True, "disabled": False, "unsupported": None}
_AUDIT = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Audit"
_ADDRESSES = {"anywhere": ("0.0.0.0", "::"), "loopback": ("127.0.0.1",)}  # noqa: S104


class SlowWindows(Windows):
    """A machine that thinks for a while before it starts a program."""

    latency = 0.0

    def start(
        self,
        command_line: str,
        *,
        user: Account | Token,
        directory: str | None = None,
        environment: Mapping[str, str] | None = None,
        code_page: int | None = None,
        parent: int | None = None,
    ) -> Running:
        """Start a process after the machine's latency."""
        time.sleep(self.latency)
        return super().start(
            command_line,
            user=user,
            directory=directory,
            environment=environment,
            code_page=code_page,
            parent=parent,
        )


@dataclass(kw_only=True)
class SimulatedHost:
    """One host of a running site: what the fleet said, and what it is now."""

    host: Host
    machine: Windows
    platform: Platform
    handles: list[Callable[[], None]] = field(default_factory=list)  # each closes one, if called
    variants: list[tuple[str, str]] = field(default_factory=list)  # service (or ""), image path

    @property
    def engine(self) -> ManagementEngine:
        """Give its firmware."""
        return self.platform.engine


def build_host(
    host: Host, *, address: str, account: Account, recorder: Recorder | None
) -> SimulatedHost:
    """Give the machine that a fleet file describes, installed and running, without any carrier."""
    machine = _windows(host, address, account)
    engine = _firmware(host)
    lms = host.lms if host.has_lms else None
    platform = Platform(
        machine=machine,
        engine=engine,
        mei_driver=host.mei_driver,
        lms_service=lms.service if lms else "LMS",
        unprovision_seconds=host.unprovision_seconds,
        rcs_reachable=host.rcs_reachable,
        rcs_users=((f"{account.domain}\\{account.username}".lower(), account.password),),
    )
    built = SimulatedHost(host=host, machine=machine, platform=platform)
    prepare_tools(platform)
    if host.mei_driver:
        install_mei_driver(machine, engine)
    if lms is not None:
        _install_lms(built, lms)
    for variant in host.alternative_lms:
        _install_variant(built, variant)
    for number, socket in enumerate(host.sockets):
        _open_socket(machine, socket, number)
    install_tools(platform, host.tools)
    for trace in host.traces:
        age = timedelta(hours=trace.age_hours)
        leave_trace(platform, trace.source, age=age, view=trace.view, says=trace.says)
    if host.logs_command_lines:
        machine.registry.set(_AUDIT, "ProcessCreationIncludeCmdLine_Enabled", 1)
    machine.recorder = recorder  # what came before is the installation, not the site's history
    return built


def _nobody(_event: str, _details: dict[str, object]) -> None:
    """Take no note."""


def _windows(host: Host, address: str, account: Account) -> Windows:
    accounts = [account] if host.accounts is None else [
        Account(
            domain=given.domain or account.domain,
            username=given.username,
            password=given.password,
            administrator=given.administrator,
        )
        for given in host.accounts
    ]  # fmt: skip
    machine = SlowWindows(
        host.name,
        address=address,
        accounts=[] if host.fault == "refuse" else accounts,
        language=host.language,
        version=host.windows,
        x64=host.x64,
        domain=account.domain,
        joined=True,
        uptime=timedelta(hours=host.uptime_hours),
        clock_skew=timedelta(seconds=host.clock_skew_seconds),
        powershell=host.powershell,
        fault="dies" if host.dies_after else host.fault,
        dies_after=host.dies_after,
        faults=host.program_faults,
        hardware=Hardware(manufacturer=host.manufacturer, model=host.model),
        recorder=_nobody,
    )
    machine.latency = host.latency
    return machine


def _firmware(host: Host) -> ManagementEngine:
    if host.in_provisioning:
        state = State.IN
    else:
        state = State.PRE if host.control_mode == "none" else State.POST
    return ManagementEngine(
        sku=Sku(host.sku),
        version=host.firmware,
        state=state,
        control_mode=ControlMode(host.control_mode),
        admin_password=host.admin_password,
        rcs=host.rcs,
        tls=host.tls,
        web_ui=host.web_ui,
        redirection=host.redirection,
        ccm_disabled=host.ccm_disabled,
        ehbc=_EHBC[host.ehbc],
        auditor_blocks=host.auditor_blocks,
        enabled_in_bios=host.amt_in_bios,
    )


def _install_lms(built: SimulatedHost, lms: Lms) -> None:
    machine, engine = built.machine, built.engine
    behaviour = LmsBehaviour(
        engine=engine,
        driver=built.platform.mei_driver,
        ports=lms.ports,
        stop_seconds=_STOP_SECONDS[lms.stop],
        accepts=ACCEPT_SHUTDOWN if lms.stop == "refused" else ACCEPT_STOP | ACCEPT_SHUTDOWN,
    )
    install_lms(
        machine,
        behaviour,
        path=lms.path or _default_path(machine, lms.generation),
        version=lms.version or component_version(engine),
        service=lms.service,
        display_name=lms.display_name,
        start=_START[lms.start],
        delayed=lms.start == "delayed",
        running=lms.state == "running",
        restarts_itself=lms.restarts_itself,
    )
    if lms.companions:
        install_companions(machine, engine)
    if lms.handle_open:
        built.handles.append(machine.services.hold(lms.service))


def _default_path(machine: Windows, generation: str) -> str:
    path = FILES[generation]
    if not machine.x64:
        path = path.replace("Program Files (x86)", "Program Files").replace("_amd64_", "_x86_")
    return path if generation == "driver-store" else f'"{path}"'


def _install_variant(built: SimulatedHost, given: AlternativeLms) -> None:
    variant = _described(given)
    driver = built.platform.mei_driver
    built.variants.append((variant.service if given.runs_as == "service" else "", variant.image))
    if given.runs_as == "service":
        install_service_variant(
            built.machine,
            built.engine,
            variant,
            start=_START[given.start],
            delayed=given.start == "delayed",
            running=given.state == "running",
            driver=driver,
        )
    elif given.state == "running":
        start_process_variant(built.machine, built.engine, variant, driver=driver)


def _described(given: AlternativeLms) -> Variant:
    known = KINDS[given.kind]
    return replace(
        known,
        image=given.image or known.image,
        service=given.service or known.service,
        display_name=given.display_name or known.display_name or given.service or "",
        arguments=known.arguments if given.arguments is None else given.arguments,
        ports=known.ports if given.ports is None else given.ports,
        loopback=known.loopback if given.addresses is None else given.addresses == "loopback",
    )


def _open_socket(machine: Windows, socket: OwnedSocket, number: int) -> None:
    version = VersionInfo(file_version="1.0.0.0", product_name="Example", company="Example")
    machine.install_program(socket.image, socket.image.rpartition("\\")[2], version=version)
    entry = machine.processes.add(
        socket.image.rpartition("\\")[2],
        path=socket.image,
        command_line=f'"{socket.image}"',
        parent=machine.pid_of("services.exe"),
        memory_kb=6100 + number,
    )
    entry.on_end = lambda _code: machine.sockets.close_all_of(entry.pid)
    opened = machine.sockets.bind_udp if socket.protocol == "udp" else machine.sockets.listen
    opened(socket.port, entry.pid, addresses=_ADDRESSES[socket.addresses])
