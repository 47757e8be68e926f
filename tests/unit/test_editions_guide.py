"""The instructor's guide is put together from its parts, and a stale one is named."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from foedus.citable import Source
from foedus.editions import building, guide, overview
from foedus.editions.citations import Library
from foedus.editions.source import SourceError
from foedus.lessons import Room

SAMPLE = Path(__file__).parent.parent / "samples" / "l99_sample"
LIBRARY = Library(
    {"tass-1": Source("tass-1", "A report", "TASS", "https://tass.com/1", "news")}, {}
)
GENERAL = "# Guide\n\nSay so [@tass-1]. An [[alliance]].\n\n{{lessons}}\n\n{{rooms}}\n\n{{map}}\n"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    folder = tmp_path / "l99_sample"
    shutil.copytree(SAMPLE, folder)
    (folder / "guide.md").write_text("## 99 A sample\n\nBegin [~].\n", encoding="utf-8")
    return Room("99", folder)


@pytest.fixture
def general(tmp_path: Path) -> Path:
    place = tmp_path / "guide.md"
    place.write_text(GENERAL, encoding="utf-8")
    return place


def test_a_lesson_part_is_followed_by_its_rubric(room: Room, general: Path) -> None:
    page = guide.guide([room], LIBRARY, general)
    part = page[page.index("## 99 A sample") :]
    rubric = part[part.index("### Rubric of the open question") :]
    levels = room.module("questions").OPEN.rubric
    assert "Begin." in part
    assert [f"| {points} | {text} |" in rubric for points, text in levels] == [True] * len(levels)


def test_marks_become_links_as_in_a_lesson(room: Room, general: Path) -> None:
    page = guide.guide([room], LIBRARY, general)
    assert "Say so ([TASS](https://tass.com/1))." in page
    assert "An [alliance](glossary.md#Alliance)." in page
    assert "[~]" not in page


def test_the_tables_name_sizes_objectives_and_questions(room: Room, general: Path) -> None:
    page = guide.guide([room], LIBRARY, general)
    assert "| 99 " in page
    for question in room.module("questions").QUESTIONS:
        assert f"{question.id} {question.title} ({question.level}, " in page


def test_a_frame_without_a_mark_is_refused(room: Room, tmp_path: Path) -> None:
    place = tmp_path / "bare.md"
    place.write_text(GENERAL.replace("{{map}}", ""), encoding="utf-8")
    with pytest.raises(SourceError, match=r"bare\.md: \{\{map\}\} is missing"):
        guide.guide([room], LIBRARY, place)


def test_a_part_under_the_wrong_heading_is_refused(room: Room, general: Path) -> None:
    (room.folder / "guide.md").write_text("## Sample\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"l99_sample/guide\.md: the first line is not '## 99"):
        guide.guide([room], LIBRARY, general)


def test_check_names_the_guide_that_differs_from_its_sources(
    room: Room,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = tmp_path / guide.PLACE
    monkeypatch.setattr(building, "rooms", lambda: [room])
    assert building.check(["guide"], tmp_path) == 1
    assert f"{guide.PLACE}: the page is missing" in capsys.readouterr().out
    assert building.build(["guide"], tmp_path) == 0
    assert building.check(["guide"], tmp_path) == 0
    page.write_text(page.read_text(encoding="utf-8").replace("guide", "quide", 1), encoding="utf-8")
    capsys.readouterr()
    assert building.check(["guide"], tmp_path) == 1
    assert f"{guide.PLACE}: line 1 differs from its sources" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("review", "named"),
    [
        ("lesson 03, section 'Russia's answer'", [("03", "Russia's answer")]),
        ("Lesson 03, sections 'One' and 'Two, or more'.", [("03", "One"), ("03", "Two, or more")]),
        ("the lesson", []),
    ],
)
def test_sections_are_read_from_a_review(review: str, named: list[tuple[str, str]]) -> None:
    assert overview.sections(review) == named


def test_a_section_that_is_not_there_is_named(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = SimpleNamespace(id="99.1", review="lesson 99, section 'No such thing'")
    vague = SimpleNamespace(id="99.2", review="the lesson")
    monkeypatch.setattr(room.module("questions"), "QUESTIONS", (asked, vague))
    assert overview.lost_sections([room]) == [
        "99.1: lesson 99 has no section 'No such thing'",
        "99.2: review names no section of lesson 99: 'the lesson'",
    ]
