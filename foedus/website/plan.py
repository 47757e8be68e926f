"""Which pages the site has, and in what order a reader meets them.

A page's place in the site is the place of its source in the course's folder, so that a link from
one to another is the same in a notebook, on a code forge and here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.lessons import Room

__all__ = ["HOME", "Section", "sections"]

#: Page of the first visit, by its place without suffix.
HOME: Final = "index"


@dataclass(frozen=True)
class Section:
    """Pages that stand together in the navigation.

    Parameters
    ----------
    title : str
        What the navigation calls them.
    place : str
        Where the section's own page stands, without suffix.
    words : str
        What they are for, in a sentence or two of Markdown.
    pages : tuple of str
        Places of the pages, without suffix, in order.
    """

    title: str
    place: str
    words: str
    pages: tuple[str, ...]


def sections(rooms: Sequence[Room]) -> tuple[Section, ...]:
    """Return the sections of the site in order.

    Parameters
    ----------
    rooms : sequence of Room
        The lessons on the site.
    """
    asked = [one for one in rooms if one.exercise.exists()]
    return (
        Section(
            "Lessons",
            "notebooks/index",
            "Read them in order, or go to the question that you have. "
            "Widgets and charts are live on the page.",
            tuple(f"notebooks/{one.stem}" for one in rooms),
        ),
        Section(
            "Exercises",
            "exercises/index",
            "Each question with its hints, for reading and planning. "
            "Checks need Python: open the exercise live, in the browser or on your machine.",
            tuple(f"exercises/{one.stem}" for one in asked),
        ),
        Section(
            "Look up",
            "docs/index",
            "The words, the tables and the sources behind every sentence.",
            (
                "docs/glossary",
                "data/CODEBOOK",
                "docs/bibliography",
                "docs/how-we-know",
                "docs/front-ends",
                "docs/accessibility",
                "CHANGELOG",
            ),
        ),
        Section(
            "Teach",
            "docs/teach",
            "For instructors: plans, marking, grading a class, and what to trust.",
            (
                "docs/instructors-guide",
                "docs/grading",
                "docs/variants",
                "docs/nbgrader",
                "docs/lms-formats",
                "docs/threat-model",
                "docs/website",
            ),
        ),
        Section(
            "Take part",
            "docs/take-part",
            "For whoever corrects, writes or translates.",
            (
                "CONTRIBUTING",
                "docs/writing-lessons",
                "docs/writing-questions",
                "docs/translating",
                "docs/releasing",
                "benchmarks/RESULTS",
                "docs/axe-log",
                "docs/keyboard-log",
            ),
        ),
    )
