"""The strongest-tie rule and its parts, on ties made for the purpose and on the real ones."""

from itertools import pairwise

import pandas as pd
import pytest

import foedus as fo
from foedus.relations import COOPERATIVE, LETTERS


def make_ties(*rows: dict[str, object]) -> pd.DataFrame:
    plain = {
        "a": "AAA", "b": "BBB", "directed": False, "kind": "defense", "effect": "in-effect",
        "confidence": "high", "in_force_from": "2000-01-01", "in_force_to": None,
    }  # fmt: skip
    frame = pd.DataFrame([{**plain, **row} for row in rows])
    for column in ("in_force_from", "in_force_to"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def only(found: pd.DataFrame) -> dict[str, object]:
    assert len(found) == 1
    return found.iloc[0].to_dict()


@pytest.mark.parametrize(
    ("day", "in_force"),
    [("1999-12-31", 0), ("2000-01-01", 1), ("2004-12-31", 1), ("2005-01-01", 0)],
)
def test_a_tie_counts_from_its_first_day_to_the_day_before_its_end(day: str, in_force: int) -> None:
    ties = make_ties({"in_force_to": "2005-01-01"})
    assert len(fo.ties_in_force(ties, day)) == in_force


def test_a_tie_of_one_day_counts_on_that_day() -> None:
    ties = make_ties({"in_force_to": "2000-01-01"})
    assert len(fo.ties_in_force(ties, "2000-01-01")) == 1
    assert len(fo.ties_in_force(ties, "2000-01-02")) == 0


def test_a_treaty_that_is_only_signed_is_not_in_force() -> None:
    assert fo.ties_in_force(make_ties({"in_force_from": None}), "2025-06-22").empty


@pytest.mark.parametrize("pair", list(pairwise(COOPERATIVE)))
def test_each_kind_outranks_the_next(pair: tuple[str, str]) -> None:
    stronger, weaker = pair
    ties = make_ties({"kind": weaker}, {"kind": stronger})
    assert only(fo.strongest_ties(ties, "2020-01-01"))["kind"] == stronger


def test_hostility_is_a_second_channel_and_hides_no_promise() -> None:
    ties = make_ties(
        {"kind": "sanctions"}, {"kind": "neutrality"}, {"kind": "no-diplomatic-relations"}
    )
    found = only(fo.strongest_ties(ties, "2020-01-01"))
    assert (found["kind"], found["hostile"]) == ("neutrality", "no-diplomatic-relations")


def test_a_pair_with_only_a_hostile_tie_has_no_kind() -> None:
    found = only(fo.strongest_ties(make_ties({"kind": "sanctions"}), "2020-01-01"))
    assert (found["kind"], found["effect"], found["hostile"]) == ("", "", "sanctions")


def test_ties_of_one_kind_are_told_apart_by_effect_then_confidence() -> None:
    ties = make_ties(
        {"effect": "dormant"}, {"effect": "frozen"}, {"effect": "contested", "confidence": "low"},
        {"effect": "contested"},
    )  # fmt: skip
    found = only(fo.strongest_ties(ties, "2020-01-01"))
    assert (found["effect"], found["weak"]) == ("contested", True)


def test_a_pair_named_the_other_way_round_is_the_same_pair() -> None:
    ties = make_ties({"kind": "basing", "a": "BBB", "b": "AAA"}, {"kind": "defense"})
    assert only(fo.strongest_ties(ties, "2020-01-01"))["kind"] == "defense"


def test_a_directed_tie_names_the_side_that_owes_first() -> None:
    found = only(
        fo.strongest_ties(make_ties({"a": "BBB", "b": "AAA", "directed": True}), "2020-01-01")
    )
    assert (found["a"], found["b"], found["directed"]) == ("BBB", "AAA", True)


def test_promises_in_both_directions_bind_both_sides() -> None:
    ties = make_ties({"directed": True}, {"a": "BBB", "b": "AAA", "directed": True})
    assert only(fo.strongest_ties(ties, "2020-01-01"))["directed"] is False


def test_low_confidence_is_weak_even_when_in_effect() -> None:
    assert only(fo.strongest_ties(make_ties({"confidence": "low"}), "2020-01-01"))["weak"] is True


def test_no_tie_in_force_gives_an_empty_table_with_all_columns() -> None:
    found = fo.strongest_ties(make_ties({}), "1900-01-01")
    assert found.empty
    assert list(found.columns) == ["a", "b", "kind", "directed", "effect", "hostile", "weak"]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("RUS", "IRN"), ("neutrality", "in-effect", "")),
        (("RUS", "PRK"), ("defense", "in-effect", "")),
        (("USA", "ISR"), ("security-commitment", "in-effect", "")),
        (("DEU", "RUS"), ("neutrality", "contested", "sanctions")),
    ],
)
def test_the_coding_scheme_holds_on_the_day_of_the_article(
    pair: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    found = fo.strongest_ties(fo.load("ties", as_of=fo.ARTICLE_DAY), fo.ARTICLE_DAY)
    of_pair = found[(found["a"].isin(pair)) & (found["b"].isin(pair))]
    row = only(of_pair)
    assert (row["kind"], row["effect"], row["hostile"]) == expected


def test_the_matrix_is_square_symmetrical_and_says_what_the_pairs_say() -> None:
    ties, actors = fo.load("ties"), fo.load("actors")
    matrix = fo.tie_matrix(ties, actors, fo.ARTICLE_DAY)
    assert list(matrix.index) == list(matrix.columns) == list(actors["code"])
    assert (matrix == matrix.T).all(axis=None)
    filled = {frozenset((a, b)) for a in matrix for b in matrix if matrix.loc[a, b]}
    pairs = fo.strongest_ties(ties, fo.ARTICLE_DAY)
    assert filled == {frozenset(pair) for pair in zip(pairs["a"], pairs["b"], strict=True)}
    assert matrix.loc["ISR", "IRN"] == "X!"
    assert matrix.loc["USA", "PAK"] == "d"


def test_letters_are_one_to_one() -> None:
    assert len(set(LETTERS.values())) == len(COOPERATIVE)


def test_undirected_ties_give_two_directed_pairs() -> None:
    pairs = fo.directed_pairs(make_ties({}, {"b": "CCC", "directed": True}))
    assert sorted(zip(pairs["ower"], pairs["owed"], strict=True)) == [
        ("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "AAA"),
    ]  # fmt: skip


def test_the_ties_of_a_pair_are_found_from_either_side() -> None:
    ties = make_ties({}, {"a": "BBB", "b": "AAA"}, {"b": "CCC"})
    assert len(fo.ties_of_pair(ties, "AAA", "BBB")) == len(fo.ties_of_pair(ties, "BBB", "AAA")) == 2


@pytest.mark.parametrize("day", ["22 of June", "2025-02-30", None, 3.5j])
def test_a_bad_day_is_refused_in_words(day: object) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        fo.ties_in_force(make_ties({}), day)  # type: ignore[arg-type]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="lacks kind"):
        fo.strongest_ties(make_ties({}).drop(columns="kind"), "2020-01-01")
