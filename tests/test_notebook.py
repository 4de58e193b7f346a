"""Executing notebooks: what is given is checked first, and what comes out stands on its own."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from sa75kit import notebook
from sa75kit.errors import BadInput, GateStopped, Sa75Error

Run = Callable[..., Path]
LOADED = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"']?(?!data:|#)[^>]*>", re.I
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that executes a notebook of one cell, named `one`."""
    source = tmp_path / "source"
    source.mkdir()
    monkeypatch.setattr(notebook, "NOTEBOOKS", source)

    def execute(code: str, **parameters: object) -> Path:
        defaults = new_code_cell('site = ""\ncase = "case"\nwords = ""\nonly = []')
        defaults.metadata["tags"] = ["parameters"]
        one = new_notebook(cells=[defaults, new_code_cell(code)])
        one.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "3"}
        nbformat.write(one, source / "one.ipynb")
        return notebook.execute(
            "one",
            site=Path("site.yaml"),
            case=Path("case"),
            out_folder=tmp_path,
            parameters=parameters,
        )

    return execute


def printed(executed: Path) -> str:
    cells = nbformat.read(executed, as_version=4).cells
    return "".join(o.text for c in cells for o in c.get("outputs", ()) if o.output_type == "stream")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"aproved": "x"}, r"3-mitigate: no parameter 'aproved'; it knows .*approved"),
        ({"waves": 3}, r"3-mitigate: parameter 'waves' wants a str, not the int 3"),
        ({"approved": None}, r"'approved' wants a str, not the NoneType None"),
    ],
)
def test_wrong_parameters_are_refused_before_it_runs(
    given: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=said):
        notebook.execute(
            "3-mitigate", site=tmp_path, case=tmp_path, out_folder=tmp_path, parameters=given
        )
    assert list(tmp_path.iterdir()) == []


def test_a_list_may_be_given_in_one_word() -> None:
    assert notebook.checked("1-investigate", {"only": "pc-1, pc-2"}) == {"only": ["pc-1", "pc-2"]}
    assert notebook.checked("1-investigate", {"only": ["pc-1"]}) == {"only": ["pc-1"]}


def test_it_runs_on_this_interpreter_whatever_is_installed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another python3 in JUPYTER_PATH is not taken, and a deep home is not too long for IPC."""
    other = tmp_path / "kernels" / "python3"
    other.mkdir(parents=True)
    spec = {"argv": ["no-such-python"], "display_name": "other", "language": "python"}
    (other / "kernel.json").write_text(json.dumps(spec), "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / ("deep" * 30)))
    executed = run("import sys; print(sys.prefix); print(site, words, only)", words="a b", only="x")
    where = str(Path("site.yaml").resolve())
    assert printed(executed).splitlines() == [sys.prefix, f"{where} a b ['x']"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no IPC transport")
def test_nobody_else_can_connect_to_the_kernel(run: Run) -> None:
    code = "from ipykernel import get_connection_info as info; import os; i = info(unpack=True)"
    shown = "print(i['transport'], i['ip'], oct(os.stat(os.path.dirname(i['ip'])).st_mode))"
    transport, sockets, mode = printed(run(f"{code}\n{shown}")).split()
    assert transport == "ipc"
    assert sockets.startswith("/tmp/sa75-")
    assert int(mode, 8) & 0o777 == 0o700


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        ("from sa75kit.errors import BadInput as E", BadInput),
        ("from sa75kit.errors import GateStopped as E", GateStopped),
        ("E = ZeroDivisionError", Sa75Error),
    ],
)
def test_a_failing_cell_is_told_and_kept(
    raised: str, kind: type[Sa75Error], run: Run, tmp_path: Path
) -> None:
    with pytest.raises(Sa75Error, match="row 7 is wrong") as told:
        run(f"{raised}\nraise E('row 7 is wrong')")
    assert type(told.value) is kind
    kept = (tmp_path / "one.ipynb").read_text("utf-8") + (tmp_path / "one.html").read_text("utf-8")
    assert kept.count("row 7 is wrong") >= 2


def test_a_run_that_never_began_does_not_tell_an_earlier_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Sa75Error, match="yesterday"):
        run("raise ValueError('yesterday')")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python-that-is-gone"))
    (tmp_path / "python-that-is-gone").write_text("#!/bin/sh\necho it is gone >&2; exit 9\n")
    (tmp_path / "python-that-is-gone").chmod(0o700)
    with pytest.raises(Sa75Error, match=r"could not be executed \(it is gone\)"):
        run("print('today')")


def test_the_html_loads_nothing_from_elsewhere(run: Run) -> None:
    html = run("print('hello')").with_suffix(".html").read_text("utf-8")
    assert "hello" in html
    assert "<title>one</title>" in html
    assert LOADED.findall(html) == []
    assert "cdnjs" not in html
    assert "cdn.jsdelivr" not in html
