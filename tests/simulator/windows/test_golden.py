"""What the common programs print in each language, whole, as kept in golden/LANGUAGE.txt.

SA75KIT_WRITE_GOLDEN=1 makes the test write the files anew; then read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sa75kit.simulator.windows import Socket
from tests.simulator.windows.conftest import USER, Host

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "de", "ja", "fr", "es", "zh")
LINES = (
    "sc qc LMS", "sc queryex LMS", "sc query nosuch", "sc config LMS start= disabled",
    "sc delete nosuch", "sc qdescription LMS", "sc qfailure LMS", "netstat -ano", "netstat -an",
    'tasklist /fi "imagename eq lms.exe"', 'tasklist /v /fo csv /fi "imagename eq lms.exe"',
    'tasklist /svc /fi "imagename eq lms.exe"', "taskkill /f /im nosuch.exe",
    r"reg query HKLM\SYSTEM\CurrentControlSet\Services\LMS",
    r"reg query HKLM\SYSTEM\CurrentControlSet\Services\Nope",
    r"reg query HKLM\SYSTEM\CurrentControlSet\Services\LMS /ve",
    r"reg query HKLM\SYSTEM\CurrentControlSet\Services\LMS /s /f LMS.exe",
    "whoami /groups", "whoami /groups /fo csv", "whoami /user /fo list",
    r"certutil -hashfile C:\Users\Public\file.bin SHA256", r"certutil -hashfile C:\nosuch",
    "net stop LMS", "net start LMS", "sc stop LMS", "cmd /c foo", "cmd /c ver", "cmd /c chcp.com",
    r"cmd /c dir C:\Users\Public", r"cmd /c type C:\nosuch.txt", "getmac", "ipconfig",
)  # fmt: skip


def prepare(host: Host) -> None:
    """Make everything that differs from run to run the same."""
    machine = host.machine
    machine.processes._next = 4000
    machine.services.shut_down()
    machine.files.write(r"C:\Users\Public\file.bin", b"the same bytes", modified=machine.installed)
    folder = machine.files.find(r"C:\Users\Public")
    folder.created = machine.installed
    machine.services.start("LMS")
    host.settle("LMS", 4)
    for socket in machine.sockets.all():
        machine.sockets.close(socket)
    pid = machine.services.status("LMS").pid
    machine.sockets.listen(16992, pid)
    machine.sockets.connect(("10.20.0.17", 51623), ("10.20.0.25", 16992), 4)
    machine.sockets.connect(("10.20.0.17", 50992), ("10.20.0.8", 443), 0, "TIME_WAIT")
    machine.sockets.add(Socket(protocol="UDP", local_address="0.0.0.0", local_port=123, pid=1236,
                               state=""))  # fmt: skip
    machine.services.change("LMS", {"description": "Intel(R) LMS"})


def transcript(host: Host) -> str:
    """Give everything that the command lines print, with line ends made visible."""
    prepare(host)
    parts = []
    for line in LINES:
        answer = host.run(line)
        shown = (answer.stdout + answer.stderr).replace("\r\n", "¶\n")
        parts.append(f"> {line}\n{shown}= {answer.code}\n")
    refused = host.run("sc config LMS start= auto", user=USER)
    parts.append("> sc config LMS start= auto (no administrator)\n"
                 + refused.stdout.replace("\r\n", "¶\n") + f"= {refused.code}\n")  # fmt: skip
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_print_what_windows_prints(make_host: Callable[..., Host], language: str) -> None:
    file = GOLDEN / f"{language}.txt"
    found = transcript(make_host(language))
    if os.environ.get("SA75KIT_WRITE_GOLDEN"):
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_written_in_the_console_code_page(
    make_host: Callable[..., Host], language: str
) -> None:
    assert "?" not in transcript(make_host(language))
