from __future__ import annotations

import pytest

from sa75kit.reading import Known, Reading, Unknown, agree, derive


def test_an_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="timeout"):
        bool(Unknown("timeout"))


def test_deriving_keeps_the_source_and_the_reason() -> None:
    known: Reading[int] = Known(2, "netstat")
    unknown: Reading[int] = Unknown("timeout")
    assert derive(known, lambda n: n + 1) == Known(3, "netstat")
    assert derive(unknown, lambda n: n + 1) == Unknown("timeout")


def test_sources_that_agree_are_all_named_and_unknown_ones_do_not_count() -> None:
    readings: list[Reading[int]] = [
        Known(1, "a"),
        Unknown("c is away"),
        Known(1, "b"),
        Known(1, "a"),
    ]
    assert agree("x", readings) == Known(1, "a, b")


def test_sources_that_disagree_are_unknown_and_both_are_shown() -> None:
    found = agree("SKU", [Known("AMT", "a"), Known("ISM", "b")])
    assert found == Unknown("SKU: sources disagree: a says AMT, b says ISM")


def test_where_none_knows_the_reasons_are_kept() -> None:
    assert agree("x", [Unknown("a"), Unknown("b"), Unknown("a")]) == Unknown("a; b")
    assert isinstance(agree("x", []), Unknown)
