"""The website in a browser, from files and without a network: alive, quiet, accessible."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from foedus.charts.palettes import contrast
from foedus.checking.registry import exercises

from .axe import Findings, as_page, findings
from .conftest import Watch

pytestmark = pytest.mark.browser

LESSONS = [f"notebooks/{one.room.stem}" for one in exercises()]
EXERCISES = [f"exercises/{one.room.stem}" for one in exercises()]
#: Vega-Lite's remarks on style, which say nothing of the reader's page.
REMARKS = ("WARN Channel", "WARN strokeDash")
LETTER = 4.5  # WCAG 2.2: the least contrast of text
#: For each word of a chart: the word, its colour, and the colour of what lies below its middle.
WORDS_IN_CHARTS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const over = ({ fill, opacity, fillOpacity }, below) => {
    const [red, green, blue, alpha = 1] = parts(fill);
    const share = alpha * opacity * fillOpacity;
    return [red, green, blue].map((part, at) => Math.round(share * part + (1 - share) * below[at]));
  };
  const found = [];
  for (const chart of document.querySelectorAll(".fo-chart svg")) {
    chart.scrollIntoView({ block: "center" });
    for (const word of chart.querySelectorAll("text")) {
      const { x, y, width, height } = word.getBoundingClientRect();
      if (!width || !word.textContent.trim() || getComputedStyle(word).opacity === "0") continue;
      const below = document.elementsFromPoint(x + width / 2, y + height / 2)
        .filter((one) => one instanceof SVGGeometryElement && chart.contains(one))
        .map((one) => getComputedStyle(one)).filter(({ fill }) => fill !== "none")
        .reduceRight((paper, style) => over(style, paper), [255, 255, 255]);
      found.push([word.textContent, over(getComputedStyle(word), below), below]);
    }
  }
  return found;
}"""
BUDGET = 3_000_000  # bytes of a first page


def names(site: Path) -> list[str]:
    found = (page for page in site.rglob("*.html") if not {"lite", "_static"} & {*page.parts})
    return sorted(page.relative_to(site).with_suffix("").as_posix() for page in found)


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Give a browser of one reader: width, theme and settings by the test's parameters."""
    context = browser.new_context(offline=True, **request.param)
    yield context
    context.close()


def opened(context: BrowserContext, site: Path, name: str, watch: Watch | None = None) -> Page:
    page = context.new_page()
    if watch:
        page.on("console", watch.note_message)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("request", watch.note_request)
    page.goto(f"{(site / name).as_uri()}.html")
    figures = page.locator(".fo-figure").count()
    expect(page.locator(".fo-chart svg")).to_have_count(figures)
    return page


WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
FORCED = {**WIDE, "forced_colors": "active", "reduced_motion": "reduce"}


SETTINGS = {"wide": WIDE, "phone": PHONE, "zoomed": ZOOMED, "forced": FORCED}
FOUND: dict[str, dict[str, Findings]] = {}


@pytest.fixture(scope="module", autouse=True)
def written_log(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    place = request.config.getoption("--axe-log")
    if place:
        Path(place).write_text(as_page(FOUND), encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "context"), SETTINGS.items(), ids=SETTINGS, indirect=["context"]
)
def test_every_page_is_quiet_accessible_and_no_wider_than_the_window(
    site: Path, setting: str, context: BrowserContext
) -> None:
    watch = Watch()
    faults = {}
    for name in names(site):
        page = opened(context, site, name, watch)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found = FOUND.setdefault(name, {})[setting] = findings(page)
        wrong = [*found.violations, *([f"{wide} px too wide"] if wide > 0 else [])]
        faults |= {name: wrong} if wrong else {}
        page.close()
    assert faults == {}
    assert [error for error in watch.errors if not error.startswith(REMARKS)] == []
    assert watch.requests == []


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_widgets_on_a_lesson_answer_keys_without_a_kernel(
    site: Path, context: BrowserContext
) -> None:
    page = opened(context, site, "notebooks/00_start_here")
    expect(page.locator(".fo-widget")).to_have_count(2)
    date = page.locator(".fo-matrix").get_by_role("textbox", name="Date", exact=True)
    date.fill("1979-11-04")
    date.press("Enter")
    expect(page.locator(".fo-matrix")).to_contain_text("4 November 1979")
    expect(
        page.locator(".fo-timeline").get_by_role("slider", name="Date cursor")
    ).to_have_attribute("aria-valuetext", "4 November 1979")


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_the_switch_of_the_theme_reaches_the_widgets(site: Path, context: BrowserContext) -> None:
    page = opened(context, site, "notebooks/04_who_is_bound_to_whom")
    paper = "getComputedStyle(document.querySelector('.fo-widget')).backgroundColor"
    light = page.evaluate(paper)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"{paper} !== '{light}'")


def tone(parts: list[int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*parts)


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_words_in_charts_stand_out_from_what_is_below_them(
    site: Path, context: BrowserContext
) -> None:
    """axe leaves words in pictures to the reader's eye: here they are measured."""
    pages = [(name, opened(context, site, name)) for name in LESSONS]
    found = [(name, *one) for name, page in pages for one in page.evaluate(WORDS_IN_CHARTS)]
    assert len(found) > 500
    assert [one for one in found if contrast(tone(one[2]), tone(one[3])) < LETTER] == []


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_search_finds_pages_by_keyboard_and_from_files(site: Path, context: BrowserContext) -> None:
    watch = Watch()
    page = opened(context, site, "index", watch)
    page.keyboard.press("Control+k")
    page.keyboard.type("denominator")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=denominator*")
    found = page.locator("#search-results li a")
    expect(found.first).to_be_visible()
    assert any("glossary" in (link.get_attribute("href") or "") for link in found.all())
    assert watch.errors == []
    assert watch.requests == []


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_a_page_from_a_file_says_that_python_needs_a_server(
    site: Path, context: BrowserContext
) -> None:
    page = opened(context, site, "notebooks/00_start_here")
    expect(page.locator(".fo-ways")).to_contain_text("from a web server, not from a file")
    expect(page.locator(".fo-ways a")).to_have_count(1)


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
@pytest.mark.parametrize("name", ["index", *LESSONS])
def test_a_first_page_is_small(site: Path, context: BrowserContext, name: str) -> None:
    files: dict[str, Path] = {}
    page = context.new_page()
    page.on("request", lambda request: files.update({request.url: local(request.url)}))
    page.goto(f"{(site / name).as_uri()}.html")
    page.wait_for_load_state("networkidle")
    figures = page.locator(".fo-figure").count()
    expect(page.locator(".fo-chart svg")).to_have_count(figures)
    loaded = [place for url, place in files.items() if url.startswith("file:")]
    assert len(loaded) > 5
    assert sum(place.stat().st_size for place in set(loaded)) < BUDGET


def local(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


@pytest.mark.parametrize(
    "name", ["notebooks/02_what_happened_when", "exercises/02_what_happened_when"]
)
def test_without_scripts_a_page_still_has_pictures_tables_and_hints(
    site: Path, browser: Browser, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"{(site / name).as_uri()}.html")
    if name.startswith("notebooks"):
        assert page.locator(".fo-chart img").count() == 2
        page.locator(".fo-figure summary").first.click()
        assert page.locator(".fo-figure table").first.is_visible()
    else:
        page.get_by_text("Hint 1", exact=True).first.click()
        assert page.locator("details[open] p").first.is_visible()
    context.close()


@pytest.mark.parametrize("context", [WIDE], ids=["wide"], indirect=True)
def test_on_paper_only_the_text_is_left(site: Path, context: BrowserContext) -> None:
    page = opened(context, site, "notebooks/02_what_happened_when")
    page.emulate_media(media="print")
    for part in (".bd-header", ".bd-sidebar-primary", ".bd-sidebar-secondary", ".fo-ways"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".fo-chart svg").first).to_be_visible()
