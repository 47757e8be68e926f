"""The rules for facts in a lesson's prose: which sentence needs a mark, and which mark lies.

Nothing here knows a lesson: tests call `faults` for each, and it answers with sentences.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from foedus.editions import evidence
from foedus.editions.citations import Library, UnknownIdError
from foedus.editions.marks import Sentence, sentences

__all__ = ["Fault", "Vocabulary", "faults", "vocabulary"]

#: Adjectives, capitals and offices that stand for an actor of the tables.
_STAND_INS: Final = (  # noqa: SIM905 - easier to read than a list of strings
    "Russian Russians Soviet Soviets USSR Kremlin Moscow Iranian Iranians Persia Persian Tehran "
    "American Americans US U.S. USA Washington Pentagon Israeli Israelis Ukrainian Kyiv Chinese "
    "Beijing Pyongyang Syrian Damascus British Britain UK London French Paris German Berlin Turkey "
    "Turkish Ankara Saudi Qatari Iraqi Baghdad Pakistani Indian Belarusian Armenian Azerbaijani "
    "Lebanese Yemeni Houthi Houthis Egyptian Japanese NATO CSTO IAEA UN EU BRICS SCO"
).split()
#: People of the events, by the name they are known by.
_PEOPLE: Final = (  # noqa: SIM905 - easier to read than a list of strings
    "Putin Peskov Lavrov Ryabkov Zakharova Medvedev Ushakov Rudenko Yeltsin Gorbachev Stalin Lenin "
    "Khamenei Khomeini Pezeshkian Araghchi Raisi Ghalibaf Larijani Jalali Rafsanjani Khatami "
    "Mosaddegh Trump Biden Obama Vance Rubio Hegseth Witkoff Kerry Netanyahu Assad Erdogan Grossi "
    "Guterres Zelensky Pashinyan Soleimani Nasrallah Haniyeh Likhachev Polyanskiy Shuster Smagin "
    "Nebenzia Iravani Shea Pierce Vucic"
).split()
_WORDS_OF_A_QUOTATION: Final = 4
_QUOTED: Final = re.compile(r"\u201c([^\u201d]+)\u201d|\"([^\"]+)\"")
_DIGIT: Final = re.compile(r"\d")
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE: Final = re.compile(
    rf"\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{4}}\b|\b(?:1[5-9]|20)\d\d\b(?!\d)"
)
_ARTICLE_DAY: Final = "22 June 2025"  # the course's own definition of its as-of date


@dataclass(frozen=True)
class Vocabulary:
    """The names that make a sentence one about somebody."""

    pattern: re.Pattern[str]

    def found_in(self, text: str) -> str:
        """Return the first name in a text, or nothing."""
        found = self.pattern.search(text)
        return found[0] if found else ""


@dataclass(frozen=True)
class Fault:
    """A sentence that breaks a rule."""

    cell: str
    sentence: str
    reason: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"cell {self.cell}: {self.reason}: {self.sentence!r}"


def vocabulary(actors: pd.DataFrame) -> Vocabulary:
    """Return the names to look for.

    Parameters
    ----------
    actors : DataFrame
        With `name` and `short_name`.
    """
    full = (re.sub(r"\s*\(.*", "", str(name)) for name in actors["name"])
    names = {*full, *map(str, actors["short_name"]), *_STAND_INS, *_PEOPLE} - {""}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return Vocabulary(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"))


def faults(
    texts: Iterable[tuple[str, str]],
    words: Vocabulary,
    library: Library,
    shown: Mapping[str, str],
) -> list[Fault]:
    """Return the sentences of a source that break a rule.

    Parameters
    ----------
    texts : iterable of (str, str)
        Cell id and Markdown as the author wrote it.
    words : Vocabulary
        Names of actors and people.
    library : Library
        What can be cited.
    shown : mapping
        What each code cell of the same notebook shows, by the cell's name without number.
    """
    return [
        Fault(cell, sentence.text, reason)
        for cell, text in texts
        for sentence in sentences(text)
        for reason in _reasons(sentence, words, library, shown)
    ]


def _reasons(
    sentence: Sentence, words: Vocabulary, library: Library, shown: Mapping[str, str]
) -> list[str]:
    missing = _missing_mark(sentence, words)
    reasons = [missing] if missing else []
    if sentence.own and not (sentence.cited or sentence.computed):
        reasons += _fact_as_own(sentence.text)
    reasons += [f"no cell {one!r}" for one in sentence.computed if one not in shown]
    reasons += _unknown(sentence.cited, library)
    if sentence.computed and not sentence.cited:
        output = "\n".join(shown.get(one, "") for one in sentence.computed)
        numbers = evidence.unsupported(_outside_quotations(sentence.text), output)
        reasons += [f"the output does not show {number!r}" for number in numbers]
    return reasons


def _missing_mark(sentence: Sentence, words: Vocabulary) -> str:
    if sentence.marked:
        return ""
    text = evidence.LESSON_NUMBERS.sub("", sentence.text)
    if name := words.found_in(text):
        return f"names {name!r} without a mark"
    if _DIGIT.search(text):
        return "holds a number or date without a mark"
    return "quotes without a mark" if _QUOTED.search(text) else ""


def _fact_as_own(text: str) -> list[str]:
    reasons = []
    date = _DATE.search(text.replace(_ARTICLE_DAY, ""))
    if date and not text.endswith("?"):  # a question asserts nothing
        reasons.append(f"marked as the course's own, but holds the date {date[0]!r}")
    quoted = ["".join(found) for found in _QUOTED.findall(text)]
    if any(len(words.split()) >= _WORDS_OF_A_QUOTATION for words in quoted):
        reasons.append("marked as the course's own, but quotes")
    return reasons


def _unknown(cited: Iterable[str], library: Library) -> list[str]:
    reasons = []
    for one in cited:
        try:
            library.resolve(one)
        except UnknownIdError as unknown:
            reasons.append(str(unknown))
    return reasons


def _outside_quotations(text: str) -> str:
    return _QUOTED.sub("", text)
