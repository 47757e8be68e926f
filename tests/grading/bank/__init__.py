"""A bank of hostile submissions, made from short code, each with what honest grading must say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import (
    ending,
    endless,
    filling,
    forging_engine,
    forging_functions,
    forging_messages,
    forging_notebooks,
    forging_values,
    large_answers,
    left_behind,
    names_and_archives,
    overwriting,
    peeking_network,
    peeking_reference,
    peeking_secrets,
    strange_files,
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
    forging_functions,
    forging_engine,
    forging_messages,
    forging_notebooks,
    peeking_reference,
    peeking_secrets,
    peeking_network,
    left_behind,
    overwriting,
    ending,
    endless,
    filling,
    large_answers,
    strange_files,
    names_and_archives,
)

#: Every attack, by family.
BANK: Final[tuple[Attack, ...]] = tuple(attack for room in _ROOMS for attack in room.ATTACKS)
