"""How much a reader loads and waits for: the website's pages, and the course in the browser.

    foedus site SITE --lite reduced
    python -m benchmarks.website SITE

Chromium, a server on this machine, nothing cached; bytes as they are on disk, before a server
packs them. Each page is opened once; the kernel is started once.
"""

import functools
import http.server
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS, chromium_path

PAGES = ("index", "notebooks/00_start_here", "notebooks/02_what_happened_when",
         "notebooks/04_who_is_bound_to_whom", "exercises/02_what_happened_when")  # fmt: skip
LITE = "lite/lab/index.html?path=notebooks/both_widgets.ipynb"
PATIENCE = 180_000  # ms


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def fresh(browser: Browser) -> tuple[Page, list[int]]:
    """Return a page of a reader who comes for the first time, and the sizes of what it loads."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sizes: list[int] = []
    page.context.on("requestfinished", lambda request: sizes.append(length(request)))
    return page, sizes


def length(request) -> int:  # noqa: ANN001
    response = request.response()
    return int(response.headers.get("content-length", 0)) if response else 0


def measure_pages(browser: Browser, address: str) -> None:
    print("| page | requests | MB | all drawn after, s |\n|---|---:|---:|---:|")
    for name in PAGES:
        page, sizes = fresh(browser)
        begun = time.perf_counter()
        page.goto(f"{address}/{name}.html")
        figures = page.locator(".fo-figure").count()
        page.wait_for_function(f"document.querySelectorAll('.fo-chart svg').length === {figures}")
        seconds = time.perf_counter() - begun
        print(f"| {name} | {len(sizes)} | {sum(sizes) / 1e6:.2f} | {seconds:.1f} |")
        page.context.close()


def measure_lite(browser: Browser, address: str) -> None:
    page, sizes = fresh(browser)
    begun = time.perf_counter()
    page.goto(f"{address}/{LITE}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
    opened = time.perf_counter() - begun
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".fo-timeline").wait_for(timeout=PATIENCE)
    drawn = time.perf_counter() - begun
    print(
        f"\nJupyterLite: notebook open after {opened:.1f} s, first widget after {drawn:.1f} s; "
        f"{len(sizes)} requests, {sum(sizes) / 1e6:.1f} MB"
    )


def main(site: Path) -> None:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=CHROMIUM_OPTIONS
            )
            measure_pages(browser, address)
            if (site / "lite").exists():
                measure_lite(browser, address)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
