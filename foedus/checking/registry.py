"""Find the questions in the lessons' rooms, a room at a time and only when asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus import lessons
from foedus.wording import t

from .question import Answers, OpenQuestion, Question, SpecError
from .reading import type_name

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Exercise", "UnknownQuestion", "exercise", "exercises", "question"]


class UnknownQuestion(LookupError):  # noqa: N818 (shown to learners by its name)
    """No question has this id; the message lists what exists."""

    def _render_traceback_(self) -> list[str]:
        """Give IPython the message in place of a traceback."""
        return str(self).splitlines()


@dataclass(frozen=True)
class Exercise:
    """All that the checks know of one lesson's exercise.

    Attributes
    ----------
    number : str
        The lesson, such as ``"02"``.
    questions : tuple of Question
        In order.
    open_question : OpenQuestion
        The one that a person marks.
    objectives : mapping of str to str
        The lesson's objectives, by the key that questions use.
    setup : str
        The code of the exercise's setup cell.
    room : foedus.lessons.Room
        Where it stands.
    """

    number: str
    questions: tuple[Question, ...]
    open_question: OpenQuestion
    objectives: Mapping[str, str]
    setup: str
    room: lessons.Room

    def answers(self) -> dict[str, Answers]:
        """Import the proofs of this exercise; a student's release has none.

        Raises
        ------
        ModuleNotFoundError
            If the room has no answers.py.
        """
        return dict(self.room.module("answers").ANSWERS)

    def question(self, question_id: str, variant: int = 0) -> Question:
        """Return one question of this exercise, or a variant of it.

        Raises
        ------
        UnknownQuestion
            If it has no question with this id, or no such variant.
        """
        for one in self.questions:
            if one.id == question_id:
                return one if variant == 0 else _variant(self.room, one.id, variant)
        ids = ", ".join(one.id for one in self.questions)
        raise UnknownQuestion(
            t(
                "There is no question {question}. Lesson {lesson}: {ids}.",
                question=repr(question_id),
                lesson=self.number,
                ids=ids,
            )
        )


_PARTS = ("QUESTIONS", "OPEN", "OBJECTIVES", "SETUP")
_KEY = re.compile(r"(\d\d\.\d)(?:~(\d{1,3}))?")


@cache
def _variant(room: lessons.Room, base: str, number: int) -> Question:
    """Make a variant once: what it expects is then computed once, too."""
    there = (room.folder / "variants.py").exists()
    declared = room.module("variants").VARIANTS.get(base) if there else None
    if declared is None or not 0 < number < declared.count:
        raise UnknownQuestion(
            t("Question {question} has no variant {number}.", question=base, number=number)
        )
    made: Question = declared.question(number)
    return made


@cache
def _load(room: lessons.Room) -> Exercise:
    module = room.module("questions")
    absent = [f"{name} is missing" for name in _PARTS if not hasattr(module, name)]
    if absent:
        raise SpecError(f"{room.name}/questions.py", absent)
    parts = (module.QUESTIONS, module.OPEN, module.OBJECTIVES, module.SETUP)
    return Exercise(room.number, *parts, room)


def _has_exercise(room: lessons.Room) -> bool:
    """Tell whether a room asks questions; one may have objectives only."""
    return room.questions.exists() and hasattr(room.module("questions"), "QUESTIONS")


def exercises() -> list[Exercise]:
    """Return the exercises of all rooms that have questions, in order."""
    return [_load(room) for room in lessons.rooms() if _has_exercise(room)]


def exercise(number: str) -> Exercise:
    """Return the exercise of a lesson; only this lesson's room is imported.

    Raises
    ------
    UnknownQuestion
        If no lesson with questions has this number; the message lists those there are.
    """
    rooms = {room.number: room for room in lessons.rooms() if room.questions.exists()}
    if number in rooms and _has_exercise(rooms[number]):
        return _load(rooms[number])
    there = ", ".join(key for key, room in rooms.items() if _has_exercise(room))
    raise UnknownQuestion(
        t(
            "Lesson {lesson} has no questions. Lessons with questions: {lessons}.",
            lesson=number,
            lessons=there or t("none yet"),
        )
    )


def question(question_id: object) -> Question:
    """Return a question by its id.

    Parameters
    ----------
    question_id : str
        Lesson and number, such as ``"02.3"``; with a variant ``"02.3~7"``.

    Raises
    ------
    UnknownQuestion
        If there is none; the message lists those there are.
    """
    found = _KEY.fullmatch(question_id) if type(question_id) is str else None
    if found is None:
        given = question_id[:20] if type(question_id) is str else type_name(question_id)
        raise UnknownQuestion(
            t(
                '{given} is not the id of a question; ids look like "02.3": lesson, dot, number.',
                given=repr(given),
            )
        )
    return exercise(found[1][:2]).question(found[1], int(found[2] or 0))
