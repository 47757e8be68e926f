"""Points as an LMS takes them: summary.csv, canvas.csv and moodle.csv; and cells that are safe.

What each format demands, and where that is written down, stands in docs/lms-formats.md.
"""

from __future__ import annotations

import csv
import math
import os
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .intake_folders import folded
from .intake_names import lesson_stems
from .intake_roster import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .intake_roster import Roster

__all__ = ["Row", "Written", "csv_text", "csv_value", "write_rows", "write_summary"]

_CANVAS: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE: Final = "Points Possible"
_NONE: Final = "-"  # Moodle takes a blank for a 0 in a column that is new to it
_MOODLE_MOST: Final = 100.0

_PIECES: Final = re.compile(r"([;\t\r\n]+)")  # what some spreadsheets take for the end of a cell
_RUNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_UNSEEN: Final = r"[\s\x00-\x1f\u200b-\u200f\ufeff]*"
_RISKY: Final = re.compile(rf"'*{_UNSEEN}[{_RUNS}]")
_DEFUSED: Final = re.compile(rf"'+{_UNSEEN}[{_RUNS}]")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|-")  # or a dash alone
_LEADING: Final = re.compile(r"'*[\t\r\n]")
_LEADING_DEFUSED: Final = re.compile(r"'+[\t\r\n]")


@dataclass(frozen=True)
class Row:
    """One student's result.

    Attributes
    ----------
    student : str
        As in `Submission.student`.
    points : mapping of str to float or None
        Points by lesson; None, or no entry, where nothing was handed in.
    to_mark : int
        Answers that a person still has to mark; their points are not in `points` yet.
    """

    student: str
    points: Mapping[str, float | None] = field(default_factory=dict)
    to_mark: int = 0


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    paths : tuple of Path
        summary.csv, canvas.csv, moodle.csv; one that nobody could import is not written.
    notes : tuple of str
        Sentences that an instructor should read before importing.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...]


def csv_text(value: object) -> str:
    """Return a value as a cell of a CSV that no spreadsheet runs as a formula.

    An apostrophe is put before what would start a formula: ``=``, ``+``, ``-``, ``@`` and their
    full-width forms (after any blanks), a tab or line break at the start, and the same after a
    semicolon, tab or line break within, where some spreadsheets begin a new cell. Numbers and a
    lone dash stay as they are. `csv_value` takes the apostrophes off again.

    Parameters
    ----------
    value : object
        Text, a number, or None (blank, as a number that is not finite).

    Returns
    -------
    str
        What to hand to `csv.writer`. Half a surrogate pair, which no file can hold, becomes U+FFFD.

    Examples
    --------
    >>> csv_text("=1+1"), csv_text("-1.5"), csv_text(2.0), csv_text("O'Neil"), csv_text(None)
    ("'=1+1", '-1.5', '2', "O'Neil", '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return _number(value)
    text = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    pieces = _PIECES.split(text)
    text = "".join(_safe(one) if place % 2 == 0 else one for place, one in enumerate(pieces))
    return f"'{text}" if _LEADING.match(text) else text


def csv_value(text: str) -> str:
    """Return the text that `csv_text` made a cell of.

    Examples
    --------
    >>> csv_value(csv_text("=1+1; @x")), csv_value("O'Neil")
    ('=1+1; @x', "O'Neil")
    """
    text = text[1:] if _LEADING_DEFUSED.match(text) else text
    pieces = _PIECES.split(text)
    return "".join(one[1:] if _DEFUSED.match(one) else one for one in pieces)


def _safe(piece: str) -> str:
    runs = _RISKY.match(piece) and not _NUMBER.fullmatch(piece)
    return f"'{piece}" if runs else piece


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0").rstrip(".")


def write_rows(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write a CSV whole or not at all, every cell through `csv_text`; rows are not held.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder exists.
    rows : iterable of sequences
        The heading first.

    Returns
    -------
    pathlib.Path
        The same path.

    Raises
    ------
    OSError
        If it cannot be written; what was there is still there.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([csv_text(cell) for cell in row] for row in rows)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return path


def write_summary(
    rows: Iterable[Row],
    lessons: Sequence[str],
    max_points: Mapping[str, float],
    roster: Roster | None,
    path: Path,
) -> Written:
    """Write summary.csv, and beside it canvas.csv and moodle.csv for the import.

    Parameters
    ----------
    rows : iterable of Row
        One a student; who is on the class list and not among them gets blank cells.
    lessons : sequence of str
        The lessons, in order: one column each.
    max_points : mapping of str to float
        Points to reach, by lesson.
    roster : Roster or None
        The class list, from which the ids come.
    path : pathlib.Path
        Where summary.csv goes.

    Returns
    -------
    Written
        The files, and what to know before importing them.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "summary.csv"
    >>> done = write_summary([Row("maria", {"02": 7.5})], ["02"], {"02": 10}, None, target)
    >>> print(target.read_text(), end="")
    Student,ID,SIS User ID,SIS Login ID,Section,02 What happened when
    maria,,,,,7.5
    """
    table = _Table(list(rows), tuple(lessons), roster)
    heading = [*_CANVAS, *(_title(one, roster) for one in lessons)]
    possible = [_POSSIBLE, *[""] * (len(_CANVAS) - 1), *(max_points.get(one) for one in lessons)]
    written = [
        write_rows(path, [heading, *table.canvas(strangers=True)]),
        write_rows(
            path.with_name("canvas.csv"),
            [heading, possible, *table.canvas(strangers=roster is None)],
        ),
    ]
    kinds, moodle = table.moodle()
    if moodle:
        titles = [_title(one, None) for one in lessons]
        written.append(write_rows(path.with_name("moodle.csv"), [[*kinds, *titles], *moodle]))
    else:
        path.with_name("moodle.csv").unlink(missing_ok=True)  # an earlier run's
    return Written(tuple(written), tuple(_notes(table, kinds, moodle, max_points)))


def _title(lesson: str, roster: Roster | None) -> str:
    """Head a column as Canvas did, where its export is the class list: the same assignment."""
    if roster is not None and lesson in roster.titles:
        return roster.titles[lesson]
    words = lesson_stems().get(lesson, lesson).split("_")[1:]
    return " ".join([lesson, *words]) if not words else f"{lesson} {' '.join(words).capitalize()}"


class _Table:
    """Who stands in which file, with which ids."""

    def __init__(self, rows: list[Row], lessons: tuple[str, ...], roster: Roster | None) -> None:
        self.lessons, self.roster = lessons, roster
        self.by_student = {one.student: one for one in rows}
        if len(self.by_student) < len(rows):
            most, _ = Counter(one.student for one in rows).most_common(1)[0]
            raise ValueError(f"{most!r} has several rows: write_summary takes one a student.")
        self.people = list(roster.people) if roster is not None else []
        known = {one.student for one in self.people}
        others = sorted(set(self.by_student) - known, key=lambda one: (folded(one), one))
        self.strangers = [Person(one, one) for one in others]

    def canvas(self, *, strangers: bool) -> list[list[object]]:
        """Rows of five columns that say who it is, then the points."""
        people = [*self.people, *(self.strangers if strangers else [])]
        return [[*_canvas_ids(one), *self._points(one.student, "")] for one in people]

    def moodle(self) -> tuple[list[str], list[list[object]]]:
        """Headings and rows; a column of ids is there only when it is filled in every row.

        Moodle gives a row without id to the student of the row before.
        """
        if self.roster is None:
            people = self.strangers
            return ["Student"], [[one.name, *self._points(one.student, _NONE)] for one in people]
        ids = {one.student: _moodle_ids(one) for one in self.people}
        filled = Counter(kind for one in ids.values() for kind, text in one.items() if text)
        if not filled:
            return [], []
        best = filled.most_common(1)[0][0]
        kept = [one for one in self.people if ids[one.student][best]]
        kinds = [kind for kind in _KINDS if all(ids[one.student][kind] for one in kept)]
        return kinds, [
            [*(ids[one.student][kind] for kind in kinds), *self._points(one.student, _NONE)]
            for one in kept
        ]

    def _points(self, student: str, nothing: str) -> list[object]:
        row = self.by_student.get(student, Row(student))
        points = [row.points.get(one) for one in self.lessons]
        return [nothing if one is None else round(float(one), 2) for one in points]


_KINDS: Final = ("Email address", "ID number", "Username")


def _moodle_ids(person: Person) -> dict[str, str]:
    texts = (person.email, person.sis_user_id, person.username or person.sis_login_id)
    usable = (one if csv_text(one) == one else "" for one in texts)
    return dict(zip(_KINDS, usable, strict=True))


def _canvas_ids(person: Person) -> list[str]:
    # Canvas takes a row whose name holds these words for the points to reach
    name = " ".join(person.name.split()).replace(_POSSIBLE, "Points\u00a0Possible")
    login = person.sis_login_id or person.username
    return [name, person.id, person.sis_user_id, login, person.section]


def _notes(
    table: _Table, kinds: list[str], moodle: list[list[object]], max_points: Mapping[str, float]
) -> Iterable[str]:
    unmarked = [one for one in table.by_student.values() if one.to_mark]
    if unmarked:
        answers = sum(one.to_mark for one in unmarked)
        yield (
            f"{_students(len(unmarked))} with answers still to be marked by a person ({answers}): "
            "their points are not in these files yet."
        )
    if table.roster is None:
        yield (
            "No class list was given: an LMS can only go by the names in the files. Give --roster "
            "with a gradebook or list of participants that it exported."
        )
        return
    if table.strangers:
        yield (
            f"{_students(len(table.strangers))} not on the class list: in summary.csv, "
            "not in canvas.csv and moodle.csv."
        )
    yield from _moodle_notes(table, kinds, moodle, max_points)


def _moodle_notes(
    table: _Table, kinds: list[str], moodle: list[list[object]], max_points: Mapping[str, float]
) -> Iterable[str]:
    if not moodle:
        yield (
            "moodle.csv was not written: the class list has no email address, ID number, username."
        )
        return
    if left := len(table.people) - len(moodle):
        missing = f"{_students(left)} without {kinds[0]}"
        yield f"{missing}: not in moodle.csv. Do not import summary.csv there instead."
    if any(max_points.get(one, 0) > _MOODLE_MOST for one in table.lessons):
        yield "Moodle takes no grade above 100 unless its administrator allows it."


def _students(number: int) -> str:
    return f"{number:,} student{'' if number == 1 else 's'}"
