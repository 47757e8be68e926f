"""Run by a peer's own Python: grade a course's submissions, and write grades.csv.

Arguments: nbgrader or otter, the course's folder, the assignment, seconds a cell.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

Row = tuple[str, str, float, float]

_PATIENCE = 90.0  # seconds for a notebook that takes 5: a loop over notebooks would wait for ever


def main() -> int:
    tool, course, assignment, seconds = sys.argv[1:5]
    folder = Path(course)
    bin_ = Path(sys.executable).parent
    os.environ["PATH"] = f"{bin_}{os.pathsep}{os.environ['PATH']}"
    if tool == "nbgrader":
        _nbgrader(bin_, folder, assignment, seconds)
        rows = _from_book(folder, assignment)
    else:
        rows = _otter(bin_, folder, assignment)
    _write(folder / "grades.csv", rows, assignment[:2])
    return 0


def _nbgrader(bin_: Path, course: Path, assignment: str, seconds: str) -> None:
    program = [str(bin_ / "nbgrader")]
    subprocess.run([*program, "generate_assignment", assignment], cwd=course, check=False)  # noqa: S603 (our own command)
    grade = [
        *program,
        "autograde",
        assignment,
        "--create",
        f"--ExecutePreprocessor.timeout={seconds}",
    ]
    subprocess.run(grade, cwd=course, check=False)  # noqa: S603 (our own command)


def _from_book(course: Path, assignment: str) -> list[Row]:
    """Read nbgrader's own database."""
    from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 (a peer's)

    rows: list[Row] = []
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        try:
            submissions = book.assignment_submissions(assignment)
        except MissingEntry:
            return []
        for submission in submissions:
            for notebook in submission.notebooks:
                rows += [
                    (
                        submission.student.id,
                        grade.name,
                        float(grade.score or 0),
                        float(grade.max_score),
                    )
                    for grade in notebook.grades
                    if grade.name.endswith("-check")
                ]
    return rows


def _otter(bin_: Path, course: Path, assignment: str) -> list[Row]:
    program = str(bin_ / "otter")
    tests = course / "tests" / assignment[:2]
    archive = course / f"autograder-{assignment}.zip"
    generate = [program, "generate", "-t", str(tests), "-o", str(archive)]
    subprocess.run(generate, cwd=course, check=False)  # noqa: S603 (our own command)
    for path in sorted((course / "submitted").glob(f"*/{assignment}/{assignment}.ipynb")):
        out = course / "results" / path.parts[-3]
        out.mkdir(parents=True, exist_ok=True)
        run = [program, "run", "--no-logo", "-a", str(archive), "-o", str(out), str(path)]
        if not _ended(run, course):
            with (course / "endless.txt").open("a") as file:
                file.write(f"{path.parts[-3]}\n")
    return [
        row
        for path in (course / "results").glob("*/results.json")
        for row in _rows(path, assignment)
    ]


def _ended(command: list[str], course: Path) -> bool:
    """Run a command that has no time limit of its own; tell whether it came to its end."""
    process = subprocess.Popen(command, cwd=course, start_new_session=True)  # noqa: S603 (our own)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def _rows(path: Path, assignment: str) -> list[Row]:
    try:
        tests: list[dict[str, Any]] = json.loads(path.read_text())["tests"]
    except (OSError, ValueError, LookupError):
        return []
    prefix = assignment[:2]
    return [
        (
            path.parent.name,
            f"{prefix}-{one['name']}-check",
            float(one["score"]),
            float(one["max_score"]),
        )
        for one in tests
        if "max_score" in one
    ]


def _write(path: Path, rows: list[Row], lesson: str) -> None:
    """Write grades as `foedus grade` does, as far as they go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "lesson", "question", "points", "max_points", "outcome"])
        for student, name, points, most in rows:
            question = name.removesuffix("-check").replace("-q", ".")
            word = "correct" if points >= most > 0 else "not-yet"
            writer.writerow([student, lesson, question, points, most, word])


if __name__ == "__main__":
    sys.exit(main())
