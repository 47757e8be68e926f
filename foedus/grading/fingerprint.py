"""Tell when a verdict is out of date: a digest of all that a lesson's verdicts rest on."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import foedus
from foedus import lessons
from foedus.schema import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["digest_of", "rules_of"]

_PACKAGE: Final = Path(foedus.__file__).parent
_LIBRARIES: Final = ("altair", "ipython", "numpy", "pandas")


def digest_of(content: bytes) -> str:
    """Return the digest of a submission."""
    return hashlib.sha256(content).hexdigest()


def rules_of(lesson: str, solutions: Path | None) -> str:
    """Return the digest of what a lesson's verdicts rest on.

    Parameters
    ----------
    lesson : str
        The lesson's number.
    solutions : pathlib.Path, optional
        The folder of the solutions.

    Returns
    -------
    str
        It changes with the lesson's questions and its solution, the checks, the functions that
        they use, the data, and the versions of Python and the libraries.

    Raises
    ------
    ValueError
        If no lesson has this number.
    """
    room = lessons.room(lesson)
    places = sorted(place for place in room.folder.glob("*.py") if place.name != "answers.py")
    if solutions and (solution := solutions / f"{room.stem}.ipynb").exists():
        places.append(solution)
    return _digest(places, _common())


@cache
def _common() -> str:
    code = [
        *_PACKAGE.glob("*.py"),
        *(_PACKAGE / "checking").glob("*.py"),
        *(_PACKAGE / "grading").glob("*.py"),
    ]
    versions = [sys.version.split()[0], *map(version, _LIBRARIES)]
    return _digest([*sorted(code), *sorted(DATA.glob("*.csv"))], " ".join(versions))


def _digest(places: Iterable[Path], start: str) -> str:
    total = hashlib.sha256(start.encode())
    for place in places:
        total.update(f"\0{place.name}\0".encode())
        total.update(place.read_bytes())
    return total.hexdigest()
