"""The figures of the page "How this course knows what it knows", computed from the tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from foedus.bibliography import KINDS
from foedus.schema import read_package
from foedus.tables import load

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["figures", "fill"]

_FULL_DATE: Final = len("2025-06-22")
_PRESS: Final = ("news", "state-media")


def figures() -> dict[str, str]:
    """Return every figure that a page may name, as it is printed.

    Returns
    -------
    dict of str to str
        By the name that stands in double braces in the page's source.

    Examples
    --------
    >>> figures()["events"]
    '146'
    """
    counts = {**_sources(), **_events(), **_ties(), **_others()}
    package = read_package()
    texts = {
        "table-of-kinds": _table_of_kinds(),
        "claims-findings": _findings(),
        "last-event": _day(package["foedus:lastEvent"]),
        "version": package["version"],
    }
    return {name: f"{count:,}" for name, count in counts.items()} | texts


def fill(text: str) -> str:
    """Return a page's source with its figures in place.

    Parameters
    ----------
    text : str
        Markdown with names of figures in double braces.

    Raises
    ------
    ValueError
        If a name in double braces is none of the figures.

    Examples
    --------
    >>> fill("{{events}} events")
    '146 events'
    """
    for name, figure in figures().items():
        text = text.replace(f"{{{{{name}}}}}", figure)
    if "{{" in text:
        unknown = text.split("{{", 1)[1].split("}}", 1)[0]
        msg = f"There is no figure {unknown!r}. Choose one of: {', '.join(figures())}."
        raise ValueError(msg)
    return text


def _sources() -> dict[str, int]:
    sources = load("sources")
    unopened = ~sources["opened"]
    languages = {
        "english": "en",
        "russian": "ru",
        "arabic": "ar",
        "persian": "fa",
        "hebrew": "he",
        "ukrainian": "uk",
    }
    return {
        "sources": len(sources),
        "opened": _count(sources["opened"]),
        "unopened": _count(unopened),
        "unopened-primary": _count(unopened & (sources["kind"] == "primary")),
        "unopened-un": _count(unopened & sources["url"].str.contains("undocs.org")),
    } | {name: _count(sources["language"] == code) for name, code in languages.items()}


def _events() -> dict[str, int]:
    events = load("events")
    kinds = events["source"].map(load("sources").set_index("id")["kind"].astype(str))
    return {
        "events": len(events),
        "events-press": _count(kinds.isin(_PRESS)),
        "events-primary": _count(kinds == "primary"),
        "events-partial": _count(events["date"].str.len() < _FULL_DATE),
        "events-contested": _count(events["contested"]),
    }


def _ties() -> dict[str, int]:
    ties = load("ties")
    return {
        "ties": len(ties),
        "ties-memory": _count(ties["verified"] == "memory"),
        "ties-dates-memory": _count(ties["dates_verified"] == "memory"),
        "ties-dates-partly": _count(ties["dates_verified"] == "partly"),
        "ties-no-source": _count(ties["source"] == ""),
        "ties-multilateral": _count(ties["basis"].str.startswith("multilateral")),
        "ties-weak": _count(ties["effect"] != "in-effect"),
    }


def _others() -> dict[str, int]:
    actors, votes = load("actors"), load("votes")
    return {
        "actors": len(actors),
        "armed-groups": _count(actors["kind"] == "non-state"),
        "claims": len(load("claims")),
        "methods-memory": _count(load("methods")["verified"] == "memory"),
        "resolutions": len(load("resolutions")),
        "votes": len(votes),
        "votes-derived": _count(votes["verified"] == "derived"),
    }


def _table_of_kinds() -> str:
    sources = load("sources")
    lines = ["| kind | what | sources | opened |", "|---|---|---:|---:|"]
    for kind, (heading, meaning) in KINDS.items():
        chosen = sources[sources["kind"] == kind]
        opened = _count(chosen["opened"])
        lines.append(f"| {heading} | {meaning} [~] | {len(chosen):,} | {opened:,} |")
    return "\n".join(lines)


def _findings() -> str:
    counts = load("claims")["finding"].value_counts()
    return ", ".join(f"{count} {finding}" for finding, count in counts.items())


def _day(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _count(mask: pd.Series) -> int:
    return int(mask.sum())
