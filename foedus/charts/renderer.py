"""A renderer that shows Altair's charts without internet.

Altair's own HTML renderer fetches its scripts from a content network, and its `mimetype`
renderer writes a MIME type that JupyterLab does not know. JupyterLab ships Vega-Lite 5 for
`application/vnd.vegalite.v5+json`; this renderer writes that, so charts need no network.
"""

import sys
from typing import Any, Final

import altair as alt

__all__ = ["CHART_MIME", "NO_DESCRIPTION", "enable_renderer", "offline_bundle"]

CHART_MIME: Final = "application/vnd.vegalite.v5+json"
NO_DESCRIPTION: Final = "Chart without description"

_NAME: Final = "foedus"
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"  # a name, never fetched
# SVG gives screen readers the chart's marks and labels; the menu's links lead outside.
_EMBED_OPTIONS: Final = {"renderer": "svg", "actions": False}

Bundle = tuple[dict[str, Any], dict[str, Any]]


def offline_bundle(spec: dict[str, Any], **_options: object) -> Bundle:
    """Return what a notebook stores and shows for one chart.

    Parameters
    ----------
    spec : dict
        A complete Vega-Lite specification, as `chart.to_dict()` gives it.
    **_options : object
        Options of other renderers (`chart.display(actions=True)`); ours has none.

    Returns
    -------
    tuple of dict
        The data by MIME type (the specification, and the description as plain text) and
        the metadata by MIME type.

    Examples
    --------
    >>> data, metadata = offline_bundle({"mark": "bar", "description": "Votes by state."})
    >>> data["text/plain"]
    'Votes by state.'
    >>> metadata["application/vnd.vegalite.v5+json"]["embed_options"]["renderer"]
    'svg'
    """
    data = {CHART_MIME: {**spec, "$schema": _SCHEMA}, "text/plain": description_of(spec)}
    return data, {CHART_MIME: {"embed_options": dict(_EMBED_OPTIONS)}}


def description_of(spec: dict[str, Any]) -> str:
    """Return the description of a specification, or a sentence that says there is none."""
    return str(spec.get("description") or NO_DESCRIPTION)


def enable_renderer() -> None:
    """Make the offline renderer the one that Altair uses from now on; in Google Colab do nothing.

    Colab does not know the MIME type. Altair's own renderer works there, by Colab's connection.
    """
    if "google.colab" in sys.modules:
        return
    alt.renderers.register(_NAME, offline_bundle)
    alt.renderers.enable(_NAME)
