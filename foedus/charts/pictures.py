"""Static pictures of charts, for readers without a Vega-Lite viewer.

GitHub and nbconvert show PNG: the builder adds it to stored notebooks after a run, so that a
student's notebook never carries it. An exported briefing shows SVG.
"""

import base64
import json
from typing import TYPE_CHECKING, Any, Final

from foedus.charts.renderer import CHART_MIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

__all__ = ["add_pictures", "drawing", "picture", "pictures_of"]

_VERSION: Final = "5.8"  # the oldest that the picture maker has; JupyterLab bundles 5.6


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
    import vl_convert  # noqa: PLC0415  # large, and there is no build of it for the browser

    image = vl_convert.vegalite_to_png(spec, vl_version=_VERSION, scale=1)
    return base64.b64encode(image).decode("ascii")


def drawing(spec: dict[str, Any]) -> str:
    """Return a chart as SVG; nothing is fetched for it.

    Parameters
    ----------
    spec : dict
        A complete Vega-Lite specification.

    Raises
    ------
    ImportError
        If the picture maker is not installed, as in a notebook that runs in the browser.
    """
    import vl_convert  # noqa: PLC0415  # as above

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    return svg


def add_pictures(notebook: "NotebookNode", known: dict[str, str] | None = None) -> None:
    """Add to every stored chart output of a notebook its picture and the picture's words, in place.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A notebook that has been run.
    known : dict, optional
        Pictures of charts drawn before, as `pictures_of` gives them: an unchanged chart keeps
        its picture, so that a second build writes the same bytes on any machine.
    """
    for output in _charts(notebook):
        data = output["data"]
        chart = _key(data[CHART_MIME])
        data["image/png"] = (known or {}).get(chart) or picture(data[CHART_MIME])
        # Where nbconvert looks for the words of a picture.
        output["metadata"]["image/png"] = {"alt": data["text/plain"]}


def pictures_of(notebook: "NotebookNode") -> dict[str, str]:
    """Return the pictures that a notebook holds, by the chart they show."""
    return {
        _key(output["data"][CHART_MIME]): output["data"]["image/png"]
        for output in _charts(notebook)
        if "image/png" in output["data"]
    }


def _charts(notebook: "NotebookNode") -> "Iterator[dict[str, Any]]":
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if CHART_MIME in output.get("data", {}):
                yield output


def _key(spec: dict[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True)
