"""Prove a lesson's questions: right answers pass, wrong ones get their message, nothing leaks.

Authors and tests use this module; learners' checks never do. Each function returns the faults it
finds as sentences, none when all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator  # noqa: TC003 (a return type that authors look up)
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .judging import judge
from .outcome import Correct, Missed, NotAttempted, Outcome
from .reading import Items, Pairs, Plain, read
from .words import show

if TYPE_CHECKING:
    from .question import Answers, Question
    from .registry import Exercise

__all__ = [
    "State",
    "exercise_faults",
    "leaks",
    "notebook_states",
    "outcome_of",
    "question_faults",
    "right_faults",
    "run",
    "stub_faults",
    "wrong_faults",
]

_LINE = 12
_RIGHT = 3
_WRONG = 4
_FEWEST, _MOST = 6, 8
_SETUP_CELL = re.compile(r"```\{code-cell\}[^\n]*\n:name: setup\n(?P<code>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class State:
    """One state of an answer cell, for a run in a notebook.

    Attributes
    ----------
    name : str
        ``reference``, ``right-NAME``, ``wrong-MISCONCEPTION`` or ``untouched``.
    code : str
        What stands in the answer cell.
    outcome : str
        The outcome's word that the check cell must give.
    message : str
        What the check cell's output must contain; blank when that is not fixed.
    """

    name: str
    code: str
    outcome: str
    message: str = ""


def run(exercise: Exercise, question: Question, code: str) -> object:
    """Run a student's code after the setup, in a fresh namespace, and return the variable.

    Parameters
    ----------
    exercise : Exercise
        Gives the setup, and the reference code of questions that this one builds on.
    question : Question
        Names the variable.
    code : str
        The answer cell.

    Returns
    -------
    object
        What the variable holds.

    Raises
    ------
    KeyError
        If the code does not assign the variable.
    """
    answers = exercise.answers() if question.builds_on else {}
    before = [answers[one].reference for one in question.builds_on]
    space: dict[str, object] = {"__name__": "__main__"}
    for name, part in [
        ("setup", exercise.setup),
        *(("earlier", b) for b in before),
        ("answer", code),
    ]:
        exec(compile(part, f"<{question.id} {name}>", "exec"), space)  # noqa: S102 (our own code)
    return space[question.variable]


def outcome_of(exercise: Exercise, question: Question, code: str) -> Outcome:
    """Run a student's code and judge what the variable then holds."""
    return judge(question, run(exercise, question, code))


def notebook_states(question: Question, answers: Answers) -> list[State]:
    """Return a question's answer cell in all its states, each with what the check must say."""
    messages = {one.name: one.message for one in question.misconceptions}
    return [
        State("reference", answers.reference, Correct.word),
        *(State(f"right-{name}", code, Correct.word) for name, code in answers.others.items()),
        *(
            State(f"wrong-{name}", code, Missed.word, messages[name])
            for code, name in answers.wrong
        ),
        State("untouched", question.stub, NotAttempted.word),
    ]


def right_faults(exercise: Exercise, question: Question, code: str) -> list[str]:
    """Say why a right answer does not pass."""
    outcome = outcome_of(exercise, question, code)
    return (
        [] if outcome.passed else [f"{question.id}: a right answer does not pass: {outcome.text}"]
    )


def wrong_faults(exercise: Exercise, question: Question, code: str, name: str) -> list[str]:
    """Say why a wrong answer does not get exactly its own misconception's message."""
    messages = {one.name: one.message for one in question.misconceptions}
    if name not in messages:
        return [f"{question.id}: there is no misconception {name!r}; there are {sorted(messages)}"]
    outcome = outcome_of(exercise, question, code)
    if not isinstance(outcome, Missed):
        return [
            f"{question.id}: the wrong answer for {name!r} is {outcome.word}: {outcome.message}"
        ]
    if outcome.misconception != name:
        got = outcome.misconception or f"none, but: {outcome.message}"
        return [f"{question.id}: the wrong answer for {name!r} was recognised as {got}"]
    return [] if messages[name] in outcome.text else [f"{question.id}: {name!r} lost its message"]


def stub_faults(exercise: Exercise, question: Question) -> list[str]:
    """Say why the untouched stub is not taken for what it is."""
    outcome = outcome_of(exercise, question, question.stub)
    untouched = isinstance(outcome, NotAttempted)
    return [] if untouched else [f"{question.id}: the untouched stub is {outcome.word}"]


def question_faults(question: Question, answers: Answers) -> list[str]:
    """Say what a question lacks, beyond what its specification refuses."""
    names = [one.name for one in question.misconceptions]
    messages = [one.message for one in question.misconceptions]
    shown = {name for _, name in answers.wrong}
    texts = list(answers.others.values())
    rules = {
        f"at least {_RIGHT} alternatives are wanted": len(set(texts)) >= _RIGHT,
        "an alternative repeats another or the reference": (
            len({answers.reference, *texts}) == len(texts) + 1
        ),
        f"at least {_WRONG} wrong answers are wanted, of different misconceptions": (
            len(shown) >= _WRONG
        ),
        "two misconceptions have the same message": len(set(messages)) == len(messages),
        f"misconceptions without a wrong answer: {sorted(set(names) - shown)}": set(names) <= shown,
    }
    return [f"{question.id}: {fault}" for fault, holds in rules.items() if not holds]


def exercise_faults(exercise: Exercise) -> list[str]:
    """Say what an exercise lacks as a whole."""
    ids = [one.id for one in exercise.questions]
    used = {one.objective for one in exercise.questions}
    rules = {
        f"{_FEWEST} to {_MOST} questions are wanted, not {len(ids)}": _FEWEST <= len(ids) <= _MOST,
        f"ids run from {exercise.number}.1 without gaps, not {ids}": (
            ids == [f"{exercise.number}.{i}" for i in range(1, len(ids) + 1)]
        ),
        f"unknown objectives: {sorted(used - set(exercise.objectives))}": (
            used <= set(exercise.objectives)
        ),
        f"objectives without a question: {sorted(set(exercise.objectives) - used)}": (
            set(exercise.objectives) <= used
        ),
        "the open question's id is not the lesson's": exercise.open_question.id == exercise.number,
        "answers.py and questions.py have different ids": sorted(exercise.answers()) == sorted(ids),
        "SETUP differs from the setup cell of exercise.md": _same_setup(exercise),
    }
    return [f"lesson {exercise.number}: {fault}" for fault, holds in rules.items() if not holds]


def _same_setup(exercise: Exercise) -> bool:
    if not exercise.room.exercise.exists():
        return True
    found = _SETUP_CELL.search(exercise.room.exercise.read_text(encoding="utf-8"))
    return found is not None and found["code"].strip() == exercise.setup.strip()


def leaks(question: Question, answers: Answers) -> list[str]:
    """Say where a hint, a message or the stub gives the answer away (a heuristic).

    It looks for the expected text or number as a word, for all items of an expected collection
    in one text, and for any line of the reference of twelve characters or more.
    """
    expected = read(question.expected())
    lines = _lines(answers.reference) - _lines(question.stub)
    return [
        f"{question.id}: {where} holds {what}"
        for where, text in _public_texts(question)
        for what in _leaked(text, expected, lines)
    ]


def _lines(code: str) -> set[str]:
    return {line.strip() for line in code.splitlines() if len(line.strip()) >= _LINE}


def _public_texts(question: Question) -> Iterator[tuple[str, str]]:
    yield "the stub", question.stub
    for number, hint in enumerate(question.hints, start=1):
        yield f"hint {number}", hint
    for one in question.misconceptions:
        yield f"the message of {one.name!r}", one.message


def _leaked(text: str, expected: Plain, lines: set[str]) -> Iterator[str]:
    if any(line in text for line in lines):
        yield "a line of the reference"
    values = _revealing(expected)
    if values and all(_stands_in(value, text) for value in values):
        yield "the answer"


def _revealing(expected: Plain) -> list[str]:
    """Return the words which, all together, would be the answer."""
    if isinstance(expected, (Items, Pairs)):
        return [word for value in expected.entries for word in _revealing(value)]
    if isinstance(expected, str):
        return [expected] if expected else []
    if isinstance(expected, bool):
        return []  # both words stand in any sentence about a truth value
    return [show(expected).strip("`")] if isinstance(expected, (int, float)) else _dated(expected)


def _dated(expected: Plain) -> list[str]:
    text = show(expected).strip("`")
    return [text] if re.match(r"\d{4}-\d\d-\d\d", text) else []


def _stands_in(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(value)}(?![\w]|\.\d)", text) is not None
