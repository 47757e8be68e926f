"""Events as a static chart: the timeline without its controls."""

from typing import Any

import altair as alt
import pandas as pd

from foedus.charts.palettes import CATEGORIES, INK

__all__ = ["timeline_chart"]

_FIELDS = ["date", "start", "until", "title", "category", "known", "story", "contested",
           "row"]  # fmt: skip

_STAR = (
    "M0,-1.3L0.35,-0.4L1.3,-0.4L0.55,0.15L0.8,1.1L0,0.55L-0.8,1.1L-0.55,0.15L-1.3,-0.4L-0.35,-0.4Z"
)


def timeline_chart(
    events: pd.DataFrame, date: str, window: tuple[str, ...] = (), width: int = 720
) -> alt.LayerChart:
    """Return the events by category on a date axis, with a rule at one day.

    Events of one category and day stand above one another. A day is a point, a star when the
    article leans on it; a month, a year or an interval is a bar from its first to its last
    possible day. What is contested is drawn in outline.

    Parameters
    ----------
    events : DataFrame
        With date, start, end, title, category, in_story and contested.
    date : str
        ISO day of the rule.
    window : tuple of str
        First and last ISO day of the axis; empty for all events.
    width : int
        Width of the plot, in pixels.

    Returns
    -------
    LayerChart
        Bars, points and the rule, with a description.
    """
    rows = _rows(events)
    x = _axis(window)
    base = alt.Chart(rows).encode(
        y=alt.Y("category:N", title=None, sort=list(CATEGORIES)),
        yOffset=alt.YOffset("row:O"),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("date", "title", "category", "contested")],
    )
    rule = alt.Chart(pd.DataFrame({"day": [date]})).mark_rule(color=INK).encode(x=alt.X("day:T"))
    chart = alt.LayerChart(layer=[_bars(base, x), _points(base, x), rule])
    return chart.properties(width=width, height=alt.Step(11), description=_description(rows, date))


def _rows(events: pd.DataFrame) -> pd.DataFrame:
    exact = (events["start"] == events["end"]).map({True: "day", False: "longer"})
    same_place = [events["category"].astype("str"), events["start"]]
    rows = events.assign(
        row=events.groupby(same_place).cumcount(),
        start=events["start"].dt.strftime("%Y-%m-%d"),
        until=(events["end"] + pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d"),
        known=exact,
        story=events["in_story"].map({True: "in the article", False: "not in the article"}),
        contested=events["contested"].map({True: "contested", False: "not contested"}),
    )
    return rows[_FIELDS].astype("str")


def _axis(window: tuple[str, ...]) -> dict[str, Any]:
    if window:
        return {"title": None, "scale": alt.Scale(type="utc", domain=list(window), clamp=True)}
    return {"title": None, "scale": alt.Scale(type="utc")}


def _look() -> dict[str, Any]:
    colours = alt.Scale(domain=list(CATEGORIES), range=list(CATEGORIES.values()))
    weaker = alt.Scale(domain=["not contested", "contested"], range=[1, 0.1])
    return {
        "stroke": alt.Stroke("category:N", scale=colours, legend=None),
        "fill": alt.Fill("category:N", scale=colours, legend=None),
        "fillOpacity": alt.FillOpacity("contested:N", scale=weaker, title=None),
    }


def _bars(base: alt.Chart, x: dict[str, Any]) -> alt.Chart:
    bars = base.transform_filter("datum.known == 'longer'").mark_bar(
        height=7, cornerRadius=3, strokeWidth=1
    )
    encoded: alt.Chart = bars.encode(
        x=alt.X("start:T", **x),
        x2="until:T",
        **_look(),
    )
    return encoded


def _points(base: alt.Chart, x: dict[str, Any]) -> alt.Chart:
    shape = alt.Scale(domain=["in the article", "not in the article"], range=[_STAR, "circle"])
    points = base.transform_filter("datum.known == 'day'").mark_point(size=70, opacity=1)
    encoded: alt.Chart = points.encode(
        x=alt.X("start:T", **x),
        shape=alt.Shape("story:N", scale=shape, title=None),
        **_look(),
    )
    return encoded


def _description(rows: pd.DataFrame, date: str) -> str:
    if rows.empty:
        return f"Timeline without events; a rule at {date}."
    return (
        f"Timeline of {len(rows)} events from {rows['start'].min()} to {rows['until'].max()} in "
        f"{rows['category'].nunique()} categories, contested ones in outline; a rule at {date}."
    )
