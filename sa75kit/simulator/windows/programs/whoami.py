"""whoami.exe: the access token of who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.programs.tables import format_rows
from sa75kit.simulator.windows.texts import whoami as texts
from sa75kit.simulator.windows.texts.tasks import INVALID

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_SECTIONS = ("/user", "/groups", "/priv")


def whoami(call: Invocation) -> int:
    """Run whoami.exe."""
    words = [word.lower().replace("-", "/", 1) for word in call.argv[1:]]
    style, header = "table", "/nh" not in words
    if "/fo" in words[:-1]:
        style = words[words.index("/fo") + 1]
    wanted = [s for s in _SECTIONS if s in words or "/all" in words]
    known = {*_SECTIONS, "/all", "/fo", "/nh", "/upn", "/fqdn", "/logonid", style}
    bad = next((word for word in words if word not in known), None)
    if bad is not None or style not in ("table", "list", "csv"):
        shown = INVALID[call.language.code].format(bad or style, "WHOAMI")
        call.error(f"{shown}\r\n")
        return 1
    if not wanted:
        call.write(f"{call.user.name.lower()}\r\n")
        return 0
    for index, section in enumerate(wanted):
        call.write("\r\n" if style == "csv" and index else "")
        call.write(_section(call, section, style, header=header))
    return 0


def _section(call: Invocation, section: str, style: str, *, header: bool) -> str:
    language = call.language.code
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if section == "/user":
        columns, rows = texts.USER_COLUMNS[language], [(call.user.name.lower(), call.user.sid)]
    elif section == "/groups":
        columns, rows = texts.GROUP_COLUMNS[language], list(_groups(call))
    else:
        columns, rows = texts.PRIVILEGE_COLUMNS[language], list(_privileges(call))
    body = format_rows(style, columns, rows, header=header)
    if style == "csv" or not header:
        return body
    title = texts.TITLES[language][_SECTIONS.index(section)]
    return f"\r\n{title}\r\n{'-' * len(title)}\r\n\r\n{body}"


def _groups(call: Invocation) -> list[tuple[str, str, str, str]]:
    language, user = call.language.code, call.user
    local = user.account.domain.upper() == call.machine.name.upper()
    sids = ["S-1-1-0"]
    if user.elevated:
        sids += ["S-1-5-114"] if local else []
        sids += ["S-1-5-32-544"]
    else:
        sids += ["S-1-5-32-580"]
    sids += ["S-1-5-32-545", "S-1-5-2", "S-1-5-11", "S-1-5-15"]
    sids += ["S-1-5-113"] if local else []
    sids += ["S-1-5-64-10", user.integrity]
    rows = []
    for sid in sids:
        kind = texts.ALIAS if sid.startswith("S-1-5-32-") else texts.WELL_KNOWN
        attributes = texts.MEMBER[language]
        if sid == "S-1-5-32-544":
            attributes += texts.OWNER[language]
        if sid.startswith("S-1-16-"):
            kind, attributes = texts.LABEL, ""
        name = texts.NAMES[sid][call.machine.language.code]
        rows.append((name, kind[language], sid, attributes))
    return rows


def _privileges(call: Invocation) -> list[tuple[str, str, str]]:
    privileges: tuple[tuple[str, str], ...] = texts.USER_PRIVILEGES
    if call.user.elevated:
        privileges = texts.ADMINISTRATOR_PRIVILEGES + privileges
    return [(name, what, texts.ENABLED[call.language.code]) for name, what in privileges]
