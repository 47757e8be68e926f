"""A class of learners for measuring: one exercise, handed in many times, right and wrong."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from foedus.checking import proofs
from foedus.checking.registry import exercise
from foedus.editions.building import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Made", "for_nbval", "for_otter", "make", "otter_test", "stem"]

Notebook = dict[str, Any]
_SHARE_RIGHT = 0.6


@dataclass(frozen=True)
class Made:
    """Submissions on disk, in nbgrader's layout.

    Attributes
    ----------
    folder : pathlib.Path
        Holds `submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb`.
    notebooks : tuple of pathlib.Path
        The submissions.
    right : int
        How many checks all of them together pass.
    checks : int
        How many checks there are.
    """

    folder: Path
    notebooks: tuple[Path, ...]
    right: int
    checks: int


def stem(lesson: str) -> str:
    """Return the file name of a lesson's notebooks, without suffix."""
    return exercise(lesson).room.stem


def _read(kind: str, lesson: str) -> Notebook:
    path = COURSE / kind / f"{stem(lesson)}.ipynb"
    found: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return found


def make(folder: Path, lesson: str, size: int) -> Made:
    """Write a class that answers from the banks of right and wrong answers, by a fixed seed.

    Each answer cell ends in a comment that says whose it is, so that no two notebooks are alike.
    """
    chance, right, paths = Random(lesson), 0, []  # noqa: S311 (no secret)
    empty, states = _read("exercises", lesson), _states(lesson)
    for number in range(size):
        notebook = copy.deepcopy(empty)
        for question, choices in states.items():
            good, bad = choices
            passes = not bad or chance.random() < _SHARE_RIGHT
            code = chance.choice(good if passes else bad)
            _cell(notebook, question, "answer")["source"] = f"{code}\n# student {number}"
            right += passes
        path = folder / "submitted" / f"student{number:05}" / stem(lesson) / f"{stem(lesson)}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        paths.append(path)
    return Made(folder, tuple(paths), right, size * len(states))


def _states(lesson: str) -> dict[str, tuple[list[str], list[str]]]:
    """Return right and wrong code by question; what others build on is the reference alone."""
    found = exercise(lesson)
    needed = {one for question in found.questions for one in question.builds_on}
    answers, states = found.answers(), {}
    for question in found.questions:
        good: list[str] = []
        bad: list[str] = []
        for state in proofs.notebook_states(question, answers[question.id]):
            (good if state.outcome == "correct" else bad).append(state.code)
        alone = question.id in needed
        states[question.id] = (good[:1], []) if alone else (good, bad)
    return states


def _cell(notebook: Notebook, question: str, part: str) -> dict[str, Any]:
    name = f"{question[:2]}-q{question[3:]}-{part}"
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def _copies(made: Made, folder: Path, change: Callable[[Notebook], None]) -> Iterator[Path]:
    folder.mkdir()
    for number, path in zip(count(), made.notebooks, strict=False):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        change(notebook)
        copy_path = folder / f"student{number:05}.ipynb"
        copy_path.write_text(json.dumps(notebook), encoding="utf-8")
        yield copy_path


def for_nbval(made: Made, folder: Path, lesson: str) -> list[Path]:
    """Copy the class; its checks get the solution's outputs, with which nbval compares."""
    solved = {cell["id"]: cell for cell in _read("solutions", lesson)["cells"]}

    def change(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            if cell["id"].endswith("-check"):
                for part in ("outputs", "execution_count"):
                    cell[part] = solved[cell["id"]][part]

    return list(_copies(made, folder, change))


def for_otter(made: Made, folder: Path) -> list[Path]:
    """Copy the class without the check cells: otter's tests make the same checks."""

    def change(notebook: Notebook) -> None:
        cells = notebook["cells"]
        notebook["cells"] = [cell for cell in cells if not cell["id"].endswith("-check")]

    return list(_copies(made, folder, change))


def otter_test(lesson: str) -> dict[str, str]:
    """Return otter's test files, by name: each makes one check, for one point."""
    found = {}
    for question in exercise(lesson).questions:
        name = f"q{question.id[3:]}"
        code = f">>> fo.check({question.id!r}, {question.variable}).passed\nTrue"
        case = {"code": code, "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": name, "points": 1, "suites": [suite]}
        found[f"tests/{name}.py"] = f"OK_FORMAT = True\n\ntest = {test!r}\n"
    return found
