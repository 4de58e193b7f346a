"""Who may log on to a machine, and what their access token says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sa75kit.simulator.seam import Account

HIGH, MEDIUM, SYSTEM_LEVEL = "S-1-16-12288", "S-1-16-8192", "S-1-16-16384"


@dataclass(frozen=True, kw_only=True)
class Token:
    """An access token: `elevated` is the integrity level of an administrator."""

    account: Account
    sid: str
    elevated: bool
    network: bool = True

    @property
    def name(self) -> str:
        """Give DOMAIN\\user as Windows prints it."""
        return f"{self.account.domain}\\{self.account.username}"

    @property
    def integrity(self) -> str:
        """Give the SID of the integrity level."""
        return HIGH if self.elevated else MEDIUM


def domain_sid(domain: str) -> str:
    """Give the SID of a domain or machine; the same name always has the same one."""
    digest = hashlib.sha256(domain.upper().encode()).digest()
    numbers = (int.from_bytes(digest[i : i + 4], "little") for i in (0, 4, 8))
    return "S-1-5-21-" + "-".join(str(number) for number in numbers)


def account_sid(account: Account) -> str:
    """Give the SID of an account; 500 is the built-in administrator's number."""
    if account.username.lower() in ("administrator", "administrateur", "administrador"):
        return f"{domain_sid(account.domain)}-500"
    digest = hashlib.sha256(account.username.upper().encode()).digest()
    return f"{domain_sid(account.domain)}-{1001 + int.from_bytes(digest[:2], 'little') % 8000}"


def token_for(account: Account) -> Token:
    """Give the token with which an account's network logon runs."""
    return Token(account=account, sid=account_sid(account), elevated=account.administrator)
