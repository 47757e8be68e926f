"""The README that students get: its own beginning, and the project's words on how to start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.lessons import Room

__all__ = ["readme"]

_KEPT: Final = ("Open the course", "Alone, or on Binder", "Licences")
_TITLE: Final = re.compile(r"^title: *['\"]?(.+?)['\"]? *$", re.MULTILINE)
_HEAD: Final = """\
# Short of Alliance: would Russia come to Iran's aid?

This is your copy of the course. Read a lesson in `notebooks/`, then do its exercise in
`exercises/`: write in place of `...`, run the cell, run the check below it. A check says what
your answer shows, never the answer. `data/` holds the tables with [their
codebook](data/CODEBOOK.md), `docs/` the [glossary](docs/glossary.md).
"""


def readme(course: Path, chosen: list[Room]) -> str:
    """Return the README of a release.

    Parameters
    ----------
    course : pathlib.Path
        The folder of the course, whose README has the sections on how to start.
    chosen : list of Room
        The lessons that are released.

    Raises
    ------
    ValueError
        If the course's README lacks one of the sections.
    """
    text = (course / "README.md").read_text(encoding="utf-8")
    start, binder, licences = (_section(text, title) for title in _KEPT)
    return "\n".join([_HEAD, start, _table(chosen), binder, licences])


def _section(text: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"README.md has no section '{title}'")
    return found[0].rstrip() + "\n"


def _table(chosen: list[Room]) -> str:
    rows = [
        f"| [{one.number} {_title(one)}](notebooks/{one.stem}.ipynb) | {_todo(one)} |"
        for one in chosen
    ]
    return "\n".join(["## The lessons", "", "| lesson | to do |", "|---|---|", *rows, ""])


def _title(one: Room) -> str:
    found = _TITLE.search(one.lesson.read_text(encoding="utf-8"))
    return found[1] if found else one.stem


def _todo(one: Room) -> str:
    if not one.exercise.exists():
        return ""
    return f"[exercise {one.number}](exercises/{one.stem}.ipynb)"
