"""Which words of lesson 01's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l01_claims.parameters import Kinds

__all__ = ["LITERALS"]


def _kinds(p: Kinds) -> dict[str, str]:
    return {
        "variable": p.findings.variable,
        "first": p.first,
        "second": p.second,
        "third": p.left_out,
        "finding": p.findings.pair[1],
        "other": p.findings.other,
    }


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {"01.2": _kinds}
