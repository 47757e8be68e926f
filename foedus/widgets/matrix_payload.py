"""What the matrix's front end is given: columns as lists, repeated text once, dates as days."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from foedus.relations import COOPERATIVE, EFFECTS, HOSTILE

__all__ = ["GROUPS", "KINDS", "matrix_payload"]

#: All kinds of tie, strongest first, the hostile channel last.
KINDS: Final = (*COOPERATIVE, *HOSTILE)
#: The blocs by which actors are grouped and their columns (since, until), in this precedence: the
#: alliances with a duty to help first, then the looser memberships.
GROUPS: Final = (
    ("NATO", "nato_since", "nato_until"),
    ("CSTO", "csto_since", "csto_until"),
    ("GCC", "gcc_since", "gcc_until"),
    ("Arab League", "arab_league_since", "arab_league_until"),
    ("SCO", "sco_since", "sco_until"),
)
_OTHERS: Final = ("Other states", "Armed groups", "Not in being")

_TIES: Final = (
    "a",
    "b",
    "directed",
    "kind",
    "effect",
    "confidence",
    "in_force_from",
    "in_force_to",
)
_POOLED: Final = ("obligation", "instrument", "note", "later", "later_from", "also", "verified")
_POOLED_TOO: Final = ("confidence", "dates_verified", "date_precision")
_CLAUSES: Final = (
    "article",
    "trigger",
    "obligation",
    "short_quote",
    "quote_language",
    "quote_from",
)
#: What a tie has for itself; all else it may share with others, of the same treaty for instance.
_OWN: Final = ("id", "a", "b", "from", "to")
_EPOCH: Final = pd.Timestamp("1970-01-01")
_DAY: Final = pd.Timedelta(days=1)
_EVER: Final = -1_000_000  # a day before any date of the tables


class _Pool:
    """Texts that occur many times, each stored once; number 0 is the empty text."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def add(self, texts: Iterable[str]) -> list[int]:
        return [self.numbers.setdefault(text, len(self.numbers)) for text in texts]


def matrix_payload(
    ties: pd.DataFrame, actors: pd.DataFrame, sources: pd.DataFrame, clauses: pd.DataFrame
) -> dict[str, Any]:
    """Return everything the matrix needs, as plain JSON types.

    Parameters
    ----------
    ties : DataFrame
        As ``fo.load("ties")`` returns it; ties with an actor outside ``actors`` are left out.
    actors : DataFrame
        As ``fo.load("actors")`` returns it: at least ``code``; the order is kept.
    sources : DataFrame
        ``id``, ``title``, ``publisher``, ``url``.
    clauses : DataFrame
        As ``fo.load("clauses")`` returns it; a clause of a multilateral treaty is shown with
        every pair of that treaty.

    Returns
    -------
    dict
        ``kinds``, ``effects``, ``groups``, ``pool`` (texts); ``actors``, ``ties``, ``acts`` (what
        several ties share), ``sources`` and ``clauses``, each a dict of columns. Dates are days
        since 1970-01-01.

    Raises
    ------
    ValueError
        If a column is missing, a kind or an effect is unknown, or a code stands twice.
    """
    codes = _codes_of(actors)
    ties = _shown_ties(ties, codes)
    sources = _used_sources(sources, ties, clauses)
    pool = _Pool()
    own, acts = _shared(_tie_columns(ties, codes, list(sources["id"]), pool))
    return {
        "kinds": list(KINDS),
        "hostile": len(HOSTILE),
        "effects": list(EFFECTS),
        "groups": [*(name for name, *_ in GROUPS), *_OTHERS],
        "actors": _actor_columns(actors, codes),
        "ties": own,
        "acts": acts,
        "sources": {name: _texts(sources, name) for name in ("title", "publisher", "url")},
        "clauses": _clause_columns(clauses, ties, list(sources["id"])),
        "pool": list(pool.numbers),
    }


def _codes_of(actors: pd.DataFrame) -> list[str]:
    _require("actors", actors, ("code",))
    codes = [str(code) for code in actors["code"]]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"The table of actors names {', '.join(twice)} twice; a code stands once.")
    if not codes:
        raise ValueError("The table of actors is empty: a matrix needs actors on its axes.")
    return codes


def _shown_ties(ties: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    _require("ties", ties, _TIES)
    _known(ties, "kind", KINDS)
    _known(ties, "effect", EFFECTS)
    shown = ties[ties["a"].isin(codes) & ties["b"].isin(codes) & (ties["a"] != ties["b"])]
    if len(ties) and shown.empty:
        named = sorted({*ties["a"].astype(str), *ties["b"].astype(str)})
        raise ValueError(
            f"None of the ties joins two of the actors. The ties name {', '.join(named[:8])}; "
            f"the actors are {', '.join(codes[:8])}."
        )
    return shown.reset_index(drop=True)


def _used_sources(sources: pd.DataFrame, ties: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    _require("sources", sources, ("id",))
    columns = [_texts(ties, "source"), _texts(ties, "source2"), _texts(clauses, "source")]
    used = {source for column in columns for source in column}
    return sources[sources["id"].isin(used)].reset_index(drop=True)


def _tie_columns(
    ties: pd.DataFrame, codes: list[str], sources: list[str], pool: _Pool
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        "id": _texts(ties, "id"),
        "a": _places(ties["a"], codes),
        "b": _places(ties["b"], codes),
        "directed": [int(flag) for flag in ties["directed"].astype(bool)],
        "kind": _places(ties["kind"], KINDS),
        "effect": _places(ties["effect"], EFFECTS),
        "low": [int(level == "low") for level in ties["confidence"]],
        "signed": _days(ties, "signed"),
        "from": _days(ties, "in_force_from"),
        "to": _days(ties, "in_force_to"),
        "source": _places(_texts(ties, "source"), sources),
        "source2": _places(_texts(ties, "source2"), sources),
    }
    for name in (*_POOLED, *_POOLED_TOO):
        columns[name] = pool.add(_texts(ties, name))
    return columns


def _shared(columns: dict[str, list[Any]]) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Split the columns: each tie's own with its act's number, and the acts, each once."""
    names = [name for name in columns if name not in _OWN]
    numbers: dict[tuple[Any, ...], int] = {}
    rows = zip(*(columns[name] for name in names), strict=True)
    act = [numbers.setdefault(row, len(numbers)) for row in rows]
    acts = {name: [row[place] for row in numbers] for place, name in enumerate(names)}
    return {**{name: columns[name] for name in _OWN}, "act": act}, acts


def _actor_columns(actors: pd.DataFrame, codes: list[str]) -> dict[str, list[Any]]:
    long = _texts(actors, "name") if "name" in actors else codes
    short = _texts(actors, "short_name") if "short_name" in actors else long
    return {
        "code": codes,
        "name": [name or code for name, code in zip(short, codes, strict=True)],
        "long": [name or code for name, code in zip(long, codes, strict=True)],
        "since": _days(actors, "exists_from"),
        "until": _days(actors, "exists_to"),
        "spells": _spells(actors),
    }


def _spells(actors: pd.DataFrame) -> list[list[list[int | None]]]:
    """For each actor its memberships (group, since, until) in order of precedence."""
    sinces = [_days(actors, since) for _, since, _ in GROUPS]
    untils = [_days(actors, until) for *_, until in GROUPS]
    kinds = _texts(actors, "kind")
    return [
        [
            *(
                [group, sinces[group][row], untils[group][row]]
                for group in range(len(GROUPS))
                if sinces[group][row] is not None
            ),
            [len(GROUPS) + (kinds[row] not in {"", "state"}), _EVER, None],
        ]
        for row in range(len(actors))
    ]


def _clause_columns(
    clauses: pd.DataFrame, ties: pd.DataFrame, sources: list[str]
) -> dict[str, Any]:
    """Clauses as columns, and for each tie that has some the rows of its clauses."""
    of = _clauses_of_ties(_texts(clauses, "tie"), _texts(ties, "id"), _texts(ties, "basis"))
    used = sorted({row for rows in of.values() for row in rows})
    place = {row: number for number, row in enumerate(used)}
    kept = clauses.iloc[used]
    columns: dict[str, list[Any]] = {name: _texts(kept, name) for name in _CLAUSES}
    columns["source"] = _places(_texts(kept, "source"), sources)
    return {
        "rows": columns,
        "of": {str(tie): [place[row] for row in rows] for tie, rows in of.items()},
    }


def _clauses_of_ties(tie_ids: list[str], ids: list[str], bases: list[str]) -> dict[int, list[int]]:
    """Match clauses with ties: by the tie's id, and for a treaty of many by its treaty."""
    basis_of = dict(zip(ids, bases, strict=True))
    by_tie: dict[str, list[int]] = {}
    by_basis: dict[str, list[int]] = {}
    for row, tie_id in enumerate(tie_ids):
        by_tie.setdefault(tie_id, []).append(row)
        basis = basis_of.get(tie_id, "")
        if basis.startswith("multilateral:"):
            by_basis.setdefault(basis, []).append(row)
    found = {tie: by_tie.get(ids[tie]) or by_basis.get(bases[tie], []) for tie in range(len(ids))}
    return {tie: rows for tie, rows in found.items() if rows}


def _texts(frame: pd.DataFrame, column: str) -> list[str]:
    if column not in frame:
        return [""] * len(frame)
    return ["" if pd.isna(value) else _text(value) for value in frame[column]]


def _text(value: object) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else str(value)


def _days(frame: pd.DataFrame, column: str) -> list[int | None]:
    if column not in frame:
        return [None] * len(frame)
    days = pd.to_datetime(frame[column])
    return [None if pd.isna(day) else (day - _EPOCH) // _DAY for day in days]


def _places(values: Iterable[object], known: Iterable[str]) -> list[int]:
    """Return each value's place in the list, -1 for what is not in it."""
    places = {name: place for place, name in enumerate(known)}
    return [places.get(str(value), -1) for value in values]


def _require(name: str, frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(
            f"The table of {name} lacks {', '.join(missing)}; it has {list(frame.columns)}."
        )


def _known(ties: pd.DataFrame, column: str, allowed: tuple[str, ...]) -> None:
    strange = sorted({str(value) for value in ties[column]} - set(allowed))
    if strange:
        raise ValueError(
            f"The ties hold the unknown {column} {', '.join(strange)}; "
            f"known are {', '.join(allowed)}."
        )
