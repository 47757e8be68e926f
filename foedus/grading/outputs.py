"""Write what people get, from the ledger: tables, feedback, the report. Each file in one step."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from foedus import documents
from foedus.checking.registry import exercise

from . import feedback, marking, report
from .dealing import Dealt
from .intake import Roster, read_roster
from .ledger import Ledger
from .lms import Row, write_rows, write_summary
from .report_findings import Results
from .wanted import LEDGER, TO_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ledger import Mark
    from .verdicts import Judged, Verdict
    from .wanted import Wanted

__all__ = ["COLUMNS", "write"]

COLUMNS: Final = (
    "student",
    "lesson",
    "question",
    "points",
    "max_points",
    "outcome",
    "message",
    "seconds",
)
"""The columns of grades.csv."""

_CHANGES: Final = (
    "student",
    "lesson",
    "question",
    "before",
    "after",
    "points_before",
    "points_after",
    "why",
)


@dataclass
class _Class:
    """What has been gathered of the class while its papers went by."""

    grades: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    points: dict[str, dict[str, float | None]] = field(default_factory=dict)
    to_mark: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    papers: int = 0


def write(wanted: Wanted) -> dict[str, Any]:
    """Write everything that the ledger gives rise to.

    Parameters
    ----------
    wanted : Wanted
        Where, and how.

    Returns
    -------
    dict
        `waiting` (answers without a mark), `notes` (sentences for the instructor), and
        `check_errors` (verdicts that a fault of the course took away).
    """
    roster = read_roster(wanted.roster) if wanted.roster else None
    ledger = Ledger(wanted.out / LEDGER)
    try:
        return _written(wanted, ledger, roster)
    finally:
        ledger.close()


def _written(wanted: Wanted, ledger: Ledger, roster: Roster | None) -> dict[str, Any]:
    marks, gathered = ledger.marks(), _Class()
    for judged in ledger.all():
        mark = marks.get((judged.student, judged.lesson))
        _gather(gathered, judged, mark)
        _write_feedback(wanted, judged, mark)
    marking.write_to_mark(wanted.out / TO_MARK, ledger.all(), marks)
    rows = (row[: len(COLUMNS)] for row in gathered.grades)
    write_rows(wanted.out / "grades.csv", _headed(COLUMNS, rows))
    changes = (astuple(one) for one in ledger.changes())
    write_rows(wanted.out / "changes.csv", _headed(_CHANGES, changes))
    notes = _write_summary(wanted, gathered, roster)
    report.write(_results(gathered), wanted.out)
    faults = sum(row[5] == "check-error" for row in gathered.grades)
    return {"waiting": sum(gathered.waiting.values()), "notes": notes, "check_errors": faults}


def _headed(columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    yield columns
    yield from rows


def _gather(gathered: _Class, judged: Judged, mark: Mark | None) -> None:
    student, lesson = judged.student, judged.lesson
    opening = marking.open_verdict(judged, mark)
    verdicts = [*judged.verdicts, *([opening] if opening else [])]
    gathered.grades += [_row(judged, one) for one in verdicts]
    gathered.notes += [(student, lesson, note) for note in judged.notes]
    gathered.points.setdefault(student, {})[lesson] = sum(one.points for one in verdicts)
    gathered.to_mark[student] = gathered.to_mark.get(student, 0) + (opening is None)
    gathered.waiting[lesson] = gathered.waiting.get(lesson, 0) + (opening is None)
    gathered.papers += 1


def _row(judged: Judged, one: Verdict) -> tuple[Any, ...]:
    return (
        judged.student,
        judged.lesson,
        one.question,
        one.points,
        one.max_points,
        one.outcome,
        one.message,
        one.seconds,
        one.misconception,
    )


def _write_feedback(wanted: Wanted, judged: Judged, mark: Mark | None) -> None:
    """Write a student's page, unless it stands there already word for word."""
    asked = exercise(judged.lesson)
    if wanted.salt is not None:
        asked = Dealt(judged.student, wanted.salt).exercise(asked)
    most = float(asked.open_question.points)
    given = feedback.Mark(mark.points, most, mark.comment) if mark else None
    page = feedback.page(
        judged,
        exercise=asked,
        hints=wanted.hints,
        marks=given,
        lessons_at=wanted.lessons_at,
    )
    place = wanted.feedback_page(judged.student, judged.lesson)
    if place.exists() and place.read_bytes() == page.encode():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    documents.save(place, page)


def _write_summary(wanted: Wanted, gathered: _Class, roster: Roster | None) -> list[str]:
    lessons = sorted({lesson for points in gathered.points.values() for lesson in points})
    rows = [
        Row(student, points, gathered.to_mark[student])
        for student, points in gathered.points.items()
    ]
    most = {lesson: _max_points(lesson) for lesson in lessons}
    return list(write_summary(rows, lessons, most, roster, wanted.out / "summary.csv").notes)


def _max_points(lesson: str) -> float:
    asked = exercise(lesson)
    return float(sum(one.points for one in asked.questions) + asked.open_question.points)


def _results(gathered: _Class) -> Results:
    grades = pd.DataFrame(gathered.grades, columns=[*COLUMNS, "misconception"])
    notes = pd.DataFrame(gathered.notes, columns=["student", "lesson", "note"], dtype=object)
    return Results(grades, notes, found=gathered.papers, waiting=gathered.waiting)
