"""Read a learner's five sentences and say which rule of form they break first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from traitlets import TraitError

import foedus as fo
from foedus.briefing.cited import Catalogue, catalogue
from foedus.briefing.faults import actor_names
from foedus.checking import Comparison
from foedus.checking.reading import Items, Opaque, Pairs, Plain, read
from foedus.checking.words import describe
from foedus.widgets.base import iso_day

__all__ = ["Draft", "WellFormed", "breaks"]

FIVE: Final = 5
_SIDES: Final = 2
_MOST_WORDS: Final = 40
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_QUOTED: Final = re.compile(
    r"\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)"
)
_LOADED: Final = re.compile(
    r"\b(?:ally|allies|aggressors?|betray\w*|puppets?|obviously|clearly|of course|always|never|"
    r"proves?|proof)\b",
    re.IGNORECASE,
)
#: Words other than its names that stand for an actor: adjectives that the name does not begin.
_ALSO: Final = {
    "USA": ("American", "Washington", "U.S.", "US"),
    "GBR": ("British", "London", "UK"),
    "RUS": ("Moscow", "Kremlin", "Soviet"),
    "CHN": ("Chinese", "Beijing"),
    "PRK": ("Pyongyang", "DPRK"),
    "KOR": ("Seoul",),
    "FRA": ("French", "Paris"),
    "DEU": ("German", "Berlin"),
    "TUR": ("Turkish", "Turkey", "Ankara"),
    "UKR": ("Kyiv",),
    "IRN": ("Tehran",),
    "ISR": ("Jerusalem",),
    "SAU": ("Saudi", "Riyadh"),
    "PAK": ("Islamabad",),
    "ARM": ("Yerevan",),
    "AZE": ("Baku",),
    "SYR": ("Damascus",),
    "LBN": ("Lebanese", "Beirut"),
    "YEM": ("Yemeni",),
    "ARE": ("Emirati", "UAE"),
}


@dataclass(frozen=True, eq=False)
class Draft:
    """A learner's findings as far as they can be read.

    Parameters
    ----------
    given : Plain
        What was handed in.
    fault : str
        The rule that is broken first; blank when none is.
    """

    given: Plain
    fault: str


@dataclass(frozen=True)
class WellFormed(Comparison):
    """A dict with a pair and five sentences in good form, on rows known on the day."""

    def prepare(self, answer: object) -> Draft:  # noqa: D102
        given = read(answer)
        return Draft(given, next(_faults(given), ""))

    def compare(self, name: str, given: Draft, expected: object) -> str | None:  # noqa: ARG002, D102
        if not given.fault:
            return None
        return (
            f"`{name}` is {describe(given.given)}; a dict is wanted with `pair`, two codes of "
            "actors, and `sentences`, five tuples of a text and the id of its row or source."
        )

    def untouched(self, given: Draft) -> bool:
        """Tell whether the sentences are still the stub's ``...``."""
        part = _entry(given.given, "sentences")
        return isinstance(part, Opaque) and part.name == "ellipsis"


def breaks(fault: str) -> Callable[[object], bool]:
    """Return a test for one fault, for use in a misconception."""
    return lambda draft: isinstance(draft, Draft) and draft.fault == fault


def _faults(given: Plain) -> Iterator[str]:
    """Yield what is wrong, first things first."""
    pair, day = _codes(_entry(given, "pair")), _entry(given, "as_of")
    if not isinstance(given, Pairs) or _entry(given, "sentences") is None:
        yield "not-a-dict"
        return
    if not pair or not set(pair) <= set(actor_names()) or pair[0] == pair[1]:
        yield "pair"
        return
    listed = _entry(given, "sentences")
    if not isinstance(listed, Items) or len(listed.entries) != FIVE:
        yield "not-five"
        return
    sentences = [_sentence(one) for one in listed.entries]
    yield from _sentence_faults([one for one in sentences if one], pair, catalogue(_day(day)))


def _sentence_faults(
    sentences: list[tuple[str, tuple[str, ...]]], pair: tuple[str, ...], on_file: Catalogue
) -> Iterator[str]:
    texts = [text for text, _ in sentences]
    ids = [one for _, cited in sentences for one in cited]
    rules = {
        "not-tuples": len(sentences) == FIVE,
        "turned": not any(_is_id(text, on_file) for text in texts),
        "empty": all(text.strip() for text in texts) and all(cited for _, cited in sentences),
        "unknown-row": all(_is_id(one, on_file) for one in ids),
        "too-late": not any(one in on_file.later for one in ids),
        "one-row-for-all": len({cited[0] for _, cited in sentences if cited}) == FIVE,
        "nobody": all(_names_one_of(text, pair) for text in texts),
        "undated": all(_YEAR.search(text) for text in texts),
        "loaded-word": not any(_LOADED.search(_QUOTED.sub("", text)) for text in texts),
        "too-long": all(len(text.split()) <= _MOST_WORDS for text in texts),
    }
    yield from (fault for fault, holds in rules.items() if not holds)


def _is_id(one: str, on_file: Catalogue) -> bool:
    return one in on_file.rows or one in on_file.sources or one in on_file.later


def _names_one_of(text: str, pair: tuple[str, ...]) -> bool:
    names = actor_names()
    words = [word for code in pair for word in (names[code], *_ALSO.get(code, ()))]
    return any(re.search(rf"(?<!\w){re.escape(word)}", text) for word in words)


def _entry(given: Plain, name: str) -> Plain | None:
    if not isinstance(given, Pairs):
        return None
    return next(
        (value for key, value in zip(given.keys, given.entries, strict=True) if key == name), None
    )


def _day(given: Plain | None) -> str:
    """Return the as-of date that was given, or the article's day."""
    try:
        return iso_day(given)
    except TraitError:
        return fo.ARTICLE_DAY


def _codes(given: Plain | None) -> tuple[str, ...]:
    entries = given.entries if isinstance(given, Items) else ()
    codes = tuple(one for one in entries if isinstance(one, str))
    return codes if len(codes) == len(entries) == _SIDES else ()


def _sentence(given: Plain) -> tuple[str, tuple[str, ...]] | None:
    if not isinstance(given, Items) or len(given.entries) != _SIDES:
        return None
    text, cited = given.entries
    ids = cited.entries if isinstance(cited, Items) else (cited,)
    if not isinstance(text, str) or not all(isinstance(one, str) for one in ids):
        return None
    return text, tuple(str(one).strip() for one in ids if str(one).strip())
