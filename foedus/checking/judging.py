"""Judge an answer: a pure function from a question and any object to an outcome."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.wording import t

from .outcome import CheckError, Correct, Missed, NotAttempted, Outcome
from .reading import is_untouched

if TYPE_CHECKING:
    from collections.abc import Callable

    from .question import Misconception, Question

__all__ = ["judge"]

_KEPT = 128


def judge(question: Question, answer: object) -> Outcome:
    """Judge one answer by its meaning.

    Parameters
    ----------
    question : Question
        The question's specification.
    answer : object
        Anything at all; it is not changed.

    Returns
    -------
    Outcome
        `Correct`, `Missed` (with the misconception's name, if one was recognised),
        `NotAttempted`, or `CheckError` when the check itself fails.
    """
    try:
        return _judge(question, answer)
    except Exception as error:  # noqa: BLE001 (a fault of ours must not look like the learner's)
        message = t(
            "The fault is the course's, not yours ({error}). "
            "Go on with the next question, and please report this one.",
            error=type(error).__name__,
        )
        return CheckError(question.id, question.title, message)


def _judge(question: Question, answer: object) -> Outcome:
    head = question.id, question.title
    if is_untouched(answer):
        return NotAttempted(*head, _invitation(question))
    given = question.judge.prepare(answer)
    reason = question.judge.compare(question.variable, given, _computed(question.expected))
    if reason is None:
        return Correct(*head, question.afterword)
    if question.judge.untouched(given):
        return NotAttempted(*head, _invitation(question))
    known = _recognise(question, given)
    step = _step(question)
    if known is None:
        return Missed(*head, f"{reason}\n{step}")
    return Missed(*head, f"{known.message}\n{step}", misconception=known.name)


@lru_cache(maxsize=_KEPT)
def _computed(value: Callable[[], object]) -> object:
    """Compute what a specification expects, once: it depends on the data only."""
    return value()


def _step(question: Question) -> str:
    return t("`{call}` shows a hint.", call=f'fo.hint("{question.key}")')


def _invitation(question: Question) -> str:
    invitation = t(
        "`{name}` still holds `...`: put your answer in its place, then run both "
        "cells. If you have: is there a red message under your answer, or a slip in the name?",
        name=question.variable,
    )
    return f"{invitation} {_step(question)}"


def _recognise(question: Question, given: Any) -> Misconception | None:  # noqa: ANN401
    return next((one for one in question.misconceptions if _shows(question, one, given)), None)


def _shows(question: Question, one: Misconception, given: Any) -> bool:  # noqa: ANN401
    if one.value is not None:
        return question.judge.compare(question.variable, given, _computed(one.value)) is None
    return one.matches is not None and _holds(one.matches, given)


def _holds(matches: Callable[[Any], bool], given: Any) -> bool:  # noqa: ANN401
    try:
        return bool(matches(given))
    except Exception:  # noqa: BLE001 (a cell or a result of the learner's may raise anything)
        return False  # written for answers of the usual kind; this one is of another
