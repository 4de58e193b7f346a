"""The commands that cmd.exe has in itself; the ones about files are in file_commands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sa75kit.simulator.seam import CannotStart
from sa75kit.simulator.windows.command_line import split_command_line
from sa75kit.simulator.windows.invocation import Exit
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.programs.cmd import batch, file_commands
from sa75kit.simulator.windows.programs.cmd.arithmetic import evaluate
from sa75kit.simulator.windows.programs.cmd.directory import dir_command
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.programs.wildcards import expand_wildcards
from sa75kit.simulator.windows.texts import cmd as texts
from sa75kit.simulator.windows.winerror import PATH_NOT_FOUND, Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell

# A command is given the text after its name; None leaves ERRORLEVEL as it is.
Command = Callable[["Shell", str, Streams], int | None]


def exists(shell: Shell, name: str) -> bool:
    """Say whether a file, directory or pattern of `if exist` is there."""
    plain = name.strip('"')
    if plain.lower() in ("nul", "con"):
        return True
    if set(plain) & set("*?"):
        return any(True for _ in expand_wildcards(shell.call, plain))
    return shell.call.machine.files.exists(shell.path(plain))


def _echo(shell: Shell, rest: str, streams: Streams) -> int | None:
    if rest[:1] and rest[0] in " \t,;=/\\.:+[](":
        text = rest[1:]
        if rest[0] not in " \t,;=":
            streams.write(f"{text}\r\n")
            return None
    else:
        text = rest
    word = text.strip().lower()
    if word in ("on", "off"):
        shell.echo = word == "on"
    elif not word:
        on, off = texts.ECHO_IS[shell.call.language.code]
        streams.write(f"{on if shell.echo else off}\r\n")
    else:
        streams.write(f"{text}\r\n")
    return None


def _cd(shell: Shell, rest: str, streams: Streams) -> int | None:
    words = re.sub(r"^\s*/d\b", "", rest, flags=re.IGNORECASE).strip().strip('"')
    if not words:
        streams.write(f"{shell.call.directory}\r\n")
        return None
    path = shell.path(words)
    try:
        if not shell.call.machine.files.is_directory(path):
            raise Win32Error(PATH_NOT_FOUND)
        shell.call.directory = shell.call.machine.files.real_path(path)
    except Win32Error as error:
        shell.say_error(streams, error.code)
        return 1
    return 0


def _set(shell: Shell, rest: str, streams: Streams) -> int | None:
    text = rest.strip()
    switch = text[:2].lower()
    if switch == "/a":
        return _set_number(shell, text[2:], streams)
    if switch == "/p":
        name, _, prompt = text[2:].strip().strip('"').partition("=")
        streams.write(prompt.strip('"'))
        line = streams.read_line()
        if not line:
            return 1
        shell.call.environment[name] = line
        return None
    name, sign, value = _unquoted(rest.lstrip()).partition("=")
    if sign:
        return _assign(shell, name, value)
    return _show(shell, name.strip(), streams)


def _unquoted(text: str) -> str:
    if text.startswith('"') and '"' in text[1:]:
        return text[1 : text.rindex('"')]
    return text


def _assign(shell: Shell, name: str, value: str) -> int | None:
    if value:
        shell.call.environment[name] = value
    elif name in shell.call.environment:
        del shell.call.environment[name]
    else:
        return 1
    return None


def _show(shell: Shell, prefix: str, streams: Streams) -> int | None:
    found = [
        f"{name}={value}\r\n"
        for name, value in shell.call.environment.items()
        if name.lower().startswith(prefix.lower())
    ]
    if prefix and not found:
        shell.say(streams, texts.VARIABLE_NOT_DEFINED, prefix)
        return 1
    streams.write("".join(found))
    return None


def _set_number(shell: Shell, text: str, streams: Streams) -> int | None:
    expression = _unquoted(text.strip())
    value = evaluate(expression, shell.call.environment)
    if value is None:
        shell.say(streams, texts.SYNTAX)
        return 1073750988  # what cmd.exe itself gives for a missing operand
    if shell.batch is None:
        streams.write(str(value))
    return None


def _exit(shell: Shell, rest: str, _streams: Streams) -> int | None:
    words = rest.split()
    inner = bool(words) and words[0].lower() == "/b"
    if inner:
        words.pop(0)
    code = int(words[0]) if words and re.fullmatch(r"-?\d+", words[0]) else shell.level
    if inner and shell.batch is not None:
        shell.batch.jumped = True
        shell.batch.exit_code = code
        return code
    raise Exit(code)


def _ver(shell: Shell, _rest: str, streams: Streams) -> int | None:
    text = texts.VERSION[shell.call.language.code].format(shell.version())
    streams.write(f"\r\n{text}\r\n")
    return 0


def _vol(shell: Shell, _rest: str, streams: Streams) -> int | None:
    streams.write(f"{texts.VOLUME[shell.call.language.code]}\r\n")
    return 0


def _pushd(shell: Shell, rest: str, streams: Streams) -> int | None:
    before = shell.call.directory
    code = _cd(shell, rest, streams) if rest.strip() else 0
    if not code and rest.strip():
        shell.pushed.append(before)
    return code


def _popd(shell: Shell, _rest: str, _streams: Streams) -> int | None:
    if not shell.pushed:
        return 1
    shell.call.directory = shell.pushed.pop()
    return 0


def _setlocal(shell: Shell, rest: str, _streams: Streams) -> int | None:
    if shell.batch is not None:
        shell.batch.saved.append(dict(shell.call.environment))
        if "enabledelayedexpansion" in rest.lower():
            shell.delayed = True
    return 0


def _endlocal(shell: Shell, _rest: str, _streams: Streams) -> int | None:
    if shell.batch is not None and shell.batch.saved:
        batch.restore(shell, shell.batch.saved.pop())
    return 0


def _shift(shell: Shell, _rest: str, _streams: Streams) -> int | None:
    if shell.batch is not None:
        del shell.batch.arguments[1:2]
    return 0


def _pause(shell: Shell, _rest: str, streams: Streams) -> int | None:
    streams.write(texts.PAUSE[shell.call.language.code])
    streams.read_line()
    streams.write("\r\n")
    return 0


def _start(shell: Shell, rest: str, streams: Streams) -> int | None:
    words = split_command_line(f"start {rest}")[1:]
    if rest.lstrip().startswith('"'):
        words = words[1:]  # the window's title
    waits = any(word.lower() in ("/w", "/wait") for word in words)
    while words and words[0].startswith("/"):
        words = words[2:] if words[0].lower() == "/d" else words[1:]
    if not words:
        return 0
    line = rest[rest.find(words[0]) :] if words[0] in rest else words[0]
    path = shell.find(words[0])
    nothing = Pipe()
    nothing.close()
    try:
        child = shell.call.start(line, program=path, stdin=nothing, stdout=streams.stdout)
    except CannotStart as error:
        streams.error(f"{error.message}\r\n")
        return 9059
    return shell.call.wait(child) if waits else 0


def _date(shell: Shell, _rest: str, streams: Streams) -> int | None:
    streams.write(f"{shell.variables()['DATE']}\r\n")
    return 0


def _time(shell: Shell, _rest: str, streams: Streams) -> int | None:
    streams.write(f"{shell.variables()['TIME']}\r\n")
    return 0


def _path(shell: Shell, rest: str, streams: Streams) -> int | None:
    if rest.strip(" ="):
        shell.call.environment["Path"] = rest.strip(" =")
    else:
        streams.write(f"PATH={shell.call.environment.get('PATH', '')}\r\n")
    return 0


def _nothing(_shell: Shell, _rest: str, _streams: Streams) -> int | None:
    return None


COMMANDS: dict[str, Command] = {
    "echo": _echo, "cd": _cd, "chdir": _cd, "set": _set, "exit": _exit, "ver": _ver, "vol": _vol,
    "pushd": _pushd, "popd": _popd, "setlocal": _setlocal, "endlocal": _endlocal,
    "shift": _shift, "pause": _pause, "start": _start, "date": _date, "time": _time,
    "path": _path, "rem": _nothing, "title": _nothing, "cls": _nothing, "prompt": _nothing,
    "color": _nothing, "verify": _nothing, "break": _nothing,
    "goto": batch.goto, "call": batch.call_command,
    "dir": dir_command, "type": file_commands.type_files, "del": file_commands.delete,
    "erase": file_commands.delete, "copy": file_commands.copy, "move": file_commands.move,
    "ren": file_commands.rename, "rename": file_commands.rename,
    "md": file_commands.make_directory, "mkdir": file_commands.make_directory,
    "rd": file_commands.remove_directory, "rmdir": file_commands.remove_directory,
}  # fmt: skip
