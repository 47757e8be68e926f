"""The matrix in a real page: it agrees with the relations, and mouse and keys do what they say."""

import base64
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import foedus as fo
from foedus.widgets import AllianceMatrix, ContextView, Timeline, frontend

from .parts import matrix_cell, roving_cell, run_over, touch_screen

pytestmark = pytest.mark.browser

DAYS = [
    *(f"{day:%Y-%m-%d}" for day in pd.date_range("1813-06-01", "2026-06-01", periods=48)),
    *("1942-06-01", "1973-10-06", "1979-11-05", "2016-08-22", "2025-06-22", "2025-10-02"),
]
STRONGEST = """
async ([module, payload, days]) => {
  const { TieBook } = await import(`data:text/javascript;base64,${module}`);
  const book = new TieBook(payload);
  const { kinds, effects, actors } = { ...payload, actors: payload.actors.code };
  const row = ({ tie, hostile, ower, weak }) => {
    const { a, b, kind, effect } = book.ties;
    const shown = tie < 0 ? hostile : tie;
    return [actors[a[shown]], actors[b[shown]], tie < 0 ? "" : kinds[kind[tie]], ower >= 0,
      tie < 0 ? "" : effects[effect[tie]], hostile < 0 ? "" : kinds[kind[hostile]], weak];
  };
  const number = (iso) => Date.parse(iso) / 86400000;
  const strongest = days.map((day) => book.standing(number(day)).map(({ state }) => row(state)));
  const orders = days.map((day) => ["bloc", "similarity", "name"].map((how) =>
    book.order(how, number(day)).actors.map((actor) => actors[actor])));
  return { strongest, orders };
}
"""

Open = Callable[..., Page]


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Open:
    """Open the matrix of the article's day, as an exported page."""

    def open_page(width: int = 1200, **traits: object) -> Page:
        ties, actors = (fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("ties", "actors"))
        path = AllianceMatrix(ties, actors, **traits).to_html(tmp_path / "matrix.html")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        page.wait_for_selector(".fo-matrix")
        return page

    return open_page


def look(locator: Locator) -> tuple[str, str]:
    return locator.inner_text(), locator.get_attribute("data-mark") or ""


def test_the_front_end_and_the_relations_agree_on_every_pair_and_order(page: Page) -> None:
    ties, actors = fo.load("ties"), fo.load("actors")
    matrix = AllianceMatrix(ties, actors, date="2026-06-01", date_max="2026-06-01")
    module = base64.b64encode((frontend.module() + "\nexport { TieBook };").encode()).decode()
    found = page.evaluate(STRONGEST, [module, matrix.payload, DAYS])
    for day, rows, orders in zip(DAYS, found["strongest"], found["orders"], strict=True):
        expected = fo.strongest_ties(ties, day)
        assert sorted(rows) == sorted(expected.to_numpy().tolist()), day
        for how, order in zip(("bloc", "similarity", "name"), orders, strict=True):
            matrix.order, matrix.date = how, day
            assert order == matrix.axis(), (day, how)


@pytest.mark.parametrize(
    ("row", "column", "letter", "mark"),
    [
        ("Russia", "Iran", "N", ""),
        ("North Korea", "Russia", "D", ""),
        ("United States", "Israel", "S", ""),
        ("Germany", "Russia", "n", "$"),
        ("Armenia", "Kazakhstan", "d", ""),
    ],
)
def test_cells_of_the_articles_day(
    show: Open, row: str, column: str, letter: str, mark: str
) -> None:
    page = show()
    assert look(matrix_cell(page, row, column)) == (letter, mark)
    assert look(matrix_cell(page, column, row)) == (letter, mark)


def test_both_mirror_cells_point_at_the_side_that_is_owed(show: Open) -> None:
    page = show()
    expect(matrix_cell(page, "United States", "Israel")).to_contain_class("fo-up")
    expect(matrix_cell(page, "Israel", "United States")).to_contain_class("fo-back")
    expect(matrix_cell(page, "Israel", "United States")).to_have_attribute(
        "aria-label", "Israel, United States: security pledge, United States owes Israel"
    )


def test_a_click_opens_the_pair_and_tells_signed_from_in_force(show: Open) -> None:
    page = show()
    matrix_cell(page, "Iran", "Russia").click()
    panel = page.locator(".fo-panel")
    expect(panel.get_by_role("heading", level=3)).to_have_text("Iran and Russia")
    waiting = panel.locator(".fo-waiting")
    expect(waiting).to_contain_text("Signed, not in force on this date")
    expect(waiting).to_contain_text("Treaty on Comprehensive Strategic Partnership")
    expect(waiting).to_contain_text("Signed on 17 January 2025.")
    in_force = panel.locator(":scope > .fo-tie").first
    expect(in_force).to_contain_text("Treaty on the Basis for Mutual Relations")
    expect(in_force.locator("q[lang=fr]")).to_contain_text("aide")
    expect(in_force.get_by_role("link").first).to_have_attribute("rel", "noopener noreferrer")
    expect(matrix_cell(page, "Russia", "Iran")).to_have_attribute("aria-selected", "true")


def test_keys_move_select_and_close(show: Open) -> None:
    page = show(order="name")
    start = page.locator("[role=gridcell][tabindex='0']")
    expect(start).to_have_count(1)
    start.focus()
    for key in ("Control+Home", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    focused = page.locator("[role=gridcell]:focus")
    expect(focused).to_have_attribute("aria-colindex", "4")
    page.keyboard.press("End")
    expect(focused).to_have_attribute("aria-colindex", "33")
    page.keyboard.press("PageDown")
    assert focused.locator("..").get_attribute("aria-rowindex") == "13"
    expect(page.locator("[role=gridcell][tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".fo-panel h3")).to_contain_text("and Yemen")
    page.keyboard.press("Escape")
    expect(page.locator(".fo-panel h3")).to_have_text("Key and coding rule")
    page.keyboard.press("Space")
    expect(page.locator(".fo-panel h3")).to_contain_text("and Yemen")


def test_keys_of_the_slider_move_by_a_day_and_a_year(show: Open) -> None:
    page = show()
    slider = page.get_by_role("slider", name="Move the date")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "21 June 2025")
    page.keyboard.press("PageDown")
    expect(slider).to_have_attribute("aria-valuetext", "21 June 2024")
    expect(page.locator(".fo-big-date")).to_have_text("21 June 2024")
    page.keyboard.press("Home")
    expect(page.locator(".fo-counted")).to_have_text("0 of 496 pairs have a tie in force")


def test_a_typed_year_moves_the_date_and_nonsense_is_explained(show: Open) -> None:
    page = show()
    field = page.get_by_label("Date", exact=True)
    field.fill("1979-02-30")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is not a date")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2031")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 January 1813 to 22 June 2025")
    field.fill("1942")
    field.press("Enter")
    expect(page.locator(".fo-error")).to_be_empty()
    expect(page.locator(".fo-big-date")).to_have_text("1 January 1942")


def test_the_step_buttons_lead_to_the_days_on_which_something_changes(show: Open) -> None:
    page = show(date="1942-01-01")
    page.get_by_role("button", name="Next change").click()
    expect(page.locator(".fo-big-date")).to_have_text("29 January 1942")
    assert look(matrix_cell(page, "Russia", "Iran")) == ("D", "")
    page.get_by_role("button", name="Previous change").click()
    expect(page.locator(".fo-big-date")).not_to_have_text("29 January 1942")
    assert look(matrix_cell(page, "Russia", "Iran")) == ("g", "")


def test_filters_by_kind_and_dormancy_leave_the_next_strongest_tie(show: Open) -> None:
    page = show()
    assert look(matrix_cell(page, "Iraq", "Egypt")) == ("d", "")
    page.get_by_label("Hide dormant ties").check()
    assert look(matrix_cell(page, "Iraq", "Egypt")) == ("", "")
    page.get_by_role("button", name="Arms supply").click()
    assert look(matrix_cell(page, "Russia", "Iran")) == ("A", "")
    assert look(matrix_cell(page, "Russia", "Germany")) == ("", "")
    page.get_by_role("button", name="Show all kinds").click()
    assert look(matrix_cell(page, "Russia", "Germany")) == ("n", "$")


def test_comparing_marks_what_differs_and_lists_it(show: Open) -> None:
    page = show(compare="2020-01-01")
    expect(matrix_cell(page, "Russia", "North Korea")).to_contain_class("fo-differs")
    expect(matrix_cell(page, "Russia", "Belarus")).not_to_contain_class("fo-differs")
    panel = page.locator(".fo-panel")
    expect(panel).to_contain_text("from 1 January 2020 to 22 June 2025")
    change = panel.get_by_role("button", name="Israel \u2013 Hamas")
    before = fo.strongest_ties(fo.load("ties"), "2020-01-01")
    assert not ((before["a"] == "ISR") & (before["b"] == "HAM")).any()
    expect(change).to_have_count(1)
    change.click()
    expect(panel.locator("h3")).to_have_text("Israel and Hamas")
    page.get_by_role("button", name="Stop comparing").click()
    expect(page.locator(".fo-differs")).to_have_count(0)


def test_the_orders_regroup_the_axes(show: Open) -> None:
    page = show()
    heads = page.locator("[role=rowheader] > span:last-child")
    expect(heads.first).to_have_text("United States")
    expect(page.locator(".fo-band").first).to_have_text("NATO")
    page.get_by_role("button", name="Name", exact=True).click()
    assert heads.all_inner_texts() == sorted(heads.all_inner_texts())
    expect(page.locator(".fo-band")).to_have_count(0)


@pytest.mark.parametrize(
    ("view", "listed"), [("Grid", ".fo-panel .fo-change"), ("Table", ".fo-pairs .fo-link")]
)
def test_long_lists_are_one_tab_stop(show: Open, view: str, listed: str) -> None:
    page = show(compare="1979-01-01")
    page.get_by_role("button", name=view, exact=True).click()
    buttons = page.locator(listed)
    assert buttons.count() > 100
    buttons.first.focus()
    page.keyboard.press("ArrowDown")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(buttons.last).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(buttons.last).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate(f"document.activeElement.matches('{listed}')")


def test_the_table_says_the_same_as_the_grid(show: Open) -> None:
    page = show()
    page.get_by_role("button", name="Table", exact=True).click()
    rows = page.locator(".fo-pairs tbody tr")
    ties = fo.load("ties", as_of=fo.ARTICLE_DAY)
    expect(rows).to_have_count(len(fo.strongest_ties(ties, fo.ARTICLE_DAY)))
    expect(rows.filter(has_text="Russia \u2013 Germany")).to_contain_text("standing contested")
    page.get_by_label("Actor", exact=True).select_option(label="Iran")
    expect(rows.filter(has_text="with Russia")).to_contain_text("Neutrality")


def test_a_phone_gets_one_actors_row_as_a_list_and_nothing_sticks_out(show: Open) -> None:
    page = show(width=360)
    expect(page.locator("[role=grid]")).to_be_hidden()
    expect(page.get_by_label("Actor", exact=True)).to_have_value("0")
    expect(page.get_by_role("button", name="with Iran")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert run_over(page.locator(".fo-kinds")) == []
    page.get_by_role("button", name="Grid", exact=True).click()
    expect(matrix_cell(page, "Russia", "Iran")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_key_is_one_click_away(show: Open) -> None:
    page = show(width=800)
    expect(page.locator(".fo-key").first).to_be_hidden()
    page.get_by_role("button", name="Key and rule").click()
    expect(page.locator(".fo-panel")).to_contain_text("Law before politics before fact")
    page.keyboard.press("Escape")
    expect(page.locator(".fo-key").first).to_be_hidden()


def test_everything_that_takes_focus_keeps_its_keys_from_jupyterlab(show: Open) -> None:
    page = show(selected=["RUS", "IRN"], compare="1979-01-01")
    bare = page.evaluate(
        """() => [...document.querySelectorAll(
            '.fo-matrix :is(button, input, select, a, summary, [tabindex])')]
          .filter((node) => node.dataset.lmSuppressShortcuts !== 'true')
          .map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert bare == []


def test_the_first_tab_stop_leads_to_the_grid_or_the_table(show: Open) -> None:
    page = show()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the grid")).to_be_focused()
    page.keyboard.press("Enter")
    expect(roving_cell(page)).to_be_focused()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="Skip to the table").press("Enter")
    expect(page.locator(".fo-pairs .fo-link").first).to_be_focused()


def test_kinds_are_one_tab_stop_and_the_focus_survives_showing_all(show: Open) -> None:
    page = show()
    kinds = page.get_by_role("toolbar", name="Show only these kinds").get_by_role("button")
    kinds.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Defence pact")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Show all kinds")).to_be_focused()
    page.keyboard.press("Enter")
    expect(kinds.first).to_be_focused()
    expect(page.locator(".fo-kinds [tabindex='0']")).to_have_count(1)


def test_a_tap_selects_a_cell(browser: Browser, tmp_path: Path) -> None:
    ties, actors = (fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("ties", "actors"))
    path = AllianceMatrix(ties, actors).to_html(tmp_path / "touch.html")
    with touch_screen(browser, 900) as page:
        page.goto(path.as_uri())
        matrix_cell(page, "Russia", "Iran").tap()
        expect(page.locator(".fo-panel h3")).to_have_text("Russia and Iran")


@pytest.mark.parametrize("width", [1200, 360])
def test_right_to_left_pages_keep_their_bounds_and_arrows_point_where_they_lead(
    show: Open, width: int
) -> None:
    page = show(width, order="name", compare="2020-01-01")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert run_over(page.locator(".fo-matrix")) == []
    page.get_by_role("button", name="Grid", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    roving_cell(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[role=gridcell]:focus")).to_have_attribute("aria-colindex", "3")


def test_the_compared_date_has_a_mark_on_the_slider(show: Open) -> None:
    page = show(date="2000-01-01", compare="2020-01-01", date_min="2000-01-01")
    mark, slider = page.locator(".fo-compared"), page.locator(".fo-slider")
    at, whole = mark.bounding_box(), slider.bounding_box()
    assert at
    assert whole
    share = (at["x"] + 1 - whole["x"]) / whole["width"]
    days = [pd.Timestamp(day).toordinal() for day in ("2000-01-01", "2020-01-01", fo.ARTICLE_DAY)]
    assert share == pytest.approx((days[1] - days[0]) / (days[2] - days[0]), abs=0.01)
    page.get_by_role("button", name="Stop comparing").click()
    expect(mark).to_be_hidden()


def test_the_group_of_a_narrow_band_has_a_short_name(show: Open) -> None:
    page = show()
    bands = page.locator(".fo-heads .fo-band > span")
    expect(bands.last).to_have_text("Armed")
    clipped = bands.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth)")
    assert clipped == []


def test_large_matrices_hold_only_the_cells_in_sight(page: Page, tmp_path: Path) -> None:
    codes = [f"A{number:03}" for number in range(200)]
    ties = pd.DataFrame(
        {
            "id": [f"t{n}" for n in range(199)], "a": codes[:-1], "b": codes[1:],
            "directed": True, "kind": "defense", "effect": "in-effect", "confidence": "high",
            "in_force_from": "2000-01-01", "in_force_to": None,
        }
    )  # fmt: skip
    nothing = {"clauses": pd.DataFrame({"tie": []}), "sources": pd.DataFrame({"id": []})}
    matrix = AllianceMatrix(ties, pd.DataFrame({"code": codes}), order="name", **nothing)
    page.goto(matrix.to_html(tmp_path / "large.html").as_uri())
    cells = page.locator("[role=gridcell]")
    assert 0 < cells.count() < 4000
    page.locator("[role=gridcell][tabindex='0']").focus()
    page.keyboard.press("Control+End")
    focused = page.locator("[role=gridcell]:focus")
    expect(focused).to_have_attribute("aria-colindex", "201")
    assert focused.locator("..").get_attribute("aria-rowindex") == "201"
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_text("D")
    assert cells.count() < 4000
    expect(page.locator("[role=grid]")).to_have_attribute("aria-rowcount", "201")


def test_two_views_on_a_page_share_their_date(page: Page, tmp_path: Path) -> None:
    events, ties, actors = (
        fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("events", "ties", "actors")
    )
    view = ContextView(Timeline(events), AllianceMatrix(ties, actors))
    page.goto(view.to_html(tmp_path / "both.html").as_uri())
    expect(page.locator(".fo-widget")).to_have_count(2)
    field = page.locator(".fo-matrix").get_by_label("Date", exact=True)
    field.fill("1979-11-04")
    field.press("Enter")
    expect(page.locator(".fo-timeline")).to_contain_text("4 November 1979")


def test_stand_ins_of_a_stored_notebook_come_alive_side_by_side(page: Page, tmp_path: Path) -> None:
    ties, actors = (fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("ties", "actors"))
    outputs = [
        AllianceMatrix(ties, actors, selected=pair)._repr_mimebundle_()[0]["text/html"]
        for pair in (["RUS", "IRN"], ["RUS", "PRK"])
    ]
    notebook = tmp_path / "notebook.html"
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Stored</title>'
    notebook.write_text(head + "".join(outputs), encoding="utf-8")
    page.goto(notebook.as_uri())
    titles = page.locator(".fo-panel h3")
    expect(titles).to_have_text(["Russia and Iran", "Russia and North Korea"])
    expect(page.get_by_text("needs JavaScript")).to_have_count(0)
