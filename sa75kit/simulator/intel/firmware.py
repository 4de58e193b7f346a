"""The Management Engine of a machine: what it is, what it was set up to do, what it refuses."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum

from sa75kit.simulator.intel.pthi import Refused, Status

NON_TLS_PORTS, TLS_PORTS = (16992, 623), (16993, 664)
REDIRECTION, REDIRECTION_TLS = 16994, 16995
Version = tuple[int, int, int, int]


class Sku(Enum):
    """The Management SKU; NONE is consumer firmware, or no Management Engine to manage."""

    AMT = "AMT"
    ISM = "ISM"
    SBT = "SBT"
    NONE = "none"


class ControlMode(Enum):
    """Who set it up: nobody, the operating system (client), or an administrator with proof."""

    NONE = "none"
    CLIENT = "CCM"
    ADMIN = "ACM"


class State(Enum):
    """Intel's provisioning states with their numbers."""

    PRE = 0
    IN = 1
    POST = 2


def parse_version(text: str) -> Version:
    """Give the four fields of a firmware version; ValueError for anything else."""
    fields = tuple(int(part) for part in text.split(".") if part.isdecimal())
    if len(fields) != 4 or len(text.split(".")) != 4:
        raise ValueError(f"{text!r} is not a four-field firmware version such as 9.5.45.1234")
    return fields


class ManagementEngine:
    """One machine's firmware. Everything that changes it goes through its methods.

    `on_change` are called after every change of what it is set up to do (not under its lock):
    who listens for it, on the host or on the wire, looks again.
    """

    def __init__(
        self,
        *,
        sku: Sku,
        version: str,
        state: State = State.PRE,
        control_mode: ControlMode = ControlMode.NONE,
        admin_password: str | None = None,
        rcs: str | None = None,
        tls: bool = False,
        web_ui: bool = True,
        redirection: bool = True,
        ccm_disabled: bool = False,
        ehbc: bool | None = None,
        auditor_blocks: bool = False,
        enabled_in_bios: bool = True,
    ) -> None:
        self.sku = sku
        self.version = parse_version(version)
        self.state = state
        self.control_mode = control_mode
        self.admin_password = admin_password
        self.rcs = rcs
        self.tls = tls
        self.web_ui = web_ui
        self.redirection = redirection
        self.ccm_disabled = ccm_disabled
        self.ehbc = ehbc
        self.auditor_blocks = auditor_blocks
        self.enabled_in_bios = enabled_in_bios
        self.on_change: list[Callable[[], None]] = []
        # Host processes that forward ports to this firmware: process id, and which ports.
        self.forwarders: dict[int, tuple[int, ...]] = {}
        self._lock = threading.RLock()

    # -- what it says of itself -------------------------------------------------------------

    @property
    def reported_version(self) -> str:
        """Give the version as the host can read it: 0.0.0.0 where the BIOS has AMT disabled."""
        return ".".join(map(str, self.version)) if self.enabled_in_bios else "0.0.0.0"  # noqa: S104

    @property
    def amt_version(self) -> str:
        """Give the AMT version: three fields, without a build."""
        return self.reported_version.rpartition(".")[0]

    @property
    def present(self) -> bool:
        """Say whether there is a Management SKU that is switched on."""
        return self.sku is not Sku.NONE and self.enabled_in_bios

    @property
    def provisioned(self) -> bool:
        """Say whether it is set up, or on its way there."""
        return self.present and self.state is not State.PRE

    @property
    def vulnerable(self) -> bool:
        """Say whether this firmware has the flaw, by the rule of Intel's discovery tool."""
        major, minor, _, build = self.version
        if self.sku is Sku.NONE or major < 6 or major >= 12:
            return False
        if major == 11 and minor >= 7:
            return minor == 7 and 1000 <= build < 2000
        return build < 3000

    def local_ports(self) -> tuple[int, ...]:
        """Give the ports that it asks LMS to open on the host: set up or not (Intel's LMS)."""
        if not self.present:
            return ()
        return TLS_PORTS if self.provisioned and self.tls else NON_TLS_PORTS

    def reachable_locally(self) -> bool:
        """Say whether a program on the host gets through to it on the port it asks for."""
        wanted = self.local_ports()[:1]
        return any(wanted and wanted[0] in ports for ports in list(self.forwarders.values()))

    def wire_ports(self) -> tuple[int, ...]:
        """Give the TCP ports on which it answers the network itself; UDP 623 goes with them."""
        if not self.provisioned or self.sku is Sku.SBT:
            return ()
        if self.state is State.IN:
            return (16993,)
        ports: tuple[int, ...] = TLS_PORTS if self.tls else NON_TLS_PORTS
        if self.redirection and self.sku is Sku.AMT:
            ports += (REDIRECTION_TLS if self.tls else REDIRECTION,)
        return ports

    # -- what it can be told ----------------------------------------------------------------

    def unprovision_locally(self) -> None:
        """Carry out CFG_Unprovision, which comes through the MEI driver.

        Only in Client Control Mode, and then even where an auditor would block it (Intel:
        "cfgunprovision", "Returning to an Unconfigured State").
        """
        with self._lock:
            self._need_present()
            if self.control_mode is ControlMode.ADMIN:
                raise Refused(Status.INVALID_AMT_MODE)
            if self.state is State.PRE:
                raise Refused(Status.INVALID_AMT_MODE)
            self._return_to_factory()
        self._tell()

    def unprovision_as_administrator(self, password: str | None, *, full: bool) -> None:
        """Carry out AMT_SetupAndConfigurationService.Unprovision (or PartialUnprovision).

        Raises:
            Refused: NOT_PERMITTED for a wrong password, BLOCKING_COMPONENT from an auditor.
        """
        with self._lock:
            self._need_present()
            if self.state is State.PRE:
                raise Refused(Status.INVALID_AMT_MODE)
            if password is None or password != self.admin_password:
                raise Refused(Status.NOT_PERMITTED)
            self._unprovision_acm(full=full)
        self._tell()

    def unprovision_through_rcs(self, *, full: bool) -> None:
        """Carry out the same for the RCS that set it up: it knows the password."""
        with self._lock:
            self._need_present()
            if self.state is State.PRE:
                raise Refused(Status.INVALID_AMT_MODE)
            self._unprovision_acm(full=full)
        self._tell()

    def disable_client_control_mode(self) -> None:
        """Carry out IPS_HostBasedSetupService.DisableClientControlMode: only a reset undoes it."""
        with self._lock:
            self._need_present()
            if self.version[:2] < (6, 2):
                raise Refused(Status.NOT_FOUND)
            if self.control_mode is ControlMode.CLIENT:
                raise Refused(Status.INVALID_AMT_MODE)
            self.ccm_disabled = True
        self._tell()

    def disable_embedded_hbc(self) -> None:
        """Switch Embedded Host Based Configuration off, for ever."""
        with self._lock:
            self._need_present()
            if self.ehbc is None:
                raise Refused(Status.NOT_FOUND)
            self.ehbc = False
        self._tell()

    def _unprovision_acm(self, *, full: bool) -> None:
        # AMT 12 and later know no blocking auditor.
        blocks = self.auditor_blocks and self.version[0] < 12
        if blocks and self.control_mode is ControlMode.ADMIN:
            raise Refused(Status.BLOCKING_COMPONENT)
        if full or self.control_mode is ControlMode.CLIENT:
            self._return_to_factory()
        else:
            self.state, self.control_mode = State.PRE, ControlMode.NONE  # keeps its ACL and hashes

    def _return_to_factory(self) -> None:
        self.state, self.control_mode = State.PRE, ControlMode.NONE
        self.admin_password = self.rcs = None
        self.tls = False
        self.web_ui = self.redirection = True

    def _need_present(self) -> None:
        if not self.present:
            raise Refused(Status.NOT_READY)

    def _tell(self) -> None:
        for told in list(self.on_change):
            told()
