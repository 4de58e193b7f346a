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
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

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
    known = parameters_of(name)
    given = {"site": str(site.resolve()), "case": str(case.resolve()), **parameters}
    for key, value in parameters.items():
        if key not in known:
            raise BadInput(f"{name}: no parameter {key!r}; it knows {', '.join(known)}")
        if isinstance(known[key], list) and isinstance(value, str):
            given[key] = [part for part in re.split(r"[,\s]+", value) if part]
    out = out_folder / f"{name}.ipynb"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "sa75kit.notebook", str(NOTEBOOKS / out.name), str(out)],
        input=json.dumps(given),
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    if out.exists():
        export_html(out)
    if ran.returncode != 0:
        raise _failure(name, out, ran.stderr)
    return out


def _failure(name: str, out: Path, stderr: str) -> Sa75Error:
    """Give what the failing cell raised, as its own kind where a caller tells it apart."""
    cells = nbformat.read(out, as_version=4).cells if out.exists() else []
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


def _main(source: str, target: str, parameters: dict[str, Any]) -> None:
    """Execute one notebook; the child's side of `execute`."""
    import papermill
    from jupyter_client.manager import AsyncKernelManager

    options: dict[str, Any] = {}
    if sys.platform != "win32":  # IPC where the platform has it: nobody else can connect

        class IpcKernelManager(AsyncKernelManager):
            """Starts kernels that listen on Unix sockets alone."""

            def __init__(self, **kwargs: Any) -> None:
                super().__init__(transport="ipc", **kwargs)

        options["kernel_manager_class"] = IpcKernelManager
    papermill.execute_notebook(
        source,
        target,
        parameters=parameters,
        kernel_name="python3",
        progress_bar=False,
        start_timeout=180,
        **options,
    )


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], json.load(sys.stdin))
