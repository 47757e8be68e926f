"""axe-core finds no violation of WCAG 2.2 A and AA, whatever is open, in any width or theme."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

import foedus as fo

from .axe import violations
from .parts import matrix_cell, roving_event

pytestmark = pytest.mark.browser

Act = Callable[[Page], None]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the exported page of both widgets with the course's data."""
    day = fo.ARTICLE_DAY
    events, ties, actors = (fo.load(name, as_of=day) for name in ("events", "ties", "actors"))
    view = fo.ContextView(fo.Timeline(events), fo.AllianceMatrix(ties, actors))
    return view.to_html(tmp_path_factory.mktemp("pages") / "context.html")


def nothing(_: Page) -> None:
    pass


def select_an_event(page: Page) -> None:
    roving_event(page).press("Enter")


def list_the_events(page: Page) -> None:
    page.locator(".fo-timeline").get_by_role("button", name="List", exact=True).click()


def select_a_pair(page: Page) -> None:
    matrix_cell(page, "Russia", "Iran").click()


def open_the_key(page: Page) -> None:
    page.locator(".fo-matrix").get_by_role("button", name="Key and rule").click()


def compare_two_dates(page: Page) -> None:
    page.locator(".fo-matrix").get_by_role("button", name="Compare dates").click()


def show_the_table(page: Page) -> None:
    page.locator(".fo-matrix").get_by_role("button", name="Table", exact=True).click()


ACTS = [
    nothing, select_an_event, list_the_events, select_a_pair, open_the_key, compare_two_dates,
    show_the_table,
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.replace("_", "-"))
def test_both_widgets_have_no_violation(
    browser: Browser, exported: Path, act: Act, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        viewport={"width": 1200, "height": 900}, color_scheme=scheme, offline=True, bypass_csp=True
    )
    page = context.new_page()
    page.goto(exported.as_uri())
    act(page)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [360, 768])
def test_narrow_pages_have_no_violation_and_do_not_scroll_sideways(
    browser: Browser, exported: Path, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, offline=True, bypass_csp=True, has_touch=True
    )
    page = context.new_page()
    page.goto(exported.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_axe_would_see_a_fault(browser: Browser, exported: Path) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button></button>')")
    assert [rule for rule, _ in violations(page)] == ["button-name"]
    context.close()
