"""The rules of form: each kind of damage is found in a notebook that was sound before."""

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode, v4

from foedus.editions import rules
from foedus.editions.compare import differences
from foedus.editions.minutes import phrase, reading_minutes

CHART = {"application/vnd.vegalite.v5+json": {}, "text/plain": "Bars.", "image/png": "x"}


def graded(one: str, **flags: object) -> dict[str, object]:
    base = {"grade": False, "grade_id": one, "locked": True, "solution": False}
    return {"nbgrader": {**base, "schema_version": 3, "task": False, **flags}}


@pytest.fixture
def notebook() -> NotebookNode:
    chart = v4.new_output("display_data", data=CHART)
    cells = [
        v4.new_markdown_cell("# T\n\n## One\n\n### Two", id="98-t", metadata=graded("98-t")),
        v4.new_code_cell(
            "x = ...",
            id="98-q1-answer",
            metadata=graded("98-q1-answer", solution=True, locked=False),
        ),
        v4.new_code_cell(
            "check(x)",
            id="98-q1-check",
            outputs=[chart],
            execution_count=1,
            metadata=graded("98-q1-check", grade=True, points=2),
        ),
    ]
    return v4.new_notebook(cells=cells)


def test_a_sound_notebook_has_no_faults(notebook: NotebookNode) -> None:
    assert rules.form_faults(notebook, "98") == []
    assert rules.grading_faults(notebook) == []


def skip_a_level(notebook: NotebookNode) -> None:
    notebook.cells[0].source = "# T\n\n### Two"


def two_titles(notebook: NotebookNode) -> None:
    notebook.cells[0].source = "# T\n\n# T"


def long_code(notebook: NotebookNode) -> None:
    notebook.cells[1].source = "x = 1\n" * 16


def foreign_id(notebook: NotebookNode) -> None:
    notebook.cells[1].id = "a1b2c3"


def doubled_id(notebook: NotebookNode) -> None:
    notebook.cells[1].id = "98-t"


def no_description(notebook: NotebookNode) -> None:
    notebook.cells[2].outputs[0].data["text/plain"] = "Chart without description"


def no_picture(notebook: NotebookNode) -> None:
    del notebook.cells[2].outputs[0].data["image/png"]


def unknown_output(notebook: NotebookNode) -> None:
    notebook.cells[1].outputs = [{"output_type": "nothing known"}]


@pytest.mark.parametrize(
    "damage",
    [
        skip_a_level,
        two_titles,
        foreign_id,
        doubled_id,
        no_description,
        no_picture,
        long_code,
        unknown_output,
    ],
)
def test_damage_to_the_form_is_found(
    notebook: NotebookNode, damage: Callable[[NotebookNode], None]
) -> None:
    damage(notebook)
    assert rules.form_faults(notebook, "98")


@pytest.mark.parametrize(
    "change",
    [
        {"points": None},
        {"points": -1},
        {"schema_version": 2},
        {"task": True},
        {"grade_id": "98-other"},
        {"locked": False},
        {"unknown": 1},
    ],
)
def test_metadata_that_nbgrader_refuses_are_found(
    notebook: NotebookNode, change: dict[str, object]
) -> None:
    notebook.cells[2].metadata.nbgrader.update(change)
    assert rules.grading_faults(notebook)


def test_a_cell_without_grading_metadata_is_found(notebook: NotebookNode) -> None:
    del notebook.cells[0].metadata["nbgrader"]
    assert rules.grading_faults(notebook) == ["cell 98-t: no nbgrader metadata"]


REFERENCE = "chosen = events.query('year < 1900')\nlen(chosen)"


def student(notebook: NotebookNode) -> NotebookNode:
    notebook.cells[2].outputs = []
    notebook.cells[2].execution_count = None
    return notebook


def test_a_clean_exercise_leaks_nothing(notebook: NotebookNode) -> None:
    assert rules.leaks(student(notebook), [REFERENCE], []) == []


def in_source(notebook: NotebookNode) -> None:
    notebook.cells[1].source = f"# {REFERENCE}"


def in_metadata(notebook: NotebookNode) -> None:
    notebook.cells[1].metadata["hidden"] = {"deep": [REFERENCE]}


def in_the_notebooks_metadata(notebook: NotebookNode) -> None:
    notebook.metadata["answers"] = REFERENCE


def in_attachment(notebook: NotebookNode) -> None:
    notebook.cells[0].attachments = {"a.txt": {"text/plain": "anything"}}


def in_output(notebook: NotebookNode) -> None:
    notebook.cells[1].outputs = [v4.new_output("stream", text="anything")]


def run_before(notebook: NotebookNode) -> None:
    notebook.cells[1].execution_count = 4


@pytest.mark.parametrize(
    "leak",
    [in_source, in_metadata, in_the_notebooks_metadata, in_attachment, in_output, run_before],
)
def test_a_leak_is_found_wherever_it_is(
    notebook: NotebookNode, leak: Callable[[NotebookNode], None]
) -> None:
    leaky = student(notebook)
    leak(leaky)
    assert rules.leaks(leaky, [REFERENCE], [])


def test_a_line_that_is_given_on_purpose_is_no_leak(notebook: NotebookNode) -> None:
    leaky = student(notebook)
    in_source(leaky)
    assert rules.leaks(leaky, [REFERENCE], [REFERENCE]) == []


@pytest.mark.parametrize(
    ("code", "quiet"),
    [
        ("import os\nx = 1", True),
        ("def f():\n    return 1", True),
        ("x = 1\nx", False),
        ("print(1)", False),
        ("for x in y:\n    print(x)", False),
        ("for x in y:\n    z.append(x)", True),
        ("import pandas as pd\npd.set_option('display.width', 80)", True),
        ("events.head()", False),
    ],
)
def test_code_is_silent_on_purpose_only_if_nothing_in_it_shows(code: str, quiet: bool) -> None:  # noqa: FBT001
    assert rules.silent_on_purpose(code) is quiet


def test_the_share_with_output_counts_code_cells_only(notebook: NotebookNode) -> None:
    assert rules.share_with_output(notebook) == pytest.approx(0.5)


def changed_source(notebook: NotebookNode) -> None:
    notebook.cells[1].source = "x = 2"


def changed_output(notebook: NotebookNode) -> None:
    notebook.cells[2].outputs[0].data["text/plain"] = "Lines."


def picture_gone(notebook: NotebookNode) -> None:
    del notebook.cells[2].outputs[0].data["image/png"]


def cell_gone(notebook: NotebookNode) -> None:
    del notebook.cells[1]


def cell_added(notebook: NotebookNode) -> None:
    notebook.cells.append(v4.new_markdown_cell("new", id="98-new"))


def other_metadata(notebook: NotebookNode) -> None:
    notebook.cells[1].metadata["tags"] = ["x"]


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        (changed_source, "98-q1-answer"),
        (changed_output, "98-q1-check"),
        (picture_gone, "98-q1-check"),
        (cell_gone, "98-q1-answer"),
        (cell_added, "98-new"),
        (other_metadata, "98-q1-answer"),
    ],
)
def test_a_difference_names_its_cell(
    notebook: NotebookNode, change: Callable[[NotebookNode], None], cell: str
) -> None:
    other = copy.deepcopy(notebook)
    change(other)
    (difference,) = differences(notebook, other)
    assert cell in difference


def test_a_picture_with_other_bytes_is_no_difference(notebook: NotebookNode) -> None:
    other = copy.deepcopy(notebook)
    other.cells[2].outputs[0].data["image/png"] = "other bytes"
    assert differences(notebook, other) == []


def test_cells_in_another_order_are_a_difference(notebook: NotebookNode) -> None:
    other = copy.deepcopy(notebook)
    other.cells.reverse()
    assert differences(notebook, other) == ["the cells stand in another order"]


def test_minutes_count_words_code_charts_and_widgets() -> None:
    assert reading_minutes(["word " * 160], []) == pytest.approx(1)
    assert reading_minutes([], ["x = 1"]) == pytest.approx(1)
    assert reading_minutes([], ["alt.Chart(x)"]) == pytest.approx(2)
    assert reading_minutes([], ["fo.Timeline(events)"]) == pytest.approx(4)
    assert [phrase(one) for one in (0.2, 5, 5.1)] == ["5 minutes", "5 minutes", "10 minutes"]
