"""Lessons 02 and 04 and their exercises, done in JupyterLab by somebody who only has keys.

    pytest tests/browser/test_keyboard_only.py --keyboard-log docs/keyboard-log.md

writes down what was pressed and said.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

from foedus.lessons.l02_timeline.answers import ANSWERS as TIMELINE_ANSWERS
from foedus.lessons.l04_matrix.answers import ANSWERS as MATRIX_ANSWERS

from .jupyterlab import Lab, open_notebook, running_lab
from .keys import FAR, Keys, as_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Locator, Page

    from foedus.checking import Answers

pytestmark = pytest.mark.browser

COURSE = Path(__file__).parents[2]
TIMELINE, MATRIX = "02_what_happened_when", "04_who_is_bound_to_whom"
WIDGET = {TIMELINE: ("02-unnamed-history", "timeline"), MATRIX: ("04-matrix-widget", "matrix")}
PATIENCE = 60_000  # ms
#: The pairs on which lesson 04 has the reader guess, by row and column of the grid.
PAIRS = (
    ("Russia", "Iran"),
    ("Russia", "North Korea"),
    ("United States", "Israel"),
    ("Germany", "Russia"),
)
LOG: dict[str, Keys] = {}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("course")
    for part in ("notebooks", "exercises"):
        shutil.copytree(COURSE / part, folder / part, ignore=shutil.ignore_patterns("*.json"))
    with running_lab(folder) as lab:
        yield lab


@pytest.fixture(scope="module", autouse=True)
def written_log(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    place = request.config.getoption("--keyboard-log")
    if place:
        Path(place).write_text(as_page(LOG), encoding="utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()


def started(page: Page, lab: Lab, place: str, title: str) -> Keys:
    open_notebook(page, lab, lab.folder / f"{place}.ipynb")
    LOG[title] = Keys(page)
    return LOG[title]


def ids(lab: Lab, place: str) -> list[str]:
    notebook = nbformat.read(lab.folder / f"{place}.ipynb", as_version=4)
    return [cell.id for cell in notebook.cells]


def ran_to_the_widget(page: Page, lab: Lab, stem: str) -> Keys:
    """Run a lesson's cells up to the widget, and go back to the widget's cell."""
    name, kind = WIDGET[stem]
    keys = started(page, lab, f"notebooks/{stem}", f"Lesson {stem[:2]}")
    at = ids(lab, f"notebooks/{stem}").index(name)
    keys.press("Shift+Enter", at + 1)
    assert keys.press("ArrowUp").cell == at
    page.locator(f".fo-{kind} [role=status]").first.wait_for(state="attached", timeout=PATIENCE)
    keys.done("Run the cells of the lesson to the widget, and go back to its cell")
    return keys


def left_and_ran_the_rest(keys: Keys, lab: Lab, stem: str) -> None:
    """Leave the widget, and run the lesson to its end."""
    names = ids(lab, f"notebooks/{stem}")
    at = keys.focus().cell
    for _ in range(FAR):
        if keys.press("Tab").cell != at:
            break
    else:
        raise AssertionError(f"the widget is not left after {FAR} presses")
    below = keys.press("ArrowDown").cell
    keys.done("Leave the widget, back to the cells of the notebook")
    keys.press("Shift+Enter", len(names) - below)
    keys.done("Run the rest of the lesson")
    expect(keys.page.locator("[data-mime-type$=stderr]")).to_have_count(0)


def test_every_task_of_lesson_02(page: Page, lab: Lab) -> None:
    keys = ran_to_the_widget(page, lab, TIMELINE)
    panel = page.locator(".fo-timeline .fo-t-details")

    keys.reach("button", "Skip to the events")
    keys.press("Enter")
    keys.press("Home")
    assert keys.press("Enter").name.startswith("24 October 1813")
    expect(panel).to_contain_text("Gore Ouseley, mediated and drafted the text")
    keys.done("1. Select the first mark and read its panel", keys.heard("Gulistan"))

    keys.reach("button", "31 August 1907", "ArrowRight")
    keys.press("Enter")
    expect(panel).to_contain_text("Islamic Republic of Iran (Persia")
    keys.done("2. Find the convention of 1907 and its three actors", keys.heard("1907"))
    keys.press("Escape")
    expect(panel).to_have_count(0)
    keys.done("2. Clear the selection", keys.heard())

    keys.reach("combobox", "Actor", "Shift+Tab")
    keys.write("United S")
    keys.done("3. Choose an actor: how many events are left?", keys.heard("2 of 14 events"))
    keys.press("ArrowUp", 2)
    keys.done("3. Change the actor and compare", keys.heard("7 of 14 events"))

    keys.reach("button", "Clear filters")
    keys.press("Enter")
    keys.reach("button", "24 October 1813")
    keys.reach("button", "1927: Soviet-Iranian", "ArrowRight")
    keys.press("Enter")
    expect(panel).to_contain_text("1927")
    keys.done("4. Find the event that is known to its year only", keys.heard("1927"))

    for year, key in (("26 February 1921", "ArrowLeft"), ("25 August 1941", "ArrowRight")):
        keys.reach("button", year, key)
        keys.press("Enter")
        keys.done(f"5. Select the event of {year[-4:]}", keys.heard(year))
    left_and_ran_the_rest(keys, lab, TIMELINE)


def test_every_task_of_lesson_04(page: Page, lab: Lab) -> None:
    keys = ran_to_the_widget(page, lab, MATRIX)
    panel = page.locator(".fo-matrix").get_by_role("region", name="Details")
    keys.reach("button", "Skip to the grid")
    keys.press("Enter")
    for row, column in (*PAIRS, ("United States", "Pakistan")):
        to_the_pair(keys, row, column)
        keys.press("Enter")
        expect(panel).to_contain_text(f"{row} and {column}")
        keys.done(f"Open {row} and {column}", keys.heard(row, column))
    expect(panel).to_contain_text("United States owes Pakistan")
    keys.press("Escape")

    keys.reach("checkbox", "Hide dormant ties", "Shift+Tab")
    keys.press("Space")
    keys.done("3. Hide the dormant ties", keys.heard("pairs"))

    keys.reach("button", "Compare dates")
    keys.press("Enter")
    keys.reach("textbox", "Compare with", "Shift+Tab")
    keys.press("Control+a")
    keys.write("1979-01-01")
    keys.press("Enter")
    keys.done("4. Compare with 1 January 1979", keys.heard("1 January 1979"))

    heads = page.locator(".fo-matrix [role=rowheader]")
    before = heads.all_inner_texts()
    keys.reach("button", "Similarity")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Similarity")).to_have_attribute("aria-pressed", "true")
    expect(heads).not_to_have_text(before)
    keys.done("5. Order the actors by similarity")
    left_and_ran_the_rest(keys, lab, MATRIX)


def to_the_pair(keys: Keys, row: str, column: str) -> None:
    """Go through the grid with arrow keys, first up or down, then across."""
    keys.press("Control+Home")
    keys.reach("gridcell", row, "ArrowDown")
    keys.reach("gridcell", f"{row}, {column}", "ArrowRight")


@pytest.mark.parametrize(
    ("stem", "answers"), [(TIMELINE, TIMELINE_ANSWERS), (MATRIX, MATRIX_ANSWERS)]
)
def test_every_question_of_the_exercise(
    page: Page, lab: Lab, stem: str, answers: Mapping[str, Answers]
) -> None:
    place = f"exercises/{stem}"
    keys = started(page, lab, place, f"Exercise {stem[:2]}")
    names = ids(lab, place)
    keys.press("Shift+Enter", names.index(f"{stem[:2]}-setup") + 1)
    keys.done("Run the setup")
    for question, known in answers.items():
        answered(keys, names, question, known.wrong[0][0], "Not yet")
        answered(keys, names, question, known.reference, "Correct")
    in_own_words(keys, names.index(f"{stem[:2]}-open-answer"))
    hint = in_a_new_cell(keys, f'fo.hint("{stem[:2]}.1")')
    assert "Hint for" in hint
    keys.done("Ask for a hint in a cell of one's own", hint)
    progress = in_a_new_cell(keys, "fo.progress()")
    correct = re.findall(rf"{stem[:2]}\.\d correct", progress)
    assert len(correct) == len(answers)
    keys.done("Ask how far one has come", ", ".join(correct))


def went_to(keys: Keys, cell: int) -> None:
    away = cell - keys.focus().cell
    keys.press("ArrowDown" if away > 0 else "ArrowUp", abs(away))
    keys.press("Enter")


def answered(keys: Keys, names: list[str], question: str, code: str, verdict: str) -> None:
    """Go to the cell of an answer, put code there, run it and its check, and read the check."""
    lesson, number = question.split(".")
    at = names.index(f"{lesson}-q{number}-answer")
    went_to(keys, at)
    keys.press("Control+a")
    keys.write(code)
    keys.press("Shift+Enter", 2)
    keys.done(
        f"{question}: an answer, and its check", printed(keys, at + 1, f"{verdict} · {question}")
    )


def in_own_words(keys: Keys, cell: int) -> None:
    went_to(keys, cell)
    keys.press("Control+a")
    keys.write("The article dates one of them.")
    keys.press("Shift+Enter")
    expect(cells(keys).nth(cell)).to_contain_text("The article dates one of them.")
    keys.done("Write an answer in words")


def in_a_new_cell(keys: Keys, code: str) -> str:
    """Open a cell below, run code in it, and read what it prints."""
    keys.press("Escape")
    at = keys.press("b").cell
    keys.press("Enter")
    keys.write(code)
    keys.press("Shift+Enter")
    return printed(keys, at, "")


def cells(keys: Keys) -> Locator:
    return keys.page.locator(".jp-Notebook .jp-Cell")


def printed(keys: Keys, cell: int, words: str) -> str:
    output = cells(keys).nth(cell).locator(".jp-OutputArea-output")
    expect(output.first).to_contain_text(words, timeout=PATIENCE)
    return re.sub(r"\s+", " ", output.first.inner_text())
