"""netstat.exe: the socket table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.sockets import Socket
from sa75kit.simulator.windows.texts import netstat as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_PROTOCOLS = {"tcp": ("TCP", False), "tcpv6": ("TCP", True), "udp": ("UDP", False),
              "udpv6": ("UDP", True)}  # fmt: skip
_SERVICES = {80: "http", 135: "epmap", 139: "netbios-ssn", 443: "https", 445: "microsoft-ds"}


@dataclass
class _Options:
    flags: set[str]
    protocol: tuple[str, bool] | None = None
    interval: float | None = None


def netstat(call: Invocation) -> int:
    """Run netstat.exe."""
    options = _read_options(call.argv[1:])
    if options is None:
        call.write(texts.USAGE.replace("\n", "\r\n"))
        return 1
    if "b" in options.flags and not call.user.elevated:
        call.write(f"{texts.ELEVATION[call.language.code]}\r\n")
        return 1
    if options.flags & set("ers"):
        call.write(_statistics(options.flags))
        return 0
    while True:
        call.write(_table(call, options))
        if options.interval is None:
            return 0
        call.sleep(options.interval)


def _read_options(words: list[str]) -> _Options | None:
    options = _Options(set())
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word.isdigit():
            options.interval = max(float(word), 1)
        elif word[:1] in "-/" and word[1:]:
            letters = word[1:].lower()
            if not set(letters) <= set("abefnopqrstxy"):
                return None
            options.flags |= set(letters)
            if letters.endswith("p"):
                options.protocol = _PROTOCOLS.get(rest.pop(0).lower()) if rest else None
                if options.protocol is None:
                    return None
        else:
            return None
    return options


def _table(call: Invocation, options: _Options) -> str:
    language = call.language.code
    header = texts.HEADER[language]
    if "o" in options.flags and language in texts.GAP:
        header += " " * texts.GAP[language] + "PID"
    out = [f"\r\n{texts.TITLE[language]}\r\n\r\n{header}\r\n"]
    for socket in _chosen(call.machine.sockets.all(), options):
        out.append(_row(call, socket, options.flags))
        if "b" in options.flags:
            out.append(_owner(call, socket))
    return "".join(out)


def _chosen(sockets: Iterable[Socket], options: _Options) -> Iterable[Socket]:
    everything = "a" in options.flags or ("b" in options.flags and "q" in options.flags)
    for socket in sockets:
        passive = socket.protocol == "UDP" or socket.state == "LISTENING"
        if passive and not everything:
            continue
        if options.protocol in (None, (socket.protocol, socket.ipv6)):
            yield socket


def _row(call: Invocation, socket: Socket, flags: set[str]) -> str:
    language = call.language.code
    states = texts.STATES.get(language, {})
    state = states.get(socket.state, socket.state)
    protocol = f"  {socket.protocol:<7}" if language != "ja" else f"  {socket.protocol:<12}"
    local = f"{_endpoint(socket.local_address, str(socket.local_port)):<22} "
    foreign = f"{_foreign(call, socket, numeric='n' in flags):<22} "
    row = f"{protocol}{local}{foreign}"
    if "o" in flags:
        return f"{row}{state:<15} {socket.pid}\r\n"
    return f"{row}{state}\r\n"


def _endpoint(address: str, port: str) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def _foreign(call: Invocation, socket: Socket, *, numeric: bool) -> str:
    if socket.protocol == "UDP":
        return "*:*"
    address = socket.foreign_address or ("::" if socket.ipv6 else "0.0.0.0")  # noqa: S104
    if numeric:
        return _endpoint(address, str(socket.foreign_port))
    own = not socket.foreign_address or address.startswith("127.") or address == "::1"
    name = call.machine.name if own else address
    port = _SERVICES.get(socket.foreign_port, str(socket.foreign_port))
    return f"{name}:{port}" if own else _endpoint(name, port)


def _owner(call: Invocation, socket: Socket) -> str:
    for entry in call.machine.processes.all():
        if entry.pid == socket.pid and entry.pid > 4:
            shared = entry.image.lower() == "svchost.exe" and entry.services
            service = f"  {entry.services[0]}\r\n" if shared else ""
            return f"{service} [{entry.image}]\r\n"
    return f" {texts.NO_OWNER[call.language.code]}\r\n"


def _statistics(flags: set[str]) -> str:
    if "r" in flags:
        line = "=" * 75
        return f"{line}\r\nInterface List\r\n{line}\r\n"
    return (
        "Interface Statistics\r\n\r\n                           Received            Sent\r\n\r\n"
        "Bytes                     831245873       132467321\r\n"
        "Unicast packets             1243452          873221\r\n"
    )
