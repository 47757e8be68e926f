"""What the timeline's front end gets: one compact dictionary, made from tables.

Columns are lists; what repeats (actors, categories, phases, sources) is written once and
pointed to by number. Days are counted from 1970-01-01.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from foedus import chronology
from foedus.charts.palettes import CATEGORIES, INK_SOFT

__all__ = ["Filters", "passing", "timeline_payload"]

_NEEDED = ("id", "date", "start", "end", "title", "actors", "category", "phase", "in_story",
           "contested")  # fmt: skip
_TEXTS = ("date", "date_end", "title", "summary", "note", "later", "later_from")
_IN_STORY, _CONTESTED = 1, 2


def timeline_payload(
    events: pd.DataFrame, actors: pd.DataFrame, sources: pd.DataFrame
) -> dict[str, Any]:
    """Return the events as the front end reads them.

    Parameters
    ----------
    events : DataFrame
        As `fo.load("events")` returns it; at least id, date, start, end, title, actors,
        category, phase, in_story and contested.
    actors : DataFrame
        `code`, `name` and, where known, `short_name`.
    sources : DataFrame
        `id`, `title`, `publisher`, `url`.

    Returns
    -------
    dict
        Lists of equal length, one value an event in order of time (`id`, `start`, `end`, `date`,
        `title`, ...), and the lists they point into: `actor_names` [code, name, short name],
        `categories`, `phases` [name, first day, last day], `sources` [title, publisher, url].

    Raises
    ------
    ValueError
        If a column is missing, an id stands twice, or there is no event.
    """
    _check(events)
    events = events.sort_values(["start", "id"], kind="stable")
    phases = chronology.phase_spans(events)
    phase_at = _positions(phases["phase"])
    codes = [row.split(";") if row else [] for row in events["actors"].astype("str")]
    used = sorted({code for row in codes for code in row})
    actor_at = _positions(used)
    categories = _categories(events)
    return {
        "id": events["id"].astype("str").tolist(),
        "start": _days(events["start"]),
        "end": _days(events["end"]),
        **{name: _text(events, name) for name in _TEXTS},
        "flags": _flags(events),
        "category": [categories.index(name) for name in events["category"].astype("str")],
        "categories": categories,
        "colours": [CATEGORIES.get(name, INK_SOFT) for name in categories],
        "phase": [phase_at[name] for name in events["phase"].astype("str")],
        "phases": _rows(phases["phase"], _days(phases["start"]), _days(phases["end"])),
        "actors": [[actor_at[code] for code in row] for row in codes],
        "actor_names": _names(used, actors),
        "verified": _text(events, "verified"),
        **_sources(events, sources),
    }


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see; empty values keep everything.

    Attributes
    ----------
    phase, actor
        Name of a phase; code of an actor.
    categories
        Names of categories, any of which will do.
    query
        Words that must all occur in title, summary, note, category or actors' names.
    """

    phase: str = ""
    categories: tuple[str, ...] = ()
    actor: str = ""
    query: str = ""


def passing(events: pd.DataFrame, payload: dict[str, Any], filters: Filters) -> "pd.Series[bool]":
    """Say which events pass the filters, by the same rules as the front end.

    Parameters
    ----------
    events : DataFrame
        In the order of the payload.
    payload : dict
        From `timeline_payload`.
    filters : Filters
        What to keep.

    Returns
    -------
    Series of bool
        On the index of `events`.
    """
    kept = pd.Series(data=True, index=events.index)
    if filters.phase:
        kept &= events["phase"].astype("str") == filters.phase
    if filters.categories:
        kept &= events["category"].isin(filters.categories)
    if filters.actor:
        pattern = rf"(?:^|;){re.escape(filters.actor)}(?:;|$)"
        kept &= events["actors"].astype("str").str.contains(pattern)
    texts = pd.Series(_searchable(payload), index=events.index)
    for word in filters.query.lower().split():
        kept &= texts.str.contains(word, regex=False)
    return kept


def _check(events: pd.DataFrame) -> None:
    missing = [name for name in _NEEDED if name not in events]
    if missing:
        raise ValueError(
            f"The events lack the column(s) {', '.join(missing)}. "
            'Take the frame from fo.load("events") and keep its columns.'
        )
    if events.empty:
        raise ValueError("There is no event in this frame: filter less, or take a later as_of.")
    twice = events["id"][events["id"].duplicated()].astype("str").unique()
    if len(twice):
        raise ValueError(f"Each event needs an id of its own; these stand twice: {list(twice)}.")


def _categories(events: pd.DataFrame) -> list[str]:
    found = set(events["category"].astype("str"))
    return [name for name in CATEGORIES if name in found] + sorted(found - set(CATEGORIES))


def _days(dates: "pd.Series[pd.Timestamp]") -> list[int]:
    days = (dates - pd.Timestamp("1970-01-01")) // pd.Timedelta(days=1)
    return [int(day) for day in days]


def _text(events: pd.DataFrame, name: str) -> list[str]:
    if name not in events:
        return [""] * len(events)
    column = events[name]
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return ["" if pd.isna(value) else str(value) for value in column]


def _flags(events: pd.DataFrame) -> list[int]:
    story, contested = (events[name].astype("bool") for name in ("in_story", "contested"))
    return [_IN_STORY * a + _CONTESTED * b for a, b in zip(story, contested, strict=True)]


def _positions(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _rows(*columns: Iterable[Any]) -> list[list[Any]]:
    return [list(row) for row in zip(*columns, strict=True)]


def _names(codes: list[str], actors: pd.DataFrame) -> list[list[str]]:
    known = actors.drop_duplicates("code", keep="last").set_index("code")
    full = _lookup(codes, known, "name", codes)
    return _rows(codes, full, _lookup(codes, known, "short_name", full))


def _lookup(codes: list[str], known: pd.DataFrame, name: str, otherwise: list[str]) -> list[str]:
    names = known[name].dropna().astype("str") if name in known else pd.Series(dtype="str")
    return [names.get(code) or plain for code, plain in zip(codes, otherwise, strict=True)]


def _sources(events: pd.DataFrame, sources: pd.DataFrame) -> dict[str, Any]:
    ids = [_text(events, "source"), _text(events, "source2")]
    used = sorted({one for column in ids for one in column if one})
    at = _positions(used)
    known = sources.drop_duplicates("id").set_index("id").reindex(used)
    rows = _rows(*(_text(known, name) for name in ("title", "publisher", "url")))
    return {
        "source": [[at[one] for one in pair if one] for pair in zip(*ids, strict=True)],
        "sources": [[row[0] or one, *row[1:]] for one, row in zip(used, rows, strict=True)],
    }


def _searchable(payload: dict[str, Any]) -> list[str]:
    names = [f"{full} {short}" for _, full, short in payload["actor_names"]]
    actors = [" ".join(names[number] for number in row) for row in payload["actors"]]
    categories = [payload["categories"][number] for number in payload["category"]]
    texts = (payload[name] for name in ("title", "summary", "note"))
    return [" ".join(row).lower() for row in zip(*texts, categories, actors, strict=True)]
