"""Each fault is found in a copy damaged on purpose, with its file, row, column and reason."""

from __future__ import annotations

import builtins
import re
import sys
from typing import TYPE_CHECKING

from foedus.faults import Fault
from foedus.schema import DATA
from foedus.validation import check_folder, main_check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Damage = Callable[[str, str, str], Path]


def line_of(folder: Path, file: str, start: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(start))


def only(faults: list[Fault]) -> Fault:
    assert len(faults) == 1, "\n".join(map(str, faults))
    return faults[0]


def test_the_course_data_has_no_fault() -> None:
    assert check_folder() == []


def test_a_missing_column_is_named(damage: Damage) -> None:
    folder = damage("ties.csv", ",signed,", ",")
    assert check_folder(folder) == [
        Fault(
            "ties.csv", 1, "signed", "the column is missing — add it to the header and to every row"
        )
    ]


def test_a_column_too_many_is_named(damage: Damage) -> None:
    fault = only(check_folder(damage("parties.csv", "effect,note\n", "effect,note,remark\n")))
    assert (fault.file, fault.row, fault.column) == ("parties.csv", 1, "remark")
    assert fault.reason.startswith("the schema has no such column")


def test_an_unknown_country_code_is_named(damage: Damage) -> None:
    folder = damage("sanctions.csv", "N01,UNO,IRN", "N01,UNO,XXX")
    assert check_folder(folder) == [
        Fault(
            "sanctions.csv",
            2,
            "target",
            "'XXX' is not in countries.csv — correct it or add a row there",
        )
    ]


def test_an_unknown_code_inside_a_list_is_named(damage: Damage) -> None:
    folder = damage("events.csv", "RUS;IRN;GBR,treaty", "RUS;IRN;XXX,treaty")
    fault = only(check_folder(folder))
    assert (fault.file, fault.row, fault.column) == ("events.csv", 2, "actors")
    assert fault.reason == "'XXX' is not in countries.csv — correct it or add a row there"


def test_a_day_that_is_not_in_the_calendar_is_named(damage: Damage) -> None:
    folder = damage("ties.csv", "2025-01-17", "2025-02-30")
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("ties.csv", "signed")
    assert fault.row == line_of(folder, "ties.csv", "rus-irn-2025,")
    assert fault.reason == (
        "'2025-02-30' is not a valid date (a day of the calendar as 2025-06-22) — correct it"
    )


def test_a_partial_date_that_is_not_in_the_calendar_is_named(damage: Damage) -> None:
    folder = damage("events.csv", "treaty-signed-2025,2025-01-17", "treaty-signed-2025,2025-02-30")
    row = line_of(folder, "events.csv", "treaty-signed-2025,")
    reason = "'2025-02-30' is not in the calendar — correct the date"
    assert Fault("events.csv", row, "date", reason) in check_folder(folder)


def test_a_tie_that_ends_before_it_starts_is_named(damage: Damage) -> None:
    folder = damage(
        "ties.csv", "1828-02-22,1828-02-22,1918-01-27", "1828-02-22,1828-02-22,1818-01-27"
    )
    assert check_folder(folder) == [
        Fault(
            "ties.csv",
            2,
            "in_force_to",
            "1818-01-27 lies before in_force_from 1828-02-22 — correct one of the dates",
        )
    ]


def test_an_event_that_ends_before_it_starts_is_named(damage: Damage) -> None:
    folder = damage("events.csv", "1911-11-29,1911-12-24", "1911-11-29,1911-10")
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("events.csv", "date_end")
    assert fault.row == line_of(folder, "events.csv", "shuster-1911")
    assert fault.reason == "1911-10 lies before date 1911-11-29 — correct one of the dates"


def test_a_duplicate_id_is_named(damage: Damage) -> None:
    folder = damage("arms.csv", "\nA02,", "\nA01,")
    assert Fault(
        "arms.csv",
        3,
        "id",
        "'A01' is the same as in the row at position 2 — every value of this column stands once",
    ) in check_folder(folder)


def test_a_vote_by_a_non_member_is_named(damage: Damage) -> None:
    folder = damage("votes.csv", "S/RES/2231,AGO,", "S/RES/2231,IRN,")
    row = line_of(folder, "votes.csv", "S/RES/2231,IRN,")
    reason = (
        "IRN was not on the Security Council in 2015 — remove the vote or correct council_years"
    )
    assert check_folder(folder) == [Fault("votes.csv", row, "country", reason)]


def test_a_vote_by_something_that_is_no_state_is_named(damage: Damage) -> None:
    folder = damage("votes.csv", "A/RES/66/253,AFG,", "A/RES/66/253,EUU,")
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("votes.csv", "country")
    assert fault.reason == "EUU is not a member of the United Nations — remove the vote"


def test_a_wrong_total_is_named(damage: Damage) -> None:
    folder = damage("resolutions.csv", ",137,12,17,27,", ",138,12,17,27,")
    row = line_of(folder, "resolutions.csv", "A/RES/66/253")
    assert check_folder(folder) == [
        Fault(
            "resolutions.csv",
            row,
            "yes",
            "138 in the official total, 137 in votes.csv — correct the total or the roll call",
        )
    ]


def test_a_missing_vote_is_named(copy_of_data: Path) -> None:
    path = copy_of_data / "votes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.startswith("S/RES/2231,USA,")))
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    faults = {(f.file, f.column): f.reason for f in check_folder(copy_of_data)}
    assert faults["resolutions.csv", "id"].startswith("14 members in votes.csv, the organ has 15")
    assert faults["resolutions.csv", "yes"].startswith("15 in the official total, 14 in votes.csv")


def test_a_veto_without_a_no_is_named(damage: Damage) -> None:
    folder = damage("resolutions.csv", "vetoed,RUS,s-2014-189", "vetoed,CHN,s-2014-189")
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("resolutions.csv", "vetoed_by")
    assert fault.reason.startswith("CHN is no permanent member that voted no")


def test_a_byte_that_is_not_utf_8_is_named(copy_of_data: Path) -> None:
    path = copy_of_data / "actors.csv"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"Islamic Republic of Iran", b"Islamic Republic of Ir\xe3n", 1))
    assert check_folder(copy_of_data) == [
        Fault("actors.csv", 3, "name", "byte 0xe3 is not UTF-8 — save the file as UTF-8")
    ]


def test_an_empty_file_is_named(copy_of_data: Path) -> None:
    (copy_of_data / "clauses.csv").write_bytes(b"")
    assert check_folder(copy_of_data) == [
        Fault("clauses.csv", 1, "-", "the file is empty — restore it with its header")
    ]


def test_a_file_that_is_not_there_is_named(copy_of_data: Path) -> None:
    (copy_of_data / "arms_tiv.csv").unlink()
    assert check_folder(copy_of_data) == [
        Fault("arms_tiv.csv", 1, "-", "the file is missing — put arms_tiv.csv into the folder")
    ]


def test_foreign_line_ends_are_named(copy_of_data: Path) -> None:
    path = copy_of_data / "treaties.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    fault = only(check_folder(copy_of_data))
    assert (fault.file, fault.row) == ("treaties.csv", 1)
    assert "LF line ends" in fault.reason


def test_a_value_that_is_not_allowed_is_named_with_those_that_are(damage: Damage) -> None:
    folder = damage("votes.csv", "A/RES/66/253,AFG,yes", "A/RES/66/253,AFG,maybe")
    fault = next(f for f in check_folder(folder) if f.file == "votes.csv")
    assert fault.column == "vote"
    assert fault.reason == (
        "'maybe' is not allowed — use one of ['yes', 'abstain', 'no', 'absent']"
    )


def test_a_blank_cell_that_must_be_filled_is_named(damage: Damage) -> None:
    folder = damage("countries.csv", "AFG,Afghanistan", "AFG,")
    fault = only(check_folder(folder))
    assert (fault.file, fault.row, fault.column) == ("countries.csv", 2, "name")
    assert fault.reason == "the cell is blank — this column must be filled"


def test_a_row_that_is_too_long_is_named(damage: Damage) -> None:
    folder = damage(
        "parties.csv", "nato-1949,USA,1949-08-24,,party,,", "nato-1949,USA,1949-08-24,,party,,,x"
    )
    fault = next(f for f in check_folder(folder) if f.file == "parties.csv")
    assert fault.row == 2
    assert fault.reason == "the row is too long — quote cells that hold commas"


def test_a_tie_without_direction_that_needs_one_is_named(damage: Damage) -> None:
    folder = damage("ties.csv", "usa-rus-sanc,USA,RUS,true", "usa-rus-sanc,USA,RUS,false")
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("ties.csv", "directed")
    assert fault.row == line_of(folder, "ties.csv", "usa-rus-sanc,")
    assert fault.reason == "sanctions has a direction — set directed to true"


def test_the_same_tie_written_twice_is_named(copy_of_data: Path) -> None:
    path = copy_of_data / "ties.csv"
    text = path.read_text(encoding="utf-8")
    line = next(x for x in text.splitlines() if x.startswith("rus-irn-2001,"))
    again = line.replace("rus-irn-2001,RUS,IRN,false", "rus-irn-2001-again,IRN,RUS,true")
    path.write_text(text + again + "\n", encoding="utf-8", newline="\n")
    fault = only(check_folder(copy_of_data))
    first = line_of(copy_of_data, "ties.csv", "rus-irn-2001,")
    assert (fault.file, fault.row, fault.column) == ("ties.csv", 532, "id")
    assert fault.reason == f"the same tie as in row {first} — keep one of the two"


def test_a_tie_that_outlasts_the_membership_is_named(damage: Damage) -> None:
    folder = damage(
        "parties.csv", "csto-1992,AZE,1994-04-20,1999-04-20", "csto-1992,AZE,1994-04-20,1998-04-20"
    )
    faults = [f for f in check_folder(folder) if f.file == "ties.csv"]
    assert {f.column for f in faults} == {"basis"}
    assert len(faults) == 4
    assert faults[0].reason.endswith(
        "were not both parties to csto-1992 all that time — see parties.csv"
    )


def test_a_pair_of_parties_without_a_tie_is_named(copy_of_data: Path) -> None:
    path = copy_of_data / "ties.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = next(line for line in lines if line.startswith("gcc-jd-2000-sau-are,"))
    path.write_text("".join(x for x in lines if x != gone), encoding="utf-8", newline="\n")
    fault = only(check_folder(copy_of_data))
    assert (fault.file, fault.column) == ("treaties.csv", "id")
    assert fault.row == line_of(copy_of_data, "treaties.csv", "gcc-jd-2000,")
    assert fault.reason == (
        "the ties of ARE and SAU do not cover their time as parties — see ties.csv"
    )


def test_a_membership_in_actors_that_parties_does_not_know_is_named(damage: Damage) -> None:
    folder = damage("parties.csv", "nato-1949,TUR,1952-02-18", "nato-1949,TUR,1952-02-17")
    faults = {(f.file, f.column): f.reason for f in check_folder(folder)}
    assert faults["actors.csv", "nato_since"] == (
        "'1952-02-18', but parties.csv has '1952-02-17' for nato-1949 — make them agree"
    )


def test_a_source_nobody_cites_is_named(copy_of_data: Path) -> None:
    path = copy_of_data / "sources.csv"
    text = path.read_text(encoding="utf-8")
    row = "zz-left-over,A page,Somebody,https://example.org/,news,en,true,,\n"
    path.write_text(text + row, encoding="utf-8", newline="\n")
    fault = only(check_folder(copy_of_data))
    assert (fault.file, fault.column) == ("sources.csv", "id")
    assert fault.row == len(text.splitlines()) + 1
    assert fault.reason == "no row cites this source — cite it or remove it"


def test_a_source_that_is_missing_is_named(damage: Damage) -> None:
    folder = damage("events.csv", ",tass-1978727,", ",tass-0000000,")
    faults = [f for f in check_folder(folder) if f.file == "events.csv"]
    assert only(faults).reason == (
        "'tass-0000000' is not in sources.csv — correct it or add a row there"
    )


def test_a_row_without_a_source_must_say_memory(damage: Damage) -> None:
    path = DATA / "ties.csv"
    line = next(
        x for x in path.read_text(encoding="utf-8").splitlines() if x.startswith("rus-isr-dip,")
    )
    folder = damage("ties.csv", line, line.replace(",memory,", ",seen,", 1))
    fault = only(check_folder(folder))
    assert (fault.file, fault.column) == ("ties.csv", "source")
    assert fault.reason == "verified says seen, but no source is named — name it or write memory"


def test_hindsight_without_a_day_is_named(damage: Damage) -> None:
    folder = damage("events.csv", ",2025-10-02,", ",,")
    fault = next(f for f in check_folder(folder) if f.file == "events.csv")
    assert fault.column == "later_from"
    assert fault.reason == "later and later_from go together — fill both or none"


def test_hindsight_known_on_the_article_day_is_named(damage: Damage) -> None:
    folder = damage("claims.csv", ",2026-06-26,", ",2025-06-20,")
    reasons = [f.reason for f in check_folder(folder) if f.file == "claims.csv"]
    assert reasons == ["known by 2025-06-22 already — move the text to note or correct the day"]


def test_a_description_that_is_no_json_is_named(copy_of_data: Path) -> None:
    (copy_of_data / "datapackage.json").write_text('{"name": "foedus",\n', encoding="utf-8")
    fault = only(check_folder(copy_of_data))
    assert (fault.file, fault.row) == ("datapackage.json", 2)


def test_the_command_prints_one_line_a_fault_and_exits_with_1(
    damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = damage("sanctions.csv", "N01,UNO,IRN", "N01,UNO,XXX")
    assert main_check(folder) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"sanctions\.csv:2:target: 'XXX' is not in .+ — .+", first)
    assert last == "1 fault."


def test_the_command_exits_with_0_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main_check() == 0
    assert capsys.readouterr().out == "No fault.\n"


def test_the_command_exits_with_2_when_there_is_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_check(tmp_path / "nowhere") == 2
    assert "There is no folder" in capsys.readouterr().err


def test_the_command_says_what_to_install_when_frictionless_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *args: object, **kwargs: object) -> object:
        if name == "frictionless":
            raise ModuleNotFoundError(name, name=name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "frictionless", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert main_check() == 2
    err = capsys.readouterr().err
    assert err == 'Checking the data needs frictionless: pip install "foedus[authors]"\n'
