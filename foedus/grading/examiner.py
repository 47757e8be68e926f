"""The examiner: a notebook's bytes come in, its verdicts go out. No learner's line runs here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 (a field's type)
from typing import TYPE_CHECKING, Any

from foedus import lessons
from foedus.checking.registry import UnknownQuestion, exercise

from .deciding import decided, unjudged
from .edition import edition_of
from .healing import heal
from .notebook import UnreadableError, read_notebook
from .verdicts import CourseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.checking import Question

    from .edition import Edition
    from .script import Script
    from .supervise import Reports
    from .verdicts import Verdict

__all__ = ["Examiner", "Paper", "Released"]


@dataclass(frozen=True)
class Paper:
    """A judged notebook, not yet tied to a student.

    Attributes
    ----------
    lesson : str
        The lesson's number.
    verdicts : tuple of Verdict
        One a question.
    notes : tuple of str
        What was healed, or why it cannot be read.
    open_answer : str
        The text for the open question.
    """

    lesson: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    open_answer: str = ""


@dataclass(frozen=True)
class Released:
    """What was released of a lesson: its exercise, its questions, what the solution's checks say."""

    edition: Edition
    questions: Mapping[str, Question]
    stored: Mapping[str, str]


@dataclass
class Examiner:
    """What judges the notebooks of a course.

    Parameters
    ----------
    solutions : pathlib.Path, optional
        The folder of the solutions, as released: a passed check must say what it says there.
    seconds : float
        Wall time that one cell may take.
    perform : callable
        Performs a script and returns the reports of its steps.
    """

    solutions: Path | None
    seconds: float
    perform: Callable[[Script], Reports]
    _released: dict[str, Released] = field(default_factory=dict)

    def judge(self, lesson: str, content: bytes) -> Paper:
        """Judge one notebook.

        Parameters
        ----------
        lesson : str
            The lesson's number.
        content : bytes
            The file: anything at all.

        Raises
        ------
        CourseError
            If the course lacks this lesson.
        """
        released = self.released(lesson)
        try:
            notebook = read_notebook(content, frozenset(released.edition.order))
        except UnreadableError as error:
            return self.refuse(lesson, "unreadable", str(error))
        healed = heal(notebook, released.edition, self.seconds)
        reports = self.perform(healed.script)
        verdicts = decided(released.questions, healed, reports, released.stored)
        return Paper(lesson, verdicts, healed.notes, healed.open_answer)

    def refuse(self, lesson: str, word: str, fault: str) -> Paper:
        """Give every question of a notebook that cannot be run the same outcome, and say why."""
        return Paper(lesson, unjudged(self.released(lesson).questions, word, fault), (fault,))

    def released(self, lesson: str) -> Released:
        """Return what was released of a lesson, read once."""
        if lesson not in self._released:
            self._released[lesson] = _released(self.solutions, lesson)
        return self._released[lesson]


def _released(solutions: Path | None, lesson: str) -> Released:
    try:
        asked = exercise(lesson)
    except UnknownQuestion as error:
        raise CourseError(str(error)) from error
    questions = {question.id: question for question in asked.questions}
    stored = _stored(solutions / f"{lessons.room(lesson).stem}.ipynb") if solutions else {}
    return Released(edition_of(asked), questions, stored)


def _stored(solution: Path) -> dict[str, str]:
    """Return what each check says in the solution, by question; nothing if there is no solution."""
    if not solution.exists():
        return {}
    try:
        cells = json.loads(solution.read_bytes())["cells"]
    except (OSError, ValueError, LookupError) as error:
        raise CourseError(f"{solution.name} cannot be read ({type(error).__name__})") from error
    return {
        _question(cell["id"]): _text(output["data"])
        for cell in cells
        if cell["id"].endswith("-check")
        for output in cell["outputs"]
        if output["output_type"] == "execute_result"
    }


def _question(cell: str) -> str:
    """Return the question of a check cell: ``02-q3-check`` checks ``02.3``."""
    return cell.removesuffix("-check").replace("-q", ".")


def _text(data: dict[str, Any]) -> str:
    text = data["text/plain"]
    return text if isinstance(text, str) else "".join(text)
