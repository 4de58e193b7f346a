"""The hosts that a person listed, validated row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sa75kit.errors import BadInput
from sa75kit.reference import SecretName, is_reference

OWN_COLUMNS = ("host", "address", "port", "rcs_address", "amt_password")
# A host's name becomes a file's name in the case folder.
_NAME = re.compile(r"[\w][\w.\-]{0,252}")


@dataclass(frozen=True, kw_only=True)
class Host:
    """One machine of the batch, as the inventory names it."""

    name: str
    address: str
    port: int | None = None
    rcs_address: str | None = None
    amt_password: SecretName | None = None
    extra: tuple[tuple[str, str], ...] = ()


def parse_inventory(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, where: str
) -> tuple[Host, ...]:
    """Give the hosts of a table whose first data row is row 2.

    Raises:
        BadInput: every defect of the table, one a line, with its row.
    """
    columns = [column.strip() for column in header]
    _check_header(columns, where)
    defects: list[str] = []
    hosts: dict[str, Host] = {}
    first_seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            defects.append(f"{where}: row {number}: {len(row)} cells for {len(columns)} columns")
            continue
        cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        try:
            host = _host(cells)
        except BadInput as error:
            defects.append(f"{where}: row {number}: {error}")
            continue
        key = host.name.casefold()
        if key in hosts:
            defects.append(
                f"{where}: row {number}: host {host.name!r} stands already in row"
                f" {first_seen[key]}; name every host once"
            )
            continue
        hosts[key], first_seen[key] = host, number
    if not hosts and not defects:
        defects.append(f"{where}: no host; give one a row below the header")
    if defects:
        raise BadInput("\n".join(defects))
    return tuple(hosts.values())


def _check_header(columns: Sequence[str], where: str) -> None:
    if "host" not in columns:
        raise BadInput(f"{where}: row 1: no column 'host'; the columns are {', '.join(columns)}")
    doubled = sorted({c for c in columns if columns.count(c) > 1})
    if doubled:
        raise BadInput(f"{where}: row 1: column {doubled[0]!r} stands twice")


def _host(cells: Mapping[str, str]) -> Host:
    name = cells.get("host", "")
    if not name:
        raise BadInput("column 'host' is blank; name the host or remove the row")
    if not _NAME.fullmatch(name):
        raise BadInput(f"host {name!r} is no host name")
    return Host(
        name=name,
        address=cells.get("address") or name,
        port=_port(cells.get("port", "")),
        rcs_address=cells.get("rcs_address") or None,
        amt_password=_reference(cells.get("amt_password", "")),
        extra=tuple((c, v) for c, v in cells.items() if c not in OWN_COLUMNS),
    )


def _port(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise BadInput(f"column 'port': {text!r} is no port; give 1 to 65535 or leave it blank")
    return int(text)


def _reference(text: str) -> SecretName | None:
    if not text:
        return None
    if not is_reference(text) or text.startswith(("kerberos:", "prompt:")):
        # The text may be the password itself, so it is not repeated.
        raise BadInput(
            "column 'amt_password' takes a reference (env:NAME, keyring:SERVICE/USERNAME or"
            " file:PATH), never the password"
        )
    return SecretName(text)
