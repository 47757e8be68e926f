"""What belongs in a release: a list of files, each by its name there.

What goes is listed, not what stays: a new folder or a new file of notes is not released by
accident. Of a lesson's room only the modules go that its questions and variants import.
"""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Final

from foedus.lessons import Room, rooms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["EXERCISES", "course_files", "exercise_files", "released_rooms"]

EXERCISES: Final = "exercises"
_TOP: Final = (
    "pyproject.toml",
    "uv.lock",
    "LICENSE",
    "LICENSE-content",
    "CITATION.cff",
    "CHANGELOG.md",  # docs/how-we-know.md sends readers there
)
_PAGES: Final = ("glossary.md", "bibliography.md", "how-we-know.md")
_CODE: Final = {".py", ".js", ".css", ".json", ".typed"}
_SOURCES: Final = ("lesson.md", "exercise.md")
_ROOTS: Final = ("__init__", "questions", "variants")
_AUTHORS: Final = {
    "checking/proofs.py",
    "checking/variant_proofs.py",
}


def released_rooms(lessons: Iterable[str] | None) -> list[Room]:
    """Return the rooms of some lessons, or all.

    Raises
    ------
    ValueError
        If a number is no lesson's.
    """
    known = rooms()
    wanted = set(lessons or [one.number for one in known])
    unknown = wanted - {one.number for one in known}
    if unknown:
        there = ", ".join(one.number for one in known)
        raise ValueError(f"no lesson {', '.join(sorted(unknown))}; there are: {there}")
    return [one for one in known if one.number in wanted]


def course_files(course: Path, chosen: list[Room]) -> dict[str, bytes]:
    """Return the files of a release but for its exercises and its README, by name.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course.
    chosen : list of Room
        The lessons to release. The package holds all lessons' questions either way.

    Raises
    ------
    FileNotFoundError
        If the course lacks a notebook or a page.
    """
    files = {name: course / name for name in _TOP if (course / name).exists()}
    files |= {f"docs/{name}": course / "docs" / name for name in _PAGES}
    files |= {f"notebooks/{one.stem}.ipynb": _built(course, "notebooks", one) for one in chosen}
    files |= {f"data/{place.name}": place for place in _data(course / "data")}
    files |= {f"foedus/{name}": course / "foedus" / name for name in _package(course / "foedus")}
    return {name: place.read_bytes() for name, place in files.items()}


def exercise_files(course: Path, chosen: list[Room]) -> dict[str, bytes]:
    """Return the base exercises, by name."""
    asked = [one for one in chosen if one.exercise.exists()]
    files = {f"{EXERCISES}/{one.stem}.ipynb": _built(course, EXERCISES, one) for one in asked}
    return {name: place.read_bytes() for name, place in files.items()}


def _built(course: Path, folder: str, one: Room) -> Path:
    return course / folder / f"{one.stem}.ipynb"


def _data(folder: Path) -> Iterator[Path]:
    """Give the tables that the schema names, the schema and the codebook."""
    package = folder / "datapackage.json"
    yield package
    yield folder / "CODEBOOK.md"
    for table in json.loads(package.read_text(encoding="utf-8"))["resources"]:
        yield folder / table["path"]


def _package(folder: Path) -> Iterator[str]:
    """Give the package's files by name: all code but authors' proofs, and no author's prose."""
    for place in sorted(folder.rglob("*")):
        name = place.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
        if hidden or not place.is_file() or name.as_posix() in _AUTHORS or name.parts[0] == "data":
            continue
        if name.parts[0] == "lessons" and len(name.parts) > 2:  # noqa: PLR2004 (inside a room)
            continue
        if place.suffix in _CODE:
            yield name.as_posix()
    for one in rooms():
        if one.folder.parent == folder / "lessons":
            yield from (f"lessons/{one.name}/{file}" for file in _room_files(one.folder))


def _room_files(folder: Path) -> list[str]:
    """Return a room's modules that its questions need, and the sources of its notebooks."""
    needed: set[str] = set()
    waiting = [name for name in _ROOTS if (folder / f"{name}.py").exists()]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting += sorted(_imported(folder / f"{name}.py", folder) - needed)
    sources = [name for name in _SOURCES if (folder / name).exists()]
    return sorted([*(f"{name}.py" for name in needed), *sources])


def _imported(module: Path, folder: Path) -> set[str]:
    """Return the modules of the same room that a module imports, anywhere in it."""
    own = f"foedus.lessons.{folder.name}"
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(own):
            rest = (node.module or "").removeprefix(own).lstrip(".")
            names |= {rest} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 1:
            names |= {node.module} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            parts = [alias.name.removeprefix(f"{own}.") for alias in node.names]
            names |= set(parts)
    return {name for name in names if (folder / f"{name}.py").exists()}
