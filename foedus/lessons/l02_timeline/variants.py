"""How the questions of lesson 02 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l02_timeline.dating import new_style
from foedus.lessons.l02_timeline.parameters import OldStyle, Span
from foedus.lessons.l02_timeline.questions import under_way

__all__ = ["VARIANTS"]


def _dates(second: str, third: str) -> OldStyle:
    return OldStyle(dates=("1828-02-10", second, third))


_OLD: Final = (
    OldStyle(),
    _dates("1900-01-20", "1909-12-24"),
    _dates("1900-02-12", "1912-12-19"),
    _dates("1900-01-31", "1905-12-29"),
    _dates("1900-02-21", "1916-12-22"),
    _dates("1900-02-05", "1903-12-27"),
    _dates("1900-01-09", "1914-12-21"),
)
# Slips that give the same as another one in a span.
_BEGINS: Final = "begins-in-the-span"
_ENDS: Final = "ends-in-the-span"
_YEAR: Final = "whole-year"
_SPANS: Final = (
    Span(),
    Span(year=1980, month=8, title="The late summer of 1980", without=(_ENDS, _YEAR)),
    Span(year=1988, month=7, title="The summer of 1988", without=(_BEGINS, _YEAR)),
    Span(year=1983, month=4, title="The spring of 1983", without=(_BEGINS, _ENDS, _YEAR)),
    Span(year=2011, month=8, title="The late summer of 2011", without=(_BEGINS, _ENDS, _YEAR)),
    Span(year=1979, month=10, title="The autumn of 1979", without=(_ENDS,)),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "02.1": Fixed("It asks for the whole table: there is nothing to choose."),
    "02.2": Fixed("A function: its check calls it with several texts already."),
    "02.3": Fixed("Two events only have a time of day whose source gives its clock."),
    "02.4": Varied(new_style, _OLD),
    "02.5": Varied(under_way, _SPANS),
    "02.6": Fixed("Its ten reports are quoted; further matters would need as many sources."),
    "02.7": Fixed("It asks for all phases: another grouping would be another question."),
    "02.8": Fixed("No other year has events known to the year, to a month and to the day."),
}
