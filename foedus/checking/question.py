"""What an author writes for each question: the specification, validated when it is made."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping  # noqa: TC003 (authors look the types up)
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from .comparison import Comparison

__all__ = [
    "OPEN_STUB",
    "Answers",
    "Level",
    "Misconception",
    "OpenQuestion",
    "Question",
    "SpecError",
]

Level: TypeAlias = Literal["recall", "understand", "apply", "analyse"]

OPEN_STUB = "*Write your answer here, in place of this line.*"
"""What stands in the cell for an open question until it is answered."""

_HINTS = 3
_LEVELS = 4
_ID = re.compile(r"\d\d\.\d")


class SpecError(ValueError):
    """A specification with faults; the message lists each of them."""

    def __init__(self, what: str, faults: list[str]) -> None:
        super().__init__(f"{what}:\n" + "\n".join(f"- {fault}" for fault in faults))


@dataclass(frozen=True)
class Misconception:
    """A wrong idea that has a message of its own.

    Parameters
    ----------
    name : str
        A short slug, such as ``"signed-not-in-force"``; answers.py refers to it.
    message : str
        What a learner with this idea reads: what they probably did, and what to look at again.
        Never the answer.
    value : callable, optional
        Returns what this idea gives; an answer that means the same is recognised.
    matches : callable, optional
        Takes the answer as the question's comparison has read it and returns whether it shows
        this idea: a plain value (`foedus.checking.reading.Plain`), for a chart `Drawn` with its
        views, for a function `Tried` with its results. Exactly one of both is given.
    """

    name: str
    message: str
    value: Callable[[], object] | None = None
    matches: Callable[[Any], bool] | None = None

    def __post_init__(self) -> None:
        """Refuse a misconception that cannot be recognised or says nothing."""
        faults = []
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            faults.append("name: lower-case words joined by hyphens are wanted")
        if not self.message.strip():
            faults.append("message: blank")
        if (self.value is None) == (self.matches is None):
            faults.append("exactly one of value and matches is wanted")
        _refuse(f"misconception {self.name!r}", faults)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One checked question.

    Parameters
    ----------
    id : str
        Lesson and number, such as ``"02.3"``.
    title : str
        A few words.
    objective : str
        The key of the objective that it serves, in the lesson's `OBJECTIVES`.
    prompt : str
        Markdown; names the variable in backquotes and its type.
    variable : str
        The name that the learner assigns.
    expected : callable
        Computes the right answer from the data, as of the article's day; no arguments.
    judge : Comparison
        How an answer is compared with it.
    misconceptions : tuple of Misconception
        At least four, the most specific first: the first that fits speaks.
    hints : tuple of str
        Exactly three: a reminder, the method, nearly there. None contains the answer.
    minutes, points : int
        Time to allow, and marks.
    level : {"recall", "understand", "apply", "analyse"}
        What the question asks of the learner.
    review : str
        What to read again, such as ``"lesson 02, section 'Dates of three kinds'"``.
    stub : str
        The code of the empty answer cell; by default ``variable = ...``.
    afterword : str
        A sentence shown when the answer is correct; may be blank.
    builds_on : tuple of str
        Ids of earlier questions of the same exercise whose variables the answer uses.
    variant : int
        Which variant this is; 0 is the base edition's. Authors leave it alone.
    """

    id: str
    title: str
    objective: str
    prompt: str
    variable: str
    expected: Callable[[], object]
    judge: Comparison
    misconceptions: tuple[Misconception, ...]
    hints: tuple[str, str, str]
    minutes: int
    points: int
    level: Level
    review: str
    stub: str = ""
    afterword: str = ""
    builds_on: tuple[str, ...] = ()
    variant: int = 0

    @property
    def key(self) -> str:
        """What notebooks call it: its id, and after ``~`` its variant, such as ``"02.3~7"``."""
        return f"{self.id}~{self.variant}" if self.variant else self.id

    def __post_init__(self) -> None:
        """Fill in the stub, then refuse a specification with faults."""
        object.__setattr__(self, "stub", self.stub or f"{self.variable} = ...")
        _refuse(f"question {self.id!r}", [*self._text_faults(), *self._other_faults()])

    def _text_faults(self) -> list[str]:
        blank = [
            f"{name}: blank"
            for name in ("title", "objective", "prompt", "review")
            if not str(getattr(self, name)).strip()
        ]
        hints = self.hints if isinstance(self.hints, tuple) else ()
        if len(hints) != _HINTS or not all(isinstance(h, str) and h.strip() for h in hints):
            blank.append(f"hints: a tuple of exactly three texts is wanted, {len(hints)} given")
        if not re.search(rf"`{re.escape(self.variable)}[`(]", self.prompt):
            blank.append(f"prompt: does not name the variable as `{self.variable}`")
        if self.variable not in self.stub:
            blank.append("stub: does not hold the variable")
        return blank

    def _other_faults(self) -> list[str]:
        names = [one.name for one in self.misconceptions]
        rules = {
            "id: two digits, a dot, one digit are wanted": _ID.fullmatch(self.id),
            "variable: not a Python name": _is_name(self.variable),
            "expected: not callable": callable(self.expected),
            "judge: not a comparison": isinstance(self.judge, Comparison),
            "misconceptions: two have the same name": len(set(names)) == len(names),
            f"level: one of {', '.join(get_args(Level))} is wanted": self.level in get_args(Level),
            "minutes and points: positive numbers are wanted": self.minutes > 0 and self.points > 0,
            "variant: below zero": self.variant >= 0,
        }
        return [fault for fault, holds in rules.items() if not holds]


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question that a person marks, with a rubric.

    Parameters
    ----------
    id : str
        The lesson, such as ``"02"``.
    prompt : str
        Markdown.
    rubric : tuple of (int, str)
        Four levels, the best first: points and what an answer of this level does.
    minutes, points : int
        Time to allow, and the marks of the best level.
    """

    id: str
    prompt: str
    rubric: tuple[tuple[int, str], ...]
    minutes: int
    points: int

    def __post_init__(self) -> None:
        """Refuse a rubric that cannot be marked by."""
        marks = [points for points, _ in self.rubric]
        rules = {
            "id: two digits are wanted": re.fullmatch(r"\d\d", self.id),
            "prompt: blank": self.prompt.strip(),
            "rubric: four levels are wanted": len(marks) == _LEVELS,
            "rubric: the best level first, each worth less than the one before": (
                marks == sorted(set(marks), reverse=True)
            ),
            "points: those of the rubric's best level are wanted": marks[:1] == [self.points],
            "minutes: a positive number is wanted": self.minutes > 0,
        }
        faults = [fault for fault, holds in rules.items() if not holds]
        _refuse(f"open question {self.id!r}", faults)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What proves a question: right answers in several forms, wrong ones with their cause.

    Parameters
    ----------
    reference : str
        The code of the solution's answer cell.
    alternatives : tuple of str, or mapping of str to str
        Code of at least three other right answers; a mapping names them for the tests.
    wrong : tuple of (str, str)
        Code of at least four wrong answers, each with the name of its misconception.
    """

    reference: str
    alternatives: tuple[str, ...] | Mapping[str, str]
    wrong: tuple[tuple[str, str], ...]

    @property
    def others(self) -> dict[str, str]:
        """The alternatives by name; those without a name are numbered."""
        if isinstance(self.alternatives, tuple):
            return {f"form-{i}": code for i, code in enumerate(self.alternatives, start=1)}
        return dict(self.alternatives)


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def _refuse(what: str, faults: list[str]) -> None:
    if faults:
        raise SpecError(what, faults)
