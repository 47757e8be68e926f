"""Questions 05.5 to 05.7: constant voters, a matrix, and what the choice of texts does."""

from collections.abc import Callable
from typing import Final

import pandas as pd

import foedus as fo
from foedus.checking import Collection, Mapping, Misconception, Number, Question, Table
from foedus.checking.reading import Items, Plain
from foedus.lessons.l05_votes import values as v
from foedus.lessons.l05_votes.parameters import Partners, Square

__all__ = ["MEASURES_ASKED", "shift", "square"]

_CLOSE: Final = Number(within=0.005)


def _where(found: pd.Series) -> list[str]:
    return list(found.index[found])


def _constant() -> list[str]:
    return _where(v.constant_members(v.texts()))


def _only_noes(read: Plain) -> bool:
    table = v.votes()
    table = table[table["resolution_id"].isin(v.texts()) & table["vote"].isin(["yes", "abstain"])]
    return (
        isinstance(read, Items)
        and bool(read.entries)
        and not set(read.entries) & set(table["country"])
    )


def _listed(codes: tuple[str, ...]) -> str:
    named = [f"`{code}`" for code in codes]
    return f"{', '.join(named[:-1])} and {named[-1]}"


def _part(p: Square, keep: Callable[[str, str], bool]) -> pd.DataFrame:
    full = v.square(p.codes)
    kept = [[keep(a, b) for b in full.columns] for a in full.index]
    return full.where(pd.DataFrame(kept, index=full.index, columns=full.columns))


def _on(p: Partners, topic: str) -> pd.Series:
    return pd.Series({code: v.agree("IRN", code, v.texts(topic)) for code in p.codes})


def square(p: Square) -> Question:
    """Ask question 05.6."""
    return Question(
        id="05.6",
        title="A square of five",
        objective="matrix",
        prompt=(
            f"Make the matrix of agreement of {_listed(p.codes)} on the texts in "
            "`ukraine`. Assign `square`, a DataFrame with these codes as row labels and as "
            "columns, filled on both sides of the diagonal and on it (0.005 more or less does not "
            "matter) [~]. You may use `fo.agreement` or your own function."
        ),
        variable="square",
        expected=lambda: v.square(p.codes),
        judge=Table(index=True, each=dict.fromkeys(p.codes, _CLOSE)),
        misconceptions=(
            Misconception(
                "half-empty",
                "`square` is filled on one side of the diagonal only. Make a row for each pair in "
                "both orders before you pivot.",
                value=lambda: _part(p, lambda a, b: a <= b),
            ),
            Misconception(
                "empty-diagonal",
                "`square` has no values on the diagonal. A state agrees with itself: what share?",
                value=lambda: _part(p, lambda a, b: a != b),
            ),
            Misconception(
                "s-for-agreement",
                "`square` holds S. The question asks for agreement, from 0 to 1.",
                value=lambda: v.square(p.codes, fo.s_score),
            ),
            Misconception(
                "kappa-for-agreement",
                "`square` holds kappa: hence the 0 beside the constant voter. The question asks "
                "for agreement.",
                value=lambda: v.square(p.codes, fo.kappa),
            ),
            Misconception(
                "pi-for-agreement",
                "`square` holds pi. The question asks for agreement.",
                value=lambda: v.square(p.codes, fo.pi),
            ),
            Misconception(
                "per-cent",
                "`square` is in per cent. Agreement runs from 0 to 1.",
                value=lambda: 100 * v.square(p.codes),
            ),
            Misconception(
                "zero-diagonal",
                "`square` has 0 on the diagonal. A state agrees with itself: what share?",
                value=lambda: _part(p, lambda a, b: a != b).fillna(0.0),
            ),
            Misconception(
                "whole-assembly",
                "`square` counts all texts of the Assembly. Give the function the table `ukraine`.",
                value=lambda: v.square(p.codes, ids=v.assembly()),
            ),
            Misconception(
                "all-on-file",
                "`square` counts every text on file, the Council's too. Give the function the "
                "table `ukraine`.",
                value=lambda: v.square(p.codes, ids=list(v.resolutions()["id"])),
            ),
        ),
        hints=(
            "`pivot` needs a long table: one row a cell, with two codes and a score.",
            "Two loops over the five codes give the pairs; then the score of each; then `pivot`.",
            "`apply(lambda row: ..., axis=1)` scores each row; `index=`, `columns=`, `values=`.",
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 05, section 'The matrix'",
        afterword=p.afterword,
    )


def shift(p: Partners) -> Question:
    """Ask question 05.7."""
    return Question(
        id="05.7",
        title="Change the list",
        objective="list",
        prompt=(
            "How much does the choice of texts move a partner towards Iran [~]? For each of "
            f"{_listed(p.codes)} take its agreement with Iran on "
            "the texts of topic `iran-human-rights`, **less** that on the texts in `ukraine` [~]. "
            "Assign `shift`, a Series or dict: code as label, difference (float) as value "
            "(0.005 more or less does not matter) [~]. Minus means: further away."
        ),
        variable="shift",
        expected=lambda: v.shifts(p.codes),
        judge=Mapping(each=_CLOSE),
        misconceptions=(
            Misconception(
                "wrong-way-round",
                "`shift` has the signs turned round: which list comes first in the subtraction?",
                value=lambda: -v.shifts(p.codes),
            ),
            Misconception(
                "signs-dropped",
                f"`shift` has no minus sign. {p.away} of these states move away from Iran: keep "
                "the direction.",
                value=lambda: v.shifts(p.codes).abs(),
            ),
            Misconception(
                "second-list-only",
                "`shift` holds the agreement on Iranian rights alone. Take from it what each "
                "state had on the texts in `ukraine`.",
                value=lambda: _on(p, "iran-human-rights"),
            ),
            Misconception(
                "first-list-only",
                "`shift` holds the agreement on the texts in `ukraine` alone. It is what is taken "
                "away: from what?",
                value=lambda: _on(p, "ukraine"),
            ),
            Misconception(
                "per-cent",
                "`shift` is in per cent. Agreement runs from 0 to 1, and so the difference of two "
                "lies between -1 and 1.",
                value=lambda: 100 * v.shifts(p.codes),
            ),
            Misconception(
                "against-all",
                "`shift` compares with all texts of the Assembly, Iranian rights among them. "
                "Compare two lists that share no text.",
                value=lambda: v.shifts(p.codes, first=v.assembly()),
            ),
            Misconception(
                "s-for-agreement",
                "`shift` compares S. The question asks for agreement.",
                value=lambda: v.shifts(p.codes, v.scored(lambda apart: 1 - apart.mean())),
            ),
            Misconception(
                "absences-kept",
                "In `shift` an absence counts as a vote that differs. Drop absences, or use "
                "`fo.agreement`.",
                value=lambda: v.shifts(p.codes, v.absences_kept),
            ),
        ),
        hints=(
            "Compute the same thing twice, with one difference in the input, and compare.",
            "Two scores a partner, one a list; then subtract. A loop or a dict will do.",
            "`fo.agreement(votes, 'IRN', code, ...)` takes a part of `resolutions` as list.",
        ),
        minutes=5,
        points=3,
        level="analyse",
        review="lesson 05, section 'The list decides'",
        afterword="The states did not move. The list did.",
    )


MEASURES_ASKED: Final = (
    Question(
        id="05.5",
        title="Where kappa falls silent",
        objective="measures",
        prompt=(
            "Some members cast one and the same vote on every text in `ukraine` on which they "
            "voted at all: always yes, always abstain or always no. With any partner, kappa of "
            "such a member is 0 or undefined [~]. Find those who did so on **at least 10** texts "
            "(an absence is no vote) [~]. Assign their codes to `constant`, a list or Series."
        ),
        variable="constant",
        expected=_constant,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "absence-as-a-vote",
                "`constant` lacks members that were absent once and voted alike otherwise. Take "
                "the absences out before you count different votes.",
                value=lambda: _where(
                    v.constant_members(v.texts(), words=("yes", "abstain", "no", "absent"))
                ),
            ),
            Misconception(
                "no-minimum",
                "`constant` has members with few votes: who votes twice is easily constant. Ask "
                "for at least as many votes as the question says.",
                value=lambda: _where(v.constant_members(v.texts(), least=1)),
            ),
            Misconception(
                "only-the-noes",
                "`constant` holds those who always say no. Kappa cares for habit, whatever the "
                "habit is: always yes and always abstain count too.",
                matches=_only_noes,
            ),
            Misconception(
                "whole-assembly",
                "`constant` asks for one vote on all Assembly texts. Keep the texts in `ukraine`.",
                value=lambda: _where(v.constant_members(v.assembly())),
            ),
            Misconception(
                "council-too",
                "`constant` counts the Council's votes on Ukraine too, where some vote "
                "otherwise. The table `ukraine` holds the Assembly's texts.",
                value=lambda: _where(v.constant_members(v.texts(council=True))),
            ),
            Misconception(
                "those-who-vary",
                "`constant` holds the members whose votes vary: the condition is turned round.",
                value=lambda: _where(~v.constant_members(v.texts())),
            ),
        ),
        hints=(
            "How many *different* votes has somebody who always votes alike?",
            "Keep the votes cast on these texts; group by country; count votes, and kinds of vote.",
            "`groupby('country')['vote'].agg(['nunique', 'size'])`, then two conditions.",
        ),
        minutes=5,
        points=3,
        level="analyse",
        review="lesson 05, section 'By chance: kappa and pi'",
        afterword="More than a quarter of all members: on such a list kappa is a poor tool.",
    ),
    square(Square()),
    shift(Partners()),
)
