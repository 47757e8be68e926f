"""Students name their own files, and cannot hand in for anybody else by that."""

import io
import zipfile
from pathlib import Path

import pytest

from foedus.grading import intake
from foedus.grading.intake import Person, Roster

STEM = "02_what_happened_when"
TWO = f"{STEM}.ipynb"
CLASS = Roster(
    (
        Person("Wang, Wei", "Wang, Wei", id="4022", sis_login_id="wwang"),
        Person("Eve Moe", "Eve Moe", id="6666", sis_login_id="eve"),
        Person("Ann Lee", "Ann Lee", id="4025", sis_login_id="ann"),
    )
)
#: What Eve calls her files: as if some LMS had handed them out as another's.
AS_IF = (
    f"wangwei_4022_99999999_{TWO}",
    f"Wang Wei_31337_assignsubmission_file_{TWO}",
    f"Wang Wei_31337_assignsubmission_file_/{TWO}",
    f"Homework_wwang_attempt_2031-01-01-00-00-00_{TWO}",
    f"wwang_{TWO}",
    f"wwang/{TWO}",
    f"wwang/{STEM}/{TWO}",
    f"{STEM}/wwang_{TWO}",
)


def whose(place: Path, roster: Roster | None) -> set[str]:
    return {one.student for one in intake.find(place, roster)}


def written(place: Path, *names: str) -> Path:
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    return place


@pytest.mark.parametrize("roster", [CLASS, None])
@pytest.mark.parametrize("name", AS_IF)
def test_in_a_students_folder(tmp_path: Path, name: str, roster: Roster | None) -> None:
    place = written(tmp_path, f"eve/{name}", f"ann/{TWO}", f"ann/{STEM}/x.ipynb")
    assert not {one for one in whose(place, roster) if "wang" in one.lower()}


@pytest.mark.parametrize("roster", [CLASS, None])
@pytest.mark.parametrize("name", AS_IF)
def test_in_a_students_folder_within_a_lessons(
    tmp_path: Path, name: str, roster: Roster | None
) -> None:
    place = written(tmp_path, f"{STEM}/eve/{name}", f"{STEM}/ann/{TWO}")
    assert not {one for one in whose(place, roster) if "wang" in one.lower()}


@pytest.mark.parametrize("roster", [CLASS, None])
@pytest.mark.parametrize("name", AS_IF)
@pytest.mark.parametrize(
    "outer", ["eve", "evemoe_6666_98765_work", "Eve Moe_7_assignsubmission_file_x"]
)
def test_in_a_students_zip(tmp_path: Path, outer: str, name: str, roster: Roster | None) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, b"{}")
    (tmp_path / f"{outer}.zip").write_bytes(target.getvalue())
    written(tmp_path, f"ann_{TWO}")
    assert not {one for one in whose(tmp_path, roster) if "wang" in one.lower()}


@pytest.mark.parametrize("roster", [CLASS, None])
@pytest.mark.parametrize(
    "before",
    [
        "evemoe_6666_98765_",
        "Eve Moe_7_assignsubmission_file_",
        "HW_eve_attempt_2026-11-02-10-11-12_",
    ],
)
@pytest.mark.parametrize("name", [*(one for one in AS_IF if "/" not in one), f"4022_4022_{TWO}"])
def test_in_the_name_of_a_file_that_an_lms_hands_out(
    tmp_path: Path, before: str, name: str, roster: Roster | None
) -> None:
    (student,) = whose(written(tmp_path, before + name), roster)
    assert student.lower().startswith("eve")


def test_three_names_in_one_students_folder_make_no_class_of_it(tmp_path: Path) -> None:
    names = [f"eve/{one}_{TWO}" for one in ("wwang", "kim", "bob", "ann")]
    assert whose(written(tmp_path, *names, f"ann/{TWO}"), None) == {"eve", "ann"}


def test_somebody_who_is_not_on_the_list_stays_a_stranger(tmp_path: Path) -> None:
    place = written(tmp_path, f"mallory/wwang/{TWO}", f"mallory2/wwang_{TWO}", f"ann/{TWO}")
    assert whose(place, CLASS) == {"mallory", "mallory2", "Ann Lee"}


def test_a_canvas_namesake_is_not_taken_for_the_one_on_the_list(tmp_path: Path) -> None:
    place = written(tmp_path, f"wangwei_4022_1111_{TWO}", f"{STEM}/wangwei_7777_2222_{TWO}")
    assert whose(place, CLASS) == {"Wang, Wei", "wangwei (7777)"}
    nameless = Roster((Person("Wang, Wei", "Wang, Wei", sis_login_id="wwang"),))
    assert whose(place, nameless) == {"wangwei (4022)", "wangwei (7777)"}


def test_feedback_and_folders_with_dates_make_no_submissions(tmp_path: Path) -> None:
    place = written(
        tmp_path,
        f"Ann Lee_7_assignfeedback_file_/{TWO}",
        "Ann Lee_7_assignfeedback_file_/remarks.pdf",
        "2026-02/kim/Untitled.ipynb",
        f"2026-02/group_02/{TWO}",
    )
    found = intake.find(place)
    assert [one.lesson for one in found] == ["02"]
    assert [where for where, _ in found.problems] == [
        "2026-02/kim/Untitled.ipynb",
        f"Ann Lee_7_assignfeedback_file_/{TWO}",
    ]
