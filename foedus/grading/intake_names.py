"""What names tell: the lesson of a notebook, and the student of a file that an LMS handed out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from foedus import lessons

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mark", "Named", "is_notebook", "lesson_stems", "mark", "named", "without_suffix"]

_SEPARATORS: Final = " _-.+,"
_NOTEBOOK: Final = re.compile(r"\.ipynb(\.json|\.txt)?$", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"(\.ipynb(\.json|\.txt)?|\.zip)$", re.IGNORECASE)
_COPY: Final = re.compile(
    r"[ _.-]*(?:\((?P<a>\d{1,4})\)|(?:[-_ ]|\b)copy[ _-]?(?P<b>\d{0,4})|[-_ ](?P<c>\d{1,3}))$",
    re.IGNORECASE,
)
_WORD: Final = "lesson|exercise|assignment|notebook|homework|hw|ex|ps"
_TOKEN: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?:{_WORD})[ _-]*(?P<word>0?\d)|(?P<bare>0\d))(?![0-9A-Za-z])",
    re.IGNORECASE,
)

_MOODLE: Final = re.compile(
    r"(?P<who>.+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<rest>.*))?"
)
_CANVAS: Final = re.compile(
    r"(?P<who>\w+?)(?P<late>_LATE)?_(?P<id>[1-9]\d*)_(?P<file>[1-9]\d*)_(?P<rest>.+)"
)
_CANVAS_HIDDEN: Final = re.compile(
    r"(?:LATE_)?(?P<who>anon_[0-9A-Za-z]+)_(?P<file>[1-9]\d*)_(?P<rest>.+)"
)
_BLACKBOARD: Final = re.compile(
    r"(?P<title>.+?)_(?P<who>[^_]+)_attempt_"
    r"(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<rest>.*)|(?P<note>\.txt))?"
)


@dataclass(frozen=True)
class Named:
    """A lesson that a name names.

    Attributes
    ----------
    lesson : str
        Its number, such as ``"02"``.
    before, after : str
        What stands before and after it, such as a student's name.
    copy : int
        The number of the copy: ``02 (1).ipynb`` and ``02-1.ipynb`` are the first.
    full : bool
        Whether the whole stem stands there, not only the number.
    """

    lesson: str
    before: str = ""
    after: str = ""
    copy: int = 0
    full: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it may be an assignment's name: ``2026-02`` and ``group_02`` may not."""
        return self.full or not self.before


@dataclass(frozen=True)
class Mark:
    """What an LMS wrote into the name of a file or folder that it handed out.

    Attributes
    ----------
    lms : str
        Which one: ``"Canvas"``, ``"Moodle"`` or ``"Blackboard"``.
    who : str
        The student as the LMS writes them.
    number : str
        The student's number in the LMS (Canvas) or in this assignment (Moodle).
    order : int
        Grows with each hand-in of a student; 0 where the LMS gives none.
    title : str
        The assignment's title, where it stands there (Blackboard).
    rest : str
        The name that the student's own file had; blank for a folder.
    """

    lms: str
    who: str
    number: str = ""
    order: int = 0
    title: str = ""
    rest: str = ""


@cache
def lesson_stems() -> dict[str, str]:
    """Return the stem of each lesson's exercise by the lesson's number."""
    return {one.number: one.stem for one in lessons.rooms() if one.exercise.exists()}


def is_notebook(name: str) -> bool:
    """Tell a notebook by its name; some browsers add a suffix.

    Examples
    --------
    >>> is_notebook("02.ipynb"), is_notebook("02.ipynb.txt"), is_notebook("02.pdf")
    (True, True, False)
    """
    return _NOTEBOOK.search(name) is not None


def without_suffix(name: str) -> str:
    """Return a name without what marks it as a notebook or zip."""
    return _SUFFIX.sub("", name)


def named(text: str, stems: dict[str, str]) -> Named | None:
    """Return the lesson that a name names, without its suffix; None for none, or for several.

    Examples
    --------
    >>> stems = {"02": "02_what_happened_when", "03": "03_what_does_a_treaty_oblige"}
    >>> named("maria_02_what_happened_when (1)", stems)
    Named(lesson='02', before='maria', after='', copy=1, full=True)
    >>> named("Exercise 2", stems).lesson, named("2026-02-03", stems)
    ('02', None)
    """
    return _named(text, tuple(stems.items()))


@lru_cache(maxsize=4096)
def _named(text: str, stems: tuple[tuple[str, str], ...]) -> Named | None:
    whole = [(n, m) for n, stem in stems if (m := _stem_pattern(stem).search(text))]
    if whole:
        return _built(text, *whole[0], full=True) if len(whole) == 1 else None
    found = {(one["word"] or one["bare"]).zfill(2): one for one in _TOKEN.finditer(text)}
    if len(found) != 1:
        return None
    ((lesson, match),) = found.items()
    return _built(text, lesson, match, full=False) if lesson in dict(stems) else None


@cache
def _stem_pattern(stem: str) -> re.Pattern[str]:
    """Match the stem's words; an assignment's title in an LMS often has no number."""
    number, *words = stem.split("_")
    gap = r"[\W_]+"
    title = gap.join(re.escape(one) for one in words)
    return re.compile(rf"(?:(?<!\d){number}{gap})?(?<![^\W_]){title}(?![^\W_])", re.IGNORECASE)


def _built(text: str, lesson: str, match: re.Match[str], *, full: bool) -> Named:
    after = text[match.end() :]
    copy = _COPY.search(after)
    number = 0
    if copy is not None:
        number = int(copy["a"] or copy["b"] or copy["c"] or 1)
        after = after[: copy.start()]
    before = text[: match.start()].strip(_SEPARATORS)
    return Named(lesson, before, after.strip(_SEPARATORS), number, full)


def mark(name: str, stems: dict[str, str]) -> Mark | None:
    """Return what an LMS wrote into a name; None when it is not of that kind.

    Examples
    --------
    >>> mark("garciamaria_LATE_4021_98765_02.ipynb", {"02": "02_what_happened_when"})
    Mark(lms='Canvas', who='garciamaria', number='4021', order=98765, title='', rest='02.ipynb')
    >>> mark("Maria Garcia_31337_assignsubmission_file_", {}).who
    'Maria Garcia'
    """
    found = list(_marks(name, stems))
    # What follows the LMS's own part was written by the student, who may write a mark too.
    return max(found, key=lambda one: len(one.rest)) if found else None


def _marks(name: str, stems: dict[str, str]) -> Iterator[Mark]:
    if found := _MOODLE.fullmatch(name):
        yield Mark("Moodle", found["who"], found["number"] or "", rest=found["rest"] or "")
    if found := _BLACKBOARD.fullmatch(name):
        order = int(found["when"].replace("-", ""))
        rest = found["rest"] or found["note"] or ""
        yield Mark("Blackboard", found["who"], "", order, found["title"], rest)
    if found := _CANVAS_HIDDEN.fullmatch(name):
        yield Mark("Canvas", found["who"], "", int(found["file"]), rest=found["rest"])
    elif (found := _CANVAS.fullmatch(name)) and not _is_only_a_name(found, stems):
        yield Mark("Canvas", found["who"], found["id"], int(found["file"]), rest=found["rest"])


def _is_only_a_name(found: re.Match[str], stems: dict[str, str]) -> bool:
    """Tell a name like ``li_2026_11_02_what_happened_when``: a date, and no ids of a site."""
    few = len(found["id"]) < 3 and len(found["file"]) < 3  # noqa: PLR2004
    date = re.fullmatch(r"20\d\d", found["id"]) and len(found["file"]) <= 2  # noqa: PLR2004
    return bool(few or date) and named(without_suffix(found["rest"]), stems) is not None
