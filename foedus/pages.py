"""The pages of `docs/` that are made from the tables: the bibliography, and how we know.

`foedus data pages` writes them; with ``--check`` it only compares.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedus.bibliography import bibliography
from foedus.editions.citations import Library, open_library, render
from foedus.figures import fill
from foedus.schema import DATA
from foedus.tables import load

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DOCS", "HOW_WE_KNOW", "PAGES", "how_we_know", "main_pages"]

CURRENT, CHANGED, NO_FOLDER = 0, 1, 2
DOCS: Final = DATA.parent / "docs"
#: Source of the page, with its marks and the names of its figures.
HOW_WE_KNOW: Final = Path(__file__).parent / "lessons" / "how-we-know.md"
_MADE: Final = (
    "<!-- Made by `foedus data pages` from foedus/lessons/how-we-know.md and the tables."
    " Do not edit by hand. -->\n\n"
)


def how_we_know() -> str:
    """Return the page "How this course knows what it knows" as Markdown.

    Examples
    --------
    >>> how_we_know().splitlines()[2]
    '# How this course knows what it knows'
    """
    text = fill(HOW_WE_KNOW.read_text(encoding="utf-8"))
    return _MADE + render(text, _library(), "glossary.md")


PAGES: Final[dict[str, Callable[[], str]]] = {
    "bibliography.md": bibliography,
    "how-we-know.md": how_we_know,
}


def main_pages(folder: Path = DOCS, *, check: bool = False) -> int:
    """Write or compare the pages: the command ``foedus data pages [--check]``.

    Parameters
    ----------
    folder : Path, default the course's ``docs/``
        Where the pages stand.
    check : bool, default False
        Compare only.

    Returns
    -------
    int
        Exit status: 0 when the pages are up to date or were written, 1 when one differs, 2
        when there is no such folder.
    """
    if not folder.is_dir():
        return _say(
            f"No folder {folder.name}/ beside the tables: run this in a checkout.", NO_FOLDER
        )
    made = {folder / name: page() for name, page in PAGES.items()}
    if not check:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"Wrote {path.name}.")  # noqa: T201 - a command prints
        return CURRENT
    old = [path.name for path, text in made.items() if _read(path) != text]
    if not old:
        return CURRENT
    return _say(f"{', '.join(old)}: not what the tables give; run foedus data pages.", CHANGED)


@cache
def _library() -> Library:
    return open_library(load)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _say(message: str, status: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - a command prints
    return status
