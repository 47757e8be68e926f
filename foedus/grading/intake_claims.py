"""Whose notebook it is and of which lesson, from the names on the way to it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from .intake_folders import folded
from .intake_names import Mark, Named, mark, named, without_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .intake_listing import Entry, Problem
    from .intake_roster import Person, Roster

__all__ = ["Claim", "claims"]

_NOBODY: Final = {"exercises", "notebooks", "solutions", "submitted", "submissions", "foedus"}
_BACKUP: Final = re.compile(r"[ _-]*foedus-backup(?:-\d+)?(?: ?\(\d+\))?$", re.IGNORECASE)
_FOLDERS: Final = {"exercises": 1, "notebooks": -1, "solutions": -2}
_FLAT: Final = 3  # as many different names before the same lesson: a folder of a whole class
_LEADING_DOT: Final = "stands in a hidden folder, or is hidden"


@dataclass(frozen=True)
class Claim:
    """A notebook, with the student and lesson that its names tell.

    Attributes
    ----------
    entry : Entry
        The notebook.
    student, lesson : str
        Whose it is, and of which lesson.
    person : Person or None
        Who that is in the class list.
    rank : tuple
        Grows with what speaks for this one among others of the same student and lesson.
    """

    entry: Entry
    student: str
    lesson: str
    person: Person | None
    rank: tuple[object, ...]


@dataclass(frozen=True)
class _Read:
    """What the names of one notebook tell before others are looked at."""

    entry: Entry
    names: tuple[str, ...]
    at: int
    mark: Mark | None
    file: Named | None
    folders: tuple[Named | None, ...]
    place: Named | None

    @property
    def lesson(self) -> str:
        """The file's own name decides, then the folders around it from the inside."""
        for one in (self.file, *reversed(self.folders), self.place):
            if one is not None:
                return one.lesson
        return ""


def claims(
    notebooks: list[Entry], stems: dict[str, str], roster: Roster | None, place: Path
) -> tuple[list[Claim], list[Problem]]:
    """Return what each notebook is, and a problem for each that cannot be told.

    Parameters
    ----------
    notebooks : list of Entry
        Every notebook of a place.
    stems : dict of str to str
        The lessons.
    roster : Roster or None
        The class list.
    place : pathlib.Path
        Its own name may tell the lesson.
    """
    problems = [(one.name, _LEADING_DOT) for one in notebooks if _is_hidden(one)]
    title = named(without_suffix(place.name), stems)
    title = title if title is not None and title.is_title else None
    seen = [_read(one, stems, title) for one in notebooks if not _is_hidden(one)]
    people = _Students(_unwrapped(_believed(seen, stems)), roster)
    made = []
    for read in people.reads:
        student, person = people.of(read)
        if fault := _fault(read, student):
            problems.append((read.entry.name, fault))
        else:
            made.append(Claim(read.entry, student, read.lesson, person, _rank(read)))
    return made, problems


def _is_hidden(entry: Entry) -> bool:
    return any(part.startswith(".") for part in entry.parts)


def _fault(read: _Read, student: str) -> str:
    if not read.lesson:
        return "belongs to no lesson: nothing in its name or folder names exactly one"
    return "" if student else "belongs to nobody: no name or folder tells the student"


def _read(entry: Entry, stems: dict[str, str], place: Named | None, *, marks: bool = True) -> _Read:
    found = [mark(part, stems) if marks else None for part in entry.parts]
    at = next((i for i, one in enumerate(found) if one is not None), -1)
    the_mark = found[at] if at >= 0 else None
    names = tuple(without_suffix(part) for part in entry.parts)
    file = names[-1]
    folders = [_folder(one, stems) for one in names[:-1]]
    if the_mark is not None and at == len(names) - 1:
        file = without_suffix(the_mark.rest)
        folders.append(_folder(the_mark.title, stems))
    elif the_mark is not None:
        rest = named(without_suffix(the_mark.rest), stems)
        folders[at] = rest or _folder(the_mark.title, stems)
    return _Read(entry, names, at, the_mark, named(file, stems), tuple(folders), place)


def _folder(name: str, stems: dict[str, str]) -> Named | None:
    found = named(name, stems)
    return found if found is not None and found.is_title else None


def _believed(reads: list[_Read], stems: dict[str, str]) -> list[_Read]:
    """Take an LMS's mark within a folder for a name only, where it may be a student's own doing.

    Students name what stands in their folders and zips. A folder with a lesson's name, or around
    everything, is no student's; any other may hold marks only if all of the place is marked.
    """
    if all(one.mark is not None for one in reads):
        return reads
    levels = zip(*(one.names[:-1] for one in reads), strict=False)
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))
    return [
        one if one.mark is None or _explained(one, shared)
        else _read(one.entry, stems, one.place, marks=False)
        for one in reads
    ]  # fmt: skip


def _explained(read: _Read, shared: int) -> bool:
    before = read.folders[shared : read.at]
    return all(one is not None and not one.before for one in before)


def _unwrapped(reads: list[_Read]) -> list[_Read]:
    """Leave out a folder around all students' folders, as unpacking a zip makes one."""
    first = {one.names[0] for one in reads if len(one.names) > 1}
    wrapped = len(first) == 1 and all(len(one.names) > 1 and one.at != 0 for one in reads)
    if not wrapped:
        return reads
    inner = [
        _Read(one.entry, one.names[1:], one.at - (one.at > 0), one.mark, one.file,
              one.folders, one.place)
        for one in reads
    ]  # fmt: skip
    by_lesson = defaultdict(set)
    for one in inner:
        by_lesson[one.lesson].add(folded(_alone(one)))
    many = any(len(names - {""}) > 1 for names in by_lesson.values())
    return _unwrapped(inner) if many and all(_alone(one) for one in inner) else reads


def _alone(read: _Read) -> str:
    """Return the student by the folders, or by the file's name when there is none."""
    return next(_candidates(read), "") or _beside(read)


class _Students:
    """Tells students apart: by an LMS's mark, the class list, folders, or the file's own name."""

    def __init__(self, reads: list[_Read], roster: Roster | None) -> None:
        self.reads = reads
        self._roster = roster
        self._numbers: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for one in reads:
            if one.mark is not None:
                self._numbers[_namesakes(one)].add(one.mark.number)
        self._flat = _is_flat(reads)
        outer = (next(_candidates(one), "") for one in reads if one.mark is None)
        known = [roster.find(one) for one in set(outer)] if roster is not None else []
        self._outermost = any(one is not None for one in known)

    def of(self, read: _Read) -> tuple[str, Person | None]:
        """Return what the student is called, and who that is in the class list."""
        if read.mark is not None:
            return self._marked(read, read.mark)
        options = list(self._options(read))
        # Where folders are students, what stands deeper was named by one of them.
        for one in options[:1] if self._outermost else options:
            if self._roster is not None and (person := self._roster.find(one)):
                return person.student, person
        return (options[0] if options else ""), None

    def _marked(self, read: _Read, the_mark: Mark) -> tuple[str, Person | None]:
        canvas = the_mark.lms == "Canvas"
        several = len(self._numbers[_namesakes(read)]) > 1
        if self._roster is not None and (not several or (canvas and self._roster.has_numbers)):
            person = self._roster.find(the_mark.who, the_mark.number if canvas else "")
            if person is not None:
                return person.student, person
        tell = the_mark.number and (canvas or several or the_mark.who == "Participant")
        return (f"{the_mark.who} ({the_mark.number})" if tell else the_mark.who), None

    def _options(self, read: _Read) -> Iterator[str]:
        if self._flat and read.file is not None and read.file.before:
            yield read.file.before
        yield from _candidates(read)
        if beside := _beside(read):
            yield beside
        yield from _numbers(read)


def _namesakes(read: _Read) -> tuple[object, ...]:
    """Return where a name means one person: Moodle numbers students anew in each assignment."""
    if read.mark is None:
        return ()
    where = () if read.mark.lms == "Canvas" else read.names[: read.at]
    return (read.mark.lms, where, folded(read.mark.who))


def _is_flat(reads: list[_Read]) -> bool:
    """Tell whether every folder holds a whole class's files, each with a name before the lesson."""
    names: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in reads:
        before = one.file.before if one.file is not None else ""
        names[one.names[:-1], one.lesson].add(folded(before))
    return bool(names) and all(len(one) >= _FLAT and "" not in one for one in names.values())


def _candidates(read: _Read) -> Iterator[str]:
    """Folders that can be a student's, from the outside."""
    offset = len(read.folders) - (len(read.names) - 1)
    for part, one in zip(read.names[:-1], read.folders[max(offset, 0) :], strict=False):
        if part.lower() in _NOBODY or _BACKUP.fullmatch(part):
            continue
        if one is None:
            yield _BACKUP.sub("", part)
        elif one.before:
            yield one.before


def _numbers(read: _Read) -> Iterator[str]:
    """Yield what is a lesson's folder more often than a student's, such as ``01``."""
    if read.file is None:
        return
    for part in read.names[:-1]:
        if part.isdecimal():
            yield part


def _beside(read: _Read) -> str:
    """Return the student by the file's name; in a lesson's folder the name may be all of it."""
    if read.file is not None:
        return read.file.before or read.file.after
    return read.names[-1] if read.lesson else ""


def _rank(read: _Read) -> tuple[object, ...]:
    """Rank by the LMS's word, then exercises before lessons, copies by number, plain order."""
    where = max((_FOLDERS.get(one.lower(), 0) for one in read.names[:-1]), key=abs, default=0)
    own = read.file or Named(read.lesson)
    order = read.mark.order if read.mark else 0
    return (order, where, own.copy, own.full, -len(read.names), read.entry.parts)
