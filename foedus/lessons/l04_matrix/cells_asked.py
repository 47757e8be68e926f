"""Questions 04.5 to 04.8: the strongest tie, the matrix, and what they hide."""

from typing import Final

import pandas as pd

from foedus import relations
from foedus.checking import Collection, Misconception, Question, Table
from foedus.checking.reading import Items, Plain
from foedus.lessons.l04_matrix import values as v
from foedus.lessons.l04_matrix.parameters import Circle, Square
from foedus.lessons.l04_matrix.strongest_asked import strongest
from foedus.relations import COOPERATIVE

__all__ = ["CELLS_ASKED", "square"]


def _is_empty(read: Plain) -> bool:
    return isinstance(read, Items) and not read.entries


def _listed(codes: tuple[str, ...]) -> str:
    named = [f"`{code}`" for code in codes]
    return f"{', '.join(named[:-1])} and {named[-1]}"


def _square_of_marks(codes: tuple[str, ...]) -> pd.DataFrame:
    return relations.tie_matrix(v.ties(), list(codes), v.article_day())


def _lost() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    awake = rows[rows["effect"] != "dormant"]
    return list(v.defended_pairs(rows) - v.defended_pairs(awake))


def _lost_by_all_weak() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    return list(v.defended_pairs(rows) - v.defended_pairs(rows[rows["effect"] == "in-effect"]))


def _with_a_dormant_tie() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    return list(v.kinds_by_pair(rows[rows["effect"] == "dormant"]))


def _left_with_nothing() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    left = v.kinds_by_pair(rows[rows["effect"] != "dormant"])
    return [pair for pair in _lost() if pair not in left]


def _still_defended() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    return list(v.defended_pairs(rows[rows["effect"] != "dormant"]))


def _moved() -> list[v.Pair]:
    return v.moved_by(v.on_day(v.ties()), v.order_with("basing", "neutrality"))


def _exchanged() -> list[v.Pair]:
    turned = {"basing": "neutrality", "neutrality": "basing"}
    return v.moved_by(v.on_day(v.ties()), tuple(turned.get(kind, kind) for kind in COOPERATIVE))


def _all_with_bases() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    return list(v.kinds_by_pair(rows[rows["kind"] == "basing"]))


def _moved_by_row_order() -> list[v.Pair]:
    rows = v.on_day(v.ties())
    named = rows.assign(a=rows["a"] + " first", b=rows["b"] + " second")
    moved = v.moved_by(named, v.order_with("basing", "neutrality"))
    return [frozenset(side.split()[0] for side in pair) for pair in moved]


def _basing_now_first() -> list[v.Pair]:
    best = v.kinds_by_pair(v.on_day(v.ties()), v.order_with("basing", "neutrality"))
    return [pair for pair, kind in best.items() if kind == "basing"]


def _moved_at_any_time() -> list[v.Pair]:
    return v.moved_by(v.ties(), v.order_with("basing", "neutrality"))


def _moved_to_the_top() -> list[v.Pair]:
    return v.moved_by(v.on_day(v.ties()), v.order_with("basing", "armed-conflict"))


def square(p: Square) -> Question:
    """Ask question 04.6."""
    return Question(
        id="04.6",
        title="A square of five",
        objective="matrix",
        prompt=(
            f"Make the matrix of {_listed(p.codes)} on 22 June 2025 [~]. Assign "
            "`square`, a DataFrame with these codes as row labels and as columns. A cell holds "
            "the letter of the strongest tie in `ORDER`, in lower case where `fo.strongest_ties` "
            'says `weak`, and `""` where there is none. Leave out the marks of hostile ties.'
        ),
        variable="square",
        expected=lambda: v.square(p.codes).fillna(""),
        judge=Table(index=True),
        misconceptions=(
            Misconception(
                "half-empty",
                "`square` is filled on one side of the diagonal only. The long table has each "
                "pair once: add a copy with `a` and `b` exchanged before you pivot.",
                value=lambda: v.square(p.codes, mirrored=False).fillna(""),
            ),
            Misconception(
                "capitals",
                f"`square` has capitals only. {p.small}: ties that are not in "
                "effect take the small letter.",
                value=lambda: v.square(p.codes, capitals=True).fillna(""),
            ),
            Misconception(
                "hostile-marks",
                "`square` has a mark for a hostile tie in it. The question asks for the letter "
                "alone, and an empty cell where no such tie is.",
                value=lambda: _square_of_marks(p.codes),
            ),
            Misconception(
                "gaps",
                "`square` has missing values where no tie is. An empty text is asked for: "
                "`.fillna(...)`.",
                value=lambda: v.square(p.codes),
            ),
            Misconception(
                "words",
                "`square` holds the names of the kinds. `LETTER` gives the letter of each.",
                value=lambda: v.square(p.codes, words=True).fillna(""),
            ),
        ),
        hints=(
            "`pivot` needs a long table with one row a cell, and a cell has two coordinates.",
            (
                "Take the strongest ties of the five, map kinds to letters, add the mirrored rows, "
                "pivot, fill."
            ),
            (
                "`rename(columns={'a': 'b', 'b': 'a'})` mirrors; `reindex(index=..., columns=...)` "
                "sets both axes."
            ),
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 04, section 'Look at the matrix'",
        afterword=p.afterword,
    )


CELLS_ASKED: Final = (
    strongest(Circle()),
    square(Square()),
    Question(
        id="04.7",
        title="Without the sleepers",
        objective="limits",
        prompt=(
            "Which pairs show `defense` as their strongest tie on 22 June 2025, and no longer do "
            "when dormant ties are left out [~]? Assign `lost`, a list of pairs: each a tuple of "
            "two codes, in either order, each pair once."
        ),
        variable="lost",
        expected=_lost,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "all-weak-hidden",
                "`lost` also has pairs whose promise is frozen or contested. Leave out the "
                "dormant ties and nothing else.",
                value=_lost_by_all_weak,
            ),
            Misconception(
                "any-dormant-tie",
                "`lost` has every pair with a dormant tie. Some of them are bound by a second "
                "treaty, and keep their letter: compare before and after.",
                value=_with_a_dormant_tie,
            ),
            Misconception(
                "nothing-left",
                "`lost` has only pairs that are left with no tie in `ORDER` at all. A pair can "
                "lose its `defense` and still show something weaker.",
                value=_left_with_nothing,
            ),
            Misconception(
                "kept-not-lost",
                "`lost` holds the pairs that keep the letter: the comparison is turned round.",
                value=_still_defended,
            ),
            Misconception(
                "empty-difference",
                "`lost` is empty. `first - second` keeps what stands in the first set and not in "
                "the second: which of the two results is the larger?",
                matches=_is_empty,
            ),
            Misconception(
                "before-only",
                "`lost` holds all pairs with `defense` on the day. Take away those that still "
                "have it when the dormant ties are gone.",
                value=lambda: list(v.defended_pairs(v.on_day(v.ties()))),
            ),
        ),
        hints=(
            "Compute the same thing twice, with one difference in the input, and compare.",
            (
                "`fo.strongest_ties` takes any table of ties: give it all, then those whose effect "
                "is not dormant."
            ),
            "Make a set of pairs from each result; the difference of two sets is `first - second`.",
        ),
        minutes=5,
        points=3,
        level="analyse",
        review="lesson 04, section 'Strong in law, hollow in practice'",
    ),
    Question(
        id="04.8",
        title="Soldiers before words",
        objective="limits",
        prompt=(
            "Somebody argues that troops in a country say more than most treaties. Move `basing` "
            "in `ORDER` directly above `neutrality` and leave the rest as it is. For which pairs "
            "does the strongest kind change on 22 June 2025 [~]? Assign `moved`, a list of pairs: "
            "each a tuple of two codes, in either order, each pair once."
        ),
        variable="moved",
        expected=_moved,
        judge=Collection(),
        misconceptions=(
            Misconception(
                "exchanged",
                "In `moved` two kinds have changed places: `neutrality` has fallen to where "
                "`basing` was. Take `basing` out and put it in higher up; nothing else moves.",
                value=_exchanged,
            ),
            Misconception(
                "one-list-two-names",
                "`moved` is empty: both orders gave the same. `new = ORDER` makes a second name, "
                "not a second list. Run the setup cell again, then start from `ORDER.copy()`.",
                matches=_is_empty,
            ),
            Misconception(
                "sides-kept-apart",
                "`moved` lacks a pair that stands in the table both ways round, once with each "
                "actor in `a`. Give a pair one label whatever the order, as the lesson does.",
                value=_moved_by_row_order,
            ),
            Misconception(
                "all-with-bases",
                "`moved` has every pair with troops of one in the other. Where a defence pact "
                "stands above, the cell does not change: compare the two results.",
                value=_all_with_bases,
            ),
            Misconception(
                "basing-in-the-end",
                "`moved` has every pair that shows `basing` under the new order. Some showed it "
                "before: they have not changed.",
                value=_basing_now_first,
            ),
            Misconception(
                "no-date",
                "`moved` comes from all ties on file, ended ones too. Filter by the day first.",
                value=_moved_at_any_time,
            ),
            Misconception(
                "to-the-top",
                "In `moved` bases outrank wars and defence pacts as well. The question puts "
                "`basing` above `neutrality`, not above everything.",
                value=_moved_to_the_top,
            ),
        ),
        hints=(
            "A rule is tested by changing one thing in it and comparing what comes out.",
            (
                "Write a function of an order that returns the strongest kind of each pair, "
                "whichever actor stands in `a`; call it twice."
            ),
            (
                "`list.insert(list.index(...), ...)` puts a kind in its new place, once it has "
                "left the old one."
            ),
        ),
        minutes=6,
        points=3,
        level="analyse",
        review="lesson 04, section 'Change one rule'",
        afterword="Each of these letters says as much about the rule as about the pair.",
    ),
)
