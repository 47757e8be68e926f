"""Folders and zips as nbgrader, Canvas, Moodle, Blackboard and people make them."""

import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus import keeping
from foedus.grading import intake
from foedus.grading.intake_names import is_notebook, lesson_stems, mark, named

STEM_02 = "02_what_happened_when"
STEM_03 = "03_what_does_a_treaty_oblige"
HandOut = Callable[..., intake.Found]
TWO, THREE = f"{STEM_02}.ipynb", f"{STEM_03}.ipynb"


def folder(place: Path, *names: str) -> Path:
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f'{{"cells": [], "from": "{path.name}"}}'.encode())
    return place


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    path.write_bytes(packed(files))
    return path


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def who_did_what(found: intake.Found) -> list[tuple[str, str]]:
    return [(one.student, one.lesson) for one in found]


@pytest.fixture(params=["a folder", "a zip"])
def hand_out(request: pytest.FixtureRequest, tmp_path: Path) -> HandOut:
    """Make the same files as a folder or as a zip: both must be read alike."""

    def made(*names: str) -> intake.Found:
        place = folder(tmp_path / "place", *names)
        if request.param == "a zip":
            paths = [path for path in place.rglob("*") if path.is_file()]
            files = {one.relative_to(place).as_posix(): one.read_bytes() for one in paths}
            place = zipped(tmp_path / "place.zip", files)
        return intake.find(place)

    return made


def test_nbgraders_layout(hand_out: HandOut) -> None:
    found = hand_out(
        f"bitdiddle/{STEM_02}/{TWO}",
        f"bitdiddle/{STEM_02}/timestamp.txt",
        f"bitdiddle/{STEM_02}/.ipynb_checkpoints/02_what_happened_when-checkpoint.ipynb",
        f"bitdiddle/ps3/{THREE}",
        f"hacker/{STEM_02}/problem1.ipynb",
    )
    assert who_did_what(found) == [("bitdiddle", "02"), ("bitdiddle", "03"), ("hacker", "02")]
    assert found.problems == ()


def test_notebooks_directly_in_a_students_folder(hand_out: HandOut) -> None:
    found = hand_out(f"maria/{TWO}", "maria/03.ipynb", f"li wei/{TWO}", "li wei/notes.md")
    assert who_did_what(found) == [("li wei", "02"), ("maria", "02"), ("maria", "03")]
    assert found.problems == ()


def test_canvas_submissions_late_resubmitted_and_anonymous(hand_out: HandOut) -> None:
    found = hand_out(
        f"garciamaria_LATE_4021_98765_{STEM_02}-1.ipynb",
        f"garciamaria_4021_98790_{THREE}",
        f"wangwei_4022_98766_{TWO}",
        f"wangwei_4023_98767_{TWO}",
        f"müllerjörg_4024_98768_{STEM_02}-3.ipynb",
        f"anon_b7Kx2_98769_{TWO}",
        f"LATE_anon_Qq1Zz_98770_{TWO}",
        f"oneil_4025_98771_{STEM_02}-550e8400-e29b-41d4-a716-446655440000.ipynb",
    )
    assert who_did_what(found) == [
        ("anon_b7Kx2", "02"),
        ("anon_Qq1Zz", "02"),
        ("garciamaria (4021)", "02"),
        ("garciamaria (4021)", "03"),
        ("müllerjörg (4024)", "02"),
        ("oneil (4025)", "02"),
        ("wangwei (4022)", "02"),
        ("wangwei (4023)", "02"),
    ]
    assert found.problems == ()


def test_of_two_canvas_files_the_later_upload_is_taken_and_the_other_named(
    hand_out: HandOut,
) -> None:
    late = f"garciamaria_4021_98790_{TWO}"
    early = f"garciamaria_4021_98765_{STEM_02}-2.ipynb"
    found = hand_out(early, late)
    assert [one.name for one in found] == [late]
    ((where, why),) = found.notes
    assert where == early
    assert late in why


def test_moodle_with_a_folder_a_participant(hand_out: HandOut) -> None:
    found = hand_out(
        f"Maria Garcia_31337_assignsubmission_file_/{TWO}",
        f"Jörg Müller_31338_assignsubmission_file/inner folder/{TWO}",
        f"Default group_assignsubmission_file/{TWO}",
        "Maria Garcia_31337_assignfeedback_file/remarks.pdf",
    )
    assert who_did_what(found) == [
        ("Default group", "02"),
        ("Jörg Müller", "02"),
        ("Maria Garcia", "02"),
    ]
    assert found.problems == ()


def test_moodle_without_folders_and_namesakes_and_hidden_names(hand_out: HandOut) -> None:
    found = hand_out(
        f"Li Wei_31339_assignsubmission_file_{TWO}",
        f"Li Wei_31340_assignsubmission_file_{TWO}",
        f"Participant_31341_assignsubmission_file_{TWO}",
        "Ann Lee_31342_assignsubmission_onlinetext_onlinetext.html",
    )
    assert who_did_what(found) == [
        ("Li Wei (31339)", "02"),
        ("Li Wei (31340)", "02"),
        ("Participant (31341)", "02"),
    ]
    assert [why for _, why in found.problems] == ["is no notebook"]


def test_moodle_numbers_a_student_anew_in_each_assignment(hand_out: HandOut) -> None:
    found = hand_out(
        f"{STEM_02}/Li Wei_31339_assignsubmission_file_/mine.ipynb",
        f"{STEM_03}/Li Wei_40001_assignsubmission_file_/mine.ipynb",
    )
    assert who_did_what(found) == [("Li Wei", "02"), ("Li Wei", "03")]


def test_blackboard_takes_the_last_attempt(hand_out: HandOut) -> None:
    start = "02 What happened when_mgarcia_attempt_2026-11"
    found = hand_out(
        f"{start}-02-10-11-12_homework.ipynb",
        f"{start}-03-09-00-00_homework.ipynb",
        f"{start}-03-09-00-00.txt",
        f"Week two_li7_attempt_2026-11-02-10-11-12_{TWO}",
    )
    assert who_did_what(found) == [("li7", "02"), ("mgarcia", "02")]
    assert found.submissions[1].name == f"{start}-03-09-00-00_homework.ipynb"
    assert [where for where, _ in found.notes] == [f"{start}-02-10-11-12_homework.ipynb"]


def test_a_flat_folder_named_by_people(hand_out: HandOut) -> None:
    found = hand_out(
        f"maria_{TWO}",
        f"li-{STEM_02} (1).ipynb",
        "jose_02.ipynb",
        f"{STEM_02}_ana.ipynb",
        f"Kim {STEM_02} - Copy (2).ipynb",
        "li_2026_11_02_what_happened_when.ipynb.txt",
    )
    assert {one.student for one in found} == {"maria", "li", "jose", "ana", "Kim", "li_2026_11"}
    assert {one.lesson for one in found} == {"02"}


def test_a_folder_for_each_lesson(hand_out: HandOut) -> None:
    found = hand_out(
        f"{STEM_02}/maria.ipynb",
        f"{STEM_02}/li/anything.ipynb",
        f"{STEM_03}/garciamaria_4021_98765_homework.ipynb",
        "Assignment 04/kim.ipynb",
        "Who says what/kim.ipynb",
    )
    assert who_did_what(found) == [
        ("garciamaria (4021)", "03"),
        ("kim", "01"),
        ("kim", "04"),
        ("li", "02"),
        ("maria", "02"),
    ]


def test_the_place_itself_may_name_the_lesson(tmp_path: Path) -> None:
    place = folder(tmp_path / "What happened when submissions", "garcia_4021_98765_work.ipynb")
    assert who_did_what(intake.find(place)) == [("garcia (4021)", "02")]


def test_a_folder_around_everything_is_nobodys_name(hand_out: HandOut) -> None:
    found = hand_out(f"hw/maria/{TWO}", f"hw/li/{TWO}", f"hw/li/{THREE}")
    assert who_did_what(found) == [("li", "02"), ("li", "03"), ("maria", "02")]


def test_the_folders_of_one_student_alone_are_not_taken_for_students(hand_out: HandOut) -> None:
    found = hand_out(f"maria/first/{TWO}", f"maria/second/{THREE}")
    assert who_did_what(found) == [("maria", "02"), ("maria", "03")]


def test_students_named_by_numbers(hand_out: HandOut) -> None:
    found = hand_out(*(f"{number:02}/{TWO}" for number in range(1, 5)))
    assert who_did_what(found) == [(f"{number:02}", "02") for number in range(1, 5)]


def test_folders_of_sections_with_flat_names(hand_out: HandOut) -> None:
    found = hand_out(*(f"section A/{one}_{TWO}" for one in ("ann", "bob", "kim")))
    assert [one.student for one in found] == ["ann", "bob", "kim"]


def test_of_a_whole_course_the_exercises_are_taken(hand_out: HandOut) -> None:
    found = hand_out(f"maria/notebooks/{TWO}", f"maria/exercises/{TWO}", f"maria/solutions/{TWO}")
    assert [one.name for one in found] == [f"maria/exercises/{TWO}"]
    assert [where for where, _ in found.notes] == [
        f"maria/notebooks/{TWO}",
        f"maria/solutions/{TWO}",
    ]


def test_the_last_numbered_copy_is_taken(hand_out: HandOut) -> None:
    found = hand_out(f"maria/{TWO}", f"maria/{STEM_02} (1).ipynb", f"maria/{STEM_02} (10).ipynb")
    assert [one.name for one in found] == [f"maria/{STEM_02} (10).ipynb"]
    assert len(found.notes) == 2


def test_a_backup_by_the_course_holds_several_exercises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = folder(tmp_path / "course", f"exercises/{TWO}", f"exercises/{THREE}")
    for path in course.rglob("*.ipynb"):
        path.write_text('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}')
    monkeypatch.chdir(course / "exercises")
    backup = keeping.backup(tmp_path / "foedus-backup.zip").path.read_bytes()
    place = tmp_path / "place"
    place.mkdir()
    (place / "garciamaria_4021_98765_foedus-backup-1.zip").write_bytes(backup)
    (place / "Li Wei_foedus-backup.zip").write_bytes(backup)
    (place / "ann.zip").write_bytes(backup)
    found = intake.find(place)
    assert who_did_what(found) == [
        (student, lesson)
        for student in ("ann", "garciamaria (4021)", "Li Wei")
        for lesson in ("02", "03")
    ]
    assert found.problems == ()
    assert found.submissions[0].read() == (course / "exercises" / TWO).read_bytes()


def test_a_students_zip_in_an_lms_zip(tmp_path: Path) -> None:
    inner = packed({f"my work\\{TWO}": b"a", THREE: b"b", "__MACOSX/._x.ipynb": b"c"})
    outer = {
        "Maria Garcia_31337_assignsubmission_file_/work.zip": inner,
        f"Li Wei_31338_assignsubmission_file_/{TWO}": b"d",
    }
    found = intake.find(zipped(tmp_path / "CS-02-77.zip", outer))
    assert [(one.student, one.lesson, one.read()) for one in found] == [
        ("Li Wei", "02", b"d"),
        ("Maria Garcia", "02", b"a"),
        ("Maria Garcia", "03", b"b"),
    ]
    assert found.problems == ()


def test_a_zip_for_each_assignment(tmp_path: Path) -> None:
    for stem in (STEM_02, STEM_03):
        zipped(tmp_path / f"{stem}.zip", {"garcia_4021_98765_work.ipynb": b"{}"})
    assert who_did_what(intake.find(tmp_path)) == [
        ("garcia (4021)", "02"),
        ("garcia (4021)", "03"),
    ]


def test_what_a_browser_adds_to_a_name_does_no_harm() -> None:
    assert is_notebook("02.ipynb.json")
    assert is_notebook("02.IPYNB")
    assert not is_notebook("ipynb")


@pytest.mark.parametrize(
    ("text", "lesson"),
    [
        *((stem, number) for number, stem in lesson_stems().items()),
        ("02", "02"),
        ("02-1", "02"),
        ("02 (1)", "02"),
        ("Exercise 2", "02"),
        ("hw02", "02"),
        ("02_What-happened.when-Copy1", "02"),
        ("What happened when", "02"),
        ("maria_02_final", "02"),
        ("2026-02-03", None),
        ("s12302", None),
        ("102_what_happened_whenever", None),
        (f"{STEM_02}_and_{STEM_03}", None),
        ("09", None),
        ("homework", None),
        ("", None),
    ],
)
def test_a_lesson_is_read_from_a_name_or_not_at_all(text: str, lesson: str | None) -> None:
    found = named(text, lesson_stems())
    assert (found.lesson if found else None) == lesson


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("o_brien_4021_98765_x.ipynb", "o_brien"),
        ("maria_1_2_02_what_happened_when.ipynb", None),
        ("maria_02_03_x.ipynb", None),
        ("A_B_C_31337_assignsubmission_file_x.ipynb", "A_B_C"),
        ("HW_1_jdoe_attempt_2026-01-31-12-00-00.txt", "jdoe"),
    ],
)
def test_marks_of_an_lms_are_told_from_mere_names(name: str, who: str | None) -> None:
    found = mark(name, lesson_stems())
    assert (found.who if found else None) == who


def test_the_same_place_is_found_alike_each_time_and_a_submission_travels(tmp_path: Path) -> None:
    folder(tmp_path, *(f"{one}/{TWO}" for one in ("b", "a", "Ä", "c")), "x.pdf")
    first, again = intake.find(tmp_path), intake.find(tmp_path)
    assert first == again
    sent = pickle.loads(pickle.dumps(first.submissions[0]))  # noqa: S301
    assert sent.read() == first.submissions[0].read()
    assert sent.digest() == first.submissions[0].digest()


def test_the_results_are_no_submissions(tmp_path: Path) -> None:
    place = folder(tmp_path, f"maria/{TWO}", f"results/feedback/{TWO}")
    found = intake.find(place, leave_out=[place / "results", place / "absent"])
    assert who_did_what(found) == [("maria", "02")]
    assert found.problems == ()


@pytest.mark.parametrize("name", ["absent", "notes.txt", "one.ipynb"])
def test_a_place_that_is_no_place_is_refused(tmp_path: Path, name: str) -> None:
    folder(tmp_path, "notes.txt", "one.ipynb")
    with pytest.raises(intake.IntakeError, match="no folder and no zip"):
        intake.find(tmp_path / name)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert intake.find(tmp_path) == intake.Found((), ())
