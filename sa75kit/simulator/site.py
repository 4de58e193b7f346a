"""A running simulated site: Windows machines, their WinRM, their firmware on the wire."""

from __future__ import annotations

import secrets
import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sa75kit.simulator.addresses import Addresses
from sa75kit.simulator.authority import write_certificates
from sa75kit.simulator.building import SimulatedHost, build_host
from sa75kit.simulator.fleet import Fleet, Host
from sa75kit.simulator.intel.listening import FirmwareWire
from sa75kit.simulator.seam import Account
from sa75kit.simulator.site_files import write_credential, write_inventory, write_site
from sa75kit.simulator.site_log import SiteLog
from sa75kit.simulator.truth import truth_of
from sa75kit.simulator.windows import Windows
from sa75kit.simulator.winrm import TlsFiles, WinRMServer

_DOMAIN, _USERNAME = "EXAMPLE", "responder"


class Site:
    """The hosts of a fleet, running from `with` to its end.

    Args:
        fleet: which hosts.
        out: where `log.jsonl` goes (and, with tls, the certificates); None: kept in memory.
        port: WinRM's port on every host's own address; 5985, or 5986 with tls.
        seed: where in 127.75.0.0 to 127.99.255.255 the free addresses are looked for.
        tls: HTTPS with a certificate authority made for this site.
        name: the site's name in site.yaml.

    Raises:
        NoAddress: this computer lacks the loopback addresses; says what to do.
    """

    def __init__(
        self,
        fleet: Fleet,
        *,
        out: Path | None = None,
        port: int | None = None,
        seed: int = 75,
        tls: bool = False,
        name: str = "simulated",
    ) -> None:
        self.fleet = fleet
        self.name = name
        self.tls = tls
        self.port = port if port is not None else 5986 if tls else 5985
        self.account = _account(fleet)
        self.hosts: dict[str, SimulatedHost] = {}
        self.addresses: dict[str, str] = {}
        self.log = SiteLog(_secrets(fleet, self.account))
        self.wire: FirmwareWire
        self._out = out
        self._seed = seed
        self._open = ExitStack()
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            self._start(undo)
            self._open = undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @property
    def machines(self) -> list[Windows]:
        """Give the simulated machines in the fleet's order."""
        return [built.machine for built in self.hosts.values()]

    @property
    def description(self) -> str:
        """Say in a few lines what runs, and what had to be left out."""
        lines = [f"{len(self.hosts)} simulated hosts, WinRM on port {self.port}"]
        lines += [f"left out: {reason}" for reason in self.wire.left_out.values()]
        return "\n".join(lines)

    def truth(self) -> dict[str, dict[str, Any]]:
        """Give the machines' real state by host name (see `truth.truth_of`)."""
        return {
            name: truth_of(built, self.wire, self.addresses[name])
            for name, built in self.hosts.items()
        }

    def write_files(self, folder: Path) -> None:
        """Write inventory.csv, site.yaml, credential.json, AMT passwords, and ca.pem with tls.

        Without an `out` of its own the site logs into `folder` from now on.
        """
        folder.mkdir(parents=True, exist_ok=True)
        hosts = self.fleet.hosts
        write_credential(folder, self.account)
        write_inventory(folder, hosts, self.addresses)
        write_site(folder, hosts, name=self.name, port=self.port, tls=self.tls)
        if self._folder is not None and self.tls:
            (folder / "ca.pem").write_bytes((self._folder / "ca.pem").read_bytes())
        if self._out is None:
            self.log.open(folder / "log.jsonl")

    # -- from off to on ---------------------------------------------------------------------

    def _start(self, undo: ExitStack) -> None:
        if self._out is not None:
            self._out.mkdir(parents=True, exist_ok=True)
            self.log.open(self._out / "log.jsonl")
        undo.callback(self.log.close)
        addresses = Addresses(self.fleet.hosts, seed=self._seed)
        undo.callback(addresses.release)
        self.addresses = addresses.by_host
        self.wire = FirmwareWire(complain_to=sys.stderr)
        undo.callback(self.wire.close)
        for host in self.fleet.hosts:
            built = self._build(host)
            self.hosts[host.name] = built
            undo.callback(built.machine.close)
        server = WinRMServer(self.machines, port=self.port, tls=self._tls_files(undo))
        server.start()
        undo.callback(server.stop)

    def _build(self, host: Host) -> SimulatedHost:
        record = partial(self.log.record, host.name)
        address = self.addresses[host.name]
        built = build_host(host, address=address, account=self.account, recorder=record)
        if host.fault != "down":
            self.wire.attach(
                built.engine,
                address=address,
                name=host.name,
                bmc=host.bmc,
                told=built.machine.record,
            )
        return built

    def _tls_files(self, undo: ExitStack) -> TlsFiles | None:
        if not self.tls:
            return None
        self._folder = Path(undo.enter_context(tempfile.TemporaryDirectory()))
        names = [host.name for host in self.fleet.hosts]
        write_certificates(self._folder, names, list(self.addresses.values()))
        return TlsFiles(certificate=self._folder / "winrm.pem", key=self._folder / "winrm.key")


def _account(fleet: Fleet) -> Account:
    given = fleet.account
    if given is None:
        password = secrets.token_urlsafe(18)
        return Account(domain=_DOMAIN, username=_USERNAME, password=password)
    return Account(
        domain=given.domain or _DOMAIN,
        username=given.username,
        password=given.password,
        administrator=given.administrator,
    )


def _secrets(fleet: Fleet, account: Account) -> list[str]:
    passwords = [account.password]
    for host in fleet.hosts:
        passwords += [host.admin_password or ""]
        passwords += [given.password for given in host.accounts or ()]
    return passwords
