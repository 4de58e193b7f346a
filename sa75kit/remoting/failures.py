"""What the WinRM libraries raise, said once as our own errors."""

from __future__ import annotations

import binascii
import struct
import xml.etree.ElementTree as ET

import requests
import spnego.exceptions
import urllib3.exceptions
from pypsrp.exceptions import (
    AuthenticationError,
    InvalidPSRPOperation,
    WinRMError,
    WinRMTransportError,
    WSManFaultError,
)

from sa75kit.errors import CredentialRejected, HostError, NotSent, Unanswered, Unreachable

# What a host can make the libraries raise. The second row is how they fail on an answer that is
# not what WinRM says, so it is caught around calls of the libraries only.
RAISED: tuple[type[Exception], ...] = (
    *(WinRMError, requests.RequestException, urllib3.exceptions.HTTPError),
    *(spnego.exceptions.SpnegoError, spnego.exceptions.FeatureMissingError, OSError),
    *(ET.ParseError, AttributeError, LookupError, TypeError, ValueError, EOFError),
    *(struct.error, binascii.Error, ArithmeticError, NotImplementedError),
)

OPERATION_TIMED_OUT = 0x80338029  # no output yet: ask again
_ACCESS_DENIED = 5
_NO_LOGON = (  # a ticket or a credential is not there: nothing was tried with a password
    spnego.exceptions.NoCredentialError,
    spnego.exceptions.OperationNotAvailableError,
    spnego.exceptions.FeatureMissingError,
)
_REFUSED_LOGON = (
    spnego.exceptions.InvalidCredentialError,
    spnego.exceptions.CredentialsExpiredError,
)


def not_connected(error: Exception, *, host: str, auth: str, endpoint: str) -> NotSent:
    """Say why a host could not be logged on to; nothing was asked of it."""
    if isinstance(error, (AuthenticationError, *_REFUSED_LOGON)):
        return _refused(error, host, auth)
    if isinstance(error, _NO_LOGON):
        return NotSent(
            f"{host}: no logon with {auth} from here ({type(error).__name__}); get a Kerberos"
            " ticket (kinit), or name a credential with auth: negotiate"
        )
    if isinstance(error, requests.exceptions.SSLError):
        return Unreachable(
            f"{host}: TLS at {endpoint} failed ({_certificate_reason(error)}); name the"
            " authority that signed the host's certificate as remoting.ca"
        )
    if isinstance(error, WSManFaultError):
        return _fault(error, host)
    if isinstance(error, InvalidPSRPOperation):
        return NotSent(f"{host}: PowerShell remoting opened no session ({_short(error)})")
    if isinstance(error, WinRMTransportError):
        return Unreachable(
            f"{host}: {endpoint} is not ready for WinRM (HTTP {error.code}); is that the WinRM"
            " port, and is ssl as the host has it?"
        )
    if isinstance(error, requests.exceptions.ReadTimeout):
        return Unreachable(f"{host}: {endpoint} accepted the connection and did not answer")
    if isinstance(error, requests.RequestException | urllib3.exceptions.HTTPError | OSError):
        return Unreachable(
            f"{host}: no WinRM at {endpoint} ({_short(error)}); is it on, and is its WinRM"
            " service running?"
        )
    return Unreachable(
        f"{host}: what answered at {endpoint} is not WinRM ({type(error).__name__}); check the"
        " address and the port"
    )


def not_accepted(error: Exception, *, host: str, auth: str, endpoint: str) -> HostError:
    """Say what became of a command whose sending failed.

    Only where it surely did not start it is NotSent: no connection was made, or the host
    refused it in words.
    """
    if isinstance(error, AuthenticationError) or _never_connected(error):
        return not_connected(error, host=host, auth=auth, endpoint=endpoint)
    if isinstance(error, WSManFaultError) and error.code != OPERATION_TIMED_OUT:
        return NotSent(f"{host}: the host refused the command ({_said(error)})")
    return lost(error, host=host)


def lost(error: Exception, *, host: str) -> Unanswered:
    """Say that the connection was lost after something was sent."""
    reason = _said(error) if isinstance(error, WSManFaultError) else _short(error)
    return Unanswered(f"{host}: the connection was lost ({reason}); probe the host again")


def _refused(error: Exception, host: str, auth: str) -> NotSent:
    if "did not respon" in str(error):  # pypsrp: no WWW-Authenticate that it knows
        return NotSent(
            f"{host}: WinRM offers no logon that we have ({auth}); allow Negotiate on the host"
            " (winrm get winrm/config/service/auth)"
        )
    return CredentialRejected(
        f"{host}: WinRM refused the credential ({auth}); check the account, then probe again"
    )


def _fault(error: WSManFaultError, host: str) -> NotSent:
    if error.code == _ACCESS_DENIED:
        return NotSent(
            f"{host}: the account logged on but may not use WinRM there ({_said(error)}); put it"
            " into the host's Administrators"
        )
    return NotSent(f"{host}: WinRM opened no shell ({_said(error)})")


def _never_connected(error: BaseException | None) -> bool:
    """Whether not even a connection was made, looking through the libraries' wrappings."""
    seen = 0
    while error is not None and seen < 8:
        if isinstance(
            error,
            requests.exceptions.ConnectTimeout
            | urllib3.exceptions.NewConnectionError
            | urllib3.exceptions.ConnectTimeoutError,
        ):
            return True
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        error = inner if isinstance(inner, BaseException) else None
        seen += 1
    return False


def _certificate_reason(error: Exception) -> str:
    text = str(error)
    for sign in ("certificate verify failed", "wrong version number", "doesn't match"):
        if sign in text:
            after = text[text.index(sign) :]
            return after.split("(_ssl", 1)[0].strip(" ('\")]")
    return type(error).__name__


def _said(error: WSManFaultError) -> str:
    reason = " ".join(str(error.reason or error.provider_fault or "no reason given").split())
    return f"fault {error.code}: {reason[:200]}"


def _short(error: Exception) -> str:
    """Name the innermost cause; the libraries' own texts are long and repeat addresses."""
    inner: BaseException = error
    for _ in range(8):
        deeper = getattr(inner, "reason", None) or next(iter(inner.args), None)
        if not isinstance(deeper, BaseException):
            break
        inner = deeper
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return f"{type(inner).__name__}: {str(inner)[:120]}"
