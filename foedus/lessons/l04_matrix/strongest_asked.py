"""Question 04.5: the strongest tie of each partner."""

import pandas as pd

from foedus.checking import Mapping, Misconception, Question
from foedus.lessons.l04_matrix import values as v
from foedus.lessons.l04_matrix.parameters import Circle
from foedus.relations import COOPERATIVE, HOSTILE, LETTERS

__all__ = ["strongest"]


def _by_partner(table: pd.DataFrame, code: str, order: tuple[str, ...]) -> dict[str, str]:
    best = v.kinds_by_pair(v.partners_of(table, code), order)
    return {next(iter(pair - {code})): kind for pair, kind in best.items()}


def _strongest(p: Circle, order: tuple[str, ...] = COOPERATIVE) -> dict[str, str]:
    return _by_partner(v.on_day(v.ties(), p.day), p.code, order)


def _alphabetical(p: Circle, *, last: bool = False) -> dict[str, str]:
    return _strongest(p, tuple(sorted(COOPERATIVE, reverse=last)))


def _first_named_only(p: Circle) -> dict[str, str]:
    rows = v.on_day(v.ties(), p.day)
    return _by_partner(rows[rows["a"] == p.code], p.code, COOPERATIVE)


def _first_in_the_file(p: Circle) -> dict[str, str]:
    rows = v.on_day(v.ties(), p.day)
    rows = v.partners_of(rows[rows["kind"].isin(COOPERATIVE)], p.code)
    first = rows.drop_duplicates("partner")
    return dict(zip(first["partner"], first["kind"], strict=True))


def _letters_of_kinds(p: Circle) -> dict[str, str]:
    return {partner: LETTERS[kind] for partner, kind in _strongest(p).items()}


def strongest(p: Circle) -> Question:
    """Ask question 04.5."""
    return Question(
        id="04.5",
        title="The strongest tie of each partner",
        objective="strongest",
        prompt=(
            f"For each actor that had a tie with {p.name} on {p.spoken}, of a kind in `ORDER`, "
            "find the strongest kind [~]. Assign `strongest`, a Series or dict with the partner's "
            "code as label and the kind (str) as value. Do it with an ordered categorical, "
            "without `fo.strongest_ties`."
        ),
        variable="strongest",
        expected=lambda: _strongest(p),
        judge=Mapping(),
        misconceptions=(
            Misconception(
                "alphabetical",
                "`strongest` has `arms-transfer` where a promise stands as well. It is the first "
                "in the alphabet, or was read last in a loop, but it is not the strongest: text "
                "has no rank. Give pandas the order in `ORDER`.",
                value=lambda: _alphabetical(p),
            ),
            Misconception(
                "first-in-the-table",
                "`strongest` holds the kind that comes first in the table. Sort by the ordered "
                "kind before you take the first, or ask for the smallest.",
                value=lambda: _first_in_the_file(p),
            ),
            Misconception(
                "letters-for-kinds",
                "`strongest` holds letters. Here the kind itself is asked for, as a word.",
                value=lambda: _letters_of_kinds(p),
            ),
            Misconception(
                "alphabetical-last",
                "`strongest` holds the kind that comes last in the alphabet. "
                "`max` of a text compares letters, not promises.",
                value=lambda: _alphabetical(p, last=True),
            ),
            Misconception(
                "weakest",
                "`strongest` holds the weakest kind of each pair. `ORDER` begins with the "
                "strongest: is that the smallest or the largest value of the categorical?",
                value=lambda: _strongest(p, COOPERATIVE[::-1]),
            ),
            Misconception(
                "hostile-mixed-in",
                "`strongest` has partners whose only tie is hostile. Sanctions and broken "
                "relations are a channel of their own and not in `ORDER`: drop them first.",
                value=lambda: _strongest(p, COOPERATIVE + HOSTILE),
            ),
            Misconception(
                "one-side",
                f"`strongest` lacks the partners that stand in `a`, with {p.name} in `b`.",
                value=lambda: _first_named_only(p),
            ),
            Misconception(
                "no-date",
                "`strongest` has ties in it that had ended, or not begun. Filter by the day first.",
                value=lambda: _by_partner(v.ties(), p.code, COOPERATIVE),
            ),
        ),
        hints=(
            (
                "A categorical with an order can be sorted, and has a smallest value; plain text "
                "sorts by letters."
            ),
            (
                f"Filter by day, by {p.name}, by kind; make `kind` an ordered categorical; one row "
                "a partner must remain."
            ),
            (
                "`where` gives the other side: "
                f"`rows['a'].where(rows['a'] != '{p.code}', rows['b'])`."
            ),
        ),
        minutes=6,
        points=3,
        level="apply",
        review="lesson 04, section 'The strongest tie'",
        afterword=p.afterword,
    )
