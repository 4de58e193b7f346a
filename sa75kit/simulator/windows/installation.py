"""What a fresh installation of Windows has: registry, files, services, processes, sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.accounts import account_sid
from sa75kit.simulator.windows.files import VersionInfo
from sa75kit.simulator.windows.images import image_content
from sa75kit.simulator.windows.inbox_behaviours import first_rpc_port, give_behaviours
from sa75kit.simulator.windows.inbox_services import inbox_services
from sa75kit.simulator.windows.registry import REG_EXPAND_SZ
from sa75kit.simulator.windows.service_config import write_config

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

_CURRENT_VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_IMAGES = (
    "System32\\services.exe",
    "System32\\lsass.exe",
    "System32\\svchost.exe",
    "System32\\csrss.exe",
    "System32\\wininit.exe",
    "System32\\winlogon.exe",
    "System32\\smss.exe",
    "System32\\dwm.exe",
    "System32\\spoolsv.exe",
    "System32\\wbem\\WmiPrvSE.exe",
    "System32\\SearchIndexer.exe",
    "System32\\wsmprovhost.exe",
    "System32\\winrshost.exe",
    "System32\\msdtc.exe",
    "System32\\vssvc.exe",
    "System32\\TrustedInstaller.exe",
    "System32\\conhost.exe",
    "explorer.exe",
    "System32\\taskhost.exe",
    "System32\\drivers\\tcpip.sys",
    "System32\\drivers\\http.sys",
    "System32\\drivers\\afd.sys",
    "System32\\drivers\\netbt.sys",
    "System32\\ntoskrnl.exe",
    "System32\\kernel32.dll",
    "notepad.exe",
    "servicing\\TrustedInstaller.exe",
    "System32\\notepad.exe",
)
# Programs that stand elsewhere than in System32.
_ELSEWHERE = {
    "wmic.exe": "System32\\wbem\\WMIC.exe",
    "powershell.exe": "System32\\WindowsPowerShell\\v1.0\\powershell.exe",
}


def install_windows(machine: Windows) -> None:
    """Fill a new machine with what Windows brings."""
    _install_files(machine)
    _install_registry(machine)
    for config in inbox_services(machine.build, machine.language.code):
        write_config(machine.registry, config)
    give_behaviours(machine)


def start_system_processes(machine: Windows) -> None:
    """Put the processes that exist before any service into the table, and their sockets."""
    system = machine.account_name("SYSTEM")
    add = machine.processes.add
    add("System Idle Process", pid=0, user=system, memory_kb=8)
    add("System", pid=4, user=system, memory_kb=144, threads=160)
    smss = add("smss.exe", parent=4, user=system, memory_kb=1156, threads=2)
    add("csrss.exe", parent=smss.pid, user=system, memory_kb=5064)
    wininit = add("wininit.exe", parent=smss.pid, user=system, memory_kb=6592)
    services = add("services.exe", parent=wininit.pid, user=system, memory_kb=9256)
    lsass = add("lsass.exe", parent=wininit.pid, user=system, memory_kb=16932)
    winlogon = add("winlogon.exe", parent=smss.pid, user=system, session=1, memory_kb=9120)
    for entry in machine.processes.all():
        entry.protected = entry.pid in (0, 4) or entry.image in ("smss.exe", "csrss.exe")
        if entry.pid > 4:
            entry.path = f"C:\\Windows\\System32\\{entry.image}"
            entry.command_line = entry.image if entry.image != "lsass.exe" else entry.path
    winlogon.command_line = "winlogon.exe"
    _open_sockets(machine, wininit.pid, services.pid, lsass.pid)


def _open_sockets(machine: Windows, wininit: int, services: int, lsass: int) -> None:
    sockets, first = machine.sockets, first_rpc_port(machine.build)
    for port in (445, 5985, 47001):
        sockets.listen(port, 4)
    for offset, pid in enumerate((wininit, services, lsass)):
        sockets.listen(first + (0, 5, 7)[offset], pid)
    for address in machine.ip_addresses:
        sockets.listen(139, 4, addresses=(address,))
        sockets.bind_udp(137, 4, addresses=(address,))
        sockets.bind_udp(138, 4, addresses=(address,))


def open_everyday_sockets(machine: Windows) -> None:
    """Add what a used machine has besides: connections, and ports that only look like AMT's.

    A connection *to* port 16992 of another machine (an administrator's console), and local ports
    with those digits in them: what a search for digits in netstat's text takes for LMS.
    """
    own = machine.ip_addresses[0]
    search, mail = machine.pid_of("SearchIndexer.exe"), machine.pid_of("svchost.exe")
    machine.sockets.connect((own, 51623), ("10.20.0.25", 16992), mail)
    machine.sockets.connect((own, 51664), ("10.20.0.8", 443), search)
    machine.sockets.connect((own, 50992), ("10.20.0.8", 443), 0, "TIME_WAIT")
    machine.sockets.connect((own, 51702), ("10.20.0.9", 445), 4)
    machine.sockets.connect((own, 51733), ("10.20.0.31", 623), mail, "CLOSE_WAIT")
    machine.sockets.listen(6230, mail, addresses=("127.0.0.1",))
    machine.sockets.bind_udp(56640, mail, addresses=("0.0.0.0",))  # noqa: S104
    machine.sockets.bind_udp(1900, mail, addresses=(own, "127.0.0.1", "::1"))


def _install_files(machine: Windows) -> None:
    for directory in (
        "Program Files\\Common Files", "ProgramData", "Users\\Public", "Users\\Default",
        "Windows\\Temp", "Windows\\System32\\drivers\\etc", "Windows\\Logs", "Windows\\Prefetch",
        "Windows\\System32\\config", "Windows\\INF", "PerfLogs",
        "Windows\\System32\\DriverStore\\FileRepository",
    ):  # fmt: skip
        machine.files.make_directory(f"C:\\{directory}")
    if machine.x64:
        machine.files.make_directory("C:\\Program Files (x86)\\Common Files")
        machine.files.make_directory("C:\\Windows\\SysWOW64")
    version = windows_file_version(machine)
    for image in _IMAGES:
        name = image.rpartition("\\")[2]
        machine.files.install(f"C:\\Windows\\{image}", image_content(name, version),
                              version=version)  # fmt: skip
    for program in machine.programs:
        if program == "wmic.exe" and machine.build >= 26100:
            continue
        path = _ELSEWHERE.get(program, f"System32\\{program}")
        machine.install_program(f"C:\\Windows\\{path}", program, version=version)
    machine.files.install(
        "C:\\Windows\\System32\\drivers\\etc\\hosts",
        b"# Copyright (c) 1993-2009 Microsoft Corp.\r\n#\r\n"
        b"#\t127.0.0.1       localhost\r\n#\t::1             localhost\r\n",
    )


def windows_file_version(machine: Windows) -> VersionInfo:
    """Give the version resource of Windows' own files."""
    number = f"{machine.version}.{17514 if machine.build == 7601 else 1}"
    return VersionInfo(
        file_version=number,
        product_version=number,
        product_name="Microsoft® Windows® Operating System",
        company="Microsoft Corporation",
    )


def _install_registry(machine: Windows) -> None:
    put = machine.registry.set
    major, minor, build = machine.version.split(".")
    product = machine.edition.product
    # Windows 11 still calls itself Windows 10 here.
    put(_CURRENT_VERSION, "ProductName", product.replace("Windows 11", "Windows 10"))
    put(_CURRENT_VERSION, "CurrentBuild", build)
    put(_CURRENT_VERSION, "CurrentBuildNumber", build)
    put(_CURRENT_VERSION, "CurrentVersion", "6.3" if major == "10" else f"{major}.{minor}")
    put(_CURRENT_VERSION, "EditionID", "Professional")
    put(_CURRENT_VERSION, "InstallationType", "Client")
    put(_CURRENT_VERSION, "RegisteredOwner", "IT")
    put(_CURRENT_VERSION, "SystemRoot", r"C:\Windows")
    if major == "10":
        put(_CURRENT_VERSION, "CurrentMajorVersionNumber", 10)
        put(_CURRENT_VERSION, "CurrentMinorVersionNumber", 0)
        put(_CURRENT_VERSION, "ReleaseId", machine.edition.release[:4])
        put(_CURRENT_VERSION, "UBR", 1)
    if machine.build == 7601:
        put(_CURRENT_VERSION, "CSDVersion", "Service Pack 1")
    _install_control(machine)
    for account in machine.accounts:
        sid = account_sid(account)
        profile = f"{_CURRENT_VERSION}\\ProfileList\\{sid}"
        home = f"C:\\Users\\{account.username}"
        put(profile, "ProfileImagePath", home, REG_EXPAND_SZ)
        put(f"HKU\\{sid}\\Volatile Environment", "USERNAME", account.username)


def _install_control(machine: Windows) -> None:
    put = machine.registry.set
    control = r"HKLM\SYSTEM\CurrentControlSet\Control"
    environment = f"{control}\\Session Manager\\Environment"
    for name, value in machine.system_environment().items():
        if name in ("ComSpec", "OS", "Path", "PATHEXT", "windir", "PROCESSOR_ARCHITECTURE"):
            put(environment, name, value, REG_EXPAND_SZ)
    for name in ("ComputerName", "ActiveComputerName"):
        put(f"{control}\\ComputerName\\{name}", "ComputerName", machine.name.upper())
    put(f"{control}\\Nls\\CodePage", "OEMCP", str(machine.oem_code_page))
    put(f"{control}\\Nls\\CodePage", "ACP", str(machine.ansi_code_page))
    put(f"{control}\\Nls\\Language", "InstallLanguage", f"{machine.language.lcid:04X}")
    put(f"{control}\\TimeZoneInformation", "TimeZoneKeyName", machine.language.time_zone_name)
    put(f"{control}\\Lsa", "LimitBlankPasswordUse", 1)
    put(r"HKLM\SYSTEM\Select", "Current", 1)
    put(r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters", "Hostname", machine.name)
    policies = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
    put(policies, "EnableLUA", 1)
    put(policies, "ConsentPromptBehaviorAdmin", 5)
    run = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion"
    put(run, "ProgramFilesDir", r"C:\Program Files")
    put(run, "ProgramFilesDir", r"C:\Program Files (x86)", view=32)
    machine.registry.create(rf"{run}\Uninstall")
    machine.registry.create(rf"{run}\Uninstall", view=32)
