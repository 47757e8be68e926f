"""Which words of lesson 07's proofs stand for which parameter. Checks never import this."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from foedus.lessons.l07_forecast.parameters import Edges, From

__all__ = ["LITERALS"]


def _edges(p: Edges) -> dict[str, str]:
    first, second = f"{p.first:g}", f"{p.second:g}"
    named = (f"'{name}': {centre:g}" for name, centre in p.centres.items())
    return {
        "list": f"{first}, {second}, 1",
        "first": f"p < {first}",
        "second": f"p < {second}",
        "high": f"{second[1:]}, 1)",
        "low": f"0, {first[1:]})",
        "middle": f"{first[1:]}, {second[1:]})",
        "centres": f"{{{', '.join(named)}}}",
    }


def _from(p: From) -> dict[str, str]:
    return {
        "since": f">= {p.year}",
        "after": f"> {p.year}",
        "before": f"> {p.year - 1}",
    }


LITERALS: Final[Mapping[str, Callable[[Any], dict[str, str]]]] = {"07.2": _from, "07.5": _edges}
