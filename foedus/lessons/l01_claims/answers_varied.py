"""Which words of lesson 01's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l01_claims.parameters import Kinds, Voices

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


def _voices(p: Voices) -> dict[str, str]:
    (first, text), (second, other_text) = p.first, p.second
    return {
        "variable": p.share.variable,
        "first": first,
        "text": text,
        "second": second,
        "other text": other_text,
        "finding": p.share.finding,
        "other": p.share.other,
    }


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {
    "01.2": _kinds,
    "01.3": _voices,
}
