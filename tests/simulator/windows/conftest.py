"""A simulated machine with LMS on it, and a way to run a command line there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from sa75kit.simulator.seam import Account
from sa75kit.simulator.windows import (
    ServiceBehaviour,
    ServiceConfig,
    VersionInfo,
    Windows,
)
from sa75kit.simulator.windows.code_pages import decode
from sa75kit.simulator.windows.processes import ProcessEntry

LMS_PATH = r"C:\Program Files (x86)\Intel\Intel(R) Management Engine Components\LMS\LMS.exe"
ADMIN = Account(domain="PC-17", username="admin", password="x")
USER = Account(domain="PC-17", username="clerk", password="x", administrator=False)


@dataclass(kw_only=True)
class Lms(ServiceBehaviour):
    """Opens 16992 while it runs."""

    start_seconds: float | None = 0.05
    stop_seconds: float | None = 0.05
    started: list[str] = field(default_factory=list)

    def on_start(self, machine: Windows, service: str, process: ProcessEntry) -> None:
        self.started.append(service)
        machine.sockets.listen(16992, process.pid)


@dataclass(frozen=True)
class Answer:
    stdout: str
    stderr: str
    code: int
    raw: bytes


class Host:
    """A machine and its console."""

    def __init__(self, machine: Windows) -> None:
        self.machine = machine

    def run(
        self,
        line: str,
        *,
        stdin: bytes = b"",
        user: Account = ADMIN,
        code_page: int | None = None,
        timeout: float = 20,
    ) -> Answer:
        process = self.machine.start(line, user=user, code_page=code_page)
        process.write(stdin)
        process.close_input()
        out, err, end = b"", b"", time.monotonic() + timeout
        while time.monotonic() < end:
            output = process.read(1)
            out, err = out + output.stdout, err + output.stderr
            if output.exit_code is not None:
                page = code_page or self.machine.oem_code_page
                return Answer(decode(out, page), decode(err, page), output.exit_code, out)
        process.terminate()
        raise TimeoutError(line)

    def settle(self, service: str = "LMS", *states: int) -> int:
        """Wait until a service has stopped or runs, and give its state."""
        return self.machine.services.wait(service, states or (1, 4), 5).state


@pytest.fixture
def make_host() -> Iterator[Callable[..., Host]]:
    machines: list[Windows] = []

    def make(language: str = "en", version: str = "10.0.15063", **options: object) -> Host:
        machine = Windows(
            "PC-17",
            address="127.75.3.17",
            accounts=(ADMIN, USER),
            language=language,
            version=version,
            **options,  # type: ignore[arg-type]
        )
        machines.append(machine)
        machine.install_program(
            LMS_PATH, "LMS.exe", version=VersionInfo(file_version="9.5.15.1730")
        )
        machine.install_service(
            ServiceConfig(
                name="LMS",
                display_name="Intel(R) Management and Security Application Local Management "
                "Service",
                binary_path=f'"{LMS_PATH}"',
                start=2,
                delayed=True,
                depends_on=("RPCSS",),
            ),
            Lms(),
            running=True,
        )
        return Host(machine)

    yield make
    for machine in machines:
        assert not [d for e, d in machine.events if e == "simulator_error"]
        machine.close()


@pytest.fixture
def host(make_host: Callable[..., Host]) -> Host:
    return make_host()
