"""Executes a notebook with papermill, in a process of its own, and exports it as HTML.

The one place that calls papermill: a parameter that the notebook does not know is only a warning
there, `sys.exit` counts as success, and its working directory is not thread-safe.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from sa75kit.errors import BadInput, GateStopped, Sa75Error

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
_RAISED = {"BadInput": BadInput, "GateStopped": GateStopped}


def parameters_of(name: str) -> dict[str, object]:
    """Give a notebook's parameters with their defaults, from its cell tagged `parameters`."""
    path = NOTEBOOKS / f"{name}.ipynb"
    for cell in nbformat.read(path, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", ()):
            assigned = (n for n in ast.parse(cell.source).body if isinstance(n, ast.Assign))
            return {str(ast.unparse(n.targets[0])): ast.literal_eval(n.value) for n in assigned}
    raise Sa75Error(f"{path}: no cell is tagged 'parameters'")


def execute(
    name: str, *, site: Path, case: Path, out_folder: Path, parameters: Mapping[str, object]
) -> Path:
    """Execute a notebook into `out_folder`, with its HTML beside it; give the executed notebook.

    Both are kept when a cell fails.

    Raises:
        BadInput: the notebook does not know a parameter, or said that its input is bad.
        GateStopped: a gate stopped the rollout.
        Sa75Error: a cell failed otherwise.
    """
    given = checked(name, parameters)
    given |= {"site": str(site.resolve()), "case": str(case.resolve())}
    out = out_folder / f"{name}.ipynb"
    written_before = _written(out)
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "sa75kit.notebook", str(NOTEBOOKS / out.name), str(out)],
        input=json.dumps(given),
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    if _written(out) == written_before:  # what is there, if anything, is an earlier run's
        raise _failure(name, None, ran.stderr)
    export_html(out)
    if ran.returncode != 0:
        raise _failure(name, out, ran.stderr)
    return out


def checked(name: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """Give parameters as the notebook takes them; a list may be given as `a,b`.

    Raises:
        BadInput: the notebook does not know one, or its default is of another type.
    """
    known = parameters_of(name)
    given: dict[str, object] = {}
    for key, value in parameters.items():
        if key not in known:
            raise BadInput(f"{name}: no parameter {key!r}; it knows {', '.join(known)}")
        if isinstance(known[key], list) and isinstance(value, str):
            value = [part for part in re.split(r"[,\s]+", value) if part]
        if type(value) is not type(known[key]):
            wanted, got = type(known[key]).__name__, type(value).__name__
            raise BadInput(f"{name}: parameter {key!r} wants a {wanted}, not the {got} {value!r}")
        given[key] = value
    return given


def _written(path: Path) -> int | None:
    """Give the moment a file was last written, in nanoseconds; None where there is none."""
    return path.stat().st_mtime_ns if path.exists() else None


def _failure(name: str, out: Path | None, stderr: str) -> Sa75Error:
    """Give what the failing cell raised, as its own kind where a caller tells it apart."""
    cells = nbformat.read(out, as_version=4).cells if out else []
    for cell in cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                if output.ename in _RAISED:
                    return _RAISED[output.ename](output.evalue)
                return Sa75Error(f"{name}: {output.ename}: {output.evalue}; see {out}")
    last = stderr.strip().splitlines()[-1:] or ["no reason given"]
    return Sa75Error(f"{name}: could not be executed ({last[0]})")


def export_html(executed: Path) -> Path:
    """Write an executed notebook as HTML that opens offline, beside it."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="lab", exclude_input_prompt=True)
    exporter.exclude_output_prompt = True
    exporter.embed_images = True
    notebook = nbformat.read(executed, as_version=4)
    html, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": executed.stem}})
    target = executed.with_suffix(".html")
    target.write_text(without_network(html), encoding="utf-8")
    return target


def without_network(html: str) -> str:
    """Take out the scripts that nbconvert's template would load from elsewhere.

    Ours are tables and pictures: neither require.js, MathJax nor Mermaid is missed.
    """
    html = re.sub(r"<script\b[^>]*\bsrc=[^>]*>\s*</script>", "", html)
    html = re.sub(
        r"<script\b[^>]*>(?:(?!</script>).)*?https?://(?:(?!</script>).)*?</script>",
        "",
        html,
        flags=re.DOTALL,
    )
    return re.sub(r"<link\b[^>]*\bhref=[\"']https?:[^>]*>", "", html)


def kernel_manager(folder: Path) -> type[AsyncKernelManager]:
    """Give a manager that starts this interpreter's own kernel, its sockets in `folder`.

    A kernel named python3 may be installed for the user or stand in JUPYTER_PATH, and be another
    Python: no kernel folder is searched, so ipykernel's own is left. Where the platform has Unix
    sockets nobody else can connect; their path must be short (about 100 characters).
    """
    transport = "tcp" if sys.platform == "win32" else "ipc"

    class OwnKernelManager(AsyncKernelManager):
        def __init__(self, **kwargs: Any) -> None:
            own = KernelSpecManager(kernel_dirs=[])
            place = str(folder / "kernel.json")
            super().__init__(
                transport=transport, kernel_spec_manager=own, connection_file=place, **kwargs
            )

    return OwnKernelManager


def _main(source: str, target: str, parameters: dict[str, Any]) -> None:
    """Execute one notebook; the child's side of `execute`."""
    import papermill

    # Not the user's runtime folder: below a long home a socket's path would be too long.
    short = None if sys.platform == "win32" else "/tmp"  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="sa75-", dir=short) as folder:
        papermill.execute_notebook(
            source,
            target,
            parameters=parameters,
            kernel_name=NATIVE_KERNEL_NAME,
            kernel_manager_class=kernel_manager(Path(folder)),
            progress_bar=False,
            start_timeout=180,
        )


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], json.load(sys.stdin))
