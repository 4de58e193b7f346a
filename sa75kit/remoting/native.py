"""A command as a transport sends it: its secrets resolved, its arguments quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sa75kit.reference import SecretName
from sa75kit.remoting.secrets import resolve_secret
from sa75kit.remoting.session import Answer, Command, codec, command_line

UNKNOWN_CODE_PAGE = 20127  # US-ASCII: what is not ASCII reads as U+FFFD
# What neither cmd.exe nor the C runtime gives a meaning to.
_PLAIN = re.compile(r"[\w\-.:/\\=,+@#]+")
# Inside quotes cmd.exe still replaces %NAME%, and a quote ends them.
_BEYOND_CMD = re.compile(r'["\r\n\0]|%.*%', re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Native:
    """A command ready to be sent; `shown` is what people may see of it, `timeout` in seconds."""

    shown: tuple[str, ...]
    argv: tuple[str, ...] = field(repr=False)
    has_secret: bool
    timeout: float

    @property
    def program(self) -> str:
        """What is started."""
        return self.argv[0]

    @property
    def arguments(self) -> str:
        """The rest, quoted for the C runtime."""
        return command_line(self.argv[1:])


def native(command: Command, folder: Path, default_timeout: float) -> Native:
    """Give the command with its secrets in place.

    Raises:
        BadInput: a secret cannot be had; its reference is named.
    """
    return Native(
        shown=command.shown,
        argv=tuple(
            resolve_secret(each, folder) if isinstance(each, SecretName) else each
            for each in command.argv
        ),
        has_secret=any(isinstance(each, SecretName) for each in command.argv),
        timeout=default_timeout if command.timeout is None else command.timeout,
    )


def cmd_words(argv: Sequence[str]) -> tuple[str, ...] | None:
    """Quote arguments so that cmd.exe and the C runtime read the same; None where it cannot be.

    Source: Microsoft, `cmd` (special characters) and "Parsing C command-line arguments".
    """
    if any(_BEYOND_CMD.search(each) for each in argv) or "%" in "".join(argv[:1]):
        return None
    if "".join(argv).count("%") > 1:
        return None
    return tuple(each if _PLAIN.fullmatch(each) else _quoted(each) for each in argv)


def _quoted(argument: str) -> str:
    doubled = "\\" * (len(argument) - len(argument.rstrip("\\")))
    return f'"{argument}{doubled}"'


def signed(exit_code: int) -> int:
    """Give an exit code as the signed 32-bit number that .NET shows, whoever read it."""
    return exit_code - (1 << 32) if exit_code > 0x7FFFFFFF else exit_code


def unanswered(command: Native, failure: str, *, code_page: int = UNKNOWN_CODE_PAGE) -> Answer:
    """Give the answer of a command that has none."""
    return Answer(
        argv=command.shown,
        stdout=b"",
        stderr=b"",
        exit_code=None,
        code_page=code_page,
        started=datetime.now(UTC),
        duration=0.0,
        failure=failure,
    )


def masked(answer: Answer, command: Native) -> Answer:
    """Give the answer without the command's secrets, should the program have repeated them."""
    if not command.has_secret:
        return answer
    pairs = zip(command.argv, command.shown, strict=True)
    secrets = [secret for secret, shown in pairs if secret != shown and secret]
    encodings = (codec(answer.code_page), "utf-8", "utf-16-le")
    forms = {secret.encode(e, "replace") for secret in secrets for e in encodings}
    stdout, stderr = answer.stdout, answer.stderr
    for form in forms:
        stdout, stderr = stdout.replace(form, b"********"), stderr.replace(form, b"********")
    return replace(answer, stdout=stdout, stderr=stderr)
