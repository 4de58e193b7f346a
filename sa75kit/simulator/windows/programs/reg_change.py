"""`reg add`, `reg delete`, `reg export`, `reg copy`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import registry as reg
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.programs.reg_arguments import (
    KINDS,
    Arguments,
    BadSyntax,
    key_path,
    read_arguments,
    read_data,
)
from sa75kit.simulator.windows.registry import Key, Value
from sa75kit.simulator.windows.texts import reg as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import ACCESS_DENIED, Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_YES = ("y", "j", "o", "s", "はい", "是")


def _check_rights(call: Invocation, key: str) -> None:
    own = key.upper().startswith("HKEY_CURRENT_USER")
    if not (own or call.user.elevated):
        raise Win32Error(ACCESS_DENIED)


def _confirmed(call: Invocation, arguments: Arguments, question: str) -> bool:
    if "/f" in arguments.options:
        return True
    call.write(question)
    if call.decode(call.stdin.readline()).strip().lower()[:1] in _YES:
        return True
    call.write(f"{texts.CANCELLED[call.language.code]}\r\n")
    return False


def _done(call: Invocation) -> int:
    call.write(f"{system_message(0, call.language.code)}\r\n\r\n")
    return 0


def add(call: Invocation, words: list[str]) -> int:
    """Carry out `reg add`."""
    arguments = read_arguments(call, words, with_value="/v /t /d /s", plain="/f /ve")
    _check_rights(call, arguments.key)
    kind = KINDS.get(arguments.options.get("/t", "REG_SZ").upper())
    if kind is None:
        raise BadSyntax
    place = call.machine.registry
    wants_value = {"/v", "/ve", "/d", "/t"} & set(arguments.options)
    place.create(arguments.key, view=arguments.view, user=call.user.sid)
    if not wants_value:
        return _done(call)
    name = arguments.options.get("/v", "")
    data = read_data(
        arguments.options.get("/d", "0" if kind in (4, 11) else ""), kind,
        arguments.options.get("/s", "\\0"),
    )  # fmt: skip
    if place.get(arguments.key, name, view=arguments.view, user=call.user.sid) is not None:
        question = texts.OVERWRITE[call.language.code].format(name)
        if not _confirmed(call, arguments, question):
            return 0
    place.set(arguments.key, name, data, kind, view=arguments.view, user=call.user.sid)
    return _done(call)


def delete(call: Invocation, words: list[str]) -> int:
    """Carry out `reg delete`."""
    arguments = read_arguments(call, words, with_value="/v", plain="/f /ve /va")
    place, view, sid = call.machine.registry, arguments.view, call.user.sid
    key = place.open(arguments.key, view=view, user=sid)
    _check_rights(call, arguments.key)
    language = call.language.code
    if "/va" in arguments.options:
        names = [value.name for value in key.values.values()]
    elif {"/v", "/ve"} & set(arguments.options):
        names = [arguments.options.get("/v", "")]
    else:
        if _confirmed(call, arguments, texts.DELETE_KEY[language].format(arguments.key)):
            place.delete_key(arguments.key, view=view, user=sid)
            return _done(call)
        return 0
    for name in names:
        if name.lower() not in key.values:
            raise Win32Error(2)
    if not _confirmed(call, arguments, texts.DELETE_VALUE[language].format(", ".join(names))):
        return 0
    for name in names:
        place.delete_value(arguments.key, name, view=view, user=sid)
    return _done(call)


def copy(call: Invocation, words: list[str]) -> int:
    """Carry out `reg copy`."""
    if len(words) < 2:
        raise BadSyntax
    arguments = read_arguments(call, [words[0], *words[2:]], with_value="", plain="/f /s")
    target = key_path(call, words[1])
    _check_rights(call, target)
    place = call.machine.registry
    root = place.open(arguments.key, view=arguments.view, user=call.user.sid)
    for path, key in root.walk(target):
        place.create(path, view=arguments.view, user=call.user.sid)
        for value in key.values.values():
            place.set(path, value.name, value.data, value.kind, view=arguments.view,
                      user=call.user.sid)  # fmt: skip
        if "/s" not in arguments.options:
            break
    return _done(call)


def export(call: Invocation, words: list[str]) -> int:
    """Carry out `reg export`: a .reg file in UTF-16."""
    if len(words) < 2:
        raise BadSyntax
    arguments = read_arguments(call, [words[0], *words[2:]], with_value="", plain="/y /f")
    root = call.machine.registry.open(arguments.key, view=arguments.view, user=call.user.sid)
    text = "Windows Registry Editor Version 5.00\r\n"
    for path, key in root.walk(arguments.key):
        text += f"\r\n[{path}]\r\n" + "".join(_exported(key))
    target = full_path(words[1], call.directory)
    call.machine.files.write(target, b"\xff\xfe" + f"{text}\r\n".encode("utf-16-le"))
    return _done(call)


def _exported(key: Key) -> Iterator[str]:
    for value in key.values.values():
        name = f'"{_escaped(value.name)}"' if value.name else "@"
        yield f"{name}={_exported_data(value)}\r\n"


def _exported_data(value: Value) -> str:
    data = value.data
    if value.kind == reg.REG_SZ and isinstance(data, str):
        return f'"{_escaped(data)}"'
    if value.kind == reg.REG_DWORD and isinstance(data, int):
        return f"dword:{data:08x}"
    if isinstance(data, int):
        raw = data.to_bytes(8, "little")
    elif isinstance(data, str):
        raw = (data + "\0").encode("utf-16-le")
    elif isinstance(data, tuple):
        raw = "".join(f"{word}\0" for word in (*data, "")).encode("utf-16-le")
    else:
        raw = data
    label = "hex" if value.kind == reg.REG_BINARY else f"hex({value.kind:x})"
    return f"{label}:" + ",".join(f"{byte:02x}" for byte in raw)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
