"""The examiner: a notebook's bytes come in, its verdicts go out. No learner's line runs here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 (a field's type)
from typing import TYPE_CHECKING, Any, Final

from foedus import lessons
from foedus.checking.registry import UnknownQuestion, exercise

from .deciding import decided, unjudged
from .edition import edition_of
from .errors import CourseError
from .healing import heal
from .notebook import UnreadableError, read_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.checking import Question
    from foedus.checking.registry import Exercise

    from .dealing import Dealt
    from .edition import Edition
    from .script import Script
    from .supervise import Reports
    from .verdicts import Verdict

_KEPT: Final = 500

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
    """What was released of a lesson: its exercise, its questions, what solved checks say."""

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
    _released: dict[tuple[str, tuple[int, ...]], Released] = field(default_factory=dict)

    def judge(self, lesson: str, content: bytes, dealt: Dealt | None = None) -> Paper:
        """Judge one notebook.

        Parameters
        ----------
        lesson : str
            The lesson's number.
        content : bytes
            The file: anything at all.
        dealt : Dealt, optional
            Whose variants of the questions; by default the course's own questions.

        Raises
        ------
        CourseError
            If the course lacks this lesson.
        """
        released = self.released(lesson, dealt)
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

    def released(self, lesson: str, dealt: Dealt | None = None) -> Released:
        """Return what was released of a lesson, to one student or to all; the last are kept."""
        asked = _exercise(lesson, dealt)
        key = lesson, tuple(question.variant for question in asked.questions)
        if key not in self._released:
            if len(self._released) >= _KEPT:
                self._released.pop(next(iter(self._released)))
            self._released[key] = _released(self.solutions, asked)
        return self._released[key]


def _exercise(lesson: str, dealt: Dealt | None) -> Exercise:
    try:
        asked = exercise(lesson)
    except UnknownQuestion as error:
        raise CourseError(str(error)) from error
    return dealt.exercise(asked) if dealt else asked


def _released(solutions: Path | None, asked: Exercise) -> Released:
    questions = {question.id: question for question in asked.questions}
    stem = lessons.room(asked.number).stem
    stored = _stored(solutions / f"{stem}.ipynb") if solutions else {}
    own = {name: text for name, text in stored.items() if not questions[name].variant}
    return Released(edition_of(asked), questions, own)


def _stored(solution: Path) -> dict[str, str]:
    """Return what each check says in a solution, by question; nothing if there is none."""
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
