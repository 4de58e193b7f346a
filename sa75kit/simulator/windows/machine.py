"""One simulated Windows machine: its parts, its clock, its programs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sa75kit.simulator.seam import Account, CannotStart
from sa75kit.simulator.windows.accounts import Token, token_for
from sa75kit.simulator.windows.command_line import mask_passwords
from sa75kit.simulator.windows.environment import Environment, default_environment
from sa75kit.simulator.windows.files import FileSystem, VersionInfo
from sa75kit.simulator.windows.hardware import Hardware
from sa75kit.simulator.windows.images import image_content, resolve_image
from sa75kit.simulator.windows.installation import (
    install_windows,
    open_everyday_sockets,
    start_system_processes,
)
from sa75kit.simulator.windows.invocation import Console, Invocation, Writer
from sa75kit.simulator.windows.languages import LANGUAGES, edition_of
from sa75kit.simulator.windows.launching import find_program
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.processes import ProcessEntry, ProcessTable
from sa75kit.simulator.windows.programs import program_table
from sa75kit.simulator.windows.programs.packages import DriverPackage, Installation
from sa75kit.simulator.windows.registry import Registry
from sa75kit.simulator.windows.running import PipeWriter, Program, Running
from sa75kit.simulator.windows.service_config import ServiceConfig
from sa75kit.simulator.windows.services import ServiceBehaviour, ServiceControl
from sa75kit.simulator.windows.sockets import SocketTable
from sa75kit.simulator.windows.texts.accounts import account_name
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.timers import Timers
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiTable
from sa75kit.simulator.windows.wmi_classes import register_classes

Recorder = Callable[[str, dict[str, object]], None]


class Windows:
    """A machine; it implements `Machine` of the seam.

    Its state is in `registry`, `files`, `services`, `processes`, `sockets` and `wmi_table`.
    `programs` maps a program's name to the function that it is; a file that is executed names
    its program. `faults` lets a program misbehave here, by its name: "hang", "garbage",
    "truncate[:SHARE]", "slow:SECONDS", "exit:CODE". `recorder` is given every event.
    """

    def __init__(
        self,
        name: str,
        *,
        address: str = "127.0.0.1",
        accounts: Sequence[Account] = (),
        language: str = "en",
        version: str = "10.0.19045",
        x64: bool = True,
        domain: str = "WORKGROUP",
        joined: bool = False,
        uptime: timedelta = timedelta(days=3, hours=4, minutes=11),
        clock_skew: timedelta = timedelta(0),
        oem_code_page: int | None = None,
        ansi_code_page: int | None = None,
        powershell: str = "full",
        fault: str | None = None,
        dies_after: int | None = None,
        faults: Mapping[str, str] | None = None,
        everyday: bool = True,
        hardware: Hardware | None = None,
        audits_process_creation: bool = False,
        recorder: Recorder | None = None,
    ) -> None:
        self.name = name
        self.address = address
        self.accounts: tuple[Account, ...] = tuple(accounts)
        self.language = LANGUAGES[language]
        self.edition = edition_of(version)
        self.x64 = x64
        self.domain = domain
        self.joined = joined
        self.oem_code_page = oem_code_page or self.language.oem_code_page
        self.ansi_code_page = ansi_code_page or self.language.ansi_code_page
        self.powershell = powershell
        self.fault = fault
        self.dies_after = dies_after
        self.faults: dict[str, str] = {k.lower(): v for k, v in (faults or {}).items()}
        self.everyday = everyday
        self.hardware = hardware or Hardware()
        self.drivers: list[Instance] = []  # Win32_PnPSignedDriver
        self.devices: list[Instance] = []  # Win32_PnPEntity
        self.products: list[Instance] = []  # Win32_Product
        self.driver_packages: list[DriverPackage] = []
        self.installers: dict[str, Callable[[Invocation, Installation], int]] = {}
        self.recorder = recorder
        self.events: list[tuple[str, dict[str, object]]] = []
        self.clock_skew = clock_skew
        self.boot_time = self.now() - uptime
        self.up = True
        self.booted = False
        self.restarts = 0
        self.pending_restart: object | None = None
        self.audits_process_creation = audits_process_creation
        self.installed = datetime(2016, 4, 12, 9, 15, tzinfo=UTC)
        self.restart_seconds = 0.5
        self.delayed_start_seconds = 1.0
        self.on_restart: list[Callable[[], None]] = []
        self._timers = Timers()
        self.registry = Registry(changed=self.changed, x64=x64)
        self.files = FileSystem(self._file_time, changed=self.changed)
        self.processes = ProcessTable(self.now)
        self.sockets = SocketTable()
        self.services = ServiceControl(self)
        self.wmi_table = WmiTable(self)
        self.programs: dict[str, Program] = program_table()
        self.ip_addresses: list[str] = [self.address]
        install_windows(self)
        register_classes(self)
        self._boot()

    # -- what it is -------------------------------------------------------------------------

    @property
    def version(self) -> str:
        """Give the version, for instance 10.0.19045."""
        return self.edition.version

    @property
    def build(self) -> int:
        """Give the build number."""
        return self.edition.build

    @property
    def mac_address(self) -> str:
        """Give the network adapter's address; the same name always has the same one."""
        tail = hashlib.sha256(self.name.encode()).hexdigest()[:6].upper()
        return f"EC:F4:BB:{tail[:2]}:{tail[2:4]}:{tail[4:]}"

    def now(self) -> datetime:
        """Give this machine's clock, in UTC."""
        return datetime.now(UTC) + self.clock_skew

    def local_time(self, moment: datetime | None = None) -> datetime:
        """Give a moment (now) in this machine's time zone."""
        return (moment or self.now()).astimezone(self.language.time_zone)

    def _file_time(self) -> datetime:
        """Give the time that a new file bears: Windows' own are as old as its installation."""
        return self.now() if self.booted else self.installed

    @property
    def uptime(self) -> timedelta:
        """Say how long ago it booted."""
        return self.now() - self.boot_time

    def token(self, user: Account | Token) -> Token:
        """Give the access token of an account."""
        return user if isinstance(user, Token) else token_for(user)

    def account_name(self, which: str) -> str:
        """Give a well-known account's name in this language: SYSTEM, LOCAL SERVICE, …"""
        return account_name(which, self.language.code)

    # -- processes --------------------------------------------------------------------------

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
        """Start a process as CreateProcess does; `environment` is laid over the user's own.

        Raises:
            CannotStart: there is no such program, or it cannot run.
        """
        token = self.token(user)
        block = self.environment_of(token)
        block.update(environment or {})
        return self.spawn(
            command_line,
            user=token,
            directory=directory or self.home_of(token),
            environment=block,
            console=Console(code_page or self.oem_code_page),
            parent=parent,
        )

    def spawn(
        self,
        command_line: str,
        *,
        user: Token,
        directory: str,
        environment: Environment,
        console: Console,
        program: str | None = None,
        stdin: Pipe | None = None,
        stdout: Writer | None = None,
        stderr: Writer | None = None,
        parent: int | None = None,
        closes: tuple[Pipe, ...] = (),
    ) -> Running:
        """Start a process with everything said; without streams it has pipes of its own."""
        if not self.up or self._timers.closed:
            raise CannotStart(1115, system_message(1115, self.language.code))
        found = find_program(self, command_line, program, directory, environment)
        entry = self.processes.add(
            found.image,
            path=found.path,
            command_line=found.command_line,
            parent=parent or self.pid_of("svchost.exe"),
            user=user.name,
        )
        running = Running(self, entry, closes)
        call = Invocation(
            machine=self,
            running=running,
            argv=found.argv,
            command_line=found.command_line,
            directory=directory,
            environment=environment,
            console=console,
            user=user,
            stdin=running.input if stdin is None else stdin,
            stdout=stdout or PipeWriter(running.output, running.stopped.is_set),
            stderr=stderr or PipeWriter(running.errors, running.stopped.is_set),
        )
        running.watch(stdin, *(w.pipe for w in (stdout, stderr) if isinstance(w, PipeWriter)))
        self.record("process", pid=entry.pid, command_line=found.command_line, user=user.name)
        running.launch(found.program, call, self.faults.get(found.name.lower()))
        return running

    def end_tree(self, pid: int, exit_code: int = 1) -> None:
        """Kill a process and all its descendants."""
        for child in self.processes.children(pid):
            self.end_tree(child.pid, exit_code)
        self.processes.end(pid, exit_code)

    def start_service_process(self, config: ServiceConfig, memory_kb: int) -> ProcessEntry:
        """Put a service's own process into the table."""
        path = self.image_of(config.binary_path) or config.binary_path
        entry = self.processes.add(
            path.rpartition("\\")[2],
            path=path,
            command_line=self.system_environment().expand(config.binary_path),
            parent=self.pid_of("services.exe"),
            user=account_name(config.account, self.language.code),
            memory_kb=memory_kb,
        )
        entry.services = [config.name]
        entry.on_end = lambda _code: self.services.process_ended(entry.pid)
        return entry

    def pid_of(self, image: str) -> int:
        """Give the process id of the first process of this image, 4 (System) where none runs."""
        return next((entry.pid for entry in self.processes.find(image)), 4)

    def environment_of(self, token: Token) -> Environment:
        """Give the environment with which this user's processes begin."""
        account = token.account
        return default_environment(
            computer=self.name, domain=account.domain, username=account.username, x64=self.x64
        )

    def system_environment(self) -> Environment:
        """Give the environment of the system's own processes."""
        return default_environment(
            computer=self.name,
            domain=self.domain,
            username=f"{self.name.upper()}$",
            x64=self.x64,
            temporary=r"C:\Windows\TEMP",
        )

    def home_of(self, token: Token) -> str:
        """Give the user's profile directory, made at the first logon."""
        home = f"C:\\Users\\{token.account.username}"
        if not self.files.is_directory(home):
            for below in ("AppData\\Local\\Temp", "AppData\\Roaming", "Desktop", "Documents"):
                self.files.make_directory(f"{home}\\{below}")
        return home

    # -- software ---------------------------------------------------------------------------

    def install_program(
        self, path: str, program: str, function: Program | None = None, *, version: VersionInfo
    ) -> None:
        """Put an executable file on the disk that runs an entry of the program table."""
        content = image_content(path.rpartition("\\")[2], version)
        file = self.files.install(path, content, version=version, program=program)
        if path.lower().startswith("c:\\windows\\"):
            file.owner, file.locked = "system", True
        if function is not None:
            self.programs[program] = function

    def install_service(
        self,
        config: ServiceConfig,
        behaviour: ServiceBehaviour | None = None,
        *,
        running: bool = False,
    ) -> None:
        """Make a service; `running` puts it into RUNNING at once, disabled or not."""
        if behaviour is not None:
            self.services.behave(config.name, behaviour)
        self.services.install(config, running=running)

    def image_of(self, binary_path: str) -> str | None:
        """Give the file that a service's binary path means, None where it is not there."""
        return resolve_image(self.files, self.system_environment(), binary_path)

    # -- WMI --------------------------------------------------------------------------------

    def wmi(self, namespace: str, class_name: str) -> list[Instance]:
        """Give the instances of a WMI class; raises WmiError."""
        return self.wmi_table.instances(namespace, class_name)

    def wmi_invoke(
        self,
        namespace: str,
        class_name: str,
        method: str,
        arguments: Invoked,
        instance: Instance | None = None,
    ) -> Invoked:
        """Call a WMI method and give its out-parameters; raises WmiError."""
        return self.wmi_table.invoke(namespace, class_name, method, arguments, instance)

    # -- time and log -----------------------------------------------------------------------

    def after(self, seconds: float, function: Callable[..., object], *arguments: object) -> None:
        """Call a function later, unless the machine is closed by then."""
        self._timers.after(seconds, function, *arguments)

    def record(self, event: str, **details: object) -> None:
        """Write one line to the site's log; without a recorder it is kept in `events`.

        A password on a command line is not for that log.
        """
        if isinstance(details.get("command_line"), str):
            details["command_line"] = mask_passwords(str(details["command_line"]))
        if self.recorder is not None:
            self.recorder(event, details)
        else:
            self.events.append((event, details))

    def changed(self, what: str, before: object, after: object) -> None:
        """Record a change of state (not the installation's)."""
        if self.booted:
            self.record("change", what=what, before=_plain(before), after=_plain(after))

    def schedule_restart(self, seconds: float) -> None:
        """Restart later; setting `pending_restart` to None takes it back."""
        ticket = object()
        self.pending_restart = ticket

        def due() -> None:
            if self.pending_restart is ticket:
                self.restart()

        # Whoever asked is still told that it worked.
        self.after(max(seconds, 0.3), due)

    def restart(self) -> None:
        """Restart: everything ends, deletions are carried out, services start by start type."""
        self.record("restart")
        self.pending_restart = None
        self.up = False
        self.services.shut_down()
        for entry in self.processes.all():
            self.processes.end(entry.pid, 0x40010004)
        for told in list(self.on_restart):
            told()
        self.after(self.restart_seconds, self._come_up)

    def close(self) -> None:
        """End every process and timer of the machine for good."""
        self._timers.close()
        for entry in self.processes.all():
            self.processes.end(entry.pid, 1)

    def _come_up(self) -> None:
        self.boot_time = self.now()
        self._boot()
        self.up = True
        self.restarts += 1
        self.record("booted")

    def _boot(self) -> None:
        self.processes.clear()
        self.processes.now = lambda: self.boot_time + timedelta(seconds=9)
        start_system_processes(self)
        self.services.boot()
        self.processes.now = self.now
        if not self.booted and self.everyday:
            open_everyday_sockets(self)
        self.booted = True


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
