"""The statistics of a class are what a slower, plainer way of computing them gives."""

import math
import random
import statistics as plain
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from foedus.grading import statistics as ours
from foedus.grading.statistics import EVERYTHING, MINIMUM

from .classes import grades, made_up, row


def prepared(*rows: dict[str, object]) -> pd.DataFrame:
    return ours.prepared(grades(*rows))


def one(table: pd.DataFrame, **where: str) -> "pd.Series[float]":
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_the_point_biserial_is_the_formula_of_its_docstring_and_pearsons_coefficient() -> None:
    draw = random.Random(5)  # noqa: S311 (nothing secret)
    for size in (3, 10, 500):
        right = [1.0, 0.0, *(float(draw.random() < 0.7) for _ in range(size - 2))]
        rest = [draw.gauss(3 + one, 2) for one in right]
        found = ours.point_biserial(np.array(right), np.array(rest))
        ones = [score for one, score in zip(right, rest, strict=True) if one]
        zeros = [score for one, score in zip(right, rest, strict=True) if not one]
        share = len(ones) / size
        formula = (plain.mean(ones) - plain.mean(zeros)) / plain.pstdev(rest)
        assert found == pytest.approx(formula * math.sqrt(share * (1 - share)))
        assert found == pytest.approx(plain.correlation(right, rest))


def test_nothing_is_correlated_where_nothing_varies() -> None:
    assert math.isnan(ours.point_biserial(np.array([1.0, 1.0]), np.array([1.0, 2.0])))
    assert math.isnan(ours.point_biserial(np.array([1.0, 0.0]), np.array([2.0, 2.0])))
    assert math.isnan(ours.point_biserial(np.array([]), np.array([])))


def test_discrimination_leaves_the_question_itself_out_of_the_score() -> None:
    answers = {"a": "110", "b": "100", "c": "011", "d": "001", "e": "111"}
    table = prepared(
        *(
            row(student, f"02.{at}", "correct" if right == "1" else "not-yet", max_points=float(at))
            for student, marks in answers.items()
            for at, right in enumerate(marks, start=1)
        )
    )
    found = ours.discrimination(table, minimum=5)
    first = [float(marks[0]) for marks in answers.values()]
    rest = [2.0 * float(marks[1]) + 3.0 * float(marks[2]) for marks in answers.values()]
    assert found["02", "02.1"] == pytest.approx(plain.correlation(first, rest))
    assert ours.discrimination(table, minimum=6).empty


def test_the_open_question_correlates_by_its_points_and_is_in_no_rest_score() -> None:
    outcomes = {"a": ("correct", 4.0), "b": ("not-yet", 1.0), "c": ("correct", 2.0)}
    table = prepared(
        *(row(student, "02.1", word) for student, (word, _) in outcomes.items()),
        *(row(student, "02.2", "correct") for student in "ab"),
        row("c", "02.2", "not-yet"),
        *(
            row(student, "02.open", "not-yet", points=points, max_points=4.0)
            for student, (_, points) in outcomes.items()
        ),
    )
    found = ours.discrimination(table, minimum=3)
    assert found["02", "02.open"] == pytest.approx(plain.correlation([4, 1, 2], [2, 1, 1]))
    assert found["02", "02.1"] == pytest.approx(plain.correlation([1, 0, 1], [1, 1, 0]))


def test_difficulty_counts_what_says_something_about_the_answer() -> None:
    words = ["correct", "correct", "not-yet", "not-attempted", "timeout", "crashed", "memory"]
    lost = ["unreadable", "tampered", "check-error"]
    rows = (row(f"s{at}", "02.1", word) for at, word in enumerate([*words, *lost]))
    found = one(ours.items(prepared(*rows)), question="02.1")
    assert found["students"] == 7
    assert (found["attempted"], found["correct"]) == (6, 2)
    assert found["share_correct"] == pytest.approx(2 / 7)
    assert found["share_attempted"] == pytest.approx(6 / 7)
    assert math.isnan(found["discrimination"])


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Published for the score interval without continuity correction (Newcombe 1998, table I).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_in_print(successes: int, trials: int, low: float, high: float) -> None:
    assert ours.wilson(successes, trials) == pytest.approx((low, high), abs=6e-5)


def test_a_share_of_nobody_has_no_interval() -> None:
    assert all(map(math.isnan, ours.wilson(0, 0)))


def test_every_tenth_of_a_score_falls_where_it_is_said_to() -> None:
    rows = [row(f"s{at:02}", "02.1", "not-yet", points=at / 10, max_points=1.0) for at in range(11)]
    found = ours.distribution(ours.scores(prepared(*rows)))
    lesson = found[found["lesson"] == "02"]
    assert lesson["students"].tolist() == [1] * 9 + [2]
    assert lesson["low"].tolist() == [at / 10 for at in range(10)]


def test_a_third_of_three_points_and_seven_of_ten_fall_into_their_own_tenths() -> None:
    rows = [
        row("a", "02.1", "not-yet", points=0.7 * 3, max_points=3.0),
        row("b", "02.1", "not-yet", points=1.0, max_points=3.0),
    ]
    found = ours.distribution(ours.scores(prepared(*rows)))
    full = found[(found["lesson"] == "02") & (found["students"] > 0)]
    assert full["low"].tolist() == [0.3, 0.7]


def test_scores_are_of_the_lessons_handed_in_and_none_where_nothing_could_be_judged() -> None:
    found = ours.scores(
        prepared(
            row("anna", "01.1", "correct", max_points=3.0),
            row("anna", "02.1", "not-yet"),
            row("bob", "01.1", "unreadable", max_points=3.0),
            row("bob", "01.open", "not-attempted", max_points=4.0),
            row("cleo", "01.1", "unreadable", max_points=3.0),
            row("cleo", "02.1", "correct"),
        )
    )
    assert one(found, student="anna", lesson=EVERYTHING)["share"] == pytest.approx(3 / 4)
    assert math.isnan(one(found, student="bob", lesson="01")["share"])
    assert one(found, student="cleo", lesson=EVERYTHING)["share"] == 1
    assert EVERYTHING not in set(found[found["student"] == "bob"]["lesson"])


def test_quartiles_are_those_of_the_standard_library() -> None:
    shares = [0.1, 0.35, 0.4, 0.8, 0.95, 1.0]
    rows = [row(f"s{at}", "02.1", "not-yet", points=one) for at, one in enumerate(shares)]
    found = one(ours.quartiles(ours.scores(prepared(*rows))), lesson="02")
    expected = plain.quantiles(shares, n=4, method="inclusive")
    assert [found["lower"], found["median"], found["upper"]] == pytest.approx(expected)


def timed(*seconds: float, outcome: str = "correct") -> pd.DataFrame:
    usual = [row(f"s{at:02}", "02.1", seconds=0.1 + at / 1000) for at in range(20)]
    odd = [row(f"x{at}", "02.1", outcome, seconds=one) for at, one in enumerate(seconds)]
    return prepared(*usual, *odd)


def test_a_time_far_from_the_others_is_an_outlier_by_the_rule_that_is_printed() -> None:
    found = ours.slow(timed(5.0))
    assert found["student"].tolist() == ["x0"]
    logs = [math.log10(one) for one in [*(0.1 + at / 1000 for at in range(20)), 5.0]]
    middle = plain.median(logs)
    spread = max(1.4826 * plain.median(abs(one - middle) for one in logs), 0.05)
    assert found["spreads"].tolist() == pytest.approx([(math.log10(5.0) - middle) / spread])
    assert found["times"].tolist() == pytest.approx([5.0 / 0.11])


def test_short_times_limits_untouched_answers_and_few_answers_make_no_outlier() -> None:
    assert ours.slow(timed(0.9)).empty
    assert ours.slow(timed(60.0, outcome="timeout")).empty
    assert ours.slow(timed(60.0, outcome="not-attempted")).empty
    assert ours.slow(timed(60.0).tail(9)).empty


def test_equal_times_have_a_spread_nevertheless() -> None:
    rows = [row(f"s{at:02}", "02.1", seconds=1.0) for at in range(20)]
    found = ours.slow(prepared(*rows, row("x", "02.1", seconds=1.1), row("y", "02.1", seconds=2.0)))
    assert found["student"].tolist() == ["y"]


def test_a_made_up_class_has_the_shares_that_counting_row_by_row_gives() -> None:
    table = ours.prepared(made_up(40, 3).grades)
    seen: dict[str, list[str]] = defaultdict(list)
    points: dict[str, list[float]] = defaultdict(list)
    for record in table.to_dict("records"):
        if record["outcome"] in ours.COUNTED:
            seen[record["question"]].append(record["outcome"])
            points[record["question"]].append(record["points"] / record["max_points"])
    found = ours.items(table).set_index("question")
    assert set(found.index) == set(seen)
    for question, words in seen.items():
        assert found.at[question, "students"] == len(words)
        assert found.at[question, "share_of_points"] == pytest.approx(plain.mean(points[question]))
        if not question.endswith("open"):
            assert found.at[question, "correct"] == words.count("correct")


def test_a_made_up_class_has_the_discrimination_that_the_standard_library_gives() -> None:
    table = ours.prepared(made_up(60, 1).grades)
    usable = table[table["outcome"].isin(ours.COUNTED)].to_dict("records")
    found = ours.items(table).set_index("question")["discrimination"]
    asked = {one["question"] for one in usable if not one["question"].endswith("open")}
    assert len(asked) > 3
    for question in asked:
        rest: dict[str, float] = defaultdict(float)
        for record in usable:
            if record["question"] != question and not record["question"].endswith("open"):
                rest[record["student"]] += record["points"]
        mine = [one for one in usable if one["question"] == question]
        right = [float(one["outcome"] == "correct") for one in mine]
        others = [rest[one["student"]] for one in mine]
        assert found[question] == pytest.approx(plain.correlation(right, others))


def test_below_the_minimum_there_is_no_discrimination() -> None:
    table = ours.prepared(made_up(MINIMUM - 1, 1).grades)
    assert ours.items(table)["discrimination"].isna().all()


def test_no_grades_make_empty_tables_with_their_columns() -> None:
    empty = prepared()
    for make in (ours.items, ours.outcomes, ours.scores, ours.slow):
        assert make(empty).empty
        assert "lesson" in make(empty).columns
    assert ours.distribution(ours.scores(empty)).empty
    assert ours.quartiles(ours.scores(empty)).empty


def test_grades_that_are_not_as_agreed_are_refused() -> None:
    good = grades(row("a", "02.1"))
    with pytest.raises(ValueError, match="lack the columns outcome, seconds"):
        ours.prepared(good.drop(columns=["outcome", "seconds"]))
    with pytest.raises(ValueError, match="lesson 02 becomes 2"):
        ours.prepared(good.assign(lesson=2))
    with pytest.raises(ValueError, match="a question twice"):
        ours.prepared(pd.concat([good, good]))
    assert ours.prepared(good.drop(columns="misconception"))["misconception"].tolist() == [""]
