"""Compare Altair charts by meaning: mark, encodings and number of data rows, in any layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping  # noqa: TC003
from dataclasses import dataclass
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from foedus.wording import t

from .comparison import Comparison
from .reading import LIMIT, Plain, read
from .tabular import Table  # noqa: TC001 (a field's type)
from .words import describe, sentence, show

__all__ = [
    "CHARTS",
    "Channel",
    "Chart",
    "Drawn",
    "View",
    "is_schema",
    "parts_of",
    "views_of",
]

_NODES = 64
_TYPES = {"Q": "quantitative", "N": "nominal", "O": "ordinal", "T": "temporal", "G": "geojson"}
_SHORT = re.compile(r"(?:(?P<aggregate>\w+)\()?(?P<field>[^()]*?)\)?(?::(?P<type>[QNOTG]))?")
_INNER = ("layer", "hconcat", "vconcat", "concat", "spec")
#: Altair's classes of charts; one of another class is none of ours to read.
CHARTS = (
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


@dataclass(frozen=True, eq=False)
class View:
    """One layer of a chart: its mark, its encodings by channel, and what it is drawn from."""

    mark: str
    channels: Mapping[str, Channel]
    data: object = None

    @property
    def rows(self) -> int | None:
        """Number of data rows, if the data stand in the chart."""
        if type(self.data) is pd.DataFrame or type(self.data) is list:
            return len(self.data)
        return None


@dataclass(frozen=True, eq=False)
class Drawn:
    """The views of a learner's chart; `given` says what was handed in."""

    views: tuple[View, ...]
    given: Plain


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
    data : Table, optional
        How the table that the chart is drawn from is compared; by default its rows are counted.

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
    data: Table | None = None

    def prepare(self, answer: object) -> Drawn:  # noqa: D102
        return Drawn(tuple(views_of(answer)), read(answer))

    def compare(self, name: str, given: Drawn, expected: object) -> str | None:  # noqa: D102
        wanted = views_of(expected)
        if not wanted:
            raise TypeError(f"the expected answer for {name} is not a chart")
        if not given.views:
            why = t("A chart is made by `alt.Chart(table).mark_...().encode(...)`.")
            wanted_words = t("an Altair chart with encodings")
            return sentence(name, describe(given.given), wanted_words, why)
        faults = [self._fault(name, view, wanted[0]) for view in given.views]
        return None if None in faults else faults[0]

    def _fault(self, name: str, given: View, wanted: View) -> str | None:
        fault = self._look_fault(given, wanted)
        if fault:
            # Translators: {fault} is the rest of the sentence.
            return t("`{name}` is a chart, but {fault}", name=name, fault=fault)
        if self.data is None:
            return None
        return self.data.reason(f"{name}.data", given.data, wanted.data)

    def _look_fault(self, given: View, wanted: View) -> str | None:
        marks = (wanted.mark,) if self.marks is None else self.marks
        if marks and given.mark not in marks:
            return t("its mark `{mark}` does not suit what the question asks for.", mark=given.mark)
        plain = self._channel_fault(given.channels, wanted.channels)
        if plain and self.swapped:
            turned = self._channel_fault(given.channels, _swapped(wanted.channels))
            plain = turned and min(plain, turned, key=lambda fault: _names_wanted(fault, wanted))
        if plain:
            return plain.words
        if self.rows and None not in {given.rows, wanted.rows} and given.rows != wanted.rows:
            return t(
                "it is drawn from other rows than the question asks for: filter the table first."
            )
        return None

    def _channel_fault(
        self, given: Mapping[str, Channel], wanted: Mapping[str, Channel]
    ) -> _Fault | None:
        for name in self.channels:
            mine, right = given.get(name), wanted.get(name, Channel())
            if mine is None:
                return _Fault(t("nothing is encoded on `{channel}`.", channel=name))
            if (mine.field, mine.aggregate) != (right.field, right.aggregate):
                return _Fault(_shows_other(name, mine), None if mine.aggregate else mine.field)
            if mine.type and right.type and mine.type != right.type:
                return _Fault(_typed_otherwise(name, mine.type))
        return None


class _Fault(NamedTuple):
    """What is wrong with an encoding, in words; and the plain field that it blames, if any."""

    words: str
    field: str | None = None


def _names_wanted(fault: _Fault, wanted: View) -> bool:
    """Tell whether a fault blames a field that belongs into the chart, only on another axis."""
    return any(fault.field == one.field for one in wanted.channels.values())


def _shows_other(name: str, channel: Channel) -> str:
    return t(
        "`{channel}` does not show what the question asks for, but {shown}.",
        channel=name,
        shown=_said(channel),
    )


def _typed_otherwise(name: str, kind: str) -> str:
    return t(
        "the type of `{channel}`, `{kind}`, does not suit what it shows.", channel=name, kind=kind
    )


def _said(channel: Channel) -> str:
    """Name what a learner's encoding shows, short enough for a sentence."""
    field = show(channel.field or "").replace("'", "")
    if not channel.aggregate:
        return field
    # Translators: {aggregate} is a word of Altair, such as "count" or "mean".
    return t("the {aggregate} of {field}", aggregate=channel.aggregate, field=field)


def _swapped(channels: Mapping[str, Channel]) -> dict[str, Channel]:
    other = {"x": "y", "y": "x", "x2": "y2", "y2": "x2"}
    return {other.get(name, name): channel for name, channel in channels.items()}


def views_of(chart: object) -> list[View]:
    """Return the views of a chart or of a chart's specification; none for anything else."""
    try:
        return [view for view in _walk(chart, None, [_NODES]) if view.channels]
    except Exception:  # noqa: BLE001 (a chart whose parts are not what Altair makes of them)
        return []


def _walk(chart: object, data: object, left: list[int]) -> Iterator[View]:
    parts = parts_of(chart)
    left[0] -= 1
    if not parts or left[0] < 0:
        return
    data = _data(parts, data)
    mark = _mark(parts.get("mark"))
    shared = _channels(parts.get("encoding"))
    if mark:
        yield View(mark, shared, data)
    for name in _INNER:
        inner = parts.get(name)
        for one in inner if type(inner) is list else [inner]:
            for view in _walk(one, data, left):
                yield View(view.mark, {**shared, **view.channels}, view.data)


def parts_of(thing: object) -> dict[str, Any]:
    """Return the parts of one of Altair's own objects, or of a dict, without asking it anything."""
    if type(thing) is dict:
        return thing
    if any(type(thing) is known for known in CHARTS) or is_schema(thing):
        kept = object.__getattribute__(thing, "__dict__").get("_kwds")
        return kept if type(kept) is dict else {}
    return {}


def is_schema(thing: object) -> bool:
    """Tell whether this is one of Altair's own objects, by its real class."""
    return issubclass(type(thing), alt.SchemaBase) and type(type(thing)) is type


def _mark(mark: object) -> str:
    found = mark if type(mark) is str else parts_of(mark).get("type")
    return found if type(found) is str else ""


def _data(parts: dict[str, Any], inherited: object) -> object:
    """Return the table of a view or the rows of a specification, or what the view inherits."""
    data = parts.get("data")
    if type(data) is pd.DataFrame:
        return data
    found = parts_of(data)
    sets = parts_of(parts.get("datasets"))
    values = found.get("values") or sets.get(_word(found.get("name")))
    return values if type(values) is list else inherited


def _channels(encoding: object) -> dict[str, Channel]:
    found = {name: _channel(part) for name, part in parts_of(encoding).items() if type(name) is str}
    return {name: channel for name, channel in found.items() if channel is not None}


def _channel(part: object) -> Channel | None:
    parts = {"shorthand": part} if type(part) is str else parts_of(part)
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
