"""Comparisons pass what means the same, refuse what does not, and say why without the answer."""

# ruff: noqa: E501 (a table of cases, one a line)

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from foedus.checking import (
    Anything,
    Boolean,
    Chart,
    Collection,
    Comparison,
    Day,
    Function,
    Mapping,
    Moment,
    Number,
    Table,
    Text,
    Whole,
)

PAIRS = [frozenset({"RUS", "IRN"}), frozenset({"RUS", "PRK"})]
YEARS = pd.DataFrame({"id": ["E1", "E2", "E3"], "year": [1921, 1979, 1979]})
MATRIX = pd.DataFrame([["", "D"], ["S", ""]], index=["A", "B"], columns=["A", "B"])
BARS = alt.Chart(YEARS).mark_bar().encode(x="year:O", y="count():Q")

SAME: list[tuple[str, Comparison, Any, Any]] = [
    ("float-for-int", Whole(), 12.0, 12),
    ("numpy-int", Whole(), np.int64(12), 12),
    ("numpy-float", Number(), np.float32(0.5), 0.5),
    ("decimal", Number(), Decimal("0.5"), 0.5),
    ("fraction", Number(), Fraction(1, 3), 1 / 3),
    ("within", Number(within=0.01), 0.33, 1 / 3),
    ("zero-d-array", Whole(), np.array(12), 12),
    ("numpy-bool", Boolean(), np.True_, True),
    ("case-and-space", Text(ignore_case=True, ignore_space=True), "  Formal  ALLIANCE ", "formal alliance"),
    ("accents", Text(), "Mu\u0308nchen", "M\u00fcnchen"),
    ("numpy-text", Text(), np.str_("RUS"), "RUS"),
    ("iso-text", Day(), "2025-06-22", pd.Timestamp("2025-06-22")),
    ("date", Day(), dt.date(2025, 6, 22), pd.Timestamp("2025-06-22")),
    ("datetime", Day(), dt.datetime(2025, 6, 22, 3), "2025-06-22"),  # noqa: DTZ001
    ("numpy-date", Day(), np.datetime64("2025-06-22"), "2025-06-22"),
    ("zoned", Day(), pd.Timestamp("2025-06-22 03:00", tz="Asia/Tehran"), "2025-06-22"),
    ("to-the-minute", Moment(), "2025-06-22 02:10:59", pd.Timestamp("2025-06-22 02:10")),
    ("nested", Anything(), (["RUS", 1.0], None), [("RUS", 1), float("nan")]),
    ("undirected-pair", Anything(), ("IRN", "RUS"), PAIRS[0]),
    ("tuple", Collection(), ("b", "a"), ["a", "b"]),
    ("set", Collection(), {"b", "a"}, ["a", "b"]),
    ("series", Collection(), pd.Series(["b", "a"], index=[7, 9]), ["a", "b"]),
    ("index", Collection(), pd.Index(["b", "a"]), ["a", "b"]),
    ("array", Collection(), np.array(["b", "a"]), ["a", "b"]),
    ("categorical", Collection(), pd.Series(["b", "a"], dtype="category"), ["a", "b"]),
    ("unique", Collection(), pd.Series(["b", "a", "a"], dtype="category").unique(), ["a", "b"]),
    ("dict-keys", Collection(), {"b": 1, "a": 2}.keys(), ["a", "b"]),
    ("range", Collection(ordered=True), range(3), [0, 1, 2]),
    ("one-column", Collection(), pd.DataFrame({"id": ["b", "a"]}), ["a", "b"]),
    ("no-repeats", Collection(repeats=False), ["a", "b", "a"], ["a", "b"]),
    ("dates-as-text", Collection(), ["2025-06-21"], pd.Series(pd.to_datetime(["2025-06-21"]))),
    ("tolerant-items", Collection(each=Number(within=0.1)), [2.05, 1.0], [1, 2]),
    ("pairs-either-way", Collection(), [("RUS", "PRK"), ("IRN", "RUS")], PAIRS),
    ("missing-items", Collection(), [None, "a"], ["a", np.nan]),
    ("series-for-dict", Mapping(), pd.Series({"a": 1.0, "b": 2.0}), {"b": 2, "a": 1}),
    ("two-columns", Mapping(), pd.DataFrame({"k": ["a", "b"], "n": [1, 2]}), {"b": 2, "a": 1}),
    ("one-column-with-index", Mapping(), pd.DataFrame({"n": [1]}, index=["a"]), {"a": 1}),
    ("list-of-pairs", Mapping(), [("a", 1), ("b", 2)], {"b": 2, "a": 1}),
    ("left-out-zero", Mapping(zero_is_absent=True), {"a": 1}, {"a": 1, "b": 0}),
    ("two-level-labels", Mapping(), {("a", 1): 2}, pd.Series({("a", 1): 2})),
    ("rows-and-columns-moved", Table(), YEARS.iloc[::-1][["year", "id"]], YEARS),
    ("index-and-dtype", Table(), YEARS.astype({"year": float}).set_axis([4, 4, 4]), YEARS),
    ("more-columns", Table(), YEARS.assign(note=""), YEARS),
    ("column-in-index", Table(), YEARS.set_index("id"), YEARS),
    ("records", Table(), YEARS.to_dict("records"), YEARS),
    ("dict-of-lists", Table(), YEARS.to_dict("list"), YEARS),
    ("category-column", Table(), YEARS.astype({"id": "category"}), YEARS),
    ("tolerant-column", Table(each={"year": Number(within=1)}), YEARS.assign(year=[1921.4, 1979, 1979]), YEARS),
    ("matrix-moved", Table(index=True), MATRIX.iloc[::-1, ::-1], MATRIX),
    ("matrix-reset", Table(index=True), MATRIX.rename_axis("a").reset_index(), MATRIX.rename_axis("a")),
    ("other-function", Function(cases=((4,), (5,))), lambda n: n + n, lambda n: 2 * n),
    ("untyped-encodings", Chart(), alt.Chart(YEARS).mark_bar().encode(x="year", y="count()"), BARS),
    ("layer", Chart(), alt.layer(alt.Chart(YEARS).mark_rule(), BARS), BARS),
    ("concatenated", Chart(), BARS | alt.Chart(YEARS).mark_text().encode(text="id"), BARS),
    ("facet", Chart(), BARS.facet("id:N"), BARS),
    ("specification", Chart(), BARS.to_dict(), BARS),
    ("other-mark", Chart(marks=("bar", "point")), BARS.mark_point(), BARS),
    ("turned", Chart(swapped=True), alt.Chart(YEARS).mark_bar().encode(y="year:O", x="count()"), BARS),
    ("same-data", Chart(data=Table()), BARS.properties(title="T"), BARS),
    ("data-of-specification", Chart(data=Table()), BARS.to_dict(), BARS),
]  # fmt: skip

PAIRS = [frozenset({"a", "b"})]

OTHER: list[tuple[str, Comparison, Any, Any, str]] = [
    ("number-as-text", Number(), "77", 77.0, "Leave the quotes out"),
    ("bool-for-number", Whole(), True, 1, "`True` (bool); a whole number (int) is wanted"),
    ("half", Whole(), 77.5, 77, "`77.5` (float); a whole number (int) is wanted"),
    ("other-number", Whole(), 78, 77, "is the number `78` (int): the right kind of answer, but"),
    ("one-item", Whole(), pd.Series([77]), 77, "a Series of 1 value; a whole number (int) is wanted. The value stands inside it"),
    ("nothing", Whole(), None, 77, "None; a whole number (int) is wanted. A function that only prints"),
    ("not-called", Whole(), [].count, 77, "the brackets of the call are missing"),
    ("days-not-taken-out", Whole(), pd.Timedelta(days=77), 77, "`.days`"),
    ("int-for-bool", Boolean(), 1, True, "True or False (bool), is wanted"),
    ("text-for-bool", Boolean(), "True", True, "without quotes"),
    ("other-bool", Boolean(), False, True, "the evidence points the other way"),
    ("case", Text(), "rus", "RUS", "the right kind of answer, but"),
    ("none-of-the-choices", Text(choices=("none", "formal")), "frml", "formal", "none of the words"),
    ("number-for-text", Text(), 3, "RUS", "Put quotes around a text"),
    ("text-no-date", Day(), "22 June 2025", "2025-06-22", "year, month and day in this order"),
    ("other-day", Day(), "2025-06-23", "2025-06-22", "not the date that is asked for"),
    ("other-minute", Moment(), "2025-06-22 02:11", "2025-06-22 02:10", "not the date"),
    ("text-for-list", Collection(), "RUS", ["RUS", "IRN"], "square brackets around it"),
    ("table-for-list", Collection(), YEARS, ["E1"], "Pick the one column"),
    ("dict-for-list", Collection(), {"a": 1}, ["a"], "`list(name)`"),
    ("empty", Collection(), [], ["RUS"], "No row met the condition"),
    ("too-few", Collection(), ["RUS"], ["RUS", "IRN"], "something is missing"),
    ("too-many", Collection(), ["RUS", "PRK"], ["RUS"], "some do not belong, such as `'PRK'`"),
    ("twice", Collection(), ["RUS", "RUS"], ["RUS"], "`'RUS'` stands in it more often"),
    ("set-for-order", Collection(ordered=True), {1, 2}, [1, 2], "A set has no order"),
    ("other-order", Collection(ordered=True), [2, 1], [1, 2], "not in the order"),
    ("odd-item", Collection(), ["RUS", 3], ["RUS", "IRN"], "one of them is the number `3` (int); each should be a text"),
    ("labels-lost", Mapping(), [1, 2], {"a": 1, "b": 2}, "The labels are lost"),
    ("labels-exchanged", Mapping(), {1: "a", 2: "b"}, {"a": 1, "b": 2}, "have changed places"),
    ("rows-uncounted", Mapping(), pd.Series(["a", "b", "b"]), {"a": 1, "b": 2}, "not counted or grouped"),
    ("other-kind-of-value", Mapping(), {"a": [1]}, {"a": 1}, "the value of `'a'` is a list of 1 item"),
    ("pair-both-ways", Collection(), [("a", "b"), ("b", "a")], PAIRS, "more often than it should"),
    ("no-pairs", Collection(), ["a-b"], PAIRS, "each should be a tuple of 2"),
    ("label-too-many", Mapping(), {"a": 1, "z": 2}, {"a": 1}, "the label `'z'` does not belong"),
    ("label-missing", Mapping(), {"a": 1}, {"a": 1, "b": 2}, "a label is missing"),
    ("either-or", Mapping(), {"a": "x", "b": "x"}, {"a": "x", "b": "y"}, "one of its values is not"),
    ("other-value", Mapping(), {"a": 1, "b": 3}, {"a": 1, "b": 2}, "the value of `'b'` is not right"),
    ("empty-mapping", Mapping(), {}, {"a": 1}, "No row met the condition"),
    ("column-missing", Table(), YEARS[["id"]], YEARS, "it lacks the column `year`"),
    ("series-for-table", Table(), YEARS["id"], YEARS, "two give a table"),
    ("column-too-many", Table(extra_columns=False), YEARS.assign(note=""), YEARS, "the column `note` does not belong"),
    ("column-order", Table(ordered_columns=True), YEARS[["year", "id"]], YEARS, "its columns are not in the order"),
    ("rows-missing", Table(), YEARS.head(2), YEARS, "rows are missing"),
    ("rows-too-many", Table(), YEARS, YEARS.head(2), "there are rows too many"),
    ("no-rows", Table(), YEARS.head(0), YEARS, "no row met the condition"),
    ("other-cells", Table(), YEARS.assign(year=1900), YEARS, "the column `year` does not hold"),
    ("rows-mixed-up", Table(), YEARS.assign(year=[1979, 1921, 1979]), YEARS, "the rows do not fit together"),
    ("row-order", Table(ordered_rows=True), YEARS.iloc[::-1], YEARS, "The rows are right, but not in the order"),
    ("matrix-turned", Table(index=True), MATRIX.T, MATRIX, "the column `A` does not hold"),
    ("matrix-labels", Table(index=True), MATRIX.rename(index={"A": "C"}), MATRIX, "the row labels do not hold"),
    ("called-function", Function(cases=((4,),)), 8, lambda n: 2 * n, "Leave the brackets out"),
    ("no-return", Function(cases=((4,),)), lambda n: None, lambda n: 2 * n, "`x(4)` gives None. Is there a `return`"),  # noqa: ARG005
    ("failing-function", Function(cases=((4,),)), lambda n: n["a"], lambda n: 2 * n, "`x(4)` ends in an error, a TypeError"),
    ("leaving-function", Function(cases=((4,),)), exit, lambda n: 2 * n, "an error, a SystemExit"),
    ("fewer-parameters", Function(cases=((4,),)), lambda: 1, lambda n: 2 * n, "a TypeError"),
    ("no-chart", Chart(), YEARS, BARS, "an Altair chart with encodings is wanted"),
    ("bare-chart", Chart(), alt.Chart(YEARS).mark_bar(), BARS, "an Altair chart with encodings is wanted"),
    ("line", Chart(), BARS.mark_line(), BARS, "its mark `line` does not suit"),
    ("nothing-on-y", Chart(), alt.Chart(YEARS).mark_bar().encode(x="year"), BARS, "nothing is encoded on `y`"),
    ("other-field", Chart(), BARS.encode(x="id"), BARS, "`x` does not show"),
    ("other-type", Chart(), BARS.encode(x="year:Q"), BARS, "the type of `x`, `quantitative`"),
    ("other-rows", Chart(), alt.Chart(YEARS.head(1)).mark_bar().encode(x="year", y="count()"), BARS, "drawn from other rows"),
    ("other-data", Chart(data=Table()), alt.Chart(YEARS.assign(year=1900)).mark_bar().encode(x="year", y="count()"), BARS, "`x.data` is a table"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "answer", "expected"), [case[1:] for case in SAME], ids=[c[0] for c in SAME]
)
def test_the_same_meaning_passes(comparison: Comparison, answer: object, expected: object) -> None:
    assert comparison.reason("x", answer, expected) is None


@pytest.mark.parametrize(
    ("comparison", "answer", "expected", "words"),
    [case[1:] for case in OTHER],
    ids=[case[0] for case in OTHER],
)
def test_another_meaning_is_told_with_its_reason(
    comparison: Comparison, answer: object, expected: object, words: str
) -> None:
    reason = comparison.reason("x", answer, expected) or ""
    assert words in reason
    assert reason.startswith(("`x` ", "`x(", "`x.data` "))


@pytest.mark.parametrize("answer", [None, "other", 0.5, [], ["other"], {"other": 1}, YEARS, len])
@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        (Number(), 77135.25),
        (Text(choices=("Gulistan", "none")), "Gulistan"),
        (Day(), "1813-10-24"),
        (Collection(), ["Gulistan", 77135]),
        (Mapping(), {"Gulistan": 77135}),
        (Table(), pd.DataFrame({"id": ["Gulistan"], "year": [77135]})),
        (Function(cases=((1,),)), lambda _: 77135),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Comparison) else "",
)
def test_no_reason_holds_the_answer(
    comparison: Comparison, answer: object, expected: object
) -> None:
    reason = comparison.reason("x", answer, expected)
    assert reason
    assert not any(secret in reason for secret in ("Gulistan", "77135", "1813", "10-24"))


def test_large_answers_are_refused_without_reading_them() -> None:
    reason = Collection().reason("x", range(10**15), [1])
    assert reason == (
        "`x` is a range of 1,000,000,000,000,000 items; a collection (a list, a Series or the "
        "like) is wanted. It is far larger than what is asked for."
    )


def test_long_text_is_shown_short() -> None:
    reason = Text().reason("x", "a" * 5000, "b") or ""
    assert len(reason) < 250
    assert "…" in reason


def test_missing_column_is_not_filled_from_another_index() -> None:
    assert Table().reason("x", YEARS.set_index("year")[["id"]], YEARS) is None
    assert Table().reason("x", YEARS.rename_axis("year")[["id"]], YEARS) is not None


def test_a_comparison_of_ones_own_overrides_reason_alone() -> None:
    class Even(Comparison):
        def reason(self, name: str, answer: object, expected: object) -> str | None:
            return Whole().reason(name, answer, expected) and f"`{name}` is odd."

    even = Even()
    assert even.compare("x", even.prepare(2), 2) is None
    assert even.compare("x", even.prepare(3), 2) == "`x` is odd."


def test_pairs_of_words_are_told_apart_without_trying_every_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []
    matches = Anything.matches

    def counted(self: Anything, answer: Any, expected: Any) -> bool:  # noqa: ANN401
        tried.append(1)
        return matches(self, answer, expected)

    monkeypatch.setattr(Anything, "matches", counted)
    given = [(f"A{i}", "RUS") for i in range(200)]
    wanted = [frozenset({f"B{i}", "RUS"}) for i in range(200)]
    assert Collection().reason("pairs", given, wanted) is not None
    assert len(tried) < 1000


def test_an_expected_function_is_asked_once_for_each_case() -> None:
    asked = []

    def expected(number: int) -> int:
        asked.append(number)
        return number + 1

    judge = Function(cases=((1,), (2,)))
    for _ in range(5):
        assert judge.reason("add", lambda number: number + 1, expected) is None
    assert asked == [1, 2]
