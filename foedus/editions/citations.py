"""Turn the marks of a source text into links, and list what a text cites."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from foedus.citable import CITABLE, Source, link, plain, records, row_sources, source_from
from foedus.editions import marks

__all__ = ["Library", "UnknownIdError", "open_library", "render", "sources_section"]

_MOST_LINKS: Final = 2  # in running text; the list at the end has them all
GLOSSARY_FROM_NOTEBOOKS: Final = "../docs/glossary.md"
_KINDS: Final = {
    "primary": "Primary documents",
    "copy": "Copies of documents",
    "data": "Data",
    "research": "Research",
    "reference": "Reference works",
    "state-media": "State media",
    "news": "News reports",
}


class UnknownIdError(ValueError):
    """A text cites an id that no table has."""


@dataclass(frozen=True)
class Library:
    """Everything that can be cited.

    Parameters
    ----------
    sources : dict
        Source by id.
    rows : dict
        Source ids by the id of a row of another table.
    unchecked : frozenset of str
        Ids of rows whose content nobody has yet read in a source (`verified` is memory).
    """

    sources: dict[str, Source]
    rows: dict[str, tuple[str, ...]]
    unchecked: frozenset[str] = field(default_factory=frozenset)

    def resolve(self, one: str) -> tuple[Source, ...]:
        """Return the sources behind an id.

        Raises
        ------
        UnknownIdError
            If neither a source nor a row has this id, or the row has no source.
        """
        if one in self.sources:
            return (self.sources[one],)
        ids = self.rows.get(one)
        if not ids:
            raise UnknownIdError(f"'[@{one}]': no source and no row of {', '.join(CITABLE)}.")
        return tuple(self.sources[source] for source in ids)


def open_library(load: Callable[[str], pd.DataFrame]) -> Library:
    """Read the tables that can be cited.

    Parameters
    ----------
    load : callable
        Gives a table by its name, as `foedus.load` does.
    """
    sources = {str(row["id"]): source_from(row) for row in records(load("sources"))}
    cited = [row for table in CITABLE for row in records(load(table)) if "id" in row]
    rows = {str(row["id"]): row_sources(row) for row in cited}
    unchecked = frozenset(str(row["id"]) for row in cited if row.get("verified") == "memory")
    return Library(sources, rows, unchecked)


def render(text: str, library: Library, glossary: str = GLOSSARY_FROM_NOTEBOOKS) -> str:
    """Return a source text as the reader's Markdown: links for citations, no other mark.

    Parameters
    ----------
    text : str
        Markdown as its author wrote it, marks included.
    library : Library
        What can be cited.
    glossary : str
        The way from the finished page to the glossary.

    Raises
    ------
    UnknownIdError
        If a citation leads nowhere.
    """

    def change(part: str) -> str:
        part = marks.CITATIONS.sub(lambda found: _links(found[0], library), part)
        return marks.GLOSSARY.sub(term_link, marks.PROOFS.sub("", part))

    def term_link(found: re.Match[str]) -> str:
        return _glossary_link(found, glossary)

    return marks.outside_code(text, change)


def sources_section(texts: Iterable[str], library: Library) -> str:
    """Return the list of what the texts cite, grouped by kind, each source once.

    Parameters
    ----------
    texts : iterable of str
        Markdown as its author wrote it, marks included.
    library : Library
        What can be cited.

    Returns
    -------
    str
        Markdown without a heading.
    """
    ids = dict.fromkeys(one for text in texts for one in marks.cited_ids(text))
    if not ids:
        return "This notebook cites no source; its figures are computed from the tables."
    doubtful = {s.id for one in ids if one in library.unchecked for s in library.resolve(one)}
    cited = {source.id: source for one in ids for source in library.resolve(one)}
    groups = []
    for kind in [*_KINDS, *sorted({source.kind for source in cited.values()} - set(_KINDS))]:
        entries = [_entry(one, one.id in doubtful) for one in cited.values() if one.kind == kind]
        if entries:
            groups.append("\n".join([f"**{_KINDS.get(kind, kind)}**", "", *sorted(entries)]))
    return "\n\n".join(groups)


def _links(marked: str, library: Library) -> str:
    found = [source for one in marks.cited_ids(marked) for source in library.resolve(one)]
    links = [link(one.publisher or one.title, one.url) for one in found]
    return f" ({', '.join(list(dict.fromkeys(links))[:_MOST_LINKS])})"


def _entry(source: Source, doubtful: bool) -> str:  # noqa: FBT001
    parts = [f"- {link(source.title, source.url)}, {plain(source.publisher)}."]
    if source.language not in {"", "en"}:
        parts.append(f"Language: {source.language}.")
    if source.note:
        parts.append(f"{plain(source.note).rstrip('.')}.")
    if doubtful:
        parts.append("Source from memory: not yet read against the source.")
    return " ".join(parts)


def _glossary_link(found: re.Match[str], glossary: str) -> str:
    """Link to the entry by its heading's own capitals: JupyterLab finds no other anchor."""
    term, words = " ".join(found[1].split()), found[2] or found[1]
    return f"[{words}]({glossary}#{(term[:1].upper() + term[1:]).replace(' ', '-')})"
