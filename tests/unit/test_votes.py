"""Measures of agreement: hand-computed cases, the literature's identities, and the real votes."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fo
from foedus.votes import joint_votes

SIDES = st.lists(
    st.tuples(st.sampled_from(["yes", "abstain", "no"]), st.sampled_from(["yes", "abstain", "no"])),
    min_size=1,
    max_size=30,
)


def make_votes(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    rows = [
        {"resolution_id": f"R{i}", "country": country, "vote": vote}
        for i, pair in enumerate(pairs)
        for country, vote in zip("AB", pair, strict=True)
    ]
    return pd.DataFrame(rows)


def test_absences_are_not_votes() -> None:
    votes = make_votes([("yes", "yes"), ("yes", "absent"), ("no", "abstain")])
    assert len(joint_votes(votes, "A", "B")) == 2
    assert fo.agreement(votes, "A", "B") == 0.5


def test_hand_computed_values() -> None:
    votes = make_votes([("yes", "yes"), ("yes", "no"), ("no", "no"), ("abstain", "yes")])
    assert fo.agreement(votes, "A", "B") == 0.5
    assert fo.s_score(votes, "A", "B") == pytest.approx(1 - 2 * (0 + 2 + 0 + 1) / (4 * 2))
    # shares: A yes 1/2, abstain 1/4, no 1/4; B yes 1/2, abstain 0, no 1/2
    assert fo.kappa(votes, "A", "B") == pytest.approx(1 - 0.5 / (1 - (1 / 4 + 0 + 1 / 8)))
    pooled = (0.5, 0.125, 0.375)
    assert fo.pi(votes, "A", "B") == pytest.approx(1 - 0.5 / (1 - sum(q * q for q in pooled)))


@given(SIDES)
def test_without_abstentions_s_is_twice_agreement_less_one(pairs: list[tuple[str, str]]) -> None:
    votes = make_votes([p for p in pairs if "abstain" not in p] or [("yes", "no")])
    expected = 2 * fo.agreement(votes, "A", "B") - 1
    assert fo.s_score(votes, "A", "B") == pytest.approx(expected)


@given(SIDES, st.sampled_from(["nominal", "linear"]))
def test_pi_is_never_above_kappa(pairs: list[tuple[str, str]], distance: str) -> None:
    votes = make_votes(pairs)
    kappa = fo.kappa(votes, "A", "B", distance=distance)  # type: ignore[arg-type]
    pi = fo.pi(votes, "A", "B", distance=distance)  # type: ignore[arg-type]
    assert math.isnan(kappa) or pi <= kappa + 1e-9


@given(SIDES)
def test_measures_are_symmetrical(pairs: list[tuple[str, str]]) -> None:
    votes = make_votes(pairs)
    for measure in (fo.agreement, fo.s_score, fo.kappa, fo.pi):
        forth, back = measure(votes, "A", "B"), measure(votes, "B", "A")
        assert forth == pytest.approx(back, nan_ok=True)


def test_weights_count_and_a_weight_of_zero_drops_a_vote() -> None:
    votes = make_votes([("yes", "yes"), ("yes", "no")])
    assert fo.agreement(votes, "A", "B", weights={"R0": 3, "R1": 1}) == 0.75
    assert fo.s_score(votes, "A", "B", weights=pd.Series({"R0": 1, "R1": 0})) == 1


@pytest.mark.parametrize(
    ("country", "agreement", "pi"),
    [("IRN", 0.455, -0.375), ("CHN", 0.308, -0.529), ("USA", 0.077, -0.743)],
)
def test_a_constant_voter_makes_kappa_zero_whatever_the_agreement(
    country: str, agreement: float, pi: float
) -> None:
    votes, texts = fo.load("votes"), fo.load("resolutions")
    ukraine = texts[(texts["topic"] == "ukraine") & (texts["body"] == "UNGA")]
    assert fo.agreement(votes, "RUS", country, ukraine) == pytest.approx(agreement, abs=5e-4)
    assert fo.kappa(votes, "RUS", country, ukraine) == pytest.approx(0)
    assert fo.pi(votes, "RUS", country, ukraine) == pytest.approx(pi, abs=5e-4)


def test_kappa_is_undefined_where_both_always_cast_the_same_vote() -> None:
    votes, texts = fo.load("votes"), fo.load("resolutions")
    ukraine = texts[(texts["topic"] == "ukraine") & (texts["body"] == "UNGA")]
    assert math.isnan(fo.kappa(votes, "RUS", "PRK", ukraine))


def test_no_joint_vote_gives_no_number() -> None:
    votes = make_votes([("yes", "absent")])
    assert all(math.isnan(m(votes, "A", "B")) for m in (fo.agreement, fo.s_score, fo.kappa, fo.pi))


def test_unknown_country_missing_column_and_bad_weight_are_named() -> None:
    votes = make_votes([("yes", "yes")])
    with pytest.raises(ValueError, match="No vote by 'XYZ'"):
        fo.agreement(votes, "A", "XYZ")
    with pytest.raises(ValueError, match="lacks vote"):
        fo.agreement(votes.drop(columns="vote"), "A", "B")
    with pytest.raises(ValueError, match="R0"):
        fo.agreement(votes, "A", "B", weights={"R0": -1})
    with pytest.raises(ValueError, match="nominal"):
        fo.kappa(votes, "A", "B", distance="square")  # type: ignore[arg-type]
