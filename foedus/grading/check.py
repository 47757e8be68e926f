"""A learner's own check of a whole notebook: run afresh, from top to bottom, a line a question."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from .engine import Job, Settings
from .errors import CourseError, EngineError
from .intake_names import lesson_stems
from .local import LocalEngine

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

__all__ = ["check"]

_ALL, _NOT_ALL, _FAILED = 0, 1, 2
_NUMBER: Final = re.compile(r"(\d\d)(?!\d)")
_ICONS: Final = {"correct": "✓", "not-attempted": "–"}  # noqa: RUF001 (the outcome's own icon)


def check(
    notebook: Path, *, solutions: Path | None = None, seconds: float = 20.0, kernel: bool = False
) -> int:
    """Judge one notebook and print a line for each question.

    Parameters
    ----------
    notebook : pathlib.Path
        An exercise, such as ``exercises/02_what_happened_when.ipynb``.
    solutions : pathlib.Path, optional
        The folder of the solutions, where there is one.
    seconds : float
        Wall time that a cell may take.
    kernel : bool
        Whether a real Jupyter kernel runs it.

    Returns
    -------
    int
        0 if every answer is correct, 1 if not, 2 if the notebook could not be run (the reason is
        said on standard error).
    """
    try:
        lesson, content = _lesson(notebook), notebook.read_bytes()
        settings = Settings(solutions, seconds=seconds, kernel=kernel, sandbox=False)
        with LocalEngine(settings) as engine:
            [(_, paper)] = engine.judged([Job(notebook.name, lesson, content)])
    except (CourseError, EngineError, OSError, ValueError) as error:
        print(f"foedus check: {error}", file=sys.stderr)  # noqa: T201 - the command line speaks
        return _FAILED
    return _told(paper)


def _lesson(notebook: Path) -> str:
    found = _NUMBER.search(notebook.name)
    if found is None or found[1] not in lesson_stems():
        known = ", ".join(lesson_stems())
        raise ValueError(
            f"{notebook.name}: its name has no number of a lesson ({known}). Give the exercise's "
            "file, such as exercises/02_what_happened_when.ipynb."
        )
    return found[1]


def _told(paper: dict[str, Any]) -> int:
    verdicts = paper["verdicts"]
    if all(one["outcome"] == "unreadable" for one in verdicts):
        print(f"foedus check: {verdicts[0]['message']}", file=sys.stderr)  # noqa: T201
        return _FAILED
    for one in verdicts:
        _say(one)
    for note in paper["notes"]:
        print(f"  note: {note}")  # noqa: T201
    right = sum(one["outcome"] == "correct" for one in verdicts)
    print(f"{right} of {len(verdicts)} correct")  # noqa: T201
    return _ALL if right == len(verdicts) else _NOT_ALL


def _say(one: dict[str, Any]) -> None:
    icon = _ICONS.get(one["outcome"], "○")
    message = " ".join(one["message"].split()) if one["outcome"] not in _ICONS else ""
    print(f"{icon} {one['question']} {one['outcome']:<13} {message}".rstrip())  # noqa: T201
