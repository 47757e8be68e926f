"""How the questions of lesson 03 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l03_treaties.parameters import Since
from foedus.lessons.l03_treaties.texts_asked import waiting

__all__ = ["VARIANTS"]

_DAYS: Final = (
    Since(),
    Since(date="2023-01-01"),
    Since(date="2021-01-01"),
    Since(date="2007-01-01"),
    Since(date="2001-04-01"),
    Since(date="2001-01-01"),
    Since(date="2024-06-15"),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "03.1": Fixed("Every clause that the messages fit is of the same type: one answer for all."),
    "03.2": Fixed("Of no other promise are there clauses of both kinds to tell apart."),
    "03.3": Fixed("In two spans of time only does every slip of the table give a wrong answer."),
    "03.4": Varied(waiting, _DAYS),
    "03.5": Fixed("It asks for the whole table: there is nothing to choose."),
    "03.6": Fixed("For other actors, and on most other days, several slips do no harm."),
    "03.7": Fixed("It asks for all pairs; another promise would be another question."),
}
