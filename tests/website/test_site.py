"""The website: whole, the same on every run, nothing from elsewhere, no answers."""

import html
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from foedus.checking.registry import exercises
from foedus.website import Order
from foedus.website import site as build
from foedus.website.building import NONE

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Parts(HTMLParser):
    """What a page refers to: links, what it loads, and the names that links can end at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        loaded = given.get(LOADING.get(tag, ""), "")
        if loaded and given.get("rel") not in {"search", "index", "next", "prev", "author"}:
            self.loads.append(loaded)


def pages(site: Path) -> Iterator[Path]:
    return (
        page for page in sorted(site.rglob("*.html")) if not {"lite", "_static"} & {*page.parts}
    )


def parts(page: Path) -> Parts:
    return Parts(page.read_text(encoding="utf-8"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file()
    }


def is_outside(address: str) -> bool:
    return bool(urlsplit(address).scheme) and not address.startswith("data:")


def leads_somewhere(page: Path, link: str, known: dict[Path, Parts]) -> bool:
    address = urlsplit(link)
    target = (page.parent / unquote(address.path)).resolve() if address.path else page
    if target not in known:
        return target.exists()
    return unquote(address.fragment) in {"", *known[target].names}


def test_every_lesson_exercise_and_document_has_a_page(site: Path) -> None:
    found = {page.relative_to(site).with_suffix("").as_posix() for page in pages(site)}
    lessons = {one.room.stem for one in exercises()}
    assert len(lessons) == 9
    assert {f"{folder}/{stem}" for folder in ("notebooks", "exercises") for stem in lessons} < found
    documents = "glossary bibliography how-we-know instructors-guide grading".split()  # noqa: SIM905
    assert {*(f"docs/{name}" for name in documents), "data/CODEBOOK", "search"} < found


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loaded = {address for page in pages(site) for address in parts(page).loads}
    assert len(loaded) > 10
    assert [address for address in loaded if is_outside(address)] == []
    styles = "".join(style.read_text() for style in (site / "_static").rglob("*.css"))
    assert re.findall(r"(?:url\(|@import )[\"']?https?:[^)]*", styles) == []


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    known = {page: parts(page) for page in pages(site)}
    lost = [
        f"{page.relative_to(site)}: {link}"
        for page, found in known.items()
        for link in found.links
        if not is_outside(link) and not leads_somewhere(page, link, known)
    ]
    assert lost == []


def test_lessons_link_to_each_other_in_order(site: Path) -> None:
    stems = [one.room.stem for one in exercises()]
    for before, after in itertools.pairwise(stems):
        text = (site / "notebooks" / f"{before}.html").read_text(encoding="utf-8")
        assert re.search(rf'class="right-next"\s+href="{after}.html"', text), before
        text = (site / "notebooks" / f"{after}.html").read_text(encoding="utf-8")
        assert re.search(rf'class="left-prev"\s+href="{before}.html"', text), after


def test_an_exercise_page_has_every_prompt_and_hint(site: Path) -> None:
    for one in exercises():
        page = (site / "exercises" / f"{one.room.stem}.html").read_text(encoding="utf-8")
        for question in one.questions:
            assert f"Question {question.id}: " in html.unescape(page)
        assert page.count("<summary>Hint ") == 3 * len(one.questions)


def test_no_answer_is_anywhere_on_the_site(site: Path) -> None:
    course = next((site / "lite" / "static" / "pyodide").glob("foedus-*.whl"))
    with zipfile.ZipFile(course) as wheel:
        assert [name for name in wheel.namelist() if "answers" in name] == []
        assert "foedus/data/events.csv" in wheel.namelist()
    assert [name for name in files(site) if "solution" in name] == []
    for one in exercises():
        page = (site / "exercises" / f"{one.room.stem}.html").read_text(encoding="utf-8")
        shown = html.unescape(re.sub(r"<[^>]+>", "", page))
        for question_id, answers in one.answers().items():
            assert answers.reference not in shown, question_id


def test_every_chart_has_a_picture_words_and_a_table(site: Path) -> None:
    charts = [
        figure
        for page in pages(site)
        for figure in re.findall(
            r'<figure class="fo-figure">.*?</figure>', page.read_text(encoding="utf-8"), re.DOTALL
        )
    ]
    assert len(charts) == 24
    for chart in charts:
        words, picture = re.findall(r'<img alt="([^"]+)" src="([^"]+)"', chart)[0]
        assert len(words) > 60
        assert (site / "notebooks" / picture).is_file()
        assert f"<p>{words}</p>" in chart
        assert chart.count("<tr>") > 2


def test_the_same_site_on_every_run(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert build(Order(again, lite="reduced")) == 0
    first, second = files(site), files(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_a_link_that_leads_nowhere_is_a_fault_that_is_named(
    tmp_path: Path, course_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary = course_copy / "docs" / "glossary.md"
    glossary.write_text("# Glossary\n\nSee [nothing](nowhere.md).\n", encoding="utf-8")
    assert build(Order(tmp_path / "site", lite=NONE, course=course_copy)) == 2
    said = capsys.readouterr().err
    assert "nowhere.md" in said
    assert "docs/glossary.md" in said
    assert not (tmp_path / "site").exists()


def test_a_missing_notebook_is_named(
    tmp_path: Path, course_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = course_copy / "notebooks" / "03_what_does_a_treaty_oblige.ipynb"
    missing.unlink()
    assert build(Order(tmp_path / "site", lite=NONE, course=course_copy)) == 2
    assert missing.name in capsys.readouterr().err


def test_a_folder_with_other_files_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert build(Order(tmp_path, lite=NONE)) == 2
    assert "choose another folder" in capsys.readouterr().err
    assert [place.name for place in tmp_path.iterdir()] == ["thesis.txt"]


def test_pages_offer_only_what_runs_there(site: Path) -> None:
    """Without pandas the lessons do not run in the browser, but both widgets do."""
    text = (site / "notebooks" / "02_what_happened_when.html").read_text(encoding="utf-8")
    assert "path=notebooks/both_widgets.ipynb" in text
    assert "path=notebooks/02" not in text


def test_the_data_can_be_downloaded_from_the_pages(site: Path) -> None:
    links = parts(site / "docs" / "bibliography.html").links
    table = next(link for link in links if link.endswith("sources.csv"))
    course = Path(__file__).parents[2] / "data" / "sources.csv"
    assert (site / "docs" / table).resolve().read_bytes() == course.read_bytes()


def test_downloads_are_the_committed_notebooks(site: Path) -> None:
    course = Path(__file__).parents[2]
    for name in ("notebooks/00_start_here.ipynb", "exercises/00_start_here.ipynb"):
        assert json.loads((site / name).read_text()) == json.loads((course / name).read_text())
