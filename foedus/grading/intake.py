"""Find what is to be judged: one notebook a student and lesson, and a reason for all the rest."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .intake_archives import LARGEST, Source, UnreadableError
from .intake_claims import Claim, claims
from .intake_folders import folded, folder_name, shown
from .intake_listing import Entry, Problem, listing
from .intake_names import lesson_stems
from .intake_roster import Person, Roster, RosterError, read_roster

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = [
    "LARGEST",
    "Found",
    "IntakeError",
    "Person",
    "Problem",
    "Roster",
    "RosterError",
    "Submission",
    "UnreadableError",
    "find",
    "folder_name",
    "read_roster",
]


class IntakeError(ValueError):
    """There is nothing that could be graded at this place; the message says why."""


@dataclass(frozen=True)
class Submission:
    """One student's notebook of one lesson. Can be pickled.

    Attributes
    ----------
    student : str
        As the class list calls them; without one, as the folder or file does.
    lesson : str
        Its number, such as ``"02"``.
    name : str
        The path as shown to people.
    source : Source
        Where it can be read.
    """

    student: str
    lesson: str
    name: str
    source: Source = field(repr=False)

    def read(self, limit: int = LARGEST) -> bytes:
        """Return the notebook's bytes.

        Raises
        ------
        UnreadableError
            If it is larger than `limit` bytes, encrypted, damaged or gone: the message is the rest
            of a sentence that begins with the notebook's name.
        """
        return self.source.read(limit)

    def digest(self) -> str:
        """Return the SHA-256 of the notebook's bytes, in hexadecimal digits.

        Raises
        ------
        UnreadableError
            As `read` does.
        """
        return hashlib.sha256(self.read()).hexdigest()


@dataclass(frozen=True)
class Found:
    """What a place holds.

    Attributes
    ----------
    submissions : tuple of Submission
        By student, then lesson; no content is held.
    problems : tuple of (str, str)
        A path, and the rest of a sentence about it, for all that is no submission and not plainly
        to be ignored.
    notes : tuple of (str, str)
        The same for what an instructor should know though nothing is left out: an earlier version,
        names that differ in case only, people who are not in the class list.
    missing : tuple of str
        Students of the class list without any submission.
    """

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Submission]:
        """Go through the submissions."""
        return iter(self.submissions)


def find(
    place: Path,
    roster: Roster | None = None,
    *,
    stems: Mapping[str, str] | None = None,
    leave_out: Collection[Path] = (),
) -> Found:
    """Find the submissions in a folder or zip; names are looked at, no notebook is opened.

    Parameters
    ----------
    place : pathlib.Path
        nbgrader's layout, what Canvas, Moodle or Blackboard hand out (as a zip, or unpacked), files
        named ``maria_02_what_happened_when.ipynb``, or folders of these. See docs/lms-formats.md.
    roster : Roster, optional
        The class list: submissions then bear its names.
    stems : mapping of str to str, optional
        The lessons' stems by number; by default the course's.
    leave_out : collection of pathlib.Path
        Folders that are not looked into, such as that of the results.

    Returns
    -------
    Found
        The same for the same files.

    Raises
    ------
    IntakeError
        If there is no folder or zip at this place.
    """
    if not place.is_dir() and not (place.is_file() and place.suffix.lower() == ".zip"):
        raise IntakeError(f"{shown(str(place))} is no folder and no zip file.")
    known = dict(lesson_stems() if stems is None else stems)
    listed = listing(place, leave_out)
    made, problems = claims(listed.notebooks, known, roster, place)
    taken, older = _newest(made)
    found = sorted(
        (Submission(one.student, one.lesson, one.entry.name, one.entry.source) for one in taken),
        key=lambda one: (folded(one.student), one.student, one.lesson),
    )
    alone = _without_notebook(listed.others, listed.notebooks)
    return Found(
        tuple(found),
        problems=tuple(sorted([*listed.problems, *problems, *alone])),
        notes=tuple(sorted([*older, *_look_alike(made), *_strangers(made, roster)])),
        missing=_missing(found, roster),
    )


def _newest(made: Iterable[Claim]) -> tuple[list[Claim], list[Problem]]:
    rivals: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for one in made:
        rivals[one.student, one.lesson].append(one)
    taken, notes = [], []
    for group in rivals.values():
        group.sort(key=lambda one: one.rank)
        *rest, best = group
        taken.append(best)
        sentence = f"is not judged: of {shown(best.student)}'s notebooks for lesson {best.lesson}, "
        notes += [(one.entry.name, f"{sentence}{best.entry.name} was taken") for one in rest]
    return taken, notes


def _look_alike(made: Iterable[Claim]) -> Iterator[Problem]:
    names = defaultdict(set)
    for one in made:
        names[folded(one.student)].add(one.student)
    for group in names.values():
        if len(group) > 1:
            first, *others = sorted(group)
            also = ", ".join(map(shown, others))
            yield (
                shown(first),
                f"and {also} differ only in case or form: judged as several people",
            )


def _strangers(made: Iterable[Claim], roster: Roster | None) -> Iterator[Problem]:
    strange = Counter(one.student for one in made if roster is not None and one.person is None)
    for student in sorted(strange):
        yield (
            shown(student),
            "is nobody, or not only one person, of the class list: judged all the same",
        )


def _without_notebook(others: list[Entry], notebooks: list[Entry]) -> Iterator[Problem]:
    """Files beside a notebook are company; where there is none, the wrong file was handed in."""
    with_one = {one.parts[0] for one in notebooks}
    alone: dict[str, list[Entry]] = defaultdict(list)
    for one in others:
        if one.parts[0] not in with_one:
            alone[one.parts[0]].append(one)
    for first, *rest in alone.values():
        more = f", nor is any of the {len(rest) + 1} files there" if rest else ""
        yield first.name, f"is no notebook{more}"


def _missing(found: Iterable[Submission], roster: Roster | None) -> tuple[str, ...]:
    there = {one.student for one in found}
    return tuple(one.student for one in roster.people if one.student not in there) if roster else ()
