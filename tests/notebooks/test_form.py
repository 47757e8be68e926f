"""The built notebooks keep the rules of form, of grading, and give no answer away."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from foedus.editions import rules
from foedus.editions.building import COURSE
from foedus.editions.source import read
from foedus.lessons import Room, rooms

# A lesson is prose with evidence: at least half of its code cells show something.
FEWEST_WITH_OUTPUT = 0.5

ROOMS = rooms()
EXERCISES = [room for room in ROOMS if room.exercise.exists()]
EDITIONS = [("notebooks", room) for room in ROOMS] + [
    (folder, room) for room in EXERCISES for folder in ("exercises", "solutions")
]
RUN = [(folder, room) for folder, room in EDITIONS if folder != "exercises"]


def name(value: object) -> str:
    return value.number if isinstance(value, Room) else str(value)


def place(folder: str, room: Room) -> Path:
    return COURSE / folder / f"{room.stem}.ipynb"


def stored(folder: str, room: Room) -> NotebookNode:
    return nbformat.read(place(folder, room), as_version=4)


def test_the_course_opens_with_lessons_00_02_and_04() -> None:
    assert {"00", "02", "04"} <= {room.number for room in ROOMS}


@pytest.mark.parametrize(("folder", "room"), EDITIONS, ids=name)
def test_every_notebook_keeps_the_rules_of_form(folder: str, room: Room) -> None:
    assert rules.form_faults(stored(folder, room), room.number) == []


@pytest.mark.parametrize("room", EXERCISES, ids=name)
@pytest.mark.parametrize("folder", ["exercises", "solutions"])
def test_nbgrader_can_read_every_exercise_and_solution(folder: str, room: Room) -> None:
    assert rules.grading_faults(stored(folder, room)) == []


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_an_exercise_gives_no_answer_away(room: Room) -> None:
    answers, questions = room.module("answers"), room.module("questions")
    references = [answers.OPEN_ANSWER, *(one.reference for one in answers.ANSWERS.values())]
    given = [questions.SETUP, questions.OPEN.prompt]
    given += [text for one in questions.QUESTIONS for text in (one.stub, one.prompt)]
    assert rules.leaks(stored("exercises", room), references, given) == []


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_solution_and_exercise_have_the_same_cells_but_for_the_answers(room: Room) -> None:
    exercise, solution = stored("exercises", room), stored("solutions", room)
    assert [cell.id for cell in exercise.cells] == [cell.id for cell in solution.cells]
    for asked, answered in zip(exercise.cells, solution.cells, strict=True):
        assert asked.metadata == answered.metadata, asked.id
        if not asked.id.endswith("-answer"):
            assert asked.source == answered.source, asked.id
        elif asked.cell_type == "code":
            assert asked.source != answered.source, asked.id


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_an_exercise_asks_every_question_once_and_in_order(room: Room) -> None:
    asked = [cell.id for cell in read(room.exercise).cells if cell.kind == "question"]
    assert asked == [question.id for question in room.module("questions").QUESTIONS]


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_the_setup_that_the_checks_know_is_that_of_the_exercise(room: Room) -> None:
    code = [cell.text for cell in read(room.exercise).cells if cell.kind == "code"]
    assert "\n".join(code).strip() == room.module("questions").SETUP.strip()


@pytest.mark.parametrize(("folder", "room"), RUN, ids=name)
def test_compared_cells_really_hold_an_output_to_compare(folder: str, room: Room) -> None:
    notebook = stored(folder, room)
    for cell in (one for one in notebook.cells if one.cell_type == "code"):
        assert cell.execution_count is not None, f"cell {cell.id} was not run"
        quiet = rules.silent_on_purpose(cell.source)
        assert cell.outputs or quiet, f"cell {cell.id} shows nothing: nothing is compared"
    share = rules.share_with_output(notebook)
    wanted = FEWEST_WITH_OUTPUT if folder == "notebooks" else FEWEST_WITH_OUTPUT - 0.1
    assert share >= wanted, f"only {share:.0%} of the code cells have an output"


@pytest.mark.parametrize("room", EXERCISES, ids=name)
def test_every_check_of_a_solution_says_that_it_is_correct(room: Room) -> None:
    for cell in stored("solutions", room).cells:
        if cell.id.endswith("-check"):
            shown = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
            assert any("Correct" in text for text in shown), f"cell {cell.id}: {shown}"
