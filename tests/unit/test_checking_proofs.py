"""The proofs fail when they should, a specification with faults is refused, the guide is right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedus import lessons
from foedus.checking import (
    Answers,
    Misconception,
    OpenQuestion,
    Question,
    SpecError,
    proofs,
)
from foedus.checking.registry import Exercise, exercise, question

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "checking"
GUIDE = ROOT / "docs" / "writing-questions.md"


@pytest.fixture(autouse=True)
def sample_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(SAMPLES))


@pytest.fixture
def room() -> Exercise:
    return exercise("90")


@pytest.fixture
def pacts() -> Question:
    return question("90.2")


@pytest.fixture
def pacts_answers(room: Exercise) -> Answers:
    return room.answers()["90.2"]


def test_sound_question_has_no_faults(
    room: Exercise, pacts: Question, pacts_answers: Answers
) -> None:
    assert proofs.exercise_faults(room) == []
    assert proofs.question_faults(pacts, pacts_answers) == []
    assert proofs.leaks(pacts, pacts_answers) == []


def test_right_answer_that_does_not_pass_is_a_fault(room: Exercise, pacts: Question) -> None:
    (fault,) = proofs.right_faults(room, pacts, 'pacts = ["Tehran"]')
    assert "a right answer does not pass" in fault


def test_right_answer_said_to_be_wrong_is_a_fault(room: Exercise, pacts: Question) -> None:
    code = 'pacts = ["Tehran", "Baghdad", "Manila"]'
    (fault,) = proofs.wrong_faults(room, pacts, code, "opposite")
    assert "is correct" in fault


def test_wrong_answer_with_anothers_message_is_a_fault(room: Exercise, pacts: Question) -> None:
    (fault,) = proofs.wrong_faults(room, pacts, 'pacts = treaties["name"]', "opposite")
    assert "recognised as everything" in fault


def test_wrong_answer_that_nothing_recognises_is_a_fault(room: Exercise, pacts: Question) -> None:
    (fault,) = proofs.wrong_faults(room, pacts, "pacts = []", "opposite")
    assert "recognised as none" in fault


def test_misconception_that_does_not_exist_is_a_fault(room: Exercise, pacts: Question) -> None:
    (fault,) = proofs.wrong_faults(room, pacts, "pacts = []", "no-such")
    assert "no misconception 'no-such'" in fault


def test_answered_stub_is_a_fault(room: Exercise, pacts: Question) -> None:
    answered = replace(pacts, stub='pacts = treaties["name"]')
    assert proofs.stub_faults(room, answered) == ["90.2: the untouched stub is not-yet"]


def test_code_that_assigns_another_name_is_an_error(room: Exercise, pacts: Question) -> None:
    with pytest.raises(KeyError, match="pacts"):
        proofs.run(room, pacts, "other = 1")


def test_code_runs_in_a_namespace_of_its_own(room: Exercise, pacts: Question) -> None:
    proofs.run(room, pacts, "left = 1; pacts = 2")
    with pytest.raises(NameError, match="left"):
        proofs.run(room, pacts, "pacts = left")


def test_code_can_build_on_an_earlier_question(room: Exercise, pacts: Question) -> None:
    later = replace(pacts, id="90.3", builds_on=("90.1",))
    assert proofs.run(room, later, "pacts = many") == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"alternatives": ("pacts = 1",)}, "at least 3 alternatives"),
        ({"alternatives": ("pacts = 1", "pacts = 1", "pacts = 2", "pacts = 3")}, "repeats another"),
        ({"wrong": (("pacts = 1", "everything"),) * 4}, "at least 4 wrong answers"),
        ({"wrong": (("pacts = 1", "everything"),)}, "misconceptions without a wrong answer"),
    ],
)
def test_too_few_answers_are_a_fault(
    pacts: Question, pacts_answers: Answers, change: dict[str, Any], words: str
) -> None:
    faults = proofs.question_faults(pacts, replace(pacts_answers, **change))
    assert any(words in fault for fault in faults)


def test_messages_that_are_alike_are_a_fault(pacts: Question, pacts_answers: Answers) -> None:
    first, *others = pacts.misconceptions
    alike = replace(
        pacts, misconceptions=(first, replace(others[0], message=first.message), *others[1:])
    )
    faults = proofs.question_faults(alike, pacts_answers)
    assert faults == ["90.2: two misconceptions have the same message"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is Tehran, Baghdad and Manila.", "the answer"),
        ('Write pacts = treaties.loc[treaties["kind"] == "defence", "name"].', "a line of the ref"),
    ],
)
def test_answer_in_a_hint_a_message_or_the_stub_is_a_fault(
    pacts: Question, pacts_answers: Answers, text: str, what: str
) -> None:
    hinted = replace(pacts, hints=(*pacts.hints[:2], text))
    first, *others = pacts.misconceptions
    told = replace(pacts, misconceptions=(replace(first, message=text), *others))
    stubbed = replace(pacts, stub=f"pacts = ...  # {text}")
    found = [proofs.leaks(one, pacts_answers) for one in (hinted, told, stubbed)]
    assert [leak[0].split(" holds ")[0] for leak in found] == [
        "90.2: hint 3",
        "90.2: the message of 'everything'",
        "90.2: the stub",
    ]
    assert all(f"holds {what}" in leak[0] for leak in found)


@pytest.mark.parametrize(
    ("expected", "hint", "found"),
    [
        (46, "There are 46 of them.", ["90.2: hint 1 holds the answer"]),
        (46, "There are 146 of them, or 46.5.", []),
        ({"a1": 3, "b2": 4}, "3 and 4", ["90.2: hint 1 holds the answer"]),
        ({"a1": 3, "b2": 4}, "3 and more", []),
        ("2025-06-21", "on 2025-06-21", ["90.2: hint 1 holds the answer"]),
        (True, "True or False?", []),
    ],
)
def test_leaks_are_looked_for_as_words(
    pacts: Question, pacts_answers: Answers, expected: object, hint: str, found: list[str]
) -> None:
    one = replace(pacts, expected=lambda: expected, hints=(hint, "second", "third"))
    assert proofs.leaks(one, pacts_answers) == found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda room: {"questions": room.questions[:5]}, "6 to 8 questions are wanted, not 5"),
        (lambda room: {"questions": room.questions[::-1]}, "ids run from 90.1 without gaps"),
        (lambda _: {"objectives": {"filter": "Filter."}}, "unknown objectives: ['chart'"),
        (
            lambda room: {"objectives": {**room.objectives, "idle": "Rest."}},
            "objectives without a question: ['idle']",
        ),
        (
            lambda room: {"open_question": replace(room.open_question, id="91")},
            "the open question's id is not the lesson's",
        ),
        (lambda room: {"questions": room.questions[:5]}, "answers.py and questions.py"),
    ],
)
def test_incomplete_exercise_is_a_fault(
    room: Exercise, change: Callable[[Exercise], dict[str, Any]], words: str
) -> None:
    faults = proofs.exercise_faults(replace(room, **change(room)))
    assert any(words in fault for fault in faults), faults


@pytest.mark.parametrize(("setup", "faults"), [("import math", 0), ("import cmath", 1)])
def test_setup_that_differs_from_the_exercise_is_a_fault(
    room: Exercise, tmp_path: Path, setup: str, faults: int
) -> None:
    cell = "# T\n\n```{code-cell} ipython3\n:name: setup\nimport math\n```\n\nText.\n"
    (tmp_path / "exercise.md").write_text(cell, encoding="utf-8")
    own = replace(room, setup=setup, room=_AnsweredElsewhere("90", tmp_path))
    assert len(proofs.exercise_faults(own)) == faults


class _AnsweredElsewhere(lessons.Room):
    """A room whose answers are those of the sample room."""

    def module(self, name: str) -> ModuleType:
        return lessons.room("90").module(name)


def test_notebook_states_say_what_each_check_must_give(
    pacts: Question, pacts_answers: Answers
) -> None:
    states = {state.name: state for state in proofs.notebook_states(pacts, pacts_answers)}
    assert states["reference"].outcome == "correct"
    assert states["right-form-1"].outcome == "correct"
    assert states["wrong-opposite"].message == "`pacts` holds all but the defence pacts."
    assert states["untouched"] == proofs.State("untouched", "pacts = ...", "not-attempted")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "2.3"}, "id: two digits"),
        ({"title": " "}, "title: blank"),
        ({"variable": "class", "prompt": "`class`", "stub": "class"}, "not a Python name"),
        ({"prompt": "Put it into pacts."}, "does not name the variable as `pacts`"),
        ({"stub": "answer = ..."}, "stub: does not hold the variable"),
        ({"expected": 3}, "expected: not callable"),
        ({"judge": "exactly"}, "judge: not a comparison"),
        ({"hints": ("one", "two")}, "exactly three texts is wanted, 2 given"),
        ({"hints": ["one", "two", "three"]}, "a tuple of exactly three"),
        ({"level": "guess"}, "level: one of recall, understand, apply, analyse"),
        ({"points": 0}, "positive numbers"),
    ],
)
def test_question_with_a_fault_is_refused(
    pacts: Question, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(SpecError, match=r"question .*:\n- ") as caught:
        replace(pacts, **change)
    assert words in str(caught.value)


def test_every_fault_of_a_question_is_listed(pacts: Question) -> None:
    with pytest.raises(SpecError) as caught:
        replace(pacts, title="", review="", points=0)
    assert str(caught.value).count("\n- ") == 3


def test_question_with_two_misconceptions_of_one_name_is_refused(pacts: Question) -> None:
    with pytest.raises(SpecError, match="two have the same name"):
        replace(pacts, misconceptions=pacts.misconceptions[:1] * 2)


@pytest.mark.parametrize(
    ("name", "message", "value", "matches"),
    [
        ("Two Words", "m", lambda: 1, None),
        ("name", " ", lambda: 1, None),
        ("name", "m", None, None),
        ("name", "m", lambda: 1, lambda _: True),
    ],
)
def test_misconception_with_a_fault_is_refused(
    name: str,
    message: str,
    value: Callable[[], int] | None,
    matches: Callable[[Any], bool] | None,
) -> None:
    with pytest.raises(SpecError):
        Misconception(name, message, value=value, matches=matches)


@pytest.mark.parametrize(
    ("rubric", "points", "words"),
    [
        (((3, "a"), (2, "b"), (1, "c")), 3, "four levels"),
        (((4, "a"), (3, "b"), (3, "c"), (1, "d")), 4, "the best level first"),
        (((4, "a"), (3, "b"), (2, "c"), (1, "d")), 5, "those of the rubric's best level"),
    ],
)
def test_rubric_with_a_fault_is_refused(
    rubric: tuple[tuple[int, str], ...], points: int, words: str
) -> None:
    with pytest.raises(SpecError, match=words):
        OpenQuestion(id="90", prompt="Why?", rubric=rubric, minutes=5, points=points)


def test_room_without_a_part_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "l91_bare"
    folder.mkdir()
    (folder / "questions.py").write_text("QUESTIONS = ()\n", encoding="utf-8")
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(tmp_path))
    with pytest.raises(SpecError, match=r"l91_bare/questions\.py:\n- OPEN is missing"):
        exercise("91")


def test_the_guides_example_is_proven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- example: (\w+\.py) -->\n```python\n(.*?)```", text, re.DOTALL)
    folder = tmp_path / "l92_guide"
    folder.mkdir()
    for name, code in blocks:
        (folder / name).write_text(code.replace("02", "92"), encoding="utf-8")
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(tmp_path))
    shown = exercise("92")
    (one,), answers = shown.questions, shown.answers()["92.1"]
    assert [name for name, _ in blocks] == ["questions.py", "answers.py"]
    assert proofs.question_faults(one, answers) == []
    assert proofs.leaks(one, answers) == []
    for state in proofs.notebook_states(one, answers):
        outcome = proofs.outcome_of(shown, one, state.code)
        assert outcome.word == state.outcome, outcome.text
        assert state.message in outcome.text
