"""The file system of drive C: paths without case, contents as bytes or made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sa75kit.simulator.windows.winerror import (
    ACCESS_DENIED,
    ALREADY_EXISTS,
    DIRECTORY_NOT_EMPTY,
    FILE_EXISTS,
    FILE_NOT_FOUND,
    INVALID_NAME,
    PATH_NOT_FOUND,
    SHARING_VIOLATION,
    Win32Error,
)

Content = bytes | Callable[[], bytes]
Changed = Callable[[str, object, object], None]
_FORBIDDEN = set('<>"|?*')


@dataclass(frozen=True, kw_only=True)
class VersionInfo:
    """The version resource of an executable file."""

    file_version: str
    product_name: str = ""
    company: str = ""
    description: str = ""
    original_filename: str = ""
    product_version: str = ""


@dataclass
class File:
    """One file; `program` names the entry of the machine's program table that it runs."""

    name: str
    content: Content
    created: datetime
    modified: datetime
    version: VersionInfo | None = None
    program: str | None = None
    attributes: str = "A"
    in_use: bool = False
    owner: str = ""
    locked: bool = False  # only Windows' installer may change it, until its rights are changed

    def read(self) -> bytes:
        """Give the bytes of the file."""
        return self.content if isinstance(self.content, bytes) else self.content()


@dataclass
class Directory:
    """One directory."""

    name: str
    created: datetime
    entries: dict[str, File | Directory] = field(default_factory=dict)
    attributes: str = "D"

    @property
    def modified(self) -> datetime:
        """Say when it last changed (its making: nothing here needs more)."""
        return self.created


def split_path(path: str) -> list[str]:
    """Give a full path's parts without the drive; `.` and `..` are resolved.

    Raises:
        Win32Error: 3, another drive or no full path; 123, a forbidden character.
    """
    path = path.replace("/", "\\")
    for prefix in ("\\\\?\\", "\\??\\", "\\\\.\\"):
        path = path.removeprefix(prefix)
    if path[:2].lower() != "c:":
        raise Win32Error(PATH_NOT_FOUND)
    parts: list[str] = []
    for part in path[2:].split("\\"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part.rstrip(". ") or part)
    if any(_FORBIDDEN & set(part) for part in parts) or any(":" in part for part in parts):
        raise Win32Error(INVALID_NAME)
    return parts


def full_path(path: str, directory: str) -> str:
    """Give the absolute form of a path that a program in `directory` names."""
    path = path.replace("/", "\\")
    if path[:2] == "\\\\":
        return path
    if path[1:2] == ":":
        base = path if path[2:3] == "\\" else f"{directory}\\{path[2:]}"
    elif path.startswith("\\"):
        base = directory[:2] + path
    else:
        base = f"{directory}\\{path}"
    drive = base[:2]
    parts: list[str] = []
    for part in base[2:].split("\\"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return f"{drive}\\" + "\\".join(parts)


class FileSystem:
    """Everything on C:; errors are Windows' own (2 no file, 3 no path, 5 denied, 32 in use…)."""

    def __init__(self, now: Callable[[], datetime], *, changed: Changed | None = None) -> None:
        self._now = now
        self.root = Directory("C:", now())
        self.changed = changed

    def find(self, path: str) -> File | Directory:
        """Give what is at a path.

        Raises:
            Win32Error: 2 or 3 as Windows tells them apart.
        """
        parts = split_path(path)
        here: File | Directory = self.root
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            below = here.entries.get(part.lower()) if isinstance(here, Directory) else None
            if below is None:
                raise Win32Error(FILE_NOT_FOUND if last else PATH_NOT_FOUND)
            here = below
        return here

    def exists(self, path: str) -> bool:
        """Say whether a file or directory is there."""
        try:
            self.find(path)
        except Win32Error:
            return False
        return True

    def is_directory(self, path: str) -> bool:
        """Say whether a directory is there."""
        return self.exists(path) and isinstance(self.find(path), Directory)

    def is_file(self, path: str) -> bool:
        """Say whether a file is there."""
        return self.exists(path) and isinstance(self.find(path), File)

    def file(self, path: str) -> File:
        """Give the file at a path; a directory there is error 5, as opening one is."""
        found = self.find(path)
        if isinstance(found, Directory):
            raise Win32Error(ACCESS_DENIED)
        return found

    def read(self, path: str) -> bytes:
        """Give a file's bytes."""
        return self.file(path).read()

    def real_path(self, path: str) -> str:
        """Give the path with the case of the names as they are stored."""
        here: File | Directory = self.root
        names = ["C:"]
        for part in split_path(path):
            below = here.entries.get(part.lower()) if isinstance(here, Directory) else None
            if below is None:
                raise Win32Error(FILE_NOT_FOUND)
            names.append(below.name)
            here = below
        return "\\".join(names) if len(names) > 1 else "C:\\"

    def make_directory(self, path: str) -> Directory:
        """Give the directory at a path, made with its parents if it was not there."""
        here = self.root
        for part in split_path(path):
            below = here.entries.setdefault(part.lower(), Directory(part, self._now()))
            if isinstance(below, File):
                raise Win32Error(ALREADY_EXISTS)
            here = below
        return here

    def write(
        self,
        path: str,
        content: Content,
        *,
        version: VersionInfo | None = None,
        program: str | None = None,
        modified: datetime | None = None,
    ) -> File:
        """Write a whole file, in a directory that exists, over what was there.

        Raises:
            Win32Error: 3, no such directory; 5, a directory or a read-only file; 32, it runs.
        """
        parent, name = self._parent(path)
        before = parent.entries.get(name.lower())
        if isinstance(before, Directory) or (before and "R" in before.attributes):
            raise Win32Error(ACCESS_DENIED)
        if before is not None and before.in_use:
            raise Win32Error(SHARING_VIOLATION)
        if before is not None and before.locked:
            raise Win32Error(ACCESS_DENIED)
        now = modified or self._now()
        created = before.created if before else now
        file = File(before.name if before else name, content, created, now, version, program)
        parent.entries[name.lower()] = file
        self._tell(path, "existed" if before else None, "written")
        return file

    def install(self, path: str, content: Content, **details: object) -> File:
        """Write a file and make the directories above it."""
        self.make_directory(path.replace("/", "\\").rpartition("\\")[0])
        return self.write(path, content, **details)  # type: ignore[arg-type]

    def append(self, path: str, data: bytes) -> None:
        """Add bytes to a file, made if it was not there."""
        before = self.read(path) if self.is_file(path) else b""
        old = self.file(path) if self.is_file(path) else None
        new = self.write(path, before + data)
        if old is not None:
            new.version, new.program = old.version, old.program

    def delete(self, path: str) -> None:
        """Remove one file; 5 where it runs or is read-only."""
        parent, name = self._parent(path)
        found = self.find(path)
        if isinstance(found, Directory) or "R" in found.attributes or found.in_use:
            raise Win32Error(ACCESS_DENIED)
        if found.locked:
            raise Win32Error(ACCESS_DENIED)
        del parent.entries[name.lower()]
        self._tell(path, "existed", None)

    def remove_directory(self, path: str, *, with_contents: bool = False) -> None:
        """Remove a directory; 145 where something is in it and `with_contents` is not given."""
        found = self.find(path)
        if isinstance(found, File):
            raise Win32Error(267)
        if found.entries and not with_contents:
            raise Win32Error(DIRECTORY_NOT_EMPTY)
        if any(isinstance(entry, File) and entry.in_use for _, entry in self.walk(path)):
            raise Win32Error(ACCESS_DENIED)
        parent, name = self._parent(path)
        del parent.entries[name.lower()]
        self._tell(path, "existed", None)

    def copy(self, source: str, target: str) -> None:
        """Copy one file; what it is (version, program) goes with it."""
        file = self.file(source)
        new = self.write(target, file.content, version=file.version, program=file.program)
        new.modified = file.modified

    def rename(self, source: str, target: str, *, overwrite: bool = False) -> None:
        """Move a file or directory to another path; 183 where something is there already."""
        found = self.find(source)
        old_parent, old_name = self._parent(source)
        parent, name = self._parent(target)
        there = parent.entries.get(name.lower())
        if there is not None and there is not found and not overwrite:
            raise Win32Error(ALREADY_EXISTS)
        if isinstance(there, Directory) and there is not found:
            raise Win32Error(FILE_EXISTS)
        del old_parent.entries[old_name.lower()]
        parent.entries[name.lower()] = replace(found, name=name)
        self._tell(source, "existed", f"renamed to {target}")

    def walk(self, path: str) -> Iterator[tuple[str, File | Directory]]:
        """Give everything below a directory, depth first, each with its path."""
        found = self.find(path)
        if isinstance(found, File):
            return
        for name in sorted(found.entries):
            entry = found.entries[name]
            below = f"{path.rstrip(chr(92))}\\{entry.name}"
            yield below, entry
            if isinstance(entry, Directory):
                yield from self.walk(below)

    def _parent(self, path: str) -> tuple[Directory, str]:
        parts = split_path(path)
        if not parts:
            raise Win32Error(ACCESS_DENIED)
        here: File | Directory = self.root
        for part in parts[:-1]:
            below = here.entries.get(part.lower()) if isinstance(here, Directory) else None
            if not isinstance(below, Directory):
                raise Win32Error(PATH_NOT_FOUND)
            here = below
        if not isinstance(here, Directory):
            raise Win32Error(PATH_NOT_FOUND)
        return here, parts[-1]

    def _tell(self, path: str, before: object, after: object) -> None:
        if self.changed is not None:
            self.changed(f"file {path}", before, after)
