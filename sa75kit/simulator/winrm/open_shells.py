"""The shells that are open on a machine: opened within the quotas, closed when idle."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable

from sa75kit.simulator.seam import Account, RemoteMachine
from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.command_shell import CommandShell
from sa75kit.simulator.winrm.durations import parse_duration
from sa75kit.simulator.winrm.envelope import Request
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.names import CMD_SHELL, POWERSHELL, SHELL
from sa75kit.simulator.winrm.powershell_shell import PowerShellShell
from sa75kit.simulator.winrm.shell_life import Caller, Shell, ShellLife
from sa75kit.simulator.winrm.streams import body_of, new_id

_MAX_IDLE_MS = 2147483647


class OpenShells:
    """All shells of one machine."""

    def __init__(self, machine: RemoteMachine, limits: Limits) -> None:
        self._machine = machine
        self._limits = limits
        self._shells: dict[str, Shell] = {}
        self._lock = threading.Lock()
        self._process_ids = itertools.count(3204, 44)

    def all(self) -> tuple[Shell, ...]:
        """Give the open shells."""
        with self._lock:
            return tuple(self._shells.values())

    def find(self, shell_id: str) -> Shell | None:
        """Give a shell by its id."""
        with self._lock:
            return self._shells.get(shell_id.strip().upper())

    def open(self, request: Request, caller: Caller) -> Shell:
        """Open the shell that a Create request asks for; a fault where that cannot be."""
        self.expire()
        life = self._life_of(request, caller)
        shell = self._make(request, life)
        with self._lock:
            self._admit(life)
            self._shells[life.id] = shell
        if isinstance(shell, PowerShellShell):
            try:
                shell.open(_creation(request))
            except faults.WsmanFault:
                self._remove(life.id)
                shell.close()
                raise
        self._machine.record(
            "shell_created", shell=life.id, resource=life.resource_uri, user=life.owner_name
        )
        return shell

    def close(self, shell: Shell, event: str) -> None:
        """Close a shell; `event` says in the log how it ended."""
        if self._remove(shell.life.id):
            self._machine.record(event, shell=shell.life.id, requests=shell.life.requests)
            shell.close()

    def expire(self) -> None:
        """Close the shells that were idle for too long."""
        for shell in self.all():
            if shell.life.expired:
                self.close(shell, "shell_expired")

    def close_all(self) -> None:
        """Close every shell, as the service does when it stops."""
        for shell in self.all():
            self.close(shell, "shell_closed")

    def _remove(self, shell_id: str) -> bool:
        with self._lock:
            return self._shells.pop(shell_id, None) is not None

    def _make(self, request: Request, life: ShellLife) -> Shell:
        if life.resource_uri.startswith(f"{POWERSHELL}/"):
            life.process_id = next(self._process_ids)
            return PowerShellShell(self._machine, life)
        page = request.options.get("winrs_codepage", "").strip()
        if page and not page.isdecimal():
            raise faults.invalid_parameter(faults.WINRS_PLUGIN)
        return CommandShell(
            self._machine,
            life,
            self._limits,
            environment=_environment(request),
            code_page=int(page) if page else None,
        )

    def _life_of(self, request: Request, caller: Caller) -> ShellLife:
        body = body_of(request, "Shell")
        powershell = request.resource_uri != CMD_SHELL
        default = "stdin pr" if powershell else "stdin"
        owner = caller.account
        return ShellLife(
            id=new_id(body.get("ShellId"), "shell"),
            resource_uri=request.resource_uri,
            owner=owner,
            owner_name=owner_name(owner, self._machine),
            client=caller.client,
            idle_timeout=self._idle_timeout(request, powershell=powershell),
            lifetime=_seconds(request, "Lifetime"),
            input_streams=body.findtext(f"{{{SHELL}}}InputStreams", default).strip(),
            output_streams=body.findtext(f"{{{SHELL}}}OutputStreams", "stdout stderr").strip(),
            name=body.findtext(f"{{{SHELL}}}Name") or request.options.get("winrs_name"),
            directory=body.findtext(f"{{{SHELL}}}WorkingDirectory") or None,
        )

    def _idle_timeout(self, request: Request, *, powershell: bool) -> float:
        asked = _seconds(request, "IdleTimeOut")
        if asked is None:
            limits = self._limits
            return limits.powershell_idle_timeout if powershell else limits.winrs_idle_timeout
        lowest = self._limits.min_idle_timeout
        if not lowest <= asked <= _MAX_IDLE_MS / 1000:
            raise faults.idle_timeout_out_of_bounds(
                int(asked * 1000), int(lowest * 1000), _MAX_IDLE_MS
            )
        return asked

    def _admit(self, life: ShellLife) -> None:
        """Raise the fault of the first quota that one more shell would break."""
        if life.id in self._shells:
            raise faults.shell_exists()
        powershell = life.resource_uri != CMD_SHELL
        kind = [s.life for s in self._shells.values()
                if (s.life.resource_uri != CMD_SHELL) == powershell]  # fmt: skip
        own = sum(1 for other in kind if other.owner == life.owner)
        users = _distinct([*(other.owner for other in kind), life.owner])
        limits = self._limits
        if powershell:
            if own >= limits.powershell_shells_per_user:
                raise faults.too_many_plugin_shells()
            if users > limits.powershell_users:
                raise faults.too_many_plugin_users()
        elif own >= limits.winrs_shells_per_user:
            raise faults.too_many_shells(limits.winrs_shells_per_user)
        elif users > limits.winrs_users:
            raise faults.too_many_users(limits.winrs_users)


def owner_name(account: Account, machine: RemoteMachine) -> str:
    """Give DOMAIN\\user as Windows names the owner of a shell."""
    domain = account.domain if account.domain not in ("", ".") else machine.name
    return f"{domain.upper()}\\{account.username}"


def _distinct(owners: Iterable[Account]) -> int:
    return len({(owner.domain.casefold(), owner.username.casefold()) for owner in owners})


def _environment(request: Request) -> dict[str, str]:
    shell = body_of(request, "Shell")
    found = shell.iterfind(f"{{{SHELL}}}Environment/{{{SHELL}}}Variable")
    return {element.get("Name", ""): element.text or "" for element in found}


def _creation(request: Request) -> str:
    text = body_of(request, "Shell").findtext(f"{{{POWERSHELL}}}creationXml")
    if text is None:
        raise faults.invalid_body()
    return text


def _seconds(request: Request, name: str) -> float | None:
    text = body_of(request, "Shell").findtext(f"{{{SHELL}}}{name}")
    if text is None:
        return None
    try:
        return parse_duration(text)
    except ValueError:
        raise faults.invalid_body() from None
