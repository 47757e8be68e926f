"""Altair charts as a page without a kernel shows them: a still picture, words and a table."""

import base64
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from foedus.charts.pictures import drawing

__all__ = ["Figure", "chart_faults", "chart_table", "figure", "figure_of"]

_WITHOUT_PICTURES: Final = (
    "The charts are exported as tables only: the package vl-convert-python, which draws them, "
    "is not installed here."
)


@dataclass(frozen=True)
class Figure:
    """A chart made ready for a page.

    Parameters
    ----------
    title, subtitle, description : str
        Plain text.
    picture : str
        Address of its picture; blank where it could not be drawn.
    tables : tuple of DataFrame
        The rows that the chart is drawn from, with the columns that it uses.
    """

    title: str
    subtitle: str
    description: str
    picture: str
    tables: tuple[pd.DataFrame, ...]


def chart_faults(name: str, chart: object) -> list[str]:
    """Say what keeps a chart from standing in a briefing.

    Parameters
    ----------
    name : str
        What to call it, for example ``charts[0]``.
    chart : object
        What was given.
    """
    if not isinstance(chart, alt.TopLevelMixin):
        return [f"{name} is a {type(chart).__name__}, not an Altair chart"]
    try:
        spec = chart.to_dict()
    except Exception as error:  # noqa: BLE001 (Altair raises errors of many kinds)
        return [f"{name} cannot be drawn: {str(error).strip().splitlines()[0]}"]
    rules = {
        "has no title: add .properties(title=...)": _title(spec)[0],
        "has no description for a reader who cannot see it: add .properties(description=...)": (
            str(spec.get("description", "")).strip()
        ),
        "takes its data from an address: give it a DataFrame": not any(
            "url" in part for part in _parts(spec, "data")
        ),
    }
    return [f"{name} {fault}" for fault, holds in rules.items() if not holds]


def chart_table(chart: alt.TopLevelMixin) -> pd.DataFrame:
    """Return the numbers of a chart, for whoever does not see it.

    In a notebook `fo.chart_table(_)` gives those of the chart that was shown last.

    Parameters
    ----------
    chart : altair.Chart
        A chart with its data inside, layered or not.

    Returns
    -------
    pandas.DataFrame
        The rows that it is drawn from, with the columns that it uses, in the units of its axes. Of
        a chart with several tables one stands below the other, and the index level `table` counts
        them from 1.

    Raises
    ------
    TypeError
        If it is no Altair chart.
    ValueError
        If its data stand at an address and not inside.

    Examples
    --------
    >>> import altair as alt, pandas as pd, foedus as fo
    >>> votes = pd.DataFrame({"day": [1, 2], "yes": [12, 7], "note": ["a", "b"]})
    >>> fo.chart_table(alt.Chart(votes).mark_line().encode(x="day", y="yes"))
       day  yes
    0    1   12
    1    2    7
    """
    if not isinstance(chart, alt.TopLevelMixin):
        msg = f"chart_table takes an Altair chart, not a {type(chart).__name__}."
        raise TypeError(msg)
    tables = list(_tables(chart.to_dict()))
    if not tables:
        msg = "This chart has no table inside: give it a DataFrame, and columns to its encoding."
        raise ValueError(msg)
    if len(tables) == 1:
        return tables[0]
    return pd.concat(tables, keys=range(1, len(tables) + 1), names=["table", None])


def figure(chart: alt.TopLevelMixin) -> Figure:
    """Make a chart ready for a page; see `Figure`.

    Warns
    -----
    UserWarning
        If the package that draws charts is not installed; the table then stands alone.
    """
    spec = chart.to_dict()
    # The page has the title above the picture, once.
    untitled = {name: part for name, part in spec.items() if name != "title"}
    try:
        picture = _address(drawing(untitled))
    except ImportError:
        warnings.warn(_WITHOUT_PICTURES, UserWarning, stacklevel=4)
        picture = ""
    return figure_of(spec, picture)


def figure_of(spec: dict[str, Any], picture: str) -> Figure:
    """Make a specification and its picture ready for a page.

    Parameters
    ----------
    spec : dict
        A complete Vega-Lite specification with a description and its data inside.
    picture : str
        Address of its picture.
    """
    return Figure(*_title(spec), str(spec["description"]), picture, tuple(_tables(spec)))


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


def _title(spec: dict[str, Any]) -> tuple[str, str]:
    title = spec.get("title", "")
    parts = title if isinstance(title, dict) else {"text": title}
    return _line(parts.get("text", "")), _line(parts.get("subtitle", ""))


def _line(text: object) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text).strip()


def _tables(spec: dict[str, Any]) -> Iterator[pd.DataFrame]:
    used = {str(field) for field in _values(spec, "field")}
    inline = [part["values"] for part in _parts(spec, "data") if "values" in part]
    for rows in [*spec.get("datasets", {}).values(), *inline]:
        frame = pd.DataFrame(rows)
        named = [name for name in frame.columns if name in used]
        if named:
            yield frame[named].drop_duplicates()


def _parts(spec: object, name: str) -> Iterator[dict[str, Any]]:
    return (part for part in _values(spec, name) if isinstance(part, dict))


def _values(spec: object, name: str) -> Iterator[Any]:
    """Yield whatever stands under a name, anywhere in a specification but in its data."""
    if isinstance(spec, list):
        for part in spec:
            yield from _values(part, name)
    if isinstance(spec, dict):
        if name in spec:
            yield spec[name]
        for key, part in spec.items():
            if key not in {"datasets", "values"}:
                yield from _values(part, name)
