"""Class lists: hand-made, and as Canvas and Moodle export them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.grading import intake
from foedus.grading.intake import Person, Roster, RosterError, read_roster

TWO = "02_what_happened_when.ipynb"

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,02 What happened when (5501),Ex 3 (5502),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10.00,10.00,(read only)
"Garcia, Maria",4021,S100,mgarcia,Section A,7.50,,75.00
"Wang, Wei",4022,S101,wwang,"Section A and Section B",,,
"Wang, Wei",4023,S102,wwang2,Section A,,,
"Student, Test",4999,,5e1f0,Section A,,,
"""

MOODLE_GRADES = """\
First name,Last name,ID number,Email address,Assignment: Two (Real),Last downloaded from this course
Jörg,Müller,S200,Joerg.Mueller@example.edu,-,1763850000
Li,Wei,S201,li@example.edu,7.00,1763850000
"""


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


def test_a_gradebook_that_canvas_exported(tmp_path: Path) -> None:
    roster = listed(tmp_path, CANVAS)
    assert roster.people[0] == Person(
        student="Garcia, Maria",
        name="Garcia, Maria",
        id="4021",
        sis_user_id="S100",
        sis_login_id="mgarcia",
        section="Section A",
    )
    assert [one.student for one in roster.people[1:]] == ["Wang, Wei (4022)", "Wang, Wei (4023)"]
    assert roster.titles == {"02": "02 What happened when (5501)"}


def test_a_gradebook_of_canvas_with_two_columns_of_names(tmp_path: Path) -> None:
    text = (
        "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,X (1)\nGarcia,Maria,4021,,mg,A,\n"
    )
    (person,) = listed(tmp_path, text).people
    assert (person.student, person.id, person.sis_login_id) == ("Maria Garcia", "4021", "mg")


def test_grades_that_moodle_exported(tmp_path: Path) -> None:
    roster = listed(tmp_path, MOODLE_GRADES)
    assert roster.people[0] == Person(
        student="Jörg Müller",
        name="Jörg Müller",
        sis_user_id="S200",
        email="Joerg.Mueller@example.edu",
    )
    assert roster.titles == {}


def test_participants_that_moodle_exported(tmp_path: Path) -> None:
    text = '﻿"First name","Last name","Email address",Groups\nLi,Wei,li@example.edu,\n'
    assert [one.email for one in listed(tmp_path, text).people] == ["li@example.edu"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    rows = [["Student", "E-mail", "username"], ["Jörg Müller", "j@example.edu", "jm"], ["", "", ""]]
    text = end.join(separator.join(row) for row in rows) + end
    (person,) = listed(tmp_path, text, encoding).people
    assert (person.student, person.email, person.username) == ("Jörg Müller", "j@example.edu", "jm")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("student\n", "lists nobody"),
        ("points,grade\n1,2\n", "row 1: no column says who is who. It has points, grade"),
        ("student,email\nGarcia, Maria,m@x\n", "row 2: 3 cells, but 2 columns"),
        ('student,id\n"Li\nWei",7\n', "row 3, column student: a line break"),
        ('student,id\n"Li,7\n', "no CSV"),
        ("student,id\nLi,7\n\nMa,7\n", "row 4, column id: '7' stands in row 2 too"),
        ("student,email\nLi,a@x\nMa,a@x\n", "row 3, column email: 'a@x' stands in row 2 too"),
        ("student\0,id\nLi,7\n", "is no text"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_with_its_place(
    tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(RosterError, match=r"class\.csv") as refused:
        listed(tmp_path, text)
    assert says in str(refused.value)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="cannot be opened: No such file"):
        read_roster(tmp_path / "absent.csv")


def test_a_list_that_is_a_spreadsheets_own_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "class.xlsx").write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(RosterError, match="export the list as CSV"):
        read_roster(tmp_path / "class.xlsx")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"student,id\n" + content)
    try:
        told = bool(read_roster(path).people)
    except RosterError as error:
        told = "any.csv" in str(error)
    assert told


@pytest.mark.parametrize(
    "text",
    ["mgarcia", "S100", "4021", "Garcia, Maria", "maria garcia", "garciamaria", "MARIA  GARCIA"],
)
def test_a_person_is_found_by_any_name_or_id(tmp_path: Path, text: str) -> None:
    found = listed(tmp_path, CANVAS).find(text)
    assert found is not None
    assert found.id == "4021"


def test_nobody_is_guessed_among_namesakes(tmp_path: Path) -> None:
    roster = listed(tmp_path, CANVAS)
    assert roster.find("Wang, Wei") is None
    assert roster.find("wangwei") is None
    assert roster.find("wangwei", "4023").sis_login_id == "wwang2"
    assert roster.find("Garcia, Maria", "1") is None
    assert roster.find("") is None


def submitted(tmp_path: Path, *names: str) -> Path:
    for name in names:
        path = tmp_path / "place" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    return tmp_path / "place"


def test_submissions_bear_the_lists_names_and_who_is_missing_is_told(tmp_path: Path) -> None:
    place = submitted(
        tmp_path,
        f"garciamaria_LATE_4021_98765_{TWO}",
        f"wangwei_4023_98766_{TWO}",
        f"eve_6666_98767_{TWO}",
    )
    found = intake.find(place, listed(tmp_path, CANVAS))
    assert [one.student for one in found] == ["eve (6666)", "Garcia, Maria", "Wang, Wei (4023)"]
    assert found.missing == ("Wang, Wei (4022)",)
    ((who, why),) = found.notes
    assert who == "eve (6666)"
    assert "class list" in why


def test_moodles_full_names_are_found_in_the_list(tmp_path: Path) -> None:
    place = submitted(
        tmp_path,
        f"Jörg Müller_31337_assignsubmission_file_/{TWO}",
        f"Li Wei_31338_assignsubmission_file_{TWO}",
    )
    found = intake.find(place, listed(tmp_path, MOODLE_GRADES))
    assert [one.student for one in found] == ["Jörg Müller", "Li Wei"]
    assert (found.missing, found.problems) == ((), ())


def test_the_list_settles_which_part_of_a_path_is_the_student(tmp_path: Path) -> None:
    place = submitted(
        tmp_path,
        f"group 7/mgarcia_{TWO}",
        f"group 7/x/wwang/{TWO}",
        f"wwang2-{TWO}",
        f"group 7/03/{TWO}",
    )
    found = intake.find(place, listed(tmp_path, CANVAS))
    assert [one.student for one in found] == [
        "Garcia, Maria",
        "group 7",
        "Wang, Wei (4022)",
        "Wang, Wei (4023)",
    ]


def test_nobody_hands_in_for_a_namesake_of_a_canvas_number(tmp_path: Path) -> None:
    """Whoever calls herself like somebody else is still known by her number."""
    place = submitted(tmp_path, f"garciamaria_4022_98765_{TWO}")
    (one,) = intake.find(place, listed(tmp_path, CANVAS))
    assert one.student == "Wang, Wei (4022)"
