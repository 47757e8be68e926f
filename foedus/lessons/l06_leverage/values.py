"""What the questions of lesson 06 compute: right answers, and what common slips give."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

import foedus as fo

__all__ = [
    "DEAL",
    "IMPLEMENTED",
    "arms",
    "article_day",
    "changes",
    "flow",
    "ids",
    "iran_measures",
    "measures",
    "on_day",
    "on_iran_by",
    "running",
    "russian_deals",
    "share",
    "volumes",
    "windows",
]

#: The deal's Implementation Day: six measures end on it and two begin.
IMPLEMENTED: Final = pd.Timestamp("2016-01-16")
#: The senders whose measures on Iran question 06.5 counts.
DEAL: Final = ("UNO", "EUU")


def article_day() -> pd.Timestamp:
    """Return the article's day."""
    return pd.Timestamp(fo.ARTICLE_DAY)


def arms() -> pd.DataFrame:
    """Load the deals as of the article's day, with the status as text."""
    return fo.load("arms", as_of=fo.ARTICLE_DAY).astype({"status": str})


def volumes() -> pd.DataFrame:
    """Load SIPRI's yearly volumes as of the article's day."""
    return fo.load("arms_tiv", as_of=fo.ARTICLE_DAY)


def measures() -> pd.DataFrame:
    """Load the sanctions as of the article's day."""
    return fo.load("sanctions", as_of=fo.ARTICLE_DAY)


def ids(table: pd.DataFrame) -> list[str]:
    """Return the ids of a table's rows."""
    return list(table["id"])


def russian_deals(first_year: int | None = 2005) -> pd.DataFrame:
    """Return Russia's deals with Iran, ordered in a year or later; None asks for all."""
    table = arms()
    found = table[(table["supplier"] == "RUS") & (table["recipient"] == "IRN")]
    if first_year is None:
        return found
    return found[(found["ordered_year"] >= first_year).fillna(value=False)]


def flow(supplier: str, recipient: str) -> pd.DataFrame:
    """Return the yearly volumes of one direction, with the first year of their window."""
    table = volumes()
    found = table[(table["supplier"] == supplier) & (table["recipient"] == recipient)]
    return found.assign(window=found["year"] // 5 * 5)


def windows(table: pd.DataFrame, how: str = "sum", by: str = "window") -> dict[int, float]:
    """Sum (or otherwise join) the volumes of each window."""
    joined = table.groupby(by)["tiv_million"].agg(how)
    return {int(first): float(value) for first, value in joined.items()}


def share(of: pd.DataFrame, others: pd.DataFrame) -> dict[int, float]:
    """Return the share of one flow in it and another, by window; without a sum there is none."""
    mine, rest = windows(of), windows(others)
    return {first: mine[first] / (mine[first] + rest[first]) for first in mine}


def iran_measures() -> pd.DataFrame:
    """Return the measures on Iran."""
    table = measures()
    return table[table["target"] == "IRN"]


def on_day(table: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the measures in force on a day: the first day counts, the end day does not."""
    not_ended = table["date_to"].isna() | (day < table["date_to"])
    return table[(table["date_from"] <= day) & not_ended]


def on_iran_by(senders: tuple[str, ...] = DEAL) -> pd.DataFrame:
    """Return the measures on Iran of some senders."""
    table = iran_measures()
    return table[table["sender"].isin(senders)]


def changes(table: pd.DataFrame, *, closed_at: pd.Timestamp | None = None) -> pd.Series:
    """Return what each day changes: +1 for a beginning, -1 for an end, summed by day."""
    ends = table["date_to"].dropna() if closed_at is None else table["date_to"].fillna(closed_at)
    begins = pd.Series(1, index=table["date_from"])
    return pd.concat([begins, pd.Series(-1, index=ends)]).groupby(level=0).sum()


def running(table: pd.DataFrame, *, closed_at: pd.Timestamp | None = None) -> Mapping[str, int]:
    """Return the number in force after each day on which something changes, by ISO day."""
    return dated(changes(table, closed_at=closed_at).cumsum())


def dated(counts: pd.Series) -> dict[str, int]:
    """Return counts by ISO day."""
    days = pd.DatetimeIndex(counts.index).strftime("%Y-%m-%d")
    return dict(zip(days, counts.astype(int), strict=True))
