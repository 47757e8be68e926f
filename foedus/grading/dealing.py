"""Whose variants: the questions that were dealt to a student, as the release dealt them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.checking.variants import questions_for

if TYPE_CHECKING:
    from foedus.checking.registry import Exercise

__all__ = ["Dealt"]


@dataclass(frozen=True)
class Dealt:
    """A student of the class list, and the word with which the variants were dealt.

    Attributes
    ----------
    student : str
        As in the class list.
    salt : str
        As given to ``foedus release``.
    """

    student: str
    salt: str = ""

    def exercise(self, asked: Exercise) -> Exercise:
        """Return an exercise with this student's variants of its questions."""
        return replace(asked, questions=questions_for(self.student, asked.number, self.salt))
