"""A backup takes all of a learner's work along; a restore loses nothing, or does nothing."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from pathlib import Path

import pytest

import foedus as fo
from foedus.checking import progress_file
from foedus.checking.progress_file import FILE, SWITCH, Entry
from foedus.keeping import Backup, BackupError, archive, places, restoring

NOTEBOOK = "exercises/02_what_happened_when.ipynb"
BELIEFS = "notebooks/my_beliefs.json"
PROGRESS = f"exercises/{FILE}"
ZIP = "foedus-backup.zip"


def notebook(text: str) -> bytes:
    cells = [{"cell_type": "markdown", "source": text}]
    return json.dumps({"cells": cells, "nbformat": 4}).encode()


def record(**entries: Entry) -> bytes:
    return progress_file.text({key.replace("_", ".")[1:]: one for key, one in entries.items()})


WORK = {
    NOTEBOOK: notebook("my answer"),
    BELIEFS: b'{"pact": 0.3}',
    PROGRESS: record(q02_1=Entry("correct", 2, 1, "2026-11-01T10:00:00+00:00")),
}


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the exercises of a fresh course without any work in it."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "exercises")
    monkeypatch.delenv(SWITCH, raising=False)
    return tmp_path


def lay_out(course: Path, work: dict[str, bytes]) -> None:
    for name, content in work.items():
        (course / name).write_bytes(content)


def everything(course: Path) -> dict[str, bytes]:
    files = sorted(path for path in course.rglob("*") if path.is_file())
    return {path.relative_to(course).as_posix(): path.read_bytes() for path in files}


def clear(course: Path) -> None:
    for name in everything(course):
        if not name.endswith(".zip"):
            (course / name).unlink()


def refused(content: bytes, course: Path, reason: str) -> None:
    """Expect that a zip is refused with a reason, and that nothing at all has changed."""
    (course / "exercises" / ZIP).write_bytes(content)
    before = everything(course)
    with pytest.raises(BackupError, match=reason) as caught:
        fo.restore(ZIP)
    assert "Nothing was changed." in str(caught.value)
    assert everything(course) == before


def rewritten(entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    """Return a sound backup with further entries."""
    target = io.BytesIO(archive.packed(WORK))
    with zipfile.ZipFile(target, "a") as added:
        for entry, content in entries:
            added.writestr(entry, content)
    return target.getvalue()


def test_all_comes_back_on_another_machine(course: Path) -> None:
    lay_out(course, WORK)
    made = fo.backup()
    assert set(made.table["file"]) == set(WORK)
    clear(course)
    done = fo.restore(ZIP).table
    assert {name: one for name, one in everything(course).items() if name in WORK} == WORK
    assert set(done["done"]) == {"put back"}


def test_it_is_the_same_from_a_lesson_as_from_an_exercise(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(course, WORK)
    ours = fo.backup().files
    monkeypatch.chdir(course / "notebooks")
    assert fo.backup().files == ours
    monkeypatch.chdir(course)
    assert fo.backup().files == ours


def test_a_folder_without_a_course_around_it_is_packed_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "alone" / "here"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name, content in WORK.items():
        (folder / Path(name).name).write_bytes(content)
    assert set(fo.backup().files) == set(WORK)


def test_an_empty_folder_gives_no_zip(course: Path) -> None:
    made = fo.backup()
    assert made.path is None
    assert "nothing to keep yet" in repr(made)
    assert everything(course) == {}


def test_a_backup_that_is_there_is_never_written_over(course: Path) -> None:
    lay_out(course, WORK)
    first = fo.backup()
    again = fo.backup()
    lay_out(course, {NOTEBOOK: notebook("more")})
    second = fo.backup()
    assert first.path is not None
    assert again.path == first.path
    assert second.path == first.path.with_name("foedus-backup-2.zip")


def test_only_the_learners_own_kinds_of_file_are_packed(course: Path) -> None:
    strangers = {
        "exercises/setup.py": b"x",
        "exercises/.hidden.json": b"{}",
        "notebooks/00_start_here.ipynb": notebook("a lesson"),
    }
    lay_out(course, {**WORK, **strangers})
    (course / "exercises" / "link.json").symlink_to(course / BELIEFS)
    assert set(fo.backup().files) == set(WORK)


def test_a_file_that_cannot_be_read_is_left_out_and_named(course: Path) -> None:
    lay_out(course, {**WORK, NOTEBOOK: b"{half"})
    made = fo.backup()
    assert made.left_out == {NOTEBOOK: "cannot be read"}
    assert f"Left out: {NOTEBOOK} cannot be read." in repr(made)


def test_a_huge_file_is_left_out_and_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 30)
    lay_out(course, {**WORK, "exercises/large.json": b"[" + b"1," * 30 + b"1]"})
    assert "exercises/large.json" in fo.backup().left_out


@pytest.mark.parametrize("name", ["backup.txt", "backup"])
def test_a_backup_has_the_name_of_a_zip(course: Path, name: str) -> None:
    lay_out(course, WORK)
    with pytest.raises(BackupError, match=r"ends in \.zip"):
        fo.backup(name)


def test_a_folder_that_cannot_be_written_is_told_in_words(course: Path) -> None:
    lay_out(course, WORK)
    with pytest.raises(BackupError, match="cannot be written here"):
        fo.backup("no/such/folder.zip")


def test_the_link_leads_to_the_file_and_saves_it(course: Path) -> None:
    lay_out(course, WORK)
    (course / "exercises" / "kept here").mkdir()
    assert 'href="foedus-backup.zip" download="foedus-backup.zip"' in fo.backup()._repr_html_()
    assert 'href="kept%20here/b.zip"' in fo.backup("kept here/b.zip")._repr_html_()
    assert "<a " not in fo.backup(course / "b.zip")._repr_html_()


def test_a_name_cannot_write_html(course: Path) -> None:
    lay_out(course, WORK)
    assert "<b>" not in Backup(course / "exercises" / "<b>.zip", {}, {})._repr_html_()


def test_a_notebook_that_differs_is_kept_aside(course: Path) -> None:
    lay_out(course, WORK)
    fo.backup()
    newer = notebook("newer")
    lay_out(course, {NOTEBOOK: newer})
    done = fo.restore().done
    aside = "02_what_happened_when.before-restore-1.ipynb"
    assert done[NOTEBOOK] == f"put back; yours from here is now {aside}"
    assert (course / NOTEBOOK).read_bytes() == WORK[NOTEBOOK]
    assert (course / "exercises" / aside).read_bytes() == newer


def test_what_was_kept_aside_is_not_written_over_by_the_next_restore(course: Path) -> None:
    lay_out(course, WORK)
    fo.backup("mine.zip")
    for text in ("one", "two"):
        lay_out(course, {NOTEBOOK: notebook(text)})
        fo.restore("mine.zip")
    kept = sorted((course / "exercises").glob("*before-restore*"))
    assert [path.read_bytes() for path in kept] == [notebook("one"), notebook("two")]


def test_what_is_the_same_is_left_as_it_is(course: Path) -> None:
    lay_out(course, WORK)
    fo.backup()
    before = everything(course)
    done = fo.restore()
    assert everything(course) == before
    assert {one.rpartition(", ")[2] for one in done.done.values()} == {"left as it is"}
    assert "here already" in repr(done)


def test_of_two_records_of_progress_the_better_outcome_stays(course: Path) -> None:
    here = record(
        q02_1=Entry("not-yet", 5, 3, "2026-11-02T10:00:00+00:00"), q02_2=Entry("correct", 1)
    )
    theirs = record(
        q02_1=Entry("correct", 2, 1, "2026-11-01T10:00:00+00:00"), q02_2=Entry("not-yet", 4)
    )
    lay_out(course, {PROGRESS: theirs})
    fo.backup()
    lay_out(course, {PROGRESS: here})
    assert "merged" in fo.restore().done[PROGRESS]
    assert progress_file.parsed((course / PROGRESS).read_bytes()) == {
        "02.1": Entry("correct", 5, 3, "2026-11-02T10:00:00+00:00"),
        "02.2": Entry("correct", 4),
    }


def test_progress_that_is_worse_changes_nothing(course: Path) -> None:
    lay_out(course, {PROGRESS: record(q02_1=Entry("not-yet", 1))})
    fo.backup()
    better = record(q02_1=Entry("correct", 1), q02_2=Entry("correct", 1))
    lay_out(course, {PROGRESS: better})
    fo.restore()
    assert (course / PROGRESS).read_bytes() == better


def test_damaged_progress_is_kept_aside(course: Path) -> None:
    lay_out(course, WORK)
    fo.backup()
    lay_out(course, {PROGRESS: b"{half"})
    fo.restore()
    assert (course / PROGRESS).read_bytes() == WORK[PROGRESS]
    assert (course / "exercises" / "foedus_progress.before-restore-1.json").read_bytes() == b"{half"


def test_progress_at_another_place_is_found_and_put_back_there(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = course / "elsewhere.json"
    monkeypatch.setenv(SWITCH, str(elsewhere))
    elsewhere.write_bytes(WORK[PROGRESS])
    fo.backup()
    elsewhere.unlink()
    fo.restore()
    assert elsewhere.read_bytes() == WORK[PROGRESS]


def test_progress_that_is_switched_off_is_neither_packed_nor_put_back(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(course, WORK)
    fo.backup("whole.zip")
    clear(course)
    monkeypatch.setenv(SWITCH, "off")
    assert "switched off" in fo.restore("whole.zip").done[PROGRESS]
    assert not (course / PROGRESS).exists()
    lay_out(course, WORK)
    assert set(fo.backup("less.zip").files) == {NOTEBOOK, BELIEFS}


def test_a_missing_file_is_told_with_what_to_do() -> None:
    with pytest.raises(BackupError, match=r"no file 'foedus-backup\.zip' here\. Upload it"):
        fo.restore()


def test_a_damaged_zip_is_refused(course: Path) -> None:
    whole = archive.packed(WORK)
    for content in (b"", b"not a zip", whole[: len(whole) // 2], whole[200:]):
        refused(content, course, "no zip file, or a damaged one")


def test_a_zip_with_a_byte_changed_is_refused_at_every_place(course: Path) -> None:
    whole = archive.packed({BELIEFS: WORK[BELIEFS]})
    for at in range(0, len(whole), 7):
        content = bytearray(whole)
        content[at] ^= 0xFF
        try:
            files = archive.unpacked(bytes(content))
        except BackupError:
            continue
        assert files == {BELIEFS: WORK[BELIEFS]}, at
    assert not (course / BELIEFS).exists()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "exercises/../../evil.json",
        "exercises/../evil.json",
        "/exercises/evil.json",
        "C:\\exercises\\evil.json",
        "exercises\\..\\evil.json",
        "exercises/a\\..\\evil.json",
        "exercises/.evil.json",
        "exercises/evil.sh",
        "exercises/evil.py",
        "exercises/deep/evil.json",
        "notebooks/00_start_here.ipynb",
        "exercises/",
        "exercises/nul\x01.json",
        "foedus/cli.json",
    ],
)
def test_names_that_lead_elsewhere_are_refused(course: Path, name: str) -> None:
    refused(rewritten([(name, b"{}")]), course, "does not belong in a backup")


def test_links_and_doubled_names_are_refused(course: Path) -> None:
    link = zipfile.ZipInfo("exercises/link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(rewritten([(link, b"/etc/passwd")]), course, "does not belong in a backup")
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = rewritten([(BELIEFS, b"{}")])
    refused(doubled, course, "does not belong in a backup")


def test_a_file_that_the_list_does_not_name_is_refused(course: Path) -> None:
    refused(rewritten([("exercises/more.json", b"{}")]), course, "not as it was made")


def test_a_foreign_zip_is_refused(course: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as foreign:
        foreign.writestr("exercises/a.json", b"{}")
    refused(target.getvalue(), course, r"not made by `fo\.backup\(\)`")


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        (b"[1]", "not made by"),
        (b"{", "not made by"),
        (b'{"course": "other", "format": 1, "files": {}}', "not made by"),
        (b'{"course": "foedus", "format": 1, "files": []}', "not made by"),
        (b'{"course": "foedus", "format": 2, "files": {}}', "format of another release: 2"),
    ],
)
def test_a_list_of_the_wrong_kind_is_refused(course: Path, listed: bytes, reason: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("foedus-backup.json", listed)
    refused(target.getvalue(), course, reason)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (NOTEBOOK, b"print(1)", "cannot be read"),
        (NOTEBOOK, b'{"cells": 3}', "is no notebook"),
        (NOTEBOOK, b"[]", "is no notebook"),
        (BELIEFS, b"[" * 100_000, "cannot be read"),
        (PROGRESS, b'{"questions": {"02.1": 3}}', "is no progress file"),
    ],
)
def test_content_of_the_wrong_kind_is_refused(
    course: Path, name: str, content: bytes, reason: str
) -> None:
    refused(archive.packed({**WORK, name: content}), course, f"`{re.escape(name)}` in .*{reason}")


def test_giant_files_are_refused_before_they_are_unpacked(course: Path) -> None:
    bomb = archive.packed({BELIEFS: b" " * (archive.LARGEST_FILE + 1)})
    assert len(bomb) < 100_000
    refused(bomb, course, "larger than any that this course makes")


def test_many_files_are_refused(course: Path) -> None:
    crowd = {f"exercises/{number}.json": b"{}" for number in range(400)}
    refused(archive.packed(crowd), course, "larger than any that this course makes")


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_restore_that_fails_half_way_takes_all_of_it_back(
    course: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    lay_out(course, {**WORK, BELIEFS: b"{}"})
    lay_out(course, {NOTEBOOK: notebook("newer")})
    content = archive.packed(WORK | {"exercises/new.json": b"{}"})
    replace, calls = Path.replace, iter(range(1, 10))

    def full(path: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    refused(content, course, "No space left on device")


def test_a_folder_in_the_place_of_a_file_stops_the_restore(course: Path) -> None:
    (course / BELIEFS).mkdir()
    refused(archive.packed(WORK), course, "cannot be opened here")


def test_it_shows_as_a_small_table(course: Path) -> None:
    lay_out(course, WORK)
    fo.backup()
    clear(course)
    shown = fo.restore()
    assert '<th scope="row">notebooks/my_beliefs.json</th><td>put back</td>' in shown._repr_html_()
    assert "put back" in repr(shown)
    assert "Reload Notebook from Disk" in repr(shown)


def test_a_refusal_shows_without_a_traceback() -> None:
    assert BackupError("One.\nTwo.")._render_traceback_() == ["One.", "Two."]


def test_a_name_is_free_only_if_nothing_has_it(course: Path) -> None:
    target = course / BELIEFS
    (course / "notebooks" / "my_beliefs.before-restore-1.json").mkdir()
    assert restoring._free(target).name == "my_beliefs.before-restore-2.json"


def test_the_course_is_found_from_its_own_folder_and_from_inside(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (course, course / "exercises", course / "notebooks"):
        monkeypatch.chdir(folder)
        assert places.places() == places.Places(course / "exercises", course / "notebooks")
