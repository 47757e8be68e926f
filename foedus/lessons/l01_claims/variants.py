"""Why the questions of lesson 01 do not vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant

__all__ = ["VARIANTS"]

VARIANTS: Final[Mapping[str, Variant]] = {
    "01.1": Fixed("It asks for all contradicted claims of the article."),
    "01.2": Fixed("Its messages are about these kinds and findings."),
    "01.3": Fixed("It asks for all voices of the article."),
    "01.4": Fixed("Its messages are about how the labels of this one man are spelt."),
    "01.5": Fixed("The three voices of one state are the point of the question."),
    "01.6": Fixed("It asks for all claims: there is nothing to choose."),
}
