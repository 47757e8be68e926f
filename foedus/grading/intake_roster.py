"""The class list: a hand-made CSV, or what Canvas or Moodle export as it is."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .intake_folders import folded, shown
from .intake_names import lesson_stems, named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Person", "Roster", "RosterError", "read_roster"]

_LARGEST: Final = 20_000_000
_COLUMNS: Final = {
    "student": "student",
    "name": "name",
    "full name": "name",
    "fullname": "name",
    "first name": "first",
    "firstname": "first",
    "given name": "first",
    "last name": "last",
    "lastname": "last",
    "surname": "last",
    "family name": "last",
    "id": "id",
    "canvas id": "id",
    "user id": "id",
    "sis user id": "sis_user_id",
    "id number": "sis_user_id",
    "idnumber": "sis_user_id",
    "sis login id": "sis_login_id",
    "email": "email",
    "e mail": "email",
    "email address": "email",
    "username": "username",
    "section": "section",
}
_NAMES: Final = ("student", "name", "first", "last")
_IDS: Final = ("id", "sis_user_id", "sis_login_id", "email", "username")
_CANVAS_TITLE: Final = re.compile(r"(?P<title>.+) \(\d+\)")
_TEST_STUDENT: Final = "Student, Test"  # whom Canvas keeps for teachers


class RosterError(ValueError):
    """A class list cannot be used; the message says where and what to do."""


@dataclass(frozen=True)
class Person:
    """One student of the class list.

    Attributes
    ----------
    student : str
        What this person is called in every file that grading writes; nobody else's.
    name : str
        The full name as the list writes it, which may be ``"Garcia, Maria"``.
    id, sis_user_id, sis_login_id, email, username, section : str
        As in the list; blank where it has none. Moodle's ID number is `sis_user_id`.
    """

    student: str
    name: str
    id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    email: str = ""
    username: str = ""
    section: str = ""


@dataclass(frozen=True)
class Roster:
    """A class list.

    Attributes
    ----------
    people : tuple of Person
        In the list's order.
    titles : dict of str to str
        The heading of a lesson's column, by the lesson, in a gradebook that Canvas exported: an
        import under the same heading meets the same assignment.

    Examples
    --------
    >>> roster = Roster((Person("Garcia, Maria", "Garcia, Maria", id="4021"),))
    >>> roster.find("4021").student, roster.find("Maria Garcia").student, roster.find("li")
    ('Garcia, Maria', 'Garcia, Maria', None)
    """

    people: tuple[Person, ...]
    titles: dict[str, str] = field(default_factory=dict)

    def find(self, text: str, number: str = "") -> Person | None:
        """Return whom a name or id found in a file's name means; None for nobody, or for several.

        Parameters
        ----------
        text : str
            A name in either order, or any id of the list.
        number : str
            The LMS's own number of the student, where the file's name tells it: it decides.
        """
        if number and self.has_numbers:
            return self._by_id.get(number)
        if text in self._by_student:
            return self._by_student[text]
        found = self._by_key.get(folded(text.strip())) or self._by_key.get(_squashed(text)) or ()
        return found[0] if len(found) == 1 else None

    @property
    def has_numbers(self) -> bool:
        """Whether the list has the LMS's own numbers of the students."""
        return bool(self._by_id)

    @cached_property
    def _by_student(self) -> dict[str, Person]:
        return {one.student: one for one in self.people}

    @cached_property
    def _by_id(self) -> dict[str, Person]:
        return {one.id: one for one in self.people if one.id}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for one in self.people:
            for key in _keys(one):
                found[key] = (*found.get(key, ()), one)
        return found


def read_roster(path: Path) -> Roster:
    """Read a class list.

    Parameters
    ----------
    path : pathlib.Path
        A CSV with a column `student` or `name` (or first and last names) and any of `id`,
        `sis_user_id`, `sis_login_id`, `email`, `username`, `section`; or a gradebook that Canvas
        exported, or grades or participants that Moodle exported, as they are. Commas, semicolons or
        tabs; UTF-8, UTF-16 with its mark, or Latin-1.

    Returns
    -------
    Roster
        One person a row.

    Raises
    ------
    RosterError
        If it cannot be read, has no column with names or ids, or a row that does not fit it. The
        message names file, row and column.
    """
    rows = _rows(path)
    heading = next(rows, None)
    if heading is None:
        raise RosterError(f"{path.name} is empty.")
    columns = _columns(path, heading[1])
    records = [
        (number, _record(path, number, columns, row, heading[1]))
        for number, row in rows
        if not _is_no_person(row, columns)
    ]
    if not records:
        raise RosterError(f"{path.name} lists nobody.")
    _refuse_twins(path, records)
    return Roster(_people([one for _, one in records]), _titles(heading[1], columns))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _text(path)
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=lambda one: len(_known(head.split(one))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise RosterError(f"{path.name}, row {reader.line_num}: no CSV ({error}).") from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise RosterError(f"{path.name} cannot be opened: {error.strerror}.") from error
    if len(content) > _LARGEST:
        raise RosterError(f"{path.name} is larger than any class list: over 20 MB.")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise RosterError(f"{path.name} is no text: export the list as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _known(heading: list[str]) -> dict[int, str]:
    plain = [re.sub(r"[\W_]+", " ", one).strip().casefold() for one in heading]
    found: dict[int, str] = {}
    for place, name in enumerate(plain):
        if (kind := _COLUMNS.get(name)) and kind not in found.values():
            found[place] = kind
    return found


def _columns(path: Path, heading: list[str]) -> dict[int, str]:
    found = _known(heading)
    if not set(found.values()) & {*_NAMES, *_IDS}:
        raise RosterError(
            f"{path.name}, row 1: no column says who is who. It has "
            f"{', '.join(shown(one) for one in heading[:8])}; one of student, name, id, "
            "sis_user_id, sis_login_id, email, username is needed."
        )
    return found


def _is_no_person(row: list[str], columns: dict[int, str]) -> bool:
    """Canvas has rows for the points to reach, for hidden grades, and for a made-up student."""
    cells = {kind: row[place] for place, kind in columns.items() if place < len(row)}
    if not any(cells.get(kind) for kind in (*_NAMES, *_IDS)):
        return True
    return row[0].startswith("Points Possible") or cells.get("student") == _TEST_STUDENT


def _record(
    path: Path, number: int, columns: dict[int, str], row: list[str], heading: list[str]
) -> dict[str, str]:
    if len(row) != len(heading) and any(row[len(heading) :]):
        raise RosterError(
            f"{path.name}, row {number}: {len(row)} cells, but {len(heading)} columns. "
            "A name with a comma must stand in quotation marks."
        )
    cells = row + [""] * (len(heading) - len(row))
    for place, kind in columns.items():
        if len(cells[place].splitlines()) > 1 or "\0" in cells[place]:
            raise RosterError(f"{path.name}, row {number}, column {kind}: a line break in a cell.")
    return {kind: cells[place] for place, kind in columns.items()}


def _refuse_twins(path: Path, records: list[tuple[int, dict[str, str]]]) -> None:
    for kind in _IDS:
        first: dict[str, int] = {}
        for number, record in records:
            value = record.get(kind, "")
            if value and value in first:
                raise RosterError(
                    f"{path.name}, row {number}, column {kind}: {shown(value)!r} stands in "
                    f"row {first[value]} too. Leave each person in once."
                )
            first.setdefault(value, number)


def _people(records: list[dict[str, str]]) -> tuple[Person, ...]:
    names = [_full_name(one) for one in records]
    keys = [one.get("student") or name for one, name in zip(records, names, strict=True)]
    counts = Counter(folded(one) for one in keys)
    people: list[Person] = []
    for record, name, key in zip(records, names, keys, strict=True):
        number = next((record[kind] for kind in _IDS if record.get(kind)), "")
        student = f"{key} ({number or len(people) + 1})" if counts[folded(key)] > 1 else key
        ids = {kind: record.get(kind, "") for kind in (*_IDS, "section")}
        people.append(Person(student=student, name=name, **ids))
    return tuple(people)


def _full_name(record: dict[str, str]) -> str:
    parts = " ".join(filter(None, (record.get("first"), record.get("last"))))
    ids = (record.get(kind) for kind in _IDS)
    return record.get("name") or parts or record.get("student") or next(filter(None, ids), "")


def _titles(heading: list[str], columns: dict[int, str]) -> dict[str, str]:
    """Only assignments as Canvas heads them: ``Who says what (12345)``."""
    found: dict[str, list[str]] = {}
    for place, text in enumerate(heading):
        match = _CANVAS_TITLE.fullmatch(text) if place not in columns else None
        lesson = named(match["title"], lesson_stems()) if match else None
        if lesson is not None and lesson.full:  # "Assignment 3" may be any lesson's
            found.setdefault(lesson.lesson, []).append(text)
    return {lesson: one[0] for lesson, one in found.items() if len(one) == 1}


def _keys(person: Person) -> set[str]:
    last, comma, first = person.name.partition(",")
    names = [person.student, person.name, f"{first} {last}" if comma else ""]
    ids = [getattr(person, kind) for kind in _IDS]
    whole = {folded(" ".join(one.split())) for one in (*names, *ids)}
    squashed = {_squashed(one) for one in (*names, _sortable(person.name))}
    return (whole | squashed | {folded(person.email.partition("@")[0])}) - {""}


def _sortable(name: str) -> str:
    """Canvas writes the last name first; which one that is it guesses, and so does this."""
    first, _, last = name.rpartition(" ")
    return "" if "," in name else f"{last}{first}"


def _squashed(name: str) -> str:
    """Return a name as Canvas writes it into file names: small, letters and digits only."""
    return re.sub(r"[^\w]", "", folded(name))
