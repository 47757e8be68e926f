"""The rules for facts: each rule is broken once and kept once."""

import pandas as pd
import pytest
from nbformat import v4

from foedus.citable import Source
from foedus.editions import evidence, truth
from foedus.editions.citations import Library

LIBRARY = Library({"s1": Source("s1", "T", "P", "https://x.example", "news")}, {})
ACTORS = pd.DataFrame(
    {"name": ["Republic of Armenia (since 1991)", "Hamas"], "short_name": ["Armenia", "Hamas"]}
)
SHOWN = {"rows": "3 of 1200, 2025-06-13, share 0.372, at 02:10", "none": ""}


def reasons(text: str) -> list[str]:
    words = truth.vocabulary(ACTORS)
    return [fault.reason for fault in truth.faults([("98-a", text)], words, LIBRARY, SHOWN)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Armenia froze it.", "names 'Armenia'"),
        ("Republic of Armenia froze it.", "names 'Republic of Armenia'"),
        ("The Kremlin denied it.", "names 'Kremlin'"),
        ("Then Peskov spoke.", "names 'Peskov'"),
        ("We have 146 rows.", "number or date"),
        ("They call it “support”.", "quotes"),
        ("- Armenia", "names 'Armenia'"),
        ("| Armenia | ally |\n|---|---|\n", "names 'Armenia'"),
        ("It began in 1979 [~].", "date '1979'"),
        ("It began on 13 June [~].", "date '13 June'"),
        ("They said “we shall help our friends” [~].", "but quotes"),
        ("So it was [@nobody].", "nobody"),
        ("So it was [=nowhere].", "no cell 'nowhere'"),
        ("There are 4 of them [=rows].", "'4'"),
        ("It fell on 14 June 2025 [=rows].", "'14 June 2025'"),
        ("It fell at 03:10 [=rows].", "'03:10'"),
        ("A share of 38% [=rows].", "'38%'"),
        ("There are 3 [=none].", "'3'"),
    ],
)
def test_a_sentence_that_breaks_a_rule_is_found(text: str, reason: str) -> None:
    assert reason in " / ".join(reasons(text))


@pytest.mark.parametrize(
    "text",
    [
        "Look at the table.",
        "Read lesson 02 and question 02.3 first.",
        "Run `rows[1813]` now.",
        "Would Armenia come [~]?",
        "Which of them began in 1979 [~]?",
        "Our day is 22 June 2025 [~].",
        "We call it “support” [~].",
        "It began in 1979 [@s1].",
        "There are 3 of 1,200 [=rows].",
        "It began on 13 June 2025 [=rows].",
        "It began on 13 June at 02:10 [=rows].",
        "A share of 37% or 37.2% [=rows].",
        "The S-300 is one of 3 [=rows].",
        "# Armenia in 1979",
    ],
)
def test_a_sentence_that_keeps_the_rules_is_let_be(text: str) -> None:
    assert reasons(text) == []


def test_a_fault_names_cell_and_sentence() -> None:
    words = truth.vocabulary(ACTORS)
    (fault,) = truth.faults([("98-a", "Fine. Armenia froze it.")], words, LIBRARY, SHOWN)
    assert "98-a" in str(fault)
    assert "Armenia froze it." in str(fault)


@pytest.mark.parametrize(
    "text",
    ["on 23 June 2025", "in July 2025", "2025-06-23", "2025-07", "by 2026", "in March 2026."],
)
def test_a_date_after_the_day_is_found(text: str) -> None:
    assert evidence.later_dates(text, "2025-06-22")


@pytest.mark.parametrize(
    "text",
    [
        "on 22 June 2025",
        "in June 2025",
        "2025-06-22",
        "in 2025",
        "https://x.example/2026-01-02",
        "2,026 rows",
        "0.2026",
    ],
)
def test_a_date_up_to_the_day_is_let_be(text: str) -> None:
    assert evidence.later_dates(text, "2025-06-22") == []


def test_a_later_date_that_was_announced_before_may_stand() -> None:
    assert evidence.later_dates("18 October 2025", "2025-06-22", known=["2025-10-18"]) == []


def cell_with(data: dict[str, object]) -> object:
    output = v4.new_output("execute_result", data=data)
    return v4.new_code_cell("x", id="a", outputs=[output])


def test_row_numbers_of_a_table_prove_nothing() -> None:
    table = pd.DataFrame({"events": [40, 50, 60]})
    text = evidence.output_text(cell_with({"text/html": table.to_html()}))
    assert evidence.unsupported("There are 2.", text) == ["2"]
    assert evidence.unsupported("There are 50.", text) == []


def test_an_index_with_a_meaning_counts_as_shown() -> None:
    table = pd.DataFrame({"events": [40, 50]}, index=[1979, 1980])
    text = evidence.output_text(cell_with({"text/html": table.to_html()}))
    assert evidence.unsupported("It began in 1979.", text) == []


def test_the_data_of_charts_and_widgets_are_read_and_their_scripts_are_not() -> None:
    chart = {"application/vnd.vegalite.v5+json": {"datasets": {"d": [{"on": "2026-01-02"}]}}}
    page = (
        '<script type="application/json">{"on": "2026-01-03"}</script>'
        "<script>const late = '2026-01-04'</script><p>2026-01-05</p>"
    )
    text = evidence.output_text(cell_with({**chart, "text/html": page}))
    assert {one for one in ("02", "03", "04", "05") if f"2026-01-{one}" in text} == {
        "02",
        "03",
        "05",
    }
