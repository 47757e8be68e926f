"""An answer that was carried as plain data gets the verdict that it would have got at home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from foedus.checking import Function, Question
from foedus.checking.carrying import (
    CarryError,
    cases_packed,
    cases_unpacked,
    packed,
    unpacked,
)
from foedus.checking.judging import judge
from foedus.checking.proofs import notebook_states, run
from foedus.checking.registry import exercises

from ..zoo import ASKED, ZOO  # noqa: TID252 (the tests are no package on the path)

if TYPE_CHECKING:
    from foedus.checking.registry import Exercise

PAIRS = [(one, question) for one in exercises() for question in one.questions]
each_question = pytest.mark.parametrize(
    ("exercise", "question"), PAIRS, ids=[question.id for _, question in PAIRS]
)


def carried(question: Question, answer: object) -> object:
    """Send an answer through JSON and back, as the grader does."""
    cases = None
    if isinstance(question.judge, Function):
        cases = cases_unpacked(json.loads(json.dumps(cases_packed(question.judge.tried))))
    return unpacked(json.loads(json.dumps(packed(answer, cases))))


@each_question
def test_every_answer_of_the_banks_gets_the_same_verdict_when_carried(
    exercise: Exercise, question: Question
) -> None:
    for state in notebook_states(question, exercise.answers()[question.id]):
        answer = run(exercise, question, state.code)
        assert judge(question, carried(question, answer)) == judge(question, answer), state.name
        assert judge(question, carried(question, answer)).word == state.outcome, state.name


@each_question
def test_every_strange_object_gets_the_same_verdict_when_carried(
    exercise: Exercise,  # noqa: ARG001 - the parameters come in pairs
    question: Question,
) -> None:
    for name, make in ZOO.items():
        at_home, elsewhere = make(), make()
        assert judge(question, carried(question, elsewhere)) == judge(question, at_home), name


def test_nothing_is_asked_of_a_strange_object() -> None:
    ASKED.clear()
    for make in ZOO.values():
        json.dumps(packed(make()))
    assert ASKED == []


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {},
        [],
        ["eval", "1"],
        [["list"], 1],
        ["list"],
        ["list", 3],
        ["frame", [], [], [[1]], [], []],
        ["frame", ["a"], ["object"], [[1, 2]], [["missing", "None"]], [[1]]],
        ["time", "yesterday"],
        ["time", 3],
        ["large", "x", "y", "z"],
        ["missing", "nothing"],
        ["chart", "Chart", ["mark"], []],
        ["called", "f", [["raised", 3]]],
        ["items", 3, True, []],
        ["span", 10**12, 0, 0],
    ],
    ids=repr,
)
def test_what_is_no_packed_answer_is_refused_with_one_kind_of_error(forged: object) -> None:
    with pytest.raises(CarryError):
        unpacked(forged)


def test_a_deep_forgery_is_refused_too() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = ["list", [deep]]
    with pytest.raises(CarryError):
        unpacked(deep)
