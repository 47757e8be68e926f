"""Both widgets from stored states, for a kernel without pandas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets

__all__ = ["views"]


def views(path: str | Path) -> list[anywidget.AnyWidget]:
    """Return the views that a file holds, each a live widget.

    Parameters
    ----------
    path : str or Path
        JSON with ``script``, ``style`` and ``states``, as `foedus.lite.contents` writes it.

    Returns
    -------
    list of anywidget.AnyWidget
        With the traits of the views that were stored, such as ``date`` and ``selected``.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    stored = json.loads(Path(path).read_text(encoding="utf-8"))
    return [_view(stored["script"], stored["style"], state) for state in stored["states"]]


def _view(script: str, style: str, state: dict[str, Any]) -> anywidget.AnyWidget:
    traits = {name: traitlets.Any(value).tag(sync=True) for name, value in state.items()}
    view: anywidget.AnyWidget = type(
        "StoredView", (anywidget.AnyWidget,), {"_esm": script, "_css": style, **traits}
    )()
    return view
