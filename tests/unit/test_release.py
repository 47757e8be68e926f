"""What students get works by itself, and holds no answer: proven by content, not by name."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from foedus.checking import Answers, registry
from foedus.checking.variant_proofs import answers_of
from foedus.checking.variants import choices, variants
from foedus.lessons import Room, rooms
from foedus.releasing import release
from foedus.releasing.editions import edition_for, notebook_text
from foedus.releasing.release import COURSE
from foedus.releasing.writing import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 12
EXERCISES = registry.exercises()
STUDENTS = ["ada", "Zoë Müller", "li@uni.example"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("release") / "course"
    assert release(target) == 0
    return target


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("variants")
    roster = place / "roster.csv"
    roster.write_text("student\n" + "\n".join(STUDENTS) + "\n", encoding="utf-8")
    assert release(place / "class", variants=roster) == 0
    return place / "class"


def squeezed(text: str) -> str:
    """Return a text without what may differ when somebody copies it."""
    return re.sub(r"\s+", "", text).replace("'", '"')


def texts_of(name: str, content: bytes) -> Iterator[str]:
    """Give all that a file says: as it stands, and what is written inside its strings."""
    text = content.decode("utf-8")
    yield text
    if name.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    if name.endswith((".ipynb", ".json")):
        yield from strings_of(json.loads(text))


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "".join(value)
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


def references() -> dict[str, str]:
    """Return the code of every reference, those of variants too, and the model open answers."""
    found = {}
    for exercise in EXERCISES:
        for question in exercise.questions:
            for number in range(variants(exercise)[question.id].count):
                asked = exercise.question(question.id, number)
                found[asked.key] = answers_of(exercise, asked).reference
        found[f"{exercise.number} open"] = exercise.room.module("answers").OPEN_ANSWER
    return found


def solution_outputs() -> Iterator[tuple[str, str]]:
    """Give what the answers of the solutions show, and what their checks say of them."""
    for place in sorted((COURSE / "solutions").glob("*.ipynb")):
        for cell in nbformat.read(place, as_version=4).cells:
            if cell.cell_type == "code" and cell.id.endswith(("-answer", "-check")):
                for output in cell.outputs:
                    data = output.get("data", {"text/plain": output.get("text", "")})
                    yield f"{place.stem}, {cell.id}", data.get("text/plain", "")


def holders(secrets: dict[str, str], files: dict[str, bytes]) -> list[str]:
    wanted = {name: squeezed(text) for name, text in secrets.items()}
    wanted = {name: text for name, text in wanted.items() if len(text) >= SHORTEST}
    assert wanted
    found = []
    for name, content in files.items():
        heap = "\0".join({squeezed(text) for text in texts_of(name, content)})
        found += [f"{name} holds {secret}" for secret, text in wanted.items() if text in heap]
    return found


def test_no_reference_answer_is_in_a_release(folder: Path) -> None:
    assert holders(references(), files_of(folder)) == []


def test_no_output_of_a_solution_is_in_a_release(folder: Path) -> None:
    assert holders(dict(solution_outputs()), files_of(folder)) == []


def test_no_answer_is_in_a_release_with_variants(varied: Path) -> None:
    own = {name: one for name, one in files_of(varied).items() if not name.startswith("shared/")}
    assert holders(references() | dict(solution_outputs()), own) == []


def test_the_search_finds_an_answer_however_it_is_hidden() -> None:
    code = references()["02.1"]
    cells = {"cells": [{"source": code.splitlines(keepends=True)}]}
    hidden = {
        "a.ipynb": json.dumps(cells).encode(),
        "b.py": f"x = {code!r}".encode(),
        "c.md": f"> {code}".replace("\n", "\n  ").encode(),
    }
    assert len(holders({"02.1": code}, hidden)) == len(hidden)


def test_nothing_of_the_machine_is_in_a_release(folder: Path) -> None:
    marks = {str(COURSE), str(Path.home()), os.path.realpath(sys.prefix)} - {"/"}
    files = files_of(folder)
    found = [(name, one) for name, content in files.items() for one in marks
             if one.encode() + b"/" in content]  # fmt: skip
    assert found == []
    assert not [name for name in files if "__pycache__" in name or name.endswith((".pyc", ".log"))]
    assert not [place for place in folder.rglob("*") if place.is_symlink()]


def test_a_release_holds_what_a_student_needs(folder: Path) -> None:
    there = set(files_of(folder))
    for room in rooms():
        assert f"notebooks/{room.stem}.ipynb" in there
        assert f"exercises/{room.stem}.ipynb" in there
    tables = json.loads((COURSE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert {f"data/{one['path']}" for one in tables["resources"]} <= there
    assert {"README.md", "LICENSE", "LICENSE-content", "pyproject.toml"} <= there
    assert not [name for name in there if name.startswith(("solutions", "tests", "benchmarks"))]
    assert not [name for name in there if "guide" in Path(name).name and name.endswith(".md")]


def test_links_of_a_release_lead_somewhere(folder: Path) -> None:
    for page in ("README.md", "docs/glossary.md", "docs/how-we-know.md", "docs/bibliography.md"):
        text = (folder / page).read_text(encoding="utf-8")
        for way in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert ((folder / page).parent / way).exists(), f"{page}: {way}"
    for place in (folder / "notebooks").glob("*.ipynb"):
        for way in re.findall(r"\]\((\.\./[^)#\s\\]+)", place.read_text(encoding="utf-8")):
            assert (place.parent / way).exists(), f"{place.name}: {way}"


def in_release(folder: Path, code: str, given: str = "") -> str:
    """Run code in a fresh process that has the release's package and no other."""
    environment = os.environ | {"PYTHONPATH": str(folder), "FOEDUS_PROGRESS": "off"}
    done = subprocess.run(  # noqa: S603 (our own code, with the same Python)
        [sys.executable, "-c", code], cwd=folder / "exercises", env=environment, input=given,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECKS_ALL = """
import json, sys
from pathlib import Path
import foedus as fo
from foedus.checking import registry
assert Path(fo.__file__).is_relative_to(Path.cwd().parent), fo.__file__
assert len(fo.load("events", as_of=fo.ARTICLE_DAY)) > 100
for key, (setup, code, name) in json.load(sys.stdin).items():
    space = {}
    exec(setup, space)
    exec(code, space)
    print(key, fo.check(key, space[name]).word)
"""


def one_answer_each(exercise: registry.Exercise) -> Iterator[tuple[str, list[str]]]:
    """Give a right answer to the first question of a lesson and to the last variant of each."""
    for question in exercise.questions:
        number = variants(exercise)[question.id].count - 1
        asked = exercise.question(question.id, number)
        if question.builds_on or not (number or question is exercise.questions[0]):
            continue
        proofs: Answers = answers_of(exercise, asked)
        yield asked.key, [exercise.setup, proofs.reference, asked.variable]


def test_checks_of_a_release_pass_right_answers_in_a_fresh_process(folder: Path) -> None:
    given = dict(pair for exercise in EXERCISES for pair in one_answer_each(exercise))
    told = in_release(folder, CHECKS_ALL, json.dumps(given)).splitlines()
    assert len(given) > len(EXERCISES)
    assert told == [f"{key} correct" for key in given]


def test_a_release_has_no_proofs_to_ask(folder: Path) -> None:
    code = (
        "from foedus.checking import registry\n"
        "for one in registry.exercises():\n"
        "    try:\n        print(one.answers())\n"
        "    except ModuleNotFoundError as error:\n        print('none')\n"
    )
    assert set(in_release(folder, code).split()) == {"none"}


def test_the_zip_has_the_folder_s_files_and_the_same_bytes_each_time(
    folder: Path, tmp_path: Path
) -> None:
    assert release(tmp_path / "one.zip") == 0
    assert release(tmp_path / "two.zip") == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert inside == files_of(folder)


def test_a_folder_that_no_release_made_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert release(tmp_path) == 2
    assert "is not empty, and no release made it" in capsys.readouterr().err
    assert [place.name for place in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_release_that_was_used_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "course"
    assert release(target, lessons=["00"]) == 0
    (target / "exercises" / "notes.txt").write_text("mine", encoding="utf-8")
    assert release(target, lessons=["00"]) == 2
    assert "was used since it was released (exercises/notes.txt)" in capsys.readouterr().err
    assert (target / "exercises" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_untouched_release_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "course"
    assert release(target, lessons=["00", "02"]) == 0
    assert release(target, lessons=["00"]) == 0
    assert [place.name[:2] for place in (target / "exercises").glob("*.ipynb")] == ["00"]
    assert [place.name for place in tmp_path.iterdir()] == ["course"]


def test_a_release_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "course"
    assert release(target, lessons=["00"]) == 0
    before = files_of(target)
    plain, written = Path.write_bytes, []

    def full(self: Path, content: bytes) -> int:
        written.append(self)
        if len(written) > 20:
            raise OSError(28, "No space left on device")
        return plain(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert release(target, lessons=["00", "02"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert files_of(target) == before
    assert [place.name for place in tmp_path.iterdir()] == ["course"]


def test_a_zip_of_somebody_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "course.zip"
    target.write_bytes(b"mine")
    assert release(target) == 2
    assert "no release made it" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


def test_unknown_lessons_and_missing_rosters_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(tmp_path / "a", lessons=["42"]) == 2
    assert "no lesson 42" in capsys.readouterr().err
    assert release(tmp_path / "a", variants=tmp_path / "none.csv") == 2
    assert "none.csv cannot be opened" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../up", "a/b", "shared", "Variants.csv", ".hidden", "x" * 200])
def test_a_student_whose_name_is_no_folder_s_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(f"student\nada\n{name}\n", encoding="utf-8")
    assert release(tmp_path / "class", variants=roster) == 2
    assert "cannot be the name of a student's folder" in capsys.readouterr().err
    assert not (tmp_path / "class").exists()


def test_each_student_gets_their_own_exercises_and_the_rest_once(varied: Path) -> None:
    assert {place.name for place in varied.iterdir()} == {*STUDENTS, "shared", "variants.csv", MARK}
    assert not (varied / "shared" / "exercises").exists()
    for student in STUDENTS:
        inside = {place.relative_to(varied / student).as_posix()
                  for place in (varied / student).rglob("*.*")}  # fmt: skip
        assert inside == {f"exercises/{room.stem}.ipynb" for room in rooms()}


def test_the_list_says_what_stands_in_each_notebook(varied: Path) -> None:
    with (varied / "variants.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["student"] for row in rows} == set(STUDENTS)
    stems = {room.number: room.stem for room in rooms()}
    for row in rows:
        number, _, count = row["question"].partition(".")
        place = varied / row["student"] / "exercises" / f"{stems[number]}.ipynb"
        cells = {cell.id: cell for cell in nbformat.read(place, as_version=4).cells}
        key = row["question"] + (f"~{row['variant']}" if row["variant"] != "0" else "")
        assert f'fo.check("{key}", ' in cells[f"{number}-q{count}-check"].source
        assert row["parameters"]


@pytest.mark.parametrize("room", rooms(), ids=lambda one: one.number)
@pytest.mark.parametrize("student", STUDENTS)
def test_a_student_s_notebook_is_the_base_edition_but_for_the_varied_questions(
    student: str, room: Room
) -> None:
    base = nbformat.read(COURSE / "exercises" / f"{room.stem}.ipynb", as_version=4)
    own = edition_for(student, room.number)
    chosen = choices(student, room.number)
    varied = {name.replace(".", "-q") for name, number in chosen.items() if number}
    assert [cell.id for cell in own.cells] == [cell.id for cell in base.cells]
    for ours, theirs in zip(own.cells, base.cells, strict=True):
        assert ours.metadata == theirs.metadata
        if ours.id.rpartition("-")[0] not in varied and not ours.id.endswith("-sources"):
            assert ours == theirs, ours.id
    checks = [cell.source for cell in own.cells if cell.id.endswith("-check")]
    for name, number in chosen.items():
        key = f"{name}~{number}" if number else name
        assert any(f'fo.check("{key}", ' in source for source in checks)


def test_a_notebook_is_written_as_the_course_stores_it() -> None:
    stored = (COURSE / "exercises" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert notebook_text(nbformat.reads(stored, as_version=4)) == stored
