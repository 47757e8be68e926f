"""The timeline in a real page that the network cannot reach, by mouse, keys and touch sizes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import foedus as fo
from foedus.widgets import Timeline

from .parts import date_cursor, drag_by_touch, roving_event, run_over, touch_screen

pytestmark = pytest.mark.browser

WAR = "War of June 2025"
STRIKES = "us-strikes-2025"

Show = Callable[..., Locator]


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Show:
    """Give a function that opens a page of the course's events in a window so wide."""

    def open_page(width: int = 1200, **traits: Any) -> Locator:  # noqa: ANN401
        events = fo.load("events")
        path = Timeline(events, "2025-06-22", **traits).to_html(tmp_path / "timeline.html")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        return page.locator(".fo-timeline")

    return open_page


def marks(view: Locator) -> Locator:
    return view.locator(".fo-t-lane .fo-t-event")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def event_named(view: Locator, words: str) -> Locator:
    return view.get_by_role("button", name=re.compile(words)).first


def heading(view: Locator) -> Locator:
    return view.locator(".fo-t-details h2")


def shown_count(view: Locator) -> Locator:
    return view.locator(".fo-t-caption b")


# --- what is drawn


def test_two_centuries_show_every_lane_and_all_events(show: Show) -> None:
    view = show()
    expect(shown_count(view)).to_have_text("146 events")
    expect(view.locator(".fo-t-caption")).to_contain_text("24 October 1813 to 26 June 2026")
    expect(view.locator(".fo-t-lane")).to_have_count(9)


def test_no_two_marks_of_the_war_overlap_and_each_is_large_enough_to_touch(show: Show) -> None:
    view = show(phase=WAR)
    expect(marks(view)).to_have_count(31)
    boxes = [mark.bounding_box() for mark in marks(view).all()]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert a
            assert b
            apart = a["x"] + a["width"] <= b["x"] + 0.5 or b["x"] + b["width"] <= a["x"] + 0.5
            assert apart or abs(a["y"] - b["y"]) >= 23.5


def test_days_months_years_and_intervals_are_drawn_as_what_they_are(show: Show) -> None:
    view = show()
    looks = {"day": 0, "month": 0, "year": 0, "span": 0}
    for look in looks:
        looks[look] = marks(view).and_(view.locator(f".fo-t-{look}")).count()
    assert all(looks.values())
    treaty = event_named(view, "^1927: Soviet-Iranian Treaty")
    expect(treaty).to_have_class(re.compile("fo-t-year"))


def test_contested_and_story_events_say_so_in_words_and_marks(show: Show) -> None:
    view = show(phase=WAR)
    strikes = event_named(view, "US bombs Fordow")
    expect(strikes).to_have_accessible_name(re.compile(r"contested, in the article\)"))
    expect(strikes).to_have_class(re.compile("fo-t-story fo-t-contested"))
    expect(strikes).to_contain_text("?")


def test_a_lane_too_full_counts_and_its_cell_opens_when_pressed(show: Show) -> None:
    view = show(width=700)
    cell = view.locator(".fo-t-many[data-at]").first
    count = int(cell.inner_text())
    cell.click()
    expect(shown_count(view)).not_to_have_text("146 events")
    assert int(shown_count(view).inner_text().split()[0]) >= count


# --- select


def test_a_click_selects_and_the_panel_tells_all(show: Show) -> None:
    view = show(phase=WAR)
    event_named(view, "US bombs Fordow").click()
    panel = view.locator(".fo-t-details")
    expect(heading(view)).to_contain_text("US bombs Fordow")
    expect(panel).to_contain_text("22 June 2025")
    expect(panel.locator(".fo-t-when")).to_have_text(re.compile("^22 June 2025 *Contested$"))
    expect(panel.get_by_role("heading", name="Note")).to_be_visible()
    expect(panel).to_contain_text("United States")
    assert panel.get_by_role("link").first.get_attribute("href").startswith("http")  # type: ignore[union-attr]
    expect(view.get_by_role("status")).to_contain_text(re.compile(r"Event \d+ of 31"))


def test_an_event_known_to_the_year_says_that_its_day_is_not_known(show: Show) -> None:
    view = show(selected=["neutrality-treaty-1927"])
    expect(view.locator(".fo-t-when")).to_have_text("1927 (exact day and month not known)")


def test_several_events_can_be_selected_and_escape_clears_them(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    event_named(view, "US bombs Fordow").click()
    event_named(view, "Israel attacks Iran").click(modifiers=["Shift"])
    expect(heading(view)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(heading(view)).to_have_count(0)


def test_what_came_later_waits_for_its_day(show: Show, page: Page) -> None:
    events = fo.load("events")
    told = events[(events["later"] != "") & (events["start"] < "2025-06-22")].iloc[0]
    view = show(selected=[told["id"]])
    expect(view.locator(".fo-t-details")).not_to_contain_text(told["later"][:40])
    date_cursor(view.page).focus()
    page.keyboard.press("End")
    expect(view.locator(".fo-t-details")).to_contain_text(told["later"][:40])


# --- keys


def test_one_event_takes_the_tab_key_and_arrows_go_in_order_of_time(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    assert marks(view).and_(view.locator("[tabindex='0']")).count() == 1
    marks(view).and_(view.locator("[tabindex='0']")).focus()
    assert focused(page).startswith("13 June 2025")
    days = [focused(page)]
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        days.append(focused(page))
    assert len(set(days)) == 31
    assert days[-1].startswith("25 June 2025")
    page.keyboard.press("Home")
    assert focused(page) == days[0]


def test_up_and_down_change_the_lane(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    event_named(view, "US bombs Fordow").focus()
    event_named(view, "US bombs Fordow").click()
    page.keyboard.press("ArrowUp")
    assert "(nuclear" in focused(page)
    page.keyboard.press("ArrowDown")
    assert "(military" in focused(page)


def test_enter_selects_and_plus_zooms_without_losing_the_focus(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    event_named(view, "Israel attacks Iran").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    name = focused(page)
    expect(heading(view)).to_have_text(re.search(r": (.*) \(", name).group(1))  # type: ignore[union-attr]
    page.keyboard.press("-")
    expect(view.locator("[aria-pressed=true][data-at]")).to_be_focused()


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("ArrowRight", "23 June 2025"),
        ("ArrowLeft", "21 June 2025"),
        ("Shift+ArrowRight", "22 July 2025"),
        ("PageDown", "22 June 2024"),
        ("Home", "24 October 1813"),
        ("End", "26 June 2026"),
    ],
)
def test_keys_move_the_date(show: Show, page: Page, key: str, day: str) -> None:
    view = show()
    date_cursor(view.page).focus()
    page.keyboard.press(key)
    expect(date_cursor(view.page)).to_have_attribute("aria-valuetext", day)
    expect(view.get_by_role("status")).to_contain_text(f"{day}: ")


def test_keys_move_the_ends_of_the_window(show: Show, page: Page) -> None:
    view = show()
    view.get_by_role("slider", name="First day shown").focus()
    page.keyboard.press("PageUp")
    expect(view.locator(".fo-t-caption")).not_to_contain_text("1813")
    expect(shown_count(view)).not_to_have_text("146 events")


def test_every_focusable_element_keeps_its_keys_from_the_notebook(show: Show) -> None:
    view = show(selected=[STRIKES])
    unguarded = view.locator(
        ":is(a[href], button, input, select, summary, [tabindex]):not([data-lm-suppress-shortcuts])"
    )
    assert [node.evaluate("node => node.outerHTML") for node in unguarded.all()] == []


def test_the_first_tab_stop_leads_to_the_events(show: Show, page: Page) -> None:
    view = show()
    skip = view.get_by_role("button", name="Skip to the events")
    expect(skip).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(roving_event(page)).to_be_focused()
    view.get_by_role("button", name="List", exact=True).click()
    skip.press("Enter")
    expect(view.locator(".fo-t-title[tabindex='0']")).to_be_focused()


def test_the_skip_button_never_leads_to_a_hidden_event(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    roving_event(page).focus()
    page.keyboard.press("End")
    view.get_by_label("Hide later events").check()
    expect(roving_event(page)).to_be_visible()
    view.get_by_role("button", name="Skip to the events").press("Enter")
    expect(roving_event(page)).to_be_focused()


def test_categories_are_one_tab_stop_with_arrow_keys(show: Show, page: Page) -> None:
    view = show()
    chips = view.get_by_role("toolbar", name="Categories").get_by_role("checkbox")
    expect(chips).to_have_count(9)
    expect(chips.and_(view.locator("[tabindex='0']"))).to_have_count(1)
    chips.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(chips.last).to_be_focused()
    page.keyboard.press("Space")
    expect(chips.last).to_be_checked()
    expect(view.locator(".fo-t-lane")).to_have_count(1)
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(chips.first).to_be_focused()
    expect(view.get_by_role("toolbar", name="Phases").locator("[tabindex='0']")).to_have_count(1)


# --- touch, and lines that run to the left


@pytest.fixture
def touched(browser: Browser, tmp_path: Path) -> Iterator[Locator]:
    path = Timeline(fo.load("events"), "2025-06-22", phase=WAR).to_html(tmp_path / "touch.html")
    with touch_screen(browser, 900) as page:
        page.goto(path.as_uri())
        yield page.locator(".fo-timeline")


def test_a_tap_selects_an_event(touched: Locator) -> None:
    event_named(touched, "US bombs Fordow").tap()
    expect(heading(touched)).to_contain_text("US bombs Fordow")


def test_a_finger_drags_the_handle_and_with_it_the_date(touched: Locator) -> None:
    drag_by_touch(touched.page, date_cursor(touched.page), -200)
    expect(date_cursor(touched.page)).to_have_attribute(
        "aria-valuetext", re.compile(r"^1[4-9] June 2025")
    )


@pytest.mark.parametrize("width", [1200, 360])
def test_right_to_left_pages_keep_the_line_of_time_and_their_bounds(
    show: Show, page: Page, width: int
) -> None:
    view = show(width, phase=WAR)
    page.evaluate("document.documentElement.dir = 'rtl'")
    view.get_by_role("button", name="Chart", exact=True).click()
    assert run_over(view) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    early, late = (event_named(view, name) for name in ("Israel attacks Iran", "US bombs Fordow"))
    assert early.bounding_box()["x"] < late.bounding_box()["x"]  # type: ignore[index]


# --- the date


def test_events_after_the_date_are_weaker_and_say_so(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    later = event_named(view, "Cease-fire between")
    expect(later).to_have_class(re.compile("fo-t-later"))
    expect(later).to_have_accessible_name(re.compile("after the date$"))
    date_cursor(view.page).focus()
    page.keyboard.press("End")
    expect(later).not_to_have_class(re.compile("fo-t-later"))
    page.keyboard.press("Home")
    expect(view.locator("[data-at].fo-t-later")).to_have_count(31)


def test_later_events_can_be_hidden(show: Show) -> None:
    view = show(phase=WAR)
    view.get_by_label("Hide later events").check()
    expect(event_named(view, "Israel attacks Iran")).to_be_visible()
    later = view.locator("[data-at][title^='Cease-fire between']")
    expect(later).to_have_count(1)
    expect(later).to_be_hidden()


def test_dragging_the_handle_moves_the_date(show: Show, page: Page) -> None:
    view = show(phase=WAR)
    box = date_cursor(view.page).bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] - 200, box["y"] + 12, steps=5)
    page.mouse.up()
    expect(date_cursor(view.page)).to_have_attribute(
        "aria-valuetext", re.compile(r"^1[4-9] June 2025")
    )


def test_a_typed_date_moves_the_cursor(show: Show) -> None:
    view = show()
    field = view.get_by_label("Date", exact=True)
    field.fill("1979-02-11")
    field.blur()
    expect(date_cursor(view.page)).to_have_attribute("aria-valuetext", "11 February 1979")
    field.fill("1979-11")
    field.press("Enter")
    expect(date_cursor(view.page)).to_have_attribute("aria-valuetext", "1 November 1979")
    expect(field).to_have_value("1979-11-01")


def test_a_typed_date_that_is_none_or_off_the_line_is_explained(show: Show) -> None:
    view = show()
    field, alert = view.get_by_label("Date", exact=True), view.get_by_role("alert")
    field.fill("06/22/1979")
    field.press("Enter")
    expect(alert).to_contain_text("is not a date: write a year, a month or a day")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("1800")
    field.press("Enter")
    expect(alert).to_contain_text("24 October 1813 to 26 June 2026")
    expect(date_cursor(view.page)).to_have_attribute("aria-valuetext", "22 June 2025")
    date_cursor(view.page).press("ArrowLeft")
    expect(field).to_have_value("2025-06-21")
    expect(view.locator(".fo-error")).to_be_empty()


# --- window and filters


def test_a_phase_in_the_overview_zooms_and_filters_and_again_shows_all(show: Show) -> None:
    view = show()
    phase = view.get_by_role("button", name=re.compile(WAR))
    phase.click()
    expect(phase).to_have_attribute("aria-pressed", "true")
    expect(view.locator(".fo-t-caption")).to_contain_text("13 June 2025 to 25 June 2025")
    phase.click()
    expect(shown_count(view)).to_have_text("146 events")


def test_the_window_can_be_dragged(show: Show, page: Page) -> None:
    view = show(window=["2025-06-13", "2025-06-25"])
    box = view.locator(".fo-t-brush").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] - 300, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(view.locator(".fo-t-caption")).not_to_contain_text("June 2025")


def test_buttons_do_what_dragging_does(show: Show) -> None:
    view = show()
    caption = view.locator(".fo-t-caption")
    view.get_by_role("button", name="Zoom in").click()
    closer = caption.inner_text()
    assert "1813" not in closer
    view.get_by_role("button", name="Earlier", exact=True).click()
    expect(caption).not_to_have_text(closer)
    view.get_by_role("button", name="Show all").click()
    expect(shown_count(view)).to_have_text("146 events")


def test_filters_combine_and_are_cleared_together(show: Show) -> None:
    view = show()
    view.get_by_label("Actor").select_option(label="Israel")
    view.locator(".fo-t-chip", has_text="military").locator("input").check()
    view.get_by_label("Search").fill("fordow")
    expect(shown_count(view)).to_have_text(re.compile(r"^[1-9] of 146 events"))
    expect(view.locator(".fo-t-lane")).to_have_count(1)
    view.get_by_label("Search").fill("nothing is like this")
    expect(shown_count(view)).to_have_text("No event passes these filters.")
    view.get_by_role("button", name="Clear filters").click()
    expect(shown_count(view)).to_have_text("146 events")


@pytest.mark.parametrize(
    "traits",
    [
        {"query": "uranium"},
        {"actor": "CHN", "categories": ["statement", "diplomacy"]},
        {"phase": WAR, "query": "russian ministry"},
        {"window": ["1979-01-01", "1979-12-31"]},
    ],
)
def test_page_and_python_show_the_same_events(show: Show, traits: dict[str, Any]) -> None:
    expected = Timeline(fo.load("events"), **traits).table["title"].tolist()
    view = show(**traits)
    view.get_by_role("button", name="List", exact=True).click()
    assert expected
    expect(view.locator(".fo-t-title")).to_have_text(expected)


# --- the list, small screens, scales


def test_the_list_comes_first_on_a_phone_and_nothing_runs_over(show: Show, page: Page) -> None:
    view = show(width=360)
    expect(view.get_by_role("button", name="List", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(view.locator(".fo-t-title")).to_have_count(146)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    view.locator(".fo-t-title").nth(2).click()
    expect(heading(view)).to_be_in_viewport()
    view.get_by_role("button", name="Chart", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_list_works_by_keys(show: Show, page: Page) -> None:
    view = show(width=360)
    view.locator(".fo-t-title").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(view)).to_contain_text("Turkmenchay")


def test_the_true_scale_gives_every_year_the_same_width(show: Show) -> None:
    view = show()
    stretched = event_named(view, "^1927: Soviet-Iranian").bounding_box()
    view.get_by_label("True scale").check()
    even = event_named(view, "^1927: Soviet-Iranian").bounding_box()
    plot = view.locator(".fo-t-lanes").bounding_box()
    assert stretched
    assert even
    assert plot
    share = (even["x"] + 12 - plot["x"]) / plot["width"]
    assert share == pytest.approx((1927.5 - 1813.8) / (2026.5 - 1813.8), abs=0.03)
    assert even["x"] > stretched["x"] + 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_have_their_own_background(
    show: Show, page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    view = show()
    light = view.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (scheme == "light")


def test_many_events_are_counted_in_cells_and_none_is_left_out(page: Page, tmp_path: Path) -> None:
    days = pd.date_range("1900-01-01", periods=3000, freq="10D")
    events = pd.DataFrame(
        {
            "id": [f"e{at}" for at in range(3000)],
            "date": days.strftime("%Y-%m-%d"),
            "start": days,
            "end": days,
            "title": "Event",
            "actors": "RUS;IRN",
            "category": ["military" if at % 3 else "treaty" for at in range(3000)],
            "phase": "long",
            "in_story": False,
            "contested": False,
        }
    )
    page.goto(Timeline(events).to_html(tmp_path / "many.html").as_uri())
    view = page.locator(".fo-timeline")
    expect(shown_count(view)).to_have_text("3000 events")
    counts = [int(text or 1) for text in marks(view).all_inner_texts()]
    assert sum(counts) == 3000
    assert len(counts) < 200
