"""The tools that judge notebooks side by side: how each is prepared, called and read."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from benchmarks import grading_peers_class as classes
from foedus.editions.building import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["QUICK", "SLOW", "Peer", "environment", "graded_right", "measured", "ours", "peers"]

#: How often each is measured: a quick one thrice, a slow one once.
QUICK, SLOW = 3, 1
_HERE = Path(__file__).parent
_OTTER = "otter-grader==7.0.0"
#: Before a command: it starts its kernels by forking, see `foedus.warm_kernels`.
_WARM = ("env", "JUPYTER_DEFAULT_PROVISIONER_NAME=foedus-warm")
_PROGRESS_OFF = {"FOEDUS_PROGRESS": "off", "PYTHONWARNINGS": "ignore"}


@dataclass(frozen=True)
class Peer:
    """A tool and its way with a class.

    Attributes
    ----------
    name : str
        As the table calls it.
    rounds : int
        How often it is measured.
    prepare : callable
        Takes the class and an empty folder, makes what the tool needs there, and returns the
        command to measure. Not measured itself.
    right : callable
        Takes the folder afterwards and returns how many checks passed.
    """

    name: str
    rounds: int
    prepare: Callable[[classes.Made, Path], Sequence[str]]
    right: Callable[[Path], int]


def measured(
    command: Sequence[str], folder: Path, *options: str, status: tuple[int, ...] = (0, 1)
) -> dict[str, Any]:
    """Run a command in a fresh process of `grading_peers_measure`, in a folder, and return that.

    Raises
    ------
    RuntimeError
        If the command ends with another status; the message holds the end of what it printed.
    """
    result, log = folder / "measured.json", folder / "printed.txt"
    measure = str(_HERE / "grading_peers_measure.py")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with log.open("w", encoding="utf-8") as printed:
        subprocess.run(  # noqa: S603 (the benchmark's own commands)
            [sys.executable, measure, str(result), *options, "--", *command],
            cwd=folder,
            env=os.environ | _PROGRESS_OFF | {"PATH": path},
            stdout=printed,
            stderr=printed,
            check=True,
        )
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    if found["status"] not in status:
        raise RuntimeError(f"{command[:4]} ended with {found['status']}: {_end_of(log)}")
    return found


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


def environment(folder: Path) -> Path:
    """Return the Python of otter's own environment, made in a folder if it is not there.

    nbgrader, nbclient and nbval stand in the environment of our tests; otter needs another IPython.
    """
    uv, place = shutil.which("uv") or "uv", folder / "otter"
    python = place / "bin" / "python"
    if not python.exists():
        for words in (
            ["venv", "--quiet", "--python", sys.executable, str(place)],
            ["pip", "install", "--quiet", "--python", str(python), "--editable", ".", _OTTER],
        ):
            subprocess.run([uv, *words], cwd=COURSE, check=True)  # noqa: S603
    return python


def peers(lesson: str, otter: Path) -> list[Peer]:
    """Return all peers, those of a lesson that need to know it among them; the floor first."""
    return [
        Peer("bare code, one process", QUICK, _driven("bare", sys.executable), _driven_right),
        *_with_kernels("nbval", lambda made, at: _nbval(made, at, lesson), _nbval_right),
        *_with_kernels("nbclient", _driven("nbclient", sys.executable), _driven_right),
        Peer("otter batch API", SLOW, _otter("otter api", otter, lesson), _driven_right),
        Peer(
            "nbgrader autograde",
            SLOW,
            lambda made, at: _nbgrader(made, at, lesson),
            _nbgrader_right,
        ),
        Peer("otter run", SLOW, _otter("otter run", otter, lesson), _driven_right),
    ]


def _with_kernels(
    name: str,
    prepare: Callable[[classes.Made, Path], Sequence[str]],
    right: Callable[[Path], int],
) -> list[Peer]:
    """Return a peer that starts a kernel for each notebook: as it is, and with warm kernels."""

    def warm(made: classes.Made, folder: Path) -> Sequence[str]:
        return [*_WARM, *prepare(made, folder)]

    return [Peer(name, SLOW, prepare, right), Peer(f"{name}, warm kernels", SLOW, warm, right)]


# our tool


def ours(jobs: int, rounds: int = QUICK) -> Peer:
    """Return `foedus grade` with its sandbox and so many jobs."""

    def prepare(made: classes.Made, folder: Path) -> Sequence[str]:
        words = ["grade", str(made.folder / "submitted"), "--out", str(folder / "out")]
        # From the course's folder, where the exercises are.
        call = f"import os, foedus.cli as c; os.chdir({str(COURSE)!r}); raise SystemExit(c.main())"
        return [sys.executable, "-c", call, *words, "--jobs", str(jobs)]

    name = f"foedus grade, {jobs} job{'s' if jobs > 1 else ''}"
    return Peer(name, rounds, prepare, lambda folder: graded_right(folder / "out"))


def graded_right(out: Path) -> int:
    """Return how many rows of `grades.csv` are correct."""
    with (out / "grades.csv").open(encoding="utf-8", newline="") as rows:
        return sum(row["outcome"] == "correct" for row in csv.DictReader(rows))


# libraries, by grading_peers_drive


def _drive(python: str | Path, tool: str, folder: Path, *rest: str | Path) -> list[str]:
    drive = _HERE / "grading_peers_drive.py"
    return [str(word) for word in (python, drive, tool, folder / "driven.json", *rest)]


def _driven(tool: str, python: str) -> Callable[[classes.Made, Path], Sequence[str]]:
    return lambda made, folder: _drive(python, tool, folder, *made.notebooks)


def _driven_right(folder: Path) -> int:
    return int(json.loads((folder / "driven.json").read_text(encoding="utf-8"))["right"])


def _otter(tool: str, python: Path, lesson: str) -> Callable[[classes.Made, Path], Sequence[str]]:
    def prepare(made: classes.Made, folder: Path) -> Sequence[str]:
        place = folder / "autograder.zip"
        with zipfile.ZipFile(place, "w") as packed:
            packed.writestr("otter_config.json", "{}")
            for name, text in classes.otter_test(lesson).items():
                packed.writestr(name, text)
        return _drive(
            python, tool, folder, *classes.for_otter(made, folder / "notebooks"), "--zip", place
        )

    return prepare


# nbgrader


def _nbgrader(made: classes.Made, folder: Path, lesson: str) -> Sequence[str]:
    name = classes.stem(lesson)
    guide = (COURSE / "docs" / "nbgrader.md").read_text(encoding="utf-8")
    configuration = guide.partition("```python\n")[2].partition("```")[0]
    (folder / "nbgrader_config.py").write_text(configuration, encoding="utf-8")
    (folder / "source" / name).mkdir(parents=True)
    shutil.copy(COURSE / "exercises" / f"{name}.ipynb", folder / "source" / name)
    measured(["nbgrader", "generate_assignment", name], folder, status=(0,))
    shutil.copytree(made.folder / "submitted", folder / "submitted")
    return ["nbgrader", "autograde", name]


def _nbgrader_right(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "gradebook.db")) as book:
        asked = "SELECT count(*) FROM grade WHERE auto_score > 0"
        return int(book.execute(asked).fetchone()[0])


# nbval


def _nbval(made: classes.Made, folder: Path, lesson: str) -> Sequence[str]:
    paths = [str(path) for path in classes.for_nbval(made, folder / "notebooks", lesson)]
    words = ["-q", "-p", "no:cacheprovider", "--nbval", f"--rootdir={folder}", "--tb=no"]
    return [sys.executable, "-m", "pytest", *words, "--junitxml=nbval.xml", *paths]


def _nbval_right(folder: Path) -> int:
    notebook = next(iter(sorted((folder / "notebooks").glob("*.ipynb"))))
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell["id"] for cell in cells if cell["cell_type"] == "code"]
    checks = {f"Cell {number}" for number, name in enumerate(code) if name.endswith("-check")}
    cases = ET.parse(folder / "nbval.xml").iter("testcase")  # noqa: S314 (pytest's own)
    names = [(case.get("name", ""), len(case)) for case in cases]
    return sum(faults == 0 and name.rpartition("::")[2] in checks for name, faults in names)
