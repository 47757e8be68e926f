"""Both widgets in a language that runs to the left, written in letters of Persian.

Lists, panels and the grid turn round; time runs to the right, as on every chart of the course.
"""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .axe import violations
from .foreign import choose_grid, foreign_page, named, open_page
from .parts import matrix_cell, roving_cell, roving_event, run_over

pytestmark = pytest.mark.browser

WIDTHS = [1200, 360]

# Whose words are cut on purpose, with the whole in their title or name: events, phases, groups.
CLIPPED = """(root) => [...root.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  return node.childElementCount === 0 && node.clientWidth && style.overflowX !== "visible"
    && node.scrollWidth > node.clientWidth + 1
    && !node.closest(".fo-t-event, .fo-t-era, .fo-band, .fo-visually-hidden, select, input");
}).map((node) => node.outerHTML.slice(0, 120))"""

# Controls, and what is written beside them; not what is placed by time or stands in the grid.
OVERLAPPING = """(root) => {
  const free = "button, input, select, label, summary, p, h2, h3, h4, li, td, th";
  const placed = ".fo-grid, .fo-t-lanes, .fo-t-strip, .fo-t-rail, .fo-skip, .fo-visually-hidden,"
    + " .fo-panel, .fo-t-list";
  const shown = [...root.querySelectorAll(free)].filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    return width && height && node.checkVisibility() && !node.closest(placed);
  });
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5;
  const found = [];
  shown.forEach((one, at) => shown.slice(at + 1).forEach((other) => {
    if (one.contains(other) || other.contains(one)) return;
    if (meet(one.getBoundingClientRect(), other.getBoundingClientRect())) {
      found.push([one.outerHTML.slice(0, 90), other.outerHTML.slice(0, 90)]);
    }
  }));
  return found;
}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return foreign_page(tmp_path_factory.mktemp("foreign"))


def nothing(_: Page) -> None:
    pass


def turn_the_filters(page: Page) -> None:
    page.locator(".fo-t-filters > summary").click()


def select_an_event(page: Page) -> None:
    if not roving_event(page).count():
        page.get_by_role("button", name=named("Chart"), exact=True).click()
    roving_event(page).press("Enter")


def list_the_events(page: Page) -> None:
    page.get_by_role("button", name=named("List"), exact=True).click()


def select_a_pair(page: Page) -> None:
    choose_grid(page)
    matrix_cell(page, "Russia", "Iran").click()


def open_the_key(page: Page) -> None:
    page.get_by_role("button", name=named("Key and rule")).click()


def compare_two_dates(page: Page) -> None:
    page.get_by_role("button", name=named("Compare dates")).click()


def show_the_table(page: Page) -> None:
    page.get_by_role("button", name=named("Table"), exact=True).click()


ACTS = [
    nothing, turn_the_filters, select_an_event, list_the_events, select_a_pair, open_the_key,
    compare_two_dates, show_the_table,
]  # fmt: skip


def named_act(act: Callable[[Page], None]) -> str:
    return act.__name__.replace("_", "-")


def left(place: Locator) -> float:
    box = place.bounding_box()
    assert box
    return box["x"]


def right(place: Locator) -> float:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"]


def test_the_page_and_its_views_say_language_and_direction(page: Page, written: Path) -> None:
    open_page(page, written)
    for place in ("html", ".fo-timeline", ".fo-matrix"):
        expect(page.locator(place)).to_have_attribute("lang", "fa")
        expect(page.locator(place)).to_have_attribute("dir", "rtl")
    expect(page.locator(".fo-heads [role=columnheader] > span").last).to_have_attribute(
        "lang", "en"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("act", ACTS, ids=named_act)
def test_nothing_sticks_out_overlaps_or_is_cut(
    page: Page, written: Path, act: Callable[[Page], None], width: int
) -> None:
    open_page(page, written, width)
    act(page)
    for name in (".fo-timeline", ".fo-matrix"):
        view = page.locator(name)
        assert run_over(view) == []
        assert view.evaluate(CLIPPED) == []
        assert view.evaluate(OVERLAPPING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("act", "width"),
    [
        (select_an_event, 1200), (select_a_pair, 1200), (compare_two_dates, 1200), (nothing, 360),
        (list_the_events, 360), (show_the_table, 360),
    ],
)  # fmt: skip
def test_axe_finds_no_violation(
    browser: Browser, written: Path, act: Callable[[Page], None], width: int
) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    page = open_page(context.new_page(), written, width)
    act(page)
    assert violations(page) == []
    context.close()


def test_arrow_keys_move_over_the_grid_as_the_eye_does(page: Page, written: Path) -> None:
    open_page(page, written)
    roving_cell(page).focus()
    page.keyboard.press("Control+Home")
    start = page.locator("[role=gridcell]:focus")
    expect(start).to_have_attribute("aria-colindex", "2")
    first = left(start)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[role=gridcell]:focus")).to_have_attribute("aria-colindex", "3")
    assert left(page.locator("[role=gridcell]:focus")) < first
    page.keyboard.press("ArrowRight")
    assert left(page.locator("[role=gridcell]:focus")) == first
    page.keyboard.press("End")
    head = page.locator(".fo-heads [role=columnheader]").last
    assert left(page.locator("[role=gridcell]:focus")) == pytest.approx(left(head), abs=1)


def test_arrow_keys_move_over_a_row_of_buttons_as_the_eye_does(page: Page, written: Path) -> None:
    open_page(page, written)
    kinds = page.locator(".fo-kinds .fo-kind")
    kinds.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(kinds.nth(1)).to_be_focused()
    assert left(kinds.nth(1)) < left(kinds.first)


def test_time_runs_to_the_right_and_says_so(page: Page, written: Path) -> None:
    open_page(page, written)
    note = page.locator(".fo-t-overview > p")
    expect(note).to_contain_text(named("Time runs from left to right."))
    starts = page.locator(".fo-t-era").evaluate_all("all => all.map((one) => one.offsetLeft)")
    assert starts == sorted(starts)
    events = page.locator(".fo-t-lane .fo-t-event")
    titles = "all => all.map((one) => [Number(one.dataset.at), one.getBoundingClientRect().left])"
    placed = [place for _, place in sorted(events.evaluate_all(titles))]
    assert placed[0] == min(placed)
    # A day's mark is centred, a bar begins on its day: neighbours may differ by half a mark.
    assert all(later > earlier - 13 for earlier, later in pairwise(placed))


def test_arrow_keys_lead_to_the_event_that_the_eye_expects(page: Page, written: Path) -> None:
    open_page(page, written)
    roving_event(page).press("Home")
    first = left(page.locator(".fo-t-event:focus"))
    page.keyboard.press("ArrowRight")
    assert left(page.locator(".fo-t-event:focus")) > first
    page.keyboard.press("ArrowLeft")
    assert left(page.locator(".fo-t-event:focus")) == first


def test_the_date_moves_to_the_right_with_the_right_arrow(page: Page, written: Path) -> None:
    open_page(page, written)
    cursor = page.get_by_role("slider", name=named("Date cursor"))
    cursor.press("PageDown")
    before, day = left(page.locator(".fo-t-line")), field(page).input_value()
    for _ in range(60):
        cursor.press("ArrowRight")
    assert left(page.locator(".fo-t-line")) > before
    assert field(page).input_value() > day
    slider = page.get_by_role("slider", name=named("Move the date"))
    day = field(page).input_value()
    slider.press("ArrowRight")
    assert field(page).input_value() > day


def field(page: Page) -> Locator:
    return page.locator(".fo-matrix .fo-date-row input").first


def test_buttons_that_lead_through_time_stand_as_time_runs(page: Page, written: Path) -> None:
    open_page(page, written)
    for before, after in (("Earlier", "Later"), ("Previous change", "Next change")):
        earlier, later = (
            page.get_by_role("button", name=named(name), exact=True) for name in (before, after)
        )
        assert right(earlier) <= left(later) + 2
    field(page).fill("1979-11-04")
    field(page).press("Enter")
    slider = page.locator(".fo-slider")
    slider.click(position={"x": (right(slider) - left(slider)) / 4, "y": 12})
    assert "1860" < field(page).input_value() < "1872"  # a quarter of 1813 to 2025


@pytest.mark.parametrize("width", WIDTHS)
def test_headers_stay_on_the_side_where_lines_begin(page: Page, written: Path, width: int) -> None:
    open_page(page, written, width)
    choose_grid(page)
    box = page.locator(".fo-scroll")
    head = page.locator(".fo-body [role=rowheader]").first
    assert right(head) == pytest.approx(right(box), abs=16)
    box.evaluate("one => one.scrollBy(-400, 0)")
    page.wait_for_timeout(50)
    moved = box.evaluate("one => one.scrollLeft")
    assert moved < 0 if width < 900 else moved <= 0
    assert right(head) == pytest.approx(right(box), abs=16)


def test_names_of_columns_end_at_their_cells(page: Page, written: Path) -> None:
    open_page(page, written)
    ends = page.locator(".fo-heads .fo-name > span:last-child").evaluate_all(
        """all => all.map((one) => {
          const words = document.createRange();
          words.selectNodeContents(one);
          return one.parentElement.getBoundingClientRect().bottom
            - words.getBoundingClientRect().bottom;
        })"""
    )
    assert max(ends) < 10


@pytest.mark.parametrize("view", ["timeline", "matrix"])
def test_the_skip_button_stands_where_lines_begin_and_leads_on(
    page: Page, written: Path, view: str
) -> None:
    open_page(page, written)
    root, skip = page.locator(f".fo-{view}"), page.locator(f".fo-{view} .fo-skip")
    skip.focus()
    expect(skip).to_have_css("opacity", "1")
    assert right(root) - right(skip) < 12
    page.keyboard.press("Enter")
    expect(roving_event(page) if view == "timeline" else roving_cell(page)).to_be_focused()


def test_the_panels_stand_on_the_far_side_of_what_they_explain(page: Page, written: Path) -> None:
    open_page(page, written)
    select_a_pair(page)
    select_an_event(page)
    assert right(page.locator(".fo-panel")) <= left(page.locator(".fo-scroll")) + 1
    assert right(page.locator(".fo-t-panel")) <= left(page.locator(".fo-t-chart")) + 1
    title = page.locator(".fo-panel h3")
    close = page.locator(".fo-panel-head button")
    assert right(close) <= left(title) + 1


def test_a_date_may_be_typed_in_persian_digits(page: Page, written: Path) -> None:
    open_page(page, written)
    field(page).fill("۱۹۷۹-۱۱-۰۴")  # noqa: RUF001 (digits of Persian, meant)
    field(page).press("Enter")
    expect(field(page)).to_have_value("1979-11-04")
    expect(page.locator(".fo-big-date")).to_have_text("۴ نوامبر ۱۹۷۹")
