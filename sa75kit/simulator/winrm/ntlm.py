"""NTLM as the accepting side sees it ([MS-NLMP]), with the machine's own name and accounts.

pyspnego's acceptor takes its accounts from one file of the whole process and tells clients the
name of the computer it runs on; here every machine has its own. Its message formats and its
cryptography are used as they are.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from spnego._ntlm_raw.crypto import (
    compute_response_v2,
    hmac_md5,
    md5,
    ntowfv1,
    ntowfv2,
    rc4init,
    rc4k,
    sealkey,
    signkey,
)
from spnego._ntlm_raw.messages import (
    Authenticate,
    AvFlags,
    AvId,
    Challenge,
    FileTime,
    Negotiate,
    NegotiateFlags,
    NTClientChallengeV2,
    TargetInfo,
    Version,
)
from spnego._ntlm_raw.security import seal, sign
from spnego.channel_bindings import GssChannelBindings

from sa75kit.simulator.seam import Account

_ALWAYS = (
    NegotiateFlags.request_target
    | NegotiateFlags.ntlm
    | NegotiateFlags.always_sign
    | NegotiateFlags.target_info
    | NegotiateFlags.target_type_server
    | NegotiateFlags.version
)
FindAccount = Callable[[str, str], Account | None]  # (domain, user) as the client wrote them


class LogonDenied(Exception):
    """The client is not who it says, or talks no NTLM; `user` is who it said it was."""

    def __init__(self, reason: str, user: str = "") -> None:
        super().__init__(reason)
        self.user = user


class Sealing:
    """The keys and counters with which one connection's messages are sealed and signed."""

    def __init__(self, flags: int, session_key: bytes) -> None:
        self._flags = flags
        self._sign_out = signkey(flags, session_key, "accept")
        self._sign_in = signkey(flags, session_key, "initiate")
        self._rc4_out = rc4init(sealkey(flags, session_key, "accept"))
        self._rc4_in = rc4init(sealkey(flags, session_key, "initiate"))
        self._sent = self._received = 0

    def seal(self, data: bytes) -> tuple[bytes, bytes]:
        """Give the signature and the sealed form of the next message to the client."""
        sealed, signature = seal(self._flags, self._rc4_out, self._sign_out, self._sent, data)
        self._sent += 1
        return signature, sealed

    def unseal(self, signature: bytes, data: bytes) -> bytes:
        """Open the client's next message; LogonDenied where its signature is wrong."""
        clear = self._rc4_in.update(data)
        self._check(signature, clear)
        return clear

    def sign_mechanisms(self, mechanisms: bytes) -> bytes:
        """Sign SPNEGO's list of mechanisms: the RC4 state begins anew after it ([MS-SPNG])."""
        signature = sign(self._flags, self._rc4_out, self._sign_out, self._sent, mechanisms)
        self._sent += 1
        self._rc4_out.reset()
        return signature

    def check_mechanisms(self, mechanisms: bytes, signature: bytes) -> None:
        """Check the client's signature of SPNEGO's list of mechanisms."""
        self._check(signature, mechanisms)
        self._rc4_in.reset()

    def _check(self, signature: bytes, clear: bytes) -> None:
        expected = sign(self._flags, self._rc4_in, self._sign_in, self._received, clear)
        self._received += 1
        if expected != signature:
            raise LogonDenied("the message's signature is wrong")


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A finished logon."""

    account: Account
    sealing: Sealing


class NtlmAcceptor:
    """One NTLM logon: `challenge` answers the first message, `accept` checks the last."""

    def __init__(
        self, computer: str, version: str, find: FindAccount, binding: bytes | None = None
    ) -> None:
        self._computer = computer
        self._version = version
        self._find = find
        self._binding = binding
        self._negotiate = self._challenge = b""
        self._server_challenge = os.urandom(8)

    def challenge(self, token: bytes) -> bytes:
        """Answer NEGOTIATE_MESSAGE with the challenge; it names the computer, as Windows does."""
        flags = Negotiate.unpack(token).flags | _ALWAYS
        if not flags & NegotiateFlags.unicode or not flags & _SESSION_SECURITY:
            raise LogonDenied("NTLMv2 needs Unicode and extended session security")
        flags &= ~(NegotiateFlags.oem | NegotiateFlags.lm_key)
        name = self._computer.upper()[:15]
        info = TargetInfo()
        info[AvId.nb_domain_name] = info[AvId.nb_computer_name] = name
        info[AvId.dns_domain_name] = info[AvId.dns_computer_name] = self._computer
        info[AvId.timestamp] = FileTime.now()
        self._negotiate = token
        self._challenge = Challenge(
            flags,
            self._server_challenge,
            target_name=name,
            target_info=info,
            version=_version_of(self._version),
        ).pack()
        return self._challenge

    def accept(self, token: bytes) -> Accepted:
        """Check AUTHENTICATE_MESSAGE against the accounts ([MS-NLMP] 3.2.5.1.2)."""
        auth = Authenticate.unpack(token)
        domain, user = auth.domain_name or "", auth.user_name or ""
        shown = f"{domain}\\{user}" if domain else user
        account = self._find(domain, user)
        if account is None or len(auth.nt_challenge_response or b"") <= 24:
            raise LogonDenied("unknown account, or no NTLMv2", shown)
        proof, info, key = self._expected(auth, account, domain, user)
        if proof != auth.nt_challenge_response or not self._bound(info):
            raise LogonDenied("wrong password", shown)
        if auth.flags & NegotiateFlags.key_exch:
            key = rc4k(key, auth.encrypted_random_session_key or b"")
        if info.get(AvId.flags, 0) & AvFlags.mic:
            self._check_mic(auth, key, shown)
        return Accepted(account=account, sealing=Sealing(auth.flags, key))

    def _expected(
        self, auth: Authenticate, account: Account, domain: str, user: str
    ) -> tuple[bytes, TargetInfo, bytes]:
        sent = NTClientChallengeV2.unpack((auth.nt_challenge_response or b"")[16:])
        hashed = ntowfv2(user, _password_hash(account.password), domain or None)
        proof, _, key = compute_response_v2(
            hashed,
            self._server_challenge,
            sent.challenge_from_client,
            sent.time_stamp,
            sent.av_pairs,
        )
        return proof, sent.av_pairs, key

    def _bound(self, info: TargetInfo) -> bool:
        """Say whether a channel binding, if the client sent one, is this channel's."""
        sent = info.get(AvId.channel_bindings, b"\0" * 16)
        if self._binding is None or sent == b"\0" * 16:
            return True  # CbtHardeningLevel Relaxed
        return bool(sent == md5(GssChannelBindings(application_data=self._binding).pack()))

    def _check_mic(self, auth: Authenticate, key: bytes, shown: str) -> None:
        sent, auth.mic = auth.mic, b"\0" * 16
        if hmac_md5(key, self._negotiate + self._challenge + auth.pack()) != sent:
            raise LogonDenied("the handshake was changed on its way", shown)


_SESSION_SECURITY = NegotiateFlags.extended_session_security


@lru_cache(maxsize=256)
def _password_hash(password: str) -> bytes:
    return ntowfv1(password)  # MD4 in Python: too slow for every logon


def _version_of(version: str) -> Version:
    major, minor, build = (int(part) for part in version.split(".")[:3])
    return Version(major, minor, build)
