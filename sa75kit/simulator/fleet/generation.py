"""Make up a fleet: a mix as it is met in the field, every host of which can be mitigated."""

from __future__ import annotations

import random
from typing import Any

from sa75kit.simulator.fleet.host import Host
from sa75kit.simulator.fleet.reading import Fleet

_SITES = {"en": ("london", "austin"), "de": ("bonn", "wien"), "ja": ("tokyo", "osaka"),
          "fr": ("lyon", "nantes")}  # fmt: skip
# Language, and how often it is met.
_LANGUAGES = (("en", 4), ("de", 3), ("ja", 3), ("fr", 2))
_WINDOWS = ("6.1.7601", "6.3.9600", "10.0.14393", "10.0.15063", "10.0.15063", "10.0.19045")
_MACHINES = (
    ("Dell Inc.", "OptiPlex 790", "7.1.70.1198"),
    ("Dell Inc.", "OptiPlex 9010", "8.1.40.1456"),
    ("Dell Inc.", "OptiPlex 9020", "9.1.20.1035"),
    ("HP", "HP EliteBook 840 G1", "9.5.45.1234"),
    ("Hewlett-Packard", "HP EliteDesk 800 G1 SFF", "9.0.30.1482"),
    ("LENOVO", "ThinkPad X250", "10.0.38.1000"),
    ("LENOVO", "ThinkPad T460", "11.0.0.1202"),
    ("HP", "HP EliteDesk 800 G3", "11.6.10.1196"),
)
_FIXED = ("8.1.71.3608", "9.1.41.3024", "10.0.55.3000", "11.6.27.3264")
_STATES = (
    {"state": "running", "start": "delayed"},
    {"state": "running", "start": "delayed"},
    {"state": "running", "start": "automatic", "generation": "program-files"},
    {"state": "running", "start": "delayed", "generation": "driver-store"},
)


def generate(hosts: int, seed: int = 75) -> Fleet:
    """Give a fleet of so many hosts; the same seed gives the same fleet.

    Nothing in it is broken, and every host can be brought to done: whoever is in Admin Control
    Mode has a password that the inventory refers to.
    """
    if hosts < 1:
        raise ValueError("a fleet has at least one host")
    chance = random.Random(seed)  # noqa: S311 - the mix of a simulation
    numbers: dict[str, int] = {}
    made = [_host(chance, numbers, index) for index in range(hosts)]
    return Fleet(about=f"{hosts} generated hosts, seed {seed}", hosts=tuple(made))


def _host(chance: random.Random, numbers: dict[str, int], index: int) -> Host:
    languages = [code for code, _ in _LANGUAGES]
    # The first four hosts show every language; after that chance decides.
    language = (
        languages[index]
        if index < len(languages)
        else chance.choices(languages, [weight for _, weight in _LANGUAGES])[0]
    )
    site = chance.choice(_SITES[language])
    numbers[site] = numbers.get(site, 0) + 1
    maker, model, firmware = chance.choice(_MACHINES)
    described: dict[str, Any] = {
        "name": f"{site}-{numbers[site]:02}",
        "language": language,
        "windows": chance.choice(_WINDOWS),
        "manufacturer": maker,
        "model": model,
        "firmware": firmware,
        "uptime_hours": round(chance.uniform(5, 400), 1),
        # A fleet tool ran Intel's discovery not long ago, as most sites do.
        "traces": [{"source": "systemdiscovery", "age_hours": round(chance.uniform(0.5, 4), 1)}],
        **_management(chance, firmware),
    }
    return Host.model_validate(described)


def _management(chance: random.Random, firmware: str) -> dict[str, Any]:
    kind = chance.choices(
        ("CCM", "ACM", "unprovisioned", "ISM", "SBT", "fixed", "stopped"),
        (30, 20, 20, 10, 6, 8, 6),
    )[0]
    lms: dict[str, Any] = dict(chance.choice(_STATES))
    tls = chance.random() < 0.3
    match kind:
        case "CCM":
            return {"control_mode": "CCM", "tls": tls, "lms": lms}
        case "ACM":
            password = f"P@ss-{chance.randrange(16**8):08x}"
            return {"control_mode": "ACM", "admin_password": password, "tls": tls, "lms": lms}
        case "ISM":
            return {"sku": "ISM", "control_mode": chance.choice(("CCM", "none")), "lms": lms}
        case "SBT":
            return {"sku": "SBT", "lms": lms}
        case "fixed":
            return {"firmware": chance.choice(_FIXED), "control_mode": "none", "lms": lms}
        case "stopped":
            return {"lms": {**lms, "state": "stopped", "start": "manual"}}
    return {"lms": lms, "firmware": firmware}
