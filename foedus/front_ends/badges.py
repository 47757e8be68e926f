"""`foedus badges`: a table of badges for every lesson and exercise, to paste into a README."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from foedus.front_ends import addresses
from foedus.front_ends.places import Places, ways_to
from foedus.lessons import rooms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.lessons import Room

__all__ = ["PICTURES", "badge", "badges", "main_badges"]

#: Where the badges' pictures stand in the course.
PICTURES: Final = "docs/pictures/badges"

_TITLE: Final = re.compile(r"^title: *['\"]?(.+?)['\"]? *$", re.MULTILINE)


def badges(places: Places, lessons: Iterable[Room]) -> str:
    """Return a Markdown table with a row for each lesson and each exercise.

    Parameters
    ----------
    places : Places
        Front ends for which there is no address are left out.
    lessons : iterable of Room
        The lessons.

    Raises
    ------
    foedus.front_ends.addresses.AddressError
        If an address is not usable.

    Examples
    --------
    >>> first, *_ = rooms()
    >>> print(badges(Places("https://gitlab.com/school/course"), [first]).splitlines()[0])
    | | lesson | exercise |
    """
    rows = [_row(places, one) for one in lessons]
    table = "\n".join(["| | lesson | exercise |", "|---|---|---|", *rows])
    return f"{table}\n{_whole_course(places)}"


def badge(front_end: str, link: str, what: str) -> str:
    """Return a badge in Markdown; its text says where it leads.

    Examples
    --------
    >>> badge("Colab", "https://colab.example/02.ipynb", "lesson 02")
    '[![Open lesson 02: Colab](docs/pictures/badges/colab.svg)](https://colab.example/02.ipynb)'
    """
    return f"[![Open {what}: {front_end}]({PICTURES}/{front_end.lower()}.svg)]({link})"


def main_badges(places: Places) -> int:
    """Print the table.

    Returns
    -------
    int
        0 printed, 2 an address is not usable; what is wrong is said on the error stream.
    """
    try:
        text = badges(places, rooms())
    except addresses.AddressError as error:
        print(f"foedus: {error}", file=sys.stderr)  # noqa: T201 - the command line speaks here
        return 2
    print(text)  # noqa: T201
    return 0


def _row(places: Places, one: Room) -> str:
    lesson = _badges(places, f"notebooks/{one.stem}.ipynb", f"lesson {one.number}")
    exercise = _badges(places, f"exercises/{one.stem}.ipynb", f"exercise {one.number}")
    return (
        f"| {one.number} {_title(one)} | {lesson} | {exercise if one.exercise.exists() else ''} |"
    )


def _badges(places: Places, notebook: str, what: str) -> str:
    return " ".join(badge(*way, what) for way in ways_to(places, notebook).items())


def _whole_course(places: Places) -> str:
    """Return the badge of Codespaces, which opens no notebook by address; none off GitHub."""
    if addresses.repository_at(places.repository).host != addresses.GITHUB:
        return ""
    link = addresses.codespaces_link(places.repository, places.branch)
    return f"\nThe whole course in VS Code: {badge('Codespaces', link, 'the course')}\n"


def _title(one: Room) -> str:
    found = _TITLE.search(one.lesson.read_text(encoding="utf-8"))
    return (found[1] if found else one.stem).replace("|", "\\|")
