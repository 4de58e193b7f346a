"""HTTP's Negotiate and NTLM schemes: raw NTLM or NTLM inside SPNEGO ([MS-SPNG])."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from spnego._context import GSSMech
from spnego._ntlm_raw.messages import NTLMMessage
from spnego._spnego import (
    InitialContextToken,
    NegState,
    NegTokenInit,
    NegTokenResp,
    pack_mech_type_list,
    unpack_token,
)
from spnego.exceptions import SpnegoError

from sa75kit.simulator.seam import Account, RemoteMachine
from sa75kit.simulator.winrm.ntlm import Accepted, LogonDenied, NtlmAcceptor

_NTLM = GSSMech.ntlm.value
_BAD_TOKEN = (SpnegoError, ValueError, TypeError, KeyError, IndexError, struct.error)


@dataclass(frozen=True, kw_only=True)
class Step:
    """The answer to one token; `accepted` once the client is known."""

    token: bytes | None
    accepted: Accepted | None = None


class Logon:
    """One client's logon to one machine, token by token."""

    def __init__(self, machine: RemoteMachine, binding: bytes | None = None) -> None:
        self._machine = machine
        self._ntlm = NtlmAcceptor(
            machine.name, machine.version, lambda d, u: find_account(machine, d, u), binding
        )
        self._mechanisms: list[str] = []
        self._told = False

    def step(self, token: bytes) -> Step:
        """Answer a token; LogonDenied where it proves nothing."""
        try:
            return self._step(token)
        except _BAD_TOKEN as error:
            raise LogonDenied(f"no token of Negotiate: {error}") from error

    def _step(self, token: bytes) -> Step:
        message = unpack_token(token)
        if isinstance(message, InitialContextToken):
            message = message.token
        if isinstance(message, NegTokenInit):
            return self._first(message)
        if isinstance(message, NegTokenResp):
            return self._next(message)
        if token.startswith(b"NTLMSSP\0"):
            return self._raw(token)
        raise LogonDenied("neither NTLM nor SPNEGO")

    def _raw(self, token: bytes) -> Step:
        if _message_type(token) == 1:
            return Step(token=self._ntlm.challenge(token))
        return self._refusable(Step(token=None, accepted=self._ntlm.accept(token)))

    def _first(self, message: NegTokenInit) -> Step:
        self._mechanisms = message.mech_types
        if _NTLM not in self._mechanisms:
            raise LogonDenied("this machine is in no domain: NTLM only")
        if self._mechanisms[0] == _NTLM and message.mech_token:
            return self._wrap(self._ntlm.challenge(message.mech_token), NegState.accept_incomplete)
        return self._wrap(None, NegState.request_mic)  # the client hoped for Kerberos

    def _next(self, message: NegTokenResp) -> Step:
        token = message.response_token or b""
        if _message_type(token) == 1:
            return self._wrap(self._ntlm.challenge(token), NegState.accept_incomplete)
        accepted = self._ntlm.accept(token)
        signature = None
        if message.mech_list_mic:
            mechanisms = pack_mech_type_list(self._mechanisms)
            accepted.sealing.check_mechanisms(mechanisms, message.mech_list_mic)
            signature = accepted.sealing.sign_mechanisms(mechanisms)
        done = NegTokenResp(neg_state=NegState.accept_complete, mech_list_mic=signature)
        return self._refusable(Step(token=done.pack(), accepted=accepted))

    def _wrap(self, token: bytes | None, state: NegState) -> Step:
        supported = None if self._told else _NTLM
        self._told = True
        return Step(
            token=NegTokenResp(
                neg_state=state, supported_mech=supported, response_token=token
            ).pack()
        )

    def _refusable(self, step: Step) -> Step:
        if self._machine.fault == "refuse" and step.accepted is not None:
            raise LogonDenied("this machine refuses everybody", step.accepted.account.username)
        return step


def _message_type(token: bytes) -> int:
    if not token.startswith(b"NTLMSSP\0") or len(token) < 12:
        raise LogonDenied("no NTLM message")
    NTLMMessage.unpack(token)
    return int(struct.unpack("<I", token[8:12])[0])


def find_account(machine: RemoteMachine, domain: str, user: str) -> Account | None:
    """Give the account that a client means, as a computer outside a domain finds it.

    No domain, "." and the computer's name mean its own accounts, and so does a domain that it
    does not know: Windows then tries its own account of that name.
    """
    if "@" in user and not domain:
        user, _, domain = user.partition("@")
    same = [a for a in machine.accounts if a.username.casefold() == user.casefold()]
    exact = [a for a in same if a.domain.casefold() == domain.casefold()]
    short = [a for a in same if a.domain.casefold() == domain.partition(".")[0].casefold()]
    own_names = {"", ".", machine.name.casefold(), "workgroup"}
    own = [a for a in same if a.domain.casefold() in own_names]
    anywhere = same if domain.casefold() in own_names else []
    return next(iter(exact or short or own or anywhere), None)
