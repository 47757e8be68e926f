"""What the questions of lesson 03 compute: right answers, and what common slips give."""

from collections.abc import Callable
from typing import Final, Literal

import pandas as pd

import foedus as fo

__all__ = [
    "BREAK_UP",
    "FORMAL",
    "article_day",
    "bound",
    "clauses",
    "fought_while_bound",
    "help_left_open",
    "joined",
    "overlap",
    "partners",
    "promises_of_russia",
    "ties",
    "waited",
    "without_help",
]

Pair = frozenset[str]
Overlap = Callable[[pd.DataFrame], pd.Series]

FORMAL: Final = ("defense", "offense", "neutrality", "nonaggression", "consultation")
#: A day on which one Soviet treaty still ran, another was open-ended, a third only signed.
BREAK_UP: Final = pd.Timestamp("1994-01-01")


def article_day() -> pd.Timestamp:
    """Return the article's day."""
    return pd.Timestamp(fo.ARTICLE_DAY)


def clauses() -> pd.DataFrame:
    """Load the clauses as of the article's day, with types as text."""
    table = fo.load("clauses", as_of=fo.ARTICLE_DAY)
    return table.assign(
        clause_type=table["clause_type"].astype(str), automatic=table["automatic"].astype(str)
    )


def ties() -> pd.DataFrame:
    """Load the ties as of the article's day, with kinds and effects as text."""
    table = fo.load("ties", as_of=fo.ARTICLE_DAY)
    return table.assign(kind=table["kind"].astype(str), effect=table["effect"].astype(str))


def help_left_open(column: str = "id") -> list[str]:
    """Return the clauses of defence that leave whether or what to each side."""
    table = clauses()
    return list(table.query("clause_type == 'defense' and automatic == 'no'")[column])


def bound(
    day: pd.Timestamp = BREAK_UP, *, since: str = "in_force_from", without: str = ""
) -> list[str]:
    """Return the clauses with Russia in force on a day; a slip leaves one condition out.

    `without` is `begin`, `end`, `later end`, `open end` or `party`.
    """
    table = clauses()
    over_later = (table["in_force_to"] > day) & (without != "later end")
    open_end = table["in_force_to"].isna() & (without != "open end")
    keep = over_later | open_end | (without == "end")
    keep &= (table[since] <= day) | (without == "begin")
    keep &= table["parties"].str.contains("RUS") | (without == "party")
    return list(table.loc[keep, "id"])


def waited(
    since: str,
    *,
    start: str = "signed",
    end: str = "in_force_from",
    fill: bool = True,
    label: str = "tie",
) -> pd.Series:
    """Return the days from signature to entry into force, or to the article's day."""
    table = clauses()
    table = table[table["signed"] >= pd.Timestamp(since)]
    table = table[table["tie"] != ""].drop_duplicates(label).set_index(label)
    table["today"] = article_day()
    last = table[end].fillna(article_day()) if fill else table[end]
    return (last - table[start]).dt.days.dropna()


def joined(how: Literal["inner", "left"] = "inner", on: str = "tie") -> pd.DataFrame:
    """Return the clauses with the kind of their tie, by the tie's id or by the title."""
    columns = {"id": "tie"} if on == "tie" else {"instrument": "instrument"}
    right = ties()[[*columns, "kind"]].rename(columns=columns)
    return clauses().merge(right, on=on, how=how)


def promises_of_russia(day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return Russia's ties in force on a day (by default all on file), with the partner."""
    table = ties() if day is None else fo.ties_in_force(ties(), day)
    found = table[(table["a"] == "RUS") | (table["b"] == "RUS")]
    return found.assign(partner=found["a"].where(found["a"] != "RUS", found["b"]))


def partners(rows: pd.DataFrame, kinds: tuple[str, ...] = FORMAL) -> set[str]:
    """Return the partners of the ties of some kinds."""
    return set(rows.loc[rows["kind"].isin(kinds), "partner"])


def without_help(rows: pd.DataFrame, kinds: tuple[str, ...] = FORMAL) -> list[str]:
    """Return the partners with a tie of some kinds and none of defence."""
    return sorted(partners(rows, kinds) - partners(rows, ("defense",)))


def overlap(met: pd.DataFrame) -> pd.Series:
    """Return whether two spans share a day: each begins before the other ends."""
    return (met["start"] < met["end_war"]) & (met["start_war"] < met["end"])


def _spans(without: str) -> pd.DataFrame:
    table = ties()
    both_ways = zip(table["a"], table["b"], strict=True)
    named = [two if without == "sorting" else tuple(sorted(two)) for two in both_ways]
    end = table["in_force_to"]
    end = end if without == "filling" else end.fillna(pd.Timestamp("2200-01-01"))
    pairs = pd.Series(named, index=table.index)
    return table.assign(pair=pairs, start=table["in_force_from"], end=end)


def fought_while_bound(met: Overlap = overlap, *, without: str = "") -> list[Pair]:
    """Return the pairs in conflict while a promise of nonaggression held; a slip leaves a step out.

    `without` is `also`, `sorting`, `filling`, `weak` or `once`.
    """
    table = _spans(without)
    promised = table["kind"].eq("nonaggression")
    if without != "also":
        promised |= table["also"].str.contains("nonaggression")
    if without == "weak":
        promised &= table["effect"].eq("in-effect")
    wars = table.loc[table["kind"] == "armed-conflict", ["pair", "start", "end"]]
    both = table[promised].merge(wars, on="pair", suffixes=("", "_war"))
    found = both.loc[met(both), "pair"]
    return [frozenset(pair) for pair in (found if without == "once" else found.drop_duplicates())]
