"""How long the Python side takes: building the data of a widget, the strongest ties, the matrix."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd

import foedus as fo
from benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.pages import Data

__all__ = ["report"]

_TIMES = 5
_FEW_TIES = 1000  # the loop over pairs takes a quarter of a minute beyond


def report(data: Sequence[Data]) -> str:
    """Return the times of the Python side as Markdown."""
    frame = pd.DataFrame([row for one in data for row in _rows(one)])
    return f"\n## The Python side\n\nMedians of {_TIMES}, in milliseconds.\n\n{table(frame)}"


def _rows(data: Data) -> list[dict[str, object]]:
    acts: dict[str, Callable[[], object]] = {
        "Timeline(events)": lambda: fo.Timeline(data.events, data.date),
        "AllianceMatrix(ties, actors)": lambda: fo.AllianceMatrix(
            data.ties, data.actors, data.date
        ),
        "strongest_ties": lambda: fo.strongest_ties(data.ties, data.date),
        "tie_matrix": lambda: fo.tie_matrix(data.ties, data.actors, data.date),
    }
    if len(data.ties) <= _FEW_TIES:
        acts["strongest tie by a loop over pairs"] = lambda: _by_loop(data)
    return [
        {"data": data.name, "what": name, "ms": _milliseconds(act)} for name, act in acts.items()
    ]


def _by_loop(data: Data) -> dict[tuple[str, str], str]:
    """Do as a beginner would: filter the table anew for each pair."""
    in_force = fo.ties_in_force(data.ties, data.date)
    order = {kind: at for at, kind in enumerate(in_force["kind"].cat.categories)}
    found = {}
    for pair in {tuple(sorted(two)) for two in zip(in_force["a"], in_force["b"], strict=True)}:
        rows = in_force[in_force["a"].isin(pair) & in_force["b"].isin(pair)]
        found[pair] = min(rows["kind"], key=order.get)
    return found


def _milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        start = perf_counter()
        act()
        times.append(1000 * (perf_counter() - start))
    return round(median(times), 1)
