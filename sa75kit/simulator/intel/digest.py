"""HTTP Digest authentication (RFC 2617) as the firmware's web server asks for it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')


def _md5(text: str) -> str:
    return hashlib.md5(text.encode("utf-8"), usedforsecurity=False).hexdigest()


class DigestAuthority:
    """One firmware's realm and the nonces that it has given out."""

    def __init__(self, name: str) -> None:
        self.realm = f"Digest:{_md5(name).upper()}"
        self._nonces: list[str] = []

    def challenge(self) -> str:
        """Give the value of a WWW-Authenticate header with a fresh nonce."""
        nonce = secrets.token_urlsafe(24)
        self._nonces = [*self._nonces[-63:], nonce]
        return f'Digest realm="{self.realm}", nonce="{nonce}",stale="false",qop="auth"'

    def accepts(self, header: str, method: str, password: str | None) -> bool:
        """Say whether an Authorization header proves knowledge of admin's password."""
        scheme, _, rest = header.partition(" ")
        if scheme.lower() != "digest" or password is None:
            return False
        said = {m[1].lower(): m[2] if m[2] is not None else m[3] for m in _FIELD.finditer(rest)}
        if said.get("username") != "admin" or said.get("realm") != self.realm:
            return False
        if said.get("nonce") not in self._nonces:
            return False
        return hmac.compare_digest(
            said.get("response", "").lower().encode(), self._expected(said, method, password)
        )

    def _expected(self, said: dict[str, str], method: str, password: str) -> bytes:
        first = _md5(f"admin:{self.realm}:{password}")
        second = _md5(f"{method}:{said.get('uri', '')}")
        middle = said["nonce"]
        if said.get("qop"):
            middle += f":{said.get('nc', '')}:{said.get('cnonce', '')}:{said['qop']}"
        return _md5(f"{first}:{middle}:{second}").encode()
