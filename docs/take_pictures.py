"""Take the README's pictures of both widgets: desktop, phone and dark.

Run it from the course's folder: ``python docs/take_pictures.py``. It needs Chromium and the test
extra.
"""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import foedus as fo

PICTURES = Path(__file__).parent / "pictures"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: name, widget, width, height, colour scheme
SHOTS = (
    ("timeline", "timeline", 1200, 900, "light"),
    ("matrix", "matrix", 1200, 1000, "light"),
    ("timeline-dark", "timeline", 1200, 900, "dark"),
    ("matrix-dark", "matrix", 1200, 1000, "dark"),
    ("timeline-phone", "timeline", 390, 844, "light"),
    ("matrix-phone", "matrix", 390, 844, "light"),
)


def export(folder: Path) -> dict[str, str]:
    """Write a page of each widget as a reader would see it and return their addresses."""
    tables = {name: fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("events", "ties", "actors")}
    timeline = fo.Timeline(tables["events"], phase="War of June 2025", selected=["us-strikes-2025"])
    matrix = fo.AllianceMatrix(tables["ties"], tables["actors"], selected=["RUS", "IRN"])
    views = {"timeline": timeline, "matrix": matrix}
    return {name: view.to_html(folder / f"{name}.html").as_uri() for name, view in views.items()}


def shoot(browser: Browser, pages: dict[str, str]) -> None:
    for name, view, width, height, scheme in SHOTS:
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page.goto(pages[view])
        page.wait_for_selector(f".fo-{view}")
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.close()


def main() -> None:
    chromium = os.environ.get("FOEDUS_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        shoot(browser, export(Path(folder)))
        browser.close()


if __name__ == "__main__":
    main()
