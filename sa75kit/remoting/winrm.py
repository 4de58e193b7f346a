"""A session over WinRM: PowerShell remoting, a WinRS shell, or whichever the host lets us have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pypsrp.exceptions import InvalidPSRPOperation, WSManFaultError

from sa75kit.errors import BadInput, HostError, NotSent, Unanswered
from sa75kit.inventory import Host
from sa75kit.remoting.command_shell import CommandShell
from sa75kit.remoting.failures import RAISED
from sa75kit.remoting.link import Link, check_way, clamp_loggers
from sa75kit.remoting.native import Native, masked, native, unanswered
from sa75kit.remoting.pipeline import Pipelines, PowerShellRefused
from sa75kit.remoting.secrets import Credential
from sa75kit.remoting.session import Answer, Answers, Change, Command, Connect, Query, Session
from sa75kit.settings import Remoting


class _Carrier(Protocol):
    """What carries commands to one host."""

    def open(self) -> None: ...

    def ask(self, commands: Sequence[Native], whole: float) -> Iterator[tuple[int, Answer]]: ...

    def close(self) -> None: ...


def connect_winrm(settings: Remoting, folder: Path, credential: Credential | None) -> Connect:
    """Give a `connect` that logs on over WinRM; `credential` None is a Kerberos ticket.

    Raises:
        BadInput: this machine cannot log on as the site says.
    """
    check_way(settings, folder, credential)

    @contextmanager
    def connect(host: Host) -> Iterator[Session]:
        clamp_loggers()
        session = _WinrmSession(Link(host, settings, folder, credential), settings, folder)
        try:
            session.open()
            yield session
        finally:
            session.close()

    return connect


class _WinrmSession:
    """One host; `settings.host_timeout` is for each call of `read` or `run`."""

    def __init__(self, link: Link, settings: Remoting, folder: Path) -> None:
        self._link = link
        self._settings = settings
        self._folder = folder
        self._carrier: _Carrier | None = None

    def open(self) -> None:
        """Log on and open a shell.

        Raises:
            NotSent: Unreachable, CredentialRejected, or no shell is given to us.
        """
        match self._settings.shell:
            case "powershell":
                self._carrier = self._opened(Pipelines(self._link))
            case "cmd":
                self._carrier = self._opened(CommandShell(self._link))
            case "auto":
                self._carrier = self._powershell_or_cmd()

    def _powershell_or_cmd(self) -> _Carrier:
        """A host that answers and opens no PowerShell has said so in a fault."""
        try:
            return self._opened(Pipelines(self._link))
        except NotSent as error:
            if not isinstance(error.__cause__, WSManFaultError | InvalidPSRPOperation):
                raise
        return self._opened(CommandShell(self._link))

    def _opened(self, carrier: _Carrier) -> _Carrier:
        try:
            carrier.open()
        except RAISED as error:
            said = self._link.not_connected(error)
            if isinstance(error, WSManFaultError | InvalidPSRPOperation):
                carrier.close()  # the shell may be there although its pool did not open
            raise said from error
        return carrier

    def close(self) -> None:
        """Leave no shell on the host, unless the way to it is lost; never raises for the host."""
        if self._carrier is not None and not self._link.lost:
            self._carrier.close()
        self._link.close()

    def read(self, queries: Sequence[Query]) -> Answers:
        """Ask all; what came before a loss or a deadline is kept."""
        if not queries:
            return {}
        commands = [self._native(query) for query in queries]
        whole = min(self._settings.host_timeout, sum(each.timeout for each in commands))
        answers, reason = self._answers(commands, whole)
        code_page = next(iter(answers.values())).code_page
        return {
            query: answers.get(index) or unanswered(command, reason, code_page=code_page)
            for index, (query, command) in enumerate(zip(queries, commands, strict=True))
        }

    def run(self, change: Change) -> Answer:
        """Carry out one change, once."""
        command = self._native(change)
        answers, _ = self._answers([command], min(self._settings.host_timeout, command.timeout))
        return masked(answers[0], command)

    def _answers(self, commands: Sequence[Native], whole: float) -> tuple[dict[int, Answer], str]:
        """Give at least one answer by its index, and why the others are missing."""
        answers: dict[int, Answer] = {}
        reason = f"no answer before the deadline of {whole:g} s"
        try:
            for index, answer in self._ask(commands, whole):
                answers[index] = answer
        except HostError as error:
            if not answers:
                raise
            reason = f"{'not asked' if isinstance(error, NotSent) else 'no answer'}: {error}"
        if not answers:
            raise Unanswered(f"{self._link.host.name}: {reason}; probe the host again")
        return answers, reason

    def _native(self, command: Command) -> Native:
        try:
            return native(command, self._folder, self._settings.command_timeout)
        except BadInput as error:
            raise NotSent(f"{self._link.host.name}: {error}") from error

    def _ask(self, commands: Sequence[Native], whole: float) -> Iterator[tuple[int, Answer]]:
        if self._carrier is None:
            raise NotSent(f"{self._link.host.name}: no shell is open")
        try:
            yield from self._carrier.ask(commands, whole)
        except PowerShellRefused:
            if self._settings.shell != "auto":
                raise
            self._carrier.close()
            self._carrier = self._opened(CommandShell(self._link))
            yield from self._carrier.ask(commands, whole)
