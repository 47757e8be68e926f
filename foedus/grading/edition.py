"""The released exercise: its cells, which of them are answers, and which check them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedus.checking import Function
from foedus.checking.carrying import cases_packed

from .notebook import Notebook, read_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.checking import Question

__all__ = ["Edition", "Frame", "Place", "edition_of"]

_CHECK: Final = re.compile(r'fo\.check\("(?P<question>\d\d\.\d)[^"]*", *(?P<variable>\w+)\)')


@dataclass(frozen=True)
class Place:
    """Where a question stands in the exercise.

    Attributes
    ----------
    question : str
        Its id.
    variable : str
        The variable that its check looks at.
    answer, check : str
        The ids of its two code cells.
    check_source : str
        The released check.
    cases : list or None
        For a function, the packed arguments of each call.
    """

    question: str
    variable: str
    answer: str
    check: str
    check_source: str
    cases: Any = None


@dataclass(frozen=True)
class Frame:
    """A code cell of the exercise that belongs to no question, such as the setup."""

    name: str
    source: str


@dataclass(frozen=True)
class Edition:
    """A released exercise.

    Attributes
    ----------
    lesson : str
        The lesson's number.
    order : dict of str to int
        The position of each cell, by its id.
    places : tuple of Place
        Its questions.
    frames : tuple of Frame
        Its other code cells.
    open_cell, open_stub : str
        The id of the cell for the open question, and what stands in it.
    """

    lesson: str
    order: dict[str, int]
    places: tuple[Place, ...]
    frames: tuple[Frame, ...]
    open_cell: str
    open_stub: str


def edition_of(lesson: str, content: bytes, questions: Iterable[Question]) -> Edition:
    """Return the released exercise as judging needs it.

    Parameters
    ----------
    lesson : str
        The lesson's number.
    content : bytes
        The exercise's notebook, as released.
    questions : iterable of Question
        Its questions.

    Raises
    ------
    UnreadableError
        If the file is no notebook.
    ValueError
        If the notebook and the questions do not belong together.
    """
    notebook = read_notebook(content)
    by_id = {question.id: question for question in questions}
    checks = {
        found["question"]: (cell.name, cell.source, found["variable"])
        for cell in notebook.cells
        if cell.name.endswith("-check") and (found := _CHECK.search(cell.source))
    }
    if set(checks) != set(by_id):
        raise ValueError(
            f"exercise {lesson} as released checks {', '.join(sorted(checks)) or 'nothing'}, but "
            f"the questions of this lesson are {', '.join(sorted(by_id))}"
        )
    places = tuple(_place(by_id[name], *checks[name]) for name in sorted(checks))
    return _edition(lesson, notebook, places)


def _place(question: Question, check: str, source: str, variable: str) -> Place:
    answer = check.removesuffix("-check") + "-answer"
    judge = question.judge
    cases = cases_packed(judge.tried) if isinstance(judge, Function) else None
    return Place(question.id, variable, answer, check, source, cases)


def _edition(lesson: str, notebook: Notebook, places: tuple[Place, ...]) -> Edition:
    taken = {name for place in places for name in (place.answer, place.check)}
    frames = tuple(
        Frame(cell.name, cell.source)
        for cell in notebook.cells
        if cell.kind == "code" and cell.name not in taken
    )
    order = {cell.name: at for at, cell in enumerate(notebook.cells)}
    opening = f"{lesson}-open-answer"
    stub = next((cell.source for cell in notebook.cells if cell.name == opening), "")
    return Edition(lesson, order, places, frames, opening, stub)
