"""A comparison of this lesson's own: a forecast over exclusive hypotheses, judged by form alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from foedus.checking import Comparison, Mapping
from foedus.checking.containers import pairs_of
from foedus.checking.reading import Plain, read

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HYPOTHESES", "Shares", "labelled", "total"]

HYPOTHESES = ("words", "means", "fights")
_SLACK = 0.005
_HUGE = 1e9


@dataclass(frozen=True)
class Shares(Comparison):
    """Probabilities of hypotheses of which exactly one is true: whichever numbers, if they add up.

    Examples
    --------
    >>> ours = dict(zip(HYPOTHESES, (0.5, 0.3, 0.2)))
    >>> Shares().reason("mine", {"fights": 0.1, "means": 0.2, "words": 0.7}, ours) is None
    True
    """

    def prepare(self, answer: object) -> Plain:
        """Read the answer once."""
        return read(answer)

    def compare(self, name: str, given: Plain, expected: object) -> str | None:
        """Say what is wrong with the form; the numbers are the learner's own."""
        numbers = labelled(given)
        if numbers is None:
            return Mapping().compare(name, given, expected) or _own(name)
        adds_up = abs(total(numbers) - 1) <= _SLACK
        return None if adds_up and _between(numbers.values()) else _own(name)


def labelled(given: Plain) -> dict[str, float] | None:
    """Return the numbers by hypothesis, or None when there is not exactly one number for each."""
    pairs = pairs_of(given) or []
    found = {str(label): _tame(value) for label, value in pairs if _is_number(value)}
    whole = len(pairs) == len(found) == len(HYPOTHESES)
    return found if whole and set(found) == set(HYPOTHESES) else None


def _is_number(value: Plain) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _tame(number: float) -> float:
    """Return a float, also of a whole number that is too large to be one."""
    return float(max(-_HUGE, min(_HUGE, number)))


def total(numbers: dict[str, float]) -> float:
    """Return the sum of the probabilities.

    Examples
    --------
    >>> total({"words": 0.5, "means": 0.25, "fights": 0.25})
    1.0
    """
    return sum(numbers.values())


def _between(numbers: Iterable[float]) -> bool:
    return all(low <= high for number in numbers for low, high in pairwise((0, number, 1)))


def _own(name: str) -> str:
    return (
        f"`{name}` is not a forecast over the three hypotheses yet. Each number lies between "
        "0 and 1, and together they leave nothing over."
    )
