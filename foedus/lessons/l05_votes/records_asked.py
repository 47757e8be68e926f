"""Questions 05.1 to 05.4: records, vetoes, agreement by hand, a function of one's own."""

from typing import Final

import pandas as pd

import foedus as fo
from foedus.checking import Collection, Function, Mapping, Misconception, Number, Question
from foedus.checking.reading import Plain
from foedus.lessons.l05_votes import values as v
from foedus.lessons.l05_votes.parameters import Member, Partner

__all__ = ["RECORDS_ASKED", "record", "share"]

_WITHIN: Final = 0.005


def _record(p: Member) -> pd.Series:
    return v.record(p.code, v.texts())


def _council(found: pd.DataFrame) -> pd.Series:
    return found["body"] == "UNSC"


def _vetoed(found: pd.DataFrame) -> pd.Series:
    return found["outcome"] == "vetoed"


def _not_vetoed_in_council() -> list[str]:
    return v.refused(lambda found: _council(found) & ~_vetoed(found))


def _with_outcome(word: str) -> list[str]:
    return v.refused(lambda found: _council(found) & (found["outcome"] == word))


def _any_vote_not_vetoed() -> list[str]:
    table = v.resolutions()
    return list(table.loc[_council(table) & ~_vetoed(table), "id"])


def _all_failed() -> list[str]:
    table = v.resolutions()
    return list(table.loc[_council(table) & (table["outcome"] == "failed"), "id"])


def _pair(p: Partner) -> float:
    return v.agree("IRN", p.code, v.texts())


def _same_texts(p: Partner) -> float:
    joint = len(fo.votes.joint_votes(v.votes(), "IRN", p.code, v.texts()))
    return float(round(_pair(p) * joint))


def _is_one_sided(read: Plain, p: Partner) -> bool:
    pairs = (("IRN", p.code), (p.code, "IRN"))
    return isinstance(read, int | float) and any(
        abs(read - v.one_side_kept(*pair, v.texts())) <= _WITHIN for pair in pairs
    )


def record(p: Member) -> Question:
    """Ask question 05.1."""
    return Question(
        id="05.1",
        title=f"{p.name[0].upper()}{p.name[1:]}'s record",
        objective="absence",
        prompt=(
            f"How did {p.name} vote on the Assembly's texts on Ukraine, the table `ukraine` [~]? "
            "Assign `record`, a Series or dict with the four words `yes`, `abstain`, `no` and "
            "`absent` as labels and the number of texts (int) as values."
        ),
        variable="record",
        expected=lambda: _record(p),
        judge=Mapping(),
        misconceptions=(
            Misconception(
                "absences-dropped",
                "`record` lacks a word. An absence is no vote, but it is part of the record here: "
                "do the numbers add up to the number of texts?",
                value=lambda: _record(p).drop("absent"),
            ),
            Misconception(
                "absence-as-abstention",
                "`record` counts an absence among the abstentions. Who abstains is in the room: "
                "keep the two words apart.",
                value=lambda: v.record(p.code, v.texts(), absent_as="abstain"),
            ),
            Misconception(
                "all-topics",
                "`record` counts all texts on file. Keep only the votes whose `resolution_id` "
                "stands in the table `ukraine`.",
                value=lambda: v.record(p.code, v.assembly()),
            ),
            Misconception(
                "all-members",
                "`record` counts the votes of all members. One country is asked for.",
                value=lambda: v.record(None, v.texts()),
            ),
            Misconception(
                "shares",
                "`record` holds shares. The question asks for numbers of texts.",
                value=lambda: _record(p) / _record(p).sum(),
            ),
        ),
        hints=(
            "One row of `votes` is one vote of one member on one text.",
            "Two conditions, one on the country and one on the text; then count the words.",
            "`.isin(ukraine['id'])` keeps the texts, `.value_counts()` counts the words.",
        ),
        minutes=3,
        points=1,
        level="recall",
        review="lesson 05, section 'One row is one vote'",
        afterword=p.afterword,
    )


def share(p: Partner) -> Question:
    """Ask question 05.3."""
    return Question(
        id="05.3",
        title="Agreement by hand",
        objective="by-hand",
        prompt=(
            f"On what share of the texts in `ukraine` did Iran and {p.name} vote alike [~]? Count "
            "only texts on which both said yes, abstain or no. Assign `share`, a float from 0 to 1 "
            "(0.005 more or less does not matter) [~]. Do it with `merge`, without `fo.agreement`, "
            "and look at the number of rows after the merge."
        ),
        variable="share",
        expected=lambda: _pair(p),
        judge=Number(within=_WITHIN),
        misconceptions=(
            Misconception(
                "absences-kept",
                "In `share` an absence counts as a vote that differs. Drop the texts on which "
                "either was absent before you compare.",
                value=lambda: v.absences_kept("IRN", p.code, v.texts()),
            ),
            Misconception(
                "absence-as-abstention",
                "In `share` an absence counts as an abstention. Nobody abstained by staying away: "
                "drop these texts.",
                value=lambda: v.absences_kept("IRN", p.code, v.texts(), absent_as="abstain"),
            ),
            Misconception(
                "one-side-dropped",
                "In `share` the absences of one state are dropped and those of the other stay. "
                "A text counts only if both voted on it.",
                matches=lambda read: _is_one_sided(read, p),
            ),
            Misconception(
                "merged-on-the-vote",
                "`share` is 1. Did `merge` match the column `vote` too? Then only texts with the "
                "same vote are left: write `on=` and count the rows.",
                value=lambda: 1.0,
            ),
            Misconception(
                "all-texts",
                "`share` is that of all texts on file. Keep the texts in `ukraine`.",
                value=lambda: v.agree("IRN", p.code, v.assembly()),
            ),
            Misconception(
                "count-not-share",
                "`share` is the number of texts with the same vote. Divide by the number of texts "
                "on which both voted.",
                value=lambda: _same_texts(p),
            ),
            Misconception(
                "per-cent",
                "`share` is given in per cent. The question asks for a number from 0 to 1.",
                value=lambda: 100 * _pair(p),
            ),
            Misconception(
                "disagreement",
                "`share` is the share of texts on which they differ.",
                value=lambda: 1 - _pair(p),
            ),
        ),
        hints=(
            "Both votes on one text must stand in one row before they can be compared.",
            "One table for each state, absences out, merged on the text; then compare two columns.",
            "`on='resolution_id'` and `suffixes`; the mean of true and false is a share.",
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 05, section 'Two voters, one table'",
        afterword="Higher than Iran with Russia on the same texts. Friendship, or habit?",
    )


RECORDS_ASKED: Final = (
    record(Member()),
    Question(
        id="05.2",
        title="A no that is no veto",
        objective="charter",
        prompt=(
            "Russia said no to several texts in the Security Council, `UNSC` [~]. Which of these "
            "texts were **not** vetoed? Assign their ids to `no_veto` (a list or Series of str). "
            "Look at each row you find, and say to yourself why the no was not a veto."
        ),
        variable="no_veto",
        expected=_not_vetoed_in_council,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "every-no",
                "`no_veto` holds every Council text with Russia's no. Most of them fell by it: "
                "what does `outcome` say?",
                value=lambda: v.refused(_council),
            ),
            Misconception(
                "the-vetoed",
                "`no_veto` holds the texts that *were* vetoed: the condition is turned round.",
                value=lambda: _with_outcome("vetoed"),
            ),
            Misconception(
                "failed-only",
                "`no_veto` holds what failed for want of nine yes votes. A no can also be "
                "outvoted, where the question is one of procedure: what else is not `vetoed`?",
                value=lambda: _with_outcome("failed"),
            ),
            Misconception(
                "adopted-only",
                "`no_veto` holds what was adopted against Russia's no. A text can also fall "
                "without a veto, for want of nine yes votes.",
                value=lambda: _with_outcome("adopted"),
            ),
            Misconception(
                "assembly-too",
                "`no_veto` has texts of the General Assembly in it. There is no veto there: keep "
                "the Council.",
                value=lambda: v.refused(lambda found: ~_vetoed(found)),
            ),
            Misconception(
                "any-failed",
                "`no_veto` holds what failed, whoever voted how. Did Russia say no to each?",
                value=_all_failed,
            ),
            Misconception(
                "anybody",
                "`no_veto` holds every Council text without a veto. Keep those to which Russia "
                "said no.",
                value=_any_vote_not_vetoed,
            ),
        ),
        hints=(
            "The vote stands in one table, the outcome in the other: they must be joined.",
            "Keep Russia's noes, merge them with the texts, then filter on `body` and `outcome`.",
            "`merge(..., left_on='resolution_id', right_on='id')`; then `!=` on the outcome.",
        ),
        minutes=4,
        points=2,
        level="understand",
        review="lesson 05, section 'Two drafts, one Council'",
        afterword="One fell short of nine; the other was procedure, where no veto counts.",
    ),
    share(Partner()),
    Question(
        id="05.4",
        title="Your own S",
        objective="by-hand",
        prompt=(
            "Write a function `s_by_hand(a, b, ids)` that returns S (a float) for two country "
            "codes on the texts whose ids stand in the list `ids`, without `fo.s_score`. Codes: "
            "yes 1, abstain 2, no 3; the largest distance is always 2; texts on which either was "
            "absent are dropped [~]. It is called on several pairs and lists "
            "(0.001 more or less does not matter) [~]."
        ),
        variable="s_by_hand",
        stub="def s_by_hand(a, b, ids):\n    return ...",
        expected=lambda: v.scored(lambda apart: 1 - apart.mean()),
        judge=Function(cases=v.function_cases, each=Number(within=0.001)),
        misconceptions=(
            Misconception(
                "agreement-for-s",
                "`s_by_hand` returns the share of equal votes. S counts steps: a yes against a no "
                "is two, an abstention against either is one.",
                value=lambda: v.scored(lambda apart: (apart == 0).mean()),
            ),
            Misconception(
                "from-zero-to-one",
                "`s_by_hand` returns a score from 0 to 1. S runs from -1 to 1: twice the mean "
                "distance, over the largest, is taken from 1.",
                value=lambda: v.scored(lambda apart: 1 - apart.mean() / 2),
            ),
            Misconception(
                "not-divided",
                "`s_by_hand` takes twice the mean distance from 1 and can fall below -1. The mean "
                "is divided by the largest distance first.",
                value=lambda: v.scored(lambda apart: 1 - 2 * apart.mean()),
            ),
            Misconception(
                "distance-only",
                "`s_by_hand` returns the mean distance: 0 for two that always vote alike. S turns "
                "it round.",
                value=lambda: v.scored(lambda apart: apart.mean()),
            ),
            Misconception(
                "largest-found",
                "`s_by_hand` divides by the largest distance *found*. Where nobody says yes "
                "against a no, that changes S: the largest distance is fixed at 2.",
                value=lambda: v.scored(lambda apart: 1 - 2 * apart.mean() / apart.max()),
            ),
            Misconception(
                "absence-as-abstention",
                "`s_by_hand` gives an absence the code of an abstention. Drop absences first.",
                value=lambda: v.scored(lambda apart: 1 - apart.mean(), absent_as="abstain"),
            ),
            Misconception(
                "list-ignored",
                "`s_by_hand` gives the same for every list: it does not use `ids`. Inside a "
                "function only what stands in its brackets changes from call to call.",
                value=lambda: v.scored(lambda apart: 1 - apart.mean(), listed=False),
            ),
            Misconception(
                "one-list-only",
                "`s_by_hand` uses the texts on Ukraine, whatever list it is given. Inside it, "
                "`ids` must stand in the place of `ukraine['id']`.",
                value=lambda: v.scored_on_one_list,
            ),
            Misconception(
                "sign-kept",
                "`s_by_hand` lets steps up and steps down cancel out. A distance has no sign: "
                "drop it before you take the mean.",
                value=lambda: v.scored_with_signs(lambda apart: 1 - apart.mean()),
            ),
            Misconception(
                "sign-dropped-too-late",
                "`s_by_hand` drops the sign of the mean. By then steps up and steps down have "
                "cancelled out: drop the sign of each difference first.",
                value=lambda: v.scored_with_signs(lambda apart: 1 - abs(apart.mean())),
            ),
        ),
        hints=(
            "A function is the code for one pair, with names in place of what changes.",
            "As for agreement; but map the words to codes, and take the mean of the distances.",
            "`.map({...})` makes codes, `.abs()` drops the sign, and `return` hands S back.",
        ),
        minutes=7,
        points=3,
        level="apply",
        review="lesson 05, sections 'A function of your own' and 'How far apart: S'",
        afterword="A function that is right once works for every pair of members: 18,528 of them.",
    ),
)
