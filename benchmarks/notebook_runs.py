"""How long each built notebook runs from top to bottom, in a clean kernel.

Run, in the folder of the repository:

    python -m benchmarks.notebook_runs
    python -m benchmarks.notebook_runs --write

The second writes the table into benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import nbformat
import pandas as pd

from benchmarks.report import table, write_section
from foedus.editions.building import COURSE
from foedus.editions.execute import run

__all__ = ["HEAD", "measure"]

#: The heading of the section; what follows it up to the next heading is this script's.
HEAD: Final = "## Notebooks from top to bottom"

_MINUTE: Final = 60.0
_HOW: Final = f"""\
Seconds of one run of every lesson and every solution, with nbclient and a fresh kernel each, the
start of the kernel included. The aim is {_MINUTE:.0f} s. An exercise without answers runs its setup
and its checks only, and is quicker."""


def measure(course: Path = COURSE) -> pd.DataFrame:
    """Return one row a lesson: seconds of its lesson notebook and of its solution."""
    rows = []
    for path in sorted((course / "notebooks").glob("*.ipynb")):
        row: dict[str, object] = {"lesson": path.stem}
        for kind in ("notebooks", "solutions"):
            row[kind] = round(_seconds(course / kind / path.name), 1)
        rows.append(row)
    return pd.DataFrame(rows)


def _seconds(path: Path) -> float:
    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as folder:
        start = perf_counter()
        run(notebook, Path(folder), path.stem)
        return perf_counter() - start


def main() -> None:
    """Measure, print, and on wish write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write into RESULTS.md")
    arguments = parser.parse_args()
    frame = measure()
    today = datetime.now(tz=UTC).date()
    slowest = frame[["notebooks", "solutions"]].max().max()
    said = f"{today}, {os.cpu_count()} cores: the slowest takes {slowest} s."
    section = f"{HEAD}\n\n{_HOW}\n\n{said}\n\n{table(frame)}\n"
    print(section)
    if arguments.write:
        write_section(HEAD, section)


if __name__ == "__main__":
    main()
