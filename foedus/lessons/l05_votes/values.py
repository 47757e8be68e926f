"""What the questions of lesson 05 compute: right answers, and what common slips give."""

from collections.abc import Callable
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Final

import pandas as pd

import foedus as fo
from foedus.votes import joint_votes

__all__ = [
    "MANY",
    "absences_kept",
    "agree",
    "assembly",
    "constant_members",
    "function_cases",
    "one_side_kept",
    "record",
    "refused",
    "resolutions",
    "scored",
    "scored_on_one_list",
    "scored_with_signs",
    "shifts",
    "square",
    "texts",
    "votes",
]

#: The votes that a member must have cast to be called constant.
MANY: Final = 10
_CODES: Final = {"yes": 1, "abstain": 2, "no": 3}

Score = Callable[[pd.Series], float]


@cache
def votes(*, absent_as: str = "absent") -> pd.DataFrame:
    """Load the votes as of the article's day, once; absences may be written as another word."""
    table = fo.load("votes", as_of=fo.ARTICLE_DAY)
    return table.assign(vote=table["vote"].astype(str).replace("absent", absent_as))


@cache
def resolutions() -> pd.DataFrame:
    """Load the texts as of the article's day, once, with words as text."""
    table = fo.load("resolutions", as_of=fo.ARTICLE_DAY)
    return table.astype({"topic": str, "body": str, "outcome": str})


def assembly() -> list[str]:
    """Return the ids of all Assembly texts."""
    table = resolutions()
    return list(table.loc[table["body"] == "UNGA", "id"])


def texts(topic: str = "ukraine", *, council: bool = False) -> list[str]:
    """Return the ids of a topic's Assembly texts, or those of both bodies."""
    table = resolutions()
    table = table[table["topic"] == topic]
    return list(table["id"] if council else table.loc[table["body"] == "UNGA", "id"])


def record(code: str | None, ids: list[str], *, absent_as: str = "absent") -> pd.Series:
    """Count the votes of a member (of all members, without a code) by word."""
    table = votes(absent_as=absent_as)
    table = table[table["resolution_id"].isin(ids)]
    found = table if code is None else table[table["country"] == code]
    return found["vote"].value_counts()


def refused(keep: Callable[[pd.DataFrame], pd.Series]) -> list[str]:
    """Return the texts to which Russia said no and that a condition keeps."""
    table = votes()
    table = table[(table["country"] == "RUS") & (table["vote"] == "no")]
    found = table[["resolution_id"]].merge(resolutions(), left_on="resolution_id", right_on="id")
    return list(found.loc[keep(found), "id"])


def agree(a: str, b: str, ids: list[str]) -> float:
    """Return the share of texts on which both cast the same vote."""
    return _agreed(a, b, tuple(ids))


@cache
def _agreed(a: str, b: str, ids: tuple[str, ...]) -> float:
    """Compute each share once: the misconceptions ask for the same ones again and again."""
    return fo.agreement(votes(), a, b, ids)


def one_side_kept(a: str, b: str, ids: list[str]) -> float:
    """Drop the absences of the first alone."""
    table = votes()
    table = table[table["resolution_id"].isin(ids)]
    wide = table.pivot_table(
        index="resolution_id", columns="country", values="vote", aggfunc="first"
    )
    wide = wide[wide[a] != "absent"]
    return float((wide[a] == wide[b]).mean())


def absences_kept(a: str, b: str, ids: list[str], *, absent_as: str = "absent") -> float:
    """Compare the words as they stand, an absence among them."""
    table = votes(absent_as=absent_as)
    table = table[table["resolution_id"].isin(ids)]
    wide = table.pivot_table(
        index="resolution_id", columns="country", values="vote", aggfunc="first"
    )
    return float((wide[a] == wide[b]).mean())


def scored(score: Score, *, absent_as: str = "absent", listed: bool = True) -> Callable[..., float]:
    """Return a function of two states and ids that scores the distances of their votes."""
    return scored_with_signs(lambda apart: score(apart.abs()), absent_as=absent_as, listed=listed)


def scored_with_signs(
    score: Score, *, absent_as: str = "absent", listed: bool = True
) -> Callable[..., float]:
    """Return a function that scores the differences of two states' votes, signs and all."""

    def by_hand(a: str, b: str, ids: list[str]) -> float:
        table = votes(absent_as=absent_as)
        joint = joint_votes(table, a, b, ids if listed else None)
        return float(score(joint["a"] - joint["b"]))

    return by_hand


def scored_on_one_list(a: str, b: str, ids: list[str]) -> float:  # noqa: ARG001 (the slip is that)
    """Score two states on the texts on Ukraine, whatever list is given."""
    return scored(lambda apart: 1 - apart.mean())(a, b, texts())


def function_cases() -> tuple[tuple[str, str, list[str]], ...]:
    """Return the calls by which the function of 05.4 is judged."""
    return (
        ("RUS", "IRN", texts()),
        ("USA", "RUS", texts()),
        ("SAU", "IRN", assembly()),
        ("IRN", "USA", assembly()),
        ("IND", "CHN", texts("iran-human-rights")),
    )


def constant_members(
    ids: list[str], *, least: int = MANY, words: tuple[str, ...] = tuple(_CODES)
) -> pd.Series:
    """Return, by member with enough votes, whether all its votes are one word."""
    table = votes()
    table = table[table["resolution_id"].isin(ids) & table["vote"].isin(words)]
    cast = table.groupby("country")["vote"].agg(["nunique", "size"])
    return cast.loc[cast["size"] >= least, "nunique"] == 1


def square(
    codes: tuple[str, ...],
    measure: Callable[..., float] = fo.agreement,
    ids: list[str] | None = None,
) -> pd.DataFrame:
    """Return the matrix of a measure among states, by default on the Ukraine texts."""
    chosen = texts() if ids is None else ids
    cast = votes()[lambda table: table["country"].isin(codes)]
    scores = {two: measure(cast, *two, chosen) for two in combinations_with_replacement(codes, 2)}
    rows = [(a, b, scores[min(a, b), max(a, b)]) for a, b in product(codes, codes)]
    long = pd.DataFrame(rows, columns=["a", "b", "score"])
    return long.pivot_table(index="a", columns="b", values="score", dropna=False)


def shifts(
    codes: tuple[str, ...],
    score: Callable[[str, str, list[str]], float] = agree,
    first: list[str] | None = None,
) -> pd.Series:
    """Return the partners' scores with Iran on Iranian rights, less those on a first list."""
    before, after = texts() if first is None else first, texts("iran-human-rights")
    found = {one: score("IRN", one, after) - score("IRN", one, before) for one in codes}
    return pd.Series(found)
