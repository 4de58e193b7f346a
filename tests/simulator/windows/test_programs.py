"""Console programs: what they find, their exit codes, their quirks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from tests.simulator.windows.conftest import LMS_PATH, USER, Host

GUIDE = r'"\<16993\> \<16992\> \<16994\> \<16995\> \<664\> \<623\>"'


def test_the_guides_port_check_also_finds_what_does_not_listen(host: Host) -> None:
    answer = host.run(f"cmd /c netstat -na | findstr {GUIDE}")
    lines = answer.stdout.splitlines()
    assert any("0.0.0.0:16992" in line and "LISTENING" in line for line in lines)
    assert any(":16992 " in line and "ESTABLISHED" in line for line in lines)
    host.run("net stop LMS")
    after = host.run(f"cmd /c netstat -na | findstr {GUIDE}")
    assert after.code == 0
    assert "LISTENING" not in after.stdout


def test_netstat_rows_stand_in_windows_order(host: Host) -> None:
    rows = [r.split() for r in host.run("netstat -ano").stdout.splitlines() if r[:5] in
            ("  TCP", "  UDP")]  # fmt: skip
    kinds = [(r[0], r[1].startswith("[")) for r in rows]
    assert kinds == sorted(kinds)
    assert all(len(r) == (5 if r[0] == "TCP" else 4) for r in rows)
    assert all(r[2] == "*:*" for r in rows if r[0] == "UDP")


@pytest.mark.parametrize(
    ("options", "kinds"),
    [("-ano -p tcp", {("TCP", False)}), ("-anp UDPv6", {("UDP", True)}),
     ("-n", {("TCP", False)})],
)  # fmt: skip
def test_netstat_filters(host: Host, options: str, kinds: set[tuple[str, bool]]) -> None:
    rows = [r.split() for r in host.run(f"netstat {options}").stdout.splitlines()[4:]]
    assert {(r[0], r[1].startswith("[")) for r in rows} == kinds


def test_netstat_owners_need_elevation(host: Host) -> None:
    assert "[LMS.exe]" in host.run("netstat -abno").stdout
    refused = host.run("netstat -abno", user=USER)
    assert (refused.stdout, refused.code) == ("The requested operation requires elevation.\r\n", 1)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (r'"\<623\>"', [b":623 x", b"a 623"]),
        (r'"623"', [b":623 x", b"6230", b"a 623", b"1623"]),
        (r'/r "^6"', [b"6230"]),
        (r'/e 623', [b"a 623", b"1623"]),
        (r'/x 6230', [b"6230"]),
        (r'/v /c:"623"', [b"other"]),
        (r'/i OTHER', [b"other"]),
        (r'/n /b :6', [b"1::623 x"]),
        (r'"other 1623"', [b"1623", b"other"]),
        (r'/c:"a 623"', [b"a 623"]),
        (r'/r "[0-9]3$"', [b"a 623", b"1623"]),
        (r'/l "6.3"', []),
        (r'"6.3 x"', [b":623 x", b"6230", b"a 623", b"1623"]),
    ],
)  # fmt: skip
def test_findstr(host: Host, options: str, found: list[bytes]) -> None:
    text = b":623 x\r\n6230\r\na 623\r\n1623\r\nother\r\n"
    answer = host.run(f"findstr {options}", stdin=text)
    assert answer.raw.splitlines() == found
    assert answer.code == (0 if found else 1)


def test_findstr_in_files_and_wrong_command_lines(host: Host) -> None:
    host.machine.files.write(r"C:\Users\Public\a.txt", b"one\r\ntwo\r\n")
    host.machine.files.write(r"C:\Users\Public\b.txt", b"two\r\n")
    assert host.run(r"findstr two C:\Users\Public\a.txt").stdout == "two\r\n"
    assert host.run(r"findstr /m two C:\Users\Public\*.txt").stdout.splitlines() == [
        r"C:\Users\Public\a.txt", r"C:\Users\Public\b.txt"
    ]  # fmt: skip
    assert host.run("findstr").code == 2
    assert "Cannot open" in host.run(r"findstr x C:\nosuch.txt").stderr


def test_find_counts_lines(host: Host) -> None:
    assert host.run('find /c "a"', stdin=b"a\r\nb\r\na\r\n").stdout == "2\r\n"
    assert host.run('find "z"', stdin=b"a\r\n").code == 1
    assert host.run("find z", stdin=b"a\r\n").code == 2


def test_tasklist_filters_and_formats(host: Host) -> None:
    pid = host.machine.services.status("LMS").pid
    csv = host.run('tasklist /fi "imagename eq lms.exe" /fo csv /nh').stdout
    assert csv == f'"LMS.exe","{pid}","Services","0","8,000 K"\r\n'
    services = host.run(f'tasklist /svc /fi "pid eq {pid}" /fo list').stdout
    assert services == f"\r\nImage Name: LMS.exe\r\nPID:        {pid}\r\nServices:   LMS\r\n"
    none = host.run('tasklist /fi "imagename eq nosuch.exe"')
    assert none.stdout == "INFO: No tasks are running which match the specified criteria.\r\n"
    assert none.code == 0
    assert host.run('tasklist /fi "frobnicate"').code == 1


def test_taskkill_answers(host: Host) -> None:
    pid = host.machine.services.status("LMS").pid
    assert host.run(f"taskkill /pid {pid}").code == 1
    assert host.run(f"taskkill /f /pid {pid}", user=USER).code == 1
    done = host.run(f"taskkill /f /pid {pid}")
    assert done.stdout == f"SUCCESS: The process with PID {pid} has been terminated.\r\n"
    missing = host.run(f"taskkill /f /pid {pid}")
    assert (missing.stderr, missing.code) == (f'ERROR: The process "{pid}" not found.\r\n', 128)
    assert host.run("taskkill /f /pid 4").code == 1


def test_registry_views(host: Host) -> None:
    key = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery"
    host.machine.registry.set(key, "FWVersion", "9.5.15.1730", view=32)
    assert host.run(f'reg query "{key}"').code == 1
    assert "FWVersion    REG_SZ    9.5.15.1730" in host.run(f'reg query "{key}" /reg:32').stdout
    wow = key.replace("SOFTWARE", r"SOFTWARE\Wow6432Node")
    assert "9.5.15.1730" in host.run(f'reg query "{wow}"').stdout


def test_reg_query(host: Host) -> None:
    key = r"HKLM\SOFTWARE\Test"
    host.run(rf'reg add {key}\Sub /v Words /t REG_MULTI_SZ /d "a\0b" /f')
    host.run(rf"reg add {key} /v Number /t REG_DWORD /d 0x1f /f")
    host.run(rf"reg add {key} /ve /d text /f")
    assert host.run(f"reg query {key}").stdout == (
        "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Test\r\n"
        "    (Default)    REG_SZ    text\r\n"
        "    Number    REG_DWORD    0x1f\r\n"
        "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Test\\Sub\r\n"
    )
    deep = host.run(f"reg query {key} /s").stdout
    assert "    Words    REG_MULTI_SZ    a\\0b\r\n" in deep
    searched = host.run(f"reg query {key} /s /f Num")
    assert searched.stdout.endswith("\r\nEnd of search: 1 match(es) found.\r\n")
    assert host.run(f"reg query {key} /s /f zzz").code == 1
    assert host.run(f"reg query {key} /v Nope").code == 1
    assert host.run(f"reg delete {key} /v Number /f").code == 0
    assert host.run(f"reg query {key} /v Number").code == 1
    assert host.run(f"reg add {key} /v X /d 1 /f", user=USER).code == 1
    assert host.run("reg query HKXX").code == 1
    assert host.run("reg frob").code == 1


def test_whoami_tells_elevation_by_a_sid(host: Host) -> None:
    assert '"S-1-16-12288"' in host.run("whoami /groups /fo csv /nh").stdout
    assert '"S-1-16-8192"' in host.run("whoami /groups /fo csv", user=USER).stdout
    assert host.run("whoami").stdout == "pc-17\\admin\r\n"
    assert host.run("whoami /frob").code == 1


def test_hashes_are_of_the_files_bytes(make_host: Callable[..., Host]) -> None:
    new, old = make_host(), make_host(version="6.1.7601")
    digest = hashlib.sha256(new.machine.files.read(LMS_PATH)).hexdigest()
    answer = new.run(f'certutil -hashfile "{LMS_PATH}" SHA256').stdout
    assert answer == (
        f"SHA256 hash of {LMS_PATH}:\r\n{digest}\r\n"
        "CertUtil: -hashfile command completed successfully.\r\n"
    )
    spaced = bytes.fromhex(digest).hex(" ")
    assert f"SHA256 hash of file {LMS_PATH}:\r\n{spaced}\r\n" in (
        old.run(f'certutil -hashfile "{LMS_PATH}" SHA256').stdout
    )
    missing = new.run(r"certutil -hashfile C:\nosuch")
    assert missing.code == -2147024894
    assert "0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)" in missing.stdout


def test_wmic_lines_end_in_two_carriage_returns(host: Host) -> None:
    answer = host.run("wmic service where \"name='LMS'\" get State,Name /format:csv")
    assert answer.raw == b"\r\r\nNode,Name,State\r\r\nPC-17,LMS,Running\r\r\n"
    value = host.run('wmic service where name="LMS" get StartMode /value').raw
    assert value == b"\r\r\n\r\r\nStartMode=Auto\r\r\n\r\r\n\r\r\n"
    assert host.run("wmic service where name='LMS' call ChangeStartMode Disabled").code == 0
    assert host.machine.services.config("LMS").start == 4
    none = host.run("wmic service where name='nosuch' get name")
    assert (none.stdout, none.stderr) == ("", "No Instance(s) Available.\r\n")
    assert host.run(r"wmic /namespace:\\root\Intel_ME path ME_System get").code == -2147217394
    assert host.run("wmic frob get x").code == 44124


def test_windows_11_has_no_wmic(make_host: Callable[..., Host]) -> None:
    answer = make_host(version="10.0.26100").run("cmd /c wmic os get version")
    assert answer.code == 1


def test_elevation_probes(host: Host) -> None:
    for line in ("fltmc", "net session"):
        assert host.run(line).code == 0
        assert host.run(line, user=USER).code != 0


def test_a_protected_file_needs_its_rights_changed(host: Host) -> None:
    path = r"C:\Windows\System32\DriverStore\FileRepository\lms.inf_amd64_1\LMS.exe"
    host.machine.files.install(path, b"MZ").locked = True
    host.machine.files.file(path).owner = "system"
    assert "Access is denied." in host.run(f"cmd /c del {path}").stderr
    assert host.run(f"icacls {path} /grant admin:F").code == 5
    assert host.run(f"takeown /f {path}").code == 0
    assert host.run(f"icacls {path} /grant admin:F").code == 0
    assert host.run(f"cmd /c del {path}").stderr == ""
    assert not host.machine.files.exists(path)
