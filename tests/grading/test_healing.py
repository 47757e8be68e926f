"""Whatever happened to a notebook's cells, each question is looked at in its place."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from foedus.checking.registry import exercise
from foedus.grading.edition import edition_of
from foedus.grading.healing import Healed, heal
from foedus.grading.notebook import UnreadableError, read_notebook
from foedus.grading.script import Ask, Run

from .notebooks import answered, as_bytes, cell, released

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[str, dict[str, Any] | bytes], dict[str, Any]]

EDITION = edition_of(exercise("03"))
RIGHT = {name: one.reference for name, one in exercise("03").answers().items()}
QUESTIONS = list(RIGHT)


def healed(notebook: dict[str, Any]) -> Healed:
    read = read_notebook(as_bytes(notebook), frozenset(EDITION.order))
    return heal(read, EDITION, 5.0)


def steps(notebook: dict[str, Any]) -> list[str]:
    """Return what is done, in order: the names of cells, and ``?`` with a question."""
    return [
        f"?{one.question}" if isinstance(one, Ask) else one.cell
        for one in healed(notebook).script.steps
    ]


def position(notebook: dict[str, Any], name: str) -> int:
    return next(at for at, one in enumerate(notebook["cells"]) if one["id"] == name)


def code(source: str, name: str = "mine") -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "outputs": [], "source": source}


def test_the_edition_is_the_released_notebook() -> None:
    notebook = released("03")
    assert [one["id"] for one in notebook["cells"] if one["id"] in EDITION.order] == list(
        EDITION.order
    )
    assert "".join(cell(notebook, "03-setup")["source"]) == EDITION.setup
    assert "".join(cell(notebook, "03-open-answer")["source"]) == EDITION.open_stub
    for place in EDITION.places:
        assert "".join(cell(notebook, place.check)["source"]) == place.check_source


def test_an_untouched_notebook_runs_in_order_and_nothing_is_noted() -> None:
    notebook = released("03")
    expected = ["03-setup"]
    for question in QUESTIONS:
        expected += [question.replace(".", "-q") + "-answer", f"?{question}"]
    assert steps(notebook) == expected
    assert healed(notebook).notes == ()
    assert healed(notebook).open_answer == ""


def test_a_deleted_check_is_made_where_it_stood() -> None:
    notebook = released("03")
    del notebook["cells"][position(notebook, "03-q3-check")]
    assert steps(notebook) == steps(released("03"))
    assert healed(notebook).notes == ("The check of 03.3 was missing; the released one was used.",)


def test_an_edited_check_is_replaced() -> None:
    notebook = released("03")
    cell(notebook, "03-q3-check")["source"] = "print('✓ Correct')"
    assert steps(notebook) == steps(released("03"))
    assert healed(notebook).notes == (
        "The check of 03.3 had been changed; the released one was used.",
    )


def test_spaces_at_the_ends_of_lines_are_no_change() -> None:
    notebook = released("03")
    cell(notebook, "03-q3-check")["source"] += "  \r\n\n"
    cell(notebook, "03-setup")["source"] = EDITION.setup.replace("\n", " \r\n")
    assert healed(notebook).notes == ()


def test_a_check_before_its_answer_is_made_after_it() -> None:
    notebook = released("03")
    cells = notebook["cells"]
    cells.insert(position(notebook, "03-q3-answer"), cells.pop(position(notebook, "03-q3-check")))
    assert steps(notebook) == steps(released("03"))
    assert "stood before its answer" in healed(notebook).notes[0]


def test_a_doubled_check_counts_once_and_a_doubled_answer_runs_twice() -> None:
    notebook = released("03")
    for name in ("03-q3-check", "03-q2-answer"):
        notebook["cells"].insert(position(notebook, name), copy.deepcopy(cell(notebook, name)))
    assert steps(notebook).count("?03.3") == 1
    assert steps(notebook).count("03-q2-answer") == 2
    assert len(healed(notebook).notes) == 2


def test_a_copy_of_a_check_under_another_id_is_the_learners_own_cell() -> None:
    notebook = released("03")
    notebook["cells"].insert(3, code(cell(notebook, "03-q3-check")["source"]))
    assert "mine" in steps(notebook)
    assert healed(notebook).notes == ()


def test_an_answer_that_became_text_is_run() -> None:
    notebook = answered("03", RIGHT)
    cell(notebook, "03-q3-answer")["cell_type"] = "markdown"
    assert steps(notebook) == steps(released("03"))
    assert "turned from code into markdown" in healed(notebook).notes[0]


def test_a_missing_setup_is_put_back_before_all_that_needs_it() -> None:
    notebook = released("03")
    del notebook["cells"][position(notebook, "03-setup")]
    assert steps(notebook) == steps(released("03"))
    assert healed(notebook).notes == ("The setup cell was missing; it was put back.",)


def test_a_changed_setup_runs_as_it_was_and_then_as_released() -> None:
    notebook = released("03")
    cell(notebook, "03-setup")["source"] += "\nimport math\n"
    first, second = healed(notebook).script.steps[:2]
    assert isinstance(first, Run)
    assert isinstance(second, Run)
    assert "import math" in first.source
    assert second.source == EDITION.setup


def test_a_setup_that_was_moved_to_the_end_is_put_back() -> None:
    notebook = released("03")
    notebook["cells"].append(notebook["cells"].pop(position(notebook, "03-setup")))
    assert steps(notebook) == steps(released("03"))
    assert healed(notebook).notes == ("The setup cell had been moved; it was put back.",)


def test_ids_that_were_lost_are_found_by_grade_id() -> None:
    notebook = answered("03", RIGHT)
    for one in notebook["cells"]:
        del one["id"]
    assert steps(notebook) == steps(released("03"))
    assert healed(notebook).notes == ()


def test_without_ids_and_metadata_the_checks_are_found_by_their_text() -> None:
    notebook = answered("03", RIGHT)
    for at, one in enumerate(notebook["cells"]):
        one["id"], one["metadata"] = f"other-{at}", {}
    asked = [one for one in steps(notebook) if one.startswith("?")]
    assert asked == [f"?{question}" for question in QUESTIONS]
    assert healed(notebook).gone == frozenset()


def test_a_question_without_any_cell_is_gone_and_the_others_stay() -> None:
    notebook = released("03")
    for name in ("03-q3-prompt", "03-q3-answer", "03-q3-check"):
        del notebook["cells"][position(notebook, name)]
    assert healed(notebook).gone == {"03.3"}
    assert steps(notebook).index("?03.3") == steps(notebook).index("?03.2") + 1


def test_a_learners_own_cells_run_where_they_stand_and_belong_to_the_next_check() -> None:
    notebook = released("03")
    notebook["cells"].insert(position(notebook, "03-q2-answer"), code("x = 1"))
    found = [one for one in healed(notebook).script.steps if isinstance(one, Run)]
    mine = next(one for one in found if one.cell == "mine")
    assert (mine.question, mine.own) == ("03.2", False)


def test_the_open_answer_is_read_and_the_stub_is_none() -> None:
    notebook = released("03")
    cell(notebook, "03-open-answer")["source"] = "  Words.\n"
    assert healed(notebook).open_answer == "Words."


def test_another_order_is_noted() -> None:
    notebook = released("03")
    cells = notebook["cells"]
    cells.insert(position(notebook, "03-q5-answer"), cells.pop(position(notebook, "03-q2-answer")))
    assert any("another order" in note for note in healed(notebook).notes)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"{", "line 1"),
        (b"\xff\xfe{\x00", "UTF-8|JSON"),
        (b"\x80\x81", "not UTF-8"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "no cells"),
        (b'{"worksheets": []}', "2015"),
        (b'{"cells": {}, "nbformat": 4}', "no list"),
        (b'{"cells": [3], "nbformat": 4}', "Cell 1"),
        (b'{"cells": [{"cell_type": "code", "source": 3}], "nbformat": 4}', "cell 1"),
        (b'{"cells": [{"cell_type": "code", "source": [3]}], "nbformat": 4}', "cell 1"),
        (b'{"cells": [], "nbformat": 5}', "'5'"),
        (b'{"cells": []}', "'None'"),
        (json.dumps({"cells": [{}] * 3000, "nbformat": 4}).encode(), "2,000"),
    ],
    ids=range(15),
)
def test_a_file_that_is_no_notebook_says_what_is_wrong_and_what_to_do(
    content: bytes, words: str
) -> None:
    with pytest.raises(UnreadableError) as error:
        read_notebook(content)
    assert any(word in str(error.value) for word in words.split("|"))
    assert "hand it in again" in str(error.value) or "Hand in" in str(error.value)


def test_utf_16_and_a_byte_order_mark_are_read() -> None:
    text = json.dumps(released("03"))
    for encoding in ("utf-16", "utf-8-sig"):
        assert len(read_notebook(text.encode(encoding)).cells) == len(released("03")["cells"])


def test_a_notebook_whose_cells_were_all_torn_out_is_judged_by_its_variables(judge: Judge) -> None:
    code_cells = [code(EDITION.setup, "a"), code(RIGHT["03.1"], "b")]
    paper = judge("03", {"cells": code_cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
    assert paper["by"]["03.1"]["outcome"] == "correct"
    assert paper["by"]["03.2"]["outcome"] == "tampered"
    assert paper["notes"]


def test_errors_loops_and_crashes_cost_their_own_question_only(judge: Judge) -> None:
    bad = {
        "03.1": "1 / 0",
        "03.2": "while True:\n    pass",
        "03.3": "import os\nos._exit(0)",
        "03.4": "x = 'x' * (1 << 40)",
    }
    paper = judge("03", answered("03", {**RIGHT, **bad}))
    outcomes = {name: one["outcome"] for name, one in paper["by"].items()}
    assert outcomes == {
        "03.1": "not-yet",
        "03.2": "timeout",
        "03.3": "crashed",
        "03.4": "memory",
        **dict.fromkeys(QUESTIONS[4:], "correct"),
    }
    assert "ZeroDivisionError" in paper["by"]["03.1"]["message"]


def test_a_renamed_variable_says_so(judge: Judge) -> None:
    place = EDITION.places[0]
    paper = judge("03", answered("03", {"03.1": RIGHT["03.1"].replace(place.variable, "other")}))
    assert paper["by"]["03.1"]["outcome"] == "not-yet"
    assert f"`{place.variable}` has no value" in paper["by"]["03.1"]["message"]
