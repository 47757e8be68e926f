"""What a sentence may cite: sources, and rows of the tables with the sources behind them."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from foedus import tables

__all__ = ["Catalogue", "Row", "Source", "catalogue"]

#: Tables whose rows can be cited, each with the columns that may date a row.
_DATED: Final = {
    "events": ("date",),
    "ties": ("signed", "in_force_from"),
    "clauses": ("signed",),
    "claims": (),
    "treaties": ("signed",),
    "resolutions": ("date",),
    "arms": ("ordered_year", "delivered_from"),
    "sanctions": ("date_from",),
}
_SOURCE_COLUMNS: Final = ("source", "source2", "sources")
_NEAR: Final = 3
_ISO_DAY: Final = 10


@dataclass(frozen=True)
class Source:
    """One source as a reader sees it, for example a ministry's page."""

    id: str
    title: str
    publisher: str
    url: str
    language: str = "en"


@dataclass(frozen=True)
class Row:
    """A row that can be cited: its table, its date as far as known, its source ids."""

    table: str
    date: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All that can be cited on a day.

    Parameters
    ----------
    sources : mapping
        Source by id.
    rows : mapping
        Row by id, as known on the day.
    later : frozenset of str
        Ids of rows that are on file, but of a later day.
    """

    sources: Mapping[str, Source]
    rows: Mapping[str, Row]
    later: frozenset[str]

    def fault(self, one: str) -> str:
        """Say why an id cannot be cited; blank when it can."""
        if one in self.sources or (one in self.rows and self.rows[one].sources):
            return ""
        if one in self.rows:
            return f"the row {one!r} was written from memory and names no source; cite another"
        if one in self.later:
            return f"the row {one!r} is later than the briefing's as-of date"
        near = self.near(one)
        return f"there is no source and no row {one!r}" + (f"; near it: {near}" if near else "")

    def near(self, one: str) -> str:
        """Return the ids most like an unknown one, as text."""
        return ", ".join(
            difflib.get_close_matches(one.strip().lower(), [*self.rows, *self.sources], n=_NEAR)
        )

    def resolve(self, one: str) -> tuple[Source, ...]:
        """Return the sources behind an id that has no fault."""
        if one in self.sources:
            return (self.sources[one],)
        return tuple(self.sources[source] for source in self.rows[one].sources)


@lru_cache(maxsize=8)
def catalogue(as_of: str) -> Catalogue:
    """Return what can be cited on a day.

    Parameters
    ----------
    as_of : str
        ISO day.

    Examples
    --------
    >>> on_file = catalogue("2025-06-22")
    >>> [source.id for source in on_file.resolve("rus-prk-2024")]
    ['yonhap-2024-treaty', 'iuvmpress-russia-north-korea-strategic']
    >>> on_file.fault("rus-prk-2042")[:68]
    "there is no source and no row 'rus-prk-2042'; near it: rus-prk-2024,"
    """
    sources = {
        str(row["id"]): Source(*(_text(row[name]) for name in Source.__annotations__))
        for row in _records("sources", None)
    }
    rows = dict(_rows(as_of))
    return Catalogue(sources, rows, frozenset(one for one, _ in _rows(None) if one not in rows))


def _rows(as_of: str | None) -> Iterator[tuple[str, Row]]:
    for table, columns in _DATED.items():
        for row in _records(table, as_of):
            dates = (_text(row[name])[:_ISO_DAY] for name in columns)
            ids = (_text(row.get(name)).split() for name in _SOURCE_COLUMNS)
            sources = tuple(dict.fromkeys(one for listed in ids for one in listed))
            yield str(row["id"]), Row(table, next(filter(None, dates), ""), sources)


def _records(table: str, as_of: str | None) -> Iterator[dict[str, Any]]:
    for row in tables.load(table, as_of=as_of).to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _text(value: object) -> str:
    text = str(value).strip()
    return "" if text in {"None", "NaT", "<NA>", "nan"} else text
