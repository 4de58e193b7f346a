"""The name of a command, as cmd.exe parts it from what follows."""

from __future__ import annotations

from sa75kit.simulator.windows.programs.cmd.syntax import BLANKS

_NAME_ENDS = BLANKS + '/\\.:+[]("'


def internal_name(text: str) -> str:
    """Give the name that a built-in command would have here, in lower case."""
    end = 0
    while end < len(text) and text[end] not in _NAME_ENDS:
        end += 1
    return text[:end].lower()


def external_name(text: str) -> tuple[str, str]:
    """Give a program's name as written, and the rest of the text."""
    quoted = False
    for index, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif not quoted and (char in BLANKS or char == "/"):
            return text[:index], text[index:]
    return text, ""
