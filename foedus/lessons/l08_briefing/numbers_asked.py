"""Questions 08.4 and 08.5: votes cast alike, and what was delivered."""

from typing import Final

from foedus.checking import Function, Mapping, Misconception, Number, Question
from foedus.checking.calling import Tried
from foedus.checking.reading import read
from foedus.lessons.l08_briefing.values import (
    DELIVERY_CASES,
    agreeing,
    deliveries,
    differing,
    share_cases,
)

__all__ = ["NUMBERS_ASKED"]

_ALL_STATUSES: Final = ("delivered", "ordered-not-delivered", "cancelled", "reported-disputed")


def _single_number(tried: object) -> bool:
    return isinstance(tried, Tried) and any(
        isinstance(read(result), int | float) for result in tried.results
    )


NUMBERS_ASKED: Final = (
    Question(
        id="08.4",
        title="How often they voted alike",
        objective="votes",
        prompt=(
            "Write `share_agreeing(a, b, ids)`: of the resolutions in the list `ids` on which "
            "both countries cast a vote (`yes`, `no` or `abstain`), the share on which they voted "
            "the same, as a number (float) from 0 to 1, to three places or better [~]. Where they "
            'cast no vote together, it returns `float("nan")`.'
        ),
        variable="share_agreeing",
        stub="def share_agreeing(a, b, ids):\n    return ...",
        expected=agreeing,
        judge=Function(cases=share_cases, each=Number(within=0.0006)),
        misconceptions=(
            Misconception(
                "absent-alike",
                "`share_agreeing` counts two absences as the same vote. Whoever is absent has "
                "not voted: drop those texts before you compare.",
                value=lambda: agreeing(cast=("yes", "no", "abstain", "absent")),
            ),
            Misconception(
                "wrong-denominator",
                "`share_agreeing` divides by all texts handed in. Divide by those on which both "
                "cast a vote.",
                value=lambda: agreeing(among="given"),
            ),
            Misconception(
                "abstentions-dropped",
                "`share_agreeing` leaves abstentions out. An abstention is cast; only an absence "
                "is not.",
                value=lambda: agreeing(cast=("yes", "no")),
            ),
            Misconception(
                "ids-ignored",
                "`share_agreeing` looks at every resolution on file. The list `ids` says which "
                "ones are asked for.",
                value=lambda: agreeing(every=True),
            ),
            Misconception(
                "disagreeing",
                "`share_agreeing` is the share on which they differed. Look at the sign of the "
                "comparison.",
                value=differing,
            ),
            Misconception(
                "percent",
                "`share_agreeing` returns percent. A share runs from 0 to 1.",
                value=lambda: agreeing(scale=100),
            ),
            Misconception(
                "count",
                "`share_agreeing` returns how many votes were the same. Of how many?",
                value=lambda: agreeing(among="one"),
            ),
            Misconception(
                "zero-for-nothing",
                "`share_agreeing` returns 0 for two countries that cast no vote together. Zero "
                "would mean that they disagreed each time; here nothing is known.",
                value=lambda: agreeing(nothing=0.0),
            ),
        ),
        hints=(
            "A share has a numerator and a denominator; say in words what each of them counts.",
            (
                "`pivot` puts the votes of each country into a column. Keep the resolutions in "
                "`ids`, drop each row with an absence, then compare the two columns."
            ),
            (
                "The mean of a column of True and False is a share; the mean of an empty one is "
                "not a number. The comparison is `==`, row by row."
            ),
        ),
        minutes=6,
        points=4,
        level="apply",
        review="lesson 08, section 'Did they vote alike?', and lesson 05",
        afterword="In the page the share never travels without the number of votes behind it.",
    ),
    Question(
        id="08.5",
        title="Delivered",
        objective="deliveries",
        prompt=(
            "Write `delivered(supplier, recipient)`: for each weapon (`designation`) in `arms` "
            "that the supplier has delivered to the recipient, the number of pieces, as a dict or "
            "a Series with the designations as labels. Only lines with the status `delivered` "
            "count; several lines of one weapon are added up. Without any line it returns an "
            "empty dict."
        ),
        variable="delivered",
        stub="def delivered(supplier, recipient):\n    return ...",
        expected=deliveries,
        judge=Function(cases=DELIVERY_CASES, each=Mapping(each=Number())),
        misconceptions=(
            Misconception(
                "one-sum",
                "`delivered` adds tanks to missiles: one number for things of different kinds "
                "counts nothing. Keep a number for each designation.",
                matches=_single_number,
            ),
            Misconception(
                "orders-counted",
                "`delivered` holds weapons that were ordered, cancelled or only reported. What "
                "does the column `status` say of each line?",
                value=lambda: deliveries(_ALL_STATUSES),
            ),
            Misconception(
                "disputed-counted",
                "`delivered` holds deliveries that are disputed. Somebody reports them, "
                "somebody denies them: they do not belong into a count of what arrived.",
                value=lambda: deliveries(("delivered", "reported-disputed")),
            ),
            Misconception(
                "both-ways",
                "`delivered` mixes the two directions. Who supplies and who receives is the "
                "point of the question.",
                value=lambda: deliveries(any_direction=True),
            ),
            Misconception(
                "last-line",
                "`delivered` keeps one line of each weapon. A dict has one value for a label, "
                "and the later one replaces the earlier.",
                value=lambda: deliveries(how="last"),
            ),
            Misconception(
                "by-item",
                "`delivered` puts different weapons of one sort together: its labels come from "
                "`item`. The question asks for the `designation`.",
                value=lambda: deliveries(by="item"),
            ),
            Misconception(
                "largest-line",
                "`delivered` keeps the largest line of each weapon. Several lines of one weapon "
                "are added up.",
                value=lambda: deliveries(how="max"),
            ),
            Misconception(
                "mean-line",
                "`delivered` takes the mean of a weapon's lines. How many pieces arrived in all?",
                value=lambda: deliveries(how="mean"),
            ),
            Misconception(
                "lines-not-pieces",
                "`delivered` counts lines of the register. One line can stand for many pieces: "
                "which column has their number?",
                value=lambda: deliveries(how="size"),
            ),
        ),
        hints=(
            (
                "To order, to deliver and to report are three different things, and the table has "
                "a word for each."
            ),
            (
                "Three conditions pick the lines. Then make a group for each designation and add "
                "up its quantities."
            ),
            (
                "`groupby` with the name of one column, then the column with the number of pieces, "
                "then `.sum()`. A Series passes as it is."
            ),
        ),
        minutes=4,
        points=3,
        level="apply",
        review="lesson 08, section 'A bad briefing', and lesson 06",
        afterword="An empty result says that our extract has no line, not that nothing was sent.",
    ),
)
