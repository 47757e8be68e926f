"""Every question is proven: right answers pass, each wrong idea gets its own message."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

import pytest

from foedus import lessons
from foedus.checking import Answers, Question, proofs
from foedus.checking.registry import Exercise, exercise

SAMPLES = Path(__file__).parents[1] / "samples" / "checking"


def _readable(room: lessons.Room) -> list[Exercise]:
    """Return a room's exercise; a room with a fault has a failing test of its own below."""
    try:
        found = exercise(room.number)
        found.answers()
    except Exception:  # noqa: BLE001
        return []
    return [found]


def _rooms() -> list[lessons.Room]:
    return [room for room in lessons.rooms() if room.exercise.exists() or room.number == "90"]


with mock.patch.dict(os.environ, {lessons.FURTHER_ROOMS: str(SAMPLES)}):
    FOLDERS = _rooms()
    ROOMS = [one for room in FOLDERS for one in _readable(room)]
ASKED = [
    (room, question, room.answers()[question.id])
    for room in ROOMS
    for question in room.questions
    if question.id in room.answers()
]
RIGHT = [
    pytest.param(room, question, code, id=f"{question.id}-{name}")
    for room, question, answers in ASKED
    for name, code in {"reference": answers.reference, **answers.others}.items()
]
WRONG = [
    pytest.param(room, question, code, name, id=f"{question.id}-{name}")
    for room, question, answers in ASKED
    for code, name in answers.wrong
]
each_question = pytest.mark.parametrize(
    ("room", "question", "answers"), ASKED, ids=[question.id for _, question, _ in ASKED]
)


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.number for folder in FOLDERS])
def test_exercise_is_whole(folder: lessons.Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(SAMPLES))
    assert proofs.exercise_faults(exercise(folder.number)) == []


@pytest.mark.parametrize(("room", "question", "code"), RIGHT)
def test_right_answers_pass(room: Exercise, question: Question, code: str) -> None:
    assert proofs.right_faults(room, question, code) == []


@pytest.mark.parametrize(("room", "question", "code", "name"), WRONG)
def test_wrong_answers_get_their_own_message(
    room: Exercise, question: Question, code: str, name: str
) -> None:
    assert proofs.wrong_faults(room, question, code, name) == []


@each_question
def test_untouched_stub_is_not_attempted(
    room: Exercise, question: Question, answers: Answers
) -> None:
    assert question.id in room.answers()
    assert answers.reference != question.stub
    assert proofs.stub_faults(room, question) == []


@each_question
def test_question_has_answers_enough(room: Exercise, question: Question, answers: Answers) -> None:
    assert question in room.questions
    assert proofs.question_faults(question, answers) == []


@each_question
def test_hints_and_messages_keep_the_answer(
    room: Exercise, question: Question, answers: Answers
) -> None:
    assert question in room.questions
    assert proofs.leaks(question, answers) == []


def test_sample_room_is_among_them() -> None:
    assert "90" in {room.number for room in ROOMS}
