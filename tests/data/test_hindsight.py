"""Nothing that is loaded as of the article's day knows what came later."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

from foedus.schema import read_tables
from foedus.tables import ARTICLE_DAY, TABLES, load

DAY = pd.Timestamp(ARTICLE_DAY)
MONTHS = "July|August|September|October|November|December"
LATER = [
    r"\b2026\b|\b2027\b",  # a year
    rf"\b(?:{MONTHS}|Jul|Aug|Sept?|Oct|Nov|Dec)\.? 2025\b",  # a month of 2025
    rf"\b(?:{MONTHS}) \d{{1,2}},? 2025\b",
    r"\b(?:autumn|winter|late|end of|second half of) 2025\b",
    r"\b2025[-/](?:0[7-9]|1[0-2])\b",
    r"\b2025[-/]0?6[-/](?:2[3-9]|30)\b",
    r"\b(?:2[3-9]|30) June 2025\b|\bJune (?:2[3-9]|30),? 2025\b",
]
# forms of a date that no table uses; kept in case an author does
GUARDS = {LATER[2], LATER[5]}
# what came later, in words
FACTS = [
    r"twelve-day war",
    r"Mojtaba",
    r"Peskov.* denied a written",
    r"entered into force on 2 October",
    r"Al Udeid on",
    r"cease-?fire of 24 June",
    r"truce held",
    r"craters",
    r"snapback (?:of|in|on) (?:27|28|September|2025)",
    r"killed (?:in|on) .*28 February",
    r"War of 2026|Aftermath",
    r"eight months later",
]


@cache
def text_of(name: str, as_of: str | None = None) -> list[tuple[str, str, str]]:
    frame = load(name, as_of)
    return [
        (str(row), column, str(value))
        for column in frame.columns
        if not pd.api.types.is_datetime64_any_dtype(frame[column])
        for row, value in zip(frame.iloc[:, 0], frame[column], strict=True)
    ]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("pattern", [*LATER, *FACTS])
def test_no_text_loaded_on_the_article_day_tells_what_came_later(name: str, pattern: str) -> None:
    if name == "votes":
        return  # ids and codes only
    found = [
        entry for entry in text_of(name, ARTICLE_DAY) if re.search(pattern, entry[2], re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("pattern", [*(p for p in LATER if p not in GUARDS), *FACTS])
def test_each_pattern_finds_something_once_the_date_is_lifted(pattern: str) -> None:
    texts = [entry[2] for name in TABLES if name != "votes" for entry in text_of(name)]
    texts += list(load("events")["phase"].cat.categories)
    assert any(re.search(pattern, text, re.IGNORECASE) for text in texts)


@pytest.mark.parametrize("name", TABLES)
def test_no_date_loaded_on_the_article_day_is_later(name: str) -> None:
    frame = load(name, ARTICLE_DAY)
    for column in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            assert not (frame[column] > DAY).any(), column


def test_the_treaty_of_2025_is_signed_but_not_in_force_on_the_article_day() -> None:
    then = load("ties", ARTICLE_DAY).set_index("id").loc["rus-irn-2025"]
    now = load("ties").set_index("id").loc["rus-irn-2025"]
    assert pd.isna(then["in_force_from"])
    assert (then["later"], then["later_sources"]) == ("", "")
    assert "not in force on 22 June 2025" in then["note"]
    assert now["in_force_from"] == pd.Timestamp("2025-10-02")
    assert now["later"] == "The treaty entered into force on 2 October 2025."


def test_hindsight_appears_on_the_day_it_could_be_known() -> None:
    def medvedev(day: str) -> str:
        return str(load("events", day).set_index("id").loc["medvedev-22-june-2025", "later"])

    assert medvedev("2025-06-22") == ""
    assert medvedev("2025-06-23").startswith("On 23 June")


def test_an_end_nobody_knew_is_blank() -> None:
    then = load("ties", ARTICLE_DAY).set_index("id")
    assert pd.isna(then.loc["isr-irn-conflict-2025", "in_force_to"])
    assert pd.isna(then.loc["usa-syr-sanc", "in_force_to"])
    assert then.loc["usa-irn-1959", "in_force_to"] == pd.Timestamp("1979-02-26")
    events = load("events", ARTICLE_DAY).set_index("id")
    assert events.loc["medvedev-22-june-2025", "date_end"] == ""
    assert events.loc["medvedev-22-june-2025", "end"] == DAY


def test_predictions_are_open_on_the_article_day() -> None:
    then = load("claims", ARTICLE_DAY).set_index("id")
    predictions = then[then["kind"] == "prediction"]
    assert set(predictions["finding"]) == {"open"}
    assert then["later_finding"].isna().all()
    now = load("claims").set_index("id")
    assert now.loc["c22-unlikely-to-intervene", "later_finding"] == "supported"


def test_phases_that_nobody_had_seen_are_no_categories() -> None:
    assert "War of 2026" in load("events")["phase"].cat.categories
    assert list(load("events", ARTICLE_DAY)["phase"].cat.categories)[-1] == "War of June 2025"


def test_votes_are_hidden_with_their_resolution() -> None:
    shown = set(load("resolutions", ARTICLE_DAY)["id"])
    assert set(load("votes", ARTICLE_DAY)["resolution_id"]) == shown
    assert "S/RES/2817" not in shown
    assert len(shown) == 41


def test_council_years_end_with_the_as_of_year() -> None:
    years = load("countries", "2010-12-31").set_index("code").loc["RUS", "council_years"]
    assert years == "2006 2007 2008 2010"


def test_arms_reported_later_are_hidden_and_later_deliveries_blank() -> None:
    assert {"A39", "A41", "A42"}.isdisjoint(load("arms", ARTICLE_DAY)["id"])
    shahed = load("arms", "2022-12-31").set_index("id").loc["A14"]
    assert shahed["delivered_from"] == 2022
    assert pd.isna(shahed["delivered_to"])


def test_claims_are_those_of_the_article_day() -> None:
    assert load("claims", "2025-06-21").empty
    assert len(load("claims", ARTICLE_DAY)) == 38


@pytest.mark.parametrize("day", ["1979-12-31", "2015-07-20", ARTICLE_DAY, "2026-03-01"])
def test_every_source_named_on_a_day_is_shown_on_that_day(day: str) -> None:
    shown = set(load("sources", day)["id"])
    for table in read_tables().values():
        frame = load(table.name, day)
        for column in {"source", "source2", "sources", "later_sources"} & set(frame.columns):
            named = {entry for text in frame[column] for entry in text.split()}
            assert named <= shown, (table.name, column)


def test_hindsight_is_written_in_whole_sentences() -> None:
    for name in ("events", "ties", "clauses", "claims", "sanctions"):
        for text in load(name)["later"]:
            assert text == "" or (text[0].isupper() and text.endswith((".", ").")))
