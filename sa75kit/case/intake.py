"""The files that people write, read and validated before anything is touched."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from openpyxl import load_workbook

from sa75kit.errors import BadInput
from sa75kit.inventory import Host, parse_inventory
from sa75kit.settings import Settings, parse_settings


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site as its files describe it; references to files are relative to `folder`."""

    path: Path
    inventory_path: Path
    settings: Settings
    hosts: tuple[Host, ...]

    @property
    def folder(self) -> Path:
        """The folder of the site file."""
        return self.path.parent


def read_site(path: Path) -> Site:
    """Read a site file and its inventory.

    Raises:
        BadInput: every defect, with file, row or key.
    """
    try:
        content = yaml.safe_load(_text(path))
    except yaml.YAMLError as error:
        raise BadInput(f"{path}: not YAML: {str(error).replace(chr(10), ' ')}") from error
    settings = parse_settings(content, where=str(path))
    inventory = path.parent / settings.inventory
    header, rows = _table(inventory)
    hosts = parse_inventory(header, rows, where=str(inventory))
    return Site(path=path, inventory_path=inventory, settings=settings, hosts=hosts)


def only(site: Site, names: Sequence[str]) -> tuple[Host, ...]:
    """Give the hosts of these names, all where no name is given.

    Raises:
        BadInput: the inventory has no such host.
    """
    wanted = {name.casefold(): name for name in names}
    known = {host.name.casefold() for host in site.hosts}
    strange = [name for key, name in wanted.items() if key not in known]
    if strange:
        raise BadInput(f"{site.inventory_path}: no host {strange[0]!r}")
    return tuple(h for h in site.hosts if not wanted or h.name.casefold() in wanted)


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    match path.suffix.casefold():
        case ".csv":
            rows = list(csv.reader(io.StringIO(_text(path), newline=""), strict=False))
        case ".xlsx":
            rows = _worksheet(path)
        case _:
            raise BadInput(f"{path}: an inventory is a .csv or an .xlsx file")
    if not rows:
        raise BadInput(f"{path}: is empty; its first row names the columns, 'host' among them")
    return rows[0], rows[1:]


def _worksheet(path: Path) -> list[list[str]]:
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise BadInput(f"{path}: cannot be read as XLSX ({error})") from error
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    finally:
        workbook.close()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
