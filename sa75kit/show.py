"""How the notebooks show what the stages give."""

from __future__ import annotations

import html
from io import BytesIO

import pandas as pd
from IPython.display import HTML, Image, display
from matplotlib.figure import Figure

from sa75kit import figures, stages, tables
from sa75kit.errors import BadInput
from sa75kit.figures import COLOURS
from sa75kit.outcome import GOOD
from sa75kit.plan import Plan
from sa75kit.rollout import WaveReport

_STYLE = (
    "<style>.sa75 td,.sa75 th{text-align:left!important;vertical-align:top;padding:2px 8px;"
    "white-space:nowrap}.sa75 td.long{white-space:pre-wrap;overflow-wrap:anywhere;"
    "min-width:18em;max-width:44em}.sa75 th{white-space:normal}"
    ".sa75{border-collapse:collapse;font-size:12px}"
    ".sa75box{overflow-x:auto}</style>"
)
_LONG = 40  # characters from which a cell is wrapped


def checked(language: str) -> str:
    """Give a language that the figures know.

    Raises:
        BadInput: they do not know it.
    """
    if language not in figures.LANGUAGES:
        known = " or ".join(figures.LANGUAGES)
        raise BadInput(f"parameter 'language': {language!r} is not {known}")
    return language


def table(frame: pd.DataFrame) -> None:
    """Show a table whole, its words coloured."""
    head = "".join(f"<th>{_breakable(str(column))}</th>" for column in frame.columns)
    rows = "".join(
        "<tr>" + "".join(_cell(str(value)) for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    body = f'<table class="sa75"><tr>{head}</tr>{rows}</table>'
    display(HTML(f'{_STYLE}<div class="sa75box">{body}</div>'))


def _breakable(column: str) -> str:
    """A long column name must not push `because` off the page."""
    return html.escape(column).replace("_", "_<wbr>")


def _cell(word: str) -> str:
    colour = f' style="background:{COLOURS[word]}"' if word in COLOURS else ""
    long = ' class="long"' if len(word) > _LONG else ""
    return f"<td{colour}{long}>{html.escape(word)}</td>"


def png(drawn: Figure) -> bytes:
    """Give a figure as a PNG picture."""
    buffer = BytesIO()
    with figures.boxes_allowed():
        drawn.savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()


def figure(drawn: Figure) -> None:
    """Show a figure as PNG."""
    display(Image(png(drawn)))


def sentence(text: str) -> None:
    """Show one sentence."""
    display(HTML(f"<p><b>{html.escape(text)}</b></p>"))


def assessment(work: stages.Work, language: str = "en") -> None:
    """Show assessment.csv and its matrix."""
    frame = tables.read_csv(work.folder.path / "assessment.csv")
    columns = ("network_exposure", "local_exposure", "firmware_status", "control_mode", "lms")
    title = "Who is exposed to which attacker"
    figure(figures.matrix(frame, columns, title=title, language=checked(language)))
    table(frame)


def plan(plan: Plan) -> None:
    """Show a plan: what would be done, what cannot be, the waves and the digest."""
    table(tables.commands_table(plan))
    waves = [{"wave": n, "hosts": " ".join(wave)} for n, wave in enumerate(plan.waves, 1)]
    table(pd.DataFrame(waves, columns=["wave", "hosts"]))
    sentence(f"digest to approve: {plan.digest}")


def outcomes(work: stages.Work, language: str = "en") -> None:
    """Show outcomes.csv and the waves over time."""
    frame = tables.read_csv(work.folder.path / "outcomes.csv")
    figure(figures.waves_over_time(frame, language=checked(language)))
    table(frame)


def waves(reports: tuple[WaveReport, ...]) -> None:
    """Say of each wave how it ended."""
    if not reports:
        sentence("nothing was carried out: every wave is through")
    for report in reports:
        good = sum(outcome.result in GOOD for outcome in report.outcomes)
        text = f"wave {report.number}: {good} of {len(report.outcomes)} steps done or already done"
        sentence(text + (f"; stopped: {report.stopped}" if report.stopped else ""))


def verification(work: stages.Work, language: str = "en") -> None:
    """Show verification.csv as a matrix and as a table."""
    frame = tables.read_csv(work.folder.path / "verification.csv")
    columns = [*tables.VERIFICATION_COLUMNS[1:-1]]
    figure(figures.matrix(frame, columns, title="Hosts × checks", language=checked(language)))
    table(frame)


def before_and_after(work: stages.Work, language: str = "en") -> None:
    """Show how many hosts were exposed before the first change, and are now."""
    before = tables.assessment_table(stages.latest_assessments(work), work.site.hosts)
    after = stages.latest_assessments(work, stages.VERIFY)
    now = tables.assessment_table(after, work.site.hosts)
    figure(figures.exposure_before_after(before, now, language=checked(language)))
