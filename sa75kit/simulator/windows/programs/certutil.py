"""certutil.exe: the hash of a file, base64."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.texts import certutil as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_ALGORITHMS = ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")
_NAMES = {2: "ERROR_FILE_NOT_FOUND", 3: "ERROR_PATH_NOT_FOUND", 5: "ERROR_ACCESS_DENIED",
          32: "ERROR_SHARING_VIOLATION", 80: "ERROR_FILE_EXISTS", 87: "ERROR_INVALID_PARAMETER",
          123: "ERROR_INVALID_NAME"}  # fmt: skip
# Since Windows 10 the hash is one word.
_FIRST_BUILD_WITHOUT_SPACES = 10240


def certutil(call: Invocation) -> int:
    """Run certutil.exe."""
    words = [word for word in call.argv[1:] if word.lower() not in ("-f", "/f", "-v", "/v")]
    verb = words[0][1:].lower() if words and words[0][:1] in "-/" else ""
    verbs = {"hashfile": _hash_file, "encode": _encode, "decode": _decode}
    if verb not in verbs:
        return _fail(call, verb or "?", 87)
    try:
        verbs[verb](call, words[1:])
    except Win32Error as error:
        return _fail(call, verb, error.code)
    call.write(f"{texts.DONE[call.language.code].format(verb)}\r\n")
    return 0


def _fail(call: Invocation, verb: str, code: int) -> int:
    language = call.language.code
    name = _NAMES.get(code, "ERROR")
    number = 0x80070000 | code
    detail = f"{number:#x} (WIN32: {code} {name})"
    call.write(f"{texts.FAILED[language].format(verb, detail)}\r\n")
    call.write(f"CertUtil: {system_message(code, language)}\r\n")
    return number - (1 << 32)


def _hash_file(call: Invocation, words: list[str]) -> None:
    if not words:
        raise Win32Error(87)
    name = words[0]
    algorithm = words[1].upper() if len(words) > 1 else "SHA1"
    if algorithm not in _ALGORITHMS:
        raise Win32Error(87)
    data = call.machine.files.read(full_path(name, call.directory))
    if not data:
        raise Win32Error(1006)
    digest = hashlib.new(algorithm.lower(), data, usedforsecurity=False).digest()
    old = call.machine.build < _FIRST_BUILD_WITHOUT_SPACES
    title = (texts.HASH_OF_OLD if old else texts.HASH_OF)[call.language.code]
    shown = title.format(algorithm, name)
    text = digest.hex(" ") if old else digest.hex()
    call.write(f"{shown}\r\n{text}\r\n")


def _encode(call: Invocation, words: list[str]) -> None:
    source, target = _two(call, words)
    data = base64.b64encode(call.machine.files.read(source)).decode()
    lines = [data[i : i + 64] for i in range(0, len(data), 64)]
    body = "\r\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
    call.machine.files.write(target, body.encode())


def _decode(call: Invocation, words: list[str]) -> None:
    source, target = _two(call, words)
    text = call.machine.files.read(source).decode("ascii", "ignore")
    body = "".join(line for line in text.splitlines() if not line.startswith("-----"))
    call.machine.files.write(target, base64.b64decode(body))


def _two(call: Invocation, words: list[str]) -> tuple[str, str]:
    if len(words) < 2:
        raise Win32Error(87)
    target = full_path(words[1], call.directory)
    if call.machine.files.exists(target):
        raise Win32Error(80)
    return full_path(words[0], call.directory), target
