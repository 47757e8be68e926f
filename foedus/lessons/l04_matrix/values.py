"""What the questions of lesson 04 compute: right answers, and what common slips give."""

from typing import Final

import pandas as pd

import foedus as fo
from foedus.relations import COOPERATIVE, LETTERS

__all__ = [
    "DEAL_DAY",
    "IRAN",
    "article_day",
    "balance",
    "balance_all_kinds",
    "balance_columns",
    "balance_defence_only",
    "balance_mutual",
    "balance_turned",
    "defended_pairs",
    "directed_counts",
    "kinds_by_pair",
    "moved_by",
    "on_day",
    "order_with",
    "pact_members",
    "pairs_of",
    "parties",
    "partners_of",
    "square",
    "ties",
]

IRAN: Final = "IRN"
#: The day on which the nuclear deal with Iran was concluded.
DEAL_DAY: Final = pd.Timestamp("2015-07-14")
_PLEDGES: Final = ("defense", "security-commitment")

Pair = frozenset[str]


def article_day() -> pd.Timestamp:
    """Return the article's day."""
    return pd.Timestamp(fo.ARTICLE_DAY)


def ties() -> pd.DataFrame:
    """Load the ties as of the article's day, with kinds and effects as text."""
    table = fo.load("ties", as_of=fo.ARTICLE_DAY)
    return table.assign(kind=table["kind"].astype(str), effect=table["effect"].astype(str))


def parties() -> pd.DataFrame:
    """Load the parties of multilateral treaties as of the article's day."""
    return fo.load("parties", as_of=fo.ARTICLE_DAY)


def on_day(table: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the ties in force on a day, by default the article's."""
    return fo.ties_in_force(table, article_day() if day is None else day)


def partners_of(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the ties of an actor, with the other side in a column `partner`."""
    found = table[(table["a"] == code) | (table["b"] == code)]
    return found.assign(partner=found["a"].where(found["a"] != code, found["b"]))


def directed_counts(table: pd.DataFrame, code: str, *, repeats: bool = False) -> dict[str, int]:
    """Count the actors (or, with repeats, the ties) that an actor owes and is owed by."""
    promises = fo.directed_pairs(table[table["kind"].isin(_PLEDGES)])
    owed = promises.loc[promises["ower"] == code, "owed"]
    owers = promises.loc[promises["owed"] == code, "ower"]
    if repeats:
        return {"owes": len(owed), "is owed by": len(owers)}
    return {"owes": owed.nunique(), "is owed by": owers.nunique()}


def pact_members(day: pd.Timestamp) -> list[str]:
    """Return the parties of the Arab joint defence treaty on a day."""
    pact = parties().query("treaty_id == 'arab-jd-1950'")
    held = (pact["from"] <= day) & (pact["to"].isna() | (day < pact["to"]))
    return list(pact.loc[held, "code"])


def pairs_of(codes: list[str]) -> list[Pair]:
    """Return each pair of different codes once."""
    return [frozenset((a, b)) for i, a in enumerate(codes) for b in codes[i + 1 :] if a != b]


def kinds_by_pair(table: pd.DataFrame, order: tuple[str, ...] = COOPERATIVE) -> dict[Pair, str]:
    """Return the strongest kind of each pair, by an order of kinds."""
    rows = table[table["kind"].isin(order)].sort_values(
        "kind", key=lambda kind: kind.map(order.index)
    )
    best: dict[Pair, str] = {}
    for a, b, kind in zip(rows["a"], rows["b"], rows["kind"], strict=True):
        best.setdefault(frozenset((a, b)), kind)
    return best


def defended_pairs(table: pd.DataFrame) -> set[Pair]:
    """Return the pairs with a promise of defence as their strongest tie."""
    return {pair for pair, kind in kinds_by_pair(table).items() if kind == "defense"}


def order_with(kind: str, above: str) -> tuple[str, ...]:
    """Return the order of kinds with one kind moved directly above another."""
    order = [one for one in COOPERATIVE if one != kind]
    order.insert(order.index(above), kind)
    return tuple(order)


def moved_by(table: pd.DataFrame, order: tuple[str, ...]) -> list[Pair]:
    """Return the pairs whose strongest kind changes under another order."""
    before, after = kinds_by_pair(table), kinds_by_pair(table, order)
    return [pair for pair, kind in before.items() if after.get(pair) != kind]


def square(
    codes: tuple[str, ...], *, mirrored: bool = True, capitals: bool = False, words: bool = False
) -> pd.DataFrame:
    """Return the square of some actors on the article's day; options give what slips give."""
    found = fo.strongest_ties(ties(), article_day())
    found = found[found["a"].isin(codes) & found["b"].isin(codes) & found["kind"].ne("")]
    letters = found["kind"].map(LETTERS)
    cell = letters if capitals else letters.where(~found["weak"], letters.str.lower())
    found = found.assign(cell=found["kind"] if words else cell)
    turned = found.rename(columns={"a": "b", "b": "a"})
    long = pd.concat([found, turned]) if mirrored else found
    wide = long.pivot_table(index="a", columns="b", values="cell", aggfunc="first")
    return wide.reindex(index=list(codes), columns=list(codes)).astype("object")


def balance(code: str) -> dict[str, int]:
    """Count whom an actor owes, and who owes it."""
    return directed_counts(on_day(ties()), code)


def balance_mutual(code: str) -> dict[str, int]:
    """Take every promise for mutual."""
    return directed_counts(on_day(ties()).assign(directed=False), code)


def balance_defence_only(code: str) -> dict[str, int]:
    """Count one kind of the two."""
    rows = on_day(ties())
    return directed_counts(rows[rows["kind"] == "defense"], code)


def balance_all_kinds(code: str) -> dict[str, int]:
    """Count ties of every kind."""
    promises = fo.directed_pairs(on_day(ties()))
    owed = promises.loc[promises["ower"] == code, "owed"].nunique()
    return {"owes": owed, "is owed by": promises.loc[promises["owed"] == code, "ower"].nunique()}


def balance_columns(code: str) -> dict[str, int]:
    """Take `a` for the side that owes in every row."""
    return directed_counts(on_day(ties()).assign(directed=True), code)


def balance_turned(code: str) -> dict[str, int]:
    """Exchange the two numbers."""
    right = balance(code)
    return {"owes": right["is owed by"], "is owed by": right["owes"]}
