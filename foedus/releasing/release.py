"""`foedus release`: gather what students get, and write it."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable  # noqa: TC003 (a type that callers look up)
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.checking.registry import exercise
from foedus.checking.variants import Varied, choices, variants
from foedus.grading.intake_roster import RosterError, read_roster
from foedus.releasing.contents import (
    EXERCISES,
    course_files,
    exercise_files,
    released_rooms,
)
from foedus.releasing.readme import readme
from foedus.releasing.writing import ReleaseError, refuse_foreign, write_folder, write_zip, zipped

if TYPE_CHECKING:
    from foedus.lessons import Room

__all__ = ["COURSE", "LIST", "SHARED", "ReleaseError", "release", "shared_files",
           "variant_rows"]  # fmt: skip

#: The folder of the course.
COURSE: Final = Path(__file__).resolve().parents[2]

#: What all students share, in a release with variants.
SHARED: Final = "shared"
#: The instructor's list of who has which variant.
LIST: Final = "variants.csv"

_DONE, _FAILED = 0, 2
_TOP: Final = "short-of-alliance"
_UNSAFE: Final = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f]|^\.|^\s|[\s.]$")
_LONGEST: Final = 120
_HEADING: Final = ("student", "question", "variant", "parameters")


def release(
    target: Path,
    *,
    lessons: Iterable[str] | None = None,
    variants: Path | None = None,
    course: Path = COURSE,
    salt: str = "",
) -> int:
    """Write what students get: exercises, lessons, data, package; no answer of any kind.

    Parameters
    ----------
    target : pathlib.Path
        A folder, or a name that ends in ``.zip``.
    lessons : iterable of str, optional
        Numbers such as ``"02"``; all by default.
    variants : pathlib.Path, optional
        A class list: each student gets exercises of their own, in ``target/STUDENT/exercises``,
        everything else stands once in ``target/shared``, and ``target/variants.csv`` is for the
        instructor. Needs a folder as target.
    course : pathlib.Path
        The folder of the course.
    salt : str
        Deals the variants anew; grading needs the same.

    Returns
    -------
    int
        0 if it was written, 2 if not (said on standard error; nothing is changed then).
    """
    try:
        chosen = released_rooms(lessons)
        if variants is not None:
            _release_variants(target, chosen, course, variants, salt)
        else:
            files = shared_files(course, chosen) | exercise_files(course, chosen)
            _write(target, files)
    except (OSError, ValueError) as error:
        print(f"foedus release: {error}", file=sys.stderr)  # noqa: T201
        return _FAILED
    return _DONE


def variant_rows(students: Iterable[str], lessons: Iterable[str], salt: str = "") -> list[str]:
    """Return the lines of the instructor's list: student, question, variant, parameters."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(_HEADING)
    numbers = list(lessons)
    for student in students:
        for lesson in numbers:
            table.writerows(_dealt(student, lesson, salt))
    return stream.getvalue().splitlines()


def _dealt(student: str, lesson: str, salt: str) -> list[tuple[str, str, int, str]]:
    declared = variants(exercise(lesson))
    return [
        (student, name, number, one.sets[number].as_text())
        for name, number in choices(student, lesson, salt).items()
        if isinstance(one := declared[name], Varied)
    ]


def shared_files(course: Path, chosen: list[Room]) -> dict[str, bytes]:
    """Return all that students get but for the exercises, by name."""
    files = course_files(course, chosen)
    return files | {"README.md": readme(course, chosen).encode()}


def _write(target: Path, files: dict[str, bytes]) -> None:
    if target.suffix.lower() == ".zip":
        write_zip(target, zipped(files, _TOP))
    else:
        write_folder(target, files)
    print(f"wrote {target}: {len(files)} files")  # noqa: T201 - the command line speaks here


def _release_variants(
    target: Path, chosen: list[Room], course: Path, roster: Path, salt: str
) -> None:
    if target.suffix.lower() == ".zip":
        raise ReleaseError(
            "variants need a folder, not a zip: each student gets files of their own."
        )
    refuse_foreign(target)  # before the work, not after it
    # Only here, and not at the top: it needs what authors have installed.
    editions = import_module("foedus.releasing.editions")
    students = _students(roster)
    asked = [one for one in chosen if one.exercise.exists()]
    files = {f"{SHARED}/{name}": content for name, content in shared_files(course, chosen).items()}
    for student in students:
        for one in asked:
            text = editions.notebook_text(editions.edition_for(student, one.number, salt))
            files[f"{student}/{EXERCISES}/{one.stem}.ipynb"] = text.encode()
    rows = variant_rows(students, [one.number for one in asked], salt)
    files[LIST] = ("\n".join(rows) + "\n").encode()
    _write(target, files)


def _students(roster: Path) -> list[str]:
    """Return the students of a class list, each fit to be a folder's name."""
    try:
        names = [one.student for one in read_roster(roster).people]
    except RosterError as error:
        raise ReleaseError(str(error)) from error
    taken = {SHARED, LIST}
    for name in names:
        if _UNSAFE.search(name) or len(name) > _LONGEST or name.casefold() in taken:
            raise ReleaseError(
                f"{roster.name}: {name!r} cannot be the name of a student's folder: it is taken, "
                "too long, or holds a sign that file names may not. Give a column `student`."
            )
        taken.add(name.casefold())
    return names
