"""The alliance matrix as a static chart: a heatmap with letters."""

from types import MappingProxyType
from typing import Any, Final

import altair as alt
import pandas as pd

from foedus.charts.palettes import INK
from foedus.relations import LETTERS, MARKS

__all__ = ["TINTS", "matrix_chart"]

#: The widget's light tints (matrix.css), dark letters on all but the first; a test compares.
TINTS: Final = MappingProxyType(
    {
        "armed-conflict": "#7d1420",
        "defense": "#6e96b6",
        "offense": "#a99be0",
        "neutrality": "#5db9a1",
        "nonaggression": "#a1cda6",
        "consultation": "#d3e5f5",
        "security-commitment": "#f0b955",
        "strategic-partnership": "#f5d697",
        "basing": "#c8c6c3",
        "arms-transfer": "#eddecf",
    }
)
_ONLY_HOSTILE: Final = "#fffafa"
_CELL: Final = 20
_TOOLTIP: Final = ("row", "column", "tie", "hostile", "effect")


def matrix_chart(strongest: pd.DataFrame, names: dict[str, str], date: str) -> alt.LayerChart:
    """Return a heatmap of strongest ties with a letter in every cell.

    Parameters
    ----------
    strongest : DataFrame
        As `relations.strongest_ties` returns it.
    names : dict
        Code and name of each actor, in the order of the axes.
    date : str
        The day, ISO; it stands in the title and the description.

    Returns
    -------
    LayerChart
        Cells and letters: lower case and pale where a tie is weak, "!" and "$" for hostile ties.
    """
    rows = _rows(strongest, names)
    order = list(names.values())
    side = _CELL * len(order)
    base = alt.Chart(rows).encode(
        x=alt.X("column:N", title=None, scale=alt.Scale(domain=order), axis=_axis(-90)),
        y=alt.Y("row:N", title=None, scale=alt.Scale(domain=order), axis=_axis(0)),
        tooltip=[
            alt.Tooltip(f"{name}:N") for name in ("row", "column", "tie", "hostile", "effect")
        ],
    )
    cells = base.mark_rect(stroke="#ffffff").encode(color=_colour(), opacity=_opacity())
    letters = base.mark_text(fontSize=11, fontWeight=600).encode(
        text="text:N",
        color=alt.condition(
            "datum.tie == 'armed-conflict' && datum.strength == 'full'",
            alt.value("#fff"),
            alt.value(INK),
        ),
    )
    description = _description(strongest, len(order), date)
    chart: alt.LayerChart = cells + letters
    return chart.properties(
        width=side, height=side, title=f"Strongest ties on {date}", description=description
    )


def _rows(strongest: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    known = strongest[strongest["a"].isin(names) & strongest["b"].isin(names)]
    mirrored = known.rename(columns={"a": "b", "b": "a"})
    rows = pd.concat([known, mirrored], ignore_index=True)
    weak = rows["weak"].astype(bool)
    letter = rows["kind"].map(LETTERS).fillna("").astype("object")
    return pd.DataFrame(
        {
            "row": rows["a"].map(names).astype("object"),
            "column": rows["b"].map(names).astype("object"),
            "tie": rows["kind"].replace("", "only hostile").astype("object"),
            "text": letter.mask(weak, letter.str.lower()) + rows["hostile"].map(MARKS).fillna(""),
            "hostile": rows["hostile"].astype("object"),
            "effect": rows["effect"].astype("object"),
            "strength": weak.map({True: "weak", False: "full"}).astype("object"),
        }
    )


def _axis(angle: int) -> alt.Axis:
    return alt.Axis(labelAngle=angle, ticks=False, domain=False, grid=False, labelLimit=140)


def _colour() -> alt.Color:
    domain, colours = [*TINTS, "only hostile"], [*TINTS.values(), _ONLY_HOSTILE]
    scale = alt.Scale(domain=domain, range=colours)
    return alt.Color("tie:N", scale=scale, title="Strongest tie")


def _opacity() -> Any:  # noqa: ANN401  # Altair's condition has no one type
    return alt.condition("datum.strength == 'weak'", alt.value(0.5), alt.value(1))


def _description(strongest: pd.DataFrame, actors: int, date: str) -> str:
    counts = strongest["kind"].replace("", "only hostile").value_counts()
    parts = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return f"Strongest ties between {actors} actors on {date}: {parts or 'none'}."
