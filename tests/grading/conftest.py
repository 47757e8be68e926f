"""The quick engine, started once for all tests that judge with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from foedus.editions.building import COURSE
from foedus.grading.engine import Engine, Job, Settings

from .bank.honest import student
from .command import run
from .notebooks import STEM, STUDENTS, as_bytes, cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Judge = Callable[[str, dict[str, Any] | bytes], dict[str, Any]]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Two workers, each with a sandbox."""
    with Engine(Settings(COURSE / "solutions", jobs=2, seconds=3.0, memory_mb=512)) as started:
        yield started


@pytest.fixture
def judge(engine: Engine) -> Judge:
    """Judge one notebook; returns its paper, whose verdicts can be had by question too."""

    def judged(lesson: str, notebook: dict[str, Any] | bytes) -> dict[str, Any]:
        content = notebook if isinstance(notebook, bytes) else as_bytes(notebook)
        [(_, paper)] = engine.judged([Job("one", lesson, content)])
        return paper | {"by": {one["question"]: one for one in paper["verdicts"]}}

    return judged


@pytest.fixture(scope="session")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of students, each with one notebook, in nbgrader's layout."""
    folder = tmp_path_factory.mktemp("class")
    for number in range(STUDENTS):
        place = folder / f"student{number:02}" / STEM / f"{STEM}.ipynb"
        place.parent.mkdir(parents=True)
        notebook, _ = student(number, "03")
        if number == 3:
            cell(notebook, "03-open-answer")["source"] = "=Because; of <the> treaty"
        place.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def graded(submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of one undisturbed run."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    done = run("grade", submissions, "--out", out, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert f"judged {STUDENTS}, unchanged 0" in done.stdout
    assert done.stderr == ""
    return out
