"""Message encryption: the multipart/encrypted form of [MS-WSMV] 2.2.9.1."""

from __future__ import annotations

import re
import struct

from sa75kit.simulator.winrm.ntlm import LogonDenied, Sealing

PROTOCOL = "application/HTTP-SPNEGO-session-encrypted"
CONTENT_TYPE = f'multipart/encrypted;protocol="{PROTOCOL}";boundary="Encrypted Boundary"'
_BOUNDARY = b"--Encrypted Boundary"
_ORIGINAL = re.compile(rb"OriginalContent:\s*type=([^\r\n]*?);Length=(\d+)\s*?\r\n", re.IGNORECASE)
_STREAM = re.compile(rb"Content-Type:\s*application/octet-stream\s*?\r\n", re.IGNORECASE)


class NotEncrypted(Exception):
    """The body does not have the form it says it has, or was not sealed by this connection."""


def is_encrypted(content_type: str) -> bool:
    """Say whether a body of this type is an encrypted message."""
    return content_type.lower().startswith("multipart/encrypted")


def decrypt(body: bytes, sealing: Sealing) -> tuple[bytes, str]:
    """Give the message and its content type; NotEncrypted where that cannot be."""
    original, stream = _ORIGINAL.search(body), _STREAM.search(body)
    if original is None or stream is None:
        raise NotEncrypted("no multipart/encrypted message")
    length = int(original.group(2))
    start = stream.end()
    (signature_length,) = struct.unpack("<I", body[start : start + 4].ljust(4, b"\0"))
    data_start = start + 4 + signature_length
    if signature_length != 16 or len(body) < data_start + length:
        raise NotEncrypted("the message is shorter than it says")
    signature = body[start + 4 : data_start]
    try:
        message = sealing.unseal(signature, body[data_start : data_start + length])
    except LogonDenied as error:
        raise NotEncrypted(str(error)) from error
    return message, original.group(1).decode("latin-1")


def encrypt(message: bytes, content_type: str, sealing: Sealing) -> bytes:
    """Give the multipart form of a message, sealed for this connection."""
    signature, sealed = sealing.seal(message)
    original = f"type={content_type};Length={len(message)}".encode("latin-1")
    return b"".join((
        _BOUNDARY, b"\r\n",
        b"\tContent-Type: ", PROTOCOL.encode(), b"\r\n",
        b"\tOriginalContent: ", original, b"\r\n",
        _BOUNDARY, b"\r\n",
        b"\tContent-Type: application/octet-stream\r\n",
        struct.pack("<I", len(signature)), signature, sealed,
        _BOUNDARY, b"--\r\n",
    ))  # fmt: skip
