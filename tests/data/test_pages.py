"""The pages made from the tables say what the tables say, and show where it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from foedus.bibliography import KINDS, LANGUAGES, bibliography, citations
from foedus.editions import evidence, truth
from foedus.editions.building import library
from foedus.editions.source import slug
from foedus.figures import figures, fill
from foedus.pages import DOCS, HOW_WE_KNOW, PAGES, how_we_know, main_pages
from foedus.schema import read_package
from foedus.tables import ARTICLE_DAY, load

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = HOW_WE_KNOW.read_text(encoding="utf-8")
PLACEHOLDER = re.compile(r"\{\{[^}]+\}\}")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#([^)\s]+))?\)")


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_pages_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_an_old_page_is_noticed_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_pages(tmp_path, check=True) == 1
    assert main_pages(tmp_path) == 0
    assert main_pages(tmp_path, check=True) == 0
    old = tmp_path / "bibliography.md"
    old.write_text(old.read_text(encoding="utf-8").replace("News", "Olds"), encoding="utf-8")
    capsys.readouterr()
    assert main_pages(tmp_path, check=True) == 1
    assert capsys.readouterr().err == (
        "bibliography.md: not what the tables give; run foedus data pages.\n"
    )


def test_a_missing_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main_pages(tmp_path / "nowhere") == 2
    assert "nowhere/" in capsys.readouterr().err


def test_every_source_stands_in_the_bibliography_once() -> None:
    page = bibliography()
    for source in load("sources")["id"]:
        assert page.count(f"`{source}`: ") == 1, source


def test_every_source_is_cited_by_a_row() -> None:
    assert set(load("sources")["id"]) == set(citations())


def test_an_entry_says_what_it_is_and_whether_it_was_opened() -> None:
    entries = [line for line in bibliography().splitlines() if line.startswith("- [")]
    by_id = {re.findall(r"`([^`]+)`: ", line)[-1]: line for line in entries}
    for row in load("sources").to_dict("records"):
        entry = by_id[row["id"]]
        assert ("**Not opened.**" in entry) is not row["opened"], row["id"]
        assert (f" {LANGUAGES[row['language']]}." in entry) or row["language"] == "en", row["id"]


def test_every_kind_of_source_has_its_heading() -> None:
    assert set(load("sources")["kind"].cat.categories) == set(KINDS)


def test_every_method_of_the_table_stands_in_the_bibliography() -> None:
    page = bibliography()
    assert all(f"**{name}.**" in page for name in load("methods")["name"])


def test_no_figure_of_the_page_is_written_by_hand() -> None:
    """A count in the source stands in braces; other numbers are dates, names or hold a citation."""
    prose = re.sub(r"```.*?```|`[^`]*`", "", PLACEHOLDER.sub("", SOURCE), flags=re.DOTALL)
    lines = [line for line in prose.splitlines() if "[@" not in line and not line.startswith("#")]
    known = re.compile(r"22 June 2025|[Ll]esson \d\d|treaty of 2001|reaches 2025")
    left = {number for line in lines for number in re.findall(r"\d+", known.sub("", line))}
    assert left == set()


def test_an_unknown_figure_is_named() -> None:
    with pytest.raises(ValueError, match="no figure 'nothing'"):
        fill("{{nothing}}")


def test_every_figure_is_used_and_counts_what_it_says() -> None:
    assert {name for name in figures() if f"{{{{{name}}}}}" not in SOURCE} == set()
    ties, sources = load("ties"), load("sources")
    assert figures()["ties-memory"] == str((ties["verified"] == "memory").sum())
    assert int(figures()["opened"]) + int(figures()["unopened"]) == len(sources)


def test_every_sentence_of_how_we_know_shows_where_it_comes_from() -> None:
    found = truth.faults(
        [("how-we-know", fill(SOURCE))], truth.vocabulary(load("actors")), library(), {}
    )
    assert not found, "\n".join(["", *map(str, found)])


def test_how_we_know_tells_of_nothing_later_but_the_last_day_on_file() -> None:
    known = [read_package()["foedus:lastEvent"]]
    assert evidence.later_dates(fill(SOURCE), ARTICLE_DAY, known=known) == []


@pytest.mark.parametrize("name", PAGES)
def test_links_inside_the_course_lead_somewhere(name: str) -> None:
    for target, anchor in LINK.findall((DOCS / name).read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        place = (DOCS / target).resolve()
        assert place.is_file(), target
        headings = re.findall(r"^#+ +(.+?) *$", place.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or slug(anchor.replace("-", " ")) in map(slug, headings), anchor


def test_how_we_know_has_no_mark_left_over() -> None:
    assert not re.search(r"\[@|\[~\]|\[=|\{\{|\[\[", how_we_know())
