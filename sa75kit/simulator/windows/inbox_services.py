"""The services that Windows brings: enough of them that LMS is one among many."""

from __future__ import annotations

from collections.abc import Iterator

from sa75kit.simulator.windows.service_config import (
    AUTO,
    BOOT,
    DEMAND,
    DISABLED,
    FILE_SYSTEM_DRIVER,
    KERNEL_DRIVER,
    OWN_PROCESS,
    SHARE_PROCESS,
    SYSTEM,
    ServiceConfig,
)
from sa75kit.simulator.windows.texts.services import display_name

_LS, _NS = r"NT AUTHORITY\LocalService", r"NT AUTHORITY\NetworkService"
# name, svchost group, start, delayed, account, needs
_SHARED = (
    ("AppHostSvc", "apphost", DEMAND, False, "LocalSystem", ()),
    ("Appinfo", "netsvcs", DEMAND, False, "LocalSystem", ("RpcSs", "ProfSvc")),
    ("AudioSrv", "LocalServiceNetworkRestricted", AUTO, False, _LS, ("RpcSs",)),
    ("BFE", "LocalServiceNoNetwork", AUTO, False, _LS, ("RpcSs",)),
    ("BITS", "netsvcs", DEMAND, True, "LocalSystem", ("RpcSs",)),
    ("CryptSvc", "NetworkService", AUTO, False, _NS, ("RpcSs",)),
    ("DcomLaunch", "DcomLaunch", AUTO, False, "LocalSystem", ()),
    ("Dhcp", "LocalServiceNetworkRestricted", AUTO, False, _LS, ("NSI", "Tdx", "Afd")),
    ("Dnscache", "NetworkService", AUTO, False, _NS, ("Tdx", "nsi")),
    ("DPS", "LocalServiceNoNetwork", AUTO, False, _LS, ()),
    ("EventLog", "LocalServiceNetworkRestricted", AUTO, False, _LS, ()),
    ("EventSystem", "LocalService", AUTO, False, _LS, ("rpcss",)),
    ("FontCache", "LocalService", AUTO, False, _LS, ()),
    ("gpsvc", "netsvcs", AUTO, False, "LocalSystem", ("RPCSS", "Mup")),
    ("iphlpsvc", "NetSvcs", AUTO, False, "LocalSystem", ("RpcSS", "Tdx", "winmgmt", "nsi")),
    ("LanmanServer", "netsvcs", AUTO, False, "LocalSystem", ("SamSS", "Srv2")),
    ("LanmanWorkstation", "NetworkService", AUTO, False, _NS, ("Bowser", "NSI")),
    ("lmhosts", "LocalServiceNetworkRestricted", DEMAND, False, _LS, ("NetBT", "Afd")),
    ("MpsSvc", "LocalServiceNoNetwork", AUTO, False, _LS, ("mpsdrv", "bfe")),
    ("netprofm", "LocalService", DEMAND, False, _LS, ("RpcSs", "nlasvc")),
    ("NlaSvc", "NetworkService", AUTO, False, _NS, ("NSI", "RpcSs", "TcpIp", "Dhcp", "Eventlog")),
    ("nsi", "LocalService", AUTO, False, _LS, ("rpcss", "nsiproxy")),
    ("PlugPlay", "DcomLaunch", DEMAND, False, "LocalSystem", ()),
    ("Power", "DcomLaunch", AUTO, False, "LocalSystem", ()),
    ("ProfSvc", "netsvcs", AUTO, False, "LocalSystem", ("RpcSs",)),
    ("RemoteRegistry", "localService", DISABLED, False, _LS, ("RPCSS",)),
    ("RpcEptMapper", "RPCSS", AUTO, False, _NS, ()),
    ("RpcSs", "rpcss", AUTO, False, _NS, ("RpcEptMapper", "DcomLaunch")),
    ("Schedule", "netsvcs", AUTO, False, "LocalSystem", ("RPCSS", "EventLog")),
    ("SENS", "netsvcs", AUTO, False, "LocalSystem", ("EventSystem",)),
    ("ShellHWDetection", "netsvcs", AUTO, False, "LocalSystem", ("RpcSs",)),
    ("TermService", "NetworkService", DEMAND, False, _NS, ("RPCSS",)),
    ("Themes", "netsvcs", AUTO, False, "LocalSystem", ()),
    ("W32Time", "LocalService", DEMAND, False, _LS, ()),
    ("WinHttpAutoProxySvc", "LocalServiceNetworkRestricted", DEMAND, False, _LS, ("Dhcp",)),
    ("Winmgmt", "netsvcs", AUTO, False, "localSystem", ("RPCSS",)),
    ("WinRM", "NetworkService", AUTO, True, _NS, ("RPCSS", "HTTP")),
    ("wuauserv", "netsvcs", DEMAND, True, "LocalSystem", ("rpcss",)),
)
_OWN = (
    ("MSDTC", r"C:\Windows\System32\msdtc.exe", DEMAND, _NS, ("RPCSS", "SamSS")),
    ("Spooler", r"C:\Windows\System32\spoolsv.exe", AUTO, "LocalSystem", ("RPCSS", "http")),
    ("TrustedInstaller", r"C:\Windows\servicing\TrustedInstaller.exe", DEMAND, "localSystem", ()),
    ("VSS", r"C:\Windows\system32\vssvc.exe", DEMAND, "LocalSystem", ("RPCSS",)),
    ("WSearch", r"C:\Windows\system32\SearchIndexer.exe /Embedding", AUTO, "LocalSystem",
     ("RPCSS",)),
)  # fmt: skip
_DRIVERS = (
    ("AFD", KERNEL_DRIVER, SYSTEM, r"\SystemRoot\system32\drivers\afd.sys"),
    ("bowser", FILE_SYSTEM_DRIVER, DEMAND, r"system32\DRIVERS\bowser.sys"),
    ("HTTP", KERNEL_DRIVER, DEMAND, r"system32\drivers\HTTP.sys"),
    ("mpsdrv", KERNEL_DRIVER, DEMAND, r"System32\drivers\mpsdrv.sys"),
    ("Mup", FILE_SYSTEM_DRIVER, BOOT, r"System32\Drivers\mup.sys"),
    ("NetBT", KERNEL_DRIVER, SYSTEM, r"System32\DRIVERS\netbt.sys"),
    ("nsiproxy", KERNEL_DRIVER, SYSTEM, r"system32\drivers\nsiproxy.sys"),
    ("srv2", FILE_SYSTEM_DRIVER, DEMAND, r"System32\DRIVERS\srv2.sys"),
    ("Tcpip", KERNEL_DRIVER, BOOT, r"System32\drivers\tcpip.sys"),
    ("tdx", KERNEL_DRIVER, SYSTEM, r"\SystemRoot\system32\DRIVERS\tdx.sys"),
)
_BUILD_WITH_SPLIT_SERVICES = 15063  # from here on each service has its own svchost.exe


def inbox_services(build: int, language: str) -> Iterator[ServiceConfig]:
    """Give the services of this build of Windows with their names in this language."""
    for name, group, start, delayed, account, needs in _SHARED:
        path = f"C:\\Windows\\system32\\svchost.exe -k {group}"
        if build >= _BUILD_WITH_SPLIT_SERVICES:
            path += " -p"
        if build >= _BUILD_WITH_SPLIT_SERVICES and name not in ("RpcSs", "RpcEptMapper"):
            path += f" -s {name}"
        yield ServiceConfig(
            name=name, display_name=display_name(name, language), binary_path=path,
            type=SHARE_PROCESS, start=start, delayed=delayed, account=account, depends_on=needs,
        )  # fmt: skip
    for name, path, start, account, needs in _OWN:
        yield ServiceConfig(
            name=name, display_name=display_name(name, language), binary_path=path,
            type=OWN_PROCESS, start=start, account=account, depends_on=needs,
        )  # fmt: skip
    yield ServiceConfig(
        name="SamSs", display_name=display_name("SamSs", language), type=SHARE_PROCESS,
        binary_path=r"C:\Windows\system32\lsass.exe", start=AUTO, depends_on=("RPCSS",),
    )  # fmt: skip
    for name, kind, start, path in _DRIVERS:
        yield ServiceConfig(
            name=name, display_name=display_name(name, language), binary_path=path, type=kind,
            start=start, account="", group="PNP_TDI" if start else "",
        )  # fmt: skip
