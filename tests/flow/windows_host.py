"""A Windows host in memory that answers the kit's commands as captures show; for flow tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sa75kit.errors import HostError, Unanswered
from sa75kit.inventory import Host
from sa75kit.remoting.session import Answer, Answers, Change, Query

TOOL = r"C:\Intel\ACUConfig\ACUConfig.exe"
START = {"automatic": "2   AUTO_START", "disabled": "4   DISABLED"}


@dataclass
class WindowsHost:
    """A provisioned AMT machine with LMS running; `told` is every change that arrived."""

    mode: str = "Client Control Mode"
    firmware: str = "9.5.45.1234"
    start: str = "automatic"
    running: bool = True
    refuses: HostError | None = None
    lose_answer_to: str | None = None  # a word of the change whose answer is lost
    ignore: str | None = None  # a word of the change that has no effect
    told: list[tuple[str, ...]] = field(default_factory=list)
    sessions: int = 0

    @contextmanager
    def connect(self, host: Host) -> Iterator[WindowsHost]:
        self.sessions += 1
        if self.refuses is not None:
            raise self.refuses
        yield self

    def read(self, queries: Sequence[Query]) -> Answers:
        return {query: self._answer(query.shown, *self._say(query.shown)) for query in queries}

    def run(self, change: Change) -> Answer:
        self.told.append(change.shown)
        words = " ".join(change.shown)
        if self.ignore is None or self.ignore not in words:
            self._obey(words)
        if self.lose_answer_to is not None and self.lose_answer_to in words:
            self.lose_answer_to = None
            raise Unanswered("the connection was lost")
        return self._answer(change.shown, "", 0)

    def _obey(self, words: str) -> None:
        if "UnConfigure" in words:
            self.mode = "None"
        elif "config LMS" in words:
            self.start = "disabled"
        elif "stop LMS" in words:
            self.running = False

    def _answer(self, argv: tuple[str, ...], text: str, code: int) -> Answer:
        return Answer(
            argv=argv,
            stdout=text.replace("\n", "\r\n").encode("cp437"),
            stderr=b"",
            exit_code=code,
            code_page=437,
            started=datetime.now(UTC),
            duration=0.01,
        )

    def _say(self, argv: tuple[str, ...]) -> tuple[str, int]:
        words = " ".join(argv)
        if words.startswith("whoami.exe"):
            return '"Mandatory Label\\High Mandatory Level","Label","S-1-16-12288",""\n', 0
        if words.startswith("sc.exe qc"):
            return QC.format(start=START[self.start]), 0
        if words.startswith("sc.exe queryex"):
            state = "4  RUNNING" if self.running else "1  STOPPED"
            return QUERYEX.format(state=state, pid=2164 if self.running else 0), 0
        if words.startswith("netstat.exe"):
            return NETSTAT + (ME_ROWS if self.running else "") + UDP_ROWS, 0
        if words.startswith("tasklist.exe"):
            lms = '"LMS.exe","2164","LMS"\n' if self.running else ""
            return '"svchost.exe","912","RpcEptMapper,RpcSs"\n' + lms, 0
        if words.startswith("certutil.exe"):
            return f"SHA256 hash of file x:\n{'ab' * 32}\nCertUtil: ok\n", 0
        if "SystemDiscovery" in words:
            return "", 0
        if "/reg:32" in words:
            return SCS.format(mode=self.mode, firmware=self.firmware), 0
        return "", 1


QC = """[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: LMS
        TYPE               : 10  WIN32_OWN_PROCESS
        START_TYPE         : {start}
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : "C:\\Program Files (x86)\\Intel\\LMS\\LMS.exe"
        LOAD_ORDER_GROUP   :
        TAG                : 0
        DISPLAY_NAME       : Intel(R) Management and Security Application
        DEPENDENCIES       : RPCSS
        SERVICE_START_NAME : LocalSystem
"""
QUERYEX = """
SERVICE_NAME: LMS
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : {state}
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
        PID                : {pid}
        FLAGS              :
"""
NETSTAT = """
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       912
"""
ME_ROWS = """  TCP    0.0.0.0:16992          0.0.0.0:0              LISTENING       2164
"""
UDP_ROWS = """  UDP    0.0.0.0:123            *:*                                    912
"""
_KEY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery"
SCS = f"""
{_KEY}

{_KEY}\\ManageabilityInfo
    AMTSKU    REG_SZ    Intel(R) Full AMT Manageability
    FWVersion    REG_SZ    {{firmware}}
    AMTControlMode    REG_SZ    {{mode}}

"""
