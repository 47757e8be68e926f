"""Questions 07.1 to 07.3: hypotheses, base rates, a forecast of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from foedus.checking import Mapping, Misconception, Number, Question, Text
from foedus.checking.containers import pairs_of
from foedus.checking.reading import Plain, Sheet
from foedus.lessons.l07_forecast import values
from foedus.lessons.l07_forecast.parameters import From
from foedus.lessons.l07_forecast.shares import HYPOTHESES, Shares, labelled, total

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BEFORE_ASKED", "rate"]

_SLACK: Final = 0.005
_HUNDRED: Final = 100


def _sums(low: float, high: float) -> Callable[[Plain], bool]:
    """Return a rule: one number for each hypothesis, none below 0, and a sum between two bounds."""

    def matches(given: Plain) -> bool:
        numbers = labelled(given)
        if numbers is None or min(numbers.values()) < 0:
            return False
        return low < total(numbers) < high

    return matches


def _has_negative(given: Plain) -> bool:
    numbers = labelled(given)
    return numbers is not None and min(numbers.values()) < 0


def _is_words(given: Plain) -> bool:
    """Tell whether a number is written as a text."""
    return any(isinstance(value, str) for _, value in pairs_of(given) or [])


def _is_numbers(given: Plain) -> bool:
    """Tell whether the values are numbers, by row or by column."""
    return any(isinstance(value, float) for _, value in pairs_of(given) or [])


def _all_came(given: Plain) -> bool:
    """Tell whether a base rate is 1, from cases that all came."""
    numbers = {str(label): value for label, value in pairs_of(given) or []}
    return bool(numbers.get("cases")) and numbers["cases"] == numbers.get("came")


def _lacks_one(given: Plain) -> bool:
    """Tell whether one or two of the hypotheses are there, and nothing else."""
    if isinstance(given, Sheet):
        return False
    labels = {label for label, _ in pairs_of(given) or [] if isinstance(label, str)}
    return bool(labels) and labels < set(HYPOTHESES)


_HYPOTHESIS: Final = Question(
    id="07.1",
    title="Which hypothesis does it speak for?",
    objective="hypotheses",
    prompt=(
        "A year ahead, Russia gives Iran `words` only, or `means` as well, or it `fights` [~]. "
        "The table `judged` below says how likely each piece of evidence would be if a hypothesis "
        "were true. Four pieces you met in the lesson. `request` is a report of August 2024 that "
        "Iran had asked Russia for air defences and that deliveries had begun; in the pages "
        "we read neither government confirmed it [@shoigu-tehran-2024]. Quarrel with the numbers "
        "elsewhere; here take them as they are.\n\n"
        "Put into `speaks_for` (a Series or dict) for each piece, by its label, the name of the "
        'hypothesis that it speaks for: under which it is likeliest. Write `"none"` where it '
        "speaks for none more than for another."
    ),
    variable="speaks_for",
    stub=values.JUDGED + "speaks_for = ...",
    expected=values.likeliest,
    judge=Mapping(each=Text(ignore_case=True, ignore_space=True)),
    misconceptions=(
        Misconception(
            "first-of-equals",
            "In `speaks_for` a piece that is equally likely under all three is given to one of "
            "them. `idxmax` takes the first of equal numbers without a word. What can evidence "
            "tell that you would see in any case?",
            value=values.first_of_equals,
        ),
        Misconception(
            "speaks-against",
            "`speaks_for` holds the hypotheses that the evidence speaks against: the smallest "
            "number of each row is taken. Turn the comparison round.",
            value=values.least_likely,
        ),
        Misconception(
            "high-not-higher",
            "`speaks_for` leaves out pieces whose numbers are not very high. Evidence counts by "
            "comparison: 0.3 beside 0.7 speaks as well as 0.4 beside 0.9.",
            value=values.only_the_very_likely,
        ),
        Misconception(
            "column-by-column",
            "`speaks_for` has hypotheses as labels: each column was searched for its likeliest "
            "evidence. The question goes row by row; mind the `axis`.",
            value=values.column_by_column,
        ),
        Misconception(
            "numbers-not-names",
            "`speaks_for` holds numbers. The question asks in which column the largest number of "
            "each row stands: its name, not its size.",
            matches=_is_numbers,
        ),
    ),
    hints=(
        "Evidence speaks for a hypothesis if it is likelier under it than under the others.",
        "`idxmax(axis=1)` gives for each row the name of the column with the largest number.",
        "Compare each row's `max(axis=1)` and `min(axis=1)`; where equal, use `mask`.",
    ),
    minutes=4,
    points=2,
    level="understand",
    review="lesson 07, section 'Three hypotheses'",
    afterword=(
        "The piece that was in most headlines is the one that tells nothing. Likely evidence is "
        "not yet good evidence."
    ),
)


def rate(p: From) -> Question:
    """Ask 07.2: how often an order has been delivered."""
    return Question(
        id="07.2",
        title="A base rate and its count",
        objective="base-rates",
        prompt=(
            "A headline says that Russia will now deliver to Iran what was ordered [~]. How often "
            "has an order been delivered? Take from `arms` the orders that Iran placed in Russia "
            f"with an `ordered_year` of `{p.year}` or later [~]. The column `status` says what "
            "became of each by the article's day.\n\n"
            "Put into `order_rate` (a dict or Series) three numbers: `cases`, the number of "
            'orders; `came`, those whose status is `"delivered"`; `rate`, the base rate, a share '
            "from 0 to 1 (to within 0.005) [~]."
        ),
        variable="order_rate",
        expected=partial(values.delivered_orders, p),
        judge=Mapping(each=Number(within=0.0051)),
        misconceptions=(
            Misconception(
                "selected-on-outcome",
                "In `order_rate` every case came. The rows were chosen by a delivery, so an order "
                "that was not delivered had no way in: selection on the outcome.",
                matches=_all_came,
            ),
            Misconception(
                "cancelled-left-out",
                "`order_rate` leaves out an order because it was cancelled. It was placed, and it "
                "was not delivered: that is one of the outcomes you are counting.",
                value=partial(values.without_cancelled, p),
            ),
            Misconception(
                "no-year",
                f"`order_rate` counts orders from before {p.year}, and some whose year is not on "
                "file. The question asks for a reference class that begins in that year.",
                value=values.whole_register,
            ),
            Misconception(
                "known-later",
                "`order_rate` counts rows that nobody could know on the article's day. Use the "
                "table `arms` of the setup: it is loaded with `as_of`.",
                value=partial(values.known_later, p),
            ),
            Misconception(
                "wrong-way",
                "`order_rate` counts what Iran supplied and Russia received. Exchange the two.",
                value=partial(values.wrong_way, p),
            ),
            Misconception(
                "edge-left-out",
                "`order_rate` begins a year too late: the question asks for that year *or later*, "
                "so the year itself belongs to it.",
                value=partial(values.after_the_edge, p),
            ),
            Misconception(
                "complement",
                "The counts in `order_rate` are right; its rate is that of the orders that did not "
                "come.",
                value=partial(values.complement, p),
            ),
            Misconception(
                "both-ways",
                "`order_rate` counts what went from Iran to Russia as well. Who is the `supplier` "
                "here, and who the `recipient`?",
                value=partial(values.both_ways, p),
            ),
            Misconception(
                "every-buyer",
                "`order_rate` counts what Russia sold to everybody. The question asks how Iran's "
                "orders fared: look at the `recipient`.",
                value=partial(values.every_buyer, p),
            ),
            Misconception(
                "in-per-cent",
                "The counts in `order_rate` are right; its rate is in per cent. A base rate that "
                "is to become a probability lies between 0 and 1.",
                value=partial(values.in_per_cent, p),
            ),
            Misconception(
                "odds-not-rate",
                "The counts in `order_rate` are right; its rate compares those that came with "
                "those that did not. A share is of all cases.",
                value=partial(values.odds, p),
            ),
        ),
        hints=(
            "A base rate is the share of cases in which it came, among all that could have come.",
            (
                "Filter by `supplier`, `recipient` and `ordered_year` first; look at `status` only "
                "then."
            ),
            "Count the rows that are left, count those with the status asked for, and divide.",
        ),
        minutes=5,
        points=3,
        level="apply",
        review="lesson 07, section 'What usually happened'",
        afterword=(
            "Mind what the rows are: missiles and their launchers are two orders, and the air "
            "defences of a cancelled order came under a new one. Ask `base_rate_interval` how much "
            "so few cases leave open."
        ),
    )


_OWN: Final = Question(
    id="07.3",
    title="Your own forecast",
    objective="criteria",
    prompt=(
        "Put your own forecast into `ladder`, a dict with the keys `words`, `means` and `fights` "
        "and a probability for each, to be settled in this way. `fights`: within a year of the "
        "article's day Russia's president or a ministry says that Russian forces fight on Iran's "
        "side [~]. `means`: not that, but the government of Russia or of Iran announces that new "
        "combat aircraft or air defences have arrived, or that intelligence is given [~]. "
        "`words`: neither. So exactly one of them comes true.\n\n"
        "Only the form is checked: the numbers are yours, and no answer is held against you."
    ),
    variable="ladder",
    expected=lambda: {"words": 0.61, "means": 0.27, "fights": 0.12},
    judge=Shares(),
    misconceptions=(
        Misconception(
            "words-for-numbers",
            "`ladder` holds words where probabilities should stand. *Likely* means 0.55 to one "
            "reader and 0.9 to another; only a number can be scored. Leave quotes out.",
            matches=_is_words,
        ),
        Misconception(
            "negative",
            "`ladder` holds a number below 0. Nothing is less likely than impossible.",
            matches=_has_negative,
        ),
        Misconception(
            "per-cent",
            "`ladder` adds up to a hundred: it is in per cent. Write 30 per cent as 0.3.",
            matches=_sums(_HUNDRED - 1, _HUNDRED + 1),
        ),
        Misconception(
            "more-than-certain",
            "`ladder` adds up to more than 1, as if two of the three could come true together. "
            "Read the criteria again: what you give to one, you take from another.",
            matches=_sums(1 + _SLACK, _HUNDRED - 1),
        ),
        Misconception(
            "something-left-over",
            "`ladder` adds up to less than 1: it leaves room for a fourth outcome. By the "
            "criteria there is none, for one of the three takes in all that is left.",
            matches=_sums(-1, 1 - _SLACK),
        ),
        Misconception(
            "one-forgotten",
            "`ladder` has no number for one of the three hypotheses. If you hold it for "
            "impossible, say so with a number; but mind what being sure and wrong costs.",
            matches=_lacks_one,
        ),
    ),
    hints=(
        "A probability lies between 0 and 1. The three outcomes exclude each other.",
        "Begin with the one you know a base rate for, then share out the rest.",
        "Add your three numbers up: `sum(ladder.values())`. What should come out?",
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 07, sections 'A sentence that can be wrong' and 'Write it down'",
    afterword="Write it on paper too, with the date: you will want to remember it otherwise.",
)

BEFORE_ASKED: Final[tuple[Question, ...]] = (_HYPOTHESIS, rate(From()), _OWN)
