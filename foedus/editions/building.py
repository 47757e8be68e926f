"""Build the editions, or check that those on disk are what their sources make."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

import nbformat
from nbformat import NotebookNode

import foedus as fo
from foedus.charts.pictures import add_pictures, pictures_of
from foedus.editions import assemble
from foedus.editions.citations import Library, UnknownIdError, open_library
from foedus.editions.compare import differences
from foedus.editions.execute import NotebookFailedError, run
from foedus.editions.guide import PLACE, guide
from foedus.editions.source import SourceError
from foedus.lessons import Room, rooms

__all__ = ["COURSE", "GUIDE", "build", "check", "editions", "library", "stale", "stale_text"]

#: The folder of the course: the one that holds notebooks/, exercises/ and solutions/.
COURSE: Final = Path(__file__).resolve().parents[2]

#: The word that stands for the instructor's guide among the numbers of lessons.
GUIDE: Final = "guide"

_DONE, _DIFFERS, _FAILED = 0, 1, 2
_KINDS: Final[tuple[tuple[str, Callable[[Room, Library], NotebookNode], bool], ...]] = (
    ("notebooks", assemble.lesson, True),
    ("exercises", assemble.exercise, False),
    ("solutions", assemble.solution, True),
)
_FAULTS: Final = (SourceError, UnknownIdError, NotebookFailedError, ModuleNotFoundError)


def build(lessons: Iterable[str] | None = None, course: Path = COURSE) -> int:
    """Write the notebooks of lessons, and the instructor's guide.

    Parameters
    ----------
    lessons : iterable of str, optional
        Numbers such as ``"02"``, or ``"guide"``; all lessons and the guide by default.
    course : pathlib.Path
        The folder that holds `notebooks/`, `exercises/`, `solutions/` and `docs/`.

    Returns
    -------
    int
        0 if all were written, 2 if a source is at fault (said on standard error).
    """
    wanted = list(lessons or [])
    try:
        for place, notebook in _all_editions(wanted, course):
            _write(place, notebook)
            _say(f"wrote {place.relative_to(course)}")
        for place, text in _guides(wanted, course):
            _write_text(place, text)
            _say(f"wrote {place.relative_to(course)}")
    except _FAULTS as fault:
        return _fail(fault)
    return _DONE


def check(lessons: Iterable[str] | None = None, course: Path = COURSE) -> int:
    """Build in memory and compare with the notebooks and the guide on disk; write nothing.

    Returns
    -------
    int
        0 if nothing differs, 1 if something does (each notebook and cell is named), 2 if a
        source is at fault.
    """
    found = False
    try:
        for place, difference in _differences(list(lessons or []), course):
            found = True
            _say(f"{place.relative_to(course)}: {difference}")
    except _FAULTS as fault:
        return _fail(fault)
    return _DIFFERS if found else _DONE


def editions(room: Room, course: Path = COURSE) -> Iterator[tuple[Path, NotebookNode]]:
    """Make the notebooks of one room, run where they are kept with outputs.

    Yields
    ------
    tuple
        Where the notebook belongs, and the notebook.
    """
    for folder, make, executed in _KINDS:
        if folder != "notebooks" and not room.exercise.exists():
            continue
        place = course / folder / f"{room.stem}.ipynb"
        notebook = make(room, library())
        if executed:
            run(notebook, place.parent, f"{folder}/{place.name}")
            add_pictures(notebook, _known_pictures(place))
        yield place, notebook


def stale(place: Path, built: NotebookNode) -> list[str]:
    """Return what differs between a notebook built now and the one on disk, a line each."""
    if not place.exists():
        return ["the notebook is missing"]
    return differences(nbformat.from_dict(built), nbformat.read(place, as_version=4))


def stale_text(place: Path, built: str) -> list[str]:
    """Return where a text page built now and the one on disk part, at most one line."""
    if not place.exists():
        return ["the page is missing"]
    pairs = zip_longest(built.splitlines(), place.read_text(encoding="utf-8").splitlines())
    parting = (at for at, (ours, theirs) in enumerate(pairs, start=1) if ours != theirs)
    return [f"line {at} differs from its sources" for at in islice(parting, 1)]


@cache
def library() -> Library:
    """Return all that can be cited, read once."""
    return open_library(fo.load)


def _differences(wanted: list[str], course: Path) -> Iterator[tuple[Path, str]]:
    for place, notebook in _all_editions(wanted, course):
        yield from ((place, difference) for difference in stale(place, notebook))
    for place, text in _guides(wanted, course):
        yield from ((place, difference) for difference in stale_text(place, text))
    if not wanted:
        yield from ((place, "no lesson makes it") for place in _strangers(course))


def _guides(wanted: list[str], course: Path) -> Iterator[tuple[Path, str]]:
    """Give the guide, if it is wanted: it is one page, made from every room."""
    if not wanted or GUIDE in wanted:
        yield course / PLACE, guide(rooms(), library())


def _all_editions(wanted: list[str], course: Path) -> Iterator[tuple[Path, NotebookNode]]:
    chosen = [room for room in rooms() if not wanted or room.number in wanted]
    unknown = sorted(set(wanted) - {GUIDE} - {room.number for room in chosen})
    if unknown:
        known = ", ".join(room.number for room in rooms())
        raise SourceError(f"no lesson {', '.join(unknown)}; there are: {known or 'none'}")
    for room in chosen:
        yield from editions(room, course)


def _write(place: Path, notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    _write_text(place, nbformat.writes(notebook) + "\n")


def _write_text(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")


def _known_pictures(place: Path) -> dict[str, str]:
    return pictures_of(nbformat.read(place, as_version=4)) if place.exists() else {}


def _strangers(course: Path) -> Iterator[Path]:
    stems = {room.stem for room in rooms()}
    for folder, _, _ in _KINDS:
        for place in sorted((course / folder).glob("*.ipynb")):
            if place.stem not in stems:
                yield place


def _say(*lines: str) -> None:
    for line in lines:
        print(line)  # noqa: T201 - the command line speaks here


def _fail(fault: Exception) -> int:
    print(f"foedus build: {fault}", file=sys.stderr)  # noqa: T201
    return _FAILED
