"""Strange answers: every object that has crashed, or could crash, code that looks at it."""

from __future__ import annotations

import collections
import datetime as dt
import decimal
import enum
import fractions
import functools
import itertools
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

import altair as alt
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ASKED", "WICKED", "ZOO", "Liar"]

ASKED: list[str] = []
_NAMES = (
    "__eq__,__ne__,__lt__,__hash__,__len__,__iter__,__next__,__getitem__,__contains__,__bool__,"
    "__repr__,__str__,__format__,__int__,__float__,__index__,__array__,__dataframe__,__copy__,"
    "__deepcopy__,__reduce_ex__,__getattr__,__fspath__,_repr_html_,to_dict"
)


def _ask(name: str) -> Callable[..., Any]:
    def asked(*_: object, **__: object) -> Any:  # noqa: ANN401
        ASKED.append(name)
        raise RuntimeError(name)

    return asked


class _Meta(type):
    """A metaclass whose classes cannot be hashed, compared or looked at."""

    __hash__ = _ask("meta hash")  # type: ignore[assignment]
    __eq__ = _ask("meta eq")  # type: ignore[assignment]
    __instancecheck__ = _ask("meta instancecheck")
    __subclasscheck__ = _ask("meta subclasscheck")
    __getattribute__ = _ask("meta getattribute")  # type: ignore[assignment]
    mro_name = property(_ask("meta name"))


def _wicked(name: str, *bases: type, meta: type = type) -> type:
    """Make a class all of whose methods note that they were called, and raise."""
    space: dict[str, Any] = {one: _ask(f"{name}.{one}") for one in _NAMES.split(",")}
    space["__class__"] = property(_ask(f"{name}.__class__"))
    space["__getattribute__"] = _ask(f"{name}.__getattribute__")
    return type.__new__(meta, name, bases, space)


class Liar:
    """Equal to everything, and of every class."""

    __class__ = pd.DataFrame  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __len__(self) -> int:
        return 10**12


class Frame(pd.DataFrame):
    """A DataFrame of the learner's own kind."""

    shape = property(_ask("Frame.shape"))  # type: ignore[assignment]


class Colour(enum.Enum):
    RED = 1


def _objects() -> np.ndarray[Any, Any]:
    """Return an array of objects, made without asking them anything."""
    array = np.empty(2, dtype=object)
    array[0], array[1] = WICKED[0], WICKED[5]
    return array


def _recursive() -> list[Any]:
    one: list[Any] = []
    one.extend([one] * 10)
    return one


def _deep() -> list[Any]:
    return functools.reduce(lambda inner, _: [inner], range(50_000), [])


def _loose_chart() -> alt.Chart:
    chart = alt.Chart(pd.DataFrame({"a": [1]})).mark_bar().encode(x="a:Q")
    chart._kwds["mark"] = WICKED[0]
    chart._kwds["encoding"] = {"x": WICKED[0], "y": WICKED[5], 3: 1}
    return chart


WICKED = [
    object.__new__(_wicked("Plain")),
    type.__call__(_wicked("Meta", meta=_Meta)),
    str.__new__(_wicked("Words", str), "IRN"),
    int.__new__(_wicked("Count", int), 3),
    float.__new__(_wicked("Share", float), 0.5),
    list.__new__(_wicked("Rows", list)),
    tuple.__new__(_wicked("Pair", tuple), ("RUS", "IRN")),
    dict.__new__(_wicked("Book", dict)),
    set.__new__(_wicked("Bag", set)),
]

ZOO: dict[str, Callable[[], Any]] = {
    **{f"wicked-{i}": functools.partial(WICKED.__getitem__, i) for i in range(len(WICKED))},
    "wicked-inside": lambda: [WICKED[0], {"a": WICKED[1]}, (WICKED[2],)],
    "wicked-keys": lambda: {"a": WICKED[0], 1: WICKED[3]},
    "wicked-cells": lambda: pd.Series(_objects(), dtype=object).to_frame("id"),
    "wicked-series": lambda: pd.Series(_objects(), dtype=object),
    "wicked-array": _objects,
    "wicked-chart": _loose_chart,
    "wicked-class": lambda: _wicked("Klass"),
    "liar": Liar,
    "none": lambda: None,
    "ellipsis": lambda: ...,
    "ellipsis-inside": lambda: [..., ...],
    "not-implemented": lambda: NotImplemented,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("-inf"),
    "nat": lambda: pd.NaT,
    "na": lambda: pd.NA,
    "complex": lambda: 1 + 2j,
    "signalling-nan": lambda: decimal.Decimal("sNaN"),
    "huge-decimal": lambda: decimal.Decimal("1e999999"),
    "fraction": lambda: fractions.Fraction(1, 3),
    "huge-fraction": lambda: fractions.Fraction(10**500, 3),
    "big-int": lambda: 10**400,
    "huge-int": lambda: 1 << 10**6,
    "huge-text": lambda: "x" * 10**7,
    "long-text": lambda: "é" * 19_000,
    "surrogate": lambda: "\ud800",
    "bytes": lambda: b"IRN",
    "bytearray": lambda: bytearray(10**6),
    "empty-list": list,
    "empty-frame": pd.DataFrame,
    "no-columns": lambda: pd.DataFrame(index=range(5)),
    "million-rows": lambda: pd.DataFrame({"id": range(10**6), "year": 1}),
    "million-values": lambda: pd.Series(range(10**6)),
    "million-list": lambda: [0] * 10**6,
    "million-array": lambda: np.zeros(10**6),
    "many-columns": lambda: pd.DataFrame(np.zeros((2, 5000))),
    "same-columns": lambda: pd.DataFrame([[1, 2]], columns=["id", "id"]),
    "multi-index": lambda: pd.DataFrame({"id": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)])),
    "multi-columns": lambda: pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("id", "x")])),
    "odd-columns": lambda: pd.DataFrame(
        [[1, 2, 3]], columns=pd.Index([None, 1.5, ("a",)], dtype=object)
    ),
    "lists-in-cells": lambda: pd.DataFrame({"id": [[1], [2]], "year": [{}, set()]}),
    "frame-subclass": lambda: Frame({"id": [1]}),
    "categories": lambda: pd.Categorical(["a", None], ordered=True),
    "interval-index": lambda: pd.IntervalIndex.from_breaks([0, 1, 2]),
    "period": lambda: pd.Period("2025-06"),
    "sparse": lambda: pd.Series(pd.arrays.SparseArray([0, 0, 1])),
    "zoned": lambda: pd.Series(pd.to_datetime(["2025-06-22"]).tz_localize("Asia/Tehran")),
    "far-date": lambda: np.datetime64("30000-01-01"),
    "no-date": lambda: np.array(["NaT"], "M8[us]")[0],
    "time-span": lambda: np.timedelta64(3, "D"),
    "generic-span": lambda: np.array([3], "i8").view("m8")[0],
    "first-day": lambda: dt.date.min,
    "time": lambda: dt.time(3, 4),
    "zero-d": lambda: np.array(3),
    "two-d": lambda: np.zeros((3, 3)),
    "structured": lambda: np.zeros(2, dtype=[("a", int), ("b", "U3")]),
    "masked": lambda: np.ma.masked_array([1, 2], [True, False]),
    "matrix": lambda: np.eye(2).view(np.matrix),
    "endless": itertools.count,
    "endless-generator": lambda: (i for i in itertools.count()),
    "map": lambda: map(str, itertools.count()),
    "long-range": lambda: range(10**18),
    "longer-range": lambda: range(10**30),
    "recursive": _recursive,
    "deep": _deep,
    "deque": lambda: collections.deque([1, 2]),
    "counter": lambda: collections.Counter("aab"),
    "default-dict": lambda: collections.defaultdict(list),
    "keys": {"a": 1}.keys,
    "group-by": lambda: pd.DataFrame({"a": [1]}).groupby("a"),
    "method": lambda: pd.DataFrame({"a": [1]}).count,
    "type": lambda: int,
    "mock": mock.MagicMock,
    "function": lambda: lambda *_: 1 / 0,
    "leaver": lambda: sys.exit,
    "partial": lambda: functools.partial(int, "3"),
    "enum": lambda: Colour.RED,
    "module": lambda: sys,
    "exception": lambda: ValueError("x"),
    "chart-class": alt.Chart,
    "chart-without-data": lambda: alt.Chart().mark_bar(),
    "chart-without-mark": lambda: alt.Chart(pd.DataFrame({"a": [1]})),
    "large-chart": lambda: alt.Chart(pd.DataFrame({"a": range(10**5)})).mark_bar().encode(x="a"),
    "layers": lambda: alt.layer(alt.Chart().mark_bar(), alt.Chart().mark_line()),
    "bad-spec": lambda: {"mark": 3, "encoding": [1], "layer": {"layer": 1}},
}
