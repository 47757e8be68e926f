"""The exercises go through the real nbgrader unchanged, and get the points that are due.

One course for all tests: nbgrader needs seconds to start, and a kernel for each notebook. The
configuration is the one that docs/nbgrader.md gives.
"""

import csv
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from foedus.checking import proofs
from foedus.checking.registry import Exercise, exercise
from foedus.editions.building import COURSE

LESSONS = ("02", "04", "08")
ASSIGNMENT = "foedus"
OPEN_ANSWER = "The sources differ, and I say which I follow."
_CONFIGURATION = re.compile(r"```python\n(.*?)```", re.DOTALL)
_GRADES = """
    SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score,
           grade.needs_manual_grade
    FROM grade
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
"""
#: A learner's answer cells, by question; a question that is missing keeps its stub.
Answers = dict[str, str]


def right(lesson: Exercise) -> Answers:
    return {question: one.reference for question, one in lesson.answers().items()}


def mixed(lesson: Exercise) -> Answers:
    """Answer in turn: right in another form, wrong, not at all, wrong in another way.

    What a later question builds on is right, because the proofs judge that one alone.
    """
    needed = {one for question in lesson.questions for one in question.builds_on}
    given: Answers = {}
    for kind, (question, one) in zip(cycle(range(4)), lesson.answers().items(), strict=False):
        forms = [next(iter(one.others.values())), one.wrong[0][0], None, one.wrong[-1][0]]
        code = one.reference if question in needed else forms[kind]
        if code is not None:
            given[question] = code
    return given


def untouched(_: Exercise) -> Answers:
    return {}


STUDENTS: dict[str, Callable[[Exercise], Answers]] = {
    "untouched": untouched,
    "right": right,
    "mixed": mixed,
}


def due(lesson: Exercise, given: Answers) -> dict[str, float]:
    """Return the points of each check, by our own judge."""
    return {
        f"{lesson.number}-q{question.id[3:]}-check": question.points
        * proofs.outcome_of(lesson, question, given.get(question.id, question.stub)).passed
        for question in lesson.questions
    }


def points_by_our_engine(folder: Path) -> dict[tuple[str, str], float]:
    """Return what `foedus grade` gives, by student and check."""
    words = ["grade", str(folder / "submitted"), "--out", str(folder / "ours"), "--no-sandbox"]
    subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "foedus.cli", *words], cwd=COURSE, check=True
    )
    with (folder / "ours" / "grades.csv").open(encoding="utf-8", newline="") as rows:
        return {
            (row["student"], f"{row['question'][:2]}-q{row['question'][3:]}-check"): float(
                row["points"]
            )
            for row in csv.DictReader(rows)
            if re.fullmatch(r"\d\d\.\d", row["question"])
        }


@dataclass(frozen=True)
class Nbgrader:
    """A course folder, and nbgrader's commands in it."""

    folder: Path

    def run(self, *words: str, status: int = 0) -> str:
        own = {
            name: str(self.folder / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
        }
        own["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(  # noqa: S603 (nbgrader, in a folder of the test's own)
            [str(Path(sys.executable).parent / "nbgrader"), *words],
            cwd=self.folder,
            env=os.environ | own | {"FOEDUS_PROGRESS": "off"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def notebook(self, stage: str, lesson: str) -> NotebookNode:
        return nbformat.read(self.path(stage, lesson), as_version=4)

    def path(self, stage: str, lesson: str) -> Path:
        [found] = (self.folder / stage / ASSIGNMENT).glob(f"{lesson}_*")
        return found

    def hand_in(self, student: str, notebook: NotebookNode, lesson: str) -> None:
        folder = self.folder / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / self.path("release", lesson).name)

    def grades(self) -> dict[tuple[str, str], tuple[float | None, bool]]:
        """Return points and whether a person must mark, by student and cell."""
        with closing(sqlite3.connect(self.folder / "gradebook.db")) as book:
            rows = book.execute(_GRADES).fetchall()
        return {(student, cell): (points, bool(manual)) for student, cell, points, manual in rows}


def filled(notebook: NotebookNode, given: Answers) -> NotebookNode:
    """Put answers into a notebook; one who answers a question also writes the open answer."""
    for cell in notebook.cells:
        found = re.fullmatch(r"(\d\d)-q(\d)-answer", cell.id)
        if found and f"{found[1]}.{found[2]}" in given:
            cell.source = given[f"{found[1]}.{found[2]}"]
        if given and cell.id.endswith("-open-answer"):
            cell.source = OPEN_ANSWER
    return notebook


def careless(notebook: NotebookNode) -> NotebookNode:
    """Spoil a right notebook: one check deleted, one emptied, one answer fails, one warns."""
    cells = {cell.id: cell for cell in notebook.cells}
    notebook.cells.remove(cells["02-q1-check"])
    cells["02-q3-check"].source = "pass"
    cells["02-q3-answer"].source = "hours = 1"
    cells["02-q4-answer"].source = "raise ValueError('lost')"
    cells["02-q2-answer"].source += (
        "\n\n\nquiet = interval\n\n\n"
        "def interval(text):\n"
        "    import sys\n"
        "    print('a warning', file=sys.stderr)\n"
        "    return quiet(text)"
    )
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Nbgrader:
    """Release the exercises, hand in every student's notebooks, and grade them."""
    nbgrader = Nbgrader(tmp_path_factory.mktemp("course"))
    guide = (COURSE / "docs" / "nbgrader.md").read_text(encoding="utf-8")
    [configuration] = _CONFIGURATION.findall(guide)
    (nbgrader.folder / "nbgrader_config.py").write_text(configuration, encoding="utf-8")
    source = nbgrader.folder / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for path in (COURSE / "exercises").glob("*.ipynb"):
        (source / path.name).write_bytes(path.read_bytes())
    nbgrader.run("generate_assignment", ASSIGNMENT)
    for number in LESSONS:
        for student, answers in STUDENTS.items():
            given = answers(exercise(number))
            nbgrader.hand_in(student, filled(nbgrader.notebook("release", number), given), number)
    spoilt = careless(filled(nbgrader.notebook("release", "02"), right(exercise("02"))))
    nbgrader.hand_in("careless", spoilt, "02")
    nbgrader.run("autograde", ASSIGNMENT)
    nbgrader.run("generate_feedback", ASSIGNMENT)
    return nbgrader


def test_every_released_exercise_has_the_cells_of_ours_and_only_checksums_more(
    course: Nbgrader,
) -> None:
    for path in sorted((COURSE / "exercises").glob("*.ipynb")):
        ours, theirs = nbformat.read(path, as_version=4), course.notebook("release", path.stem[:2])
        for cell in theirs.cells:
            for added in ("checksum", "cell_type"):
                cell.metadata.get("nbgrader", {}).pop(added, None)
        assert theirs == ours


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("student", STUDENTS)
def test_each_question_gets_the_points_that_are_due(
    course: Nbgrader, student: str, lesson: str
) -> None:
    expected = due(exercise(lesson), STUDENTS[student](exercise(lesson)))
    grades = course.grades()
    assert {cell: grades[student, cell][0] for cell in expected} == expected


def test_our_engine_gives_every_check_of_every_student_the_same_points(course: Nbgrader) -> None:
    theirs = course.grades()
    ours = points_by_our_engine(course.folder)
    assert len(ours) == sum(
        len(exercise(lesson).questions) for lesson in (*LESSONS * len(STUDENTS), "02")
    )
    assert ours == {key: theirs[key][0] for key in ours}


def test_the_students_are_told_apart(course: Nbgrader) -> None:
    """The points above mean something: none, all, and some of them."""
    totals = {
        student: sum(
            points or 0 for (who, _), (points, _) in course.grades().items() if who == student
        )
        for student in STUDENTS
    }
    assert totals["untouched"] == 0
    assert totals["untouched"] < totals["mixed"] < totals["right"]
    assert totals["right"] == sum(
        question.points for number in LESSONS for question in exercise(number).questions
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_written_open_answer_waits_for_a_person_and_an_untouched_one_gets_nothing(
    course: Nbgrader, lesson: str
) -> None:
    grades, cell = course.grades(), f"{lesson}-open-answer"
    assert grades["mixed", cell] == (None, True)
    assert grades["untouched", cell] == (0, False)


def test_a_careless_notebook_gets_the_points_of_what_it_answers(course: Nbgrader) -> None:
    lesson = exercise("02")
    expected = due(lesson, right(lesson)) | {"02-q3-check": 0, "02-q4-check": 0}
    grades = course.grades()
    assert {cell: grades["careless", cell][0] for cell in expected} == expected


def test_feedback_shows_each_message_and_the_points(course: Nbgrader) -> None:
    lesson = exercise("02")
    given = mixed(lesson)
    [page] = (course.folder / "feedback" / "mixed").rglob("02_*.html")
    text = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    points = due(lesson, given)
    assert f"(Score: {sum(points.values()):.1f} / " in text
    for question in lesson.questions:
        outcome = proofs.outcome_of(lesson, question, given.get(question.id, question.stub))
        assert f"{outcome.icon} {outcome.heading} · {question.id}" in text


def test_validate_lists_the_checks_that_do_not_pass(course: Nbgrader) -> None:
    path = course.folder / "submitted" / "mixed" / ASSIGNMENT / course.path("release", "04").name
    said = course.run("validate", str(path))
    lesson = exercise("04")
    for cell, points in due(lesson, mixed(lesson)).items():
        question = f"{cell[:2]}.{cell[4]}"
        assert (f'fo.check("{question}"' in said) == (points == 0)
