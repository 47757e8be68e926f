"""Questions 07.4 to 07.6: a score of one's own, bins, two forecasters after the date has moved."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from foedus.checking import Function, Mapping, Misconception, Number, Question, Table
from foedus.checking.calling import Tried
from foedus.lessons.l07_forecast import values
from foedus.lessons.l07_forecast.parameters import Edges

__all__ = ["SCORES_ASKED", "bins"]


def _any_series(tried: object) -> bool:
    """Tell whether a function gave a column where one number is wanted."""
    results = tried.results if isinstance(tried, Tried) else ()
    return any(isinstance(result, pd.Series) for result in results)


_BRIER: Final = Question(
    id="07.4",
    title="A score of your own",
    objective="brier",
    prompt=(
        "Write a function `my_brier(said, came)`. `said` is a Series of probabilities, `came` a "
        "Series of the same length with `1` for each event that came and `0` for each that did "
        "not. "
        "It returns the Brier score (a float; any number of forecasts)."
    ),
    variable="my_brier",
    stub="def my_brier(said, came):\n    return ...",
    expected=values.own_brier,
    judge=Function(cases=values.score_cases, each=Number(within=1e-6)),
    misconceptions=(
        Misconception(
            "distance-not-square",
            "`my_brier` takes the mean distance. Without the square, a forecaster gains by saying "
            "0 or 1 where 0.7 is meant: squaring makes honesty pay.",
            matches=values.gives(lambda miss: float(miss.abs().mean())),
        ),
        Misconception(
            "sum-not-mean",
            "`my_brier` adds the penalties up, so that whoever forecasts more does worse. Divide "
            "by how many there are.",
            matches=values.gives(lambda miss: float((miss**2).sum())),
        ),
        Misconception(
            "mean-before-square",
            "`my_brier` takes the mean of the misses before it squares, so that one too high and "
            "one too low cancel out. Square each miss first.",
            matches=values.gives(lambda miss: float(miss.mean() ** 2)),
        ),
        Misconception(
            "square-forgotten",
            "`my_brier` takes the mean of the misses as they are, so that one too high and one "
            "too low cancel out. Square each miss first.",
            matches=values.gives(lambda miss: float(miss.mean())),
        ),
        Misconception(
            "penalties-not-score",
            "`my_brier` returns a number for each forecast. A score is one number: average the "
            "penalties.",
            matches=_any_series,
        ),
        Misconception(
            "root",
            "`my_brier` takes a root at the end. That is a distance again; the Brier score stays "
            "squared.",
            matches=values.gives(lambda miss: float((miss**2).mean() ** 0.5)),
        ),
        Misconception(
            "one-less-score",
            "`my_brier` returns 1 less the score. In a Brier score low is good, and 0 is perfect.",
            matches=values.gives(lambda miss: 1 - float((miss**2).mean())),
        ),
    ),
    hints=(
        "Each forecast has a miss: what was said, less what happened.",
        "Three steps, in this order: subtract, square, take the mean.",
        "`**` raises to a power, `.mean()` averages a Series. Do not forget to `return` it.",
    ),
    minutes=4,
    points=3,
    level="apply",
    review="lesson 07, section 'The price of being wrong'",
    afterword="Compare it with `fo.brier` on forecasts of your own.",
)


def bins(p: Edges) -> Question:
    """Ask 07.5: forecasts in three bins."""
    return Question(
        id="07.5",
        title="Forecasts in bins",
        objective="calibration",
        prompt=(
            "The table `record` holds twelve forecasts, invented for practice, and what came [~]. "
            f"Sort them into three bins by `said`: `low`, below {p.first:g}; `middle`, from "
            f"{p.first:g} to below {p.second:g}; `high`, {p.second:g} and above [~]. Each bin "
            "contains its lower edge.\n\n"
            "Put into `bins` a DataFrame with one row a bin and the columns `bin`, `n` (how many "
            "forecasts), `forecast` (their mean) and `observed` (the share that came). Numbers to "
            "within 0.005 [~]."
        ),
        variable="bins",
        expected=partial(values.binned, p),
        judge=Table(
            each={
                "n": Number(),
                "forecast": Number(within=0.0051),
                "observed": Number(within=0.0051),
            }
        ),
        misconceptions=(
            Misconception(
                "right-edges",
                "In `bins` a forecast on an edge stands in the lower bin. `pd.cut` closes its bins "
                "on the right unless you tell it `right=False`; the question closes them on the "
                "left.",
                value=partial(values.right_edges, p),
            ),
            Misconception(
                "counts-not-shares",
                "The column `observed` of `bins` counts what came. To lie beside a mean forecast "
                "it must be a share of the bin's forecasts.",
                value=partial(values.counts_not_shares, p),
            ),
            Misconception(
                "centres-not-means",
                "The column `forecast` of `bins` holds the middle of each bin. The question asks "
                "for the mean of the forecasts that are in it.",
                value=partial(values.centres_not_means, p),
            ),
            Misconception(
                "equal-thirds",
                "In `bins` each bin has as many forecasts as the next: the list was cut into "
                "thirds. The edges are given; a bin holds whatever falls into it.",
                value=values.by_third,
            ),
            Misconception(
                "shares-in-per-cent",
                "The column `observed` of `bins` is in per cent. A share lies between 0 and 1, "
                "like the forecasts beside it.",
                value=partial(values.observed_per_cent, p),
            ),
            Misconception(
                "share-that-did-not",
                "The column `observed` of `bins` holds the share that did not come. Calibration "
                "compares a probability with how often the event came.",
                value=partial(values.misses_not_shares, p),
            ),
        ),
        hints=(
            "Calibration compares, bin by bin, what was said on average with what share came.",
            (
                "Give each forecast its bin's name (`pd.cut`, or `map` with a function), then "
                "`groupby`."
            ),
            "`agg` makes several columns at once; the mean of zeros and ones is a share.",
        ),
        minutes=6,
        points=3,
        level="apply",
        review="lesson 07, section 'A good forecast can miss'",
        afterword=(
            f"{p.afterword} With so few in each bin a forecaster who guessed could look the "
            "same: ask `base_rate_interval`."
        ),
    )


_STUB: Final = """\
later = fo.load("ties", as_of="2026-06-26")
said = pd.DataFrame({
    "careful": [0.1, 0.7, 0.2, 0.4],
    "bold": [0.6, 0.9, 0.7, 0.9],
    "base rates": [0.11, 0.69, 0.18, 0.5],
}, index=["fights", "treaty", "veto", "secrets"])
outcome = pd.Series({"fights": 0, "treaty": ..., "veto": 1, "secrets": None})
skills = ..."""

_TWO: Final = Question(
    id="07.6",
    title="Two forecasters, a year later",
    objective="review",
    prompt=(
        "The date has moved on. Two invented forecasters wrote down four of the lesson's "
        "statements on the article's day; `said` holds their numbers, and those of the base "
        "rates [~]. Two outcomes are filled in. `secrets`, the intelligence, is reported by some "
        "and denied by others [@intel-report-2026], so it was never settled.\n\n"
        "Find the outcome of `treaty` in the table `later`: `1` if the tie `rus-irn-2025` was in "
        "force on the horizon, `2025-12-31`, else `0`. Then put into `skills` (a dict or "
        "Series) the skill of `careful` and of `bold` against the base rates, over the statements "
        "that were settled (to within 0.005) [~]."
    ),
    variable="skills",
    stub=_STUB,
    expected=values.two_skills,
    judge=Mapping(each=Number(within=0.005)),
    misconceptions=(
        Misconception(
            "as-of-the-article",
            "`skills` counts the treaty as not in force by the horizon. Look it up in `later`, not "
            "in the table of the article's day, in which the date still lay in the future.",
            value=values.not_yet_in_force,
        ),
        Misconception(
            "unsettled-as-no",
            "`skills` counts `secrets` as something that did not come, and that alone decides who "
            "looks better. Nobody settled it: leave it out for everybody.",
            value=values.unsettled_as_no,
        ),
        Misconception(
            "unsettled-as-yes",
            "`skills` counts `secrets` as something that came. It was reported, and it was denied; "
            "by its own words it cannot be settled. Leave it out for everybody.",
            value=values.unsettled_as_yes,
        ),
        Misconception(
            "scores-not-skills",
            "`skills` holds the two Brier scores. Skill compares each with the score of the base "
            "rates on the same statements.",
            value=values.scores_not_skills,
        ),
        Misconception(
            "against-the-shrug",
            "`skills` compares with 0.25, the score of always saying one half. The question asks "
            "for a harder rival: the base rates, scored on the same statements.",
            value=values.against_the_shrug,
        ),
        Misconception(
            "rival-left-in",
            "`skills` holds the base rates as well. Against themselves they have no skill to "
            "show: keep the two forecasters.",
            value=values.with_the_rival,
        ),
        Misconception(
            "skill-in-per-cent",
            "`skills` is in per cent. Leave it as what is left of 1.",
            value=values.per_cent_skills,
        ),
        Misconception(
            "difference-not-skill",
            "`skills` subtracts one score from the other. Skill asks how large that difference is "
            "beside the score of the base rates.",
            value=values.differences,
        ),
        Misconception(
            "turned-over",
            "`skills` divides the rival's score by the forecaster's. It goes the other way round.",
            value=values.turned_over,
        ),
        Misconception(
            "ratio-not-skill",
            "`skills` holds the ratios of two scores, where low is good. Skill is what is left of "
            "1, so that above 0 means better than the base rates.",
            value=values.ratios,
        ),
    ),
    hints=(
        "Only what has an outcome can be scored; the same statements for everybody.",
        "`fo.ties_in_force(later, day)`; drop the missing outcome; three scores with `fo.brier`.",
        "Skill is 1 less a ratio: the forecaster's score over the base rates' score.",
    ),
    minutes=8,
    points=4,
    level="analyse",
    review="lesson 07, section 'Settle, then score'",
    afterword=(
        "The bold list wins on three statements, by one lucky veto. With the unsettled one taken "
        "for a no it would lose. So much hangs on one question when there are so few."
    ),
)

SCORES_ASKED: Final[tuple[Question, ...]] = (_BRIER, bins(Edges()), _TWO)
