"""Make submissions: a released exercise with some answers in it, or cells of one's own."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedus import lessons
from foedus.editions.building import COURSE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STEM", "STUDENTS", "answered", "as_bytes", "cell", "released"]

#: The lesson that the class of the fixtures hands in, and how many they are.
STEM: Final = "03_what_does_a_treaty_oblige"
STUDENTS: Final = 16


@cache
def _text(lesson: str) -> str:
    stem = lessons.room(lesson).stem
    return (COURSE / "exercises" / f"{stem}.ipynb").read_text(encoding="utf-8")


def released(lesson: str) -> dict[str, Any]:
    """Return the released exercise, a fresh one each time."""
    notebook: dict[str, Any] = json.loads(_text(lesson))
    return notebook


def answered(lesson: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return the exercise with code in the answer cells of some questions, by their ids."""
    notebook = released(lesson)
    for question, code in answers.items():
        cell(notebook, question.replace(".", "-q") + "-answer")["source"] = code
    return notebook


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell with an id."""
    found: dict[str, Any] = next(one for one in notebook["cells"] if one["id"] == name)
    return found


def as_bytes(notebook: dict[str, Any]) -> bytes:
    """Return a notebook's file."""
    return json.dumps(notebook).encode()
