"""The files that a learner finds in the browser: the same notebooks as everywhere, no answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from foedus.lessons import rooms
from foedus.releasing.contents import course_files, exercise_files

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["WIDGETS", "course_contents", "widgets_contents"]

#: A notebook with both widgets, for a kernel without pandas.
WIDGETS: Final = "notebooks/both_widgets.ipynb"

_STATES: Final = "both_widgets.json"
_FOLDERS: Final = ("notebooks/", "exercises/", "docs/")
_TEXT: Final = """# Timeline and alliance matrix

Both widgets with the course's data of 22 June 2025, in a Python that runs in this browser.
This copy of the course was built without pandas, which the lessons' other cells need:
read those on the pages of the site, or open the course elsewhere."""
_CODE: Final = f"""from foedus.lite.views import views

timeline, matrix = views("{_STATES}")
timeline"""


def course_contents(course: Path) -> dict[str, bytes]:
    """Return lessons, exercises and the pages that they link to, by name."""
    chosen = rooms()
    files = course_files(course, chosen) | exercise_files(course, chosen)
    return {name: content for name, content in files.items() if name.startswith(_FOLDERS)}


def widgets_contents() -> dict[str, bytes]:
    """Return the notebook `WIDGETS` and the states that it shows, by name."""
    notebook = new_notebook(
        cells=[
            new_markdown_cell(_TEXT, id="widgets-text"),
            new_code_cell(_CODE, id="widgets-timeline"),
            new_code_cell("matrix", id="widgets-matrix"),
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    return {
        WIDGETS: nbformat.writes(notebook).encode(),
        f"notebooks/{_STATES}": json.dumps(_states(), ensure_ascii=False).encode(),
    }


def _states() -> dict[str, object]:
    import foedus as fo  # noqa: PLC0415 (pandas, and only here)
    from foedus.widgets import frontend  # noqa: PLC0415

    events, ties, actors = (
        fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("events", "ties", "actors")
    )
    shown = fo.Timeline(events), fo.AllianceMatrix(ties, actors)
    return {
        "script": frontend.module(),
        "style": frontend.styles(),
        "states": [view.page_state() for view in shown],
    }
