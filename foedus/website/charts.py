"""A stored chart as the site shows it: live where scripts run, else a picture; words; a table."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final

from foedus import documents
from foedus.charts.figures import figure_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["VEGA_LITE", "chart", "write_files"]

#: What Altair 6 writes for.
VEGA_LITE: Final = "6.1"
_SCRIPT: Final = "charts.js"
_STYLE: Final = "tables.css"


def chart(spec: dict[str, Any], picture: str) -> str:
    """Return a chart as HTML.

    Parameters
    ----------
    spec : dict
        A complete Vega-Lite specification.
    picture : str
        Address of its picture, for a page without scripts and until the script has drawn.

    Returns
    -------
    str
        One ``figure``; the site's script replaces the picture by the live chart.
    """
    shown = figure_of(spec, picture)
    named = html.escape(shown.title)
    words = html.escape(shown.description)
    # Notebooks name an older version, for JupyterLab; without a name none is complained of.
    unnamed = {name: part for name, part in spec.items() if name != "$schema"}
    inside = json.dumps(unnamed, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        '<figure class="fo-figure">'
        f'<div class="fo-chart" tabindex="0" role="group" aria-label="{named}, chart">'
        f'<img alt="{words}" src="{picture}" loading="lazy"></div>'
        f'<script type="application/json">{inside}</script>'
        f"<figcaption><details><summary>{named}: in words and as a table</summary>"
        f"<p>{words}</p>{_tables(shown.title, shown.tables)}</details></figcaption></figure>"
    )


def write_files(folder: Path) -> None:
    """Write into a folder what charts need: Vega-Lite as one script, and the style of tables."""
    import vl_convert  # noqa: PLC0415 (large)

    bundle = vl_convert.javascript_bundle("window.foedusEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    (folder / _SCRIPT).write_text(f"(() => {{{bundle}\n}})();\n", encoding="utf-8", newline="\n")
    (folder / _STYLE).write_text(documents.TABLES, encoding="utf-8", newline="\n")


def _tables(caption: str, tables: tuple[pd.DataFrame, ...]) -> str:
    return "".join(documents.table(caption, one) for one in tables)
