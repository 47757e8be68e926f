"""What judging a notebook gives: one verdict a question, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["OPEN", "OUTCOMES", "TROUBLED", "Judged", "Verdict"]

#: Every outcome that a question can have; the same words everywhere.
OUTCOMES: Final = (
    "correct",
    "not-yet",
    "not-attempted",
    "timeout",
    "memory",
    "crashed",
    "unreadable",
    "tampered",
    "check-error",
)

#: Outcomes that depend on the limits of time and memory.
TROUBLED: Final = frozenset({"timeout", "memory", "crashed"})

#: Ends the id of a lesson's open question, which a person marks: ``"02.open"``.
OPEN: Final = "open"


@dataclass(frozen=True)
class Verdict:
    """The outcome of one question of one submission.

    Attributes
    ----------
    question : str
        The question's id, such as ``"02.3"``.
    outcome : str
        One of `OUTCOMES`.
    message : str
        What the learner reads; plain text, `code` in backquotes. May hold the learner's own words.
    points, max_points : float
        Marks reached, and those to be reached.
    seconds : float
        Wall time that the learner's code for this question took.
    misconception : str
        The name of the misconception that was recognised; blank when there is none.
    """

    question: str
    outcome: str
    message: str
    points: float
    max_points: float
    seconds: float
    misconception: str = ""


@dataclass(frozen=True)
class Judged:
    """One submission: a student's notebook of one lesson, judged.

    Attributes
    ----------
    student : str
        As the folder or file names them; any text.
    lesson : str
        The lesson's number, such as ``"02"``.
    verdicts : tuple of Verdict
        One a checked question, in the exercise's order.
    notes : tuple of str
        Sentences for a human eye: what was healed, what is odd. Blank for most submissions.
    open_answer : str
        The learner's text for the open question, Markdown; blank when the stub is untouched.
    """

    student: str
    lesson: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    open_answer: str = ""
