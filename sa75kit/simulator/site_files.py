"""What a responder needs to work on a simulated site: inventory, site file, secrets, trust."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from sa75kit.simulator.fleet import Host
from sa75kit.simulator.intel.tools import SCS_DIRECTORY
from sa75kit.simulator.seam import Account

_COLUMNS = ("host", "address", "amt_password", "rcs_address", "location", "owner")
_OWNERS = {"en": "Desktop Services", "de": "Arbeitsplatz-IT", "ja": "情報システム部",
           "fr": "Support informatique", "es": "Soporte", "zh": "信息技术部"}  # fmt: skip


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def write_credential(folder: Path, account: Account) -> None:
    """Write credential.json."""
    name = f"{account.domain}\\{account.username}"
    text = json.dumps({"username": name, "password": account.password}, indent=1)
    write_secret(folder / "credential.json", text + "\n")


def write_inventory(folder: Path, hosts: Sequence[Host], addresses: Mapping[str, str]) -> None:
    """Write inventory.csv, and a file for each AMT password that it refers to."""
    with (folder / "inventory.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for host in hosts:
            rows.writerow(
                (
                    host.name,
                    addresses[host.name],
                    _password_reference(folder, host),
                    host.rcs or "",
                    host.name.partition("-")[0],
                    _OWNERS[host.language],
                )
            )


def _password_reference(folder: Path, host: Host) -> str:
    if host.admin_password is None or not host.password_known:
        return ""
    directory = folder / "amt-passwords"
    directory.mkdir(mode=0o700, exist_ok=True)
    write_secret(directory / f"{host.name}.txt", host.admin_password + "\n")
    return f"file:amt-passwords/{host.name}.txt"


def write_site(folder: Path, hosts: Sequence[Host], *, name: str, port: int, tls: bool) -> None:
    """Write site.yaml: short deadlines, and a wide gate where hosts are broken on purpose."""
    broken = any(host.obstacles for host in hosts)
    remoting: dict[str, object] = {
        "transport": "winrm",
        "shell": "cmd",  # PowerShell remoting waits for the simulated PowerShell
        "ssl": tls,
        "port": port,
        "auth": "negotiate",
        "credential": "file:credential.json",
        "parallel": 8,
        "connect_timeout": 3,
        "command_timeout": 6,
        "host_timeout": 40,
    }
    if tls:
        remoting["ca"] = "ca.pem"
    site = {
        "site": name,
        "inventory": "inventory.csv",
        "remoting": remoting,
        "tools": {"acuconfig": rf"{SCS_DIRECTORY}\ACUConfig.exe"},
        "policy": {"lms": "disable"},
        "rollout": {
            "waves": [1, "50%", "100%"],
            "max_failed": "100%" if broken else "10%",
        },
    }
    text = yaml.safe_dump(site, sort_keys=False, allow_unicode=True)
    head = "# A simulated site: every address is on this computer.\n"
    (folder / "site.yaml").write_text(head + text, encoding="utf-8")
