"""What a sentence may cite: sources, and rows of the tables with the sources behind them."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from foedus import tables
from foedus.citable import CITABLE, Source, records, row_sources, source_from, text_of

__all__ = ["Catalogue", "Row", "catalogue"]

_NEAR: Final = 3
_ISO_DAY: Final = 10


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
    sources = {str(row["id"]): source_from(row) for row in records(tables.load("sources"))}
    rows = dict(_rows(as_of))
    return Catalogue(sources, rows, frozenset(one for one, _ in _rows(None) if one not in rows))


def _rows(as_of: str | None) -> Iterator[tuple[str, Row]]:
    for table, columns in CITABLE.items():
        for row in records(tables.load(table, as_of=as_of)):
            dates = (text_of(row[name])[:_ISO_DAY] for name in columns)
            yield str(row["id"]), Row(table, next(filter(None, dates), ""), row_sources(row))
