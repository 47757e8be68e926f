"""The table of times: medians, and how many times as long each peer takes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.metadata import version as installed
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.pages import Data

__all__ = ["browser", "table"]

_HOW = """\
How it was measured: headless Chromium, pages from `file://`, real pointer and input events.
*Redrawn* is the time from the event until the changed page has style and layout; *painted* until
the frame after it is painted, with Chromium's limit of 60 frames a second switched off. *First
paint* counts from navigation. Clicks and drags are medians of 30 (six visits, five each, after
five that do not count), first paint of six. Pages follow each other in an order that changes
each round. *Near* is a window with a few hundred events drawn one by one; without it the large
timeline shows counts, and *open* presses one of them.
"""


def browser(found: Mapping[Any, Sequence[float]], data: Sequence[Data], chromium: str) -> str:
    """Return the times of every page as Markdown."""
    rows = [
        {
            "data": key.size,
            "what": key.act,
            "page": key.page,
            "moment": key.moment,
            "median": median(times),
            "p95": quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
        }
        for key, times in found.items()
        if key.moment != "mount"
    ]
    frame = pd.DataFrame(rows).sort_values(["data", "what", "moment", "median"])
    frame = frame.rename(columns={"median": "median ms", "p95": "95 % ms"}).round(1)
    sizes = "\n".join(f"- **{one.name}**: {one}" for one in data)
    return f"# Widgets, measured\n\n{_machine(chromium)}\n\n{sizes}\n\n{_HOW}\n{table(frame)}\n"


def table(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    lines = [list(frame.columns), ["---"] * len(frame.columns), *frame.astype("str").to_numpy()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def _machine(chromium: str) -> str:
    today = datetime.now(tz=UTC).date()
    packages = ", ".join(f"{name} {installed(name)}" for name in ("anywidget", "pandas"))
    return f"{today}, {os.cpu_count()} cores, Chromium {chromium}, {packages}."
