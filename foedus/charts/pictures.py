"""Static pictures of charts, for readers of a stored notebook without a Vega-Lite viewer.

GitHub and nbconvert show PNG. The builder adds the pictures after a run, so that a student's
notebook never carries them and a student's installation needs no picture maker.
"""

import base64
from typing import TYPE_CHECKING, Any

from foedus.charts.renderer import CHART_MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["add_pictures", "picture"]


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


def add_pictures(notebook: "NotebookNode") -> None:
    """Add to every stored chart output of a notebook its picture, in place."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if CHART_MIME in data:
                data["image/png"] = picture(data[CHART_MIME])
