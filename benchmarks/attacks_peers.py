"""Graders under the bank of attacks: ours; nbgrader and otter, each in its own environment."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from tests.grading.bank.making import COURSE, LESSONS, as_bytes, notebook, points_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.grading.bank import Site

__all__ = ["PEERS", "Nbgrader", "Otter", "Ours", "Tool", "environment_with"]

_SECONDS: Final = 10  # a cell, where a tool has such a limit
_MOST: Final = 8 * 10**9  # bytes of memory: for the machine's sake, no limit of the tool's

#: Run by a peer's own Python: `submitted/STUDENT/LESSON/...` graded, and grades.csv written.
_DRIVER: Final = Path(__file__).with_name("attacks_drive.py")


class Tool(Protocol):
    """A grader."""

    name: str
    patience: float  # seconds for an attack's notebooks; several times what honest ones take

    def prepare(self, site: Site) -> None:
        """Make what it needs beside the submissions."""

    def command(self, site: Site, lesson: str) -> Sequence[str]:
        """Return what grades the submissions and writes results/grades.csv."""


@dataclass(frozen=True)
class Ours:
    """`foedus grade`, with its sandbox."""

    name: str = "foedus"
    patience: float = 40.0

    def prepare(self, site: Site) -> None:
        """Nothing is needed."""

    def command(self, site: Site, lesson: str) -> Sequence[str]:  # noqa: ARG002
        """Return the command."""
        words = ["grade", str(site.submissions), "--out", str(site.results), "--jobs", "2"]
        return [sys.executable, "-m", "foedus.cli", *words, "--timeout", "5", "--memory", "512"]


@dataclass(frozen=True)
class Nbgrader:
    """`nbgrader autograde`; the exercises carry its metadata."""

    python: Path
    name: str = "nbgrader"
    patience: float = 20.0

    def prepare(self, site: Site) -> None:
        """Lay out a course, and generate the assignments."""
        for stem in LESSONS.values():
            folder = site.submissions.parent / "source" / stem
            folder.mkdir(parents=True)
            (folder / f"{stem}.ipynb").write_bytes(as_bytes(notebook(stem[:2], {})))

    def command(self, site: Site, lesson: str) -> Sequence[str]:
        """Return the command."""
        course = str(site.submissions.parent)
        return [*_limited(self.python), "nbgrader", course, LESSONS[lesson], str(_SECONDS)]


@dataclass(frozen=True)
class Otter:
    """`otter run`, a notebook after the other; a test a question, which checks as our cell does."""

    python: Path
    name: str = "otter"
    patience: float = 200.0  # its driver ends a notebook that does not

    def prepare(self, site: Site) -> None:
        """Write tests for each lesson."""
        for lesson in LESSONS:
            folder = site.submissions.parent / "tests" / lesson
            folder.mkdir(parents=True)
            made = notebook(lesson, {})
            for question in questions_of(lesson):
                name = f"{lesson}-q{question[-1]}-check"
                source = next(cell["source"] for cell in made["cells"] if cell["id"] == name)
                call = "".join(source)
                variable = call.rpartition(",")[2].strip(" )\n")
                code = _TEST.format(
                    name=f"q{question[-1]}",
                    points=points_of(lesson)[question],
                    variable=variable,
                    call=call.replace("fo.check", "foedus.check"),
                )
                (folder / f"q{question[-1]}.py").write_text(code)

    def command(self, site: Site, lesson: str) -> Sequence[str]:
        """Return the command."""
        course = str(site.submissions.parent)
        return [*_limited(self.python), "otter", course, LESSONS[lesson], str(_SECONDS)]


_TEST: Final = """\
from otter.test_files import test_case

OK_FORMAT = False

name = "{name}"
points = {points}


@test_case()
def test_{name}({variable}):
    import foedus

    {call}
"""

#: What is installed for each peer.
PEERS: Final = {"nbgrader": "nbgrader==0.9.6", "otter": "otter-grader==7.0.0"}


def environment_with(requirement: str, folder: Path) -> Path:
    """Make a virtual environment with the course and one more package; return its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", str(COURSE), requirement]
        subprocess.run(install, check=True)  # noqa: S603 (our own command)
    return python


def _limited(python: Path) -> list[str]:
    limits = [f"--data={_MOST}", f"--fsize={_MOST // 4}", "--core=0"]
    return ["prlimit", *limits, str(python), str(_DRIVER)]
