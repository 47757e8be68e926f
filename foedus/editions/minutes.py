"""How long a notebook takes: computed from what it holds, by one stated rule.

The pace of 160 words a minute is that of careful reading of teaching text, slower than the
238 words a minute of silent reading of English prose [1]_, because readers here stop to look.

References
----------
.. [1] Brysbaert, M. (2019), How many words do we read per minute? A review and meta-analysis of
   reading rate. Journal of Memory and Language 109, 104047.
"""

import math
import re
from collections.abc import Iterable
from typing import Final

__all__ = ["charts", "phrase", "reading_minutes", "whole_minutes", "widgets", "words"]

WORDS_A_MINUTE: Final = 160
CODE_CELL: Final = 1.0
CHART: Final = 1.0
WIDGET: Final = 3.0
STEP: Final = 5

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # noqa: RUF001 - an apostrophe in prose
_CHART: Final = re.compile(r"\balt\.|\.chart\b")
_WIDGET: Final = re.compile(r"\bfo\.(?:Timeline|AllianceMatrix|ContextView)\(")


def reading_minutes(prose: Iterable[str], code: Iterable[str]) -> float:
    """Return the minutes for prose and code, before rounding.

    Parameters
    ----------
    prose : iterable of str
        Text of each Markdown cell.
    code : iterable of str
        Source of each code cell: one minute each, one more for a chart, three for a widget.

    Examples
    --------
    >>> reading_minutes(["word " * 320], ["x = 1"])
    3.0
    """
    cells = list(code)
    shown = CODE_CELL * len(cells) + CHART * charts(cells) + WIDGET * widgets(cells)
    return words(prose) / WORDS_A_MINUTE + shown


def words(prose: Iterable[str]) -> int:
    """Return the number of words of Markdown texts.

    Examples
    --------
    >>> words(["Who says *what*?", "It doesn't say."])
    6
    """
    return sum(len(_WORD.findall(text)) for text in prose)


def charts(code: Iterable[str]) -> int:
    """Return how many code cells show a chart.

    Examples
    --------
    >>> charts(["alt.Chart(rows).mark_bar()", "timeline.chart", "rows"])
    2
    """
    return sum(bool(_CHART.search(one)) for one in code)


def widgets(code: Iterable[str]) -> int:
    """Return how many code cells show one of the two widgets, or both.

    Examples
    --------
    >>> widgets(["fo.Timeline(events)", "rows"])
    1
    """
    return sum(bool(_WIDGET.search(one)) for one in code)


def whole_minutes(minutes: float) -> int:
    """Return minutes rounded up to the next five.

    Examples
    --------
    >>> whole_minutes(31.2)
    35
    """
    return max(STEP, math.ceil(minutes / STEP) * STEP)


def phrase(minutes: float) -> str:
    """Return the words that stand for ``{{minutes}}``.

    Examples
    --------
    >>> phrase(31.2)
    '35 minutes'
    """
    return f"{whole_minutes(minutes)} minutes"
