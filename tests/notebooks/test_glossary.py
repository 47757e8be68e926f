"""Every term that a lesson links to has its entry, and entries are never doubled."""

import re

import pytest

from foedus.editions.building import COURSE
from foedus.editions.marks import GLOSSARY, outside_code
from foedus.editions.source import read, slug
from foedus.lessons import Room, rooms

HEADING = re.compile(r"^#{2,4} +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"docs/glossary\.md#([^)\s]+)\)")
ROOMS = rooms()


def entries() -> list[str]:
    return HEADING.findall((COURSE / "docs" / "glossary.md").read_text(encoding="utf-8"))


def terms(room: Room) -> set[str]:
    found: set[str] = set()

    def note(part: str) -> str:
        found.update(match[1] for match in GLOSSARY.finditer(part))
        return part

    for place in (room.lesson, room.exercise):
        if place.exists():
            for cell in read(place).cells:
                if cell.kind == "markdown":
                    outside_code(cell.text, note)
    return found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.number)
def test_every_term_that_a_lesson_links_to_is_in_the_glossary(room: Room) -> None:
    known = {slug(entry) for entry in entries()}
    assert sorted(term for term in terms(room) if slug(term) not in known) == []


def test_no_term_is_explained_twice() -> None:
    slugs = [slug(entry) for entry in entries()]
    assert sorted({one for one in slugs if slugs.count(one) > 1}) == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.number)
def test_every_link_names_its_entry_letter_by_letter_as_jupyterlab_asks(room: Room) -> None:
    anchors = {entry.replace(" ", "-") for entry in entries()}
    built = [*COURSE.glob(f"notebooks/{room.number}_*"), *COURSE.glob(f"exercises/{room.number}_*")]
    links = {link for file in built for link in LINK.findall(file.read_text(encoding="utf-8"))}
    assert sorted(links - anchors) == []
