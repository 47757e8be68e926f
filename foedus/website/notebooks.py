"""Committed notebooks as sources of the site's pages."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any, Final

import nbformat

from foedus.charts.renderer import CHART_MIME
from foedus.website.charts import chart
from foedus.website.links import adapted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbformat import NotebookNode

__all__ = ["Page", "exercise_page", "heading", "lesson_page"]

#: Where pictures of charts stand in the site, seen from a lesson's page.
PICTURES: Final = "../_static/charts"

_TITLE: Final = re.compile(r"\A# .+\n")
_FRAME: Final = re.compile(r"<table.*?</table>", re.DOTALL)
_STYLE: Final = re.compile(r"<style scoped>.*?</style>", re.DOTALL)
_BOX: Final = '<div class="fo-static" tabindex="0" role="group" aria-label="Output as a table">'


class Page:
    """A page in the making: its notebook, and the pictures that it shows.

    Parameters
    ----------
    source : pathlib.Path
        A committed notebook.
    ways : str
        HTML that stands under the title: how to open the notebook live.
    """

    def __init__(self, source: Path, ways: str) -> None:
        self.notebook: NotebookNode = nbformat.read(source, as_version=4)
        self.pictures: dict[str, bytes] = {}
        for cell in self.notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = adapted(cell.source)
        first = self.notebook.cells[0]
        first.source = _TITLE.sub(lambda found: f"{found[0]}\n{ways}\n\n", first.source, count=1)

    def text(self) -> str:
        """Return the notebook's file."""
        return str(nbformat.writes(self.notebook))


def lesson_page(source: Path, ways: str) -> Page:
    """Return a lesson's page: its stored outputs, charts and tables made fit for the site."""
    page = Page(source, ways)
    for cell in page.notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if CHART_MIME in data:
                output["data"] = {"text/html": _live(data, cell.id, page.pictures)}
            elif "dataframe" in (shown := "".join(data.get("text/html", ""))):
                data["text/html"] = _framed(shown)
    return page


def exercise_page(source: Path, ways: str, hints: Mapping[str, tuple[str, ...]]) -> Page:
    """Return an exercise's page: each prompt with its hints, and the cells to fill in.

    Parameters
    ----------
    source : pathlib.Path
        The student's edition, which holds no answers.
    ways : str
        As for `Page`.
    hints : mapping of str to tuple of str
        The hints of a prompt, Markdown, by the id of its cell.
    """
    page = Page(source, ways)
    for cell in page.notebook.cells:
        cell.source += "".join(
            f"\n\n<details><summary>Hint {number}</summary>\n\n{hint}\n\n</details>"
            for number, hint in enumerate(hints.get(cell.id, ()), start=1)
        )
    return page


def heading(source: Path) -> tuple[str, str]:
    """Return a lesson's title and the question under it: its first two lines."""
    text = nbformat.read(source, as_version=4).cells[0].source
    title, question, *_ = [line for line in text.splitlines() if line.strip()]
    return title.removeprefix("# "), question


def _live(data: Mapping[str, Any], name: str, pictures: dict[str, bytes]) -> str:
    pictures[f"{name}.png"] = base64.b64decode(data["image/png"])
    return chart(data[CHART_MIME], f"{PICTURES}/{name}.png")


def _framed(shown: str) -> str:
    """Put a table into a box that scrolls by key too, and drop a style that the page has."""
    return _FRAME.sub(rf"{_BOX}\g<0></div>", _STYLE.sub("", shown))
