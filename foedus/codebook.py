"""The codebook of the tables, made from `datapackage.json` and counted from the tables.

`foedus data codebook` writes ``data/CODEBOOK.md``; with ``--check`` it only compares.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from foedus.schema import DATA, Field, Table, read_package, read_tables
from foedus.tables import ARTICLE_DAY, load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["codebook", "main_codebook", "write_codebook"]

FILE = "CODEBOOK.md"
CURRENT, CHANGED = 0, 1

INTRODUCTION = """\
<!-- Made by `foedus data codebook` from datapackage.json. Do not edit by hand. -->

# Codebook

{description}

The tables are UTF-8 text with commas, LF line ends and one header line. `datapackage.json`
describes them (Frictionless Data Package, Table Schema); `foedus data check` tests them against
it.

## How to read a row

- **source** and **source2** name rows of `sources.csv`. Where the address of the primary
  document is certain it is `source`, and the copy or report that was read is `source2`.
  `sources.opened` is false for an address that nobody has opened yet.
- **verified** says whether the row was read in a source: `seen`, or `memory` (known, no source
  opened). `dates_verified` says the same of its dates, `confidence` how safe the coding is.
  `seen` does not cover every date of a row: read it with `dates_verified`.
- **note** holds what could be known on the row's own day or on {day}, whichever is later.
- **later** holds what became known only afterwards, **later_from** the day from which it could
  be known.

## The as-of date

`fo.load(name, as_of="{day}")` returns what could be known on that day.

1. Rows of a later day are hidden. The day of a row is named for each table below.
2. Later dates inside earlier rows are blank: columns marked *later date*.
3. Hindsight is blank until its day: columns marked *hindsight*.
4. A year or month counts as later when its first possible day is later.

The last event on file is of {last}. The story does not end there.

## The strongest tie, in short

A pair of actors may be tied in many ways. One cell of the matrix shows the strongest tie in
force:

**armed-conflict** > defense > offense > neutrality > nonaggression > consultation >
security-commitment > strategic-partnership > basing > arms-transfer

and, in a second channel, the strongest hostile tie: no-diplomatic-relations > sanctions. Law
stands before politics and politics before fact; inside the legal promises the order is that of
the Correlates of War types (help, abstention, talk). Only armed conflict overrides a promise.
Equal kinds are ordered by `effect`: in-effect, contested, frozen, dormant. The order is ordinal
and has one dimension: it measures neither capability nor interest nor trust, and it hides
direction.

The five legal kinds follow ATOP (Leeds, Ritter, Mitchell and Long 2002, International
Interactions 28: 237-260) and COW (Gibler 2009, International Military Alliances 1648-2008). Both
data sets are cited and not shipped.
"""


def codebook() -> str:
    """Return the codebook as Markdown.

    Returns
    -------
    str
        Introduction, gaps, and one section a table.

    Examples
    --------
    >>> codebook().splitlines()[2]
    '# Codebook'
    """
    package = read_package()
    start = INTRODUCTION.format(
        description=package["description"], day=ARTICLE_DAY, last=package["foedus:lastEvent"]
    )
    sections = [start, _overview(), _gaps(), *(_section(t) for t in read_tables().values())]
    return "\n".join(sections)


def _overview() -> str:
    lines = ["## Tables", "", "| table | rows | what | licence or terms |", "|---|---:|---|---|"]
    lines += [
        f"| [{t.name}](#{t.name}) | {len(load(t.name)):,} | {t.title} | {t.licence['title']} |"
        for t in read_tables().values()
    ]
    return "\n".join([*lines, ""])


def _gaps() -> str:
    """Count what nobody checked, table by table."""
    lines = [
        "## Known gaps",
        "",
        "Counted from the tables when this file was made.",
        "",
        "| table | column | value | rows |",
        "|---|---|---|---:|",
    ]
    weak = {
        "verified": ("memory", "inferred", "derived"),
        "dates_verified": ("memory", "partly"),
        "confidence": ("low",),
        "opened": (False,),
    }
    for table in read_tables().values():
        frame = load(table.name)
        for column, values in weak.items():
            for value in values if column in frame else ():
                count = int((frame[column] == value).sum())
                if count:
                    lines.append(f"| {table.name} | {column} | {str(value).lower()} | {count:,} |")
    no_source = int((load("ties")["source"] == "").sum())
    lines.append(f"| ties | source | (blank) | {no_source:,} |")
    return "\n".join([*lines, ""])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description, ""]
    lines += [f"- Licence or terms: {table.licence['title']} <{table.licence['path']}>."]
    if "terms" in table.own:
        lines.append(f"- {table.own['terms']}")
    lines.append(f"- Key: {', '.join(f'`{k}`' for k in table.key)}.")
    lines.append(f"- Day of a row: {_dated(table)}.")
    if "interval" in table.own:
        lines.append("- Added on loading: `start` and `end`, the first and last possible day.")
    lines += ["", "| column | type | must | what |", "|---|---|---|---|"]
    foreign = {column: f"{there}.{key}" for column, there, key in table.foreign}
    lines += [_row(field, foreign.get(field.name, "")) for field in table.fields]
    lines += [text for field in table.fields if (text := _values(field))]
    return "\n".join([*lines, ""])


def _dated(table: Table) -> str:
    if "through" in table.own:
        return f"that of its row in `{table.own['through']['table']}`"
    if "day" in table.own:
        return f"{table.own['day']} for all"
    if "row" in table.own:
        return ", else ".join(f"`{name}`" for name in table.own["row"])
    return "none; always shown"


def _row(field: Field, points_to: str) -> str:
    marks = [field.description + ("" if field.description.endswith("?") else ".")]
    if points_to:
        marks.append(f"Points to `{points_to}`.")
    if "list" in field.own:
        marks.append(f"Each points to `{field.own['list']['table']}`.")
    if field.own.get("laterDate"):
        marks.append("*Later date.*")
    if "knownFrom" in field.own:
        marks.append("*Hindsight.*")
    kind = "partial date" if field.own.get("partial") else field.type
    if field.enum:
        kind = "ordered category" if field.own.get("ordered") else "category"
    must = "unique" if field.unique else "yes" if field.required else ""
    return f"| `{field.name}` | {kind} | {must} | {' '.join(marks)} |"


def _values(field: Field) -> str:
    if not field.enum:
        return ""
    meanings = field.own.get("meanings", {})
    listed = [f"- `{v}`" + (f": {meanings[v]}" if v in meanings else "") for v in field.enum]
    return "\n".join(["", f"`{field.name}`:", "", *listed])


def write_codebook(path: Path = DATA / FILE) -> Path:
    """Write the codebook beside the tables.

    Parameters
    ----------
    path : Path
        File to write.

    Returns
    -------
    Path
        The file written.
    """
    path.write_text(codebook(), encoding="utf-8", newline="\n")
    return path


def main_codebook(*, check: bool = False) -> int:
    """Write or compare the codebook: the command ``foedus data codebook [--check]``.

    Parameters
    ----------
    check : bool, default False
        Compare only.

    Returns
    -------
    int
        Exit status: 0 when the file is up to date or was written, 1 when it differs.
    """
    path = DATA / FILE
    if not check:
        print(f"Wrote {write_codebook(path).name}.")  # noqa: T201 - a command prints
        return CURRENT
    if path.is_file() and path.read_text(encoding="utf-8") == codebook():
        return CURRENT
    print(  # noqa: T201
        f"{FILE} differs from the schema or the tables: run foedus data codebook.", file=sys.stderr
    )
    return CHANGED
