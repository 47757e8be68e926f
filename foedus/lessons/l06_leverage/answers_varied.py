"""Which words of lesson 06's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l06_leverage.parameters import Days

__all__ = ["LITERALS"]


def _days(p: Days) -> dict[str, str]:
    return {"days": ", ".join(f'"{day}"' for day in p.days)}


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {"06.4": _days}
