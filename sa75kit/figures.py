"""Figures that people would rather look at than read: every word has a colour and a letter."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from textwrap import fill
from typing import TypeVar

import pandas as pd
from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

# Okabe and Ito's palette: told apart by the colour-blind too.
COLOURS = {
    "done": "#009E73",
    "already done": "#7BC8AE",
    "mitigated": "#009E73",
    "yes": "#009E73",
    "left": "#D55E00",
    "exposed": "#D55E00",
    "failed": "#D55E00",
    "undetermined": "#F0E442",
    "unconfirmed": "#F0E442",
    "unreachable": "#E69F00",
    "drifted": "#CC79A7",
    "not tried": "#BBBBBB",
    "no": "#E69F00",
    "not required": "#E8E8E8",
    "not affected": "#E8E8E8",
}
_OTHER = "#56B4E9"
# Host names may be Japanese or Chinese: the first of these that is installed completes the font.
_CJK = (
    *("Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic", "Yu Gothic", "Meiryo", "MS Gothic"),
    *("Hiragino Sans", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei"),
)
LANGUAGES = ("en", "ja")
_JAPANESE = {
    "Who is exposed to which attacker": "どの攻撃者に対して誰が危険か",
    "Hosts × checks": "ホスト × 確認項目",
    "Exposure before and after": "対策前と対策後の危険度",
    "Waves over time": "ウェーブの経過",
    "network\nbefore": "ネットワーク\n対策前",
    "network\nafter": "ネットワーク\n対策後",
    "local\nbefore": "ローカル\n対策前",
    "local\nafter": "ローカル\n対策後",
    "hosts": "ホスト数",
    "nothing was carried out": "何も実行されていません",
}
Draw = TypeVar("Draw", bound=Callable[..., Figure])


def _in_every_script(draw: Draw) -> Draw:
    """Let a figure's texts fall back to a font that has Chinese characters."""

    @wraps(draw)
    def drawn(*args: object, **kwargs: object) -> Figure:
        with rc_context({"font.family": ["DejaVu Sans", *_cjk_fonts()[:1]]}), boxes_allowed():
            figure = draw(*args, **kwargs)
            figure.draw_without_rendering()  # the ticks' texts are made only now
            return figure

    return drawn  # type: ignore[return-value]


def _cjk_fonts() -> list[str]:
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _CJK if name in installed]


def boxes_allowed() -> warnings.catch_warnings[None]:
    """Without such a font a name is drawn as boxes; a warning for each of them helps nobody."""
    return warnings.catch_warnings(action="ignore", category=UserWarning)


def say(text: str, language: str) -> str:
    """Give a title in a language; in English where no font could show the other."""
    return _JAPANESE.get(text, text) if language == "ja" and _cjk_fonts() else text


_MOST_LABELS = 60


@_in_every_script
def matrix(
    table: pd.DataFrame, columns: Sequence[str], *, title: str, language: str = "en"
) -> Figure:
    """Give hosts × columns as coloured cells; words are written in while they can be read."""
    hosts = [str(host) for host in table["host"]]
    high = max(1.6, min(0.32 * len(hosts), 24) + 1.2)
    figure = Figure(figsize=(1.6 + 1.35 * len(columns), high), layout="constrained")
    axes = figure.add_subplot()
    readable = len(hosts) <= _MOST_LABELS
    for x, column in enumerate(columns):
        for y, word in enumerate(table[column]):
            axes.add_patch(_cell(x, y, COLOURS.get(word, _OTHER), edge=readable))
            if readable:
                axes.text(x + 0.5, y + 0.5, word, ha="center", va="center", fontsize=7)
    axes.set(xlim=(0, len(columns)), ylim=(len(hosts), 0))
    axes.set_xticks(
        [x + 0.5 for x in range(len(columns))], [fill(c.replace("_", " "), 14) for c in columns]
    )
    step = max(1, len(hosts) // _MOST_LABELS)
    axes.set_yticks([y + 0.5 for y in range(0, len(hosts), step)], hosts[::step], fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_frame_on(False)
    axes.set_title(say(title, language), loc="left", fontsize=11, fontweight="bold", pad=28)
    if not readable:
        words = dict.fromkeys(word for column in columns for word in table[column])
        _legend(figure, list(words))
    return figure


def _cell(x: int, y: int, colour: str, *, edge: bool) -> Patch:
    return Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.5 * edge)


def _legend(figure: Figure, words: Sequence[str]) -> None:
    handles = [Patch(facecolor=COLOURS.get(word, _OTHER), label=word) for word in words]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False, fontsize=8)


@_in_every_script
def exposure_before_after(
    before: pd.DataFrame, after: pd.DataFrame, *, language: str = "en"
) -> Figure:
    """Give how many hosts each attacker could take before and after, as stacked bars."""
    words = ("exposed", "undetermined", "mitigated", "not affected")
    bars = [
        (say(f"{attacker}\n{when}", language), table[f"{attacker}_exposure"].value_counts())
        for attacker in ("network", "local")
        for when, table in (("before", before), ("after", after))
    ]
    figure = Figure(figsize=(7, 4.4), layout="constrained")
    axes = figure.add_subplot()
    base = [0] * len(bars)
    for word in words:
        counts = [int(found.get(word, 0)) for _, found in bars]
        axes.bar(range(len(bars)), counts, bottom=base, color=COLOURS[word], width=0.7)
        base = [b + n for b, n in zip(base, counts, strict=True)]
    # Below the bar, for one host among five hundred is too thin to be written on.
    counted = [[f"{n} {w}" for w in words if (n := int(found.get(w, 0)))] for _, found in bars]
    labels = ["\n".join([name, *lines]) for (name, _), lines in zip(bars, counted, strict=True)]
    axes.set_xticks(range(len(bars)), labels, fontsize=8)
    _legend(figure, words)
    axes.set_ylabel(say("hosts", language))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(
        say("Exposure before and after", language), loc="left", fontsize=11, fontweight="bold"
    )
    return figure


@_in_every_script
def waves_over_time(outcomes: pd.DataFrame, *, language: str = "en") -> Figure:
    """Give each step that was carried out as a bar from its start to its end, wave by wave."""
    acted = outcomes[outcomes["started"] != ""]
    figure = Figure(figsize=(8, max(1.8, 0.22 * min(len(acted), 100) + 1.2)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(say("Waves over time", language), loc="left", fontsize=11, fontweight="bold")
    if acted.empty:
        axes.text(
            0.5,
            0.5,
            say("nothing was carried out", language),
            ha="center",
            transform=axes.transAxes,
        )
        axes.set_axis_off()
        return figure
    started = pd.to_datetime(acted["started"], format="ISO8601")
    finished = pd.to_datetime(acted["finished"], format="ISO8601")
    zero = started.min()
    begins = (started - zero).dt.total_seconds()
    lasts = (finished - started).dt.total_seconds()
    for y, (begin, last, word) in enumerate(zip(begins, lasts, acted["outcome"], strict=True)):
        axes.barh(y, max(last, 0.02), left=begin, color=COLOURS.get(word, _OTHER), height=0.7)
    names = [f"{r.host}  {r.step} (wave {r.wave})" for r in acted.itertuples()]
    if len(names) <= _MOST_LABELS:
        axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.invert_yaxis()
    axes.set_xlabel(f"seconds since {zero:%Y-%m-%d %H:%M:%S} UTC")
    axes.spines[["top", "right"]].set_visible(False)
    _legend(figure, list(dict.fromkeys(acted["outcome"])))
    return figure
