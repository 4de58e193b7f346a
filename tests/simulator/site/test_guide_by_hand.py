"""The guide carried out by hand with pypsrp, as a responder would, and what the machines say."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.shell import Process, WinRS
from pypsrp.wsman import WSMan

from sa75kit.simulator.fleet import Fleet, parse_fleet
from sa75kit.simulator.site import Site

ACUCONFIG = r"C:\Intel\ACUConfig\ACUConfig.exe"
ME_PORTS = {16992, 16993, 16994, 16995, 623, 664}
NETSTAT = r'netstat -na | findstr "\<16993\> \<16992\> \<16994\> \<16995\> \<664\> \<623\>"'


@pytest.fixture
def fleet() -> Fleet:
    return parse_fleet(
        json.dumps(
            {
                "hosts": [
                    {"name": "bonn-01", "language": "de", "control_mode": "CCM", "tls": True},
                    {"name": "tokyo-17", "language": "ja", "firmware": "9.5.45.1234",
                     "control_mode": "ACM", "admin_password": "Kanda-17"},
                    {"name": "lyon-01", "language": "fr", "control_mode": "ACM",
                     "rcs": "rcs01.example.test"},
                ]
            }
        )
    )  # fmt: skip


@contextmanager
def connected(site: Site, host: str) -> Iterator[WSMan]:
    account = site.account
    wsman = WSMan(
        site.addresses[host], port=site.port, ssl=False, encryption="always", no_proxy=True,
        auth="negotiate", username=f"{account.domain}\\{account.username}",
        password=account.password, connection_timeout=5,
    )  # fmt: skip
    with wsman:
        yield wsman


def winrs(shell: WinRS, program: str, *arguments: str) -> tuple[int, str]:
    process = Process(shell, program, list(arguments))
    process.invoke()
    process.signal("http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/Terminate")
    return process.rc, process.stdout.decode("utf-8", "replace")


def psrp(pool: RunspacePool, script: str) -> list[Any]:
    shell = PowerShell(pool)
    shell.add_script(script)
    output = shell.invoke()
    assert not shell.streams.error, [str(record) for record in shell.streams.error]
    return list(output)


def wait_for(site: Site, host: str, key: str, value: object) -> dict[str, Any]:
    end = time.monotonic() + 5
    while (truth := site.truth()[host])["lms"][key] != value and time.monotonic() < end:
        time.sleep(0.05)
    return truth


def test_client_control_mode_over_winrs(fleet: Fleet) -> None:
    with Site(fleet) as site, connected(site, "bonn-01") as wsman, WinRS(wsman) as shell:
        assert "LISTENING" not in winrs(shell, NETSTAT)[1]
        assert ":16993" in winrs(shell, NETSTAT)[1]
        code, text = winrs(shell, ACUCONFIG, "UnConfigure")
        assert (code, "Exit with code 0" in text) == (0, True)
        truth = site.truth()["bonn-01"]
        assert not truth["provisioned"]
        assert truth["wire"] == []
        assert {16992, 623} <= set(truth["listening"])  # LMS still listens (E3)
        assert winrs(shell, "SC Config LMS start=disabled")[0] == 0
        assert site.truth()["bonn-01"]["lms"]["running"]
        assert winrs(shell, "sc.exe", "stop", "LMS")[0] == 0
        truth = wait_for(site, "bonn-01", "running", False)
        assert truth["lms"]["start"] == "disabled"
        assert not ME_PORTS & set(truth["listening"])
        path = winrs(shell, "SC QC LMS")[1]
        assert r"LMS\LMS.exe" in path


def test_admin_control_mode_over_psrp(fleet: Fleet) -> None:
    with Site(fleet) as site, connected(site, "tokyo-17") as wsman, RunspacePool(wsman) as pool:
        refused = psrp(pool, f"$null = & {ACUCONFIG} UnConfigure; $LASTEXITCODE")
        assert refused[-1] != 0
        assert site.truth()["tokyo-17"]["provisioned"]
        done = psrp(
            pool,
            f"$null = & {ACUCONFIG} UnConfigure /AdminPassword Kanda-17 /Full; $LASTEXITCODE",
        )
        assert done[-1] == 0
        assert not site.truth()["tokyo-17"]["provisioned"]
        psrp(pool, "Set-Service LMS -StartupType Disabled; Stop-Service LMS -Force")
        truth = wait_for(site, "tokyo-17", "running", False)
        assert truth["lms"]["start"] == "disabled"
        left = psrp(
            pool,
            "@(Get-NetTCPConnection -State Listen | "
            "Where-Object { 16992,16993,16994,16995,623,664 -contains $_.LocalPort }).Count",
        )
        assert left == [0]


def test_deleting_lms_leaves_its_program(fleet: Fleet) -> None:
    with Site(fleet) as site, connected(site, "bonn-01") as wsman, WinRS(wsman) as shell:
        winrs(shell, ACUCONFIG, "UnConfigure")
        assert winrs(shell, "sc.exe", "delete", "LMS")[0] == 0
        truth = site.truth()["bonn-01"]["lms"]
        assert (truth["exists"], truth["marked"], truth["running"]) == (True, True, True)
        assert winrs(shell, "sc.exe", "delete", "LMS")[0] == 1072
        winrs(shell, "sc.exe", "stop", "LMS")
        wait_for(site, "bonn-01", "exists", False)
        assert winrs(shell, "sc.exe", "query", "LMS")[0] == 1060
        program = truth["path"].strip('"')
        assert winrs(shell, "cmd.exe", "/c", "dir", f'"{program}"')[0] == 0
        assert winrs(shell, "cmd.exe", "/c", "del", f'"{program}"')[0] == 0
        assert winrs(shell, "cmd.exe", "/c", "dir", f'"{program}"')[0] == 1


def test_the_rcs_form_fails_over_a_network_logon(fleet: Fleet) -> None:
    line = (ACUCONFIG, "UnConfigure", "/RCSaddress", "rcs01.example.test", "/Full")
    with Site(fleet) as site, connected(site, "lyon-01") as wsman, WinRS(wsman) as shell:
        code, text = winrs(shell, *line)
        assert (code, "root\\Intel_RCS" in text) == (75, True)
        assert site.truth()["lyon-01"]["provisioned"]
        user = (r"/WMIuser", rf"EXAMPLE\{site.account.username}", "/WMIuserPassword")
        code, _ = winrs(shell, *line, *user, site.account.password)
        assert code == 0
        assert not site.truth()["lyon-01"]["provisioned"]


def test_the_log_tells_every_command_once_and_no_secret(fleet: Fleet, tmp_path: Path) -> None:
    with Site(fleet, out=tmp_path) as site:
        with connected(site, "tokyo-17") as wsman, WinRS(wsman) as shell:
            winrs(shell, ACUCONFIG, "UnConfigure", "/AdminPassword", "Kanda-17", "/Full")
        text = (tmp_path / "log.jsonl").read_text(encoding="utf-8")
        assert site.account.password not in text
    assert "Kanda-17" not in text
    rows = [json.loads(line) for line in text.splitlines()]
    sent = [row for row in rows if row["event"] == "process"
            and "UnConfigure" in row["details"]["command_line"]
            and row["details"]["command_line"].startswith(ACUCONFIG)]  # fmt: skip
    assert len(sent) == 1
    assert {row["host"] for row in rows if row["event"] == "unprovisioned"} == {"tokyo-17"}


def test_https_is_verified_against_the_sites_own_authority(fleet: Fleet, tmp_path: Path) -> None:
    with Site(fleet, tls=True) as site:
        site.write_files(tmp_path)
        account = site.account
        for host in ("bonn-01", "tokyo-17"):
            wsman = WSMan(
                site.addresses[host], port=5986, ssl=True, auth="ntlm", no_proxy=True,
                cert_validation=str(tmp_path / "ca.pem"), password=account.password,
                username=f"{account.domain}\\{account.username}",
            )  # fmt: skip
            with wsman, WinRS(wsman) as shell:
                assert winrs(shell, "hostname.exe")[1].strip().lower() == host
