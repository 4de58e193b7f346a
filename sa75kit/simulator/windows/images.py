"""Executable files: their bytes, and which file a service's binary path means."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from sa75kit.simulator.windows.command_line import program_candidates
from sa75kit.simulator.windows.environment import Environment
from sa75kit.simulator.windows.files import FileSystem, VersionInfo

_DOS = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8" + bytes(43) + b"\x80\0\0\0"
_DOS_TEXT = (
    b"\x0e\x1f\xba\x0e\0\xb4\t\xcd!\xb8\1L\xcd!This program cannot be run in DOS mode.\r\r\n$"
)


def image_content(name: str, version: VersionInfo) -> Callable[[], bytes]:
    """Give the bytes of an executable: always the same for a name and a version."""

    def make() -> bytes:
        seed = f"{name.lower()}|{version.file_version}|{version.product_name}".encode()
        size = 20480 + hashlib.sha256(seed).digest()[0] * 512
        body = hashlib.shake_256(seed).digest(size - 512)
        strings = f"FileVersion\0{version.file_version}\0{version.description}".encode("utf-16-le")
        return (_DOS + _DOS_TEXT).ljust(128, b"\0") + b"PE\0\0" + strings[:300].ljust(380) + body

    return make


def is_executable(data: bytes) -> bool:
    """Say whether bytes begin as a program does."""
    return data[:2] == b"MZ"


def resolve_image(files: FileSystem, environment: Environment, binary_path: str) -> str | None:
    """Give the path of the program that a service's binary path names, None where none is there.

    Quotes, arguments, %SystemRoot%, \\SystemRoot\\ and driver paths relative to Windows are
    understood; an unquoted path with spaces is tried word by word, as CreateProcess does.
    """
    line = environment.expand(binary_path.strip())
    lowered = line.lower()
    if lowered.startswith("\\systemroot\\"):
        line = "C:\\Windows\\" + line[12:]
    elif lowered.startswith("\\??\\"):
        line = line[4:]
    elif lowered.startswith("system32\\"):
        line = "C:\\Windows\\" + line
    for candidate, _ in program_candidates(line):
        for path in (candidate, candidate + ".exe"):
            full = path if path[1:2] == ":" else f"C:\\Windows\\System32\\{path}"
            if files.is_file(full):
                return files.real_path(full)
    return None
