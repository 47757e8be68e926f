"""The lessons where people open them besides JupyterLab: Notebook 7, and a page from nbconvert."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Locator, Page, Route, expect

from foedus.charts import CHART_MIME
from foedus.lessons import rooms

from .jupyterlab import NOTEBOOK, Lab, open_notebook, run_all, running_lab
from .parts import matrix_cell, roving_event

pytestmark = pytest.mark.browser

COURSE = Path(__file__).parents[2]
TIMELINE, MATRIX = "02_what_happened_when", "04_who_is_bound_to_whom"
PATIENCE = 60_000  # ms


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("course")
    for part in ("notebooks", "solutions"):
        shutil.copytree(COURSE / part, folder / part)
    with running_lab(folder, NOTEBOOK) as server:
        yield server


@pytest.fixture
def desk(browser: Browser, server: Lab) -> Iterator[Page]:
    """Give a page that reaches the server and nothing else."""
    refused: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((server.address, server.address.replace("http", "ws"))):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.route("**/*", guard)
    yield context.new_page()
    context.close()
    assert refused == []


def opened(page: Page, server: Lab, place: str) -> None:
    open_notebook(page, server, server.folder / f"{place}.ipynb", "notebooks")
    run_all(page)


def in_sight(page: Page, part: str) -> Locator:
    """Return the first cell whose output shows a part, scrolled to: others are not laid out."""
    page.locator(part).first.wait_for(state="attached", timeout=PATIENCE)
    page.locator(part).first.scroll_into_view_if_needed()
    return page.locator(".jp-Cell", has=page.locator(part)).first


def press(page: Page, start: Locator, *keys: str) -> None:
    start.focus()
    for key in keys:
        page.keyboard.press(key)


def test_notebook_7_runs_a_lesson_with_its_charts_and_the_timeline(desk: Page, server: Lab) -> None:
    opened(desk, server, f"notebooks/{TIMELINE}")
    shown = in_sight(desk, ".fo-timeline")
    press(desk, roving_event(shown), "Home", "Enter")
    expect(shown).to_contain_text("A British diplomat, Gore Ouseley, mediated")
    expect(in_sight(desk, ".vega-embed").locator("svg").first).to_be_visible()
    expect(desk.locator("[data-mime-type$=stderr]")).to_have_count(0)


def test_notebook_7_shows_the_matrix_and_a_pair_opens(desk: Page, server: Lab) -> None:
    opened(desk, server, f"notebooks/{MATRIX}")
    shown = in_sight(desk, ".fo-matrix")
    expect(shown.locator(".fo-heads")).to_contain_text("Iran", use_inner_text=True)
    matrix_cell(desk, "Russia", "Iran").click()
    expect(shown).to_contain_text("Strongest: Neutrality")


def test_notebook_7_checks_an_exercise(desk: Page, server: Lab) -> None:
    opened(desk, server, f"solutions/{TIMELINE}")
    expect(desk.locator(".fo-check-correct")).to_have_count(8, timeout=PATIENCE)


def exported(browser: Browser, folder: Path, stem: str) -> Page:
    """Return a page without a network that shows what nbconvert made of a lesson."""
    source = COURSE / "notebooks" / f"{stem}.ipynb"
    body, _ = HTMLExporter().from_filename(str(source))
    (folder / "lesson.html").write_text(body, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto((folder / "lesson.html").as_uri())
    return page


@pytest.mark.parametrize("stem", [one.stem for one in rooms()])
def test_a_page_from_nbconvert_shows_widgets_and_charts_from_a_file(
    browser: Browser, tmp_path: Path, stem: str
) -> None:
    outputs = [
        output
        for one in nbformat.read(COURSE / "notebooks" / f"{stem}.ipynb", as_version=4).cells
        for output in one.get("outputs", [])
    ]
    charts = [one for one in outputs if CHART_MIME in one.get("data", {})]
    widgets = [
        one for one in outputs if 'class="fo-box"' in one.get("data", {}).get("text/html", "")
    ]
    page = exported(browser, tmp_path, stem)
    expect(page.locator("img[src^='data:image/png']")).to_have_count(len(charts))
    boxes = page.locator(".fo-box")
    expect(boxes).to_have_count(len(widgets))
    for box in boxes.all():
        expect(box.locator(".fo-widget").first).to_be_visible(timeout=PATIENCE)
    page.context.close()


@pytest.mark.parametrize("stem", [one.stem for one in rooms()])
def test_nbconverts_classic_template_gives_each_chart_its_words(stem: str) -> None:
    source = COURSE / "notebooks" / f"{stem}.ipynb"
    body, _ = HTMLExporter(template_name="classic").from_filename(str(source))
    words = [
        output.data["text/plain"]
        for one in nbformat.read(source, as_version=4).cells
        for output in one.get("outputs", [])
        if CHART_MIME in output.get("data", {})
    ]
    found = BeautifulSoup(body, "html.parser").select("img[src^='data:image/png']")
    assert [one["alt"] for one in found] == words


def test_widgets_of_a_page_from_nbconvert_answer_keys(browser: Browser, tmp_path: Path) -> None:
    page = exported(browser, tmp_path, TIMELINE)
    press(page, roving_event(page).first, "Home", "Enter")
    expect(page.locator(".fo-timeline").first).to_contain_text("A British diplomat, Gore Ouseley")
    page.context.close()
