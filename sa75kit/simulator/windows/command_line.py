"""Command lines as Windows reads them: one string that each program splits for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PASSWORD = re.compile(
    r"([/-](?:\w*password|rpcpassword)[ =:]+)(\"[^\"]*\"|[^\s\"]+)", re.IGNORECASE
)


def split_command_line(line: str) -> list[str]:
    """Give the arguments as the Microsoft C runtime does (2n backslashes before a quote, `""`).

    The first word follows CreateProcess' simpler rule: quotes delimit it, backslashes are plain.
    """
    program, rest = _split_program(line.lstrip(" \t"))
    return [program, *_split_arguments(rest)]


def _split_program(line: str) -> tuple[str, str]:
    quoted = False
    word: list[str] = []
    for index, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char in " \t" and not quoted:
            return "".join(word), line[index:]
        else:
            word.append(char)
    return "".join(word), ""


def _split_arguments(line: str) -> Iterator[str]:
    word: list[str] = []
    started = quoted = False
    index = 0
    while index < len(line):
        char = line[index]
        if char in " \t" and not quoted:
            if started:
                yield "".join(word)
            word, started = [], False
            index += 1
            continue
        started = True
        if char == "\\":
            index, quoted = _backslashes(line, index, word, quoted)
        elif char == '"':
            if quoted and line[index + 1 : index + 2] == '"':
                word.append('"')
                index += 1
            else:
                quoted = not quoted
            index += 1
        else:
            word.append(char)
            index += 1
    if started:
        yield "".join(word)


def _backslashes(line: str, index: int, word: list[str], quoted: bool) -> tuple[int, bool]:
    end = index
    while line[end : end + 1] == "\\":
        end += 1
    count = end - index
    if line[end : end + 1] != '"':
        word.append("\\" * count)
        return end, quoted
    word.append("\\" * (count // 2))
    if count % 2:
        word.append('"')
        return end + 1, quoted
    return end, quoted


def join_command_line(arguments: Sequence[str]) -> str:
    """Give one line that the Microsoft C runtime splits into these arguments again."""
    return " ".join(quote_argument(argument) for argument in arguments)


def quote_argument(argument: str) -> str:
    """Quote one argument only where it needs it."""
    if argument and not any(char in ' \t\n\v"' for char in argument):
        return argument
    out, slashes = ['"'], 0
    for char in argument:
        if char == "\\":
            slashes += 1
            continue
        out.append("\\" * (slashes * 2 + 1 if char == '"' else slashes) + char)
        slashes = 0
    return "".join([*out, "\\" * (slashes * 2), '"'])


def program_candidates(line: str) -> Iterator[tuple[str, str]]:
    """Give the programs that CreateProcess tries for a line, each with the rest of the line.

    An unquoted path with spaces is tried word by word: `C:\\Program Files\\x.exe` means
    `C:\\Program.exe` first.
    """
    line = line.lstrip(" \t")
    if line.startswith('"'):
        end = line.find('"', 1)
        end = len(line) if end < 0 else end
        yield line[1:end], line[end + 1 :]
        return
    end = 0
    while end < len(line):
        space = next((i for i in range(end, len(line)) if line[i] in " \t"), len(line))
        yield line[:space], line[space:]
        end = space + 1
        while end < len(line) and line[end] in " \t":
            end += 1


def mask_passwords(line: str) -> str:
    """Give a command line with the values of its password options replaced by stars."""
    return _PASSWORD.sub(r"\1********", line)
