"""Why the questions of lesson 07 do not vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant

__all__ = ["VARIANTS"]

VARIANTS: Final[Mapping[str, Variant]] = {
    "07.1": Fixed("Each piece of evidence is cited; other pieces would need other sources."),
    "07.2": Fixed("Possible from other years on; not written yet."),
    "07.3": Fixed("A forecast of the learner's own: no number is right."),
    "07.4": Fixed("A function: its check calls it with several forecasts already."),
    "07.5": Fixed("Possible with other edges; not written yet."),
    "07.6": Fixed("One treaty only is settled in the exercise, after the reveal."),
}
