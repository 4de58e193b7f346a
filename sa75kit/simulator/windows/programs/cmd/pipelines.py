"""Commands joined by |."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.invocation import Writer
from sa75kit.simulator.windows.pipes import Pipe
from sa75kit.simulator.windows.programs.cmd import builtins
from sa75kit.simulator.windows.programs.cmd.names import external_name, internal_name
from sa75kit.simulator.windows.programs.cmd.streams import Streams
from sa75kit.simulator.windows.programs.cmd.syntax import BLANKS
from sa75kit.simulator.windows.programs.cmd.tree import Node, Pipeline, Simple
from sa75kit.simulator.windows.running import PipeWriter, Running

if TYPE_CHECKING:
    from sa75kit.simulator.windows.programs.cmd.shell import Shell


def run_pipeline(shell: Shell, node: Pipeline, streams: Streams) -> int:
    """Run commands joined by |, each in a process of its own; gives the last one's exit code."""
    running: list[Running] = []
    pipes: list[Pipe] = []
    stdin = streams.stdin
    for index, stage in enumerate(node.stages):
        last = index == len(node.stages) - 1
        out: Writer = streams.stdout
        closes: tuple[Pipe, ...] = ()
        if not last:
            pipe = Pipe()
            pipes.append(pipe)
            out, closes = PipeWriter(pipe, shell.call.stopped.is_set), (pipe,)
        inner = Streams(shell.call, stdin, out, streams.stderr)
        child = _start_stage(shell, stage, node.sources[index], inner, closes)
        if child is None:
            for pipe in closes:
                pipe.close()
        else:
            running.append(child)
        stdin = pipes[-1] if not last else stdin
    return _wait_for(shell, running, pipes)


def _wait_for(shell: Shell, running: list[Running], pipes: list[Pipe]) -> int:
    """Wait for all; when the last has ended nobody reads what the others still write."""
    code = shell.level
    for child in reversed(running):
        ended = shell.call.wait(child)
        if child is running[-1]:
            code = ended
        for pipe in pipes:
            pipe.abandon()
    shell.level = code
    return code


def _start_stage(
    shell: Shell, stage: Node, source: str, streams: Streams, closes: tuple[Pipe, ...]
) -> Running | None:
    if isinstance(stage, Simple) and not stage.redirections:
        text = shell.substituted(stage.text).strip(BLANKS)
        name, rest = external_name(text)
        path = shell.find(name.strip('"'))
        plain = internal_name(text) not in builtins.COMMANDS
        if plain and path and not path.lower().endswith((".bat", ".cmd")):
            return shell.start(f"{name}{rest}", path, streams, closes)
    cmd = "C:\\Windows\\system32\\cmd.exe"
    line = f'{cmd}  /S /D /c" {shell.substituted(source).lstrip()}"'
    return shell.start(line, cmd, streams, closes)
