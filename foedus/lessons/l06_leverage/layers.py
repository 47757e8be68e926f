"""A layered chart: bars between two dates, and rules at moments, each layer judged by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from foedus.checking import Chart, Comparison, Table
from foedus.checking.charting import Channel, Drawn, View, parts_of, views_of
from foedus.checking.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["BARS", "RULES", "Layers", "Stack", "layer"]

#: What the bars must show, and what the rules.
BARS = Chart(channels=("x", "x2", "y"), data=Table())
RULES = Chart(channels=("x",), data=Table())
_COLUMNS = {"bar": ["instrument", "date_from", "date_to"], "rule": ["start"]}


@dataclass(frozen=True, eq=False)
class Stack(Drawn):
    """The views of a learner's chart, whether they lie on each other, and if one filters."""

    layered: bool = False
    filtered: bool = False


@dataclass(frozen=True)
class Layers(Comparison):
    """A chart in which a layer of bars and a layer of rules stand.

    Examples
    --------
    >>> from foedus.lessons.l06_leverage import values
    >>> Layers().reason("chart", values.layered(), values.layered()) is None
    True
    """

    def prepare(self, answer: object) -> Stack:
        """Read the answer once: its views, what it is, and if it is layered."""
        layered = type(answer) is alt.LayerChart or (type(answer) is dict and "layer" in answer)
        return Stack(tuple(views_of(answer)), read(answer), layered, _filters(answer))

    def compare(self, name: str, given: Drawn, expected: object) -> str | None:
        """Say which layer is missing, or what is wrong with it."""
        wanted = tuple(views_of(expected))
        if not given.views:
            return BARS.compare(name, given, expected)
        for mark, judge in (("bar", BARS), ("rule", RULES)):
            if layer(given.views, mark) is None:
                return f"`{name}` is a chart, but it has no layer of `mark_{mark}`."
            fault = _fault(name, judge, given, wanted, mark)
            if fault:
                return f"In the layer of `mark_{mark}`: {fault}"
        if isinstance(given, Stack) and not given.layered:
            return f"`{name}` is a chart of several parts, but they do not lie on each other."
        return None


def layer(views: Iterable[View], mark: str) -> View | None:
    """Return the first layer with a mark, if there is one."""
    return next((view for view in views if view.mark == mark), None)


def _fault(
    name: str, judge: Chart, given: Drawn, wanted: tuple[View, ...], mark: str
) -> str | None:
    """Judge every layer with a mark; one that is right will do."""
    right = layer(wanted, mark)
    if right is None:
        raise TypeError(f"the expected answer for {name} has no layer of {mark}")
    right = View(right.mark, right.channels, _shown(right.data, mark))
    faults = [
        judge._fault(name, _as_asked(view, right), right)  # noqa: SLF001 - the engine's own rule for one view
        for view in given.views
        if view.mark == mark
    ]
    return None if None in faults else faults[0]


def _shown(data: object, mark: str) -> object:
    return data[_COLUMNS[mark]] if hasattr(data, "columns") else data  # type: ignore[index]


def _as_asked(view: View, right: View) -> View:
    """Give the asked names to columns that have other names and hold the same."""
    same = {
        name: wanted.field
        for name, wanted in right.channels.items()
        if name in view.channels and _holds(view.data, view.channels[name].field, right, wanted)
    }
    channels = {
        name: replace(one, field=same.get(name, one.field)) for name, one in view.channels.items()
    }
    return View(view.mark, channels, _named(view, same))


def _named(view: View, same: dict[str, str]) -> object:
    if type(view.data) is not pd.DataFrame:
        return view.data
    columns = {field: view.data[view.channels[name].field] for name, field in same.items()}
    return view.data.assign(**columns)


def _holds(data: object, field: str, right: View, wanted: Channel) -> bool:
    if type(data) is not pd.DataFrame or list(data.columns).count(field) != 1:
        return False
    mine = data[[field]].set_axis([wanted.field], axis=1)
    return Table().reason("data", mine, right.data[[wanted.field]]) is None  # type: ignore[index]


def _filters(chart: object, depth: int = 8) -> bool:
    """Tell whether a chart, or a layer of it, transforms its table while it draws."""
    parts = parts_of(chart)
    layers = parts.get("layer")
    if type(parts.get("transform")) is list:
        return True
    return type(layers) is list and depth > 0 and any(_filters(one, depth - 1) for one in layers)
