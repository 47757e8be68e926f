"""How the questions of lesson 06 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l06_leverage.parameters import Days
from foedus.lessons.l06_leverage.spans_asked import overlap

__all__ = ["VARIANTS"]


def _days(text: str) -> Days:
    return Days(days=tuple(text.split()))


_DAYS: Final = (
    Days(),
    _days("2006-12-23 2012-06-01 2016-01-16 2025-06-22"),
    _days("2007-03-24 2014-01-01 2016-01-16 2025-06-22"),
    _days("2008-03-03 2011-01-01 2016-01-16 2025-06-22"),
    _days("2010-06-09 2012-01-01 2020-10-18 2025-06-22"),
    _days("2010-07-26 2015-01-01 2016-01-16 2025-06-22"),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "06.1": Fixed("It asks for all open orders; a status is told for one day only."),
    "06.2": Fixed("No other pair in `tiv` sends both ways; most other widths hide a slip."),
    "06.3": Fixed("No other pair in `tiv` sends both ways, so that a year can turn."),
    "06.4": Varied(overlap, _DAYS),
    "06.5": Fixed("Its messages are about the measures of one body."),
    "06.6": Fixed("Two suppliers are the point of the question."),
}
