"""The command that grades a folder: what it writes, what it does again, and what it survives."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from foedus.checking.registry import exercise
from foedus.checking.variant_proofs import answers_of
from foedus.checking.variants import choices, questions_for
from foedus.grading.ledger import alone
from foedus.grading.outputs import COLUMNS
from foedus.grading.verdicts import OUTCOMES

from .bank.honest import student
from .command import count, rows, run, stems, timeless, times
from .notebooks import STEM, STUDENTS, cell

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 50

ROOM = {
    "lesson.md": "---\nnumber: '90'\nstem: 90_a_small_lesson\n---\n",
    "exercise.md": "",
    "questions.py": """
from foedus.checking import Misconception, Number, OpenQuestion, Question

OBJECTIVES = {"count": "count"}
SETUP = "import foedus as fo\\n"


def _question(number, expected):
    return Question(
        id=f"90.{number}", title="A number", objective="count", prompt=f"Put into `n{number}` it.",
        variable=f"n{number}", expected=expected, judge=Number(), minutes=1, points=2,
        misconceptions=(), hints=("a", "b", "c"), level="apply", review="nothing",
    )


QUESTIONS = (_question(1, lambda: 1), _question(2, lambda: 2))
OPEN = OpenQuestion(
    id="90", prompt="Why?", rubric=((4, "all"), (3, "much"), (1, "some"), (0, "none")),
    minutes=1, points=4,
)
""",
}


def test_grades_hold_what_each_student_deserves(graded: Path) -> None:
    table = rows(graded / "grades.csv")
    assert tuple(table[0]) == COLUMNS
    found = {(row["student"], row["question"]): row["outcome"] for row in table}
    for number in range(STUDENTS):
        for question, outcome in student(number, "03")[1].items():
            assert found[f"student{number:02}", question] == outcome
    assert {row["outcome"] for row in table} <= set(OUTCOMES)


def test_everything_that_is_promised_is_there(graded: Path) -> None:
    assert len(rows(graded / "summary.csv")) == STUDENTS
    assert len(list((graded / "feedback").glob("*/03.html"))) == STUDENTS
    assert (graded / "report.html").stat().st_size > 10_000
    [answer] = rows(graded / "to_mark.csv")
    assert (answer["student"], answer["answer"]) == ("student03", "=Because; of <the> treaty")
    assert not list(graded.rglob("*.part"))


def test_a_second_run_judges_nothing_and_changes_no_file_of_a_student(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(graded, tmp_path / "out")
    before = {place: place.stat().st_mtime_ns for place in (out / "feedback").rglob("*.html")}
    done = run("grade", submissions, "--out", out, "--jobs", 2)
    assert "judged 0, unchanged 16" in done.stdout
    assert {place: place.stat().st_mtime_ns for place in before} == before
    assert (out / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_a_new_version_of_one_notebook_is_the_only_one_judged_again(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    theirs = shutil.copytree(submissions, tmp_path / "theirs")
    out = shutil.copytree(graded, tmp_path / "out")
    better, _ = student(1, "03")
    (theirs / "student00" / STEM / f"{STEM}.ipynb").write_text(json.dumps(better))
    shutil.rmtree(theirs / "student05")
    done = run("grade", theirs, "--out", out, "--jobs", 1)
    assert "judged 1, unchanged 14" in done.stdout
    assert "1 no longer handed in" in done.stdout
    changes = rows(out / "changes.csv")
    assert {(row["student"], row["why"]) for row in changes} == {("student00", "submission")}
    students = {row["student"] for row in rows(out / "grades.csv")}
    assert "student05" not in students
    assert (graded / "feedback" / "student05").is_dir()
    assert not (out / "feedback" / "student05").exists()


def test_marks_are_merged_and_faults_in_them_are_named(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(graded, tmp_path / "out")
    table = out / "to_mark.csv"
    text = table.read_text(encoding="utf-8")
    [row] = rows(table)
    line = f"student03,03,03.open,{row['max_points']},"
    table.write_text(text.replace(line, f"{line}99"), encoding="utf-8")
    done = run("grade", submissions, "--out", out)
    assert done.returncode == 2
    assert "row 2, column 'points': '99'" in done.stderr
    table.write_text(text.replace(f"{line},", f'{line}2.5,"well, nearly"'), encoding="utf-8")
    assert "marks taken: 1" in run("report", out).stdout
    [mark] = [
        one
        for one in rows(out / "grades.csv")
        if one["question"] == "03.open" and one["message"] == "well, nearly"
    ]
    assert (mark["student"], mark["points"], mark["outcome"]) == ("student03", "2.5", "not-yet")
    table.unlink()
    assert run("report", out).returncode == 0
    assert rows(table)[0]["points"] == "2.5"


def test_marks_outlive_the_ledger_and_one_for_nobody_is_named(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(graded, tmp_path / "out")
    table = out / "to_mark.csv"
    [row] = rows(table)
    line = f"student03,03,03.open,{row['max_points']},"
    table.write_text(table.read_text(encoding="utf-8").replace(line, f"{line}3"), encoding="utf-8")
    for place in out.glob("results.sqlite*"):
        place.unlink()
    assert "marks taken from to_mark.csv: 1" in run("grade", submissions, "--out", out).stdout
    text = table.read_text(encoding="utf-8")
    assert f"{line}3" in text
    table.write_text(text.replace("student03,", "nobody,"), encoding="utf-8")
    before = (out / "grades.csv").read_bytes()
    for command in (("grade", submissions, "--out", out), ("report", out)):
        done = run(*command)
        assert done.returncode == 2
        assert "row 2: 'nobody' has handed in nothing for lesson 03" in done.stderr
    assert (out / "grades.csv").read_bytes() == before
    assert "nobody," in table.read_text(encoding="utf-8")


def test_two_runs_into_one_folder_do_not_meet(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(graded, tmp_path / "out")
    with alone(out):
        for command in (("grade", submissions, "--out", out), ("report", out)):
            done = run(*command)
            assert done.returncode == 2
            assert "another run writes into" in done.stderr
    assert run("report", out).returncode == 0


def test_a_ledger_that_cannot_be_written_is_named_without_a_traceback(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(graded, tmp_path / "out")
    base = sqlite3.connect(out / "results.sqlite")
    base.execute("drop table papers")
    base.execute("create view papers as select 1 as student")
    base.close()
    done = run("grade", submissions, "--out", out)
    assert done.returncode == 2
    assert f"{out / 'results.sqlite'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_earlier_version_is_a_note_and_a_strange_file_is_not_judged(tmp_path: Path) -> None:
    notebook = json.dumps(student(0, "03")[0])
    (tmp_path / "class").mkdir()
    for name in (f"ann_{STEM}.ipynb", f"ann_{STEM} (1).ipynb"):
        (tmp_path / "class" / name).write_text(notebook)
    done = run("grade", tmp_path / "class", "--out", tmp_path / "out")
    assert done.returncode == 0, "everybody's newest notebook was judged"
    assert f"note: ann_{STEM}.ipynb is not judged: of ann's notebooks" in done.stdout
    (tmp_path / "class" / "bob.rar").write_bytes(b"Rar!")
    done = run("grade", tmp_path / "class", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "not judged: bob.rar is an archive of a kind that is not opened" in done.stdout


def test_a_corrected_check_changes_only_what_it_changes(tmp_path: Path) -> None:
    room = tmp_path / "rooms" / "l90_small"
    room.mkdir(parents=True)
    for name, text in ROOM.items():
        (room / name).write_text(text)
    for name, answers in {"ann": ("n1 = 1", "n2 = 2"), "bob": ("n1 = 5", "n2 = 2")}.items():
        cells = [("90-setup", "import foedus as fo")]
        for number, code in enumerate(answers, start=1):
            cells += [(f"90-q{number}-answer", code)]
            cells += [(f"90-q{number}-check", f'fo.check("90.{number}", n{number})')]
        place = tmp_path / "class" / name / "90_a_small_lesson.ipynb"
        place.parent.mkdir(parents=True)
        listed = [{"cell_type": "code", "id": i, "source": s, "metadata": {}} for i, s in cells]
        place.write_text(json.dumps({"nbformat": 4, "cells": listed}))
    words = ("grade", tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1)
    rooms = {"FOEDUS_LESSONS": str(tmp_path / "rooms")}
    assert "judged 2" in run(*words, **rooms).stdout
    before = rows(tmp_path / "out" / "grades.csv")
    corrected = ROOM["questions.py"].replace("lambda: 1)", "lambda: 5)")
    (room / "questions.py").write_text(corrected)
    told = run(*words, **rooms).stdout
    after = rows(tmp_path / "out" / "grades.csv")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [(row["student"], row["question"], row["points"]) for row in changed] == [
        ("ann", "90.1", "0"),
        ("bob", "90.1", "2"),
    ]
    assert "ann 90.1: correct -> not-yet (2 -> 0 points)" in told
    assert {row["why"] for row in rows(tmp_path / "out" / "changes.csv")} == {"check"}


def test_what_is_no_submission_is_named_and_changes_the_exit_status(
    submissions: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(submissions / "student01", theirs / "student01")
    (theirs / "student02" / STEM).mkdir(parents=True)
    (theirs / "student02" / STEM / f"{STEM}.ipynb").write_bytes(b"not a notebook")
    (theirs / "student02" / "holiday.ipynb").write_text("{}")
    done = run("grade", theirs, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "holiday.ipynb" in done.stdout
    found = rows(tmp_path / "out" / "grades.csv")
    theirs_words = {row["outcome"] for row in found if row["student"] == "student02"}
    assert theirs_words <= {"unreadable", "not-attempted"}
    assert "unreadable" in theirs_words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("grade", "nowhere", "--out", "out"), "nowhere"),
        (("grade", ".", "--out", "out", "--roster", "nobody.csv"), "nobody.csv"),
        (("grade", ".", "--out", "out", "--engine", "kernel"), "--no-sandbox"),
        (("report", "nowhere"), "holds no results"),
        (("check", "nowhere/02_x.ipynb"), "nowhere"),
        (("check", "holiday.ipynb"), "no number of a lesson"),
    ],
)
def test_what_cannot_run_says_why_with_status_2(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_foreign_ledger_is_left_alone(tmp_path: Path, submissions: Path) -> None:
    (tmp_path / "results.sqlite").write_bytes(b"my own file" * 100)
    done = run("grade", submissions, "--out", tmp_path)
    assert done.returncode == 2
    assert "results.sqlite" in done.stderr
    assert (tmp_path / "results.sqlite").read_bytes() == b"my own file" * 100


def test_a_student_checks_a_notebook_of_their_own(tmp_path: Path) -> None:
    place = tmp_path / f"{STEM}.ipynb"
    notebook, outcomes = student(4, "03")
    place.write_text(json.dumps(notebook))
    done = run("check", place)
    right = sum(word == "correct" for word in outcomes.values())
    assert done.returncode == (0 if right == len(outcomes) else 1)
    lines = done.stdout.splitlines()
    assert lines[-1] == f"{right} of {len(outcomes)} correct"
    assert [line.split()[1:3] for line in lines[: len(outcomes)]] == [
        [question, word] for question, word in outcomes.items()
    ]


def test_each_student_is_judged_by_the_variants_that_were_dealt(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("student\nann\nbob\ncem\n")
    dealt = ("--variants", roster, "--salt", "autumn")
    assert run("release", tmp_path / "course", "05", *dealt).returncode == 0
    asked = exercise("05")
    for one in ("ann", "bob"):
        [place] = (tmp_path / "course" / one / "exercises").glob("05_*.ipynb")
        notebook = json.loads(place.read_text(encoding="utf-8"))
        for question in questions_for(one, "05", "autumn"):
            answers = answers_of(asked, question)
            name = question.id.replace(".", "-q") + "-answer"
            cell(notebook, name)["source"] = answers.reference
        (tmp_path / "class" / one).mkdir(parents=True)
        (tmp_path / "class" / one / place.name).write_text(json.dumps(notebook))
    theirs = next((tmp_path / "class" / "bob").iterdir())
    (tmp_path / "class" / "cem").mkdir()
    shutil.copy(theirs, tmp_path / "class" / "cem" / theirs.name)
    assert run("grade", tmp_path / "class", "--out", tmp_path / "out", *dealt).returncode == 0
    wrong = {
        (row["student"], row["question"])
        for row in rows(tmp_path / "out" / "grades.csv")
        if row["outcome"] != "correct" and not row["question"].endswith("open")
    }
    bob, cem = (choices(one, "05", "autumn") for one in ("bob", "cem"))
    assert {student_ for student_, _ in wrong} == {"cem"}
    assert {question for _, question in wrong} == {name for name in bob if bob[name] != cem[name]}


def test_fifty_kills_lose_nothing_and_judge_nothing_twice(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out, dice, before = tmp_path / "out", random.Random(50), set(stems())  # noqa: S311
    judged: list[int] = []
    for _ in range(KILLS):
        grader = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "foedus.cli", "grade", submissions, "--out", out, "--jobs", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.05, 2.5))
        grader.send_signal(signal.SIGKILL)
        grader.wait()
        judged.append(count(out))
    done = run("grade", submissions, "--out", out, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert timeless(out / "grades.csv") == timeless(graded / "grades.csv")
    assert (out / "summary.csv").read_bytes() == (graded / "summary.csv").read_bytes()
    assert rows(out / "to_mark.csv") == rows(graded / "to_mark.csv")
    assert times(out) == dict.fromkeys(times(graded), 1)
    assert judged == sorted(judged), "a kill lost what had been judged"
    patience = time.monotonic() + 60
    while set(stems()) - before and time.monotonic() < patience:
        time.sleep(0.2)
    assert not set(stems()) - before, "processes outlived their grader"


def test_an_interrupt_is_told_in_a_line_and_the_next_run_goes_on(
    submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out, before = tmp_path / "out", set(stems())
    grader = subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "foedus.cli", "grade", submissions, "--out", out, "--jobs", "1"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not count(out) and grader.poll() is None:
        time.sleep(0.01)
    os.killpg(grader.pid, signal.SIGINT)  # as a terminal does
    _, told = grader.communicate(timeout=60)
    assert grader.returncode == 2
    assert told.splitlines()[-1].startswith("foedus grade: stopped. The verdicts so far are kept")
    assert "Traceback" not in told
    assert run("grade", submissions, "--out", out, "--jobs", 2).returncode == 0
    assert timeless(out / "grades.csv") == timeless(graded / "grades.csv")
    assert times(out) == dict.fromkeys(times(graded), 1)
    assert set(stems()) == before
