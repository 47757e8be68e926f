"""Where the bytes go that a widget adds to a saved notebook."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

import foedus as fo
from benchmarks.report import table
from foedus.widgets import frontend

__all__ = ["report"]

_PACKED = re.compile(r'class="fo-packed">([^<]*)')


def report() -> str:
    """Return the bytes of each widget's stored output, with the course's data, as Markdown."""
    day = fo.ARTICLE_DAY
    events, ties, actors = (fo.load(name, as_of=day) for name in ("events", "ties", "actors"))
    timeline, matrix = fo.Timeline(events), fo.AllianceMatrix(ties, actors)
    both = fo.ContextView(timeline, matrix)
    views = {"Timeline": timeline, "AllianceMatrix": matrix, "ContextView (both)": both}
    stored = pd.DataFrame([_stored(name, view) for name, view in views.items()])
    parts = {
        "script of both": frontend.module(),
        "style of both": frontend.styles(),
        "data of the timeline": json.dumps(timeline.payload),
        "data of the matrix": json.dumps(matrix.payload),
    }
    open_parts = pd.DataFrame([{"part": name, "kB": _kb(text)} for name, text in parts.items()])
    return (
        "## Bytes added to a saved notebook\n\nkB (1,000 bytes) of one cell's output, as of "
        f"{day}; script, style and data are packed with gzip.\n\n{table(stored)}\n"
        f"The parts before packing:\n\n{table(open_parts)}"
    )


def _stored(name: str, view: Any) -> dict[str, object]:  # noqa: ANN401 - three classes of view
    bundle = view._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    text = data["text/html"]
    packed = sum(map(len, _PACKED.findall(text)))
    return {
        "widget": name,
        "all kB": _kb(json.dumps({**data, "application/vnd.jupyter.widget-view+json": {}})),
        "packed kB": round(packed / 1000, 1),
        "table and sentence kB": round((len(text) - packed) / 1000, 1),
    }


def _kb(text: str) -> float:
    return round(len(text.encode()) / 1000, 1)
