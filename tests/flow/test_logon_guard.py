from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from sa75kit.errors import CredentialRejected, HostError, NotSent, Unreachable
from sa75kit.inventory import Host
from sa75kit.remoting.logon_guard import LogonGuard, guarded
from tests.flow.windows_host import WindowsHost

HOSTS = [Host(name=f"pc-{number}", address="127.0.0.1") for number in range(20)]


def test_parallel_logons_never_go_over_the_limit() -> None:
    tried: list[str] = []

    @contextmanager
    def connect(host: Host) -> Iterator[WindowsHost]:
        tried.append(host.name)
        time.sleep(0.01)
        raise CredentialRejected("refused")
        yield

    connect_guarded = guarded(connect, LogonGuard(3), port=None, timeout=1)

    def attempt(host: Host) -> str:
        try:
            with connect_guarded(host):
                return "in"
        except HostError as error:
            return str(error)

    with ThreadPoolExecutor(16) as threads:
        said = list(threads.map(attempt, HOSTS))
    assert len(tried) == 3
    assert said.count("refused") == 3
    assert sum(text.startswith("not tried: 3 credentials were refused") for text in said) == 17


def test_one_that_is_let_in_begins_the_count_again() -> None:
    guard = LogonGuard(2)
    for refused in (True, False, True, False, True):
        try:
            with guard.logon():
                if refused:
                    raise CredentialRejected("refused")
        except CredentialRejected:
            pass
    assert not guard.closed


def test_a_host_that_is_down_does_not_count() -> None:
    guard = LogonGuard(1)
    with pytest.raises(Unreachable), guard.logon():
        raise Unreachable("down")
    assert not guard.closed


def test_nothing_is_tried_where_nobody_listens() -> None:
    connected = threading.Event()

    @contextmanager
    def connect(host: Host) -> Iterator[WindowsHost]:
        connected.set()
        yield WindowsHost()

    host = Host(name="pc-1", address="127.75.254.254")
    connect_guarded = guarded(connect, LogonGuard(3), port=1, timeout=1)
    with pytest.raises(NotSent, match="pc-1: nothing listens for WinRM"), connect_guarded(host):
        pass
    assert not connected.is_set()
