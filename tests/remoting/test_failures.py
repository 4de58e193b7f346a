from __future__ import annotations

import inspect

import pypsrp.exceptions
import pytest
import requests
import spnego.exceptions
import urllib3.exceptions
from pypsrp.exceptions import AuthenticationError, WinRMTransportError, WSManFaultError

from sa75kit.errors import CredentialRejected, NotSent, Unanswered, Unreachable
from sa75kit.remoting.failures import (
    OPERATION_TIMED_OUT,
    RAISED,
    lost,
    not_accepted,
    not_connected,
)

NAMES = {"host": "pc-17", "auth": "ntlm", "endpoint": "127.0.0.9:5986"}
# What the libraries have in the versions that we know. A new one wants a look at `failures`.
PYPSRP = {
    *("WinRMError", "AuthenticationError", "WinRMTransportError", "WSManFaultError"),
    *("_InvalidStateError", "InvalidRunspacePoolStateError", "InvalidPipelineStateError"),
    *("InvalidPSRPOperation", "FragmentError", "SerializationError"),
}
SPNEGO = {
    *("FeatureMissingError", "SpnegoError", "BadMechanismError", "BadNameError"),
    *("BadBindingsError", "BadMICError", "NoCredentialError", "NoContextError"),
    *("InvalidTokenError", "InvalidCredentialError", "CredentialsExpiredError"),
    *("ContextExpiredError", "UnsupportedQop", "OperationNotAvailableError", "NativeError"),
}


def raised_by(module: object) -> dict[str, type[Exception]]:
    return {
        name: found
        for name, found in vars(module).items()
        if inspect.isclass(found)
        and issubclass(found, Exception)
        and not issubclass(found, Warning)
        and found.__module__ == getattr(module, "__name__", "")
    }


def fault(code: int, reason: str = "because") -> WSManFaultError:
    return WSManFaultError(code, "PC-17", reason, None, None, None)


def new_connection_failed() -> requests.exceptions.ConnectionError:
    from urllib3.connection import HTTPConnection

    inner = urllib3.exceptions.NewConnectionError(HTTPConnection("127.0.0.9"), "refused")
    pool = urllib3.HTTPConnectionPool("127.0.0.9")
    return requests.exceptions.ConnectionError(
        urllib3.exceptions.MaxRetryError(pool, "/wsman", inner)
    )


def test_pypsrp_and_spnego_raise_nothing_that_we_have_not_looked_at() -> None:
    assert set(raised_by(pypsrp.exceptions)) == PYPSRP
    assert set(raised_by(spnego.exceptions)) == SPNEGO


@pytest.mark.parametrize(
    "module", [pypsrp.exceptions, requests.exceptions, urllib3.exceptions, spnego.exceptions]
)
def test_whatever_a_library_raises_is_caught(module: object) -> None:
    # NativeError is what spnego wraps; it comes out as a SpnegoError.
    found = [each for name, each in raised_by(module).items() if name != "NativeError"]
    assert found
    assert [each for each in found if not issubclass(each, RAISED)] == []


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (AuthenticationError("Failed to authenticate the user x with ntlm"), CredentialRejected,
         "pc-17: WinRM refused the credential (ntlm); check the account, then probe again"),
        (AuthenticationError("The server did not response with one of the following"), NotSent,
         "offers no logon"),
        (spnego.exceptions.InvalidCredentialError(), CredentialRejected, "refused the credential"),
        (spnego.exceptions.NoCredentialError(), NotSent, "kinit"),
        (requests.exceptions.SSLError("certificate verify failed: self-signed (_ssl.c:1)"),
         Unreachable, "remoting.ca"),
        (requests.exceptions.ConnectTimeout("x"), Unreachable, "no WinRM at 127.0.0.9:5986"),
        (requests.exceptions.ReadTimeout("x"), Unreachable, "did not answer"),
        (new_connection_failed(), Unreachable, "is it on"),
        (WinRMTransportError("http", 404, "not found"), Unreachable, "HTTP 404"),
        (fault(5, "Access is denied."), NotSent, "Access is denied."),
        (fault(2150859173, "The maximum number of shells"), NotSent, "maximum number of shells"),
        (ValueError("no XML"), Unreachable, "is not WinRM"),
        (pypsrp.exceptions.InvalidPSRPOperation("broken"), NotSent, "PowerShell remoting"),
    ],
)  # fmt: skip
def test_a_host_that_was_not_logged_on_to_is_as_it_was(
    error: Exception, kind: type[NotSent], words: str
) -> None:
    said = not_connected(error, **NAMES)
    assert type(said) is kind
    assert words in str(said)
    assert str(said).startswith("pc-17: ")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (new_connection_failed(), Unreachable),
        (requests.exceptions.ConnectTimeout("x"), Unreachable),
        (AuthenticationError("Failed to authenticate"), CredentialRejected),
        (fault(5), NotSent),
        (fault(OPERATION_TIMED_OUT), Unanswered),
        (requests.exceptions.ReadTimeout("x"), Unanswered),
        (requests.exceptions.ConnectionError(ConnectionResetError(104, "reset")), Unanswered),
        (requests.exceptions.SSLError("EOF occurred"), Unanswered),
        (WinRMTransportError("http", 500, ""), Unanswered),
        (ValueError("no XML"), Unanswered),
    ],
)
def test_only_what_surely_did_not_start_is_not_sent(
    error: Exception, kind: type[Exception]
) -> None:
    assert type(not_accepted(error, **NAMES)) is kind


def test_a_lost_connection_says_its_innermost_cause() -> None:
    error = requests.exceptions.ConnectionError(
        urllib3.exceptions.ProtocolError("aborted", ConnectionResetError(104, "Connection reset"))
    )
    assert "pc-17: the connection was lost" in str(lost(error, host="pc-17"))
