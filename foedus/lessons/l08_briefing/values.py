"""What the questions of lesson 08 compute: right functions, and what common slips give."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import pandas as pd

import foedus as fo
from foedus.relations import COOPERATIVE

__all__ = [
    "DELIVERY_CASES",
    "KIND_CASES",
    "STORY_CASES",
    "TIE_CASES",
    "agreeing",
    "deliveries",
    "differing",
    "ids_in_force",
    "kind_of",
    "share_cases",
    "story",
    "table",
]

DAY: Final = fo.ARTICLE_DAY
TIE_CASES: Final = (
    ("RUS", "ARM", "2025-06-22"),
    ("ARM", "RUS", "2025-06-22"),
    ("RUS", "IRN", "2025-06-22"),
    ("PRK", "RUS", "1990-01-01"),
    ("SAU", "PAK", "2025-06-22"),
    ("ISR", "USA", "1985-01-01"),
    ("ISR", "PAK", "2025-06-22"),
    ("USA", "IRN", "2025-06-22"),
)
KIND_CASES: Final = (
    ("RUS", "PRK", "2025-06-22"),
    ("PRK", "RUS", "2010-01-01"),
    ("DEU", "RUS", "2025-06-22"),
    ("ARM", "AZE", "2020-10-15"),
    ("AZE", "ARM", "2025-06-22"),
    ("USA", "ISR", "2025-06-22"),
    ("PAK", "CHN", "2025-06-22"),
    ("IRN", "CHN", "2025-06-22"),
    ("IRN", "RUS", "2025-06-22"),
)
STORY_CASES: Final = (("RUS", "PRK"), ("ISR", "USA"), ("IRN", "CHN"), ("PAK", "SAU"))
DELIVERY_CASES: Final = (
    ("RUS", "IRN"),
    ("IRN", "RUS"),
    ("USA", "ISR"),
    ("PRK", "RUS"),
    ("RUS", "ARM"),
)


def table(name: str) -> pd.DataFrame:
    """Load a table as of the article's day."""
    return fo.load(name, as_of=DAY)


def _between(rows: pd.DataFrame, a: str, b: str, sides: str) -> pd.DataFrame:
    if sides == "one-order":
        return rows[(rows["a"] == a) & (rows["b"] == b)]
    if sides == "either":
        return rows[rows["a"].isin([a, b]) | rows["b"].isin([a, b])]
    return fo.ties_of_pair(rows, a, b)


def ids_in_force(
    *, sides: str = "both", begin: str = "in_force_from", end: str = "open", day: str = ""
) -> Callable[[str, str, str], list[str]]:
    """Return the function of 08.1, or what a slip makes of it.

    Parameters
    ----------
    sides : {"both", "one-order", "either"}
        How the pair is looked for.
    begin : str
        The column that a tie begins with.
    end : {"open", "closed", "none"}
        Whether an open end counts as not over, drops out, or ends are not looked at.
    day : str
        A day that replaces the one asked for.
    """

    def ties_of(a: str, b: str, on: str) -> list[str]:
        rows = _between(table("ties"), a, b, sides)
        at = pd.Timestamp(day or on)
        held = rows[begin] <= at
        if end != "none":
            held &= (rows["in_force_to"] > at) | (rows["in_force_to"].isna() & (end == "open"))
        return list(rows.loc[held, "id"])

    return ties_of


def kind_of(
    pick: Callable[[list[str]], str] = lambda kinds: min(kinds, key=COOPERATIVE.index, default=""),
    *,
    hostile: bool = False,
    sides: str = "both",
    day: str = "",
    effects: tuple[str, ...] = (),
) -> Callable[[str, str, str], str]:
    """Return the function of 08.2; `pick` chooses among the kinds of the ties in force."""

    def strongest(a: str, b: str, on: str) -> str:
        rows = fo.ties_in_force(_between(table("ties"), a, b, sides), day or on)
        rows = rows[rows["effect"].isin(effects)] if effects else rows
        kinds = rows["kind"].astype(str)
        return pick(list(kinds if hostile else kinds[kinds.isin(COOPERATIVE)]))

    return strongest


def _naming(a: str, b: str, how: Callable[[Iterable[bool]], bool]) -> pd.DataFrame:
    events = table("events")
    codes = events["actors"].str.split(";")
    return events[[how([a in row, b in row]) for row in codes]]


def story(
    *,
    events: bool = True,
    ties: bool = True,
    how: Callable[[Iterable[bool]], bool] = all,
    sides: str = "both",
    in_force: bool = False,
) -> Callable[[str, str], pd.DataFrame]:
    """Return the function of 08.3, or one that leaves rows out or lets others in."""

    def story_of(a: str, b: str) -> pd.DataFrame:
        pair = _between(table("ties"), a, b, sides)
        turns = fo.tie_events(fo.ties_in_force(pair, DAY) if in_force else pair)
        parts = [_naming(a, b, how)] * events + [turns] * ties
        return pd.concat(parts).sort_values("start", ignore_index=True)

    return story_of


def share_cases() -> tuple[tuple[Any, ...], ...]:
    """Return the calls that try a function of 08.4: two codes and a list of ids."""
    texts = table("resolutions").query("body == 'UNGA'")
    ukraine, rights = (
        list(texts.loc[texts["topic"] == topic, "id"]) for topic in ("ukraine", "iran-human-rights")
    )
    return (
        ("RUS", "ARM", ukraine),
        ("RUS", "IRN", ukraine),
        ("CHN", "PAK", list(texts["id"])),
        ("ARM", "RUS", rights),
        ("USA", "ISR", ukraine),
        ("RUS", "AZE", ["A/RES/ES-11/1", "A/RES/ES-11/2"]),
    )


def agreeing(
    *,
    cast: tuple[str, ...] = ("yes", "no", "abstain"),
    among: str = "joint",
    every: bool = False,
    scale: float = 1,
    nothing: float = float("nan"),
) -> Callable[[str, str, list[str]], float]:
    """Return the function of 08.4, or what a slip makes of it.

    Parameters
    ----------
    cast : tuple of str
        What counts as a vote.
    among : {"joint", "given", "one"}
        What the equal votes are divided by: joint votes, all texts handed in, nothing.
    every : bool
        Whether all texts on file are taken, whatever is handed in.
    scale : float
        Factor of the result: 100 gives percent.
    nothing : float
        The result without a joint vote.
    """

    def share_agreeing(a: str, b: str, ids: list[str]) -> float:
        cast_by = table("votes").assign(vote=lambda rows: rows["vote"].astype(str))
        wide = cast_by.pivot_table(
            index="resolution_id", columns="country", values="vote", aggfunc="first"
        )
        both = wide[[a, b]]
        both = both if every else both[both.index.isin(ids)]
        both = both[both[a].isin(cast) & both[b].isin(cast)]
        if both.empty:
            return nothing
        below = {"joint": len(both), "given": len(ids), "one": 1}[among]
        return scale * float((both[a] == both[b]).sum()) / below

    return share_agreeing


def differing() -> Callable[[str, str, list[str]], float]:
    """Return the function of 08.4 with the comparison turned round."""
    alike = agreeing()
    return lambda a, b, ids: 1 - alike(a, b, ids)


def deliveries(
    statuses: tuple[str, ...] = ("delivered",),
    *,
    any_direction: bool = False,
    how: str = "sum",
    by: str = "designation",
) -> Callable[[str, str], dict[str, float]]:
    """Return the function of 08.5; `how` puts lines of one weapon together."""

    def delivered(supplier: str, recipient: str) -> dict[str, float]:
        lines = table("arms")
        way = (lines["supplier"] == supplier) & (lines["recipient"] == recipient)
        if any_direction:
            way |= (lines["supplier"] == recipient) & (lines["recipient"] == supplier)
        chosen = lines[way & lines["status"].astype(str).isin(statuses)]
        found = chosen.groupby(by)["quantity"].agg(how)
        return {str(name): float(number) for name, number in found.items()}

    return delivered
