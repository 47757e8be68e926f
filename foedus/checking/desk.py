"""The three calls that a learner makes: check an answer, ask for a hint, see one's progress."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from foedus.wording import attributes, t, tn

from . import progress_file as book
from .judging import judge
from .outcome import CheckError, NotYet, Outcome, as_paragraphs
from .registry import question

__all__ = ["Hint", "check", "hint", "progress"]

_hints_shown: dict[str, int] = {}


@dataclass(frozen=True)
class Hint:
    """Hints of a question, as a cell shows them.

    Attributes
    ----------
    question : str
        The question's id.
    texts : tuple of str
        What is shown: one hint, or all of them once each has been seen.
    left : int
        How many have not been shown yet in this session.
    notice : str
        A sentence about progress that could not be saved; mostly blank.
    """

    question: str
    texts: tuple[str, ...]
    left: int
    notice: str = ""

    @property
    def _last_line(self) -> str:
        if len(self.texts) > 1:
            return t("These are all the hints of this question.")
        if not self.left:
            return t("This is the last hint.")
        return tn(
            "{count} more hint: run the cell again.",
            "{count} more hints: run the cell again.",
            self.left,
        )

    def __repr__(self) -> str:
        """Return the hints as text."""
        first = (
            t("Hints for {question}", question=self.question)
            if len(self.texts) > 1
            else t("Hint for {question}", question=self.question)
        )
        return "\n".join(
            part for part in (first, *self.texts, self._last_line, self.notice) if part
        )

    def _repr_html_(self) -> str:
        first, _, rest = repr(self).partition("\n")
        head = f"<p><strong>{escape(first)}</strong></p>"
        return f'<div class="fo-hint"{attributes()}>{head}{as_paragraphs(rest)}</div>'


def check(question_id: str, answer: object) -> Outcome:
    """Check an answer by its meaning.

    Parameters
    ----------
    question_id : str
        Lesson and number, such as ``"02.3"``; a variant's has its number too: ``"02.3~7"``.
    answer : object
        The answer: anything at all. It is not changed, and a generator is not consumed.

    Returns
    -------
    Outcome
        `Correct`.

    Raises
    ------
    NotYet
        If the answer is not correct, or still the stub's ``...``; its `outcome` says which.
        In a notebook it shows as its message, without a traceback.
    UnknownQuestion
        If there is no such question; the message lists those there are.
    """
    asked = question(question_id)
    outcome = judge(asked, answer)
    if not isinstance(outcome, CheckError):
        outcome = replace(outcome, notice=book.record_check(asked.id, outcome.word))
    if not outcome.passed:
        raise NotYet(outcome) from None
    return outcome


def hint(question_id: str, number: int | None = None) -> Hint:
    """Show the next hint of a question: a reminder, the method, nearly there.

    Parameters
    ----------
    question_id : str
        Lesson and number, such as ``"02.3"``.
    number : int, optional
        1, 2 or 3, to see that hint again; by default the next one that this session has not shown,
        and all three when each has been.

    Returns
    -------
    Hint
        Shown by the cell; says how many are left.

    Raises
    ------
    UnknownQuestion
        If there is no such question; the message lists those there are.
    ValueError
        If there is no hint with this number.
    """
    asked = question(question_id)
    texts, question_id = asked.hints, asked.id  # progress is kept for the question, not the variant
    seen = _hints_shown.get(question_id, 0)
    if number is not None and number not in range(1, len(texts) + 1):
        raise ValueError(
            t(
                "Question {question} has hints 1 to {last}, not {number}.",
                question=question_id,
                last=len(texts),
                number=repr(number),
            )
        )
    if number is None and seen == len(texts):
        return Hint(question_id, texts, 0)
    shown = number or seen + 1
    _hints_shown[question_id] = seen = max(seen, shown)
    notice = book.record_hint(question_id, seen)
    return Hint(question_id, (texts[shown - 1],), len(texts) - seen, notice)


def progress() -> book.Progress:
    """Return your progress: a table of lesson, question, outcome, tries, hints used, last time.

    Returns
    -------
    Progress
        Shown as a table; `.table` is the DataFrame. It comes from `foedus_progress.json` beside
        the notebook, a file that is yours: nothing is sent anywhere. The environment variable
        `FOEDUS_PROGRESS` names another file, or is ``off``.
    """
    return book.load()
