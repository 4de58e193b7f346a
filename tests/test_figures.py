"""Figures: every word is there to be read, however many hosts, in whatever script."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from sa75kit import figures
from sa75kit.show import png

WORDS = ("done", "left", "undetermined", "not required")
PNG = b"\x89PNG\r\n\x1a\n"


def checks(count: int) -> pd.DataFrame:
    rows = [{"host": f"pc-{n}", "lms": WORDS[n % 4], "verdict": "left"} for n in range(count)]
    return pd.DataFrame(rows, columns=["host", "lms", "verdict"])


def exposures(network: list[str], local: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"network_exposure": network, "local_exposure": local})


def words_in(figure: Figure) -> list[str]:
    axes = figure.axes[0]
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    return [text.get_text() for text in (*axes.texts, *ticks)] + [axes.get_title(loc="left")]


def legend_of(figure: Figure) -> set[str]:
    return {text.get_text() for legend in figure.legends for text in legend.get_texts()}


def test_few_hosts_show_their_words_in_the_cells() -> None:
    drawn = figures.matrix(checks(5), ["lms", "verdict"], title="Checks")
    shown = words_in(drawn)
    assert {*WORDS, "pc-0", "pc-4", "lms", "verdict", "Checks"} <= set(shown)
    assert shown.count("left") == 5 + 1


def test_many_hosts_show_a_legend_and_every_eighth_name() -> None:
    drawn = figures.matrix(checks(500), ["lms", "verdict"], title="Checks")
    assert legend_of(drawn) == set(WORDS)
    names = [word for word in words_in(drawn) if word.startswith("pc-")]
    assert names[:2] == ["pc-0", "pc-8"]
    assert len(drawn.axes[0].patches) == 1000


def test_no_host_at_all_is_still_a_picture() -> None:
    assert png(figures.matrix(checks(0), ["lms"], title="None")).startswith(PNG)


def test_words_that_must_not_be_mistaken_have_colours_of_their_own() -> None:
    for group in (WORDS, ("exposed", "mitigated", "not affected", "undetermined")):
        assert len({figures.COLOURS[word] for word in group}) == len(group)


def test_one_exposed_host_among_many_is_written_down() -> None:
    before = exposures(["exposed"] * 500, ["not affected"] * 500)
    after = exposures(["mitigated"] * 499 + ["exposed"], ["not affected"] * 500)
    labels = [
        t.get_text() for t in figures.exposure_before_after(before, after).axes[0].get_xticklabels()
    ]
    assert labels[0] == "network\nbefore\n500 exposed"
    assert labels[1] == "network\nafter\n1 exposed\n499 mitigated"
    assert labels[3] == "local\nafter\n500 not affected"


def outcomes(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    columns = ["host", "outcome", "started", "finished"]
    return pd.DataFrame(rows, columns=columns).assign(wave="1", step="lms", detail="")


def test_a_step_is_a_bar_from_its_start_to_its_end() -> None:
    table = outcomes(
        ("pc-1", "done", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:02.500+00:00"),
        ("pc-2", "failed", "2026-01-01T00:00:03.000+00:00", "2026-01-01T00:00:04+00:00"),
        ("pc-3", "not tried", "", ""),
    )
    drawn = figures.waves_over_time(table)
    bars = [(bar.get_x(), bar.get_width()) for bar in drawn.axes[0].patches]  # type: ignore[attr-defined]
    assert bars == [(0.0, 2.5), (3.0, 1.0)]
    assert legend_of(drawn) == {"done", "failed"}


def test_nothing_carried_out_is_said() -> None:
    drawn = figures.waves_over_time(outcomes(("pc-3", "not tried", "", "")))
    assert "nothing was carried out" in words_in(drawn)


def test_japanese_titles_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a font they are Japanese; without one English titles, and no warning for the names."""
    table = checks(1).assign(host="東京-pc")
    if figures._cjk_fonts():
        drawn = figures.matrix(table, ["lms"], title="Hosts × checks", language="ja")
        assert "ホスト × 確認項目" in words_in(drawn)
    latin = [f for f in font_manager.fontManager.ttflist if f.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    drawn = figures.matrix(table, ["lms"], title="Hosts × checks", language="ja")
    assert {"Hosts × checks", "東京-pc"} <= set(words_in(drawn))
    assert png(drawn).startswith(PNG)
