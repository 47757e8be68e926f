"""What keeps a briefing from being ready, all of it at once and in words."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from foedus import tables
from foedus.briefing.cited import Catalogue
from foedus.widgets import AllianceMatrix, Timeline

__all__ = ["actor_names", "pair_faults", "sentence_faults", "sources_of", "text_faults",
           "view_faults"]  # fmt: skip

_SIDES: Final = 2
_PAIR_OF: Final = "each is a pair: the text, and the id of its source or row (or a list of ids)"


def actor_names() -> dict[str, str]:
    """Return the short name of every actor and country by its code."""
    countries, actors = tables.load("countries"), tables.load("actors")
    short = actors["short_name"].where(actors["short_name"] != "", actors["name"])
    return {
        **dict(zip(countries["code"], countries["name"], strict=True)),
        **dict(zip(actors["code"], short, strict=True)),
    }


def pair_faults(pair: object) -> Iterator[str]:
    """Say what is wrong with the two actors."""
    names = actor_names()
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != _SIDES:
        yield f"pair is {pair!r}; give two actors' codes, for example ('RUS', 'ARM')"
        return
    for code in pair:
        if code not in names:
            near = ", ".join(_near(code, names))
            yield f"pair: there is no actor {code!r}" + (f"; near it: {near}" if near else "")
    if pair[0] == pair[1]:
        yield f"pair holds {pair[0]!r} twice; give two different actors"


def text_faults(name: str, text: object, *, needed: bool = True) -> Iterator[str]:
    """Say what is wrong with a text of the writer's."""
    if not isinstance(text, str):
        yield f"{name} is of type {type(text).__name__}, not a text"
    elif needed and not text.strip():
        yield f"{name} is empty"


def view_faults(timeline: object, matrix: object, as_of: str) -> Iterator[str]:
    """Say what is wrong with the two views, and what in them is later than the as-of date."""
    if not isinstance(timeline, Timeline):
        yield f"timeline is a {type(timeline).__name__}, not a fo.Timeline"
    else:
        dates = [str(date) for date in timeline.payload["date"]]
        late = [date for date in dates if date > as_of[: len(date)]]
        if late:
            yield f"timeline: {len(late)} events are later than {as_of}, such as {late[0]}"
        yield from _reach_faults("timeline", timeline.date, as_of)
    if not isinstance(matrix, AllianceMatrix):
        yield f"matrix is a {type(matrix).__name__}, not a fo.AllianceMatrix"
    else:
        yield from _reach_faults("matrix", matrix.date_max, as_of)
        if isinstance(timeline, Timeline) and not matrix.date_min <= timeline.date:
            yield f"timeline shows {timeline.date}, before the matrix begins: {matrix.date_min}"


def sentence_faults(sentences: object, on_file: Catalogue) -> Iterator[str]:
    """Say what is wrong with the sentences and their sources."""
    if not isinstance(sentences, list | tuple):
        yield f"sentences is a {type(sentences).__name__}; a list is wanted, {_PAIR_OF}"
        return
    if not sentences:
        yield f"sentences is empty: {_PAIR_OF}"
    for at, one in enumerate(sentences):
        name = f"sentences[{at}]"
        if not isinstance(one, list | tuple) or len(one) != _SIDES:
            yield f"{name} is {_short(one)}; {_PAIR_OF}"
            continue
        yield from text_faults(f"{name}: the text", one[0])
        ids = sources_of(one[1])
        if not ids:
            yield f"{name} names no source: {_PAIR_OF}"
        yield from (f"{name}: {fault}" for fault in map(on_file.fault, ids) if fault)


def sources_of(ids: object) -> tuple[str, ...]:
    """Return ids given as one text or as several."""
    listed = [ids] if isinstance(ids, str) else ids
    if isinstance(listed, pd.Series):
        listed = listed.tolist()
    if not isinstance(listed, list | tuple | set):
        return ()
    return tuple(dict.fromkeys(str(one).strip() for one in listed if str(one).strip()))


def _reach_faults(name: str, date: str, as_of: str) -> Iterator[str]:
    if date > as_of:
        yield f"{name} reaches {date}, later than {as_of}: load its tables with as_of={as_of!r}"


def _near(code: object, names: dict[str, str]) -> list[str]:
    wanted = str(code).casefold()
    by_name = {name.casefold(): one for one, name in names.items()}
    if wanted in by_name:
        return [by_name[wanted]]
    return difflib.get_close_matches(str(code).upper(), list(names), n=3)


def _short(one: Any) -> str:  # noqa: ANN401 (whatever a learner put there)
    text = repr(one)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004
