"""The map of objectives and questions is whole, and every lesson has the size it should have."""

import nbformat
import pytest

from foedus.charts.renderer import CHART_MIME
from foedus.editions import overview
from foedus.editions.building import COURSE
from foedus.lessons import Room, rooms

ROOMS = [room for room in rooms() if room.lesson.exists() and room.questions.exists()]
COURSE_ROOMS = 9
READING = range(25, 41)
DOING = range(30, 51)
# The first exercise teaches how checks work and asks little else.
DOING_OF_LESSON_00 = range(15, 51)
each_room = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.number)


def size(room: Room) -> dict[str, int]:
    return dict(overview.sizes([room]).drop(columns=["lesson", "title"]).iloc[0])


@each_room
def test_every_objective_has_a_section_and_a_question(room: Room) -> None:
    rows = overview.objective_map([room])
    assert set(rows["objective"]) == set(room.module("questions").OBJECTIVES)
    bare = rows[(rows["section"] == "") | (rows["question"] == "")]
    assert list(bare["objective"]) == []


@each_room
def test_every_question_is_in_the_map(room: Room) -> None:
    asked = {one.id for one in room.module("questions").QUESTIONS}
    assert set(overview.objective_map([room])["question"]) == asked


@each_room
def test_every_section_that_a_question_sends_back_to_is_there(room: Room) -> None:
    asked = room.module("questions").QUESTIONS
    named = {lesson for one in asked for lesson, _ in overview.sections(one.review)}
    faults = overview.lost_sections(one for one in ROOMS if one.number in {room.number, *named})
    assert [fault for fault in faults if fault.startswith(f"{room.number}.")] == []


@each_room
def test_a_lesson_takes_25_to_40_minutes_to_read(room: Room) -> None:
    assert size(room)["reading"] in READING


@each_room
def test_an_exercise_takes_30_to_50_minutes_and_the_first_may_take_less(room: Room) -> None:
    assert size(room)["doing"] in (DOING_OF_LESSON_00 if room.number == "00" else DOING)


@each_room
def test_a_lesson_has_two_charts_or_widget_views_at_least(room: Room) -> None:
    assert size(room)["charts"] + size(room)["widgets"] >= 2


@each_room
def test_the_charts_counted_in_the_source_are_those_that_the_notebook_shows(room: Room) -> None:
    notebook = nbformat.read(COURSE / "notebooks" / f"{room.stem}.ipynb", as_version=4)
    drawn = [
        cell.id
        for cell in notebook.cells
        if any(CHART_MIME in output.get("data", {}) for output in cell.get("outputs", []))
    ]
    assert size(room)["charts"] == len(drawn), drawn


def test_the_course_asks_50_to_65_checked_questions() -> None:
    count = int(overview.sizes(ROOMS)["questions"].sum())
    # While lessons are still to be written, as many as they will need are left free.
    to_come = max(COURSE_ROOMS - len(ROOMS), 0)
    assert count + 8 * to_come >= 50
    assert count + 6 * to_come <= 65


@each_room
def test_every_lesson_has_a_part_of_the_guide(room: Room) -> None:
    text = (room.folder / "guide.md").read_text(encoding="utf-8")
    assert text.startswith(f"## {room.number} ")
