"""The redirection port (SOL, IDE-R, KVM): the opening of its protocol, and no session.

The messages are those of Intel's redirection library as MeshCommander speaks it: 0x10 starts a
session (answered by 0x11), 0x13 authenticates (answered by 0x14). Nobody gets further here.
"""

from __future__ import annotations

_SERVICES = (b"SOL ", b"IDER", b"KVMR")
_BASIC, _DIGEST_OLD, _DIGEST = 1, 3, 4


class RedirectionConversation:
    """One connection; `feed` gives what to answer, None to close."""

    def __init__(self, realm: str, challenge_nonce: str) -> None:
        self._realm = realm.encode()
        self._nonce = challenge_nonce.encode()
        self._buffer = b""
        self._started = False

    def feed(self, data: bytes) -> bytes | None:
        """Take bytes and give the answer; None closes the connection."""
        self._buffer += data
        if not self._started:
            return self._start()
        return self._authenticate()

    def _start(self) -> bytes | None:
        head = b"\x10\x00\x00\x00"
        if not head.startswith(self._buffer[:1]) and self._buffer:
            return None
        if len(self._buffer) < 8:
            return b""
        message, self._buffer = self._buffer[:8], self._buffer[8:]
        if message[4:8] not in _SERVICES:
            return b"\x11\x02\x00\x00" + bytes(9)
        self._started = True
        return b"\x11\x00\x00\x00\x01\x00\x00\x00" + bytes(5)

    def _authenticate(self) -> bytes | None:
        if self._buffer[:1] not in (b"", b"\x13"):
            return None
        if len(self._buffer) < 9:
            return b""
        length = int.from_bytes(self._buffer[5:9], "little")
        if length > 4096:
            return None
        if len(self._buffer) < 9 + length:
            return b""
        kind, data = self._buffer[4], self._buffer[9 : 9 + length]
        self._buffer = self._buffer[9 + length :]
        return self._reply(kind, data)

    def _reply(self, kind: int, data: bytes) -> bytes | None:
        if kind == 0:
            return _message(0, 0, bytes((_BASIC, _DIGEST_OLD, _DIGEST)))
        # An initial digest message has a user, and nothing in realm, nonce, uri, cnonce...
        if kind in (_DIGEST, _DIGEST_OLD) and data.count(b"\0") >= 3 and len(data) < 64:
            fields = [self._realm, self._nonce] + ([b"auth"] if kind == _DIGEST else [])
            body = b"".join(bytes((len(field),)) + field for field in fields)
            return _message(1, kind, body)
        return _message(1, kind, b"")


def _message(status: int, kind: int, data: bytes) -> bytes:
    return bytes((0x14, status, 0, 0, kind)) + len(data).to_bytes(4, "little") + data
