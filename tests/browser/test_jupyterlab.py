"""Both widgets in a real JupyterLab, with every address but its own refused."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .jupyterlab import Lab, cell, open_notebook, run_all, run_cell, running_lab, write_notebook
from .parts import date_cursor, matrix_cell, roving_cell, roving_event

pytestmark = pytest.mark.browser

LOAD = """\
import json
from pathlib import Path

import foedus as fo

day = fo.ARTICLE_DAY
events, ties, actors = (fo.load(name, as_of=day) for name in ("events", "ties", "actors"))
"""
SHOW = """\
timeline, matrix = fo.Timeline(events), fo.AllianceMatrix(ties, actors)
view = fo.ContextView(timeline, matrix)


def note(_):
    seen = {"date": matrix.date, "pair": matrix.selected, "events": timeline.selected}
    Path("seen.json").write_text(json.dumps(seen))


for widget in (timeline, matrix):
    widget.observe(note, ["date", "selected"])
view
"""
MOVE = 'view.date = "1979-11-04"\nmatrix.selected = ["USA", "IRN"]\nmatrix.date'
#: Single keys that JupyterLab's command mode acts on: cut, delete, insert, change, undo, run.
COMMAND_KEYS = ["x", "d", "d", "a", "b", "c", "v", "m", "y", "r", "z", "0", "o", "l", "j", "k"]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("course")
    write_notebook(folder / "notebooks" / "00_start.ipynb", "1 + 1")
    with running_lab(folder) as lab:
        yield lab


@pytest.fixture
def desk(browser: Browser, lab: Lab) -> Iterator[Page]:
    """Give a page that reaches JupyterLab and nothing else; other requests fail the test."""
    refused: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((lab.address, lab.address.replace("http", "ws"))):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.route("**/*", guard)
    page = context.new_page()
    yield page
    context.close()
    assert refused == []


@pytest.fixture
def shown(desk: Page, lab: Lab, request: pytest.FixtureRequest) -> Page:
    """Give a notebook of the test's own whose second cell shows both widgets."""
    (lab.folder / "notebooks" / "seen.json").unlink(missing_ok=True)
    name = f"{request.node.originalname}.ipynb"
    path = write_notebook(lab.folder / "notebooks" / name, LOAD, SHOW, MOVE)
    open_notebook(desk, lab, path)
    run_cell(desk, 0)
    run_cell(desk, 1)
    desk.locator(".fo-matrix [role=gridcell]").first.wait_for(timeout=60_000)
    roving_event(desk).wait_for(timeout=60_000)
    return desk


def seen(lab: Lab, page: Page, key: str, expected: object) -> None:
    """Wait until Python has noted a value."""
    note = lab.folder / "notebooks" / "seen.json"
    found: object = None
    for _ in range(50):
        found = json.loads(note.read_text() or "{}").get(key) if note.exists() else None
        if found == expected:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"Python saw {key} = {found!r}, not {expected!r}")


def test_the_course_opens_on_lesson_00(desk: Page, lab: Lab) -> None:
    desk.goto(lab.address)
    expect(desk.locator(".jp-NotebookPanel")).to_be_visible(timeout=60_000)
    expect(desk.locator(".jp-mod-current .lm-TabBar-tabLabel").first).to_have_text("00_start.ipynb")
    desk.wait_for_timeout(1500)
    expect(desk.locator(".Toastify__toast")).to_have_count(0)


def test_a_click_reaches_python(shown: Page, lab: Lab) -> None:
    matrix_cell(shown, "Russia", "Iran").click()
    seen(lab, shown, "pair", ["RUS", "IRN"])


def test_keys_move_select_and_reach_python(shown: Page, lab: Lab) -> None:
    matrix_cell(shown, "Russia", "Iran").click()
    seen(lab, shown, "pair", ["RUS", "IRN"])
    roving_cell(shown).focus()
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    seen(lab, shown, "pair", ["BLR", "IRN"])


def test_an_event_chosen_by_key_reaches_python(shown: Page, lab: Lab) -> None:
    roving_event(shown).focus()
    shown.keyboard.press("Home")
    shown.keyboard.press("Enter")
    seen(lab, shown, "events", ["gulistan-1813"])


def test_jupyterlab_takes_no_key_from_a_focused_part(shown: Page) -> None:
    before = shown.locator(".jp-Notebook .jp-Cell").count()
    for part in (
        roving_cell(shown),
        shown.locator(".fo-matrix input[type=range]").first,
        shown.locator(".fo-matrix button").first,
        date_cursor(shown),
        roving_event(shown),
        shown.locator(".fo-timeline select").first,
    ):
        part.focus()
        for key in COMMAND_KEYS:
            shown.keyboard.press(key)
    assert shown.locator(".jp-Notebook .jp-Cell").count() == before
    expect(cell(shown, 1).locator(".fo-matrix")).to_be_visible()


def test_every_focusable_part_keeps_its_keys(shown: Page) -> None:
    bare = shown.evaluate(
        """() => [...document.querySelectorAll(
             '.fo-widget :is(a[href], button, input, select, textarea, summary, [tabindex])')]
           .filter((node) => node.dataset.lmSuppressShortcuts !== 'true')
           .map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert bare == []


def test_a_change_in_python_reaches_the_page(shown: Page) -> None:
    run_cell(shown, 2)
    expect(shown.locator(".fo-matrix")).to_contain_text("4 November 1979")
    expect(shown.locator(".fo-timeline")).to_contain_text("4 November 1979")
    expect(shown.locator(".fo-matrix")).to_contain_text("Agreement of Cooperation")


def test_the_two_are_linked_by_date_without_python(shown: Page, lab: Lab) -> None:
    date_cursor(shown).focus()
    shown.keyboard.press("ArrowLeft")
    expect(shown.locator(".fo-matrix")).to_contain_text("21 June 2025")
    seen(lab, shown, "date", "2025-06-21")


def test_a_date_typed_into_the_matrix_counts_when_enter_is_pressed(shown: Page, lab: Lab) -> None:
    field = shown.locator(".fo-matrix").get_by_label("Date", exact=True)
    field.fill("1979")
    field.press("Enter")
    seen(lab, shown, "date", "1979-01-01")


def test_run_all_shows_the_widgets(desk: Page, lab: Lab) -> None:
    path = write_notebook(lab.folder / "notebooks" / "all.ipynb", LOAD, SHOW, MOVE)
    open_notebook(desk, lab, path)
    run_all(desk)
    expect(desk.locator(".fo-matrix")).to_contain_text("4 November 1979", timeout=60_000)
