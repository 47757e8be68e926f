"""Compare Altair charts by meaning: mark, encodings and number of data rows, in any layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping  # noqa: TC003
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from .comparison import Comparison
from .reading import LIMIT, Plain, read
from .words import describe, sentence

__all__ = ["Channel", "Chart", "View", "views_of"]

_NODES = 64
_TYPES = {"Q": "quantitative", "N": "nominal", "O": "ordinal", "T": "temporal", "G": "geojson"}
_SHORT = re.compile(r"(?:(?P<aggregate>\w+)\()?(?P<field>[^()]*?)\)?(?::(?P<type>[QNOTG]))?")
_PARTS = ("layer", "hconcat", "vconcat", "concat", "spec")
_CHARTS = (
    alt.Chart,
    alt.LayerChart,
    alt.HConcatChart,
    alt.VConcatChart,
    alt.ConcatChart,
    alt.FacetChart,
    alt.RepeatChart,
)


@dataclass(frozen=True)
class Channel:
    """One encoding: field, type and aggregate, blank where there is none."""

    field: str = ""
    type: str = ""
    aggregate: str = ""


@dataclass(frozen=True)
class View:
    """One layer of a chart: its mark, its encodings by channel, its number of data rows."""

    mark: str
    channels: Mapping[str, Channel]
    rows: int | None = None


@dataclass(frozen=True)
class Chart(Comparison):
    """An Altair chart, or its specification as a dict.

    Parameters
    ----------
    channels : tuple of str
        The encodings that matter, such as ``("x", "y")``.
    marks : tuple of str
        Marks that are as good as the expected chart's; blank overlooks the mark.
    rows : bool
        Whether the number of data rows matters.
    swapped : bool
        Whether x and y may change places.

    Examples
    --------
    >>> data = pd.DataFrame({"year": [1946, 1979], "count": [1, 2]})
    >>> right = alt.Chart(data).mark_bar().encode(x="year:O", y="count:Q")
    >>> Chart(channels=("x", "y")).reason("chart", right.properties(title="By year"), right) is None
    True
    >>> print(Chart(channels=("x", "y")).reason("chart", right.mark_line(), right))
    `chart` is a chart, but its mark `line` does not suit what the question asks for.
    """

    channels: tuple[str, ...] = ("x", "y")
    marks: tuple[str, ...] | None = None
    rows: bool = True
    swapped: bool = False

    def reason(self, name: str, answer: object, expected: object) -> str | None:  # noqa: D102
        given, wanted = views_of(answer), views_of(expected)
        if not wanted:
            raise TypeError(f"the expected answer for {name} is not a chart")
        if not given:
            why = "A chart is made by `alt.Chart(table).mark_...().encode(...)`."
            return sentence(name, describe(_described(answer)), "an Altair chart", why)
        faults = [self._fault(view, wanted[0]) for view in given]
        if None in faults:
            return None
        return f"`{name}` is a chart, but {faults[0]}"

    def _fault(self, given: View, wanted: View) -> str | None:
        marks = (wanted.mark,) if self.marks is None else self.marks
        if marks and given.mark not in marks:
            return f"its mark `{given.mark}` does not suit what the question asks for."
        plain = self._channel_fault(given.channels, wanted.channels)
        if plain and self.swapped:
            plain = self._channel_fault(_swapped(given.channels), wanted.channels)
        if plain:
            return plain
        if self.rows and None not in {given.rows, wanted.rows} and given.rows != wanted.rows:
            return "it is drawn from other rows than the question asks for: filter the table first."
        return None

    def _channel_fault(
        self, given: Mapping[str, Channel], wanted: Mapping[str, Channel]
    ) -> str | None:
        for name in self.channels:
            mine, right = given.get(name), wanted.get(name, Channel())
            if mine is None:
                return f"nothing is encoded on `{name}`."
            if (mine.field, mine.aggregate) != (right.field, right.aggregate):
                return f"`{name}` does not show what the question asks for."
            if mine.type and right.type and mine.type != right.type:
                return f"the type of `{name}`, `{mine.type}`, does not suit what it shows."
        return None


def _swapped(channels: Mapping[str, Channel]) -> dict[str, Channel]:
    other = {"x": "y", "y": "x", "x2": "y2", "y2": "x2"}
    return {other.get(name, name): channel for name, channel in channels.items()}


def _described(answer: object) -> Plain:
    return read(answer)


def views_of(chart: object) -> list[View]:
    """Return the views of a chart or of a chart's specification; none for anything else."""
    try:
        return [view for view in _walk(chart, None, [_NODES]) if view.channels]
    except Exception:  # noqa: BLE001 (a chart whose parts are not what Altair makes of them)
        return []


def _walk(chart: object, rows: int | None, left: list[int]) -> Iterator[View]:
    parts = _parts(chart)
    left[0] -= 1
    if not parts or left[0] < 0:
        return
    rows = _row_count(parts.get("data"), rows)
    mark = _mark(parts.get("mark"))
    shared = _channels(parts.get("encoding"))
    if mark:
        yield View(mark, shared, rows)
    for name in _PARTS:
        inner = parts.get(name)
        for one in inner if type(inner) is list else [inner]:
            for view in _walk(one, rows, left):
                yield View(view.mark, {**shared, **view.channels}, view.rows)


def _parts(thing: object) -> dict[str, Any]:
    """Return the parts of one of Altair's own objects, or of a dict, without asking it anything."""
    if type(thing) is dict:
        return thing
    if any(type(thing) is known for known in _CHARTS) or _is_schema(thing):
        kept = object.__getattribute__(thing, "__dict__").get("_kwds")
        return kept if type(kept) is dict else {}
    return {}


def _is_schema(thing: object) -> bool:
    return issubclass(type(thing), alt.SchemaBase) and type(type(thing)) is type


def _mark(mark: object) -> str:
    found = mark if type(mark) is str else _parts(mark).get("type")
    return found if type(found) is str else ""


def _row_count(data: object, inherited: int | None) -> int | None:
    if type(data) is pd.DataFrame:
        return len(data)
    values = _parts(data).get("values")
    return len(values) if type(values) is list else inherited


def _channels(encoding: object) -> dict[str, Channel]:
    found = {name: _channel(part) for name, part in _parts(encoding).items() if type(name) is str}
    return {name: channel for name, channel in found.items() if channel is not None}


def _channel(part: object) -> Channel | None:
    parts = {"shorthand": part} if type(part) is str else _parts(part)
    short = _from_shorthand(parts.get("shorthand"))
    kind, field, aggregate = (_word(parts.get(name)) for name in ("type", "field", "aggregate"))
    channel = Channel(
        field or short.field, _TYPES.get(kind, kind) or short.type, aggregate or short.aggregate
    )
    return channel if channel != Channel() else None


def _word(value: object) -> str:
    return value if type(value) is str and len(value) < LIMIT else ""


def _from_shorthand(text: object) -> Channel:
    found = _SHORT.fullmatch(_word(text))
    if found is None:
        return Channel()
    kind = _TYPES.get(found["type"] or "", "")
    return Channel(found["field"], kind, found["aggregate"] or "")
