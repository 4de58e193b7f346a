"""Every parser on answers in several languages: only numbers, places and names may count.

The texts are composed from the documented formats (Microsoft's pages for sc, netstat, tasklist,
reg, certutil) with the words of each language; they are no captures of real machines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit import firmware, lms, ports, uptime
from sa75kit.facts import parse_elevation
from sa75kit.firmware import ControlMode, FirmwareStatus, Sku, Version
from sa75kit.lms import LmsStart
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.registry import parse_keys
from sa75kit.remoting.session import Answer
from tests.answers import answer

PATH = r'"C:\Program Files (x86)\Intel\Intel(R) Management Engine Components\LMS\LMS.exe"'
# (code page, success words, field names): Spanish and Russian Windows translate field names too.
QC_WORDS = {
    "en": (437, "[SC] QueryServiceConfig SUCCESS", "SERVICE_NAME", "START_TYPE"),
    "de": (850, "[SC] QueryServiceConfig ERFOLG", "SERVICE_NAME", "START_TYPE"),
    "fr": (850, "[SC] QueryServiceConfig réussite(s)", "SERVICE_NAME", "START_TYPE"),
    "ja": (932, "[SC] QueryServiceConfig SUCCESS", "SERVICE_NAME", "START_TYPE"),
    "es": (850, "[SC] QueryServiceConfig CORRECTO", "NOMBRE_SERVICIO", "TIPO_INICIO"),
    "ru": (866, "[SC] QueryServiceConfig: успех", "Имя_службы", "Тип_запуска"),
}


def qc(language: str, start: str = "2   AUTO_START  (DELAYED)", path: str = PATH) -> Answer:
    code_page, success, name, start_type = QC_WORDS[language]
    return answer(
        f"""{success}

{name}: LMS
        TYPE               : 10  WIN32_OWN_PROCESS
        {start_type}       : {start}
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : {path}
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : Intel(R) Management and Security Application: LMS
        DEPENDENCIES       : RPCSS
                           : Tcpip
        SERVICE_START_NAME : LocalSystem
""",
        code_page=code_page,
    )


QUERYEX = answer(
    """
SERVICE_NAME: LMS
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : 2164
        FLAGS              :
"""
)
NETSTAT_WORDS = {
    "en": (437, "Active Connections", "LISTENING", "ESTABLISHED"),
    "de": (850, "Aktive Verbindungen", "ABHÖREN", "HERGESTELLT"),
    "fr": (850, "Connexions actives", "LISTENING", "ESTABLISHED"),
    "ja": (932, "アクティブな接続", "LISTENING", "ESTABLISHED"),
    "zh": (936, "活动连接", "LISTENING", "ESTABLISHED"),
}


def netstat(language: str) -> Answer:
    code_page, head, listening, established = NETSTAT_WORDS[language]
    return answer(
        f"""
{head}

  Proto  A                      B                      C
  TCP    0.0.0.0:135            0.0.0.0:0              {listening}       912
  TCP    0.0.0.0:6230           0.0.0.0:0              {listening}       4
  TCP    0.0.0.0:16992          0.0.0.0:0              {listening}       2164
  TCP    127.0.0.1:50100        127.0.0.1:16993        {established}     3000
  TCP    [::]:16992             [::]:0                 {listening}       2164
  UDP    0.0.0.0:123            *:*                                    1100
  UDP    0.0.0.0:623            *:*                                    1100
  UDP    [fe80::1%12]:1900      *:*                                    1100
""",
        code_page=code_page,
    )


TASKLIST = {
    "en": (437, "N/A"),
    "de": (850, "Nicht zutreffend"),
    "fr": (850, "N/A"),
    "ja": (932, "N/A"),
    "zh": (936, "暂缺"),
}


def tasklist(language: str) -> Answer:
    code_page, nothing = TASKLIST[language]
    return answer(
        f'"System Idle Process","0","{nothing}"\n"svchost.exe","912","RpcEptMapper,RpcSs"\n'
        f'"LMS.exe","2164","LMS"\n"MicroLMS.exe","4711","{nothing}"\n',
        code_page=code_page,
    )


SCS = answer(
    """
HKEY_LOCAL_MACHINE\\SOFTWARE\\Intel\\Setup and Configuration Software\\SystemDiscovery
    LastTimeUpdated    REG_SZ    2026-11-24

HKEY_LOCAL_MACHINE\\SOFTWARE\\Intel\\Setup and Configuration Software\\SystemDiscovery\\ManageabilityInfo
    AMTSKU    REG_SZ    Intel(R) Full AMT Manageability
    FWVersion    REG_SZ    9.5.45.1234
    AMTControlMode    REG_SZ    Admin Control Mode

"""  # noqa: E501
)
WMI = answer(
    "FWVersion=9.5.45.1234\nManageabilityMode=2\nReturnValue=0\nProvisioningState=2\nend\n"
)


@pytest.mark.parametrize("language", QC_WORDS)
def test_the_service_is_read_in_every_language(language: str) -> None:
    found = lms.parse_configuration(qc(language))
    assert found == Known(lms.Configuration(start=LmsStart.AUTOMATIC, path=PATH), "sc.exe qc")


@pytest.mark.parametrize(
    ("words", "start"),
    [("3   DEMAND_START", LmsStart.MANUAL), ("4   DISABLED", LmsStart.DISABLED)],
)
def test_the_start_type_is_its_number(words: str, start: LmsStart) -> None:
    found = lms.parse_configuration(qc("de", words))
    assert isinstance(found, Known)
    assert found.value.start is start


def test_a_missing_service_is_absent_and_an_access_denied_is_not() -> None:
    failed = answer(
        "[SC] OpenService FEHLER 1060:\n\nDer angegebene Dienst ist kein installierter Dienst.\n",
        code_page=850,
        exit_code=1060,
    )
    found = lms.parse_configuration(replace(failed, code_page=850))
    assert isinstance(found, Known)
    assert found.value.start is LmsStart.ABSENT
    denied = answer("[SC] OpenService FAILED 5:\n\nAccess is denied.\n", exit_code=5)
    assert lms.parse_configuration(denied) == Unknown("sc.exe qc: access denied (exit code 5)")


def test_the_state_and_process_are_read() -> None:
    found = lms.parse_state(QUERYEX)
    assert found == Known(lms.State(running=True, pid=2164), "sc.exe queryex")


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (r'"C:\Program Files\Intel\LMS.exe" /x', r"C:\Program Files\Intel\LMS.exe"),
        (r"C:\Program Files (x86)\Intel\LMS.exe -service", r"C:\Program Files (x86)\Intel\LMS.exe"),
        (r"C:\lms.exe", r"C:\lms.exe"),
    ],
)
def test_the_program_of_a_service_is_found(path: str, program: str) -> None:
    assert lms.program_of(path) == program


def test_a_driver_package_is_told_from_a_file() -> None:
    assert lms.in_driver_store(
        r"C:\Windows\System32\DriverStore\FileRepository\lms.inf_amd64_1\LMS.exe"
    )
    assert not lms.in_driver_store(PATH)


@pytest.mark.parametrize("language", NETSTAT_WORDS)
def test_listening_sockets_are_told_by_their_empty_foreign_port(language: str) -> None:
    sockets, processes = ports.parse_sockets(netstat(language)), tasklist(language)
    owners = ports.parse_processes(processes)
    assert isinstance(sockets, Known)
    assert isinstance(owners, Known)
    found = ports.me_listeners(sockets.value, owners.value)
    # Neither 6230, nor a remote 16993, nor UDP 623 of somebody who is no LMS.
    assert {(each.port, each.image, each.services) for each in found} == {
        (16992, "LMS.exe", ("LMS",))
    }


def test_an_alternative_lms_is_known_by_its_name_or_by_its_port() -> None:
    owners = ports.parse_processes(tasklist("ja"))
    assert isinstance(owners, Known)
    assert ports.alternative_lms((), owners.value, lms_pid=2164) == ("MicroLMS.exe",)
    renamed = ports.Listener(port=16993, protocol="TCP", image="x.exe", services=(), pid=9)
    assert ports.alternative_lms((renamed,), (), lms_pid=2164) == ("x.exe",)


def test_system_discovery_is_read_from_the_registry() -> None:
    found = firmware.parse_system_discovery(SCS)
    assert found.sku == Known(Sku.AMT, "SystemDiscovery")
    assert found.firmware == Known(Version(9, 5, 45, 1234), "SystemDiscovery")
    assert found.control_mode == Known(ControlMode.ACM, "SystemDiscovery")
    assert isinstance(found.ccm_disabled, Unknown)


def test_provisioned_and_a_mode_agree_but_not_provisioned_and_a_mode_do_not() -> None:
    registry, wmi = firmware.parse_system_discovery(SCS), firmware.parse_wmi(WMI)
    merged = firmware.merge([registry, wmi])
    assert isinstance(merged.control_mode, Known)
    assert merged.control_mode.value is ControlMode.ACM
    assert merged.firmware == Known(Version(9, 5, 45, 1234), r"SystemDiscovery, root\Intel_ME")
    bare = replace(wmi, control_mode=Known(ControlMode.NONE, "wmi"))
    assert isinstance(firmware.merge([registry, bare]).control_mode, Unknown)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("5.2.10.1023", FirmwareStatus.NOT_AFFECTED),
        ("6.2.61.3535", FirmwareStatus.FIXED),
        ("8.1.71.3608", FirmwareStatus.FIXED),
        ("8.1.72.3002", FirmwareStatus.FIXED),
        ("9.5.45.1234", FirmwareStatus.VULNERABLE),
        ("10.0.55.3000", FirmwareStatus.FIXED),
        ("10.0.55.2999", FirmwareStatus.VULNERABLE),
        ("11.0.0.1202", FirmwareStatus.VULNERABLE),
        ("11.6.27.3264", FirmwareStatus.FIXED),
        ("11.7.0.1500", FirmwareStatus.VULNERABLE),
        ("11.7.0.2000", FirmwareStatus.NOT_AFFECTED),
        ("11.8.50.3399", FirmwareStatus.NOT_AFFECTED),
        ("12.0.7.1122", FirmwareStatus.NOT_AFFECTED),
    ],
)
def test_intels_rule_decides_the_branch_first(text: str, status: FirmwareStatus) -> None:
    version = firmware.parse_version(text)
    assert version is not None
    assert firmware.status_of(version) is status


@pytest.mark.parametrize("text", ["", "Unknown", "0.0.0.0", "9.5.45", "9.5.45.1234.1", "v9.5.4.1"])
def test_what_is_no_four_field_version_is_none(text: str) -> None:
    assert firmware.parse_version(text) is None


def test_a_restart_is_told_by_the_hosts_own_uptime() -> None:
    said = answer("boot=20261124080000.500000+540\nnow=20261124090000.500000+540\n")
    asked = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=1)
    assert uptime.parse_boot(said) == Known(asked - timedelta(hours=1), "Win32_OperatingSystem")


@pytest.mark.parametrize(("label", "elevated"), [(12288, True), (16384, True), (8192, False)])
def test_elevation_is_an_integrity_label(label: int, elevated: bool) -> None:
    row = f'"Verbindliche Beschriftung\\Hohe","Bezeichnung","S-1-16-{label}",""\n'
    assert parse_elevation(answer(row, code_page=850)) == Known(elevated, "whoami.exe")


@pytest.mark.parametrize(
    "text", [f"SHA256 hash of a.exe:\n{'ab ' * 32}\n", f"SHA256-Hash von a.exe:\n{'ab' * 32}\n"]
)
def test_a_hash_is_read_with_and_without_spaces(text: str) -> None:
    assert lms.parse_file_hash(answer(text, code_page=850)) == Known("ab" * 32, "certutil")


PARSERS: dict[str, tuple[Callable[[Answer], Reading[object]], Answer]] = {
    "configuration": (lms.parse_configuration, qc("ja")),
    "state": (lms.parse_state, QUERYEX),
    "hash": (lms.parse_file_hash, answer(f"SHA256 hash of a:\n{'ab' * 32}\nok\n")),
    "sockets": (ports.parse_sockets, netstat("ja")),
    "processes": (ports.parse_processes, tasklist("ja")),
    "keys": (parse_keys, SCS),
    "boot": (uptime.parse_boot, answer("boot=20261124080000.500000+540\n")),
    "elevation": (parse_elevation, answer('"a","b","S-1-16-12288",""\n')),
    "control mode": (lambda a: firmware.parse_system_discovery(a).control_mode, SCS),
    "firmware": (lambda a: firmware.parse_system_discovery(a).firmware, SCS),
    "provisioned": (lambda a: firmware.parse_wmi(a).control_mode, WMI),
}


@pytest.mark.parametrize("name", PARSERS)
@given(
    data=st.binary(max_size=300),
    code_page=st.sampled_from([437, 850, 932, 936, 65001, 99999]),
    exit_code=st.sampled_from([None, 0, 1, 5, 1060]),
)
def test_no_answer_makes_a_parser_raise(
    name: str, data: bytes, code_page: int, exit_code: int | None
) -> None:
    parse, whole = PARSERS[name]
    for stdout in (data, whole.stdout + data, data + whole.stdout):
        found = parse(replace(whole, stdout=stdout, code_page=code_page, exit_code=exit_code))
        assert isinstance(found, (Known, Unknown))


@pytest.mark.parametrize("name", PARSERS)
def test_an_answer_that_is_not_whole_is_unknown(name: str) -> None:
    parse, whole = PARSERS[name]
    assert isinstance(parse(replace(whole, truncated=True)), Unknown)
    assert isinstance(parse(replace(whole, failure="did not end within 6 s")), Unknown)
    assert isinstance(parse(replace(whole, exit_code=None)), Unknown)


@pytest.mark.parametrize(
    "name", ["configuration", "state", "hash", "elevation", "control mode", "firmware"]
)
def test_cutting_an_answer_short_never_gives_another_value(name: str) -> None:
    parse, whole = PARSERS[name]
    full = parse(whole)
    for length in range(len(whole.stdout)):
        found = parse(replace(whole, stdout=whole.stdout[:length]))
        assert isinstance(found, Unknown) or found == full


def test_cutting_netstat_short_never_hides_a_listening_me_port() -> None:
    whole = netstat("en")
    for length in range(len(whole.stdout)):
        found = ports.parse_sockets(replace(whole, stdout=whole.stdout[:length]))
        if isinstance(found, Known):
            assert {s.port for s in found.value if s.listens} >= {16992}
