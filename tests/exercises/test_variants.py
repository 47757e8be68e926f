"""Variants are proven like their base, are as hard by rule, and each seed's exercise is whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

import foedus as fo
from foedus.checking import Correct, check, hint, registry, variant_proofs
from foedus.checking.registry import Exercise, UnknownQuestion, question
from foedus.checking.variants import (
    Fixed,
    Parameters,
    Variant,
    Varied,
    choices,
    questions_for,
    variant_of,
    variants,
)
from foedus.editions import asof, rules, truth
from foedus.editions.building import library
from foedus.editions.source import read
from foedus.lessons.l02_timeline import ideas
from foedus.lessons.l04_matrix import values as ties
from foedus.lessons.l05_votes import values as votes
from foedus.releasing.editions import edition_for

SEEDS = [f"seed-{number:02}" for number in range(50)]
EXERCISES = registry.exercises()
DECLARED = [
    (exercise, name, declared)
    for exercise in EXERCISES
    for name, declared in variants(exercise).items()
]
VARIED = [one for one in DECLARED if isinstance(one[2], Varied)]
MADE = [
    pytest.param(exercise, name, number, id=f"{name}~{number}")
    for exercise, name, declared in VARIED
    for number in range(declared.count)
]
NAMES = {name: declared for _, name, declared in VARIED}
each_variant = pytest.mark.parametrize(("exercise", "name", "number"), MADE)


@cache
def faults(name: str, number: int) -> tuple[str, ...]:
    """Prove a variant once: many seeds share it."""
    exercise = registry.exercise(name[:2])
    asked = exercise.question(name, number)
    rivals = [exercise.question(name, one) for one in range(variants(exercise)[name].count)]
    return (
        *variant_proofs.proof_faults(exercise, asked),
        *variant_proofs.difficulty_faults(exercise, asked),
        *variant_proofs.naming_faults(exercise, asked),
        *variant_proofs.rival_faults(exercise, asked, rivals),
    )


@pytest.mark.parametrize(
    ("exercise", "name", "declared"), DECLARED, ids=[name for _, name, _ in DECLARED]
)
def test_every_question_varies_or_says_why_not(
    exercise: Exercise, name: str, declared: Variant
) -> None:
    own = exercise.room.module("variants").VARIANTS
    assert list(own) == [one.id for one in exercise.questions]
    if isinstance(declared, Fixed):
        assert len(declared.reason) > 20
    else:
        assert declared.count >= variant_proofs.FEWEST_SETS
        assert len({one.named for one in declared.sets}) == declared.count
        assert len({exercise.question(name, one).prompt
                    + exercise.question(name, one).stub
                    for one in range(declared.count)}) == declared.count  # fmt: skip


@each_variant
def test_a_variant_is_proven_like_its_base(exercise: Exercise, name: str, number: int) -> None:
    asked = exercise.question(name, number)
    assert variant_proofs.proof_faults(exercise, asked) == []


@each_variant
def test_a_variant_is_as_hard_as_its_base(exercise: Exercise, name: str, number: int) -> None:
    asked = exercise.question(name, number)
    assert variant_proofs.difficulty_faults(exercise, asked) == []


@each_variant
def test_a_variant_names_its_own_values_and_no_others(
    exercise: Exercise, name: str, number: int
) -> None:
    asked = exercise.question(name, number)
    assert variant_proofs.naming_faults(exercise, asked) == []


@each_variant
def test_a_neighbour_s_answer_does_not_pass(exercise: Exercise, name: str, number: int) -> None:
    rivals = [exercise.question(name, one) for one in range(NAMES[name].count)]
    asked = exercise.question(name, number)
    assert variant_proofs.rival_faults(exercise, asked, rivals) == []


@each_variant
def test_a_variant_keeps_the_rules_of_truth_and_of_the_day(
    exercise: Exercise, name: str, number: int
) -> None:
    asked = exercise.question(name, number)
    words = truth.vocabulary(fo.load("actors"))
    found = truth.faults([(asked.key, asked.prompt)], words, library(), {})
    assert found == []
    known = read(exercise.room.exercise).head.known_then
    told = [asked.prompt, *asked.hints, asked.afterword]
    told += [one.message for one in asked.misconceptions]
    late = asof.late_texts([(asked.key, text) for text in told], fo.ARTICLE_DAY, known=known)
    assert late == []


@pytest.mark.parametrize(("exercise", "name", "declared"), VARIED, ids=NAMES)
def test_variant_0_is_the_base(exercise: Exercise, name: str, declared: Varied) -> None:  # type: ignore[type-arg]
    base = next(one for one in exercise.questions if one.id == name)
    made = declared.question(0)
    for part in ("title", "prompt", "stub", "hints", "afterword", "variable", "judge", "key"):
        assert getattr(made, part) == getattr(base, part)
    assert [one.message for one in made.misconceptions] == [
        one.message for one in base.misconceptions
    ]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.number)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_seed_s_exercise_is_whole_and_proven(seed: str, exercise: Exercise) -> None:
    chosen = choices(seed, exercise.number)
    notebook = edition_for(seed, exercise.number)
    cells = {cell.id: cell.source for cell in notebook.cells}
    assert rules.form_faults(notebook, exercise.number) == []
    assert rules.grading_faults(notebook) == []
    for asked in questions_for(seed, exercise.number):
        cell = asked.id.replace(".", "-q")
        assert asked.variant == chosen[asked.id] == variant_of(seed, asked.id)
        assert cells[f"{cell}-check"] == f'fo.check("{asked.key}", {asked.variable})'
        assert cells[f"{cell}-answer"] == asked.stub.strip("\n")
        assert f'fo.hint("{asked.key}")' in cells[f"{cell}-prompt"]
        if asked.variant:
            assert faults(asked.id, asked.variant) == ()


def test_fifty_seeds_meet_every_variant() -> None:
    for _, name, declared in VARIED:
        assert {variant_of(seed, name) for seed in SEEDS} == set(range(declared.count)), name


def test_the_dealing_is_the_same_on_every_machine() -> None:
    assert [variant_of("ada", name) for name in ("04.2", "05.3", "05.7")] == DEALT
    assert variant_of("Zoë", "05.3") == variant_of("Zoe\u0308", "05.3")
    salted = {variant_of("ada", "05.3", salt) for salt in "abcdefgh"}
    assert len(salted) > 1


DEALT = [0, 4, 3]


def test_a_check_and_a_hint_know_a_variant() -> None:
    asked = question("05.1~1")
    outcome = check("05.1~1", {"yes": 7, "abstain": 3, "no": 1, "absent": 2})
    assert isinstance(outcome, Correct)
    assert outcome.question == "05.1"
    assert hint("05.1~1", 1).question == "05.1"
    with pytest.raises(fo.NotYet, match=r'fo\.hint\("05\.1~1"\)'):
        check("05.1~1", {"yes": 0})
    assert (asked.id, asked.key, asked.variant) == ("05.1", "05.1~1", 1)


@pytest.mark.parametrize("key", ["05.1~99", "05.2~1", "00.1~~1", "05.1~", "05.1~-1", "05.1~1000"])
def test_an_unknown_variant_is_said(key: str) -> None:
    with pytest.raises(UnknownQuestion):
        question(key)


def test_a_harder_or_easier_set_is_found() -> None:
    exercise = registry.exercise("05")
    asked = exercise.question("05.1", 1)
    for change in (
        {"points": 9},
        {"level": "analyse"},
        {"stub": "record = [...]"},
        {"expected": dict},
        {"expected": lambda: dict.fromkeys("abcdefghijkl", 1)},
        {"judge": exercise.question("05.3").judge},
    ):
        assert variant_proofs.difficulty_faults(exercise, replace(asked, **change)), change


def test_a_misconception_that_gives_the_right_answer_is_found() -> None:
    exercise = registry.exercise("05")
    asked = exercise.question("05.1", 1)
    blind = replace(asked.misconceptions[0], value=asked.expected)
    changed = replace(asked, misconceptions=(blind, *asked.misconceptions[1:]))
    found = variant_proofs.difficulty_faults(exercise, changed)
    assert found == ["05.1~1: a misconception gives the right answer"]


def test_a_name_of_another_set_is_found() -> None:
    exercise = registry.exercise("05")
    asked = exercise.question("05.1", 1)
    changed = replace(asked, hints=("Look at Armenia.", *asked.hints[1:]))
    found = variant_proofs.naming_faults(exercise, changed)
    assert len(found) == 1
    assert "'Armenia' belongs to another variant" in found[0]


def test_a_set_cannot_leave_out_what_is_not_there() -> None:
    declared = NAMES["05.1"]
    strange = Varied(declared.ask, (replace(declared.sets[0], without=("no-such",)),))
    with pytest.raises(ValueError, match="no-such"):
        strange.question(0)


# What afterwords and messages say beside the question holds for every set.


def sets_of(name: str) -> list[Parameters]:
    return list(NAMES[name].sets)


def test_every_partner_of_05_3_agrees_with_iran_more_than_russia_does() -> None:
    russia = votes.agree("IRN", "RUS", votes.texts())
    for one in sets_of("05.3"):
        assert votes.agree("IRN", one.code, votes.texts()) > russia, one


def test_names_of_members_are_those_of_the_table() -> None:
    names = fo.load("countries").set_index("code")["name"]
    for one in [*sets_of("05.1"), *sets_of("05.3")]:
        assert one.name.removeprefix("the ") == names[one.code]


def test_as_many_partners_of_05_7_move_away_as_its_message_says() -> None:
    words = {"Two": 2, "Three": 3, "Four": 4}
    for one in sets_of("05.7"):
        assert (votes.shifts(one.codes) < 0).sum() == words[one.away], one


def test_every_square_of_05_6_has_one_that_always_votes_alike_and_none_absent() -> None:
    table = votes.votes()
    table = table[table["resolution_id"].isin(votes.texts())]
    for one in sets_of("05.6"):
        kinds = table[table["country"].isin(one.codes)].groupby("country")["vote"]
        assert (kinds.nunique() == 1).any(), one
        assert not kinds.agg(lambda cast: cast.eq("absent").any()).any(), one


def test_every_square_of_04_6_has_a_tie_that_is_not_in_effect_and_nobody_alone() -> None:
    found = fo.strongest_ties(ties.ties(), ties.article_day())
    for one in sets_of("04.6"):
        own = found[found["a"].isin(one.codes) & found["b"].isin(one.codes) & found["kind"].ne("")]
        assert own["effect"].ne("in-effect").any(), one
        assert set(own["a"]) | set(own["b"]) == set(one.codes), one


def test_the_events_of_04_2_stand_on_their_day() -> None:
    events = fo.load("events", as_of=fo.ARTICLE_DAY).set_index("id")
    for one in sets_of("04.2"):
        cited = one.event.partition("[@")[2].partition("]")[0]
        spoken = f"{one.day.day} {one.day.month_name()} {one.day.year}"
        assert events.loc[cited, "date"] == one.date
        assert spoken in one.event


def test_the_made_up_dates_of_02_4_lie_on_both_sides_of_the_gap_s_growth() -> None:
    for one in sets_of("02.4"):
        assert one.dates[0] == "1828-02-10"
        assert "1900-01-01" <= one.dates[1] < "1900-03-01" <= one.dates[2]
        assert ideas.new_style(one.dates)[2].year > int(one.dates[2][:4])
