"""The three output formats that several programs share: TABLE, LIST and CSV."""

from __future__ import annotations

from collections.abc import Sequence

from sa75kit.simulator.windows.text_width import fit, width

Rows = Sequence[Sequence[str]]


def as_table(columns: Sequence[str], rows: Rows, *, header: bool = True) -> str:
    """Give columns as wide as their widest cell, under a line of equal signs."""
    widths = [max(width(c) for c in cells) for cells in zip(columns, *rows, strict=True)]
    lines = [" ".join(fit(cell, w) for cell, w in zip(row, widths, strict=True)) for row in rows]
    if header:
        head = " ".join(fit(cell, w) for cell, w in zip(columns, widths, strict=True))
        lines = [head, " ".join("=" * w for w in widths), *lines]
    return "".join(f"{line}\r\n" for line in lines)


def as_list(columns: Sequence[str], rows: Rows) -> str:
    """Give a block of `Name: value` lines for each row."""
    widest = max(width(column) for column in columns) + 1
    blocks = []
    for row in rows:
        pairs = zip(columns, row, strict=True)
        blocks.append("".join(f"{fit(f'{name}:', widest)} {cell}\r\n" for name, cell in pairs))
    return "\r\n".join(blocks)


def as_csv(columns: Sequence[str], rows: Rows, *, header: bool = True) -> str:
    """Give quoted cells with commas between them."""
    lines = [columns, *rows] if header else list(rows)
    return "".join(",".join(f'"{cell}"' for cell in line) + "\r\n" for line in lines)


def format_rows(style: str, columns: Sequence[str], rows: Rows, *, header: bool) -> str:
    """Give rows in one of the three formats by its name."""
    if style == "csv":
        return as_csv(columns, rows, header=header)
    if style == "list":
        return as_list(columns, rows)
    return as_table(columns, rows, header=header)
