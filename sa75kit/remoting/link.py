"""A WSMan connection to one host whose every request ends in time."""

from __future__ import annotations

import importlib.util
import logging
import math
import ssl
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from pypsrp.wsman import WSMan

from sa75kit.errors import BadInput, HostError, NotSent, Unanswered
from sa75kit.inventory import Host
from sa75kit.remoting import failures
from sa75kit.remoting.secrets import Credential
from sa75kit.settings import Remoting

IDLE_TIMEOUT = 180  # seconds after which the host itself closes a shell that we left behind
_POLL = 5  # seconds that the host may hold back an answer that has nothing to tell
_RELOGON_AFTER = 60.0  # http.sys closes a connection that is idle for 120 seconds


def check_way(settings: Remoting, folder: Path, credential: Credential | None) -> None:
    """See that this machine can log on as the site says, before any host is touched.

    Raises:
        BadInput: it cannot; the key is named.
    """
    if settings.auth == "certificate":
        raise BadInput(
            "remoting.auth: certificate needs key files that the site file has no keys for; use"
            " negotiate, ntlm, kerberos or credssp"
        )
    if settings.auth == "credssp" and importlib.util.find_spec("requests_credssp") is None:
        raise BadInput("remoting.auth: credssp needs requests-credssp; pip install pypsrp[credssp]")
    kerberos = settings.auth == "kerberos" or credential is None
    if kerberos and sys.platform != "win32" and importlib.util.find_spec("gssapi") is None:
        raise BadInput(
            "remoting: Kerberos needs gssapi and krb5 on this machine; pip install"
            " pypsrp[kerberos], or name a credential with auth: negotiate"
        )
    if credential is None and settings.auth in ("ntlm", "credssp"):
        raise BadInput(
            f"remoting.auth: {settings.auth} needs a user name and a password; kerberos: gives none"
        )
    _check_authority(settings, folder)


def _check_authority(settings: Remoting, folder: Path) -> None:
    if settings.ca is None:
        return
    path = folder / settings.ca
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # ssl.SSLError is one
        raise BadInput(
            f"remoting.ca: {path} is no readable PEM file of certificates"
            f" ({error.strerror or type(error).__name__})"
        ) from error


class _Wire(WSMan):
    """pypsrp's WSMan that repeats an unanswered Receive once, not five times."""

    def invoke(self, *args: Any, retries_on_read_timeout: int = 0, **kwargs: Any) -> ET.Element:
        """Give the host's answer to one request."""
        answer: ET.Element = super().invoke(
            *args, retries_on_read_timeout=min(retries_on_read_timeout, 1), **kwargs
        )
        return answer


class Link:
    """The connection of one session: how long it waits, whether it is lost, what failed."""

    def __init__(
        self, host: Host, settings: Remoting, folder: Path, credential: Credential | None
    ) -> None:
        self.host = host
        self.lost = False
        self._settings = settings
        self._used = time.monotonic()
        # pypsrp's annotations are narrower than what it takes: a path for cert_validation, as
        # requests' verify, and fractions of a second.
        wire: Any = _Wire
        self.wsman = wire(
            host.address,
            port=host.port or settings.port,
            username=None if credential is None else credential.username,
            password=None if credential is None else credential.password,
            ssl=settings.ssl,
            auth="kerberos" if credential is None else settings.auth,
            cert_validation=True if settings.ca is None else str(folder / settings.ca),
            encryption="auto" if settings.ssl else "always",
            connection_timeout=settings.connect_timeout,
            no_proxy=True,
            reconnection_retries=0,
            reconnection_backoff=0.5,
            negotiate_hostname_override=None if host.name == host.address else host.name,
        )
        self.wait_for_opening()

    @property
    def grace(self) -> float:
        """Seconds that an answer may come after the host's own deadline."""
        return self._settings.connect_timeout

    def wait_for_opening(self) -> None:
        """Let requests take as long as starting a shell may."""
        opening = min(2 * self._settings.connect_timeout, self._settings.host_timeout)
        self._wait(opening, self._settings.connect_timeout)

    def wait_until(self, ends: float) -> None:
        """Let requests end near `ends` (of `time.monotonic`)."""
        self._wait(min(_POLL, ends - time.monotonic()), 2 * self._settings.connect_timeout)

    def _wait(self, operation: float, slack: float) -> None:
        self.wsman.operation_timeout = max(1, math.ceil(operation))
        self.wsman.transport.read_timeout = self.wsman.operation_timeout + max(2.0, slack)

    def use(self) -> None:
        """Log on again where the host will have closed the connection meanwhile.

        A message encrypted for the old connection cannot be read on a new one.
        """
        if self.lost:
            raise NotSent(f"{self.host.name}: the connection was lost before; probe it again")
        now = time.monotonic()
        if now - self._used > _RELOGON_AFTER:
            self.wsman.transport.close()
            self.wsman.transport.session = None
            self.wsman.transport.encryption = None
        self._used = now

    def used(self) -> None:
        """Note that the host has just answered."""
        self._used = time.monotonic()

    def not_connected(self, error: Exception) -> NotSent:
        """Say why no shell was opened."""
        return failures.not_connected(error, **self._names())

    def not_accepted(self, error: Exception) -> HostError:
        """Say what became of a command whose sending failed."""
        said = failures.not_accepted(error, **self._names())
        self.lost = self.lost or isinstance(said, Unanswered)
        return said

    def broken(self, error: Exception) -> Unanswered:
        """Say that the connection was lost while an answer was awaited."""
        self.lost = True
        return failures.lost(error, host=self.host.name)

    def close(self) -> None:
        """Close the sockets."""
        self.wsman.close()

    def _names(self) -> dict[str, str]:
        port = self.host.port or self._settings.port
        return {
            "host": self.host.name,
            "auth": self._settings.auth,
            "endpoint": f"{self.host.address}:{port}",
        }


def clamp_loggers() -> None:
    """Keep scripts, command lines and message bodies out of every log.

    pypsrp logs scripts at INFO and bodies at DEBUG, below a root logger that may ask for them.
    Its transport logs each exception with a traceback before it raises it: that one says nothing.
    """
    for name in ("pypsrp", "psrpcore", "spnego", "urllib3", "requests"):
        for known in [name, *logging.root.manager.loggerDict]:
            if known == name or known.startswith(f"{name}."):
                logger = logging.getLogger(known)
                logger.setLevel(max(logger.level, logging.WARNING))
    logging.getLogger("pypsrp.wsman").setLevel(logging.CRITICAL)
