"""The WS-Management service of one machine: requests in, answers or faults out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

from sa75kit.simulator.seam import RemoteMachine
from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.configuration import configuration, identity
from sa75kit.simulator.winrm.envelope import (
    Request,
    message_id,
    parse_message,
    parse_request,
    write_fault,
    write_response,
)
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.names import (
    CMD_SHELL,
    COMMAND,
    CONFIG,
    CREATE,
    DELETE,
    ENUMERATE,
    GET,
    IDENTITY,
    POWERSHELL,
    RECEIVE,
    SEND,
    SHELL,
    SIGNAL,
    SOAP,
)
from sa75kit.simulator.winrm.open_shells import OpenShells
from sa75kit.simulator.winrm.shell_life import Caller, Shell

_ENDPOINTS = frozenset({"microsoft.powershell", "microsoft.powershell32"})
_OF_SHELLS = frozenset({COMMAND, SEND, RECEIVE, SIGNAL, DELETE})


class WsmanService:
    """What answers at /wsman on one machine."""

    def __init__(self, machine: RemoteMachine, limits: Limits) -> None:
        self._machine = machine
        self._limits = limits
        self.shells = OpenShells(machine, limits)

    def answer(self, message: bytes, charset: str, caller: Caller) -> tuple[int, str]:
        """Give the HTTP status and the envelope that answer a message."""
        to_answer = ""
        try:
            if len(message) > self._limits.max_envelope_bytes:
                raise faults.request_too_large()
            envelope = parse_message(message, charset)
            if asks_for_identity(envelope):
                return 200, identity(self._machine.version, authenticated=True)
            to_answer = message_id(envelope)
            request = parse_request(envelope, self._limits)
            action = request.action
            return 200, write_response(action, to_answer, self._carry_out(request, caller))
        except faults.WsmanFault as fault:
            host = caller.endpoint.partition("://")[2].partition("/")[0].rpartition(":")[0]
            return 500, write_fault(fault, to_answer, host)

    def identify(self, message: bytes, charset: str) -> tuple[int, str]:
        """Answer a stranger's Identify; anything else is not for him."""
        try:
            if asks_for_identity(parse_message(message, charset)):
                return 200, identity(self._machine.version, authenticated=False)
        except faults.WsmanFault:
            pass
        return 401, ""

    def _carry_out(self, request: Request, caller: Caller) -> str:
        if not caller.account.administrator:
            raise faults.access_denied()  # the service's RootSDDL: administrators only
        if request.action == GET and request.resource_uri.startswith(CONFIG):
            return configuration(self._limits)
        if request.resource_uri == SHELL:
            return self._look(request)
        self._check_resource(request.resource_uri)
        if request.action == CREATE:
            return _created(self.shells.open(request, caller), caller)
        if request.action not in _OF_SHELLS:
            raise faults.unknown_action(request.action)
        return self._on_shell(request, caller)

    def _check_resource(self, uri: str) -> None:
        if uri == CMD_SHELL:
            return
        base, _, name = uri.partition(f"{POWERSHELL}/")
        if base or name.lower() not in _ENDPOINTS or self._machine.powershell == "none":
            raise faults.unknown_resource(uri)

    def _on_shell(self, request: Request, caller: Caller) -> str:
        shell = self.shells.find(request.shell_id)
        if shell is None or shell.life.resource_uri.lower() != request.resource_uri.lower():
            raise faults.shell_gone(request.shell_id)
        if shell.life.owner != caller.account:
            raise faults.access_denied()
        if request.action == DELETE:
            self.shells.close(shell, "shell_deleted")
            return ""
        with shell.life.in_use():
            return _pass_on(shell, request, caller)

    def _look(self, request: Request) -> str:
        """Answer Get and Enumerate of the shells themselves."""
        if request.action == GET:
            shell = self.shells.find(request.shell_id)
            if shell is None:
                raise faults.no_such_instance()
            return shell.life.describe()
        if request.action != ENUMERATE:
            raise faults.unknown_action(request.action)
        items = "".join(shell.life.describe() for shell in self.shells.all())
        return (
            "<n:EnumerateResponse><n:EnumerationContext></n:EnumerationContext>"
            f"<w:Items>{items}</w:Items><w:EndOfSequence/></n:EnumerateResponse>"
        )


def asks_for_identity(envelope: ET.Element) -> bool:
    """Say whether a message is wsmid:Identify, which has no header at all."""
    return envelope.find(f"{{{SOAP}}}Body/{{{IDENTITY}}}Identify") is not None


def _pass_on(shell: Shell, request: Request, caller: Caller) -> str:
    match request.action:
        case action if action == COMMAND:
            return shell.command(request)
        case action if action == SEND:
            return shell.send(request)
        case action if action == SIGNAL:
            return shell.signal(request)
    return shell.receive(request, caller)


def _created(shell: Shell, caller: Caller) -> str:
    life = shell.life
    return (
        f"<x:ResourceCreated><a:Address>{escape(caller.endpoint)}</a:Address>"
        f"<a:ReferenceParameters><w:ResourceURI>{escape(life.resource_uri)}</w:ResourceURI>"
        f'<w:SelectorSet><w:Selector Name="ShellId">{life.id}</w:Selector></w:SelectorSet>'
        f"</a:ReferenceParameters></x:ResourceCreated>{life.describe()}"
    )
