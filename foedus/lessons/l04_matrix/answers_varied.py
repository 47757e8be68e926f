"""Which words of lesson 04's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l04_matrix.parameters import Circle, Moment, Power, Square

__all__ = ["LITERALS"]


def _moment(p: Moment) -> dict[str, str]:
    return {"variable": p.variable, "day": f'"{p.date}"'}


def _power(p: Power) -> dict[str, str]:
    return {"code": f'"{p.code}"'}


def _square(p: Square) -> dict[str, str]:
    return {"codes": ", ".join(f'"{code}"' for code in p.codes)}


def _circle(p: Circle) -> dict[str, str]:
    day = f'"{p.date}"' if p.date else "DAY"
    return {"code": f'"{p.code}"', "day": f"ties, {day})"}


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {
    "04.2": _moment,
    "04.3": _power,
    "04.5": _circle,
    "04.6": _square,
}
