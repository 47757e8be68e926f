"""The exercise of one student, with that student's variants."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import nbformat

import foedus as fo
from foedus.checking.variants import questions_for
from foedus.editions import assemble
from foedus.editions.citations import Library, open_library
from foedus.lessons import room

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["edition_for", "notebook_text"]


def edition_for(student: str, lesson: str, salt: str = "") -> NotebookNode:
    """Return the pristine exercise of a student.

    Parameters
    ----------
    student : str
        As the roster names the student.
    lesson : str
        The lesson's number, such as ``"02"``.
    salt : str
        As in `foedus.checking.variants.variant_of`.

    Returns
    -------
    NotebookNode
        The base edition with this student's variants in it; cell ids are those of the base.

    Raises
    ------
    ValueError
        If there is no such lesson.
    UnknownQuestion
        If the lesson has no exercise.
    """
    chosen = [one for one in questions_for(student, lesson, salt) if one.variant]
    return assemble.exercise(room(lesson), _library(), chosen)


def notebook_text(notebook: NotebookNode) -> str:
    """Return a notebook as the course stores it on disk."""
    return f"{nbformat.writes(notebook)}\n"


@cache
def _library() -> Library:
    return open_library(fo.load)
