"""Open questions: rows for a person to fill in, and the marks that come back.

`to_mark.csv` has a row for each answer, with the rubric beside it. The person fills in `points`
and, if they like, `comment`; the next run reads both and keeps them in the ledger, so that a row
that is removed by mistake loses nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from foedus.checking.registry import exercise

from .ledger import Mark, MarksError
from .lms import csv_value, write_rows
from .verdicts import OPEN, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .ledger import Ledger
    from .verdicts import Judged

__all__ = ["open_verdict", "read_marks", "write_to_mark"]

_COLUMNS: Final = (
    "student",
    "lesson",
    "question",
    "max_points",
    "points",
    "comment",
    "note",
    "rubric",
    "answer",
)
_NOTHING: Final = "Nothing was written."
_AGAIN: Final = "The answer has changed since it was marked."


@dataclass(frozen=True)
class _Row:
    """A filled-in row."""

    number: int
    student: str
    lesson: str
    points: float
    comment: str


def read_marks(place: Path, ledger: Ledger, *, all_judged: bool = False) -> int:
    """Take the marks of a file into the ledger.

    Parameters
    ----------
    place : pathlib.Path
        `to_mark.csv`; that there is none is no fault.
    ledger : Ledger
        Keeps the marks. A mark is for the answer that the ledger holds now, so marks are to be read
        before answers are judged that may have changed.
    all_judged : bool
        Whether everything that was handed in has been judged: then a mark for nobody is a fault.

    Returns
    -------
    int
        How many marks are new or changed.

    Raises
    ------
    MarksError
        If a row cannot be read or a mark is no number from 0 to the question's points; then no
        mark of the file is taken.
    """
    if not place.exists():
        return 0
    rows = list(_rows(place))
    known = ledger.marks()
    taken = 0
    for row in rows:
        old = known.get((row.student, row.lesson))
        if old and (old.points, old.comment) == (row.points, row.comment):
            continue
        judged = ledger.judged(row.student, row.lesson)
        if judged is None:
            if all_judged:
                raise MarksError(_nobody(place, row))
            continue
        mark = Mark(row.points, row.comment, _digest(judged.open_answer))
        ledger.mark(row.student, row.lesson, mark)
        taken += 1
    return taken


def _nobody(place: Path, row: _Row) -> str:
    return (
        f"{place}, row {row.number}: {row.student!r} has handed in nothing for lesson "
        f"{row.lesson}. Correct the row, or empty its points. {_NOTHING}"
    )


def write_to_mark(
    place: Path, papers: Iterable[Judged], marks: Mapping[tuple[str, str], Mark]
) -> None:
    """Write a row for each answer to an open question."""
    rows = (
        _row(judged, marks.get((judged.student, judged.lesson)))
        for judged in papers
        if judged.open_answer
    )
    write_rows(place, chain([_COLUMNS], rows))


def open_verdict(judged: Judged, mark: Mark | None) -> Verdict | None:
    """Return the verdict of the open question; None while an answer waits for its mark."""
    opening = exercise(judged.lesson).open_question
    question, most = f"{judged.lesson}.{OPEN}", float(opening.points)
    if not judged.open_answer:
        return Verdict(question, "not-attempted", "The open question has no answer.", 0, most, 0)
    if mark is None:
        return None
    outcome = "correct" if mark.points == most else "not-yet"
    return Verdict(question, outcome, mark.comment, mark.points, most, 0.0)


def _row(judged: Judged, mark: Mark | None) -> list[str]:
    opening = exercise(judged.lesson).open_question
    changed = mark is not None and mark.answer != _digest(judged.open_answer)
    return [
        judged.student,
        judged.lesson,
        f"{judged.lesson}.{OPEN}",
        str(opening.points),
        f"{mark.points:g}" if mark else "",
        mark.comment if mark else "",
        _AGAIN if changed else "",
        "; ".join(f"{points}: {text}" for points, text in opening.rubric),
        judged.open_answer,
    ]


def _rows(place: Path) -> Iterable[_Row]:
    try:
        text = place.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MarksError(
            f"{place}: not UTF-8 text (byte {error.start:,}). Save it as 'CSV UTF-8'. {_NOTHING}"
        ) from None
    semicolons = text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",")
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",")
    lacking = {"student", "lesson", "points"} - set(table.fieldnames or ())
    if lacking:
        raise MarksError(f"{place}: the column {min(lacking)!r} is missing. {_NOTHING}")
    for number, row in enumerate(table, start=2):
        if (row["points"] or "").strip():
            yield _filled(place, number, row)


def _filled(place: Path, number: int, row: dict[str, str]) -> _Row:
    lesson = (row["lesson"] or "").strip().zfill(2)  # a spreadsheet makes 2 of 02
    try:
        most = exercise(lesson).open_question.points
    except LookupError:
        raise MarksError(
            f"{place}, row {number}, column 'lesson': there is no lesson {lesson!r}. {_NOTHING}"
        ) from None
    text = row["points"].strip().replace(",", ".")
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= most:
        raise MarksError(
            f"{place}, row {number}, column 'points': {row['points']!r} is no number from 0 to "
            f"{most}. {_NOTHING}"
        )
    student = csv_value(row["student"] or "")
    return _Row(number, student, lesson, points, csv_value(row.get("comment") or ""))


def _digest(answer: str) -> str:
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()
