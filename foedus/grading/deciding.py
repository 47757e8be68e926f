"""Decide a question from what was reported of it: the verdict, in words and points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedus.checking.carrying import CarryError, unpacked
from foedus.checking.judging import judge
from foedus.checking.outcome import CheckError, Correct, Missed, Outcome
from foedus.wording import using

from .script import Ask, Run
from .supervise import Answered, Ran, Told
from .verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.checking import Question

    from .healing import Healed
    from .supervise import Reports

__all__ = ["TROUBLES", "decided", "unjudged", "verdict_of"]

#: What a learner reads when a cell ended badly.
TROUBLES: Final = {
    "timeout": "Your code did not come to its end in the time that it has ({seconds:g} seconds a "
    "cell). Look at the condition of its loop.",
    "memory": "Your code needed more memory than it may have. Perhaps a list grows in a loop that "
    "does not end, or a merge multiplies rows.",
    "crashed": "Your code ended the whole program, as `exit()` does, or crashed it. "
    "Leave that out.",
}
_GONE: Final = "The cells of this question are not in your notebook. Copy them from the exercise."
_DIFFERS: Final = (
    "The fault is the course's, not yours: this check no longer says what it says in the released "
    "solution. The exercise, the solution and the installed course are of different versions."
)
_LONGEST: Final = 2000
_CONTROL: Final = re.compile(r"[^\S\n]|[^\x20-\U0010ffff\n]|[\u202a-\u202e\u2066-\u2069]")


@using("en")
def decided(
    questions: Mapping[str, Question],
    healed: Healed,
    reports: Reports,
    stored: Mapping[str, str],
) -> tuple[Verdict, ...]:
    """Return a verdict for each question, in the order of their ids; always in English.

    Parameters
    ----------
    questions : mapping of str to Question
        By id.
    healed : Healed
        The script that was performed.
    reports : dict of int to Ran or Answered
        What was reported of its steps.
    stored : mapping of str to str
        By question, what its check says in the released solution: a correct answer must be told
        the same. May lack questions.
    """
    return tuple(
        _verdict(questions[name], healed, reports, stored.get(name)) for name in sorted(questions)
    )


def unjudged(questions: Mapping[str, Question], word: str, message: str) -> tuple[Verdict, ...]:
    """Return the same verdict for every question of a notebook that could not be run."""
    return tuple(_failed(questions[name], word, message, 0.0) for name in sorted(questions))


def verdict_of(question: Question, outcome: Outcome, seconds: float) -> Verdict:
    """Return a checked answer's verdict: full points when it is correct, else none."""
    points = float(question.points) if outcome.passed else 0.0
    known = outcome.misconception if isinstance(outcome, Missed) else ""
    return Verdict(
        question.id,
        outcome.word,
        _clean(outcome.message),
        points,
        float(question.points),
        round(seconds, 3),
        known,
    )


def _verdict(question: Question, healed: Healed, reports: Reports, stored: str | None) -> Verdict:
    mine = [
        (step, reports[at])
        for at, step in enumerate(healed.script.steps)
        if step.question == question.id and at in reports
    ]
    runs = [(step, one) for step, one in mine if isinstance(step, Run) and isinstance(one, Ran)]
    asked = [one for step, one in mine if isinstance(step, Ask)]
    seconds = sum(one.seconds for _, one in mine)
    trouble = _trouble(runs, asked)
    if trouble:
        message = TROUBLES[trouble].format(seconds=healed.script.seconds)
        return _failed(question, trouble, message, seconds)
    if asked and isinstance(asked[0], Told):
        return _as_told(question, asked[0], seconds, stored)
    if asked and isinstance(asked[0], Answered) and asked[0].present:
        outcome = _as_stored(_judged(question, asked[0].carried), stored)
        return verdict_of(question, outcome, seconds)
    if question.id in healed.gone:
        return _failed(question, "tampered", _GONE, seconds)
    return _failed(question, Missed.word, _why_absent(question, runs), seconds)


def _as_told(question: Question, told: Told, seconds: float, stored: str | None) -> Verdict:
    """Return the verdict of a check that a kernel made."""
    if told.word == Correct.word and stored is not None and told.text != stored:
        return _failed(question, CheckError.word, _DIFFERS, seconds)
    known = [one.name for one in question.misconceptions if one.message in told.message]
    points = float(question.points) if told.word == Correct.word else 0.0
    name = known[0] if known and told.word == Missed.word else ""
    most = float(question.points)
    return Verdict(
        question.id, told.word, _clean(told.message), points, most, round(seconds, 3), name
    )


def _trouble(runs: list[tuple[Run, Ran]], asked: list[Answered | Ran | Told]) -> str:
    """Return what ended the question's own cell or its check, or what took its value away."""
    own = [one.trouble for step, one in runs if step.own and one.trouble in TROUBLES]
    check = [one.trouble for one in asked if isinstance(one, Ran)]
    present = any(isinstance(one, Told) or getattr(one, "present", False) for one in asked)
    others = [] if present else [one.trouble for _, one in runs if one.trouble in TROUBLES]
    return next(iter([*own, *check, *others]), "")


def _judged(question: Question, carried: object) -> Outcome:
    try:
        answer = unpacked(carried)
    except CarryError:
        answer = object()  # forged by the learner's code: of no kind that is asked for
    return judge(question, answer)


def _as_stored(outcome: Outcome, stored: str | None) -> Outcome:
    """Compare what a passed check says with what the released solution holds, as nbval does."""
    if not outcome.passed or stored is None or outcome.text == stored:
        return outcome
    return CheckError(outcome.question, outcome.title, _DIFFERS)


def _why_absent(question: Question, runs: list[tuple[Run, Ran]]) -> str:
    failed = [one for _, one in runs if one.trouble == "error"]
    if failed:
        said = f"{failed[-1].name}: {failed[-1].text}".removesuffix(": ")
        return (
            f"Your code ended in an error, so `{question.variable}` has no value.\n{said}\n"
            "Run the cells from the top, and mend the first one that shows an error."
        )
    return (
        f"`{question.variable}` has no value. Is its name spelt as in the question, and does the "
        "cell that assigns it stand above the check?"
    )


def _failed(question: Question, word: str, message: str, seconds: float) -> Verdict:
    return Verdict(
        question.id, word, _clean(message), 0.0, float(question.points), round(seconds, 3)
    )


def _clean(message: str) -> str:
    """Return a message without what could disturb a table or a page: it may quote a learner."""
    return _CONTROL.sub(" ", message)[:_LONGEST]
