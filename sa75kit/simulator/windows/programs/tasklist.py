"""tasklist.exe: the process table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows.languages import group_digits
from sa75kit.simulator.windows.processes import ProcessEntry
from sa75kit.simulator.windows.programs.task_filters import Filter, read_filter
from sa75kit.simulator.windows.text_width import fit, width
from sa75kit.simulator.windows.texts import tasks as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_WIDTHS = (25, 8, 16, 11, 12, 15, 50, 12, 72)
_RIGHT = (1, 3, 4, 7)  # columns with numbers stand to the right


@dataclass
class _Options:
    style: str = "table"
    header: bool = True
    services: bool = False
    modules: bool = False
    verbose: bool = False
    filters: list[Filter] = field(default_factory=list)


def tasklist(call: Invocation) -> int:
    """Run tasklist.exe."""
    language = call.language.code
    options = _read_options(call)
    if options is None:
        return 1
    entries = [e for e in call.machine.processes.all() if all(test(e) for test in options.filters)]
    if options.modules:
        entries = [entry for entry in entries if entry.pid > 4]
    if not entries:
        call.write(f"{texts.NONE_MATCH[language]}\r\n")
        return 0
    columns = _columns(language, options)
    rows = [_row(call, entry, options) for entry in entries]
    if options.style == "csv":
        call.write(_csv([columns, *rows] if options.header else rows))
    elif options.style == "list":
        call.write("".join(_list(columns, row) for row in rows))
    else:
        call.write(_table(columns, rows, options, language))
    return 0


def _read_options(call: Invocation) -> _Options | None:
    options, rest = _Options(), call.argv[1:]
    while rest:
        word = rest.pop(0)
        match word.lower().replace("-", "/", 1):
            case "/nh":
                options.header = False
            case "/svc":
                options.services = True
            case "/v":
                options.verbose = True
            case "/m":
                options.modules = True
                if rest and not rest[0].startswith("/"):
                    rest.pop(0)
            case "/fo" if rest and rest[0].lower() in ("table", "list", "csv"):
                options.style = rest.pop(0).lower()
            case "/fi" if rest:
                test = read_filter(rest.pop(0))
                if test is None:
                    call.error(f"{texts.BAD_FILTER[call.language.code]}\r\n")
                    return None
                options.filters.append(test)
            case "/s" | "/u" | "/p" if rest:
                rest.pop(0)
            case _:
                invalid = texts.INVALID[call.language.code].format(word, "TASKLIST")
                call.error(f"{invalid}\r\n")
                return None
    return options


def _columns(language: str, options: _Options) -> list[str]:
    names = texts.COLUMNS[language]
    if options.services:
        return [*names[:2], texts.SERVICES[language]]
    if options.modules:
        return [*names[:2], texts.MODULES[language]]
    return list(names if options.verbose else names[:5])


def _row(call: Invocation, entry: ProcessEntry, options: _Options) -> list[str]:
    language = call.language.code
    none = texts.NOT_AVAILABLE[language]
    if options.services:
        return [entry.image, str(entry.pid), ", ".join(entry.services) or none]
    if options.modules:
        loaded = [entry.image, "ntdll.dll", "KERNEL32.DLL", "KERNELBASE.dll"]
        return [entry.image, str(entry.pid), ", ".join(loaded)]
    unit = texts.KILOBYTE.get(language, "K")
    memory = f"{group_digits(entry.memory_kb, call.language)} {unit}"
    row = [entry.image, str(entry.pid), entry.session_name, str(entry.session), memory]
    if not options.verbose:
        return row
    seen = call.user.elevated or entry.user == call.user.name
    seconds = int(entry.cpu.total_seconds())
    cpu = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    status = texts.UNKNOWN[language]
    return [*row, status, entry.user if seen else none, cpu, entry.title or none]


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def _list(columns: list[str], row: list[str]) -> str:
    widest = max(width(column) for column in columns) + 1
    pairs = zip(columns, row, strict=True)
    return "\r\n" + "".join(f"{fit(name + ':', widest)} {cell}\r\n" for name, cell in pairs)


def _table(columns: list[str], rows: list[list[str]], options: _Options, language: str) -> str:
    widths = list(_WIDTHS[: len(columns)])
    if len(columns) == 3:
        widths[2] = 44
    else:
        widths[4] = texts.MEMORY_WIDTH.get(language, 12)
    out = ""
    if options.header:
        head = (fit(c, w, right=i in (1,) or (i in (3, 4) and i < 5 and width(c) <= w))
                for i, (c, w) in enumerate(zip(columns, widths, strict=True)))  # fmt: skip
        out = f"\r\n{' '.join(head)}\r\n{' '.join('=' * w for w in widths)}\r\n"
    for row in rows:
        out += _table_row(row, widths, wrap=len(columns) == 3)
    return out


def _table_row(row: list[str], widths: list[int], *, wrap: bool) -> str:
    if not wrap:
        cells = (fit(cell, w, right=i in _RIGHT) for i, (cell, w) in
                 enumerate(zip(row, widths, strict=True)))  # fmt: skip
        return " ".join(cells) + "\r\n"
    lines = _wrapped(row[2].split(", "), widths[2])
    out = f"{fit(row[0], widths[0])} {fit(row[1], widths[1], right=True)} {lines[0]}\r\n"
    return out + "".join(f"{'':{widths[0] + widths[1] + 2}}{line}\r\n" for line in lines[1:])


def _wrapped(words: list[str], cells: int) -> list[str]:
    lines = [""]
    for index, word in enumerate(words):
        piece = word + (", " if index < len(words) - 1 else "")
        if lines[-1] and len(lines[-1]) + len(piece.rstrip()) > cells:
            lines.append("")
        lines[-1] += piece
    return [line.ljust(cells) for line in lines]
