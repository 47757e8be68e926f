"""Carry an answer from one process to another as plain data: text in JSON, and nothing that runs.

`packed` is called where the learner's code ran, `unpacked` where that code must never run. What
arrives is not the same object, but reads the same: built-in containers, tables, Series and charts
are made anew, everything else arrives as the plain value that `reading.read` makes of it. A
function arrives as what it gave for the question's cases.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import altair as alt
import numpy as np
import pandas as pd

from .calling import Case, results_of
from .charting import CHARTS, is_schema, parts_of
from .plain import Called, Callee, Items, Large, Missing, Opaque, Pairs, Raised
from .reading import LIMIT, Plain, Sheet, is_untouched, read, read_at_length, type_name

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CarryError", "Packed", "cases_packed", "cases_unpacked", "packed", "unpacked"]

Packed: TypeAlias = Any
"""What `json.dumps` takes: truth values, numbers, texts, and lists that begin with a tag."""

_NODES: Final = 4000
_DEPTH: Final = 24
_BITS: Final = 64
_DTYPES: Final = re.compile(
    r"u?int(8|16|32|64)|float(32|64)|bool|boolean|str|string|U?Int(8|16|32|64)|Float(32|64)|"
    r"(datetime|timedelta)64\[(s|ms|us|ns)\]"
)
_CHART_BY_NAME: Final = {kind.__name__: kind for kind in CHARTS}
_BUILT_IN: Final[dict[str, Callable[[list[Any]], Any]]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


class CarryError(ValueError):
    """What arrived is not what `packed` makes."""


def packed(answer: object, cases: tuple[Case, ...] | None = None) -> Packed:
    """Make plain data of an answer; never raises, never hangs, changes nothing.

    Parameters
    ----------
    answer : object
        Anything at all.
    cases : tuple of tuple, optional
        The arguments of each call, when the question asks for a function; it is called here.

    Returns
    -------
    Packed
        For `json.dumps`.

    Examples
    --------
    >>> packed([1, "two", None])
    ['list', [1, 'two', ['missing', 'None']]]
    >>> unpacked(packed({"RUS": 0.5}))
    {'RUS': 0.5}
    """
    if is_untouched(answer):
        return ["untouched"]
    if _is_chart(answer):
        return _chart(answer, [_NODES], 0)
    plain = read_at_length(answer)
    if type(plain) is Callee:
        results = () if cases is None else results_of(plain.call, cases)
        return ["called", plain.name, [_result(one) for one in results]]
    return _of_plain(plain)


def unpacked(carried: Packed) -> object:
    """Make an answer of plain data that may come from a hostile process.

    Raises
    ------
    CarryError
        If it is not what `packed` makes.
    """
    try:
        return _unpacked(carried)
    except CarryError:
        raise
    except Exception as error:
        raise CarryError(f"an answer that cannot be read ({type(error).__name__})") from error


def cases_packed(cases: tuple[Case, ...]) -> Packed:
    """Make plain data of the arguments with which a learner's function is called."""
    return [[packed(argument) for argument in case] for case in cases]


def cases_unpacked(carried: Packed) -> tuple[Case, ...]:
    """Make arguments of plain data."""
    return tuple(tuple(unpacked(argument) for argument in case) for case in carried)


def _result(result: object) -> Packed:
    return ["raised", result.error] if type(result) is Raised else packed(result)


# out


def _of_plain(plain: Plain) -> Packed:
    kind = type(plain)
    if kind in {bool, int, float, str}:
        return plain
    if kind not in _PACKERS:
        return ["opaque", "object", False]
    return _PACKERS[kind](plain)


def _all(values: tuple[Plain, ...]) -> list[Packed]:
    return [_of_plain(value) for value in values]


def _pairs(plain: Pairs) -> Packed:
    """Pack labelled values; a Series says its label, a dict has none."""
    keys, entries = _all(plain.keys), _all(plain.entries)
    if plain.name == "dict":
        return ["dict", keys, entries]
    return ["pairs", plain.name, keys, entries, _of_plain(plain.label), _of_plain(plain.title)]


def _items(plain: Items) -> Packed:
    entries = _all(plain.entries)
    if plain.name in _BUILT_IN:
        return [plain.name, entries]
    return ["items", plain.name, plain.ordered, entries]


def _sheet(plain: Sheet) -> Packed:
    frame = plain.frame
    columns = [_all(plain.at(position)) for position in range(len(plain.columns))]
    levels = [
        _all(_values(frame.index.get_level_values(level))) for level in range(len(plain.labels))
    ]
    kinds = [str(kind) for kind in frame.dtypes]
    return ["frame", _all(plain.columns), kinds, columns, _all(plain.labels), levels]


def _values(index: pd.Index) -> tuple[Plain, ...]:
    return tuple(read(value) for value in index.tolist())


_PACKERS: Final[dict[type, Callable[[Any], Packed]]] = {
    dt.datetime: lambda plain: ["time", plain.isoformat()],
    dt.timedelta: lambda plain: ["span", plain.days, plain.seconds, plain.microseconds],
    Missing: lambda plain: ["missing", plain.word],
    Opaque: lambda plain: ["opaque", plain.name, plain.lazy],
    Large: lambda plain: ["large", plain.name, plain.size, plain.unit],
    Callee: lambda plain: ["callee", plain.name],
    Items: _items,
    Pairs: _pairs,
    Sheet: _sheet,
}


def _is_chart(thing: object) -> bool:
    return any(type(thing) is kind for kind in CHARTS)


def _chart(thing: object, left: list[int], depth: int) -> Packed:
    """Pack a chart, or a part of one, from what Altair keeps of it."""
    left[0] -= 1
    if left[0] < 0 or depth > _DEPTH:
        return ["opaque", type_name(thing), False]
    if thing is alt.Undefined:
        return ["undefined"]
    if type(thing) is list:
        return ["list", [_chart(one, left, depth + 1) for one in thing]]
    if _is_chart(thing) or is_schema(thing) or type(thing) is dict:
        parts = {key: one for key, one in parts_of(thing).items() if type(key) is str}
        inner = {key: _chart(one, left, depth + 1) for key, one in parts.items()}
        return ["chart", type_name(thing), list(inner), list(inner.values())]
    plain = read(thing)
    if type(plain) is Large and plain.unit == "rows":
        return ["rows", plain.size]
    return _of_plain(plain)


# in


def _unpacked(carried: Packed) -> Any:  # noqa: ANN401
    if type(carried) in {bool, int, float, str}:
        return carried
    if type(carried) is not list or not carried or carried[0] not in _UNPACKERS:
        raise CarryError("an answer of an unknown kind")
    return _UNPACKERS[carried[0]](*carried[1:])


def _each(carried: list[Packed]) -> list[Any]:
    """Make the values of a collection, which is never longer than what is read at home."""
    if type(carried) is not list or len(carried) > LIMIT:
        raise CarryError("a collection that is no list, or longer than any that is sent")
    return [_tame(_unpacked(one)) for one in carried]


def _tame(value: Any) -> Any:  # noqa: ANN401
    """Take whole numbers beyond 64 bits out: many can have one hash, and such a set takes hours."""
    if type(value) is int and value.bit_length() > _BITS:
        return Large("int", value.bit_length(), "bits")
    return value


def _built_in(name: str) -> Callable[[list[Packed]], Any]:
    def build(carried: list[Packed]) -> Any:  # noqa: ANN401
        entries = _each(carried)
        try:
            made = _BUILT_IN[name](entries)
        except TypeError:  # a set of what cannot be hashed
            made = None
        ordered = name in {"list", "tuple"}
        if made is None or len(made) != len(entries):
            return Items(tuple(map(read, entries)), name, ordered)
        return made

    return build


def _dict(keys: list[Packed], entries: list[Packed]) -> Any:  # noqa: ANN401
    labels, values = _each(keys), _each(entries)
    try:
        made = dict(zip(labels, values, strict=True))
    except TypeError:
        made = {}
    if len(made) != len(values):
        return Pairs(tuple(map(read, labels)), tuple(map(read, values)))
    return made


def _labelled(
    name: str, keys: list[Packed], entries: list[Packed], label: Packed, title: Packed
) -> Any:  # noqa: ANN401
    labels, values = _each(keys), _each(entries)
    if name != "Series":
        head = [read(_unpacked(part)) for part in (label, title)]
        return Pairs(tuple(map(read, labels)), tuple(map(read, values)), _text(name), *head)
    index = _index([labels], [_name(label)])
    return pd.Series(_column(values, "object"), index=index, name=_name(title))


def _name(carried: Packed) -> Any:  # noqa: ANN401
    """Return a name; pandas takes what can be hashed."""
    name = _unpacked(carried)
    return None if name is None or type(name) in {Opaque, Items, Large} else name


def _index(levels: list[list[Any]], names: list[Any]) -> pd.Index:
    if len(levels) == 1:
        single: pd.Index = pd.Index(_column(levels[0], "object"), name=names[0], dtype=object)
        return single
    return pd.MultiIndex.from_arrays([_column(one, "object") for one in levels], names=names)


def _column(values: list[Any], kind: str) -> Any:  # noqa: ANN401
    """Make a column of values, of its old type where that is a usual one."""
    column = np.empty(len(values), dtype=object)
    for at, value in enumerate(values):
        column[at] = value
    if not _DTYPES.fullmatch(kind):
        return column
    try:
        return pd.Series(column).astype(kind)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return column


def _frame(
    names: list[Packed],
    kinds: list[str],
    columns: list[list[Packed]],
    labels: list[Packed],
    levels: list[list[Packed]],
) -> pd.DataFrame:
    index = _index([_each(one) for one in levels], [_name(one) for one in labels])
    made = [_column(_each(one), str(kind)) for one, kind in zip(columns, kinds, strict=True)]
    frame = pd.DataFrame(dict(enumerate(made)), index=range(len(index)))
    frame.index = index
    frame.columns = pd.Index([_name(one) for one in names], dtype=object)
    return frame


def _called(name: str, results: list[Packed]) -> Called:
    return Called(_text(name), tuple(map(_result_of, results)))


def _result_of(carried: Packed) -> object:
    if type(carried) is list and carried[:1] == ["raised"]:
        return Raised(_text(carried[1]))
    return _unpacked(carried)


def _chart_of(name: str, keys: list[str], values: list[Packed]) -> Any:  # noqa: ANN401
    parts = dict(zip(map(_text, keys), _each(values), strict=True))
    if name not in _CHART_BY_NAME:
        return parts
    chart = object.__new__(_CHART_BY_NAME[name])  # as it was kept: Altair must not judge it here
    chart.__dict__.update(_args=(), _kwds=parts)
    return chart


def _text(carried: object) -> str:
    if type(carried) is not str:
        raise CarryError("an answer with a name that is no text")
    return carried


def _gone(*_: object) -> None:
    raise TypeError("this function lives in another process")


_MISSING: Final = {"None": None, "NaN": float("nan"), "NaT": pd.NaT, "pd.NA": pd.NA}
_UNPACKERS: Final[dict[str, Callable[..., Any]]] = {
    **{name: _built_in(name) for name in _BUILT_IN},
    "untouched": lambda: ...,
    "undefined": lambda: alt.Undefined,
    "missing": _MISSING.__getitem__,
    "opaque": lambda name, lazy: Opaque(_text(name), lazy is True),
    "large": lambda name, size, unit: Large(_text(name), int(size), _text(unit)),
    "callee": lambda name: Callee(_text(name), _gone),
    "rows": lambda size: pd.DataFrame(index=range(int(size))),  # too many to carry: only counted
    "time": lambda text: dt.datetime.fromisoformat(_text(text)),
    "span": dt.timedelta,
    "items": lambda name, ordered, entries: Items(
        tuple(map(read, _each(entries))), _text(name), ordered is True
    ),
    "dict": _dict,
    "pairs": _labelled,
    "frame": _frame,
    "called": _called,
    "chart": _chart_of,
}
