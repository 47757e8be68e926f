"""Which words of lesson 02's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l02_timeline import ideas
from foedus.lessons.l02_timeline.parameters import OldStyle, Span

__all__ = ["LITERALS"]


def _old_style(p: OldStyle) -> dict[str, str]:
    right = (f'"{day.date()}"' for day in ideas.new_style(p.dates))
    return {"dates": ", ".join(f'"{day}"' for day in p.dates), "right": ", ".join(right)}


def _span(p: Span) -> dict[str, str]:
    first, last = p.first.date().isoformat(), p.last.date().isoformat()
    return {
        "first": first,
        "last": last,
        "one": f'"{first[:7]}"',
        "other": f'"{last[:7]}"',
        "year": f'"{p.year}"',
    }


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {
    "02.4": _old_style,
    "02.5": _span,
}
