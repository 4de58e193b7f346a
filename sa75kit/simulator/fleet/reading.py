"""Read a fleet file, and say what is wrong with it: file, host, key."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from pydantic import ValidationError, model_validator

from sa75kit.simulator.fleet.host import Host
from sa75kit.simulator.fleet.parts import Account, Part


class FleetError(Exception):
    """A fleet file describes hosts that cannot exist, or cannot be read."""


class Fleet(Part):
    """Hosts, and the account with which a responder reaches them."""

    about: str = ""
    account: Account | None = None
    hosts: tuple[Host, ...]

    @model_validator(mode="after")
    def _distinct(self) -> Fleet:
        if not self.hosts:
            raise ValueError("hosts: there is none")
        names = Counter(host.name.lower() for host in self.hosts)
        addresses = Counter(host.address for host in self.hosts if host.address)
        for what, seen in (("name", names), ("address", addresses)):
            twice = [str(value) for value, count in seen.items() if count > 1]
            if twice:
                raise ValueError(f"two hosts have the {what} {', '.join(twice)}")
        return self


def read_fleet(path: Path) -> Fleet:
    """Give the fleet of a file.

    Raises:
        FleetError: it cannot be read, or describes what cannot be; every mistake is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FleetError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FleetError(f"{path}: is not UTF-8 text") from error
    return parse_fleet(text, source=str(path))


def parse_fleet(text: str, *, source: str = "fleet") -> Fleet:
    """Give the fleet that a JSON text describes; raises FleetError."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FleetError(f"{source}: line {error.lineno}: not JSON: {error.msg}") from error
    try:
        return Fleet.model_validate(data)
    except ValidationError as error:
        raise FleetError("\n".join(_sentences(source, data, error))) from error


def _sentences(source: str, data: object, error: ValidationError) -> list[str]:
    found = []
    for mistake in error.errors(include_url=False):
        place = list(mistake["loc"])
        host = ""
        if place[:1] == ["hosts"] and len(place) > 1:
            host = f"host {_name_of(data, place[1])}: "
            place = place[2:]
        key = ".".join(str(part) for part in place)
        message = mistake["msg"].removeprefix("Value error, ")
        if mistake["type"] == "extra_forbidden":
            message = "there is no such key"
        found.append(f"{source}: {host}{key + ': ' if key else ''}{message}")
    return found


def _name_of(data: object, index: int | str) -> str:
    if isinstance(data, dict) and isinstance(index, int):
        host = data.get("hosts", [])[index]
        if isinstance(host, dict) and isinstance(host.get("name"), str):
            return str(host["name"])
    return f"number {index + 1}" if isinstance(index, int) else str(index)
