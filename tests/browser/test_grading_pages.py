"""The pages of grading in a real browser: no violation, no sideways scrolling, nothing runs."""

from pathlib import Path
from typing import Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from foedus.checking.registry import exercise
from foedus.grading import feedback, report
from foedus.grading.verdicts import OUTCOMES, Judged, Verdict

from .axe import violations

pytestmark = pytest.mark.browser

NASTY = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
LONG = NASTY + "x" * 5000


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a student's page with every outcome, two hints, notes, a mark and links."""
    lesson = exercise("02")
    said = ["Look at `early` again.", LONG]
    verdicts = tuple(
        Verdict(f"02.{at}", word, said[at % 2], float(word == "correct"), 2.0, 0.1)
        for at, word in enumerate(OUTCOMES, start=1)
    )
    text = feedback.page(
        Judged(NASTY, "02", verdicts, (LONG,), "Text."),
        exercise=lesson,
        hints=2,
        marks=feedback.Mark(3, 6, LONG),
        lessons_at="https://example.org/notebooks",
    )
    place = tmp_path_factory.mktemp("feedback") / "02.html"
    place.write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of forty students, some of whom write texts that would like to run."""
    rows = [
        _row(f"student-{at:02}", number, OUTCOMES[(at * 5 + number * at) % 9])
        for at in range(40)
        for number in range(1, 7)
    ]
    rows += [_row(NASTY, 1, "crashed"), {**_row("slow", 1, "correct"), "seconds": 30.0}]
    rows += [{**_row("slow", 2, "not-yet"), "misconception": NASTY, "message": LONG}]
    notes = pd.DataFrame({"student": [NASTY], "lesson": ["02"], "note": [LONG]}, dtype=object)
    results = report.Results(pd.DataFrame(rows), notes)
    return report.write(results, tmp_path_factory.mktemp("report"))


def _row(student: str, number: int, outcome: str) -> dict[str, object]:
    return {
        "student": student,
        "lesson": "02",
        "question": f"02.{number}",
        "points": float(outcome == "correct"),
        "max_points": 1.0,
        "outcome": outcome,
        "message": f"Something about {outcome}.",
        "seconds": 0.1,
        "misconception": "years-only" if outcome == "not-yet" else "",
    }


@pytest.fixture(params=["given", "reported"])
def place(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_has_no_violation_and_does_not_scroll_sideways(
    browser: Browser, place: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,
        offline=True,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(place.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_nothing_written_runs_and_the_policy_lets_the_style_through(
    page: Page, place: Path
) -> None:
    page.goto(place.as_uri())
    expect(page).not_to_have_title("taken")
    assert page.locator("script").count() == 0
    assert page.locator("body").evaluate("(one) => getComputedStyle(one).margin") == "0px"


def test_the_policy_stops_a_script_and_a_style_that_got_into_a_page(
    browser: Browser, given: Path, tmp_path: Path
) -> None:
    broken = given.read_text(encoding="utf-8").replace(
        "</body>",
        "<script>document.title = 'taken'</script><style>body{margin:9px}</style></body>",
    )
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "broken.html").as_uri())
    expect(page).to_have_title("Feedback on lesson 02")
    assert page.locator("body").evaluate("(one) => getComputedStyle(one).margin") == "0px"
    context.close()


def test_every_picture_of_the_report_is_drawn(page: Page, reported: Path) -> None:
    page.goto(reported.as_uri())
    pictures = page.locator("figure img")
    expect(pictures).to_have_count(5)  # scores, the lesson, misconceptions, times, human eye
    for picture in pictures.all():
        assert picture.evaluate("(one) => one.complete && one.naturalWidth > 100")


def test_the_jump_list_leads_to_the_sections(page: Page, reported: Path) -> None:
    page.goto(reported.as_uri())
    page.get_by_role("link", name="Notebooks for a human eye").click()
    expect(page.locator("#eye")).to_be_in_viewport()


def test_printed_a_page_has_dark_ink_on_white_and_its_tables_whole(
    browser: Browser, reported: Path
) -> None:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    page.goto(reported.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    paint = page.locator("body").evaluate(
        "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    )
    assert paint == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    box = page.locator(".fo-static").last
    assert box.evaluate("(one) => getComputedStyle(one).overflow") == "visible"
    expect(page.locator("nav")).to_be_hidden()
    context.close()
