"""How the questions of lesson 07 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l07_forecast.before_asked import rate
from foedus.lessons.l07_forecast.parameters import Edges, From
from foedus.lessons.l07_forecast.scores_asked import bins

__all__ = ["VARIANTS"]


def _edges(first: float, second: float) -> Edges:
    return Edges(first=first, second=second, afterword="Twelve forecasts, three bins.")


_EDGES: Final = (
    Edges(),
    _edges(0.3, 0.7),
    _edges(0.4, 0.8),
    _edges(0.3, 0.8),
    _edges(0.3, 0.5),
    _edges(0.2, 0.5),
    _edges(0.5, 0.8),
)
# Orders were placed in each of these years; a later one would leave out the cancelled order.
_YEARS: Final = (
    From(),
    From(year=2007),
    From(year=2003),
    From(year=2001, without=("every-buyer",)),  # as many as all of Iran's, whatever the year
    From(year=1999),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "07.1": Fixed("Each piece of evidence is cited; other pieces would need other sources."),
    "07.2": Varied(rate, _YEARS),
    "07.3": Fixed("A forecast of the learner's own: no number is right."),
    "07.4": Fixed("A function: its check calls it with several forecasts already."),
    "07.5": Varied(bins, _EDGES),
    "07.6": Fixed("One treaty only is settled in the exercise, after the reveal."),
}
