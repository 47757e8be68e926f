"""Ties between actors: which are in force, who owes whom, and the strongest tie of a pair.

The coding scheme follows ATOP's obligation types (Leeds, Ritter, Mitchell and Long 2002) and is
set out in ``data/CODEBOOK.md``; the order of kinds and its limits are explained there.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

import pandas as pd

__all__ = [
    "COOPERATIVE",
    "EFFECTS",
    "HOSTILE",
    "LETTERS",
    "MARKS",
    "directed_pairs",
    "strongest_ties",
    "tie_matrix",
    "ties_in_force",
    "ties_of_pair",
]

#: What is shown in a cell, strongest first. Only armed conflict outranks a promise:
#: a promise must not hide a war.
COOPERATIVE: Final = (
    "armed-conflict",
    "defense",
    "offense",
    "neutrality",
    "nonaggression",
    "consultation",
    "security-commitment",
    "strategic-partnership",
    "basing",
    "arms-transfer",
)
#: The second channel of a cell, strongest first.
HOSTILE: Final = ("no-diplomatic-relations", "sanctions")
#: Ties of one kind are told apart by how far they are honoured, best first.
EFFECTS: Final = ("in-effect", "contested", "frozen", "dormant")
#: One letter a kind, for cells and for readers who do not see colours.
LETTERS: Final = dict(zip(COOPERATIVE, "XDONGCSPBA", strict=True))
#: One mark a hostile kind.
MARKS: Final = {"no-diplomatic-relations": "!", "sanctions": "$"}

Day = str | date | pd.Timestamp


def ties_in_force(ties: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Return the ties in force on a day.

    A tie counts from the day of its entry into force to the day before its end; a tie that began
    and ended on one day counts on that day. A tie without a day of entry into force (signed only)
    is not in force.

    Parameters
    ----------
    ties : DataFrame
        Rows as in ``fo.load("ties")``; ``in_force_from`` and ``in_force_to`` are used.
    on : str, date or Timestamp
        The day, ISO format if a string.

    Returns
    -------
    DataFrame
        The rows in force, in their order, with their index.

    Raises
    ------
    ValueError
        If ``on`` is not a date, or a column is missing.

    Examples
    --------
    >>> import foedus as fo
    >>> ties = fo.ties_in_force(fo.load("ties"), "2025-06-22")
    >>> "rus-irn-2001" in set(ties["id"]), "rus-irn-2025" in set(ties["id"])
    (True, False)
    """
    _require(ties, ("in_force_from", "in_force_to"))
    day = _day(on)
    begin = pd.to_datetime(ties["in_force_from"])
    end = pd.to_datetime(ties["in_force_to"])
    not_ended = end.isna() | (day < end) | ((begin == end) & (day == end))
    return ties[begin.notna() & (begin <= day) & not_ended]


def directed_pairs(ties: pd.DataFrame) -> pd.DataFrame:
    """Turn ties into directed pairs: one row for each side that owes something.

    A directed tie gives one row (``a`` owes ``b``); an undirected tie binds both sides alike and
    gives two.

    Parameters
    ----------
    ties : DataFrame
        Rows as in ``fo.load("ties")``; ``a``, ``b`` and ``directed`` are used.

    Returns
    -------
    DataFrame
        Columns ``ower``, ``owed``, then all columns of ``ties``.

    Examples
    --------
    >>> import pandas as pd
    >>> from foedus.relations import directed_pairs
    >>> ties = pd.DataFrame({"a": ["RUS", "USA"], "b": ["PRK", "JPN"], "directed": [False, True]})
    >>> directed_pairs(ties)[["ower", "owed"]].values.tolist()
    [['RUS', 'PRK'], ['USA', 'JPN'], ['PRK', 'RUS']]
    """
    _require(ties, ("a", "b", "directed"))
    forth = ties.assign(ower=ties["a"], owed=ties["b"])
    both_ways = ties[~ties["directed"].astype(bool)]
    back = both_ways.assign(ower=both_ways["b"], owed=both_ways["a"])
    rows = pd.concat([forth, back], ignore_index=True)
    return rows[["ower", "owed", *ties.columns]]


def strongest_ties(ties: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Return the strongest tie of every pair on a day.

    The rule: armed conflict, then defense, offense, neutrality, nonaggression, consultation,
    security-commitment, strategic-partnership, basing, arms-transfer. Among ties of that kind the
    one best honoured counts (in-effect, contested, frozen, dormant), then the one coded with more
    than low confidence. Hostility is a second channel: no-diplomatic-relations before sanctions.

    Parameters
    ----------
    ties : DataFrame
        Rows as in ``fo.load("ties")``.
    on : str, date or Timestamp
        The day.

    Returns
    -------
    DataFrame
        One row a pair, sorted: ``a``, ``b`` (as in the tie itself), ``kind`` ("" where only a
        hostile tie is in force), ``directed`` (True: only ``a`` owes or gives; False: both sides
        alike), ``effect`` ("" without a kind), ``hostile`` ("" where there is none), ``weak``
        (True where the tie is not in effect or its coding is of low confidence).

    Notes
    -----
    The scale is ordinal: it ranks promises, not trust, power or interest. See "Strongest tie" in
    ``data/CODEBOOK.md``.

    Examples
    --------
    >>> import foedus as fo
    >>> found = fo.strongest_ties(fo.load("ties"), "2025-06-22").set_index(["a", "b"])
    >>> found.loc[("RUS", "IRN"), "kind"], found.loc[("RUS", "PRK"), "kind"]
    ('neutrality', 'defense')
    >>> tuple(found.loc[("RUS", "DEU"), ["kind", "effect", "hostile"]])
    ('neutrality', 'contested', 'sanctions')
    """
    _require(ties, ("a", "b", "directed", "kind", "effect", "confidence"))
    ranked = _ranked(ties_in_force(ties, on))
    cooperative = _best_of_pair(ranked[ranked["kind"].isin(COOPERATIVE)])
    hostile = _best_of_pair(ranked[ranked["kind"].isin(HOSTILE)])
    only_hostile = hostile[~hostile.index.isin(cooperative.index)].assign(
        kind="", effect="", directed=False, weak=False
    )
    found = pd.concat([cooperative, only_hostile])
    found["hostile"] = hostile["kind"].reindex(found.index).fillna("")
    columns = ["a", "b", "kind", "directed", "effect", "hostile", "weak"]
    return found[columns].sort_values(["a", "b"]).reset_index(drop=True)


def tie_matrix(ties: pd.DataFrame, actors: pd.DataFrame | Iterable[str], on: Day) -> pd.DataFrame:
    """Return the square table of strongest ties, as letters.

    Parameters
    ----------
    ties : DataFrame
        Rows as in ``fo.load("ties")``.
    actors : DataFrame or iterable of str
        The actors on both axes, in this order: a frame with a column ``code``, or codes.
    on : str, date or Timestamp
        The day.

    Returns
    -------
    DataFrame
        Square, codes on both axes. A cell holds the letter of the kind (lower case where the tie
        is weak: not in effect, or coded with low confidence) and the mark of the hostile tie
        ("!" no diplomatic relations, "$" sanctions); "" without a tie. The table is symmetrical:
        it hides who owes whom.

    Examples
    --------
    >>> import foedus as fo
    >>> fo.tie_matrix(fo.load("ties"), ["RUS", "IRN", "DEU"], "2025-06-22").loc["RUS"].tolist()
    ['', 'N', 'n$']
    """
    codes = list(actors["code"]) if isinstance(actors, pd.DataFrame) else list(actors)
    matrix = pd.DataFrame("", index=pd.Index(codes), columns=pd.Index(codes), dtype="object")
    found = strongest_ties(ties, on)
    found = found[found["a"].isin(codes) & found["b"].isin(codes)]
    cells = [
        _cell(*tie) for tie in zip(found["kind"], found["weak"], found["hostile"], strict=True)
    ]
    for a, b, cell in zip(found["a"], found["b"], cells, strict=True):
        matrix.at[a, b] = matrix.at[b, a] = cell
    return matrix


def ties_of_pair(ties: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """Return all ties between two actors, whichever is named first, in their order."""
    _require(ties, ("a", "b"))
    return ties[((ties["a"] == a) & (ties["b"] == b)) | ((ties["a"] == b) & (ties["b"] == a))]


def _cell(kind: str, weak: bool, hostile: str) -> str:  # noqa: FBT001
    letter = LETTERS.get(kind, "")
    return (letter.lower() if weak else letter) + MARKS.get(hostile, "")


def _ranked(ties: pd.DataFrame) -> pd.DataFrame:
    """Sort by the strongest-tie rule; ``pair`` is the same whichever side is named first."""
    text = ties[["a", "b", "kind", "effect", "confidence"]].astype("object")
    low = text["confidence"].eq("low")
    by_kind = text["kind"].map({kind: i for i, kind in enumerate((*COOPERATIVE, *HOSTILE))})
    by_effect = text["effect"].map({effect: i for i, effect in enumerate(EFFECTS)})
    ranked = text.assign(
        directed=ties["directed"].astype(bool),
        pair=pd.Series(map(_pair, ties["a"], ties["b"]), index=ties.index, dtype="object"),
        weak=text["effect"].ne("in-effect") | low,
        rank=100 * by_kind + 10 * by_effect + low,
    )
    return ranked.sort_values("rank", kind="stable")


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _best_of_pair(ranked: pd.DataFrame) -> pd.DataFrame:
    """Keep each pair's best tie; equally good ones in both directions bind both sides."""
    equals = ranked[ranked["rank"] == ranked.groupby("pair")["rank"].transform("min")]
    pairs = equals.groupby("pair")
    one_way = pairs["directed"].all() & (pairs["a"].nunique() == 1)
    best = equals.drop_duplicates("pair").set_index("pair")
    return best.assign(directed=one_way.reindex(best.index))


def _day(on: Day) -> pd.Timestamp:
    try:
        return pd.Timestamp(date.fromisoformat(on) if isinstance(on, str) else on).normalize()
    except (TypeError, ValueError, AttributeError) as error:
        msg = f"{on!r} is not a date; write it as YYYY-MM-DD, for example '2025-06-22'."
        raise ValueError(msg) from error


def _require(frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        msg = f"The table of ties lacks {', '.join(missing)}; columns: {list(frame.columns)}."
        raise ValueError(msg)
