"""UDP 623: the answers to an RMCP presence ping, of AMT firmware and of a board controller."""

from __future__ import annotations

from sa75kit.simulator.intel.firmware import ManagementEngine

ASF_ENTERPRISE, INTEL_ENTERPRISE = 4542, 343
_PING, _PONG = 0x80, 0x40
_CLASS_ASF, _CLASS_IPMI = 6, 7
_IPMI_SUPPORTED, _ASF_1_0 = 0x80, 0x01
_AMT_BIT = 0x20


def answer_of_amt(engine: ManagementEngine, datagram: bytes) -> bytes | None:
    """Give the presence pong of provisioned firmware: Intel's number and the AMT version."""
    if not _is_ping(datagram) or not engine.wire_ports():
        return None
    port = 16993 if engine.tls else 16992
    major, minor = engine.version[:2]
    both = 0x04 if engine.tls else 0
    oem = bytes((major << 4 & 0xF0 | minor & 0x0F, engine.state.value | both))
    data = INTEL_ENTERPRISE.to_bytes(4, "big") + port.to_bytes(2, "big") + oem
    return _pong(datagram, data + bytes((_ASF_1_0, _AMT_BIT)) + bytes(6))


def answer_of_bmc(datagram: bytes) -> bytes | None:
    """Give what a board management controller (iLO, iDRAC) answers: ASF's number, IPMI."""
    if _is_ping(datagram):
        data = ASF_ENTERPRISE.to_bytes(4, "big") + bytes(4)
        return _pong(datagram, data + bytes((_IPMI_SUPPORTED | _ASF_1_0, 0)) + bytes(6))
    if len(datagram) >= 23 and datagram[3] & 0x1F == _CLASS_IPMI and datagram[19] == 0x38:
        return _channel_capabilities(datagram)
    return None


def _is_ping(datagram: bytes) -> bool:
    return (
        len(datagram) >= 12
        and datagram[0] == 6
        and datagram[3] & 0x1F == _CLASS_ASF
        and datagram[4:8] == ASF_ENTERPRISE.to_bytes(4, "big")
        and datagram[8] == _PING
    )


def _pong(ping: bytes, data: bytes) -> bytes:
    header = bytes((6, 0, 0xFF, _CLASS_ASF)) + ASF_ENTERPRISE.to_bytes(4, "big")
    return header + bytes((_PONG, ping[9], 0, len(data))) + data


def _channel_capabilities(request: bytes) -> bytes:
    """Answer IPMI's Get Channel Authentication Capabilities (IPMI 2.0, table 22-15)."""
    head = bytes((request[17], 0x1C))  # requester's address, application response
    body = bytes((request[14], request[18], 0x38, 0, 1, 0x84, 0x04, 0x02, 0, 0, 0, 0))
    message = head + _checksum(head) + body + _checksum(body)
    return bytes((6, 0, 0xFF, _CLASS_IPMI, 0)) + bytes(8) + bytes((len(message),)) + message


def _checksum(data: bytes) -> bytes:
    return bytes((-sum(data) & 0xFF,))
