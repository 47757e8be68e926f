"""Partial dates read as intervals, and phases in the order of time."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fo
from foedus import chronology
from foedus.chronology import tie_events


@pytest.mark.parametrize(
    ("date", "known", "first", "last"),
    [
        ("1979", "year", "1979-01-01", "1979-12-31"),
        ("1979-12", "month", "1979-12-01", "1979-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("1979-11-04", "day", "1979-11-04", "1979-11-04"),
    ],
)
def test_a_partial_date_is_the_interval_of_its_possible_days(
    date: str, known: str, first: str, last: str
) -> None:
    assert chronology.precision(date) == known
    assert [day.isoformat() for day in chronology.day_range(date)] == [first, last]


def test_an_interval_runs_to_the_last_possible_day_of_its_end() -> None:
    first, last = chronology.day_range("1979-12", "1989-02")
    assert (first, last) == (dt.date(1979, 12, 1), dt.date(1989, 2, 28))


@pytest.mark.parametrize("text", ["", "22.6.2025", "2025-6-22", "2025-06-22T02:10", "20250622"])
def test_text_that_is_no_iso_date_is_refused_with_the_forms_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="write 1979, 1979-12 or 1979-11-04"):
        chronology.precision(text)


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "0000"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day of the calendar"):
        chronology.day_range(text)


def test_an_end_before_its_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot precede"):
        chronology.day_range("2025-06-22", "2025-06-21")


def test_an_end_known_less_exactly_than_its_beginning_is_allowed() -> None:
    assert chronology.day_range("1980-09-22", "1980")[1] == dt.date(1980, 12, 31)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_lies_within_its_month_and_its_month_within_its_year(day: dt.date) -> None:
    text = day.isoformat()
    within = [chronology.day_range(text[:length]) for length in (10, 7, 4)]
    (a, b), (c, d), (e, f) = within
    assert e <= c <= a == day == b <= d <= f


def test_spans_keep_the_index_and_work_without_an_end_column() -> None:
    found = chronology.spans(pd.DataFrame({"date": ["1927", "2025-06-22"]}, index=["x", "y"]))
    assert found.index.tolist() == ["x", "y"]
    assert found.loc["x", "end"] == pd.Timestamp("1927-12-31")
    assert found["precision"].tolist() == ["year", "day"]


def _events() -> pd.DataFrame:
    events = pd.DataFrame(
        {
            "date": ["2025-06-13", "1979", "1980-09", "2025-06-25"],
            "date_end": ["", "", "1988-08-20", ""],
            "phase": ["war", "revolution", "revolution", "war"],
        }
    )
    return events.join(chronology.spans(events))


def test_overlapping_counts_both_ends_and_whatever_may_lie_between() -> None:
    events = _events()
    assert chronology.overlapping(events, "1988-08-20", "2025-06-13").index.tolist() == [0, 2]
    assert chronology.overlapping(events, "1979-05-01", "1979-05-02").index.tolist() == [1]
    assert chronology.overlapping(events, "1990-01-01", "1999-12-31").empty


def test_phases_come_in_order_of_time_with_first_and_last_day() -> None:
    phases = chronology.phase_spans(_events())
    assert phases["phase"].tolist() == ["revolution", "war"]
    assert phases["start"].tolist() == [pd.Timestamp("1979-01-01"), pd.Timestamp("2025-06-13")]
    assert phases["end"].tolist() == [pd.Timestamp("1988-08-20"), pd.Timestamp("2025-06-25")]
    assert phases["events"].tolist() == [2, 2]


def test_phases_of_a_categorical_column_leave_out_those_without_events() -> None:
    events = _events()
    events["phase"] = pd.Categorical(events["phase"], ["revolution", "peace", "war"])
    assert chronology.phase_spans(events)["phase"].tolist() == ["revolution", "war"]


def test_a_tie_becomes_one_event_for_each_date_it_has() -> None:
    found = tie_events(fo.load("ties").query("id == 'rus-irn-2001'"))
    assert found["turn"].tolist() == ["signed", "begins"]
    assert found["actors"].unique().tolist() == ["RUS;IRN"]
    assert found["id"].is_unique


def test_a_tie_known_to_the_year_is_an_event_known_to_the_year() -> None:
    found = tie_events(fo.load("ties").query("id == 'rus-arm-arms'")).iloc[0]
    assert (found["date"], found["category"], found["phase"]) == ("1993", "arms", "1990s")
    assert (found["start"], found["end"]) == (
        pd.Timestamp("1993-01-01"),
        pd.Timestamp("1993-12-31"),
    )


def test_events_and_ties_together_make_a_timeline() -> None:
    events, ties = (fo.load(name, as_of=fo.ARTICLE_DAY) for name in ("events", "ties"))
    pair = fo.ties_of_pair(ties, "RUS", "PRK")
    both = pd.concat([events[events["actors"].str.contains("PRK")], tie_events(pair)])
    assert len(fo.Timeline(both).table) == len(both)


def test_no_dates_make_no_events() -> None:
    assert tie_events(fo.load("ties").head(0)).empty
