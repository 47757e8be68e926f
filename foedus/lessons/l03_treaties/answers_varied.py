"""Which words of lesson 03's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l03_treaties.parameters import Since

__all__ = ["LITERALS"]


def _since(p: Since) -> dict[str, str]:
    return {"date": f'"{p.date}"'}


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {"03.4": _since}
