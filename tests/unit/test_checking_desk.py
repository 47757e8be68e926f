"""What a learner meets: check, hint, progress, and how each shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from foedus import lessons
from foedus.checking import CheckError, Correct, Missed, NotAttempted, NotYet, check, hint, progress
from foedus.checking.desk import _hints_shown
from foedus.checking.judging import judge
from foedus.checking.progress_file import FILE, SWITCH
from foedus.checking.registry import UnknownQuestion, question

SAMPLES = Path(__file__).parents[1] / "samples" / "checking"
RIGHT = ["Tehran", "Baghdad", "Manila"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a fresh folder, with the sample room at hand and no hint shown yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setenv(lessons.FURTHER_ROOMS, str(SAMPLES))
    _hints_shown.clear()
    return tmp_path


def _fail(answer: object, question_id: str = "90.2") -> NotYet:
    with pytest.raises(NotYet) as caught:
        check(question_id, answer)
    return caught.value


def test_right_answer_returns_correct() -> None:
    outcome = check("90.2", RIGHT)
    assert isinstance(outcome, Correct)
    assert outcome.word == "correct"
    assert repr(outcome) == "✓ Correct · 90.2 Defence pacts"


def test_correct_shows_the_afterword() -> None:
    kinds = {"peace": 2, "friendship": 1, "defence": 3, "nonaggression": 1}
    assert check("90.3", kinds).text.endswith("Most treaties of this table are about defence.")


def test_wrong_answer_names_its_misconception_and_the_next_step() -> None:
    error = _fail(["Gulistan", "Turkmenchay", "Moscow", "Saadabad"])
    assert isinstance(error.outcome, Missed)
    assert error.outcome.misconception == "opposite"
    assert str(error) == (
        "○ Not yet · 90.2 Defence pacts\n"
        "`pacts` holds all but the defence pacts.\n"
        '`fo.hint("90.2")` shows a hint.'
    )


def test_untouched_stub_is_not_attempted_and_raises() -> None:
    error = _fail(...)
    assert isinstance(error.outcome, NotAttempted)
    assert "`pacts` still holds `...`" in str(error)


def test_fault_of_the_course_is_not_the_learners(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        raise ZeroDivisionError

    one = question("90.2")
    monkeypatch.setitem(one.__dict__, "expected", broken)
    error = _fail(RIGHT)
    assert isinstance(error.outcome, CheckError)
    assert "course's, not yours (ZeroDivisionError)" in str(error)
    assert progress().table.empty


def test_unknown_question_lists_what_exists() -> None:
    with pytest.raises(UnknownQuestion, match=r"90\.1, 90\.2, 90\.3, 90\.4, 90\.5, 90\.6"):
        check("90.9", 1)
    with pytest.raises(UnknownQuestion, match=r"Lessons with questions: .*90"):
        check("77.1", 1)
    with pytest.raises(UnknownQuestion, match="ids look like"):
        check(902, 1)  # type: ignore[arg-type]


def test_html_has_a_word_beside_the_icon_and_escapes_what_it_holds() -> None:
    html = Missed("90.2", "<b>", "`x` is <i>")._repr_html_()
    assert '<span aria-hidden="true">○</span> Not yet' in html
    assert 'aria-label="Check of question 90.2: not yet"' in html
    assert "<code>x</code> is &lt;i&gt;" in html
    assert "<b>" not in html


def test_hints_come_one_by_one_then_all() -> None:
    texts = ("A comparison makes a mask.", "A mask can be added up.", "True counts as one.")
    shown = [repr(hint("90.1")) for _ in range(4)]
    assert shown == [
        "Hint for 90.1\nA comparison makes a mask.\n2 more hints: run the cell again.",
        "Hint for 90.1\nA mask can be added up.\n1 more hint: run the cell again.",
        "Hint for 90.1\nTrue counts as one.\nThis is the last hint.",
        "\n".join(["Hints for 90.1", *texts, "These are all the hints of this question."]),
    ]


def test_a_hint_can_be_seen_again() -> None:
    hint("90.1")
    hint("90.1")
    assert hint("90.1", 1).texts == ("A comparison makes a mask.",)
    assert hint("90.1").texts == ("True counts as one.",)
    with pytest.raises(ValueError, match="hints 1 to 3, not 4"):
        hint("90.1", 4)


def test_progress_counts_tries_until_correct_and_hints() -> None:
    _fail(...)
    _fail([])
    _fail(["Manila"])
    hint("90.2")
    hint("90.2")
    check("90.2", RIGHT)
    _fail([])
    row = progress().table.iloc[0]
    assert list(row.drop("last time")) == ["90", "90.2", "correct", 3, 2]
    assert list(progress().table.columns) == [
        "lesson",
        "question",
        "outcome",
        "tries",
        "hints used",
        "last time",
    ]
    assert "<th scope=" in progress()._repr_html_()


def test_untouched_stub_does_not_undo_a_try() -> None:
    _fail([])
    _fail(...)
    assert progress().entries["90.2"].outcome == "not-yet"


def test_empty_progress_says_so() -> None:
    assert repr(progress()).startswith("Nothing is recorded yet.")


def test_progress_says_how_to_take_it_along() -> None:
    for shown in (repr(progress()), progress()._repr_html_()):
        assert "fo.backup()" in shown
        assert "fo.restore()" in shown


def test_progress_can_be_switched_off(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")
    check("90.2", RIGHT)
    hint("90.2")
    assert list(own_folder.iterdir()) == []
    assert "switched off" in repr(progress())


def test_progress_can_stand_elsewhere(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, str(own_folder / "mine.json"))
    check("90.2", RIGHT)
    assert [path.name for path in own_folder.iterdir()] == ["mine.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"questions": {"90.2": {}}}',
        b'{"questions": {"90.2": 3}}',
        b'{"questions": {"x": {"outcome": "correct", "tries": 1, "hints": 0, "last": ""}}}',
        b'{"questions": {"90.2": {"outcome": "correct", "tries": "1", "hints": 0, "last": ""}}}',
        b"[" * 100_000,
    ],
)
def test_damaged_progress_is_kept_and_said_once(own_folder: Path, content: bytes) -> None:
    (own_folder / FILE).write_bytes(content)
    first, second = check("90.2", RIGHT), check("90.2", RIGHT)
    assert "was damaged: it is kept as a copy" in first.text
    assert second.notice == ""
    assert (own_folder / "foedus_progress.damaged-1.json").read_bytes() == content
    assert progress().entries["90.2"].outcome == "correct"


def test_each_damaged_file_has_a_copy_of_its_own(own_folder: Path) -> None:
    for content in (b"one", b"two"):
        (own_folder / FILE).write_bytes(content)
        check("90.2", RIGHT)
    copies = sorted(own_folder.glob("*damaged*"))
    assert [copy.read_bytes() for copy in copies] == [b"one", b"two"]


def test_check_works_where_nothing_can_be_written(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(own_folder / "no" / "such" / "folder.json"))
    assert check("90.2", RIGHT).notice.startswith("Your progress could not be saved")
    assert "could not be saved" in str(_fail([]))
    assert "could not be saved" in repr(hint("90.2"))


def test_progress_that_cannot_be_read_is_not_overwritten(own_folder: Path) -> None:
    (own_folder / FILE).mkdir()
    assert "could not be read" in check("90.2", RIGHT).text
    assert "could not be read" in repr(progress())


def test_progress_file_is_whole_after_every_write(own_folder: Path) -> None:
    check("90.2", RIGHT)
    kept = json.loads((own_folder / FILE).read_text(encoding="utf-8"))
    assert kept["format"] == 1
    assert list(kept["questions"]) == ["90.2"]
    assert [path.name for path in own_folder.iterdir()] == [FILE]


def test_outputs_hold_no_time_and_no_path(own_folder: Path) -> None:
    texts = [check("90.2", RIGHT).text, str(_fail([])), repr(hint("90.2"))]
    year = progress().entries["90.2"].last[:4]
    assert not any(year in text or str(own_folder) in text for text in texts)


def test_the_same_answer_gets_the_same_words() -> None:
    assert str(_fail([])) == str(_fail([]))
    assert check("90.2", RIGHT)._repr_html_() == check("90.2", RIGHT)._repr_html_()


def test_judge_writes_nothing(own_folder: Path) -> None:
    assert judge(question("90.2"), RIGHT).passed
    assert list(own_folder.iterdir()) == []


def test_not_yet_shows_as_its_message_in_a_notebook(own_folder: Path) -> None:
    source = 'from foedus.checking import check\ncheck("90.2", [])'
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": ["raises-exception"]})]
    book = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(book, resources={"metadata": {"path": str(own_folder)}}).execute()
    (output,) = book.cells[0].outputs
    lines = str(_fail([])).splitlines()
    assert (output.output_type, output.ename) == ("error", "NotYet")
    assert output.evalue == "\n".join(lines)
    assert " ".join(output.traceback).split() == " ".join(lines).split()
    assert max(map(len, output.traceback)) <= 88


def test_not_yet_works_in_plain_python(own_folder: Path) -> None:
    code = 'from foedus.checking import check\ncheck("90.2", [])'
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=own_folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1
    assert "NotYet: ○ Not yet · 90.2 Defence pacts" in done.stderr
