"""cmd.exe's for: over words, files, numbers, lines of a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.code_pages import decode
from sa75kit.simulator.windows.files import Directory
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.programs.cmd.tree import For
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.running import Buffer
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell


def run_for(shell: Shell, node: For, streams: Streams) -> int:
    """Run a for command."""
    code = shell.level
    outer = dict(shell.loop_variables)
    try:
        for values in _values(shell, node, streams):
            shell.loop_variables.update(values)
            code = shell.run(node.body, streams)
            if shell.batch is not None and shell.batch.jumped:
                break
    finally:
        shell.loop_variables = outer
    return code


def _values(shell: Shell, node: For, streams: Streams) -> Iterator[dict[str, str]]:
    source = shell.substituted(node.source)
    if node.switch == "/l":
        for number in _numbers(source):
            yield {node.variable: str(number)}
    elif node.switch == "/f":
        yield from _fields(shell, node, source, streams)
    else:
        for word in _words(source):
            for name in _expanded(shell, node, word):
                yield {node.variable: name}


def _words(source: str) -> list[str]:
    return re.findall(r'"[^"]*"|[^\s,;=]+', source)


def _expanded(shell: Shell, node: For, word: str) -> Iterator[str]:
    if not set(word) & set("*?"):
        yield word
        return
    pattern = word.strip('"')
    if node.switch == "/r":
        pattern = (node.options.strip('"') or shell.call.directory) + "\\" + pattern
    for shown, path in expand_wildcards(shell.call, pattern, deep=node.switch == "/r"):
        is_directory = isinstance(shell.call.machine.files.find(path), Directory)
        if is_directory == (node.switch == "/d"):
            yield shown


def _numbers(source: str) -> Iterator[int]:
    numbers = [int(word) for word in _words(source)]
    start, step, end = [*numbers, 0, 0, 0][:3]
    while step and (start <= end if step > 0 else start >= end):
        yield start
        start += step


@dataclass
class _Options:
    tokens: tuple[int, ...] = (1,)
    rest: bool = False
    delimiters: str = " \t"
    skip: int = 0
    comment: str = ";"
    back_quotes: bool = False


def _read_options(text: str) -> _Options:
    options = _Options()
    text = text.strip('"')
    options.back_quotes = "usebackq" in text.lower()
    found = re.search(r"delims=(.*?)(?: (?:tokens|skip|eol|usebackq)|$)", text, re.IGNORECASE)
    if found:
        options.delimiters = found[1]
        text = text.replace(found[0], found[0][len("delims=") + len(found[1]) :])
    for name, value in re.findall(r"(tokens|skip|eol)=(\S*)", text, re.IGNORECASE):
        if name.lower() == "skip":
            options.skip = int(value)
        elif name.lower() == "eol":
            options.comment = value[:1]
        else:
            options.rest = value.endswith("*")
            options.tokens = tuple(_token_numbers(value.rstrip("*")))
    return options


def _token_numbers(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if first:
            yield from range(int(first), int(last if dash else first) + 1)


def _fields(shell: Shell, node: For, source: str, streams: Streams) -> Iterator[dict[str, str]]:
    options = _read_options(node.options)
    for line in _lines(shell, source.strip(), options, streams)[options.skip :]:
        if not line or (options.comment and line.startswith(options.comment)):
            continue
        found = _tokens(line, options)
        if found is not None:
            letters = range(ord(node.variable), ord(node.variable) + len(found))
            yield {chr(letter): text for letter, text in zip(letters, found, strict=True)}


def _tokens(line: str, options: _Options) -> list[str] | None:
    if not options.delimiters:
        return [line]
    spans = [m.span() for m in re.finditer(f"[^{re.escape(options.delimiters)}]+", line)]
    if not spans:
        return None
    found = [
        line[slice(*spans[number - 1])] if number <= len(spans) else "" for number in options.tokens
    ]
    if options.rest:
        after = max(options.tokens, default=0)
        found.append(line[spans[after][0] :] if after < len(spans) else "")
    return found


def _lines(shell: Shell, source: str, options: _Options, streams: Streams) -> list[str]:
    command, string = ("`", "'") if options.back_quotes else ("'", '"')
    if source.startswith(command) and source.endswith(command) and len(source) > 1:
        return _output_of(shell, source[1:-1], streams)
    if source.startswith(string) and source.endswith(string) and len(source) > 1:
        return [source[1:-1]]
    lines: list[str] = []
    for name in _words(source):
        try:
            data = shell.call.machine.files.read(shell.path(name))
        except Win32Error as error:
            shell.say_error(streams, error.code)
            return []
        lines += decode(data, shell.call.code_page).splitlines()
    return lines


def _output_of(shell: Shell, command: str, streams: Streams) -> list[str]:
    kept = Buffer()
    cmd = "C:\\Windows\\system32\\cmd.exe"
    inner = Streams(shell.call, streams.stdin, kept, streams.stderr)
    child = shell.start(f"{cmd} /c {command}", cmd, inner)
    if child is not None:
        shell.call.wait(child)
    return decode(kept.data, shell.call.code_page).splitlines()
