"""Honest submissions, made from the banks of right and wrong answers: a class of any size."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedus.checking.proofs import notebook_states
from foedus.checking.registry import exercise

from .making import LESSONS, as_bytes, notebook, path_of, questions_of, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.checking.proofs import State

__all__ = ["classroom", "perfect", "states", "student"]

#: Shares of right, wrong and untouched answers of a student of middling strength.
_SPREAD: Final = 0.35
_UNTOUCHED: Final = 0.08


@cache
def states(lesson: str) -> dict[str, list[State]]:
    """Return every state of every answer cell: right, wrong (with its message), untouched."""
    found = exercise(lesson)
    answers = found.answers()
    return {one.id: notebook_states(one, answers[one.id]) for one in found.questions}


def student(seed: int, lesson: str = "02") -> tuple[dict[str, Any], dict[str, str]]:
    """Return a student's notebook of a lesson, and the outcome of each of its questions.

    Students differ in strength, from most answers wrong to all right. An answer that builds on
    others needs those to be right: they then are.

    Parameters
    ----------
    seed : int
        The same seed gives the same student, who is as strong in every lesson.
    lesson : str
        ``"02"``, ``"03"`` or ``"08"``.

    Returns
    -------
    dict
        The notebook, ready for `json.dumps`.
    dict of str to str
        The outcome's word by question.
    """
    strength = random.Random(seed).betavariate(2, 1)  # noqa: S311 (no secret)
    dice = random.Random(f"{seed} {lesson}")  # noqa: S311 (no secret)
    chosen = {one: _choice(dice, strength, all_) for one, all_ in states(lesson).items()}
    for question in exercise(lesson).questions:
        if chosen[question.id].name != "untouched":
            for needed in question.builds_on:
                chosen[needed] = states(lesson)[needed][0]
    made = notebook(lesson, {one: state.code for one, state in chosen.items()})
    return made, {one: state.outcome for one, state in chosen.items()}


def perfect(lesson: str, note: str = "") -> dict[str, Any]:
    """Return a notebook in which every question has its reference answer.

    Parameters
    ----------
    lesson : str
        The lesson's number.
    note : str
        A comment in the first answer, such as a secret that nobody else may read.
    """
    answers = {one: reference(one) for one in questions_of(lesson)}
    first = questions_of(lesson)[0]
    answers[first] = f"# {note}\n{answers[first]}" if note else answers[first]
    return notebook(lesson, answers)


def classroom(
    number: int, lessons: tuple[str, ...] = tuple(LESSONS), first: int = 0
) -> Iterator[tuple[str, str, bytes, dict[str, str]]]:
    """Give the submissions of a class, one after the other.

    Yields
    ------
    tuple
        The student, where the notebook stands in nbgrader's layout, its bytes, and the outcomes
        by question.
    """
    for seed in range(first, first + number):
        name = f"student-{seed:05}"
        for lesson in lessons:
            made, outcomes = student(seed, lesson)
            yield name, path_of(name, lesson), as_bytes(made), outcomes


def _choice(dice: random.Random, strength: float, all_: list[State]) -> State:
    if dice.random() < _UNTOUCHED:
        return all_[-1]
    right = [one for one in all_ if one.outcome == "correct"]
    wrong = [one for one in all_ if one.outcome == "not-yet"]
    is_right = dice.random() < strength + (1 - strength) * _SPREAD
    return dice.choice(right if is_right else wrong)
