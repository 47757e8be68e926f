"""The exported briefing in a real page: alive without internet, whole for every reader."""

from pathlib import Path
from typing import Literal

import altair as alt
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

import foedus as fo

from .axe import violations
from .parts import matrix_cell

pytestmark = pytest.mark.browser

NASTY = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
DAY = fo.ARTICLE_DAY


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page as a learner writes it, with a text in it that would like to run."""
    events, ties, actors = (fo.load(name, as_of=DAY) for name in ("events", "ties", "actors"))
    data = pd.DataFrame({"vote": ["alike", NASTY], "texts": [17, 4]})
    chart = alt.Chart(data).mark_bar().encode(x="texts", y="vote")
    charts = [
        chart.properties(title=NASTY, description=f"Two bars. {NASTY}"),
        chart.mark_point().properties(title="The same as points", description="Two points."),
    ]
    few = actors[actors["code"].isin(["RUS", "PRK", "CHN", "KOR", "USA"])]
    made = fo.Briefing(
        pair=("RUS", "PRK"),
        question=f"What do they owe each other? {NASTY}",
        timeline=fo.Timeline(events[events["actors"].str.contains("PRK|CHN")], date=DAY),
        matrix=fo.AllianceMatrix(ties, few),
        charts=charts,
        sentences=[(NASTY, "rus-prk-2024"), ("They signed.", ["dprk-treaty-2024", "prk-rus-arms"])],
        author=NASTY,
    )
    return made.to_html(tmp_path_factory.mktemp("briefing") / "briefing.html")


def test_both_views_are_alive_and_linked_and_nothing_written_runs(
    page: Page, exported: Path
) -> None:
    page.goto(exported.as_uri())
    expect(page).to_have_title("Russia and North Korea: a briefing")
    expect(page.locator(".fo-timeline")).to_be_visible()
    cell = matrix_cell(page, "Russia", "North Korea")
    expect(cell).to_contain_text("D")
    page.locator(".fo-matrix").get_by_label("Date", exact=True).fill("2020-01-01")
    page.keyboard.press("Enter")
    expect(matrix_cell(page, "Russia", "North Korea")).to_contain_text("C")


def test_every_picture_is_drawn_and_its_table_opens(page: Page, exported: Path) -> None:
    page.goto(exported.as_uri())
    pictures = page.locator("figure img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        assert picture.evaluate("(one) => one.complete && one.naturalWidth > 100")
    page.get_by_text("The same as points: the same as a table").click()
    expect(page.get_by_role("cell", name="17").last).to_be_visible()


def test_a_number_leads_to_its_source(page: Page, exported: Path) -> None:
    page.goto(exported.as_uri())
    page.get_by_role("link", name="source 2").first.click()
    expect(page.locator("#source-2")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_has_no_violation_and_does_not_scroll_sideways(
    browser: Browser, exported: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        offline=True,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(exported.as_uri())
    expect(page.locator(".fo-matrix")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_printed_it_has_dark_ink_on_white_even_where_the_reader_prefers_dark(
    browser: Browser, exported: Path
) -> None:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    paint = page.evaluate("""() => [document.body, document.querySelector(".findings a")].map(
      (one) => getComputedStyle(one)).flatMap((look) => [look.backgroundColor, look.color])""")
    assert paint[:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert paint[3] == "rgb(0, 0, 0)"
    context.close()


def test_without_scripts_tables_sentences_and_pictures_remain(
    browser: Browser, exported: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    expect(page.get_by_text("They signed.")).to_be_visible()
    expect(page.get_by_text("This view needs JavaScript")).to_be_visible()
    expect(page.locator("figure img")).to_have_count(2)
    context.close()


def test_both_views_open_on_the_as_of_day_though_the_last_event_is_older(
    page: Page, exported: Path
) -> None:
    page.goto(exported.as_uri())
    for view in (".fo-timeline", ".fo-matrix"):
        expect(page.locator(view).get_by_label("Date", exact=True)).to_have_value(DAY)
