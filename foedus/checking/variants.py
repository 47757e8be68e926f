"""Variants of a question: the same task about another day, actor or threshold.

A room's `variants.py` says for each question either from which sets of parameters it can be made
(`Varied`) or why it cannot vary (`Fixed`). Variant 0 is the question of the base edition.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from .question import SpecError
from .registry import Exercise, exercise

if TYPE_CHECKING:
    from collections.abc import Callable

    from .question import Question

__all__ = [
    "Fixed",
    "Parameters",
    "Variant",
    "Varied",
    "choices",
    "questions_for",
    "variant_of",
    "variants",
]

_OWN: Final = frozenset({"without", "afterword"})


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """One set of parameters; the fields of a question's own are added by deriving from it.

    Its defaults are those of the base edition.

    Parameters
    ----------
    without : tuple of str
        Misconceptions that cannot be told from another one under these parameters, because both
        give the same: they are left out.
    """

    without: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The words by which a learner's prompt or stub tells these parameters from others."""
        raise NotImplementedError

    def as_text(self) -> str:
        """Return the parameters as an instructor's list shows them."""
        own = [one.name for one in fields(self) if one.name not in _OWN]
        return "; ".join(f"{name}={_shown(getattr(self, name))}" for name in own)


P = TypeVar("P", bound=Parameters)


@dataclass(frozen=True)
class Varied(Generic[P]):
    """A question that can be made from several sets of parameters.

    Parameters
    ----------
    ask : callable
        Makes the question from a set.
    sets : tuple of Parameters
        All sets; the first is that of the base edition.
    """

    ask: Callable[[P], Question]
    sets: tuple[P, ...]

    @property
    def count(self) -> int:
        """The number of variants, the base among them."""
        return len(self.sets)

    def question(self, number: int) -> Question:
        """Make a variant; 0 is the base.

        Raises
        ------
        IndexError
            If there is none of this number.
        SpecError
            If a set leaves out a misconception that the question does not have.
        """
        if number not in range(self.count):
            raise IndexError(number)
        chosen = self.sets[number]
        made = self.ask(chosen)
        strange = set(chosen.without) - {one.name for one in made.misconceptions}
        if strange:
            raise SpecError(f"variant {number} of {made.id}", [f"no misconceptions {strange}"])
        kept = tuple(one for one in made.misconceptions if one.name not in chosen.without)
        return replace(made, variant=number, misconceptions=kept)


@dataclass(frozen=True)
class Fixed:
    """A question that is the same for everybody.

    Parameters
    ----------
    reason : str
        Why it cannot vary, for authors.
    """

    reason: str

    @property
    def count(self) -> int:
        """The base alone."""
        return 1


Variant: TypeAlias = Varied[Any] | Fixed


def variants(course: Exercise) -> dict[str, Variant]:
    """Return what each question of an exercise says about its variants.

    A room without `variants.py` has none.
    """
    declared: dict[str, Variant] = {}
    if (course.room.folder / "variants.py").exists():
        declared = dict(course.room.module("variants").VARIANTS)
    none = Fixed("the room has no variants.py")
    return {one.id: declared.get(one.id, none) for one in course.questions}


def variant_of(student: str, question: str, salt: str = "") -> int:
    """Return which variant of a question a student gets.

    Parameters
    ----------
    student : str
        As the roster names the student.
    question : str
        The question's id, such as ``"02.3"``.
    salt : str
        A word of the instructor's: another one deals the variants anew.

    Returns
    -------
    int
        0 (the base) up to the number of variants less one. The first eight bytes of the SHA-256
        of salt, student and question, joined by a zero character, in UTF-8 and Unicode's form C,
        as a big-endian number, modulo the number of variants. The same on every machine.

    Raises
    ------
    UnknownQuestion
        If there is no such question.

    Examples
    --------
    >>> variant_of("ada", "02.1"), variant_of("ada", "05.1") == variant_of("ada", "05.1")
    (0, True)
    """
    asked = exercise(question[:2])
    return _dealt(student, asked.question(question).id, salt, variants(asked)[question].count)


def choices(student: str, lesson: str, salt: str = "") -> dict[str, int]:
    """Return a student's variant of every question of a lesson, by the question's id."""
    found = variants(exercise(lesson))
    return {name: _dealt(student, name, salt, one.count) for name, one in found.items()}


def questions_for(student: str, lesson: str, salt: str = "") -> tuple[Question, ...]:
    """Return the questions of a lesson as a student gets them.

    Parameters
    ----------
    student : str
        As the roster names the student.
    lesson : str
        The lesson's number, such as ``"02"``.
    salt : str
        As in `variant_of`.

    Returns
    -------
    tuple of Question
        In order, with the ids of the base; `variant` and `key` tell them apart.

    Raises
    ------
    UnknownQuestion
        If no lesson with questions has this number.
    """
    asked = exercise(lesson)
    chosen = choices(student, lesson, salt)
    return tuple(asked.question(name, number) for name, number in chosen.items())


def _dealt(student: str, question: str, salt: str, count: int) -> int:
    text = unicodedata.normalize("NFC", f"{salt}\0{student}\0{question}")
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(_shown(one) for one in value)
    return str(value).removesuffix(" 00:00:00")
