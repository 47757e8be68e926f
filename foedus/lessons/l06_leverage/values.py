"""What the questions of lesson 06 expect, and what each misconception gives."""

from collections.abc import Callable
from typing import Final

import altair as alt
import pandas as pd

import foedus as fo

__all__ = [
    "arms",
    "balance",
    "dated_balance",
    "layered",
    "measures_in_force",
    "moments",
    "overlapping",
    "senders_in_force",
    "sent_by_iran",
    "steps_on_the_days",
    "turned",
    "turned_against_all",
    "undelivered",
    "united_nations",
    "windows",
    "with_volumes_on_file",
]


_TWO: Final = ("RUS", "IRN")
_Mask = Callable[[pd.DataFrame], pd.Series]


def arms() -> pd.DataFrame:
    """Return the transfers on file on the article's day."""
    return fo.load("arms", as_of=fo.ARTICLE_DAY).astype({"status": str})


def _volumes() -> pd.DataFrame:
    return fo.load("arms_tiv", as_of=fo.ARTICLE_DAY)


def _sanctions() -> pd.DataFrame:
    return fo.load("sanctions", as_of=fo.ARTICLE_DAY)


def _from_to(table: pd.DataFrame, supplier: str, recipient: str) -> pd.Series:
    return (table["supplier"] == supplier) & (table["recipient"] == recipient)


def undelivered(
    kept: _Mask, supplier: str = "RUS", recipient: str = "IRN", column: str = "id"
) -> pd.Series:
    """Return the ids, or another column, of one direction's transfers that a condition keeps."""
    table = arms()
    return table.loc[_from_to(table, supplier, recipient) & kept(table), column]


def windows(
    pick: _Mask | None = None, first: int = 2000, by: str = "sum", width: int = 6
) -> pd.Series:
    """Return volumes by six-year window, by default those from Russia to Iran.

    Parameters
    ----------
    pick : callable, optional
        Which rows of `arms_tiv` count.
    first : int
        The year with which the windows begin.
    by : str
        What is done with the years of a window.
    width : int
        How many years a window holds; the labels stay those of six years.
    """
    table = _volumes()
    chosen = table[pick(table) if pick else _from_to(table, "RUS", "IRN")]
    found = chosen.groupby((chosen["year"] - first) // width)["tiv_million"].agg(by)
    labels = [f"{start}-{start + 5}" for start in range(2000, 2023, 6)]
    return found.reindex(range(4)).fillna(0.0).set_axis(labels)


def overlapping() -> pd.Series:
    """Return volumes by window where each window also holds the first year of the next."""
    volumes = _volumes()
    years = volumes[_from_to(volumes, "RUS", "IRN")].set_index("year")["tiv_million"]
    next_first = years.reindex(range(2006, 2025, 6)).fillna(0.0)
    return windows().add(next_first.to_numpy())


def turned(test: Callable[[pd.Series, pd.Series], pd.Series]) -> list[int]:
    """Return the years in which a test of the two directions holds: Iran's, then Russia's."""
    table = _volumes()
    iran = table[_from_to(table, "IRN", "RUS")].set_index("year")["tiv_million"]
    russia = table[_from_to(table, "RUS", "IRN")].set_index("year")["tiv_million"]
    return [int(year) for year in iran.index[test(iran, russia.reindex(iran.index))]]


def sent_by_iran() -> list[int]:
    """Return the years in which Iran sent anything to anybody on file."""
    table = _volumes()
    sent = table[(table["supplier"] == "IRN") & (table["tiv_million"] > 0)]
    return [int(year) for year in sent["year"].unique()]


def turned_against_all() -> list[int]:
    """Return the years in which Iran sent more to all partners than Russia did to all of its."""
    sums = _volumes().pivot_table(
        index="year", columns="supplier", values="tiv_million", aggfunc="sum", observed=True
    )
    return [int(year) for year in sums.index[sums["IRN"] > sums["RUS"]]]


def steps_on_the_days(days: tuple[str, ...]) -> dict[pd.Timestamp, int]:
    """Return by how many the count changes on each of the days."""
    table = _sanctions()
    table = table[table["target"] == "IRN"]
    return {
        day: int((table["date_from"] == day).sum() - (table["date_to"] == day).sum())
        for day in map(pd.Timestamp, days)
    }


def senders_in_force(days: tuple[str, ...]) -> dict[pd.Timestamp, int]:
    """Return how many senders had a measure against Iran in force on each of the days."""
    table = _sanctions()
    table = table[table["target"] == "IRN"]
    return {
        day: table.loc[_in_force(table, day), "sender"].nunique() for day in map(pd.Timestamp, days)
    }


def measures_in_force(
    days: tuple[str, ...],
    rule: Callable[[pd.DataFrame, pd.Timestamp], pd.Series] | None = None,
    pick: _Mask | None = None,
) -> dict[pd.Timestamp, int]:
    """Return how many measures were in force on each of the days, by default against Iran."""
    table = _sanctions()
    table = table[pick(table) if pick else table["target"] == "IRN"]
    test = rule or _in_force
    return {day: int(test(table, day).sum()) for day in map(pd.Timestamp, days)}


def _in_force(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] <= day) & (table["date_to"].isna() | (day < table["date_to"]))


def united_nations() -> pd.DataFrame:
    """Return the measures of the United Nations against Iran."""
    table = _sanctions()
    return table[(table["sender"] == "UNO") & (table["target"] == "IRN")]


def moments() -> pd.DataFrame:
    """Return the events of the S-300 sale."""
    events = fo.load("events", as_of=fo.ARTICLE_DAY)
    return events[events["id"].str.startswith("s300")]


def layered() -> alt.LayerChart | alt.FacetChart:
    """Return the chart that question 06.5 asks for."""
    bars = alt.Chart(united_nations()).mark_bar()
    bars = bars.encode(x="date_from:T", x2="date_to", y="instrument")
    return alt.layer(bars, alt.Chart(moments()).mark_rule().encode(x="start:T"))


def balance(
    statuses: tuple[str, ...] = ("delivered",),
    key: str = "supplier",
    volume: str = "tiv_million",
    *,
    rows: tuple[str, str] = ("id", "size"),
    between_the_two: bool = True,
) -> pd.DataFrame:
    """Return how many transfers went each way, and their volume."""
    table = arms()
    table = table[table["status"].isin(statuses)] if statuses else table
    if between_the_two:
        table = table[table["supplier"].isin(_TWO) & table["recipient"].isin(_TWO)]
    table = table[table[key].isin(_TWO)].astype({key: str})
    found = table.groupby(key).agg(delivered=rows, volume=(volume, "sum"))
    return found.rename_axis("supplier").astype({"volume": float}).reset_index()


def dated_balance() -> pd.DataFrame:
    """Return the balance with every row that has a year of delivery, whatever its status."""
    table = arms()
    table = table[table["supplier"].isin(_TWO) & table["recipient"].isin(_TWO)]
    table = table[table["delivered_to"].notna()].astype({"supplier": str})
    found = table.groupby("supplier").agg(delivered=("id", "size"), volume=("tiv_million", "sum"))
    return found.astype({"volume": float}).reset_index()


def with_volumes_on_file() -> pd.DataFrame:
    """Return the balance with the volumes of `tiv`, which hold more than the deals of `arms`."""
    table = _volumes()
    pair = table[table["supplier"].isin(_TWO) & table["recipient"].isin(_TWO)]
    sums = pair.astype({"supplier": str}).groupby("supplier")["tiv_million"].sum()
    found = balance()
    return found.assign(volume=found["supplier"].map(sums))
