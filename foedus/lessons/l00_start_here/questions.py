"""What lesson 00 teaches; it has no exercise."""

from typing import Final

__all__ = ["OBJECTIVES"]

#: Objective by id, as a verb; each has a section of `lesson.md` that teaches it.
OBJECTIVES: Final = {
    "00-story": "say in a few sentences what happened from 13 to 22 June 2025 and what is asked",
    "00-notebook": "run and change a cell, and start afresh when something breaks",
    "00-widgets": "find an event in the timeline and a pair in the alliance matrix, on any date",
    "00-as-of": "explain what an as-of date hides, and why the course has one",
    "00-trace": "follow a sentence of the article to its row, its finding and its sources",
    "00-beliefs": "put what you believe now into probabilities, and keep them for later",
}
