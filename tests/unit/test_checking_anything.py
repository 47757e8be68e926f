"""Anything at all may be given as an answer: no comparison crashes, hangs, or asks the object."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.checking import (
    Anything,
    Boolean,
    Chart,
    Collection,
    Comparison,
    Correct,
    Day,
    Function,
    Mapping,
    Misconception,
    Missed,
    Moment,
    NotAttempted,
    Number,
    Question,
    Table,
    Text,
    Whole,
)
from foedus.checking.judging import judge
from foedus.checking.reading import Opaque, read

from ..zoo import ASKED, ZOO, Liar  # noqa: TID252 (the tests are no package on the path)

if TYPE_CHECKING:
    from collections.abc import Callable

JUDGES: dict[str, tuple[Comparison, object]] = {
    "number": (Number(), 0.25),
    "whole": (Whole(), 41),
    "boolean": (Boolean(), True),
    "text": (Text(ignore_case=True, ignore_space=True, choices=("none", "formal")), "formal"),
    "day": (Day(), "2025-06-21"),
    "moment": (Moment(), pd.Timestamp("2025-06-21 19:45")),
    "anything": (Anything(), [("RUS", 12), None]),
    "collection": (Collection(), ["E1", "E2"]),
    "ordered": (Collection(ordered=True), [dt.date(2025, 6, 21), dt.date(2025, 6, 20)]),
    "numbers": (Collection(each=Number(within=0.5), repeats=False), [1.0, 2.0, 17.0]),
    "mapping": (Mapping(), {"defense": 12, "offense": 14}),
    "zeros": (Mapping(zero_is_absent=True), {"defense": 12}),
    "table": (Table(), pd.DataFrame({"id": ["E1"], "year": [1921]})),
    "matrix": (
        Table(index=True, ordered_rows=True, ordered_columns=True, extra_columns=False),
        pd.DataFrame([["D", ""]], index=["RUS"], columns=["IRN", "USA"]),
    ),
    "function": (Function(cases=((1, 2),)), lambda a, b: a + b),
    "chart": (
        Chart(swapped=True),
        alt.Chart(pd.DataFrame({"year": [1, 2]})).mark_bar().encode(x="year:O", y="count()"),
    ),
}


def _question(comparison: Comparison, expected: object) -> Question:
    return Question(
        id="90.1",
        title="Anything",
        objective="filter",
        prompt="Put it into `answer`.",
        variable="answer",
        expected=lambda: expected,
        judge=comparison,
        misconceptions=(
            Misconception("a-value", "One.", value=lambda: "another"),
            Misconception("a-rule", "Two.", matches=lambda plain: plain[0] > plain.no_such),  # type: ignore[operator, index, union-attr]
        )
        if not isinstance(comparison, (Chart, Function))
        else (),
        hints=("a", "b", "c"),
        minutes=1,
        points=1,
        level="recall",
        review="nothing",
    )


@pytest.mark.parametrize("animal", ZOO)
@pytest.mark.parametrize("kind", JUDGES)
def test_no_answer_is_too_strange(kind: str, animal: str) -> None:
    question, answer = _question(*JUDGES[kind]), ZOO[animal]()
    ASKED.clear()  # pandas and NumPy may ask while they make it
    outcome = judge(question, answer)
    assert isinstance(outcome, NotAttempted if animal == "ellipsis" else Missed), outcome
    assert len(outcome.text) < 500
    assert "expected" not in outcome.text
    if kind != "function":
        assert ASKED == []


@pytest.mark.parametrize("kind", JUDGES)
def test_each_comparison_passes_what_is_expected(kind: str) -> None:
    question = _question(*JUDGES[kind])
    assert isinstance(judge(question, question.expected()), Correct)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates()
RECIPES = st.recursive(
    st.sampled_from(sorted(ZOO)).map(ZOO.__getitem__) | PLAIN.map(lambda value: lambda: value),
    lambda inner: st.lists(inner, max_size=4).flatmap(
        lambda parts: st.sampled_from([_a_list, _a_tuple, _a_dict, _an_array]).map(
            lambda make: functools.partial(make, parts)
        )
    ),
    max_leaves=6,
)


def _a_list(parts: list[Callable[[], Any]]) -> list[Any]:
    return [part() for part in parts]


def _a_tuple(parts: list[Callable[[], Any]]) -> tuple[Any, ...]:
    return tuple(_a_list(parts))


def _a_dict(parts: list[Callable[[], Any]]) -> dict[str, Any]:
    return {f"key {i}": part() for i, part in enumerate(parts)}


def _an_array(parts: list[Callable[[], Any]]) -> np.ndarray[Any, Any]:
    array = np.empty(len(parts), dtype=object)
    for i, part in enumerate(parts):
        array[i] = part()
    return array


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(kind=st.sampled_from(sorted(JUDGES)), recipe=RECIPES)
def test_nor_any_mixture_of_them(kind: str, recipe: Callable[[], Any]) -> None:
    outcome = judge(_question(*JUDGES[kind]), recipe())
    assert outcome.word in {"not-yet", "not-attempted", "correct"}, outcome


def test_generators_are_not_consumed() -> None:
    numbers = iter([1, 2, 3])
    outcome = judge(_question(Collection(), [1, 2, 3]), numbers)
    assert "list(...)" in outcome.message
    assert list(numbers) == [1, 2, 3]


def test_answers_are_not_changed() -> None:
    table = pd.DataFrame({"year": [1921], "id": ["E1"]})
    before = table.copy(deep=True)
    assert judge(_question(*JUDGES["table"]), table).passed
    pd.testing.assert_frame_equal(table, before)


def test_function_cannot_change_the_cases() -> None:
    rows = [3, 1, 2]
    question = _question(Function(cases=((rows,), (rows,))), lambda values: values[0])

    def first(values: list[int]) -> int:
        return values.pop(0)

    assert judge(question, first).passed
    assert rows == [3, 1, 2]


def test_endless_function_is_given_up() -> None:
    def endless(a: int, b: int) -> int:
        while True:
            a += b

    outcome = judge(_question(*JUDGES["function"]), endless)
    assert "does not come to an end" in outcome.message


def test_a_lie_about_equality_or_class_earns_nothing() -> None:
    assert read(Liar()) == Opaque("Liar")
