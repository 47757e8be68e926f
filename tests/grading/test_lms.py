"""Points for Canvas and Moodle, read back by their rules; and cells that no spreadsheet runs."""

import csv
import io
import re
import stat
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foedus.grading.intake import Person, Roster, read_roster
from foedus.grading.lms import Row, csv_text, csv_value, write_rows, write_summary

LESSONS = ("01", "02")
MOST = {"01": 12.0, "02": 10.0}
PEOPLE = (
    Person("Garcia, Maria", "Garcia, Maria", "4021", "S100", "mgarcia", "m@example.edu", "", "A"),
    Person("Müller, Jörg", "Müller, Jörg", "4022", "S101", "jmueller", "j@example.edu", "", "A"),
    Person("O'Neil, Kim", "O'Neil, Kim", "4023", "S102", "kim", "k@example.edu", "", "B"),
)
CLASS = Roster(PEOPLE)
ROWS = (Row("Müller, Jörg", {"01": 11.456, "02": None}), Row("Garcia, Maria", {"01": 0, "02": 10}))


class CanvasImport:
    """Reads a gradebook by the rules of Canvas's own importer (docs/lms-formats.md)."""

    def __init__(self, text: str) -> None:
        lines = text.splitlines()[:3]
        counts = {
            sep: {len(next(csv.reader([one], delimiter=sep))) for one in lines} for sep in ";,"
        }
        wide = {sep: max(found) if len(found) == 1 else 0 for sep, found in counts.items()}
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if wide[";"] > wide[","] else ","))
        head = rows[0]
        assert "Student" in head[0]
        assert "ID" in head[1]
        assert re.search(r"SIS\s+User\s+ID", head[2])
        assert re.search(r"SIS\s+Login\s+ID", head[3])
        assert "Section" in head[4]
        kinds = "Current|Final|Override"
        ends = "Score|Points|Grade|Status"
        self.titles = [one for one in head[5:] if not re.search(rf"({kinds}) ({ends})", one)]
        assert len(self.titles) == len(set(self.titles)) == len(head) - 5
        assert all(len(row) == len(head) for row in rows)
        self.possible: dict[str, str] = {}
        self.grades: dict[str, dict[str, str]] = {}
        for row in rows[1:]:
            points = dict(zip(self.titles, row[5:], strict=True))
            if "Points Possible" in row[0]:
                self.possible = points
            else:
                assert row[1] not in self.grades or not row[1]
                self.grades[row[1] or row[0]] = points


class MoodleImport:
    """Reads grades by the rules of Moodle's own importer (docs/lms-formats.md)."""

    def __init__(self, text: str, map_from: str, users: set[str]) -> None:
        head, *rows = list(csv.reader(io.StringIO(text)))
        place = head.index(map_from)
        self.grades: dict[str, dict[str, Decimal | None]] = {}
        user = None
        for row in rows:
            assert len(row) == len(head), "csvweirdcolumns"
            if row[place]:
                assert row[place] in users, "usermappingerror: the whole import is refused"
                user = row[place]
            assert user is not None, "usermappingerrorusernotfound"
            assert user not in self.grades, "a blank id: the row before gets these grades"
            named = zip(head, row, strict=True)
            self.grades[user] = {k: self._new_grade(v) for k, v in named if re.match(r"\d\d ", k)}

    @staticmethod
    def _new_grade(text: str) -> Decimal | None:
        return None if text == "-" else Decimal(text or "0")


def written(
    tmp_path: Path, rows: Iterable[Row] = ROWS, roster: Roster | None = CLASS
) -> tuple[dict[str, str], tuple[str, ...]]:
    done = write_summary(rows, LESSONS, MOST, roster, tmp_path / "summary.csv")
    return {one.name: one.read_text(encoding="utf-8") for one in done.paths}, done.notes


def test_canvas_reads_back_every_grade_and_the_points_to_reach(tmp_path: Path) -> None:
    files, notes = written(tmp_path)
    canvas = CanvasImport(files["canvas.csv"])
    assert canvas.titles == ["01 Who says what", "02 What happened when"]
    assert canvas.possible == {"01 Who says what": "12", "02 What happened when": "10"}
    assert canvas.grades == {
        "4021": {"01 Who says what": "0", "02 What happened when": "10"},
        "4022": {"01 Who says what": "11.46", "02 What happened when": ""},
        "4023": {"01 Who says what": "", "02 What happened when": ""},
    }
    assert notes == ()


def test_canvas_and_moodle_both_read_summary_csv_which_has_one_row_a_student(
    tmp_path: Path,
) -> None:
    files, _ = written(tmp_path)
    assert len(files["summary.csv"].splitlines()) == 1 + len(PEOPLE)
    canvas = CanvasImport(files["summary.csv"])
    assert canvas.grades == CanvasImport(files["canvas.csv"]).grades
    users = {one.sis_login_id for one in PEOPLE}
    moodle = MoodleImport(files["summary.csv"], "SIS Login ID", users)
    assert moodle.grades["mgarcia"] == {"01 Who says what": 0, "02 What happened when": 10}


@pytest.mark.parametrize(
    ("column", "kind"), [("Email address", "email"), ("ID number", "sis_user_id")]
)
def test_moodle_reads_back_every_grade_and_takes_no_blank_for_a_nought(
    tmp_path: Path, column: str, kind: str
) -> None:
    files, _ = written(tmp_path)
    ids = [getattr(one, kind) for one in PEOPLE]
    moodle = MoodleImport(files["moodle.csv"], column, set(ids))
    assert list(moodle.grades) == ids
    assert moodle.grades[ids[1]] == {
        "01 Who says what": Decimal("11.46"),
        "02 What happened when": None,
    }


def test_a_file_with_a_row_of_points_to_reach_would_stop_moodle(tmp_path: Path) -> None:
    """Why one file cannot serve both."""
    files, _ = written(tmp_path)
    with pytest.raises(AssertionError, match="usernotfound"):
        MoodleImport(files["canvas.csv"], "SIS Login ID", {"mgarcia", "jmueller", "kim"})


def test_who_has_no_id_is_left_out_of_moodles_file_and_named_in_a_note(tmp_path: Path) -> None:
    people = (*PEOPLE, Person("Li Wei", "Li Wei", sis_user_id="S103"), Person("Ann", "Ann"))
    files, notes = written(tmp_path, roster=Roster(people))
    moodle = MoodleImport(files["moodle.csv"], "ID number", {"S100", "S101", "S102", "S103"})
    assert len(moodle.grades) == 4
    assert "Email address" not in files["moodle.csv"]
    assert any("1 student without ID number: not in moodle.csv" in one for one in notes)
    with pytest.raises(AssertionError, match="the row before"):
        MoodleImport(files["summary.csv"], "SIS User ID", {"S100", "S101", "S102", "S103"})


def test_a_list_without_ids_makes_no_file_for_moodle_and_an_old_one_goes(tmp_path: Path) -> None:
    written(tmp_path)
    files, notes = written(tmp_path, roster=Roster((Person("Ann", "Ann"),)))
    assert "moodle.csv" not in files
    assert not (tmp_path / "moodle.csv").exists()
    assert any("moodle.csv was not written" in one for one in notes)


def test_without_a_list_the_names_stand_alone(tmp_path: Path) -> None:
    files, notes = written(tmp_path, rows=[Row("maria", {"01": 7}), Row("li")], roster=None)
    assert CanvasImport(files["canvas.csv"]).grades["maria"]["01 Who says what"] == "7"
    assert MoodleImport(files["moodle.csv"], "Student", {"maria", "li"}).grades["li"] == {
        "01 Who says what": None,
        "02 What happened when": None,
    }
    assert any("--roster" in one for one in notes)


def test_strangers_are_in_the_summary_and_in_no_import(tmp_path: Path) -> None:
    files, notes = written(tmp_path, rows=[*ROWS, Row("eve", {"01": 12})])
    assert "eve,,,,,12," in files["summary.csv"].splitlines()
    assert "eve" not in files["canvas.csv"] + files["moodle.csv"]
    assert any("1 student not on the class list" in one for one in notes)


def test_a_name_cannot_pass_for_the_row_of_points_to_reach(tmp_path: Path) -> None:
    files, _ = written(tmp_path, rows=[Row("Points Possible", {"01": 0, "02": 0})], roster=None)
    canvas = CanvasImport(files["canvas.csv"])
    assert canvas.possible["01 Who says what"] == "12"
    assert len(canvas.grades) == 1
    assert CanvasImport(files["summary.csv"]).possible == {}


def test_an_exported_gradebook_gives_the_columns_their_headings(tmp_path: Path) -> None:
    text = "Student,ID,SIS User ID,SIS Login ID,Section,02 What happened when (5501)\nLi,7,,li,A,\n"
    (tmp_path / "canvas_export.csv").write_text(text, encoding="utf-8")
    roster = read_roster(tmp_path / "canvas_export.csv")
    files, _ = written(tmp_path, rows=[Row("Li", {"02": 9.5})], roster=roster)
    canvas = CanvasImport(files["canvas.csv"])
    assert canvas.titles == ["01 Who says what", "02 What happened when (5501)"]
    assert canvas.grades["7"]["02 What happened when (5501)"] == "9.5"


def test_answers_still_to_mark_are_told(tmp_path: Path) -> None:
    _, notes = written(tmp_path, rows=[Row("Garcia, Maria", {"01": 5}, to_mark=2)])
    assert any("1 student with answers still to be marked by a person (2)" in one for one in notes)


def test_more_points_than_moodle_takes_are_told(tmp_path: Path) -> None:
    done = write_summary(ROWS, LESSONS, {"01": 101}, Roster(PEOPLE), tmp_path / "summary.csv")
    assert any("above 100" in one for one in done.notes)


def test_two_rows_of_one_student_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'a' has several rows"):
        written(tmp_path, rows=[Row("a"), Row("a")])
    assert list(tmp_path.iterdir()) == []


HOSTILE = [
    "=1+1",
    "=HYPERLINK(0)",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
    "  =1",
    "\u00a0=1",
    "\0=1",
    "\ufeff=1",
    "\u200b=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "-1;=1",
    "x;=1",
    "x; @y",
    "x\t=1",
    "x\n=1",
    "x\r\n-y",
    "-2+3+cmd|' /C calc'!A0",
    "'=1",
    "''=1",
    "-",
    "--",
    "1e5=",
]


def cells_of_any_reader(text: str) -> list[str]:
    """What spreadsheets of several countries may take for the beginnings of cells."""
    return re.split(r"[;\t\r\n]", text)


@given(st.text())
@pytest.mark.parametrize("start", ["", *HOSTILE])
def test_no_cell_starts_a_formula_and_all_text_comes_back(start: str, text: str) -> None:
    for one in (start + text, text + start):
        made = csv_text(one)
        for cell in cells_of_any_reader(made):
            seen = re.sub(r"^[\s\x00-\x1f\u200b-\u200f\ufeff]+", "", cell)
            number = re.fullmatch(r"[+-]\d+(\.\d+)?([eE][+-]?\d+)?|-", seen, re.ASCII)
            assert number or not seen.startswith(
                ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
            )
        assert not made.startswith(("\t", "\r", "\n"))
        assert csv_value(made) == one


@given(st.text(), st.text())
@example("=1", "'=1")
@example("-1", "'-1")
def test_two_texts_never_make_the_same_cell(one: str, other: str) -> None:
    assert (csv_text(one) == csv_text(other)) == (one == other)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_number_stays_a_number(number: int | Decimal) -> None:
    assert Decimal(csv_text(number)) == number
    assert csv_text(str(number)) == str(number)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (7, "7"),
        (7.0, "7"),
        (-0.5, "-0.5"),
        (1 / 3, "0.333333"),
        (1e20, "100000000000000000000"),
        (float("nan"), ""),
        (float("inf"), ""),
        ("O'Neil, Kim", "O'Neil, Kim"),
        ("'t Hooft", "'t Hooft"),
        ("+49 30 1234", "'+49 30 1234"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_values_and_their_cells(value: object, cell: str) -> None:
    assert csv_text(value) == cell


def test_a_hostile_name_is_harmless_in_every_file(tmp_path: Path) -> None:
    name = "=cmd|' /C calc'!A0"
    files, _ = written(tmp_path, rows=[Row(name, {"01": 1})], roster=None)
    for text in files.values():
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "grades.csv", [["student"], ["li"]])
    assert stat.S_IMODE(path.stat().st_mode) == 0o644

    def broken() -> Iterator[list[str]]:
        yield ["student"]
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        write_rows(path, broken())
    assert path.read_text() == "student\nli\n"
    assert [one.name for one in tmp_path.iterdir()] == ["grades.csv"]


def test_a_link_in_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "precious.txt"
    other.write_text("keep")
    link: Path = tmp_path / "grades.csv"
    link.symlink_to(other)
    write_rows(link, [["student"]])
    assert (other.read_text(), link.is_symlink()) == ("keep", False)
