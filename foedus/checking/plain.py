"""The plain values into which answers are read: nothing in them can surprise a comparison."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable  # noqa: TC003 (a field's type)
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .reading import Plain

__all__ = [
    "ENDLESS",
    "Called",
    "Callee",
    "Items",
    "Large",
    "Missing",
    "Opaque",
    "Pairs",
    "Raised",
    "key_of",
]


ENDLESS = "..."
"""In place of an error's type: the call did not come to an end."""


@dataclass(frozen=True)
class Missing:
    """No value: None, NaN, NaT or pd.NA; `word` says which."""

    word: str


@dataclass(frozen=True)
class Opaque:
    """Something that cannot be compared; `name` is its type, `lazy` marks an unread iterator."""

    name: str
    lazy: bool = False


@dataclass(frozen=True)
class Large:
    """Something too large to read: its type's name, its size and what is counted."""

    name: str
    size: int
    unit: str = "items"


@dataclass(frozen=True, eq=False)
class Callee:
    """Something that can be called; `call` is the object itself."""

    name: str
    call: Callable[..., Any]


@dataclass(frozen=True)
class Raised:
    """A call that ended in an error, or did not end: `error` is the error's type, or `ENDLESS`."""

    error: str


@dataclass(frozen=True, eq=False)
class Called:
    """A function of another process: its type's name, and what it gave for each case there."""

    name: str
    results: tuple[object, ...] = ()


@dataclass(frozen=True)
class Items:
    """A collection: its values in order, its type's name, and whether the order means anything."""

    entries: tuple[Plain, ...]
    name: str = "list"
    ordered: bool = True


@dataclass(frozen=True)
class Pairs:
    """Labelled values: a dict, or a Series with its index; `label` is the index's name."""

    keys: tuple[Plain, ...]
    entries: tuple[Plain, ...]
    name: str = "dict"
    label: Plain = ""
    title: Plain = ""


def key_of(value: Plain) -> Hashable:
    """Return a key that is equal for equal values, and for nothing else."""
    if isinstance(value, (bool, str, dt.datetime, dt.timedelta)):
        return type(value).__name__, value
    if isinstance(value, (int, float)):
        return "number", value
    if isinstance(value, Missing):
        return ("missing",)
    if isinstance(value, Items):
        keys = map(key_of, value.entries)
        return "items", tuple(keys) if value.ordered else frozenset(Counter(keys).items())
    if isinstance(value, Pairs):
        return "pairs", frozenset(
            zip(map(key_of, value.keys), map(key_of, value.entries), strict=True)
        )
    return ("unreadable", object())  # equal to nothing, not even to itself next time
