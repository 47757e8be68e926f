"""The edition for Google Colab, run with the versions of packages that Colab carries.

Colab itself cannot be reached from a test. Its packages can: ``colab_versions.txt`` holds those of
them that the course meets, as the project googlecolab/backend-info listed them on 19 August 2026.
They are installed into an environment of their own, what the edition's first cell adds comes on
top, and each notebook runs from its first cell to its last with a stand-in for the module
``google.colab``; so do the solutions, whose checks must all say that the answer is correct.

    python -m benchmarks.colab --python 3.13
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell

from benchmarks.report import table
from foedus.front_ends.colab import FIRST_CELL_ID, NEEDED, colab_files
from foedus.front_ends.places import Places

__all__ = ["measure"]

_COURSE = Path(__file__).parents[1]
_VERSIONS = Path(__file__).with_name("colab_versions.txt")
_PLACES = Places(repository="https://github.com/example/foedus", colab_branch="colab")
_CORRECT = re.compile(r"Correct · \d\d\.\d")


def measure(python: str) -> pd.DataFrame:
    """Return a row for each notebook.

    Parameters
    ----------
    python : str
        Version or path of the Python that Colab has.

    Returns
    -------
    pandas.DataFrame
        ``notebook``, ``cells``, ``seconds``, ``errors`` (names of exceptions, separated by
        commas), ``correct`` (checks that say so).
    """
    with tempfile.TemporaryDirectory(prefix="foedus-colab-") as scratch:
        edition = Path(scratch, "edition")
        for name, content in colab_files(_PLACES, _COURSE).items():
            (edition / name).parent.mkdir(parents=True, exist_ok=True)
            (edition / name).write_bytes(content)
        runner = _environment(python, Path(scratch, "environment"), edition)
        notebooks = [*sorted(edition.glob("*/*.ipynb")), *sorted(_COURSE.glob("solutions/*.ipynb"))]
        return pd.DataFrame([_run(runner, one, Path(scratch)) for one in notebooks])


def _environment(python: str, place: Path, edition: Path) -> Path:
    """Install what Colab has, then what the edition's first cell adds; return its Python."""
    _quietly("uv", "venv", "--python", python, str(place))
    install = ("uv", "pip", "install", "--no-config", "--python", str(place))
    _quietly(*install, "--requirement", str(_VERSIONS))
    _quietly(*install, *NEEDED)
    _quietly(*install, "--no-deps", *map(str, edition.glob("*.whl")))
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "google/colab").mkdir(parents=True)
    (packages / "google/colab/__init__.py").touch()
    return place / "bin" / "python"


def _run(runner: Path, place: Path, scratch: Path) -> dict[str, object]:
    notebook = nbformat.read(place, as_version=4)
    cells = [cell for cell in notebook["cells"] if cell["id"] != FIRST_CELL_ID]
    notebook["cells"] = [new_code_cell("import google.colab"), *cells]
    copy = scratch / f"{place.parent.name}-{place.name}"
    nbformat.write(notebook, copy)
    started = time.perf_counter()
    _quietly(str(runner), "-m", "nbconvert", "--execute", "--allow-errors", "--inplace",
             "--to", "notebook", "--log-level", "ERROR", str(copy))  # fmt: skip
    seconds = time.perf_counter() - started
    outputs = [
        (cell, output)
        for cell in nbformat.read(copy, as_version=4)["cells"]
        for output in cell.get("outputs", [])
    ]
    errors = [
        output["ename"]
        for cell, output in outputs
        if output["output_type"] == "error"
        and "raises-exception" not in cell["metadata"].get("tags", [])
    ]
    said = "\n".join(str(output.get("data", {}).get("text/plain", "")) for _, output in outputs)
    return {
        "notebook": f"{place.parent.name}/{place.stem}",
        "cells": len(cells),
        "seconds": round(seconds, 1),
        "errors": ", ".join(errors),
        "correct": len(_CORRECT.findall(said)),
    }


def _quietly(*words: str) -> None:
    subprocess.run(words, check=True)  # noqa: S603


def main() -> None:
    parser = argparse.ArgumentParser(description="The course with Colab's packages.")
    parser.add_argument("--python", default="3.13", help="version or path")
    print(table(measure(parser.parse_args().python)))


if __name__ == "__main__":
    main()
