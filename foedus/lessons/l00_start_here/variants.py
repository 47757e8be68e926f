"""How the questions of lesson 00 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l00_start_here.first_steps import chance
from foedus.lessons.l00_start_here.parameters import Chance

__all__ = ["VARIANTS"]

_CHANCES: Final = (
    Chance(),
    Chance(times=4, of=5),
    Chance(times=3, of=5),
    Chance(times=9, of=10),
    Chance(times=7, of=10),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "00.1": Varied(chance, _CHANCES),
    "00.2": Fixed("The course's first count: everybody should see the same number."),
    "00.3": Fixed("One pair and one day that the story is about; the stub draws them."),
    "00.4": Fixed("The day of the article is the point of the question."),
    "00.5": Fixed("The eve of the war is the point of the question."),
    "00.6": Fixed("The claim that Iran had not asked for help is the one the course returns to."),
}
