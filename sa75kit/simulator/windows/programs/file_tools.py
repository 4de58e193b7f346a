"""attrib, icacls, takeown, xcopy, robocopy: what people use around deleting a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.files import Directory, File, full_path
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.texts import files as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def _names(call: Invocation) -> list[str]:
    return [w for w in call.argv[1:] if not w.startswith("/") and w[:1] not in "+-"]


def _say_error(call: Invocation, name: str, code: int) -> None:
    call.error(f"{name}: {system_message(code, call.language.code)}\r\n")


def attrib(call: Invocation) -> int:
    """Run attrib.exe: shows or changes attributes."""
    changes = [word for word in call.argv[1:] if word[:1] in "+-" and len(word) == 2]
    found = [pair for name in _names(call) or ["*"] for pair in expand_wildcards(call, name)]
    if not found:
        missing = texts.NOT_FOUND[call.language.code].format(" ".join(_names(call)))
        call.write(f"{missing}\r\n")
        return 0
    for _, path in found:
        entry = call.machine.files.find(path)
        for change in changes:
            letter = change[1].upper()
            rest = entry.attributes.replace(letter, "")
            entry.attributes = rest + (letter if change[0] == "+" else "")
        if not changes and isinstance(entry, File):
            shown = "".join(a if a in entry.attributes else " " for a in "A  SHR")
            call.write(f"{shown:<20} {path}\r\n")
    return 0


def takeown(call: Invocation) -> int:
    """Run takeown.exe /f: the file belongs to who asks, who may then change its rights."""
    words = [word.lower() for word in call.argv]
    name = call.argv[words.index("/f") + 1] if "/f" in words[:-1] else ""
    found = _found(call, name)
    if not call.user.elevated or not found:
        code = err.ACCESS_DENIED if found else err.FILE_NOT_FOUND
        call.error(f"ERROR: {system_message(code, call.language.code)}\r\n")
        return 1
    for path in found:
        entry = call.machine.files.find(path)
        if isinstance(entry, File):
            entry.owner = call.user.name
        taken = texts.TAKEN[call.language.code].format(path, call.user.name)
        call.write(f"\r\n{taken}\r\n")
    return 0


def icacls(call: Invocation) -> int:
    """Run icacls.exe: shows rights; /grant by the owner gives them."""
    name = call.argv[1] if len(call.argv) > 1 else ""
    found = _found(call, name)
    language = call.language.code
    if not found:
        _say_error(call, name, err.FILE_NOT_FOUND)
        call.write(f"{texts.SUMMARY[language].format(0, 1)}\r\n")
        return err.FILE_NOT_FOUND
    if not any(word.lower().startswith(("/grant", "/reset")) for word in call.argv):
        administrators = "BUILTIN\\Administrators:(I)(F)"
        call.write(f"{found[0]} {call.machine.account_name('SYSTEM')}:(I)(F)\r\n"
                   f"{'':{len(found[0])}} {administrators}\r\n\r\n")  # fmt: skip
        call.write(f"{texts.SUMMARY[language].format(1, 0)}\r\n")
        return 0
    failed = 0
    for path in found:
        entry = call.machine.files.find(path)
        if not call.user.elevated or (isinstance(entry, File) and entry.owner == "system"):
            _say_error(call, path, err.ACCESS_DENIED)
            failed += 1
            continue
        if isinstance(entry, File):
            entry.locked = False
        call.write(f"{texts.PROCESSED[language].format(path)}\r\n")
    call.write(f"{texts.SUMMARY[language].format(len(found) - failed, failed)}\r\n")
    return err.ACCESS_DENIED if failed else 0


def _found(call: Invocation, name: str) -> list[str]:
    return [path for _, path in expand_wildcards(call, name)] if name else []


def _copy_tree(call: Invocation, source: str, target: str, *, deep: bool) -> int:
    """Copy a file, or a directory's files (and all below it); gives how many."""
    files = call.machine.files
    found = files.find(source)
    if isinstance(found, File):
        end = f"{target}\\{found.name}" if files.is_directory(target) else target
        files.make_directory(end.rpartition("\\")[0])
        files.copy(source, end)
        return 1
    # Listed before anything is copied: the target may lie inside the source.
    below = list(files.walk(source))
    files.make_directory(target)
    count = 0
    for path, entry in below:
        end = target + path[len(source) :]
        nested = "\\" in path[len(source) + 1 :]
        if isinstance(entry, File) and (deep or not nested):
            files.copy(path, end)
            count += 1
        elif isinstance(entry, Directory) and deep:
            files.make_directory(end)
    return count


def xcopy(call: Invocation) -> int:
    """Run xcopy.exe."""
    names = _names(call)
    if not names:
        call.error("Invalid number of parameters\r\n")
        return 4
    target = full_path(names[1] if len(names) > 1 else ".", call.directory)
    deep = any(word.lower() in ("/s", "/e") for word in call.argv)
    try:
        count = sum(_copy_tree(call, path, target, deep=deep) for path in _found(call, names[0]))
    except Win32Error as error:
        call.error(f"{system_message(error.code, call.language.code)}\r\n")
        return 4
    call.write(f"{texts.COPIED[call.language.code].format(count)}\r\n")
    return 0 if count else 4


def robocopy(call: Invocation) -> int:
    """Run robocopy.exe: 1 something was copied, 0 nothing to do, 16 no such directory."""
    names = _names(call)
    if len(names) < 2:
        call.write("\r\nERROR : Invalid number of parameters.\r\n")
        return 16
    source, target = (full_path(name.rstrip("\\"), call.directory) for name in names[:2])
    if not call.machine.files.is_directory(source):
        call.write(f"\r\nERROR 2 (0x00000002) Accessing Source Directory {source}\\\r\n"
                   f"{system_message(2, call.language.code)}\r\n")  # fmt: skip
        return 16
    deep = any(word.lower() in ("/s", "/e", "/mir") for word in call.argv)
    count = _copy_tree(call, source, target, deep=deep)
    call.write(f"   Files : {count:>9}\r\n")
    return 1 if count else 0
