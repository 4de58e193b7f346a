"""How a site's hosts are connected to: its transport, its credential checked first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sa75kit.errors import BadInput
from sa75kit.inventory import Host
from sa75kit.remoting.local import connect_local
from sa75kit.remoting.secrets import check_references, resolve_credential
from sa75kit.remoting.session import Connect
from sa75kit.remoting.winrm import connect_winrm
from sa75kit.settings import Settings


def connect_for(settings: Settings, folder: Path, hosts: Sequence[Host] = ()) -> Connect:
    """Give the site's `connect`; `folder` is the one that the site file stands in.

    Every reference of the site and of these hosts is resolved once here, so that a missing one
    shows before any host is touched.

    Raises:
        BadInput: a reference cannot be resolved, or this machine cannot log on that way.
    """
    check_references((host.amt_password for host in hosts), folder)
    remoting = settings.remoting
    if remoting.transport == "local":
        return connect_local(remoting, folder)
    if remoting.credential is None:
        raise BadInput("remoting.credential: is required for winrm, for example env:SA75_TOKYO")
    credential = resolve_credential(remoting.credential, folder)
    return connect_winrm(remoting, folder, credential)
