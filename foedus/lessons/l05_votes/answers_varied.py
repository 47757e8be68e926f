"""Which words of lesson 05's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import foedus as fo
from foedus.lessons.l05_votes import values as v
from foedus.lessons.l05_votes.parameters import Member, Partner, Partners, Square

__all__ = ["LITERALS"]


def _member(p: Member) -> dict[str, str]:
    return {"code": p.code}


def _partner(p: Partner) -> dict[str, str]:
    joint = fo.votes.joint_votes(v.votes(), "IRN", p.code, v.texts())
    alike = int((joint["a"] == joint["b"]).sum())
    name = p.name.removeprefix("the ").lower().replace(" ", "_")
    return {"code": p.code, "name": name, "fraction": f"Fraction({alike}, {len(joint)})"}


def _square(p: Square) -> dict[str, str]:
    return {"codes": _quoted(p.codes)}


def _partners(p: Partners) -> dict[str, str]:
    return {"codes": _quoted(p.codes)}


def _quoted(codes: tuple[str, ...]) -> str:
    return ", ".join(f'"{code}"' for code in codes)


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {
    "05.1": _member,
    "05.3": _partner,
    "05.6": _square,
    "05.7": _partners,
}
