from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from foedus.schema import DATA, read_package, read_tables
from foedus.tables import ARTICLE_DAY, TABLES, load

ROWS = {
    "events": 146,
    "actors": 32,
    "treaties": 8,
    "parties": 48,
    "ties": 530,
    "clauses": 33,
    "claims": 38,
    "resolutions": 45,
    "votes": 4769,
    "arms": 51,
    "arms_tiv": 168,
    "sanctions": 35,
}


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_every_row_of_the_fact_pack_is_there(name: str, rows: int) -> None:
    assert len(load(name)) == rows


def test_every_described_table_can_be_loaded() -> None:
    assert set(ROWS) | {"methods", "sources", "countries"} == set(TABLES)
    for name in TABLES:
        assert not load(name).empty


@pytest.mark.parametrize("name", TABLES)
def test_columns_stand_in_the_order_of_the_schema(name: str) -> None:
    columns = [c for c in load(name).columns if c not in {"start", "end"}]
    assert tuple(columns) == read_tables()[name].columns


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("as_of", [None, ARTICLE_DAY])
def test_columns_have_the_types_that_the_schema_promises(name: str, as_of: str | None) -> None:
    frame = load(name, as_of)
    for field in read_tables()[name].fields:
        dtype = frame[field.name].dtype
        if field.enum:
            assert isinstance(dtype, pd.CategoricalDtype)
            assert dtype.ordered is bool(field.own.get("ordered"))
        elif field.type == "string":
            assert pd.api.types.is_string_dtype(dtype)
            assert frame[field.name].notna().all()
        else:
            kinds = {"date": "M", "boolean": "b", "integer": "i", "number": "f"}
            assert dtype.kind == kinds[field.type], field.name


def test_ties_are_ordered_from_the_strongest_kind_to_the_weakest() -> None:
    kinds = list(load("ties")["kind"].cat.categories)
    assert kinds[0] == "armed-conflict"
    assert kinds[-2:] == ["no-diplomatic-relations", "sanctions"]
    assert kinds.index("defense") < kinds.index("neutrality") < kinds.index("consultation")


def test_partial_dates_get_their_first_and_last_possible_day() -> None:
    events = load("events").set_index("id")
    month = events.loc["constitution-1979"]
    assert month["date"] == "1979-12"
    assert (month["start"], month["end"]) == (
        pd.Timestamp("1979-12-01"),
        pd.Timestamp("1979-12-31"),
    )
    years = events.loc["shah-soviet-deals-1966"]
    assert (years["start"], years["end"]) == (
        pd.Timestamp("1966-01-01"),
        pd.Timestamp("1967-12-31"),
    )
    leap = events.loc["soviet-afghanistan-1979"]
    assert leap["end"] == pd.Timestamp("1989-02-28")


def test_every_load_is_a_fresh_copy() -> None:
    first = load("events")
    first.loc[:, "title"] = "changed"
    del first["summary"]
    first.attrs["as_of"] = "changed"
    again = load("events")
    assert "changed" not in set(again["title"])
    assert "summary" in again.columns
    assert again.attrs == {"table": "events", "as_of": None}


def test_a_change_in_an_as_of_copy_does_not_reach_the_next_one() -> None:
    first = load("ties", ARTICLE_DAY)
    first["note"] = "changed"
    assert "changed" not in set(load("ties", ARTICLE_DAY)["note"])


DAYS = [
    "2025-06-22",
    dt.date(2025, 6, 22),
    dt.datetime(2025, 6, 22, 18, 40, tzinfo=dt.UTC),
    pd.Timestamp("2025-06-22 02:10"),
]


@pytest.mark.parametrize("as_of", DAYS)
def test_a_day_may_be_given_in_any_usual_form(as_of: object) -> None:
    frame = load("events", as_of)  # type: ignore[arg-type]
    assert len(frame) == len(load("events", ARTICLE_DAY))
    assert frame.attrs == {"table": "events", "as_of": "2025-06-22"}


@pytest.mark.parametrize(
    "as_of", ["22 June 2025", "2025-06", "20250622", "2025-02-30", "", 2025, True, pd.NaT, 1.5]
)
def test_what_is_not_a_day_is_refused_with_what_is_allowed(as_of: object) -> None:
    with pytest.raises(ValueError, match=r"as_of=.* is not a day"):
        load("events", as_of)  # type: ignore[arg-type]


def test_an_unknown_table_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(ValueError, match=r"no table 'event'\. Choose one of: events, actors"):
        load("event")


def test_the_article_day_is_that_of_the_data_package() -> None:
    assert read_package()["foedus:articleDay"] == ARTICLE_DAY == "2025-06-22"


def test_the_package_names_its_licences_and_terms() -> None:
    terms = {t.name: t.licence["name"] for t in read_tables().values()}
    assert {terms["arms"], terms["arms_tiv"]} == {"SIPRI-terms"}
    assert {terms["votes"], terms["resolutions"]} == {"UN-acknowledgement"}
    assert {
        v for k, v in terms.items() if k not in {"arms", "arms_tiv", "votes", "resolutions"}
    } == {"CC-BY-4.0"}
    assert "credit to SIPRI" in read_tables()["arms"].own["terms"]


def test_every_column_is_described() -> None:
    for table in read_tables().values():
        for field in table.fields:
            assert len(field.description) > 8, (table.name, field.name)
            assert set(field.own.get("meanings", field.enum)) == set(field.enum)


def test_files_are_utf_8_with_lf_and_a_last_line_end() -> None:
    for name in TABLES:
        raw = (DATA / f"{name}.csv").read_bytes()
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
        raw.decode("utf-8")
