"""Folders and zips that someone made to trick, stop or flood the intake."""

import io
import os
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from foedus.grading import intake
from foedus.grading.intake_archives import LARGEST, ArchiveError, members

STEM = "02_what_happened_when"
TWO = f"{STEM}.ipynb"
GOOD = b'{"cells": []}'
MEGABYTE = 2**20


def packed(
    entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Pack names or ready entries with their content, in order, doubled names and all."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in entries:
            one = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            one.compress_type = method
            archive.writestr(one, content)
    return target.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    one = zipfile.ZipInfo(name)
    one.external_attr = (mode | 0o644) << 16
    return one


def found_in_zip(tmp_path: Path, content: bytes) -> intake.Found:
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    return intake.find(path)


def found_with(tmp_path: Path, name: str, content: bytes) -> intake.Found:
    """A student's zip or file beside one of somebody else, who must not suffer."""
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / TWO).write_bytes(GOOD)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = intake.find(tmp_path)
    assert ("good", "02") in [(one.student, one.lesson) for one in found]
    return found


def only_problem(found: intake.Found) -> str:
    ((_, why),) = found.problems
    return why


def only_note(found: intake.Found) -> str:
    ((_, why),) = found.notes
    return why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (f"../../etc/{TWO}", "leads out"),
        (f"maria/../../{TWO}", "leads out"),
        (f"maria/./{TWO}", "leads out"),
        (f"maria//{TWO}", "leads out"),
        (f"/root/maria/{TWO}", "absolute path"),
        (f"C:/maria/{TWO}", "absolute path"),
        (f"c:{TWO}", "absolute path"),
        (f"\\\\server\\share\\{TWO}", "absolute path"),
        (f"..\\..\\maria\\{TWO}", "leads out"),
        (f"maria\n/{TWO}", "control character"),
        (f"maria\r\n02.ipynb/{TWO}", "control character"),
        (f"ma\x1b[2Jria/{TWO}", "control character"),
        (f"maria\u2028/{TWO}", "control character"),
        (f"maria\u202ebpnyi.02/{TWO}", "direction of text"),
        ("/".join(["a"] * 40 + [TWO]), "folders deep"),
    ],
)
def test_a_name_in_a_zip_that_leads_out_or_misleads_is_refused(
    tmp_path: Path, name: str, why: str
) -> None:
    found = found_in_zip(tmp_path, packed([(name, GOOD), (f"li/{TWO}", GOOD)]))
    assert [one.student for one in found] == ["li"]
    assert why in only_problem(found)
    assert found.problems[0][0].isprintable()


def test_a_zero_byte_in_a_name_does_not_cut_it(tmp_path: Path) -> None:
    content = packed([(f"maria/{TWO}~.txt", GOOD)]).replace(b".ipynb~.txt", b".ipynb\0.txt")
    found = found_in_zip(tmp_path, content)
    assert found.submissions == ()
    assert "control character" in only_problem(found)


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_in_a_zip_are_refused(tmp_path: Path, mode: int) -> None:
    found = found_in_zip(tmp_path, packed([(entry(f"maria/{TWO}", mode), b"/etc/passwd")]))
    assert found.submissions == ()
    assert ("symbolic link" if mode == stat.S_IFLNK else "regular") in only_problem(found)


@pytest.mark.parametrize("to", ["file", "folder", "nowhere", "itself"])
def test_links_in_a_folder_are_not_followed(tmp_path: Path, to: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / TWO).write_bytes(b"the key")
    place = tmp_path / "place"
    place.mkdir()
    target = {"file": secret / TWO, "folder": secret, "nowhere": "absent", "itself": place}[to]
    (place / f"maria_{TWO}").symlink_to(target)
    found = intake.find(place)
    assert found.submissions == ()
    assert "symbolic link" in only_problem(found)


def test_a_file_that_becomes_a_link_afterwards_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / TWO).write_bytes(b"the key")
    student = tmp_path / "place" / "maria"
    student.mkdir(parents=True)
    (student / TWO).write_bytes(GOOD)
    (one,) = intake.find(tmp_path / "place")
    (student / TWO).unlink()
    (student / TWO).symlink_to(secret / TWO)
    with pytest.raises(intake.UnreadableError, match="cannot be opened"):
        one.read()
    (student / TWO).unlink()
    student.rmdir()
    student.symlink_to(secret)
    with pytest.raises(intake.UnreadableError, match="cannot be opened"):
        one.read()


def test_a_pipe_never_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"maria_{TWO}")
    os.mkfifo(tmp_path / "li.zip")
    found = intake.find(tmp_path)
    assert [why for _, why in found.problems] == ["is not a regular file"] * 2


def test_a_file_that_becomes_a_pipe_afterwards_never_blocks(tmp_path: Path) -> None:
    path = tmp_path / f"maria_{TWO}"
    path.write_bytes(GOOD)
    (one,) = intake.find(tmp_path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(intake.UnreadableError, match="regular"):
        one.read()


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    path = tmp_path / f"maria_{TWO}"
    path.write_bytes(GOOD)
    (one,) = intake.find(tmp_path)
    path.unlink()
    with pytest.raises(intake.UnreadableError, match="cannot be opened: No such file"):
        one.read()


@pytest.mark.parametrize("name", ["ma\nria", "ma\tria", "ma\u2029ria", "ma\u2066ria", "ma\x07ria"])
def test_control_characters_in_a_folders_name_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / TWO).write_bytes(GOOD)
    found = intake.find(tmp_path)
    assert found.submissions == ()
    assert "rename it" in only_problem(found)
    assert found.problems[0][0].isprintable()


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/jos\xe9_02.ipynb")).write_bytes(GOOD)
    found = intake.find(tmp_path)
    assert found.submissions == ()
    assert "not UTF-8" in only_problem(found)
    assert found.problems[0][0].encode()


def test_a_huge_notebook_is_a_submission_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / f"maria_{TWO}"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)  # a hole: it takes no disk
    (one,) = intake.find(tmp_path)
    with pytest.raises(intake.UnreadableError, match="larger than 50 MB"):
        one.read()


def test_a_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    (tmp_path / f"maria_{TWO}").write_bytes(b"x" * 100)
    (one,) = intake.find(tmp_path)
    assert one.read(limit=100) == b"x" * 100
    with pytest.raises(intake.UnreadableError):
        one.read(limit=99)


def test_a_zip_bomb_costs_no_memory(tmp_path: Path) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(TWO, "w", force_zip64=True) as file,
    ):
        for _ in range(300):
            file.write(bytes(MEGABYTE))
    found = found_with(tmp_path, "maria/bomb.zip", target.getvalue())
    one = next(one for one in found if one.student == "maria")
    tracemalloc.start()
    try:
        with pytest.raises(intake.UnreadableError, match="larger than"):
            one.read()
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


def test_what_unpacks_to_hundreds_of_times_its_size_is_refused(tmp_path: Path) -> None:
    found = found_with(tmp_path, "maria/bomb.zip", packed([(TWO, bytes(40 * MEGABYTE))]))
    one = next(one for one in found if one.student == "maria")
    with pytest.raises(intake.UnreadableError, match="200 times its size"):
        one.read()


def relabelled(content: bytes, size: int) -> bytes:
    """Let a zip's list state another unpacked size for its one file."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


@pytest.mark.parametrize("size", [10, 20 * MEGABYTE, 0])
def test_a_zip_that_lies_about_a_size_is_found_out(tmp_path: Path, size: int) -> None:
    content = relabelled(packed([(TWO, os.urandom(MEGABYTE))]), size)
    found = found_with(tmp_path, "maria/liar.zip", content)
    one = next(one for one in found if one.student == "maria")
    with pytest.raises(intake.UnreadableError, match="damaged"):
        one.read()


def test_a_bomb_that_calls_itself_small_costs_no_memory(tmp_path: Path) -> None:
    content = relabelled(packed([(TWO, bytes(40 * MEGABYTE))]), 1000)
    found = found_with(tmp_path, "maria/bomb.zip", content)
    one = next(one for one in found if one.student == "maria")
    tracemalloc.start()
    try:
        with pytest.raises(intake.UnreadableError, match="damaged"):
            one.read()
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_zip_that_would_fill_the_disk_is_refused_whole(tmp_path: Path) -> None:
    some = packed([(f"{number}.ipynb", b"") for number in range(9)])
    for at in [at for at in range(len(some)) if some[at : at + 4] == b"PK\x01\x02"]:
        some = some[: at + 24] + struct.pack("<I", 2**32 - 2) + some[at + 28 :]
    assert "zip bomb" in only_problem(found_with(tmp_path, "maria/bomb.zip", some))


def test_a_zip_that_lists_too_many_files_is_refused(tmp_path: Path) -> None:
    content = packed([(f"{number}.txt", b"") for number in range(20_001)])
    assert "more than any submission" in only_problem(found_with(tmp_path, "maria.zip", content))


def test_a_list_of_files_that_would_fill_the_memory_is_not_read() -> None:
    content = packed([("x" * 60_000 + str(number), b"") for number in range(80)])
    with pytest.raises(ArchiveError, match="more files than any submission"):
        members(io.BytesIO(content))


def test_zips_in_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    content = packed([(TWO, GOOD)])
    for _ in range(8):
        content = packed([("more.zip", content)])
    assert "zip in more than 3 zips" in only_problem(found_with(tmp_path, "maria.zip", content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"no zip at all",
        bytes(1000),
        b"PK\x05\x06" + b"\1" * 18,
        b"\xff" * 70000,
    ],
)
def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    found = found_with(tmp_path, "maria/work.zip", content)
    assert "no zip, or a damaged one" in only_problem(found)
    assert len(found.submissions) == 1


def test_an_empty_zip_is_pointed_out(tmp_path: Path) -> None:
    assert "nothing in it" in only_problem(found_with(tmp_path, "maria/work.zip", packed([])))


def test_a_zip_that_was_cut_off_is_damaged(tmp_path: Path) -> None:
    content = packed([(TWO, os.urandom(5000))])
    found = found_with(tmp_path, "maria/work.zip", content[: len(content) // 2])
    assert "damaged" in only_problem(found)


def test_a_flipped_bit_within_a_zip_is_noticed(tmp_path: Path) -> None:
    content = bytearray(packed([(TWO, b"x" * 500)], zipfile.ZIP_STORED))
    content[200] ^= 1
    found = found_with(tmp_path, "maria/work.zip", bytes(content))
    one = next(one for one in found if one.student == "maria")
    with pytest.raises(intake.UnreadableError, match="damaged"):
        one.read()


@pytest.mark.parametrize("at", range(0, 160, 4))
def test_any_damage_to_a_zip_is_a_problem_or_unreadable_and_stops_nothing(
    tmp_path: Path, at: int
) -> None:
    content = bytearray(packed([(TWO, b"x" * 50)]))
    content[at % len(content)] ^= 0xFF
    for one in found_with(tmp_path, "maria/work.zip", bytes(content)):
        assert one.student == "good" or _content_or_reason(one) in {b"x" * 50, "ask for it"}


def _content_or_reason(one: intake.Submission) -> bytes | str:
    try:
        return one.read()
    except intake.UnreadableError as error:
        return "ask for it" if "ask for it" in str(error) else str(error)


def test_an_encrypted_notebook_cannot_be_read(tmp_path: Path) -> None:
    content = bytearray(packed([(TWO, GOOD)]))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = found_with(tmp_path, "maria/work.zip", bytes(content))
    one = next(one for one in found if one.student == "maria")
    with pytest.raises(intake.UnreadableError, match="without a password"):
        one.read()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_rare_way_of_packing_is_named(tmp_path: Path, method: int) -> None:
    found = found_with(tmp_path, "maria/work.zip", packed([(TWO, GOOD)], method))
    one = next(one for one in found if one.student == "maria")
    with pytest.raises(intake.UnreadableError, match="unusual way"):
        one.read()


@pytest.mark.parametrize("suffix", [".rar", ".7z", ".tar.gz"])
def test_other_archives_are_a_problem_not_silence(tmp_path: Path, suffix: str) -> None:
    found = found_with(tmp_path, f"maria/work{suffix}", b"Rar!")
    assert "ask for a zip" in only_problem(found)


def test_one_name_twice_in_a_zip_is_one_submission_and_one_note(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    content = packed([(f"maria/{TWO}", b"one"), (f"maria/{TWO}", b"two")])
    recwarn.clear()  # zipfile warns who writes such a zip
    found = found_in_zip(tmp_path, content)
    assert len(found.submissions) == 1
    assert "was taken" in only_note(found)


@pytest.mark.parametrize(
    ("one", "other"), [("maria", "Maria"), ("Jos\u00e9", "Jose\u0301"), ("straße", "STRASSE")]
)
def test_names_that_some_system_takes_for_one_are_two_people_and_pointed_out(
    tmp_path: Path, one: str, other: str
) -> None:
    found = found_in_zip(tmp_path, packed([(f"{one}/{TWO}", b"1"), (f"{other}/{TWO}", b"2")]))
    assert {each.student for each in found} == {one, other}
    assert "differ only in case or form" in only_note(found)
    assert len({intake.folder_name(each.student).casefold() for each in found}) == 2


@pytest.mark.parametrize("name", [TWO, "exercises/02.ipynb", "foedus-backup.zip", "Untitled.ipynb"])
def test_a_notebook_of_nobody_or_of_no_lesson_is_a_problem(tmp_path: Path, name: str) -> None:
    content = packed([(TWO, GOOD)]) if name.endswith(".zip") else GOOD
    assert "belongs to no" in only_problem(found_with(tmp_path, name, content))


def test_hidden_notebooks_are_problems(tmp_path: Path) -> None:
    assert "hidden" in only_problem(found_with(tmp_path, ".trash/maria_02.ipynb", GOOD))


def test_a_folder_named_like_a_notebook_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "maria.ipynb").mkdir()
    (tmp_path / "maria.ipynb" / TWO).write_bytes(GOOD)
    assert [one.lesson for one in intake.find(tmp_path)] == ["02"]


def test_folders_without_end_end(tmp_path: Path) -> None:
    path = tmp_path.joinpath(*["d"] * 60)
    path.mkdir(parents=True)
    (path / TWO).write_bytes(GOOD)
    found = intake.find(tmp_path)
    assert found.submissions == ()
    assert "folders deep" in only_problem(found)


def test_the_wrong_kind_of_file_is_pointed_out_once_a_student(tmp_path: Path) -> None:
    found = found_with(tmp_path, "maria/essay.pdf", b"%PDF")
    (tmp_path / "maria" / "picture.png").write_bytes(b"x")
    (tmp_path / "good" / "picture.png").write_bytes(b"x")
    found = intake.find(tmp_path)
    assert only_problem(found) == "is no notebook, nor is any of the 2 files there"


def test_every_notebook_is_a_submission_a_problem_or_an_older_version(tmp_path: Path) -> None:
    names = [f"m{number}/{TWO}" for number in range(20)]
    names += [f"m1/copy {number}.ipynb" for number in range(5)]
    names += [f"m1/{STEM} ({number}).ipynb" for number in range(5)]
    names += ["x.ipynb", "a/b/c/y.ipynb", "02.ipynb", f".hidden/{TWO}", f"m2/work\x01/{TWO}"]
    found = found_in_zip(tmp_path, packed([(name, GOOD) for name in names]))
    assert len(found.submissions) + len(found.problems) + len(found.notes) == len(names)
