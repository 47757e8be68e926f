"""Which words of lesson 00's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l00_start_here.parameters import Chance

__all__ = ["LITERALS"]


def _chance(p: Chance) -> dict[str, str]:
    rest = p.of - p.times
    return {
        "right": f"chance = {p.times} / {p.of}",
        "rest": f"chance = {rest} / {p.of}",
        "turned": f"chance = {p.of} / {p.times}",
        "sum": f"chance = {p.times} / {p.times + p.of}",
        "odds": f"chance = {p.times / rest:g}",
        "point": f"{p.share:g}",
        "percent": f"{p.percent}",
        "list": str([1] * p.times + [0] * rest),
        "words": p.words.replace(" times", ""),
    }


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {"00.1": _chance}
