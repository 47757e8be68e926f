"""The released exercise, as judging needs it: its code cells, and where each question stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.checking import Function
from foedus.checking.carrying import cases_packed
from foedus.checking.question import OPEN_STUB

if TYPE_CHECKING:
    from foedus.checking import Question
    from foedus.checking.registry import Exercise

__all__ = ["Edition", "Place", "edition_of"]


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
class Edition:
    """A released exercise.

    Attributes
    ----------
    lesson : str
        The lesson's number.
    order : dict of str to int
        The rank of each released cell of the setup and of the questions, by its id.
    places : tuple of Place
        Its questions.
    setup_cell, setup : str
        The id and the code of the setup.
    open_cell, open_stub : str
        The id of the cell for the open question, and what stands in it.
    """

    lesson: str
    order: dict[str, int]
    places: tuple[Place, ...]
    setup_cell: str
    setup: str
    open_cell: str
    open_stub: str = OPEN_STUB


def edition_of(exercise: Exercise) -> Edition:
    """Return an exercise as it is released.

    Parameters
    ----------
    exercise : Exercise
        The lesson's questions and setup, from which the notebook is built too.
    """
    number = exercise.number
    places = tuple(map(_place, exercise.questions))
    setup, opening = f"{number}-setup", f"{number}-open-answer"
    names = [setup]
    for place in places:
        names += [place.answer.replace("-answer", "-prompt"), place.answer, place.check]
    names += [f"{number}-open-prompt", opening]
    order = {name: rank for rank, name in enumerate(names)}
    return Edition(number, order, places, setup, exercise.setup.strip("\n"), opening)


def _place(question: Question) -> Place:
    number, _, count = question.id.partition(".")
    name = f"{number}-q{count}"
    judge = question.judge
    cases = cases_packed(judge.tried) if isinstance(judge, Function) else None
    source = f'fo.check("{question.key}", {question.variable})'
    return Place(question.id, question.variable, f"{name}-answer", f"{name}-check", source, cases)
