"""The pages to be measured: ours as `to_html` writes them, the peers' on the same tables."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

import foedus as fo
from benchmarks import synthetic
from foedus import relations
from foedus.widgets import AllianceMatrix, ContextView, Timeline

__all__ = ["STEPS", "Case", "Data", "build", "course", "large"]

_HERE: Final = Path(__file__).parent
_PACKAGES: Final = _HERE / "node_modules"
_VIS: Final = _PACKAGES / "vis-timeline"
#: How far the date moves at a time, in days: one to three pixels of a slider.
_STEP_DAYS: Final = 180
STEPS: Final = 60
_MOUNT: Final = "mount(stage, states);"
#: Weeks with some hundreds of events, which are still drawn one by one.
_CLOSE: Final = ("2025-07-10", "2025-10-20")
_STYLE: Final = (
    "body{margin:0;font:14px/1.45 system-ui,sans-serif}main{display:grid;"
    "grid-template-columns:minmax(0,1fr) 18rem;gap:.5rem;padding:.75rem}"
)
_OURS_MARKED: Final = f'performance.mark("mount");{_MOUNT}'


@dataclass(frozen=True)
class Data:
    """Tables of one size, and the day to begin with."""

    name: str
    events: pd.DataFrame
    ties: pd.DataFrame
    actors: pd.DataFrame
    date: str

    def days(self) -> list[pd.Timestamp]:
        """Days to which the matrix is moved."""
        last = pd.Timestamp(self.date)
        return [last - pd.Timedelta(days=_STEP_DAYS * step) for step in range(STEPS + 1)]

    def __str__(self) -> str:
        return f"{len(self.events):,} events, {len(self.actors)} actors, {len(self.ties):,} ties"


@dataclass(frozen=True)
class Case:
    """One page and what is done to it: `name` is shown, `kind` finds the acts in acts.js."""

    name: str
    kind: str
    path: Path
    acts: tuple[str, ...]


def course() -> Data:
    """Everything the course has on file, from the article's day on backwards."""
    return Data("course", *map(fo.load, ("events", "ties", "actors")), fo.ARTICLE_DAY)


def large() -> Data:
    """10,000 events; 200 actors with as many ties for each pair as in the course."""
    actors = synthetic.make_actors(200)
    ties = synthetic.make_ties(actors, 20_000)
    return Data("large", synthetic.make_events(10_000), ties, actors, "2025-10-01")


def build(data: Data, folder: Path) -> list[Case]:
    """Write every page for one size of data."""
    return [*_ours(data, folder), *_vis(data, folder), *_plotly(data, folder)]


def _ours(data: Data, folder: Path) -> list[Case]:
    big = data.name == "large"
    timeline = Timeline(data.events, data.date)
    matrix = AllianceMatrix(data.ties, data.actors, data.date)
    acts = ("open", "drag") if big else ("click", "drag")
    cases = [
        Case("Timeline", "timeline", _marked(timeline, folder / "timeline.html"), acts),
        Case(
            "AllianceMatrix", "matrix", _marked(matrix, folder / "matrix.html"), ("click", "drag")
        ),
    ]
    if big:
        close = Timeline(data.events, data.date, window=list(_CLOSE))
        path = _marked(close, folder / "close.html")
        cases.append(Case("Timeline, near", "timeline", path, ("click", "drag")))
    both = ContextView(timeline, matrix)
    path = _marked(both, folder / "both.html")
    return [*cases, Case("ContextView", "both", path, ("drag",))]


def _marked(view: Any, path: Path) -> Path:  # noqa: ANN401
    """Write the page as readers get it, with a mark where drawing begins."""
    text = view.to_html(path).read_text(encoding="utf-8")
    if text.count(_MOUNT) != 1:
        raise ValueError("The exported page no longer calls mount once: change the benchmark.")
    path.write_text(text.replace(_MOUNT, _OURS_MARKED), encoding="utf-8")
    return path


def _vis(data: Data, folder: Path) -> list[Case]:
    if data.name == "course":
        page = _vis_page(data, folder / "vis.html", {"stack": True})
        return [Case("vis-timeline", "vis", page, ("click", "drag"))]
    far = _vis_page(data, folder / "vis.html", {"stack": False, "cluster": {"maxItems": 3}})
    near = _vis_page(data, folder / "vis-near.html", {"stack": True}, _CLOSE)
    return [
        Case("vis-timeline", "vis", far, ("drag",)),
        Case("vis-timeline, near", "vis", near, ("click", "drag")),
    ]


def _vis_page(
    data: Data, path: Path, more: dict[str, Any], window: tuple[str, str] | None = None
) -> Path:
    first, last = window or ("1812-01-01", "2027-06-01")
    options = {"start": first, "end": last, "maxHeight": 640, "verticalScroll": True,
               "orientation": "top", "showCurrentTime": False, "width": "100%"} | more  # fmt: skip
    categories = sorted(data.events["category"].astype("str").unique())
    content = {
        "items": [_vis_item(event) for event in data.events.to_dict("records")],
        "groups": [{"id": name, "content": name} for name in categories],
        "options": options,
        "date": data.date if window is None else window[1],
    }
    body = '<p id="day"></p><div id="chart"></div>'
    scripts = [_VIS / "standalone/umd/vis-timeline-graph2d.min.js", _HERE / "pages/vis.js"]
    style = _VIS / "styles/vis-timeline-graph2d.min.css"
    return _page(path, body, content, scripts, style)


def _vis_item(event: dict[Any, Any]) -> dict[str, str]:
    item = {"id": event["id"], "group": str(event["category"]), "content": event["title"],
            "start": f"{event['start']:%Y-%m-%d}", "summary": event["summary"]}  # fmt: skip
    if event["date_end"]:
        return {**item, "end": f"{event['end']:%Y-%m-%d}", "type": "range"}
    return item


def _plotly(data: Data, folder: Path) -> list[Case]:
    plain = _plotly_page(data, folder / "plotly.html", letters=False)
    cases = [Case("plotly heatmap", "plotly", plain, ("click", "drag"))]
    if data.name == "course":
        path = _plotly_page(data, folder / "plotly-letters.html", letters=True)
        cases.append(Case("plotly heatmap with letters", "plotly", path, ("click", "drag")))
    return cases


def _plotly_page(data: Data, path: Path, *, letters: bool) -> Path:
    codes = list(data.actors["code"])
    size = 30 if data.name == "course" else 5
    side = 120 + size * len(codes)
    layout = {"width": side, "height": side, "margin": {"l": 60, "t": 60, "r": 60, "b": 60},
              "xaxis": {"side": "top", "type": "category"},
              "yaxis": {"autorange": "reversed", "type": "category"}}  # fmt: skip
    trace: dict[str, Any] = {"type": "heatmap", "zmin": 0, "zmax": 10, "xgap": 1, "ygap": 1,
                             "showscale": False}  # fmt: skip
    if letters:
        trace["texttemplate"] = "%{text}"
    matrices = [_numbers(data.ties, codes, day, letters=letters) for day in data.days()]
    details = str(data.ties["obligation"].iloc[0])
    content = {"matrices": matrices, "trace": trace, "layout": layout, "names": codes,
               "details": details}  # fmt: skip
    body = f'<input id="date" type="range" min="0" max="{STEPS}" value="0"><div id="chart"></div>'
    scripts = [_PACKAGES / "plotly.js-dist-min/plotly.min.js", _HERE / "pages/plotly.js"]
    return _page(path, body, content, scripts)


def _numbers(
    ties: pd.DataFrame, codes: list[str], day: pd.Timestamp, *, letters: bool
) -> dict[str, Any]:
    """Return the strongest ties as numbers for colours, made before anything is timed."""
    matrix = relations.tie_matrix(ties, codes, day)
    places = {letter: 10 - at for at, letter in enumerate(relations.LETTERS.values())}
    cells = np.array(matrix, dtype=object)
    z = [[places.get(cell[:1].upper()) for cell in row] for row in cells]
    return {"z": z, "text": cells.tolist()} if letters else {"z": z}


def _page(
    path: Path, body: str, content: dict[str, Any], scripts: list[Path], style: Path | None = None
) -> Path:
    text = json.dumps(content, separators=(",", ":")).replace("<", "\\u003c")
    link = f'<link rel="stylesheet" href="{html.escape(style.as_uri())}">' if style else ""
    tags = "".join(f'<script src="{html.escape(script.as_uri())}"></script>' for script in scripts)
    path.write_text(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Peer</title>{link}'
        f"<style>{_STYLE}</style></head><body><main><div>{body}</div>"
        f'<aside id="panel"></aside></main><script type="application/json" id="data">{text}'
        f"</script>{tags}</body></html>\n",
        encoding="utf-8",
    )
    return path
