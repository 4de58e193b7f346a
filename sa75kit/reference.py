"""References to secrets: what stands in files, plans and commands where a secret belongs."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMES = ("env", "keyring", "file", "prompt", "kerberos")


@dataclass(frozen=True)
class SecretName:
    """A reference that stands where a secret belongs; only a transport resolves it."""

    reference: str

    def __str__(self) -> str:
        return "********"


def is_reference(text: str) -> bool:
    """Whether the text is a credential reference of the contract."""
    scheme, colon, rest = text.partition(":")
    return bool(colon) and scheme in SCHEMES and (bool(rest) or scheme in ("prompt", "kerberos"))
