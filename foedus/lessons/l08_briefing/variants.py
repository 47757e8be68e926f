"""Why the questions of lesson 08 do not vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant

__all__ = ["VARIANTS"]

VARIANTS: Final[Mapping[str, Variant]] = {
    "08.1": Fixed("A function: its check calls it with many pairs and days already."),
    "08.2": Fixed("A function: its check calls it with many pairs and days already."),
    "08.3": Fixed("A function: its check calls it with many pairs already."),
    "08.4": Fixed("A function: its check calls it with many pairs and lists already."),
    "08.5": Fixed("A function: its check calls it with many pairs already."),
    "08.6": Fixed("The learner chooses the pair."),
}
