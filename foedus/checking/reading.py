"""Read anything at all into plain values that are safe to compare.

A learner's answer may be any object: one whose `__eq__`, `__len__`, `__iter__`, `__repr__` or
`__class__` raises, lies or never ends. So nothing here asks the object itself. Its real type
decides (`type`, never `isinstance`), the built-in type's own methods fetch the content, a budget
bounds how much is fetched, and generators are never consumed. What cannot be read becomes
`Opaque`, with its type's name.
"""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
import math
import types
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from .plain import Called, Callee, Items, Large, Missing, Opaque, Pairs

__all__ = [
    "LIMIT",
    "Callee",
    "Items",
    "Large",
    "Missing",
    "Opaque",
    "Pairs",
    "Plain",
    "Sheet",
    "is_untouched",
    "read",
    "read_at_length",
    "type_name",
]

LIMIT = 10_000
"""Items, rows or characters beyond which an answer is not read."""

_BUDGET = 4 * LIMIT
_DEPTH = 8
_READ: tuple[type, ...] = (Missing, Opaque, Large, Callee, Items, Pairs)
_COLUMNS = 500


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table whose columns are read one at a time."""

    frame: pd.DataFrame
    columns: tuple[Plain, ...]
    labels: tuple[Plain, ...]
    name: str = "DataFrame"
    kept: dict[int, tuple[Plain, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.frame)

    def column(self, label: Plain) -> tuple[Plain, ...] | None:
        """Read a column, or the part of the index with that name; None when there is neither."""
        if label in self.columns:
            return self.at(self.columns.index(label))
        if label in self.labels:
            return _listed(self.frame.index.get_level_values(self.labels.index(label)))
        return None

    def at(self, position: int) -> tuple[Plain, ...]:
        """Read the column at a position, once."""
        if position not in self.kept:
            self.kept[position] = _listed(self.frame.iloc[:, position])
        return self.kept[position]

    def labelled(self) -> tuple[Plain, ...]:
        """Read the row labels; several levels give one collection a row."""
        return _listed(self.frame.index)


Plain: TypeAlias = (
    bool
    | int
    | float
    | str
    | dt.datetime
    | dt.timedelta
    | Missing
    | Opaque
    | Large
    | Callee
    | Items
    | Pairs
    | Sheet
)


def type_name(value: object) -> str:
    """Return the name of the object's real type, short and printable, asking nothing of it."""
    name = str(type.__dict__["__name__"].__get__(type(value)))
    return "".join(letter for letter in name[:40] if letter.isalnum() or letter in "_.") or "object"


def is_untouched(value: object) -> bool:
    """Tell whether the stub's ``...`` still stands in the answer's place."""
    return value is Ellipsis


def read(value: object) -> Plain:
    """Read any object into a plain value; never raises, never hangs, changes nothing.

    Examples
    --------
    >>> read([1, "two", None])
    Items(entries=(1, 'two', Missing(word='None')), name='list', ordered=True)
    >>> read(iter([1, 2]))
    Opaque(name='list_iterator', lazy=True)
    """
    return _Reader().read(value)


def read_at_length(value: object) -> Plain:
    """Read as `read` does, but ten times as much: for an answer that is read again elsewhere."""
    return _Reader(10 * _BUDGET).read(value)


def _listed(column: pd.Series | pd.Index) -> tuple[Plain, ...]:
    reader = _Reader()
    return tuple(reader.read(value, 1) for value in column.tolist())


class _Reader:
    """One reading, with a budget that the whole object shares."""

    def __init__(self, budget: int = _BUDGET) -> None:
        self.left = budget
        self.open: set[int] = set()

    def read(self, value: object, depth: int = 0) -> Plain:
        """Read one value; one that holds itself is not read again inside."""
        self.left -= 1
        if self.left < 0 or depth > _DEPTH:
            return Opaque(type_name(value))
        reader = _reader_for(type(value))
        if reader is None:
            return _unknown(value)
        if id(value) in self.open:
            return Opaque(type_name(value))
        self.open.add(id(value))
        try:
            return reader(self, value, depth)
        except Exception:  # noqa: BLE001 (whatever it is, it cannot be read)
            return Opaque(type_name(value))
        finally:
            self.open.discard(id(value))

    def all(self, values: Iterable[object], depth: int) -> tuple[Plain, ...]:
        """Read each of some values of a container that is known to be finite."""
        return tuple(self.read(value, depth + 1) for value in islice(values, self.left + 1))


_Read: TypeAlias = Callable[[_Reader, Any, int], Plain]


def _items(
    iterate: Callable[[Any], Iterable[object]], size: Callable[[Any], int], *, ordered: bool
) -> _Read:
    def reader(state: _Reader, value: Any, depth: int) -> Plain:  # noqa: ANN401
        name = type_name(value)
        if size(value) > LIMIT:
            return Large(name, size(value))
        return Items(state.all(iterate(value), depth), name, ordered)

    return reader


def _dict(state: _Reader, value: dict[object, object], depth: int) -> Plain:
    if dict.__len__(value) > LIMIT:
        return Large(type_name(value), dict.__len__(value))
    pairs = list(dict.items(value))
    keys = state.all((key for key, _ in pairs), depth)
    return Pairs(keys, state.all((item for _, item in pairs), depth), type_name(value))


def _series(state: _Reader, value: pd.Series, depth: int) -> Plain:
    if len(value) > LIMIT:
        return Large("Series", len(value), "values")
    keys = state.all(value.index.tolist(), depth)
    label, title = state.read(value.index.name, depth), state.read(value.name, depth)
    return Pairs(keys, state.all(value.tolist(), depth), "Series", label, title)


def _in_microseconds(times: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Convert times; those without a unit are taken as they are, which `astype` refuses."""
    unit, _ = np.datetime_data(times.dtype)
    target = f"{times.dtype.kind}8[us]"
    return times.view("i8").view(target) if unit == "generic" else times.astype(target)


def _array(state: _Reader, value: np.ndarray[Any, Any], depth: int) -> Plain:
    if value.size > LIMIT:
        return Large("array", value.size, "values")
    if value.dtype.kind in "mM":
        value = _in_microseconds(value)
    listed = value.tolist()
    if value.ndim == 0:
        return state.read(listed, depth + 1)
    return Items(state.all(listed, depth), "array")


def _frame(state: _Reader, value: pd.DataFrame, depth: int) -> Plain:
    rows, columns = value.shape
    if rows > LIMIT:
        return Large("DataFrame", rows, "rows")
    if columns > _COLUMNS:
        return Large("DataFrame", columns, "columns")
    names = state.all(value.columns.tolist(), depth)
    return Sheet(value, names, state.all(list(value.index.names), depth))


def _text(_: _Reader, value: str, __: int) -> Plain:
    size = str.__len__(value)
    return Large("str", size, "characters") if size > LIMIT else str.__str__(value)


def _whole(_: _Reader, value: int, __: int) -> Plain:
    number = int.__int__(value)
    return Large("int", number.bit_length(), "bits") if number.bit_length() > LIMIT else number


def _decimal(_: _Reader, value: float, __: int) -> Plain:
    number = float.__float__(value)
    return Missing("NaN") if math.isnan(number) else number


def _as_float(state: _Reader, value: Any, depth: int) -> Plain:  # noqa: ANN401
    return _decimal(state, float(value), depth)


def _moment(_: _Reader, value: dt.datetime, __: int) -> Plain:
    return value.replace(tzinfo=None)


def _stamp(_: _Reader, value: pd.Timestamp, __: int) -> Plain:
    return dt.datetime(  # noqa: DTZ001 (the wall clock is what the learner sees)
        value.year,
        value.month,
        value.day,
        value.hour,
        value.minute,
        value.second,
        value.microsecond,
    )


def _day(_: _Reader, value: dt.date, __: int) -> Plain:
    return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001


def _numpy_time(state: _Reader, value: Any, depth: int) -> Plain:  # noqa: ANN401
    return _array(state, np.asarray(value), depth)


def _missing(word: str) -> _Read:
    return lambda _, __, ___: Missing(word)


def _listing(state: _Reader, value: Any, depth: int) -> Plain:  # noqa: ANN401
    """Read what pandas can list: an Index or one of its own arrays."""
    if len(value) > LIMIT:
        return Large(type_name(value), len(value), "values")
    levels = isinstance(value, pd.MultiIndex)  # a Series cannot hold one
    listed = value.tolist() if levels else pd.Series(value).tolist()
    return Items(state.all(listed, depth), type_name(value))


def _scalar(_: _Reader, value: Any, __: int) -> Plain:  # noqa: ANN401
    plain: Plain = value.item()
    return plain


def _table_of_types() -> dict[type, _Read]:
    views: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
    table: dict[type, _Read] = {
        bool: lambda _, value, __: bool(value),
        np.bool_: _scalar,
        dict: _dict,
        types.MappingProxyType: lambda state, value, depth: _dict(state, dict(value), depth),
        pd.Series: _series,
        pd.DataFrame: _frame,
        np.ndarray: _array,
        dt.datetime: _moment,
        dt.date: _day,
        dt.timedelta: lambda _, value, __: value,
        pd.Timestamp: _stamp,
        pd.Timedelta: lambda _, value, __: value.to_pytimedelta(),
        pd.Period: lambda state, value, depth: state.read(str(value), depth + 1),
        np.datetime64: _numpy_time,
        np.timedelta64: _numpy_time,
        type(None): _missing("None"),
        type(pd.NaT): _missing("NaT"),
        type(pd.NA): _missing("pd.NA"),
        decimal.Decimal: _as_float,
        fractions.Fraction: _as_float,
        range: _items(iter, range.__len__, ordered=True),
    }
    table |= dict.fromkeys(views, _items(iter, len, ordered=True))
    table |= dict.fromkeys(_READ, lambda _, value, __: value)  # read in another process
    table[Called] = lambda _, value, __: Callee(value.name, _elsewhere)
    return table | dict.fromkeys(_PANDAS_LISTS, _listing)


def _elsewhere(*_: object) -> None:
    raise TypeError("this function lives in another process")


_PANDAS_LISTS: tuple[type, ...] = (
    pd.Index,
    pd.RangeIndex,
    pd.MultiIndex,
    pd.DatetimeIndex,
    pd.CategoricalIndex,
    pd.TimedeltaIndex,
    pd.PeriodIndex,
    pd.IntervalIndex,
    pd.Categorical,
    pd.arrays.StringArray,
    pd.arrays.ArrowStringArray,
    pd.arrays.BooleanArray,
    pd.arrays.IntegerArray,
    pd.arrays.FloatingArray,
    pd.arrays.DatetimeArray,
    pd.arrays.TimedeltaArray,
    pd.arrays.NumpyExtensionArray,
)

_EXACT = _table_of_types()

_BASES: tuple[tuple[type, _Read], ...] = (
    (str, _text),
    (int, _whole),
    (float, _decimal),
    (np.integer, _scalar),
    (np.floating, _as_float),
    (list, _items(list.__iter__, list.__len__, ordered=True)),
    (tuple, _items(tuple.__iter__, tuple.__len__, ordered=True)),
    (set, _items(set.__iter__, set.__len__, ordered=False)),
    (frozenset, _items(frozenset.__iter__, frozenset.__len__, ordered=False)),
    (deque, _items(deque.__iter__, deque.__len__, ordered=True)),
    (dict, _dict),
)
"""Built-in types whose subclasses are read through the built-in type's own methods."""


def _reader_for(kind: type) -> _Read | None:
    if type(kind) is type and kind in _EXACT:  # a metaclass of the learner's could hash badly
        return _EXACT[kind]
    for base in type.__dict__["__mro__"].__get__(kind):
        for known, reader in _BASES:
            if base is known:
                return reader
    return next((reader for known, reader in _EXACT.items() if known is kind), None)


def _unknown(value: object) -> Plain:
    if callable(value):
        return Callee(type_name(value), value)
    slots = type.__dict__["__mro__"].__get__(type(value))
    lazy = any("__next__" in type.__dict__["__dict__"].__get__(base) for base in slots)
    return Opaque(type_name(value), lazy)
