"""What stands out in a class's results: misconceptions, messages, notebooks for a human eye."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from foedus import lessons
from foedus.checking import registry
from foedus.grading import statistics
from foedus.grading.report_text import neat_all
from foedus.grading.statistics import EVERYTHING, counted, is_open

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "REASONS",
    "Findings",
    "Results",
    "attention",
    "course_names",
    "messages",
    "misconceptions",
]

#: Outcomes that a person should look at, and why in words; a note is the last of them.
REASONS: Final = {
    "tampered": "changed where it must not be",
    "unreadable": "could not be read",
    "check-error": "the check itself failed",
    "crashed": "the notebook's process ended",
    "timeout": "ran into the time limit",
    "memory": "ran into the memory limit",
    "note": "the grader left a note",
}

_KEY: Final = ["lesson", "question"]
#: The line of a message that names Python's own error.
_ERROR: Final = re.compile(
    r"^[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning)\b.*", re.MULTILINE
)
_TITLE: Final = re.compile(r"^title: *['\"]?(.+?)['\"]? *$", re.MULTILINE)
_STEP: Final = re.compile(r'\s*`fo\.hint\("[^"]*"\)` shows a hint\.\s*$')


@dataclass(frozen=True, eq=False)
class Results:
    """What a report is made from.

    Attributes
    ----------
    grades : DataFrame
        `statistics.COLUMNS` and `misconception`; an open question's row (``"02.open"``) is there
        once it is marked.
    notes : DataFrame
        `student, lesson, note`; by default none.
    found : int, optional
        How many submissions there are; by default those in the grades.
    waiting : mapping of str to int, optional
        By lesson, how many answers to the open question wait for a mark; by default every
        submission that could be judged and has no row of an open question (one without an
        answer has a row, ``not-attempted``).
    names : mapping of str to str, optional
        Names of lessons (``"02"``) and questions (``"02.3"``); by default the course's.
    """

    grades: pd.DataFrame
    notes: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["student", "lesson", "note"], dtype=object)
    )
    found: int | None = None
    waiting: Mapping[str, int] | None = None
    names: Mapping[str, str] | None = None


@dataclass(frozen=True, eq=False)
class Findings:
    """All tables of a report; each is described where it is made.

    Attributes
    ----------
    scores, distribution, quartiles, items, outcomes, slow : DataFrame
        See the functions of these names in `foedus.grading.statistics`.
    misconceptions, messages, attention : DataFrame
        See the functions of these names here.
    lessons : DataFrame
        `lesson, submissions, judged, waiting`, one row a lesson.
    found : int
        Submissions, judged or not.
    names : mapping of str to str
        Names of lessons and questions.
    """

    scores: pd.DataFrame
    distribution: pd.DataFrame
    quartiles: pd.DataFrame
    items: pd.DataFrame
    outcomes: pd.DataFrame
    misconceptions: pd.DataFrame
    messages: pd.DataFrame
    slow: pd.DataFrame
    attention: pd.DataFrame
    lessons: pd.DataFrame
    found: int
    names: Mapping[str, str]

    @classmethod
    def of(cls, results: Results) -> Findings:
        """Compute everything, once.

        Raises
        ------
        ValueError
            If the grades are not as `statistics.prepared` wants them, or notes lack a column.
        """
        grades = statistics.prepared(results.grades)
        notes = results.notes[["student", "lesson", "note"]].astype("object").fillna("")
        scored = statistics.scores(grades)
        by_lesson = _lessons(grades, scored, results.waiting)
        total = int(by_lesson["submissions"].sum())
        return cls(
            scores=scored,
            distribution=statistics.distribution(scored),
            quartiles=statistics.quartiles(scored),
            items=statistics.items(grades),
            outcomes=statistics.outcomes(grades),
            misconceptions=misconceptions(grades),
            messages=messages(grades),
            slow=statistics.slow(grades),
            attention=attention(grades, notes),
            lessons=by_lesson,
            found=total if results.found is None else results.found,
            names=course_names() if results.names is None else results.names,
        )

    @property
    def students(self) -> int:
        """How many students there are."""
        return int(self.scores["student"].nunique())


def course_names() -> dict[str, str]:
    """Return the names of the course's lessons and questions by their ids."""
    names = {}
    for room in lessons.rooms():
        title = _TITLE.search(room.lesson.read_text(encoding="utf-8"))
        names[room.number] = title[1] if title else ""
    for exercise in registry.exercises():
        names |= {one.id: one.title for one in exercise.questions}
        names[f"{exercise.number}.open"] = "Open question"
    return names


def misconceptions(grades: pd.DataFrame) -> pd.DataFrame:
    """Count the misconceptions that were recognised.

    Parameters
    ----------
    grades : DataFrame
        As `statistics.prepared` gives it.

    Returns
    -------
    DataFrame
        `lesson, question, misconception, message, students, share`: the message as most of them
        read it, the share of those whose answer to the question counts; by question, the
        commonest first.
    """
    rows = counted(grades)
    base = rows.groupby(_KEY).size().rename("base")
    shown = rows[rows["misconception"] != ""]
    shown = shown.assign(message=_said(shown["message"]))
    groups = shown.groupby([*_KEY, "misconception"])["message"]
    table = groups.agg(message=_commonest, students="size").reset_index().join(base, on=_KEY)
    table["share"] = table["students"] / table["base"]
    names = [*_KEY, "misconception", "message", "students", "share"]
    return _commonest_first(table, ["misconception"])[names]


def messages(grades: pd.DataFrame) -> pd.DataFrame:
    """Count the messages of answers that are wrong in no known way, or were stopped.

    Where a message quotes an error of Python's, the error alone is counted.

    Returns
    -------
    DataFrame
        `lesson, question, outcome, message, students`; by question, the commonest first.
    """
    rows = counted(grades)
    quiet = rows["outcome"].isin(["correct", "not-attempted"])
    wrong = rows[~quiet & (rows["misconception"] == "") & ~is_open(rows["question"])]
    said = wrong.assign(message=_said(wrong["message"].map(_error_in).astype("object")))
    counts = said.groupby([*_KEY, "outcome", "message"]).size().rename("students").reset_index()
    return _commonest_first(counts, ["outcome", "message"])


def attention(grades: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """List what a person should look at.

    Parameters
    ----------
    grades : DataFrame
        As `statistics.prepared` gives it.
    notes : DataFrame
        `student, lesson, note`.

    Returns
    -------
    DataFrame
        `reason` (a key of `REASONS`), `student, lesson, questions` (their ids, blank for a
        note) and `message`; one row a submission and cause, in the order of `REASONS`.
    """
    odd = grades[grades["outcome"].isin(REASONS)]
    odd = odd.assign(message=_said(odd["message"]), reason=odd["outcome"])
    keys = ["reason", "student", "lesson", "message"]
    found = odd.groupby(keys)["question"].agg(", ".join).rename("questions").reset_index()
    noted = notes.rename(columns={"note": "message"}).assign(reason="note", questions="")
    noted["message"] = _said(noted["message"].astype("object"))
    table = pd.concat([found, noted[[*keys, "questions"]]], ignore_index=True)
    rank = table["reason"].map({word: place for place, word in enumerate(REASONS)})
    order = ["rank", "lesson", "student", "questions", "message"]
    ordered = table.assign(rank=rank).sort_values(order, ignore_index=True)
    return ordered[["reason", "student", "lesson", "questions", "message"]]


def _lessons(
    grades: pd.DataFrame, scored: pd.DataFrame, waiting: Mapping[str, int] | None
) -> pd.DataFrame:
    rows = scored[scored["lesson"] != EVERYTHING]
    judged = rows.dropna(subset="share")
    known = counted(grades)
    marked = known[is_open(known["question"])].groupby("lesson").size()
    groups = rows.groupby("lesson")
    table = groups.size().rename("submissions").to_frame()
    table["judged"] = judged.groupby("lesson").size()
    unmarked = table["judged"].sub(marked, fill_value=0).clip(lower=0)
    table["waiting"] = unmarked if waiting is None else pd.Series(dict(waiting), dtype=float)
    return table.fillna(0).astype(int).reset_index()


def _said(texts: pd.Series[str]) -> pd.Series[str]:
    """Return messages without the step that every one of them ends with, fit to be read."""
    bare = {text: _STEP.sub("", text) for text in texts.unique()}
    return neat_all(texts.map(bare).astype("object"))


def _error_in(message: str) -> str:
    found = _ERROR.search(message)
    return found[0] if found else message


def _commonest(texts: pd.Series[str]) -> str:
    return str(texts.value_counts().sort_index().idxmax())


def _commonest_first(table: pd.DataFrame, ties: list[str]) -> pd.DataFrame:
    order = [*_KEY, "students", *ties]
    rising = [name != "students" for name in order]
    return table.sort_values(order, ascending=rising, ignore_index=True)
