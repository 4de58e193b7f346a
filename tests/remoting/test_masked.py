from __future__ import annotations

import pytest

from sa75kit.remoting.native import Native, masked
from tests.answers import answer

COMMAND = Native(
    shown=("ACUConfig.exe", "UnConfigure", "/AdminPassword", "********", "/Full"),
    argv=("ACUConfig.exe", "UnConfigure", "/AdminPassword", "Pässw0rd!", "/Full"),
    has_secret=True,
    timeout=10,
)


@pytest.mark.parametrize("encoding", ["cp850", "utf-8", "utf-16-le"])
def test_a_secret_that_a_program_repeats_is_not_kept(encoding: str) -> None:
    said = answer("Unknown option Pässw0rd! /Full".encode(encoding), code_page=850)
    kept = masked(said, COMMAND).stdout
    assert "Pässw0rd!".encode(encoding) not in kept
    assert "Unknown option".encode(encoding) in kept


def test_an_answer_without_secrets_is_byte_for_byte() -> None:
    said = answer(b"\x00\xff", code_page=932)
    assert masked(said, COMMAND) == said
