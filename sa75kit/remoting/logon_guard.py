"""Guards an account against lockout: never more logons at once than may still be refused.

After `limit` refused credentials in a row, over the whole site, nobody else is tried. While
`n` have been refused in a row, at most `limit - n` logons are under way, so that not even
parallel ones go over the limit.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sa75kit.errors import CredentialRejected, NotSent, Unreachable
from sa75kit.inventory import Host
from sa75kit.remoting.session import Connect, Session


class LogonGuard:
    """Counts refused credentials of one site; shared by all its threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._refused = 0
        self._under_way = 0
        self._changed = threading.Condition()

    @property
    def closed(self) -> bool:
        """Whether the limit is reached."""
        return self._refused >= self._limit

    @contextmanager
    def logon(self) -> Iterator[None]:
        """Wait for a place, log on inside, and count how it ended.

        Raises:
            NotSent: the limit is reached; nothing was tried.
        """
        with self._changed:
            while not self.closed and self._under_way >= self._limit - self._refused:
                self._changed.wait()
            if self.closed:
                raise NotSent(
                    f"not tried: {self._refused} credentials were refused in a row; check the"
                    " account, then run again"
                )
            self._under_way += 1
        refused: bool | None = None
        try:
            yield
            refused = False
        except CredentialRejected:
            refused = True
            raise
        finally:
            with self._changed:
                self._under_way -= 1
                if refused is not None:
                    self._refused = self._refused + 1 if refused else 0
                self._changed.notify_all()


def guarded(connect: Connect, guard: LogonGuard, *, port: int | None, timeout: float) -> Connect:
    """Give a `connect` that logs on under the guard.

    A host that is down must not hold one of the few places, so its port is tried before
    (`port` is the site's; None where nothing is connected to).
    """

    @contextmanager
    def connect_guarded(host: Host) -> Iterator[Session]:
        if port is not None:
            knock(host, host.port or port, timeout)
        connection = connect(host)
        with guard.logon():
            session = connection.__enter__()
        try:
            yield session
        except BaseException as error:
            if not connection.__exit__(type(error), error, error.__traceback__):
                raise
        else:
            connection.__exit__(None, None, None)

    return connect_guarded


def knock(host: Host, port: int, timeout: float) -> None:
    """See that somebody listens on a host's port.

    Raises:
        Unreachable: nobody does.
    """
    try:
        socket.create_connection((host.address, port), timeout).close()
    except (OSError, UnicodeError) as error:
        why = "no answer" if isinstance(error, TimeoutError) else str(error)
        raise Unreachable(
            f"{host.name}: nothing listens for WinRM on {host.address}:{port} ({why}); is it on,"
            " and is its WinRM service running?"
        ) from error
