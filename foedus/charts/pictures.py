"""Static pictures of charts, for readers of a stored notebook without a Vega-Lite viewer.

GitHub and nbconvert show PNG. The builder adds the pictures after a run, so that a student's
notebook never carries them and a student's installation needs no picture maker.
"""

import base64
import json
from typing import TYPE_CHECKING, Any

from foedus.charts.renderer import CHART_MIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

__all__ = ["add_pictures", "picture", "pictures_of"]


def picture(spec: dict[str, Any]) -> str:
    """Return a chart as PNG at scale 1, base64 encoded.

    Parameters
    ----------
    spec : dict
        A complete Vega-Lite specification.

    Returns
    -------
    str
        Base64 text without line breaks. Fonts differ between machines, and with them the bytes.
    """
    import vl_convert  # noqa: PLC0415  # an author's tool: students do not install it

    image = vl_convert.vegalite_to_png(spec, vl_version="5.8", scale=1)
    return base64.b64encode(image).decode("ascii")


def add_pictures(notebook: "NotebookNode", known: dict[str, str] | None = None) -> None:
    """Add to every stored chart output of a notebook its picture, in place.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A notebook that has been run.
    known : dict, optional
        Pictures of charts drawn before, as `pictures_of` gives them: an unchanged chart keeps
        its picture, so that a second build writes the same bytes on any machine.
    """
    for data in _charts(notebook):
        chart = _key(data[CHART_MIME])
        data["image/png"] = (known or {}).get(chart) or picture(data[CHART_MIME])


def pictures_of(notebook: "NotebookNode") -> dict[str, str]:
    """Return the pictures that a notebook holds, by the chart they show."""
    return {
        _key(data[CHART_MIME]): data["image/png"]
        for data in _charts(notebook)
        if "image/png" in data
    }


def _charts(notebook: "NotebookNode") -> "Iterator[dict[str, Any]]":
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if CHART_MIME in output.get("data", {}):
                yield output["data"]


def _key(spec: dict[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True)
