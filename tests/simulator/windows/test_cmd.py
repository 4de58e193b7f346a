"""cmd.exe reads its command lines as Windows' own does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sa75kit.simulator.seam import CannotStart
from tests.simulator.windows.conftest import LMS_PATH, Host


@pytest.mark.parametrize(
    ("line", "stdout", "code"),
    [
        ("cmd /c echo a&echo b", "a\r\nb\r\n", 0),
        ('cmd /c "echo a & echo b"', "a \r\nb\r\n", 0),
        ("cmd /c echo a^&b", "a&b\r\n", 0),
        ('cmd /c echo "a & b"', '"a & b"\r\n', 0),
        ("cmd /c (echo b & echo a) | sort", "a\r\nb \r\n", 0),
        ('cmd /c "sc query nosuch >nul || echo missing"', "missing\r\n", 0),
        ('cmd /c "sc query LMS >nul && echo there"', "there\r\n", 0),
        ('cmd /c "sc query nosuch >nul && echo there"', "", 1060),
        ("cmd /c exit 7", "", 7),
        ("cmd.exe /d /s /c \"exit /b 3\"", "", 3),
        ("cmd /c echo.", "\r\n", 0),
        ("cmd /c echo %USERNAME% %NOSUCH%", "admin %NOSUCH%\r\n", 0),
        ('cmd /c "set X=1& echo %X%"', "%X%\r\n", 0),
        ('cmd /v:on /c "set X=1& echo !X!"', "1\r\n", 0),
        ("cmd /c if 1==1 (echo yes) else echo no", "yes\r\n", 0),
        ("cmd /c if not exist C:\\nosuch echo gone", "gone\r\n", 0),
        ("cmd /c if /i LMS==lms echo same", "same\r\n", 0),
        ("cmd /c if 9 gtr 10 (echo more) else (echo less)", "less\r\n", 0),
        ("cmd /c set /a (2+3)*4", "20", 0),
        ('cmd /c "for %a in (1 2) do @echo [%a]"', "[1]\r\n[2]\r\n", 0),
        ('cmd /c "for /l %i in (3,-1,1) do @echo %i"', "3\r\n2\r\n1\r\n", 0),
        ('cmd /c "cd /d C:\\Windows\\Temp && cd"', "C:\\Windows\\Temp\r\n", 0),
        ('cmd /c "pushd C:\\Windows & cd & popd & cd"', "C:\\Windows\r\nC:\\Users\\admin\r\n", 0),
        ("cmd /c echo x|findstr x", "x\r\n", 0),
        ('cmd /c ""C:\\Windows\\System32\\hostname.exe""', "PC-17\r\n", 0),
        ('cmd /c "C:\\Windows\\System32\\hostname.exe"', "PC-17\r\n", 0),
        ("cmd /c rem nothing & echo x", "", 0),
        ("cmd /c ver", "\r\nMicrosoft Windows [Version 10.0.15063.1]\r\n", 0),
    ],
)  # fmt: skip
def test_command_lines(host: Host, line: str, stdout: str, code: int) -> None:
    answer = host.run(line)
    assert (answer.stdout, answer.code) == (stdout, code)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "'foo' is not recognized as an internal or external command,\r\n"
               "operable program or batch file.\r\n"),
        ("de", 'Der Befehl "foo" ist entweder falsch geschrieben oder\r\n'
               "konnte nicht gefunden werden.\r\n"),
        ("ja", "'foo' は、内部コマンドまたは外部コマンド、\r\n"
               "操作可能なプログラムまたはバッチ ファイルとして認識されていません。\r\n"),
        ("fr", "'foo' n'est pas reconnu en tant que commande interne\r\n"
               "ou externe, un programme exécutable ou un fichier de commandes.\r\n"),
        ("es", '"foo" no se reconoce como un comando interno o externo,\r\n'
               "programa o archivo por lotes ejecutable.\r\n"),
        ("zh", "'foo' 不是内部或外部命令，也不是可运行的程序\r\n或批处理文件。\r\n"),
    ],
)  # fmt: skip
def test_unknown_commands(make_host: Callable[..., Host], language: str, text: str) -> None:
    answer = make_host(language).run("cmd /c foo")
    assert (answer.stderr, answer.code) == (text, 1)
    assert make_host(language).run('cmd /v:on /c "foo & echo !errorlevel!"').stdout == "9009\r\n"


def test_for_reads_the_lines_of_a_command(host: Host) -> None:
    line = "cmd /c for /f \"tokens=3\" %i in ('sc query LMS ^| findstr STATE') do @echo %i"
    assert host.run(line).stdout == "4\r\n"
    line = 'cmd /c for /f "tokens=1* delims=:" %a in ("one:two:three") do @echo %a=%b'
    assert host.run(line).stdout == "one=two:three\r\n"


def test_redirections(host: Host) -> None:
    host.run(r"cmd /c sc query nosuch > C:\Users\Public\out.txt 2>&1")
    assert b"FAILED 1060" in host.machine.files.read(r"C:\Users\Public\out.txt")
    host.run(r"cmd /c foo 2> C:\Users\Public\err.txt")
    assert b"not recognized" in host.machine.files.read(r"C:\Users\Public\err.txt")
    host.run(r"cmd /c echo more>> C:\Users\Public\out.txt")
    assert host.machine.files.read(r"C:\Users\Public\out.txt").endswith(b"more\r\n")
    assert host.run(r"cmd /c findstr 1060 < C:\Users\Public\out.txt").code == 0
    assert host.run("cmd /c hostname >nul").stdout == ""
    assert host.run(r"cmd /c type C:\nosuch\x").code == 1


def test_files_and_directories(host: Host) -> None:
    assert host.run(r"cmd /c md C:\Work\a & echo 1>C:\Work\a\one.txt").code == 0
    assert host.run(r"cmd /c copy C:\Work\a\one.txt C:\Work\two.txt").stdout.strip() == (
        "1 file(s) copied."
    )
    assert host.run(r"cmd /c dir /b C:\Work").stdout == "a\r\ntwo.txt\r\n"
    assert host.run(r"cmd /c ren C:\Work\two.txt three.txt").code == 0
    assert host.run(r"cmd /c rd C:\Work").code == 145
    assert host.run(r"cmd /c rd /s /q C:\Work").code == 0
    missing = host.run(r"cmd /c dir C:\Work")
    assert (missing.stderr, missing.code) == ("File Not Found\r\n", 1)


def test_a_running_program_cannot_be_deleted(host: Host) -> None:
    answer = host.run(f'cmd /c del "{LMS_PATH}"')
    assert answer.stderr.endswith("Access is denied.\r\n")
    host.run("net stop LMS")
    assert host.run(f'cmd /c del "{LMS_PATH}"').stderr == ""
    assert not host.machine.files.exists(LMS_PATH)


def test_a_batch_file(host: Host) -> None:
    text = """@echo off
setlocal
set name=%1
if "%name%"=="" goto usage
call :check %name%
if errorlevel 1 (
  echo %name% is missing
  exit /b 4
)
echo %~n0 found %name%
exit /b 0
:check
sc query %1 >nul 2>&1
exit /b %errorlevel%
:usage
echo usage
exit /b 2
"""
    host.machine.files.write(r"C:\Users\Public\look.bat", text.replace("\n", "\r\n").encode())
    found = host.run(r"C:\Users\Public\look.bat LMS")
    assert (found.stdout, found.code) == ("look found LMS\r\n", 0)
    missing = host.run(r"cmd /c C:\Users\Public\look.bat nosuch")
    assert (missing.stdout, missing.code) == ("nosuch is missing\r\n", 4)
    assert host.run(r"cmd /c C:\Users\Public\look.bat").code == 2


def test_commands_from_standard_input(host: Host) -> None:
    answer = host.run("cmd.exe /q", stdin=b"echo one\r\nhostname\r\nexit 5\r\n")
    assert answer.stdout.splitlines()[-2:] == ["one", "PC-17"]
    assert answer.code == 5


def test_the_code_page_of_the_console(make_host: Callable[..., Host]) -> None:
    host = make_host("de")
    assert host.run("cmd /c chcp").stdout == "Aktive Codepage: 850.\r\n"
    changed = host.run("cmd /c chcp 65001 >nul & netstat -ano", code_page=850)
    assert "ABHÖREN".encode() in changed.raw
    assert "ABHÖREN".encode("cp850") in host.run("netstat -ano").raw
    assert host.run("cmd /c chcp 1").code == 1


@pytest.mark.parametrize("code_page", [437, 65001])
def test_east_asian_windows_speaks_english_on_a_foreign_console(
    make_host: Callable[..., Host], code_page: int
) -> None:
    host = make_host("ja")
    assert "Active Connections" in host.run("netstat -an", code_page=code_page).stdout
    assert "アクティブな接続" in host.run("netstat -an").stdout
    german = make_host("de").run("netstat -an", code_page=code_page)
    assert "Aktive Verbindungen" in german.stdout


@pytest.mark.parametrize(("line", "error"), [("foo.exe", 2), ("chcp", 2), ("dir", 2)])
def test_create_process_knows_no_built_in_commands(host: Host, line: str, error: int) -> None:
    with pytest.raises(CannotStart) as raised:
        host.run(line)
    assert raised.value.winerror == error


def test_a_file_that_is_no_program(host: Host) -> None:
    host.machine.files.write(r"C:\Users\Public\x.exe", b"no program")
    with pytest.raises(CannotStart) as raised:
        host.run(r"C:\Users\Public\x.exe")
    assert raised.value.winerror == 193
