"""The bibliography of the course, made from `sources`, `methods` and the rows that cite them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from foedus.citable import link, plain, records
from foedus.schema import read_tables
from foedus.tables import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["KINDS", "bibliography", "citations"]

#: Kinds of sources in the order of the page, with their headings and what they are.
KINDS: Final = {
    "primary": ("Primary documents", "the document or record itself, at its issuer or an archive"),
    "copy": ("Copies and translations", "of texts first published elsewhere"),
    "data": ("Data sets", "cited; what is shipped in part says so in the codebook"),
    "research": ("Research", "journals, books, institutes, think tanks, law firms"),
    "reference": ("Reference works", "encyclopaedias, handbooks, official background pages"),
    "news": ("News", "agencies, newspapers, broadcasters"),
    "state-media": ("State media", "owned or directed by a state, or close to one"),
}
LANGUAGES: Final = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_COLUMNS: Final = ("source", "source2", "sources", "later_sources")

INTRODUCTION: Final = """\
<!-- Made by `foedus data pages` from data/sources.csv and data/methods.csv. Do not edit it. -->

# Bibliography

Every page, document and data set that a row of the tables points to, and the works that the
methods rest on. [How this course knows what it knows](how-we-know.md) says how they were read and
whose voices are missing.

- **The titles tell what came after the day of the article.** Whoever wants to forecast fairly
  reads this page after lesson 07.
- After the title stands the publisher; for a copy, the place where it was found. A date stands
  in the title where the page gives one.
- **Not opened** marks an address that nobody has read: mostly a primary document whose address
  was added beside the copy that was read.
- At the end stand the source's id in [`data/sources.csv`](../data/sources.csv) and the tables
  with rows that cite it.
- A source is listed because a row cites it. That is no praise, and what it says about itself is
  not ours.
"""


def bibliography() -> str:
    """Return the bibliography as Markdown.

    Returns
    -------
    str
        Counts, the works behind the methods, then every source by kind and title.

    Examples
    --------
    >>> bibliography().splitlines()[2]
    '# Bibliography'
    """
    sources = load("sources")
    cited = citations()
    groups = [_group(kind, sources[sources["kind"] == kind], cited) for kind in KINDS]
    return "\n".join([INTRODUCTION, _counts(sources), _methods(sources), *groups])


def citations() -> dict[str, Counter[str]]:
    """Return, for each source, how many rows of each table point to it.

    Returns
    -------
    dict of str to Counter
        Rows by table, by the source's id.

    Examples
    --------
    >>> citations()["un-charter"]["methods"]
    1
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for table in read_tables().values():
        columns = [name for name in _COLUMNS if name in table.columns]
        for row in records(load(table.name)[columns]):
            for entry in {one for value in row.values() for one in str(value).split()}:
                found[entry][table.name] += 1
    return found


def _counts(sources: pd.DataFrame) -> str:
    lines = ["## In figures", "", "| kind | sources | not opened | not in English |"]
    lines.append("|---|---:|---:|---:|")
    for kind, (heading, _) in KINDS.items():
        lines.append(f"| {heading} | {_figures(sources[sources['kind'] == kind])} |")
    return "\n".join([*lines, f"| all | {_figures(sources)} |", ""])


def _figures(sources: pd.DataFrame) -> str:
    unread, foreign = (~sources["opened"]).sum(), (sources["language"] != "en").sum()
    return f"{len(sources):,} | {unread:,} | {foreign:,}"


def _methods(sources: pd.DataFrame) -> str:
    """List what the measures and definitions rest on."""
    by_id = {str(row["id"]): row for row in records(sources)}
    lines = ["## What the methods rest on", ""]
    for method in records(load("methods")):
        works = [by_id[one] for name in _COLUMNS[:2] if (one := method[name])]
        named = "; ".join(map(_named, works))
        lines.append(f"- **{plain(method['name'])}.** {_sentence(method['what'])}")
        lines.append(f"  Used in {_sentence(method['used_in'])} From {named}.")
        if method["note"]:
            lines.append(f"  {_sentence(method['note'])}")
    return "\n".join([*lines, ""])


def _group(kind: str, sources: pd.DataFrame, cited: Mapping[str, Counter[str]]) -> str:
    heading, meaning = KINDS[kind]
    rows = sorted(records(sources), key=lambda row: (_key(row["title"]), row["id"]))
    entries = [_entry(row, cited.get(str(row["id"]), Counter())) for row in rows]
    return "\n".join(
        [f"## {heading}", "", f"{meaning[:1].upper()}{meaning[1:]}.", "", *entries, ""]
    )


def _entry(row: Mapping[str, Any], cited: Counter[str]) -> str:
    parts = [f"- {link(row['title'], row['url'])}. {_sentence(row['publisher'])}"]
    if row["language"] != "en":
        parts.append(f"{LANGUAGES.get(row['language'], row['language'])}.")
    if not row["opened"]:
        parts.append("**Not opened.**")
    if row["note"]:
        parts.append(_sentence(row["note"]))
    tables = ", ".join(f"{name} {count:,}" for name, count in cited.items())
    return " ".join([*parts, f"`{row['id']}`: {tables}."])


def _named(work: Mapping[str, Any]) -> str:
    return f"{link(work['title'], work['url'])}, {plain(work['publisher'])}"


def _sentence(text: str) -> str:
    return plain(text).rstrip(".") + "."


def _key(title: str) -> str:
    """Return what a title is sorted by: its letters and digits, without a leading article."""
    bare = re.sub(r"[^\w ]", "", title).casefold().strip()
    return re.sub(r"^(?:the|an?) ", "", bare)
