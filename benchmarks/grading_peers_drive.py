"""Peers that are libraries, driven from a process of their own.

    python grading_peers_drive.py TOOL RESULT NOTEBOOKS... [--zip AUTOGRADER]

RESULT gets a JSON object: `right`, the number of checks that passed, and `cpu`, the processor's
seconds after everything was imported. Needs the tool alone, not this repository.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any


def _bare(paths: list[Path]) -> int:
    """Run the bare code of one notebook after another in this process: the floor."""
    return sum(_checks_passed(json.loads(path.read_text(encoding="utf-8"))) for path in paths)


def _checks_passed(notebook: dict[str, Any]) -> int:
    space: dict[str, object] = {"__name__": "__main__"}
    passed = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            done = _runs("".join(cell["source"]), space)
            passed += done and cell["id"].endswith("-check")
    return passed


def _runs(code: str, space: dict[str, object]) -> bool:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, "<cell>", "exec"), space)  # noqa: S102 (that is the floor)
    except Exception:  # noqa: BLE001 (a wrong answer)
        return False
    return True


def _nbclient(paths: list[Path]) -> int:
    """Run each notebook in a fresh kernel."""
    import nbclient  # noqa: PLC0415 (only here)
    import nbformat  # noqa: PLC0415

    right = 0
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        nbclient.NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
        right += sum(
            cell.id.endswith("-check") and all(out.output_type != "error" for out in cell.outputs)
            for cell in notebook.cells
        )
    return right


def _otter_run(paths: list[Path], autograder: Path) -> int:
    """Call the command for each notebook."""
    right = 0.0
    for path in paths:
        out = path.with_suffix("")
        out.mkdir(exist_ok=True)
        words = ["run", str(path), "-a", str(autograder), "-o", str(out), "--no-logo"]
        command = [str(Path(sys.executable).parent / "otter"), *words]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        results = json.loads((out / "results.json").read_text(encoding="utf-8"))
        right += sum(one.get("score", 0) for one in results["tests"])
    return round(right)


def _otter_api(paths: list[Path], autograder: Path) -> int:
    """Grade all notebooks in one process of otter's."""
    from otter.api import grade_submission  # noqa: PLC0415

    graded = (grade_submission(str(path), str(autograder), quiet=True) for path in paths)
    return round(sum(one.total for one in graded))


def main() -> None:
    """Drive one tool over the notebooks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=["bare", "nbclient", "otter run", "otter api"])
    parser.add_argument("result", type=Path)
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--zip", type=Path)
    options = parser.parse_args()
    os.chdir(options.result.parent)
    if options.tool == "bare":
        import altair as alt  # noqa: F401, PLC0415 (warm: what the notebooks import)
        import pandas as pd  # noqa: F401, PLC0415

        import foedus  # noqa: F401, PLC0415
    start = process_time()
    if options.tool.startswith("otter"):
        drive = _otter_run if options.tool == "otter run" else _otter_api
        right = drive(options.notebooks, options.zip)
    else:
        right = {"bare": _bare, "nbclient": _nbclient}[options.tool](options.notebooks)
    found = {"right": right, "cpu": process_time() - start}
    options.result.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
