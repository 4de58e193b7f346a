"""pnputil.exe and msiexec.exe: driver packages and installer packages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.files import full_path
from sa75kit.simulator.windows.text_width import fit, width
from sa75kit.simulator.windows.texts import packages as texts
from sa75kit.simulator.windows.texts.system import system_message

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_NO_PACKAGE, _UNKNOWN_PRODUCT, _FAILED = 1619, 1605, 1603


@dataclass(frozen=True, kw_only=True)
class DriverPackage:
    """A package in the driver store, published as oemNN.inf."""

    published: str
    original: str
    provider: str
    class_name: str
    version: str
    directory: str


@dataclass(frozen=True, kw_only=True)
class Installation:
    """What msiexec was told: `package` is a path or a product code, `verb` i, x or fa."""

    verb: str
    package: str
    quiet: bool
    properties: dict[str, str] = field(default_factory=dict)
    log: str = ""


def pnputil(call: Invocation) -> int:
    """Run pnputil.exe: lists and deletes driver packages."""
    words = [word.lower() for word in call.argv[1:]]
    language = call.language.code
    call.write(f"{texts.TITLE[language]}\r\n\r\n")
    if {"/enum-drivers", "-e"} & set(words):
        for package in call.machine.driver_packages:
            call.write(_shown(package, language))
        return 0
    if not {"/delete-driver", "-d"} & set(words):
        return err.INVALID_PARAMETER
    if not call.user.elevated:
        call.write(f"{system_message(err.ACCESS_DENIED, language)}\r\n")
        return err.ACCESS_DENIED
    for package in call.machine.driver_packages:
        if package.published.lower() in words:
            call.machine.driver_packages.remove(package)
            call.machine.changed(f"driver package {package.original}", "installed", None)
            call.write(f"{texts.DELETED[language]}\r\n")
            return 0
    call.write(f"{texts.NOT_FOUND[language]}\r\n")
    return err.FILE_NOT_FOUND


def _shown(package: DriverPackage, language: str) -> str:
    values = (package.published, package.original, package.provider, package.class_name,
              package.version)  # fmt: skip
    cells = max(width(label) for label in texts.LABELS[language]) + 5
    pairs = zip(texts.LABELS[language], values, strict=True)
    return "".join(f"{fit(label + ':', cells)}{value}\r\n" for label, value in pairs) + "\r\n"


def msiexec(call: Invocation) -> int:
    """Run msiexec.exe; what a package does is in the machine's `installers`, by file name or code.

    Without a window it says nothing: its exit code is the whole answer (0, 1603, 1605, 1619,
    1639, 3010 a restart is needed).
    """
    wanted = _read(call)
    if wanted is None:
        return err.INVALID_COMMAND_LINE
    if not call.user.elevated:
        return _FAILED
    installers = {name.lower(): function for name, function in call.machine.installers.items()}
    name = wanted.package.rpartition("\\")[2].lower()
    is_code = name.startswith("{")
    if not is_code and not call.machine.files.is_file(full_path(wanted.package, call.directory)):
        return _NO_PACKAGE
    if name not in installers:
        return _UNKNOWN_PRODUCT if is_code else _NO_PACKAGE
    return installers[name](call, wanted)


def _read(call: Invocation) -> Installation | None:
    words = call.argv[1:]
    verb = package = log = ""
    quiet = False
    properties: dict[str, str] = {}
    while words:
        word = words.pop(0)
        lowered = word.lower().replace("-", "/", 1)
        found = re.match(r"([A-Z_][A-Z0-9_.]*)=(.*)$", word, re.DOTALL)
        if lowered in ("/i", "/x", "/uninstall", "/package", "/f", "/fa") and words:
            verb = {"/uninstall": "x", "/package": "i"}.get(lowered, lowered[1:])
            package = words.pop(0)
        elif lowered.startswith(("/l", "/log")) and words and not lowered.startswith("/lang"):
            log = words.pop(0)
        elif lowered.startswith("/q") or lowered in ("/quiet", "/passive"):
            quiet = True
        elif found:
            properties[found[1]] = found[2].strip('"')
        elif lowered not in ("/norestart", "/forcerestart", "/promptrestart"):
            return None
    if not verb:
        return None
    return Installation(verb=verb, package=package, quiet=quiet, properties=properties, log=log)
