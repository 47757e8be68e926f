"""Building the sample lesson end to end: three notebooks, the same on every run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from foedus.editions import building, rules
from foedus.lessons import FURTHER_ROOMS, room, rooms

SAMPLES = Path(__file__).parent.parent / "samples"
STEM = "99_a_sample.ipynb"


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a copy of the sample's room, known to this process and to the kernels it starts."""
    folder = tmp_path_factory.mktemp("lessons")
    shutil.copytree(SAMPLES / "l99_sample", folder / "l99_sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FURTHER_ROOMS, str(folder))
        yield folder


@pytest.fixture(scope="module")
def course(lessons: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(f"course-of-{lessons.name}")
    for name in ("notebooks", "exercises", "solutions"):
        (folder / name).mkdir()
    assert building.build(["99"], folder) == 0
    return folder


def test_a_room_outside_the_package_is_found(lessons: Path) -> None:
    sample = room("99")
    assert sample.folder.parent == lessons
    assert sample.stem == "99_a_sample"
    assert sample in rooms()


def test_a_lesson_that_nobody_wrote_is_refused_with_those_there_are(lessons: Path) -> None:
    with pytest.raises(ValueError, match=r"98.*99"):
        room("98")
    assert lessons.exists()


@pytest.mark.parametrize("folder", ["notebooks", "exercises", "solutions"])
def test_the_three_editions_keep_the_rules_of_form(course: Path, folder: str) -> None:
    notebook = nbformat.read(course / folder / STEM, as_version=4)
    assert rules.form_faults(notebook, "99") == []


def test_outputs_are_kept_in_lesson_and_solution_only(course: Path) -> None:
    shares = [
        rules.share_with_output(nbformat.read(course / folder / STEM, as_version=4))
        for folder in ("notebooks", "exercises", "solutions")
    ]
    assert shares[1] == 0
    assert min(shares[0], shares[2]) > 0


def test_exercise_and_solution_carry_metadata_that_nbgrader_accepts(course: Path) -> None:
    for folder in ("exercises", "solutions"):
        notebook = nbformat.read(course / folder / STEM, as_version=4)
        assert rules.grading_faults(notebook) == []


def test_check_names_what_was_edited_and_a_second_build_writes_the_same_bytes(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = sorted(course.glob("*/*.ipynb"))
    before = [place.read_bytes() for place in places]
    edited, removed = course / "notebooks" / STEM, course / "exercises" / STEM
    edited.write_bytes(edited.read_bytes().replace(b"3 treaties\\n", b"4 treaties\\n"))
    removed.unlink()
    assert building.check(["99"], course) == 1
    told = capsys.readouterr().out
    assert f"notebooks/{STEM}: cell 99-how-many: outputs" in told
    assert f"exercises/{STEM}: the notebook is missing" in told
    assert "solutions" not in told
    assert building.build(["99"], course) == 0
    assert [place.read_bytes() for place in places] == before


def test_a_cell_that_raises_stops_the_build_and_is_named(
    lessons: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notebooks").mkdir()
    source = lessons / "l99_sample" / "lesson.md"
    sound = source.read_text(encoding="utf-8")
    source.write_text(sound.replace("print(len(treaties)", "print(1 / 0"), encoding="utf-8")
    status = building.build(["99"], tmp_path)
    source.write_text(sound, encoding="utf-8")
    assert status == 2
    assert "cell 99-how-many raised" in capsys.readouterr().err
    assert not list(tmp_path.glob("*/*.ipynb"))


def test_a_lesson_unknown_to_the_builder_is_told_on_standard_error(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert building.build(["77"], course) == 2
    assert "no lesson 77" in capsys.readouterr().err
