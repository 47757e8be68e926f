"""What can be cited: sources, and the rows of the tables with the sources behind them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

import pandas as pd

__all__ = [
    "CITABLE",
    "Source",
    "link",
    "plain",
    "records",
    "row_sources",
    "source_from",
    "text_of",
]

#: Tables whose rows can be cited, each with the columns that may date a row.
CITABLE: Final = {
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
_MISSING: Final = {"None", "NaT", "<NA>", "nan"}


@dataclass(frozen=True)
class Source:
    """One source as a reader sees it, for example a ministry's page."""

    id: str
    title: str
    publisher: str
    url: str
    kind: str = ""
    note: str = ""
    language: str = "en"


def source_from(row: Mapping[str, Any]) -> Source:
    """Return a row of `sources` as a `Source`."""
    return Source(*(text_of(row.get(field.name)) for field in fields(Source)))


def row_sources(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the sources behind a row, each once, the first source first.

    Examples
    --------
    >>> row_sources({"source": "tass-1", "source2": "", "sources": "tass-1 irna-2"})
    ('tass-1', 'irna-2')
    """
    listed = (text_of(row.get(column)).split() for column in _SOURCE_COLUMNS)
    return tuple(dict.fromkeys(one for ids in listed for one in ids))


def records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, each by the names of its columns."""
    for row in table.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def text_of(value: object) -> str:
    """Return a cell as text; blank for any sort of missing value.

    Examples
    --------
    >>> text_of(pd.NaT), text_of(None), text_of(" tass-1 ")
    ('', '', 'tass-1')
    """
    text = str(value).strip()
    return "" if text in _MISSING else text


def plain(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is.

    Examples
    --------
    >>> plain("The [treaty]")
    'The \\[treaty\\]'
    """
    return re.sub(r"([\[\]|*_`<>])", r"\\\1", " ".join(text.split()))


def link(words: str, url: str) -> str:
    """Return a Markdown link, whatever stands in its words and address.

    Examples
    --------
    >>> link("Ministry", "https://m.example/a_(b) c")
    '[Ministry](https://m.example/a_%28b%29%20c)'
    """
    address = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"[{plain(words)}]({address})"
