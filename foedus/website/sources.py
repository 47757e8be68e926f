"""The folder that the site is generated from: adapted copies of notebooks and documents."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from foedus.checking.registry import exercise
from foedus.website.links import adapted
from foedus.website.notebooks import exercise_page, heading, lesson_page
from foedus.website.plan import HOME, Section, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from foedus.lessons import Room

__all__ = ["Ways", "write"]

_HOME_TEXT: Final = Path(__file__).parent / "home.md"
_DOWNLOADS: Final = ("CITATION.cff", "LICENSE", "LICENSE-content")

#: HTML that stands under the title of a notebook's page, by the notebook's place in the course.
Ways: TypeAlias = "Callable[[str], str]"


def write(course: Path, rooms: Sequence[Room], ways: Ways, folder: Path) -> dict[str, bytes]:
    """Write the sources of all pages into a folder.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course, with its built editions.
    rooms : sequence of Room
        The lessons on the site.
    ways : callable
        See `Ways`.
    folder : pathlib.Path
        An empty folder.

    Returns
    -------
    dict of str to bytes
        Pictures that the pages show, by file name.

    Raises
    ------
    FileNotFoundError
        If a notebook or a document is missing.
    """
    pictures: dict[str, bytes] = {}
    for one in rooms:
        pictures |= _write_room(course, one, ways, folder)
    plan = sections(rooms)
    for section in plan:
        _save(folder / f"{section.place}.md", _contents(course, section))
        for place in section.pages:
            _copy_document(course, place, folder)
    for name in (*_DOWNLOADS, *_tables(course)):
        _copy(course / name, folder / name)
    _save(folder / f"{HOME}.md", _home(course, rooms, plan))
    return pictures


def _write_room(course: Path, one: Room, ways: Ways, folder: Path) -> dict[str, bytes]:
    place = f"notebooks/{one.stem}.ipynb"
    lesson = lesson_page(course / place, ways(place))
    _save(folder / place, lesson.text())
    if one.exercise.exists():
        place = f"exercises/{one.stem}.ipynb"
        asked = exercise_page(course / place, ways(place), _hints(one))
        _save(folder / place, asked.text())
    return lesson.pictures


def _hints(one: Room) -> dict[str, tuple[str, ...]]:
    return {
        f"{one.number}-q{question.id.partition('.')[2]}-prompt": question.hints
        for question in exercise(one.number).questions
    }


def _copy_document(course: Path, place: str, folder: Path) -> None:
    """Copy a Markdown page; notebooks are there already."""
    if not (folder / f"{place}.ipynb").exists():
        text = (course / f"{place}.md").read_text(encoding="utf-8")
        _save(folder / f"{place}.md", adapted(text))


def _contents(course: Path, section: Section) -> str:
    entries = (_entry(course, place) for place in section.pages)
    return f"# {section.title}\n\n{section.words}\n\n{_toctree(entries)}"


def _entry(course: Path, place: str) -> str:
    """Name a page in the navigation; a notebook by its number, too."""
    notebook = course / f"{place}.ipynb"
    if not notebook.exists():
        return f"/{place}"
    title = heading(notebook)[0].removeprefix("Exercise: ")
    return f"{notebook.name[:2]} {title[:1].upper()}{title[1:]} </{place}>"


def _toctree(entries: Iterator[str], options: str = "") -> str:
    return f"```{{toctree}}\n:maxdepth: 1\n{options}\n" + "\n".join(entries) + "\n```\n"


def _home(course: Path, rooms: Sequence[Room], plan: Sequence[Section]) -> str:
    text = _HOME_TEXT.read_text(encoding="utf-8").replace("{{lessons}}", _lessons(course, rooms))
    return text + "\n" + _toctree((f"/{one.place}" for one in plan), ":hidden:\n")


def _lessons(course: Path, rooms: Sequence[Room]) -> str:
    lines = ["| lesson | question | to do |", "|---|---|---|"]
    for one in rooms:
        title, question = heading(course / f"notebooks/{one.stem}.ipynb")
        to_do = f"[exercise\u00a0{one.number}](exercises/{one.stem}.ipynb)"
        lines.append(
            f"| [{one.number} {title}](notebooks/{one.stem}.ipynb) | {question} "
            f"| {to_do if one.exercise.exists() else ''} |"
        )
    return "\n".join(lines)


def _tables(course: Path) -> Iterator[str]:
    return (f"data/{place.name}" for place in sorted((course / "data").glob("*.csv")))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _save(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")
