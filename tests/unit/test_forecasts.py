"""Scores of forecasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fo
from foedus.forecasts import base_rate, base_rate_interval, calibration

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


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_interval_holds_the_base_rate_and_stays_between_0_and_1(outcomes: list[bool]) -> None:
    low, high = base_rate_interval(outcomes)
    assert 0 <= low <= base_rate(outcomes) + 1e-9
    assert base_rate(outcomes) - 1e-9 <= high <= 1


def test_the_interval_is_wilsons() -> None:
    """The worked value of 2 in 10 at 95 per cent is 0.057 to 0.510."""
    assert base_rate_interval([1, 1] + [0] * 8) == pytest.approx((0.0567, 0.5098), abs=1e-4)


def test_more_cases_of_the_same_rate_leave_less_open() -> None:
    few, many = base_rate_interval([1, 0, 0, 0]), base_rate_interval([1, 0, 0, 0] * 25)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=r"0\.95"):
        base_rate_interval([1, 0], level)


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
