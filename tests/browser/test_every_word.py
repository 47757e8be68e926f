"""No word that a reader sees escapes the catalogue: in a language made of marks, all are marked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ..pseudo import outside  # noqa: TID252 (the tests are no package on the path)
from .foreign import choose_grid, foreign_page, named, open_page
from .parts import matrix_cell, roving_event

pytestmark = pytest.mark.browser

# Every text and every word for screen readers, with whether the page calls it foreign, as data are.
# Letters that stand for a kind of tie are signs, the same in all languages.
WORDS = """() => {
  const signs = ".fo-badge, .fo-cell, script, style, .fo-static td, .fo-static th";
  const found = [];
  const note = (text, node) => {
    if (text?.trim()) found.push([text, node.closest("[lang]").lang !== "fa"]);
  };
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const node = all.currentNode.parentElement;
    if (!node.closest(signs)) note(all.currentNode.data, node);
  }
  for (const node of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-valuetext", "aria-description", "title",
      "placeholder", "alt", "data-name"]) note(node.getAttribute(name), node);
  }
  return found;
}"""

OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return foreign_page(tmp_path_factory.mktemp("foreign"))


@dataclass(frozen=True)
class Data:
    """What comes from the tables: all its words, and the names that stand inside sentences."""

    words: frozenset[str]
    names: re.Pattern[str]


def data_of(path: Path) -> Data:
    text = path.read_text(encoding="utf-8")
    states = re.findall(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)[0]
    timeline, matrix = (state["payload"] for state in json.loads(states))
    parts = [timeline["title"], timeline["categories"], timeline["phases"], matrix["groups"][:-3]]
    parts += [timeline["actor_names"], matrix["actors"]["name"], matrix["actors"]["long"]]
    names = sorted(set(texts_in(parts)), key=len, reverse=True)
    return Data(
        frozenset(re.findall("[A-Za-z]+", " ".join(texts_in([timeline, matrix])))),
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"),
    )


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


def unmarked(page: Page, data: Data) -> list[str]:
    """Return words that are neither marked nor data; numbers and signs are no words."""
    found = {(text, english) for text, english in page.evaluate(WORDS)}
    return sorted(text for text, english in found if escapes(text, data, english=english))


def escapes(text: str, data: Data, *, english: bool) -> bool:
    if english:
        return not set(re.findall("[A-Za-z]+", text)) <= data.words
    rest = outside(text)
    return bool(re.search("[A-Za-z]", rest) and re.search("[A-Za-z]", data.names.sub("", rest)))


def see_everything(page: Page) -> Iterator[str]:
    """Go through what the two views can show, saying where one stands."""
    yield "as it opens"
    page.evaluate(OPEN)
    roving_event(page).press("Enter")
    yield "an event"
    page.get_by_role("button", name=named("List"), exact=True).click()
    page.locator(".fo-t-list .fo-t-title").nth(60).click()
    yield "the list"
    search = page.get_by_role("searchbox")
    search.fill("zzz")
    yield "no event"
    search.fill("")
    page.locator(".fo-t-tools input").first.fill("never")
    page.locator(".fo-t-tools input").first.press("Enter")
    yield "no date"
    page.locator(".fo-t-tools input").first.fill("2100")
    page.locator(".fo-t-tools input").first.press("Enter")
    yield "a date outside"
    yield from see_the_matrix(page)


def see_the_matrix(page: Page) -> Iterator[str]:
    for pair in (("Russia", "Iran"), ("United States", "Israel"), ("Hamas", "Japan")):
        matrix_cell(page, *pair).click()
        page.evaluate(OPEN)
        yield f"{pair}"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=named("Compare dates")).click()
    yield "two dates"
    page.get_by_role("button", name=named("Table"), exact=True).click()
    page.locator(".fo-pairs select").select_option(label="Russia")
    yield "the table"
    page.get_by_role("button", name=named("Key and rule")).click()
    yield "the key"
    page.locator(".fo-kinds .fo-kind").nth(1).click()
    choose_grid(page)
    page.wait_for_timeout(700)  # until it is announced
    yield "one kind"


def test_every_word_of_both_views_is_looked_up(page: Page, written: Path) -> None:
    data = data_of(written)
    open_page(page, written)
    for where in see_everything(page):
        page.wait_for_timeout(350)  # until what is announced has been written
        assert unmarked(page, data) == [], where


def test_a_word_that_is_missing_would_be_found(page: Page, tmp_path: Path) -> None:
    path = foreign_page(tmp_path, left_out="Hide dormant ties")
    open_page(page, path)
    assert unmarked(page, data_of(path)) == ["Hide dormant ties"]


def test_words_that_are_called_english_by_mistake_would_be_found(page: Page, written: Path) -> None:
    open_page(page, written)
    page.evaluate("document.querySelector('.fo-t-era').textContent = 'Wonderful phase'")
    assert unmarked(page, data_of(written)) == ["Wonderful phase"]


def test_without_scripts_the_page_speaks_the_language_too(page: Page, written: Path) -> None:
    page.goto(written.as_uri())
    stand_in = re.findall(r'<div class="fo-stage"><p>(.*?)</p>', written.read_text("utf-8"))[0]
    assert outside(stand_in).strip() == ""
    footer = page.locator("footer").inner_text()
    assert outside(footer).strip() == ""
