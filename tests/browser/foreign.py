"""Pages of both widgets in a language that runs to the left; see tests/pseudo.py."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

import foedus as fo
from foedus.wording import using

from ..pseudo import CODE, pseudo, write_catalogue  # noqa: TID252 (no package on the path)

__all__ = ["choose_grid", "foreign_page", "named", "open_page"]


def foreign_page(folder: Path, left_out: str = "", **traits: Any) -> Path:  # noqa: ANN401
    """Write a page of both widgets, with the course's data; the traits are the matrix's."""
    with using(CODE, write_catalogue(folder / "locale", left_out)):
        day = fo.ARTICLE_DAY
        events, ties, actors = (fo.load(name, as_of=day) for name in ("events", "ties", "actors"))
        view = fo.ContextView(fo.Timeline(events), fo.AllianceMatrix(ties, actors, **traits))
        return view.to_html(folder / "foreign.html")


def open_page(page: Page, path: Path, width: int = 1200) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector(".fo-matrix .fo-kinds")
    return page


def named(message: str) -> str:
    """Return what a message is in the language, to find a control by its name."""
    return pseudo(message)


def choose_grid(page: Page) -> None:
    page.locator(".fo-matrix").get_by_role("button", name=named("Grid"), exact=True).click()
