"""Errors of the parser, worded as Windows PowerShell words them."""

from __future__ import annotations

from sa75kit.simulator.powershell.language.syntax import Source


class ParseError(Exception):
    """The text is no script."""

    def __init__(self, identifier: str, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.identifier = identifier
        self.message = message
        self.start = start
        self.end = end


def line_and_column(source: Source, offset: int) -> tuple[int, int]:
    """Give the place of an offset, both counted from one."""
    before = source.text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def line_text(source: Source, offset: int) -> str:
    """Give the whole line around an offset."""
    begin = source.text.rfind("\n", 0, offset) + 1
    end = source.text.find("\n", begin)
    return source.text[begin : len(source.text) if end < 0 else end].rstrip("\r")


def position_message(source: Source, start: int, end: int) -> str:
    """Give InvocationInfo.PositionMessage: where, the line, and tildes under the culprit."""
    line, column = line_and_column(source, start)
    text = line_text(source, start)
    width = max(1, min(end - start, len(text) - column + 1))
    if len(text) > 300:  # long lines are shown around the place, with dots
        cut = max(0, column - 60)
        text, column = f"... {text[cut : cut + 120]} ...", column - cut + 4
        width = max(1, min(width, len(text) - column + 1))
    where = f"{source.file}:{line}" if source.file else f"line:{line}"
    stop = "~" * width
    return (
        f"At {where} char:{line_and_column(source, start)[1]}\n+ {text}\n+ {' ' * (column - 1)}{stop}"
    )
