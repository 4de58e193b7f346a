"""findstr.exe: lines that match, by findstr's own regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.code_pages import encode
from sa75kit.simulator.windows.files import Directory, full_path
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.texts import search as texts
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_WORD = "0-9A-Za-z_"


@dataclass
class _Options:
    flags: set[str] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    no_file: str = ""


def findstr(call: Invocation) -> int:
    """Run findstr.exe: 0 a line was found, 1 none, 2 the command line is wrong."""
    options = _read_options(call)
    if options is None:
        call.error(f"{texts.BAD_COMMAND_LINE[call.language.code]}\r\n")
        return 2
    pattern = _pattern(call, options)
    sources = list(_sources(call, options))
    several = len(sources) > 1 or "s" in options.flags
    found = False
    for name, data in sources:
        prefix = encode(f"{name}:", call.code_page) if several else b""
        found |= _search(call, options, pattern, data, prefix, name)
    return 0 if found else 1


def _read_options(call: Invocation) -> _Options | None:
    options = _Options()
    given = False
    for word in call.argv[1:]:
        if (word[:1] in "/-" and len(word) > 1 and not given) or (
            word[:1] == "/" and len(word) > 1
        ):
            if not _read_switch(call, options, word[1:]):
                return None
        elif not options.strings and not given:
            options.strings = [part for part in word.split(" ") if part]
            given = True
        else:
            options.files.append(word)
        given = given or bool(options.strings)
    return options if options.strings else None


def _read_switch(call: Invocation, options: _Options, switch: str) -> bool:
    lowered = switch.lower()
    if lowered.startswith("c:"):
        options.strings.append(switch[2:])
    elif lowered.startswith("g:"):
        try:
            text = call.machine.files.read(full_path(switch[2:], call.directory))
        except Win32Error:
            return False
        options.strings += [part for part in call.decode(text).splitlines() if part]
    elif lowered == "offline" or lowered.startswith(("a:", "d:", "f:", "q:")):
        return True
    elif set(lowered) <= set("belrsixvnmop"):
        options.flags |= set(lowered)
    else:
        return False
    return True


def _pattern(call: Invocation, options: _Options) -> re.Pattern[bytes]:
    regular = "r" in options.flags or ("l" not in options.flags and _has_meta(options.strings[0]))
    parts = []
    for string in options.strings:
        body = _translate(string) if regular else re.escape(_unescape(string))
        if options.flags & set("bx"):
            body = f"^(?:{body})"
        if options.flags & set("ex"):
            body = f"(?:{body})$"
        parts.append(f"(?:{body})")
    flags = re.IGNORECASE if "i" in options.flags else 0
    text = "|".join(parts)
    if regular and not _compiles(text):
        text = "|".join(re.escape(string) for string in options.strings)
    return re.compile(_to_bytes(text, call.code_page), flags)


def _compiles(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _to_bytes(pattern: str, code_page: int) -> bytes:
    out = b""
    for char in pattern:
        out += char.encode() if char.isascii() else re.escape(encode(char, code_page))
    return out


def _has_meta(string: str) -> bool:
    """Say whether a search string holds a meta character that is not escaped."""
    return bool(re.search(r"(?<!\\)[.*\[^$]|\\[<>]", string))


def _unescape(string: str) -> str:
    return re.sub(r"\\([\\\".*\[\]^$])", r"\1", string)


def _translate(string: str) -> str:
    """Give findstr's expression in Python's syntax: it knows . * ^ $ [] \\< \\> and no more."""
    out: list[str] = []
    index = 0
    while index < len(string):
        char, after = string[index], string[index + 1 : index + 2]
        if char == "\\" and after:
            if after == "<":
                out.append(f"(?<![{_WORD}])")
            elif after == ">":
                out.append(f"(?![{_WORD}])")
            else:
                out.append(re.escape(after))
            index += 2
            continue
        if char == "[" and "]" in string[index + 2 :]:
            end = string.index("]", index + 2)
            out.append(_class(string[index + 1 : end]))
            index = end + 1
            continue
        out.append(_one(char, first=index == 0, last=index == len(string) - 1, before=out))
        index += 1
    return "".join(out)


def _class(inside: str) -> str:
    """Give a character class; what Python would not take as one matches nothing."""
    negated = inside.startswith("^") and len(inside) > 1
    body = inside[1:] if negated else inside
    text = "[" + "^" * negated + re.sub(r"([\\\[\]^&~|])", r"\\\1", body) + "]"
    try:
        re.compile(text)
    except re.error:
        return "(?!)"
    return text


def _one(char: str, *, first: bool, last: bool, before: list[str]) -> str:
    if char == ".":
        return "."
    if char == "*" and before and before[-1] != "^":
        return "" if before[-1] in ("*", "") else "*"
    if char == "^" and first:
        return "^"
    if char == "$" and last:
        return "$"
    return re.escape(char)


def _sources(call: Invocation, options: _Options) -> Iterator[tuple[str, bytes]]:
    if not options.files:
        yield "", call.stdin.read()
        return
    deep = "s" in options.flags
    for name in options.files:
        found = list(expand_wildcards(call, name, deep=deep))
        for shown, path in found:
            entry = call.machine.files.find(path)
            if not isinstance(entry, Directory):
                yield shown, entry.read()
        if not found:
            call.error(f"{texts.CANNOT_OPEN[call.language.code].format(name)}\r\n")


def _search(
    call: Invocation,
    options: _Options,
    pattern: re.Pattern[bytes],
    data: bytes,
    prefix: bytes,
    name: str,
) -> bool:
    inverted, found, offset = "v" in options.flags, False, 0
    out = []
    for number, whole in enumerate(data.splitlines(keepends=True) if data else [], 1):
        line = whole.rstrip(b"\r\n")
        if (pattern.search(line) is None) == inverted:
            found = True
            if "m" in options.flags:
                call.write(f"{name}\r\n")
                return True
            count = b"%d:" % number if "n" in options.flags else b""
            place = b"%d:" % offset if "o" in options.flags else b""
            out.append(prefix + count + place + line + b"\r\n")
        offset += len(whole)
    call.write_bytes(b"".join(out))
    return found
