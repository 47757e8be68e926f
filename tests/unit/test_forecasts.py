"""Scores of forecasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fo
from foedus.forecasts import base_rate, calibration

FORECASTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("probabilities", "outcomes", "score"),
    [([1], [1], 0), ([0], [1], 1), ([0.5, 0.5], [0, 1], 0.25), ([0.9, 0.2], [True, False], 0.025)],
)
def test_known_scores(probabilities: list[float], outcomes: list[float], score: float) -> None:
    assert fo.brier(probabilities, outcomes) == pytest.approx(score)


@given(FORECASTS)
def test_the_score_lies_between_zero_and_one(pairs: list[tuple[float, bool]]) -> None:
    probabilities, outcomes = zip(*pairs, strict=True)
    assert 0 <= fo.brier(probabilities, outcomes) <= 1


@given(FORECASTS, st.integers(1, 10))
def test_bins_hold_every_forecast_once(pairs: list[tuple[float, bool]], bins: int) -> None:
    probabilities, outcomes = zip(*pairs, strict=True)
    table = calibration(probabilities, outcomes, bins)
    assert table["n"].sum() == len(pairs)
    assert (table["forecast"].between(table["low"] - 1e-9, table["high"] + 1e-9)).all()


def test_base_rate_is_the_share_of_events_that_came() -> None:
    assert base_rate([1, 0, 0, 1]) == 0.5


@pytest.mark.parametrize(
    ("probabilities", "outcomes", "reason"),
    [
        ([0.5], [1, 0], "1 probabilities but 2 outcomes"),
        ([70], [1], "0.7"),
        ([0.5], [2], "1 .it happened"),
        ([], [], "at least one"),
        (["often"], [1], "list of numbers"),
        ([float("nan")], [1], "no gaps"),
        (5, [1], "list of numbers"),
    ],
)
def test_bad_input_is_refused_in_words(
    probabilities: object, outcomes: object, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        fo.brier(probabilities, outcomes)  # type: ignore[arg-type]


def test_calibration_needs_a_bin() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        calibration([0.5], [1], 0)
