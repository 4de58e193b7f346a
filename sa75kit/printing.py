"""Tables on a terminal, and as plain CSV in a pipe."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

_STYLES = {
    "done": "green",
    "yes": "green",
    "mitigated": "green",
    "left": "bold red",
    "exposed": "bold red",
    "failed": "bold red",
    "no": "bold red",
    "undetermined": "yellow",
    "unconfirmed": "yellow",
    "unreachable": "yellow",
    "drifted": "yellow",
    "not required": "dim",
    "not affected": "dim",
}


def table(frame: pd.DataFrame, *, title: str) -> None:
    """Print a DataFrame."""
    records = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    rows(records, [str(column) for column in frame.columns], title=title)


def rows(records: Sequence[Mapping[str, object]], columns: Sequence[str], *, title: str) -> None:
    """Print rows: as a table on a terminal, as CSV elsewhere."""
    if not sys.stdout.isatty():
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([record.get(column, "") for column in columns] for record in records)
        return
    shown = Table(title=title, title_justify="left", expand=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for record in records:
        cells = [str(record.get(column, "")) for column in columns]
        shown.add_row(*(Text(cell, style=_STYLES.get(cell, "")) for cell in cells))
    Console().print(shown)
