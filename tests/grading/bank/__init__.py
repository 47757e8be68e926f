"""A bank of hostile submissions, made from short code, each with what honest grading must say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import (
    forging_engine,
    forging_messages,
    forging_notebooks,
    forging_values,
    others,
    peeking,
    stopping_code,
    stopping_files,
)
from .attack import GOALS, SIGHTS, Attack, Graded, Link, Observed, Odd, Site, faults, seen

if TYPE_CHECKING:
    from types import ModuleType

__all__ = [
    "BANK",
    "GOALS",
    "SIGHTS",
    "Attack",
    "Graded",
    "Link",
    "Observed",
    "Odd",
    "Site",
    "faults",
    "seen",
]

_ROOMS: Final[tuple[ModuleType, ...]] = (
    forging_values,
    forging_engine,
    forging_messages,
    forging_notebooks,
    peeking,
    others,
    stopping_code,
    stopping_files,
)

#: Every attack, by family.
BANK: Final[tuple[Attack, ...]] = tuple(attack for room in _ROOMS for attack in room.ATTACKS)
