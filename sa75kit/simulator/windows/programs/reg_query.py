"""`reg query`: one key, one value, everything below, or a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.programs.reg_arguments import (
    KINDS,
    NAMES,
    Arguments,
    BadSyntax,
    read_arguments,
    show_data,
)
from sa75kit.simulator.windows.programs.wildcards import matches
from sa75kit.simulator.windows.registry import REG_SZ, Key, Value
from sa75kit.simulator.windows.texts import reg as texts
from sa75kit.simulator.windows.winerror import FILE_NOT_FOUND, Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def query(call: Invocation, words: list[str]) -> int:
    """Carry out `reg query`."""
    arguments = read_arguments(
        call, words, with_value="/v /f /t /se", plain="/ve /s /z /k /d /c /e /va"
    )
    root = call.machine.registry.open(arguments.key, view=arguments.view, user=call.user.sid)
    if "/f" in arguments.options:
        return _search(call, arguments, root)
    if "/s" in arguments.options:
        return _everything(call, arguments, root)
    if "/v" in arguments.options or "/ve" in arguments.options:
        call.write(_key(call, arguments, arguments.key, [_wanted(call, arguments, root)]))
        call.write("\r\n")
        return 0
    values = list(_of_type(arguments, root.values.values()))
    if values:
        call.write(_key(call, arguments, arguments.key, values) + "\r\n")
    for key in root.subkeys():
        lead = "\r\n" if key is root.subkeys()[0] and not values else ""
        call.write(f"{lead}{arguments.key}\\{key.name}\r\n")
    return 0


def _wanted(call: Invocation, arguments: Arguments, key: Key) -> Value:
    name = arguments.options.get("/v", "")
    value = key.values.get(name.lower())
    if value is not None:
        return value
    if name:
        raise Win32Error(FILE_NOT_FOUND)
    return Value("", REG_SZ, texts.NOT_SET[call.language.code])


def _of_type(arguments: Arguments, values: Iterable[Value]) -> Iterator[Value]:
    kinds = arguments.options.get("/t", "").upper().split(",")
    if kinds != [""] and not set(kinds) <= set(KINDS):
        raise BadSyntax
    wanted = {KINDS[kind] for kind in kinds if kind}
    # The default value is shown first, as reg.exe does.
    for value in sorted(values, key=lambda value: value.name != ""):
        if not wanted or value.kind in wanted:
            yield value


def _key(call: Invocation, arguments: Arguments, path: str, values: list[Value]) -> str:
    out = f"\r\n{path}\r\n"
    for value in values:
        name = value.name or texts.DEFAULT[call.language.code]
        kind = NAMES.get(value.kind, "REG_UNKNOWN")
        if "/z" in arguments.options:
            kind = f"{kind} ({value.kind})"
        data = show_data(value, arguments.options.get("/se", "\\0"))
        out += f"    {name}    {kind}    {data}\r\n"
    return out


def _everything(call: Invocation, arguments: Arguments, root: Key) -> int:
    found = 0
    for path, key in root.walk(arguments.key):
        values = list(_of_type(arguments, key.values.values()))
        if "/v" in arguments.options or "/ve" in arguments.options:
            name = arguments.options.get("/v", "").lower()
            values = [value for value in values if value.name.lower() == name]
        if values:
            call.write(_key(call, arguments, path, values))
            found += len(values)
        elif not {"/v", "/ve", "/t"} & set(arguments.options) and path != arguments.key:
            call.write(f"\r\n{path}\r\n")
    if {"/v", "/ve", "/t"} & set(arguments.options):
        return _end_of_search(call, found)
    call.write("\r\n")
    return 0


def _search(call: Invocation, arguments: Arguments, root: Key) -> int:
    found = 0
    keys = root.walk(arguments.key) if "/s" in arguments.options else [(arguments.key, root)]
    parts = {"/k", "/d"} & set(arguments.options)
    for path, key in keys:
        by_name = (not parts or "/k" in parts) and path != arguments.key
        if by_name and _matches(arguments, key.name):
            call.write(f"\r\n{path}\r\n")
            found += 1
        if parts == {"/k"}:
            continue
        values = [v for v in _of_type(arguments, key.values.values())
                  if ("/d" not in parts and _matches(arguments, v.name))
                  or _matches(arguments, show_data(v))]  # fmt: skip
        if values:
            call.write(_key(call, arguments, path, values))
            found += len(values)
    return _end_of_search(call, found)


def _matches(arguments: Arguments, text: str) -> bool:
    pattern = arguments.options["/f"]
    if "/c" not in arguments.options:
        pattern, text = pattern.lower(), text.lower()
    if "/e" in arguments.options:
        return text == pattern
    return matches(text, f"*{pattern}*")


def _end_of_search(call: Invocation, found: int) -> int:
    call.write(f"\r\n{texts.FOUND[call.language.code].format(found)}\r\n")
    return 0 if found else 1
