"""%VARIABLES%: what cmd.exe replaces before it reads a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sa75kit.simulator.windows.files import full_path

_SUBSTRING = re.compile(r"~(-?\d+)?(?:,(-?\d+))?$")


def expand_line(
    line: str, variables: Mapping[str, str], arguments: Sequence[str] | None, directory: str
) -> str:
    """Replace %NAME% in a line; in a batch file (arguments given) also %1 and %*.

    On the command line an unknown name stays as it is, in a batch file it becomes nothing.
    """
    out: list[str] = []
    index = 0
    while index < len(line):
        char = line[index]
        if char != "%":
            out.append(char)
            index += 1
            continue
        if arguments is not None:
            if line[index + 1 : index + 2] == "%":
                out.append("%")
                index += 2
                continue
            length, text = _argument(line[index:], arguments, directory)
            if length:
                out.append(text)
                index += length
                continue
        end = line.find("%", index + 1)
        if end < 0:
            out.append(line[index:] if arguments is None else line[index + 1 :])
            break
        value = variable_value(line[index + 1 : end], variables)
        if value is None and arguments is None:
            out.append("%")
            index += 1
            continue
        out.append(value or "")
        index = end + 1
    return "".join(out)


def expand_delayed(text: str, variables: Mapping[str, str]) -> str:
    """Replace !NAME!, as delayed expansion (cmd /v:on) does."""
    return re.sub(r"!([^!\n]+)!", lambda found: variable_value(found[1], variables) or "", text)


def variable_value(name: str, variables: Mapping[str, str]) -> str | None:
    """Give the value of NAME, NAME:~1,2 or NAME:old=new; None where there is no such variable."""
    plain, colon, change = name.partition(":")
    if plain not in variables:
        return None
    value = variables[plain]
    if not colon:
        return value
    cut = _SUBSTRING.match(change)
    if cut:
        start = int(cut[1] or 0)
        start = max(len(value) + start, 0) if start < 0 else start
        if cut[2] is None:
            return value[start:]
        length = int(cut[2])
        return value[start:length] if length < 0 else value[start : start + length]
    old, sign, new = change.partition("=")
    if not sign:
        return value
    if old.startswith("*"):
        found = value.lower().find(old[1:].lower())
        return value if found < 0 else new + value[found + len(old) - 1 :]
    return re.sub(re.escape(old), new.replace("\\", "\\\\"), value, flags=re.IGNORECASE)


def _argument(text: str, arguments: Sequence[str], directory: str) -> tuple[int, str]:
    found = re.match(r"%(?:(\*)|(~[a-z]*)?(\d))", text, re.IGNORECASE)
    if not found:
        return 0, ""
    if found[1]:
        return len(found[0]), " ".join(arguments[1:])
    number = int(found[3])
    value = arguments[number] if number < len(arguments) else ""
    if found[2] is not None:
        value = modify(value, found[2][1:], directory)
    return len(found[0]), value


def modify(value: str, modifiers: str, directory: str) -> str:
    """Apply the modifiers of %~dpnx1 to a value."""
    value = value.strip('"')
    wanted = set(modifiers.lower())
    if not wanted & set("dpnxf"):
        return value
    path = full_path(value, directory)
    if "f" in wanted:
        return path
    folder, _, name = path.rpartition("\\")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    return (
        (folder[:2] if "d" in wanted else "")
        + (folder[2:] + "\\" if "p" in wanted else "")
        + (stem if "n" in wanted else "")
        + (dot + extension if "x" in wanted else "")
    )
