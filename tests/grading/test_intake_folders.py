"""Folder names for students: safe everywhere, readable, and nobody else's."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foedus.grading.intake_folders import folded, folder_name, shown

ANY = st.text(st.characters(), max_size=300)
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def is_safe(name: str) -> bool:
    return (
        0 < len(name.encode()) <= 117
        and not re.search(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|;=\u2028\u2029\u202e]', name)
        and name[0] not in "-. @+'"
        and name[-1] not in ". "
        and name.split(".", maxsplit=1)[0].casefold() not in RESERVED
        and name == unicodedata.normalize("NFC", name)
    )


@given(ANY)
@example("")
@example("..")
@example("NUL.txt")
@example("com¹")
@example("-rf")
@example("x" * 500)
@example("\ud800")
@example("\u0301")
@example("a\nb")
def test_every_name_is_safe(student: str) -> None:
    assert is_safe(folder_name(student))


@given(ANY, ANY)
@example("maria", "Maria")
@example("José", "Jose\u0301")
@example("straße", "strasse")
@example("ﬁ", "fi")
@example("a/b", "a_b")
@example("x" * 200, "x" * 201)
@example("\u0131", "i")
@example("Kelvin", "\u212aelvin")
@example("nul", "_nul")
@example("a.", "a")
def test_two_students_never_share_a_folder_on_any_file_system(one: str, other: str) -> None:
    if one != other:
        assert folded(folder_name(one)) != folded(folder_name(other))


@given(ANY)
def test_a_name_made_here_is_nobodys_own(student: str) -> None:
    made = folder_name(student)
    if made != student:
        assert folder_name(made) != made


@given(st.sampled_from(["maria", "MARIA", "Maria"]), ANY)
def test_a_student_cannot_take_anothers_folder_by_their_name(victim: str, other: str) -> None:
    for guess in (other, folder_name(victim), f"{victim}.", f"../{victim}", f"{victim}\0"):
        if guess != victim:
            assert folded(folder_name(guess)) != folded(folder_name(victim))


@pytest.mark.parametrize("student", ["maria", "s123456", "Maria Garcia", "Garcia, Maria", "李 明"])
def test_a_plain_name_stays_as_it_is(student: str) -> None:
    assert folder_name(student) == student


@given(ANY)
def test_what_is_shown_stands_on_one_line_and_hides_nothing(text: str) -> None:
    assert shown(text).isprintable()
