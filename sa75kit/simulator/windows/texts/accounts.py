"""Names of the well-known accounts and groups in each language.

Best knowledge rather than a capture: es and zh names of the logon-type groups.
"""

from __future__ import annotations

_SYSTEM = {
    "en": "NT AUTHORITY\\SYSTEM",
    "de": "NT-AUTORITÄT\\SYSTEM",
    "ja": "NT AUTHORITY\\SYSTEM",
    "fr": "AUTORITE NT\\Système",
    "es": "NT AUTHORITY\\SYSTEM",
    "zh": "NT AUTHORITY\\SYSTEM",
}
_LOCAL = {
    "en": "NT AUTHORITY\\LOCAL SERVICE",
    "de": "NT-AUTORITÄT\\Lokaler Dienst",
    "ja": "NT AUTHORITY\\LOCAL SERVICE",
    "fr": "AUTORITE NT\\SERVICE LOCAL",
    "es": "NT AUTHORITY\\SERVICIO LOCAL",
    "zh": "NT AUTHORITY\\LOCAL SERVICE",
}
_NETWORK = {
    "en": "NT AUTHORITY\\NETWORK SERVICE",
    "de": "NT-AUTORITÄT\\Netzwerkdienst",
    "ja": "NT AUTHORITY\\NETWORK SERVICE",
    "fr": "AUTORITE NT\\SERVICE RÉSEAU",
    "es": "NT AUTHORITY\\Servicio de red",
    "zh": "NT AUTHORITY\\NETWORK SERVICE",
}
_ACCOUNTS = {
    "localsystem": _SYSTEM,
    "system": _SYSTEM,
    "nt authority\\system": _SYSTEM,
    "local service": _LOCAL,
    "nt authority\\localservice": _LOCAL,
    "nt authority\\local service": _LOCAL,
    "network service": _NETWORK,
    "nt authority\\networkservice": _NETWORK,
    "nt authority\\network service": _NETWORK,
}


def account_name(which: str, language: str) -> str:
    """Give a well-known account as this language prints it; any other name as it is."""
    names = _ACCOUNTS.get(which.lower())
    return which if names is None else names.get(language, names["en"])
