"""The shell: carries out what cmd.exe has read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sa75kit.simulator.seam import CannotStart
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.programs.cmd import batch, builtins, conditions, loops, pipelines
from sa75kit.simulator.windows.programs.cmd.expansion import (
    expand_delayed,
    expand_line,
    modify,
)
from sa75kit.simulator.windows.programs.cmd.names import external_name, internal_name
from sa75kit.simulator.windows.programs.cmd.streams import Streams, redirected
from sa75kit.simulator.windows.programs.cmd.syntax import BLANKS, BadSyntax, Parser
from sa75kit.simulator.windows.programs.cmd.tree import (
    For,
    Group,
    If,
    Node,
    Pipeline,
    Sequence,
    Simple,
)
from sa75kit.simulator.windows.running import Running
from sa75kit.simulator.windows.texts import cmd as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import PATH_NOT_FOUND, Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

NOT_RECOGNIZED = 9009


class Shell:
    """One cmd.exe: its variables and directory are those of its process."""

    def __init__(self, call: Invocation, *, delayed: bool, echo: bool) -> None:
        self.call = call
        self.delayed = delayed
        self.echo = echo
        self.level = 0  # ERRORLEVEL
        self.loop_variables: dict[str, str] = {}
        self.batch: batch.Batch | None = None
        self.pushed: list[str] = []
        self.saved: list[dict[str, str]] = []

    # -- texts ------------------------------------------------------------------------------

    def say(self, streams: Streams, text: dict[str, str], *values: object) -> None:
        """Print one of cmd.exe's messages on standard error."""
        streams.error(f"{text[self.call.language.code].format(*values)}\r\n")

    def say_error(self, streams: Streams, code: int) -> None:
        """Print a message of Windows on standard error."""
        streams.error(f"{system_message(code, self.call.language.code)}\r\n")

    def version(self) -> str:
        """Give the version as `ver` prints it."""
        service = "" if self.call.machine.build in (7601, 9200, 9600) else ".1"
        return self.call.machine.version + service

    def path(self, name: str) -> str:
        """Give the full path of a name in the current directory."""
        return full_path(name.strip('"'), self.call.directory)

    # -- running ----------------------------------------------------------------------------

    def run_line(self, line: str, streams: Streams) -> int:
        """Run one line of text and give the exit code of its last command."""
        arguments = self.batch.arguments if self.batch else None
        variables = self.variables()
        text = expand_line(line, variables, arguments, self.call.directory)
        try:
            tree = Parser(text).parse()
        except BadSyntax as bad:
            if bad.unexpected:
                self.say(streams, texts.UNEXPECTED, bad.unexpected)
                self.level = 255
            else:
                self.say(streams, texts.SYNTAX)
                self.level = 1
            return self.level
        return self.run(tree, streams)

    def variables(self) -> dict[str, str]:
        """Give the variables that %NAME% can mean, those that cmd.exe makes up included."""
        now = self.call.machine.local_time()
        made = {
            "ERRORLEVEL": str(self.level),
            "CD": self.call.directory,
            "DATE": f"{now:%a %m/%d/%Y}",
            "TIME": f"{now:%H:%M:%S}.{now.microsecond // 10000:02}",
            "RANDOM": str(now.microsecond % 32768),
            "CMDCMDLINE": self.call.command_line,
        }
        # Case does not matter: a plain dict of upper-case names is asked by the expansion below.
        own = {name.upper(): value for name, value in self.call.environment.items()}
        return _Upper({**made, **own})

    def run(self, node: Node, streams: Streams) -> int:
        """Run a tree of commands."""
        match node:
            case Sequence():
                return self._run_sequence(node, streams)
            case Simple():
                return self._run_simple(node, streams)
            case Pipeline():
                return pipelines.run_pipeline(self, node, streams)
            case Group():
                return self._run_group(node, streams)
            case If():
                chosen = node.then if conditions.holds(self, node.words) else node.otherwise
                return self.run(chosen, streams) if chosen else self.level
            case For():
                return loops.run_for(self, node, streams)

    def _run_sequence(self, node: Sequence, streams: Streams) -> int:
        code = self.level
        for index, (operator, part) in enumerate(node.parts):
            if self.batch is not None and self.batch.jumped:
                break
            if index and ((operator == "&&" and code) or (operator == "||" and not code)):
                continue
            code = self.run(part, streams)
        return code

    def _run_group(self, node: Group, streams: Streams) -> int:
        try:
            inner = redirected(streams, node.redirections, self.call.directory)
        except Win32Error as error:
            return self._fail(streams, error.code)
        return self.run(node.body, inner)

    def substituted(self, text: str) -> str:
        """Give a command's text with loop variables and !NAMES! replaced."""
        if self.loop_variables:
            letters = "".join(re.escape(letter) for letter in self.loop_variables)
            text = re.sub(
                rf"%(~[dpnxf]*)?([{letters}])",
                lambda found: self._loop_value(found[1], found[2]),
                text,
            )
        return expand_delayed(text, self.variables()) if self.delayed else text

    def _loop_value(self, modifiers: str | None, letter: str) -> str:
        value = self.loop_variables[letter]
        return value if modifiers is None else modify(value, modifiers[1:], self.call.directory)

    def _run_simple(self, node: Simple, streams: Streams) -> int:
        text = self.substituted(node.text).lstrip(BLANKS)
        targets = [replace(one, target=self.substituted(one.target)) for one in node.redirections]
        try:
            inner = redirected(streams, targets, self.call.directory)
        except Win32Error as error:
            return self._fail(streams, error.code)
        if not text or text.startswith(":"):
            return self.level
        name = internal_name(text)
        if name in builtins.COMMANDS:
            rest = text[len(name) :]
            code = builtins.COMMANDS[name](self, rest, inner)
            if code is not None:
                self.level = code
            return code or 0
        if re.fullmatch(r"[A-Za-z]:", text.strip()):
            return self._change_drive(text.strip(), inner)
        return self._run_external(text, inner)

    def _change_drive(self, drive: str, streams: Streams) -> int:
        if drive.lower() != "c:":
            self.say_error(streams, PATH_NOT_FOUND)
            self.level = 1
        return self.level

    def _fail(self, streams: Streams, code: int) -> int:
        self.say_error(streams, code)
        self.level = 1
        return 1

    def _run_external(self, text: str, streams: Streams) -> int:
        name, rest = external_name(text)
        path = self.find(name.strip('"'))
        if path is None:
            self.say(streams, texts.UNKNOWN_COMMAND, name)
            self.level = NOT_RECOGNIZED
            return self.level
        if path.lower().endswith((".bat", ".cmd")):
            self.level = batch.run_batch(self, path, text, streams)
            return self.level
        gap = " " if rest[:1] == "/" else ""
        child = self.start(f"{name}{gap}{rest}", path, streams)
        if child is None:
            return self.level
        self.level = self.call.wait(child)
        return self.level

    def start(
        self, line: str, path: str, streams: Streams, closes: tuple[Pipe, ...] = ()
    ) -> Running | None:
        """Start a program with these streams; None (and a message) where that fails."""
        try:
            return self.call.start(
                line,
                program=path,
                stdin=streams.stdin,
                stdout=streams.stdout,
                stderr=streams.stderr,
                closes=closes,
            )
        except CannotStart as error:
            streams.error(f"{error.message}\r\n")
            self.level = 1 if error.winerror != 2 else NOT_RECOGNIZED
            return None

    def find(self, name: str) -> str | None:
        """Give the file that a command's name means: current directory, then PATH."""
        extensions = self.call.environment.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").split(";")
        has_place = "\\" in name or ":" in name
        places = [self.call.directory]
        if not has_place:
            path = self.call.environment.get("PATH", "")
            places += [part.strip('"') for part in path.split(";") if part.strip()]
        last = name.rpartition("\\")[2]
        endings = ["", *extensions] if "." in last else extensions
        for place in places:
            for ending in endings:
                candidate = full_path(name + ending, place)
                if self.call.machine.files.is_file(candidate):
                    return candidate
        return None


class _Upper(dict[str, str]):
    """Variables by upper-case name, asked in any case."""

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).upper())

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.upper())
