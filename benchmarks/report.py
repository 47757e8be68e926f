"""The table of times: medians, and how many times as long each peer takes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.pages import Data

__all__ = ["browser", "ratios", "table", "write_section"]

_RESULTS = Path(__file__).parent / "RESULTS.md"
_HOW = """\
How it was measured: headless Chromium, pages from `file://`. Pointer, mouse and input events are
dispatched by a script in the page, to the element where they would fall; they are not the browser's
own. *Redrawn* is the time from the event until the changed page has style and layout: script and
layout, without painting. *Painted* is the time until the second animation frame after that, with
Chromium's limit of 60 frames a second switched off. It is no measure of work: after a pause the
first frame alone came 10 to 21 ms late on an empty page, so a widget cannot show less. *First
paint* counts from navigation. Clicks and drags are medians of 30 (six visits, five each, after five
that do not count), first paint of six only. Pages follow each other in an order that changes each
round. *Near* is a window with a few hundred events drawn one by one; without it the large timeline
shows counts, and *open* presses one of them, which the peers are not asked to do.

What is not alike: a drag moves a timeline by 7 pixels and a matrix by 180 days, so the matrix in
ContextView has little to change; vis-timeline moves a marker only, ours also marks what is later;
plotly is given its matrices ready made; ours computes the ties of the day, and at 200 actors draws
only the cells in sight. The large vis-timeline without *near* gathers events into clusters.

*Redrawn* flatters the matrix's click: parts of its panel are laid out in the frame itself
(`content-visibility`), after the clock has stopped. In a trial of 30 clicks each at course size the
rule took *redrawn* from 4.2 to 2.9 ms, but script, layout and the frame's own rendering together
only from 13.0 to 12.6 ms.
"""
#: Which of our pages stands beside which of theirs.
_PEERS = {
    "vis-timeline": "Timeline",
    "vis-timeline, near": "Timeline, near",
    "plotly heatmap": "AllianceMatrix",
    "plotly heatmap with letters": "AllianceMatrix",
}


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
    return (
        f"# Widgets, measured\n\n{_machine(chromium)}\n\n{sizes}\n\n{_HOW}\n"
        f"Ratios below 1: the peer is quicker.\n\n{table(ratios(frame))}\n{table(frame)}\n"
    )


def ratios(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many times as long each peer takes as our page, by medians, *painted* left out."""
    keys = ["data", "what", "moment"]
    rows = frame[frame["moment"] != "painted"]
    theirs = rows[rows["page"].isin(_PEERS)].rename(columns={"page": "peer", "median ms": "its ms"})
    theirs = theirs.assign(page=theirs["peer"].map(_PEERS))
    both = theirs.merge(rows, on=[*keys, "page"]).rename(columns={"median ms": "our ms"})
    both["ratio"] = (both["its ms"] / both["our ms"]).round(1)
    return both[["data", "what", "page", "our ms", "peer", "its ms", "ratio"]]


def table(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    lines = [list(frame.columns), ["---"] * len(frame.columns), *frame.astype("str").to_numpy()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def write_section(head: str, section: str) -> None:
    """Put a section into RESULTS.md in place of the one with the same heading, or at the end."""
    text = _RESULTS.read_text(encoding="utf-8").rstrip() + "\n"
    start = text.find(f"{head}\n")
    start = len(text) if start < 0 else start
    end = text.find("\n## ", start + 1)
    rest = text[end + 1 :] if end >= 0 else ""
    parts = [text[:start].rstrip(), section.strip(), rest.strip()]
    _RESULTS.write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf-8")


def _machine(chromium: str) -> str:
    today = datetime.now(tz=UTC).date()
    packages = ", ".join(f"{name} {installed(name)}" for name in ("anywidget", "pandas"))
    return f"{today}, {os.cpu_count()} cores, Chromium {chromium}, {packages}."
