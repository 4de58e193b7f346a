"""Answers as a host would give them, for parser tests."""

from __future__ import annotations

from datetime import UTC, datetime

from sa75kit.remoting.session import Answer


def answer(
    text: str | bytes,
    *,
    code_page: int = 437,
    exit_code: int | None = 0,
    failure: str | None = None,
    truncated: bool = False,
) -> Answer:
    """Give an answer; text is encoded in the code page, with Windows' line ends."""
    data = text.replace("\n", "\r\n").encode(f"cp{code_page}") if isinstance(text, str) else text
    return Answer(
        argv=("test",),
        stdout=data,
        stderr=b"",
        exit_code=exit_code,
        code_page=code_page,
        started=datetime(2026, 11, 24, tzinfo=UTC),
        duration=1.0,
        failure=failure,
        truncated=truncated,
    )
