"""The import table of the design: a room may import what stands above it, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sa75kit"

# Top of the list to the bottom may import what stands above it.
ORDER = (
    "guide",
    "errors",
    "reading",
    "reference",
    "inventory",
    "settings",
    "remoting.session",
    "registry",
    "lms",
    "acuconfig",
    "ports",
    "firmware",
    "uptime",
    "facts",
    "assessment",
    "steps",
    "plan",
    "outcome",
    "verification",
    "remoting.secrets",
    "remoting.logon_guard",
    "remoting",
    "wire",
    "own_sockets",
    "case.intake",
    "case.journal",
    "case",
    "probe",
    "apply",
    "rollout",
    "tables",
    "figures",
    "stages",
    "show",
    "notebook",
    "printing",
    "runs",
    "drill",
    "cli",
)
NOUNS = (*ORDER[: ORDER.index("verification") + 1], "figures")
TOUCHES_THE_WORLD = frozenset(
    {
        "os",
        "io",
        "pathlib",
        "socket",
        "time",
        "random",
        "logging",
        "threading",
        "shutil",
        "tempfile",
    }
)
# Only joins arguments by the C runtime's rules; starts nothing.
PURE_USES = {("remoting.session", "subprocess")}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        if parts and parts[0] != "simulator":
            yield ".".join(parts), path


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = {f"{module}.{alias.name}" for alias in node.names}
            found |= {name if exists(name) else module for name in names}
    return found


def exists(dotted: str) -> bool:
    path = PACKAGE.parent.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def room(module: str) -> str:
    """The longest name of ORDER that the module is in."""
    named = [name for name in ORDER if module == name or module.startswith(name + ".")]
    assert named, f"{module} has no place in ORDER"
    return max(named, key=len)


MODULES = dict(modules())


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_what_stands_above_it(module: str) -> None:
    here = ORDER.index(room(module))
    for imported in imports(MODULES[module]):
        if not imported.startswith("sa75kit.") or imported.startswith("sa75kit.simulator"):
            continue
        above = room(imported.removeprefix("sa75kit."))
        if above != room(module):
            assert ORDER.index(above) < here, f"{module} imports {imported}"


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in NOUNS])
def test_nouns_touch_nothing_of_the_world(module: str) -> None:
    used = {name.partition(".")[0] for name in imports(MODULES[module])}
    assert not used & TOUCHES_THE_WORLD
    if (module, "subprocess") not in PURE_USES:
        assert "subprocess" not in used


@pytest.mark.parametrize("module", ["probe", "apply", "rollout"])
def test_those_who_do_are_given_connect_and_never_import_a_transport(module: str) -> None:
    used = imports(MODULES[module])
    transports = {name for name in used if name.startswith("sa75kit.remoting")}
    assert transports <= {"sa75kit.remoting.session"}
    assert not {name for name in used if name.startswith(("pypsrp", "requests", "socket"))}


def test_only_the_drill_knows_the_simulator() -> None:
    users = {
        module
        for module, path in MODULES.items()
        if any(name.startswith("sa75kit.simulator") for name in imports(path))
    }
    assert users <= {"drill"}


def test_the_simulator_imports_nothing_of_the_kit() -> None:
    for path in (PACKAGE / "simulator").rglob("*.py"):
        for name in imports(path):
            outside = name == "sa75kit" or (
                name.startswith("sa75kit.") and not name.startswith("sa75kit.simulator")
            )
            assert not outside, f"{path} imports {name}"


def test_only_one_place_calls_papermill() -> None:
    users = {
        module
        for module, path in MODULES.items()
        if any(name.partition(".")[0] == "papermill" for name in imports(path))
    }
    assert users <= {"notebook"}
