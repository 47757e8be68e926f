"""What the right idea and each wrong one give, computed from the tables or from given numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from foedus.forecasts import brier
from foedus.lessons.l07_forecast.parameters import Edges, From  # noqa: TC001 (examples use them)
from foedus.relations import ties_in_force
from foedus.tables import ARTICLE_DAY, load

if TYPE_CHECKING:
    from collections.abc import Callable

LAST = "2026-06-26"
HORIZON = "2025-12-31"

# 07.1 Which hypothesis does it speak for?

JUDGED = """\
judged = pd.DataFrame(
    {"words": [0.9, 0.9, 0.7, 0.3, 0.3],
     "means": [0.9, 0.7, 0.3, 0.5, 0.9],
     "fights": [0.9, 0.1, 0.3, 0.7, 0.5]},
    index=["condemned", "no alliance", "no Su-35", "Syria 2015", "request"],
)
"""


def judged() -> pd.DataFrame:
    """Return the table of likelihoods that the stub holds."""
    return pd.DataFrame(
        {
            "words": [0.9, 0.9, 0.7, 0.3, 0.3],
            "means": [0.9, 0.7, 0.3, 0.5, 0.9],
            "fights": [0.9, 0.1, 0.3, 0.7, 0.5],
        },
        index=["condemned", "no alliance", "no Su-35", "Syria 2015", "request"],
    )


def likeliest() -> dict[str, str]:
    """Return for each piece of evidence the hypothesis it speaks for, or none.

    Examples
    --------
    >>> found = likeliest()
    >>> found["condemned"], found["request"]
    ('none', 'means')
    """
    table = judged()
    level = table.max(axis=1) == table.min(axis=1)
    return _texts(table.idxmax(axis=1).mask(level, "none"))


def first_of_equals() -> dict[str, str]:
    """Let `idxmax` pick the first of three equal numbers."""
    return _texts(judged().idxmax(axis=1))


def least_likely() -> dict[str, str]:
    """Take the hypothesis that the evidence speaks against."""
    table = judged()
    level = table.max(axis=1) == table.min(axis=1)
    return _texts(table.idxmin(axis=1).mask(level, "none"))


def only_the_very_likely() -> dict[str, str]:
    """Ask whether a number is high, and not whether it is higher."""
    table = judged()
    high = (table.max(axis=1) >= 0.9) & (table.min(axis=1) < 0.9)  # noqa: PLR2004
    return _texts(table.idxmax(axis=1).where(high, "none"))


def column_by_column() -> dict[str, str]:
    """Look for the likeliest evidence of each hypothesis."""
    return _texts(judged().idxmax(axis=0))


def _texts(column: pd.Series) -> dict[str, str]:
    return {str(label): str(value) for label, value in column.items()}


# 07.2 A base rate and its count


def orders(
    p: From, suppliers: tuple[str, ...] = ("RUS",), buyers: tuple[str, ...] = ("IRN",)
) -> pd.DataFrame:
    """Return the orders since a year that could be known on the article's day."""
    arms = load("arms", as_of=ARTICLE_DAY)
    ours = arms["supplier"].isin(suppliers) & arms["recipient"].isin(buyers)
    return arms[ours & (arms["ordered_year"] >= p.year)]


def rate_of(rows: pd.DataFrame, share: float | None = None) -> dict[str, float]:
    """Return cases, those that were delivered, and the rate."""
    came = int((rows["status"] == "delivered").sum())
    return {"cases": len(rows), "came": came, "rate": came / len(rows) if share is None else share}


def delivered_orders(p: From) -> dict[str, float]:
    """Count every order, delivered or not.

    Examples
    --------
    >>> delivered_orders(From())["rate"] < only_delivered(From())["rate"]
    True
    """
    return rate_of(orders(p))


def only_delivered(p: From) -> dict[str, float]:
    """Keep the rows that have a year of delivery."""
    return rate_of(orders(p).dropna(subset=["delivered_from"]))


def without_cancelled(p: From) -> dict[str, float]:
    """Leave out the order that was cancelled."""
    rows = orders(p)
    return rate_of(rows[rows["status"] != "cancelled"])


def whole_register() -> dict[str, float]:
    """Leave out the condition on the year."""
    arms = load("arms", as_of=ARTICLE_DAY)
    return rate_of(arms[(arms["supplier"] == "RUS") & (arms["recipient"] == "IRN")])


def known_later(p: From) -> dict[str, float]:
    """Load the table without a day."""
    arms = load("arms")
    ours = (arms["supplier"] == "RUS") & (arms["recipient"] == "IRN")
    return rate_of(arms[ours & (arms["ordered_year"] >= p.year)])


def wrong_way(p: From) -> dict[str, float]:
    """Take Iran for the supplier."""
    return rate_of(orders(p, ("IRN",), ("RUS",)))


def after_the_edge(p: From) -> dict[str, float]:
    """Write > where >= is meant."""
    rows = orders(p)
    return rate_of(rows[rows["ordered_year"] > p.year])


def complement(p: From) -> dict[str, float]:
    """Give the share that did not come."""
    right = delivered_orders(p)
    return {**right, "rate": 1 - right["rate"]}


def both_ways(p: From) -> dict[str, float]:
    """Count what went from Iran to Russia as well."""
    two = ("RUS", "IRN")
    return rate_of(orders(p, two, two))


def every_buyer(p: From) -> dict[str, float]:
    """Forget who bought."""
    buyers = tuple(load("arms", as_of=ARTICLE_DAY)["recipient"].unique())
    return rate_of(orders(p, buyers=buyers))


def in_per_cent(p: From) -> dict[str, float]:
    """Give the rate as a number of per cent."""
    right = delivered_orders(p)
    return {**right, "rate": right["rate"] * 100}


def odds(p: From) -> dict[str, float]:
    """Divide by those that did not come."""
    right = delivered_orders(p)
    return {**right, "rate": right["came"] / (right["cases"] - right["came"])}


# 07.4 A Brier score of one's own

Pair = tuple[pd.Series, pd.Series]


def score_cases() -> tuple[Pair, ...]:
    """Return forecasts and outcomes to try a function on."""
    return (
        (pd.Series([0.9, 0.2]), pd.Series([1, 0])),
        (pd.Series([0.7, 0.7, 0.6]), pd.Series([1, 0, 0])),
        (pd.Series([0.3]), pd.Series([1])),
    )


def own_brier() -> Callable[[pd.Series, pd.Series], float]:
    """Return the right function.

    Examples
    --------
    >>> said, came = score_cases()[0]
    >>> round(own_brier()(said, came), 3)
    0.025
    """
    return lambda said, came: float(((said - came) ** 2).mean())


def gives(wrong: Callable[[pd.Series], float]) -> Callable[[object], bool]:
    """Return a rule: what the function gave for each case is what a wrong formula gives.

    Parameters
    ----------
    wrong : callable
        From the misses, forecast less outcome, to a number.
    """

    def matches(tried: object) -> bool:
        results = getattr(tried, "results", ())
        wanted = [wrong(said - came) for said, came in score_cases()]
        return len(results) == len(wanted) and all(
            abs(float(result) - value) < 1e-6  # noqa: PLR2004
            for result, value in zip(results, wanted, strict=True)
        )

    return matches


# 07.5 Forecasts in bins

RECORD = pd.DataFrame(
    {
        "said": [0.7, 0.1, 0.4, 0.3, 0.9, 0.2, 0.4, 0.7, 0.1, 0.5, 0.3, 0.8],
        "came": [1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1],
    }
)
_NAMES = ("low", "middle", "high")


def binned(
    p: Edges, *, right: bool = False, observed: str = "mean", middle: bool = False
) -> pd.DataFrame:
    """Return one row a bin: how many forecasts, their mean, and what share came.

    Examples
    --------
    >>> sorted(binned(Edges())["n"]), sorted(right_edges(Edges())["n"])
    ([3, 4, 5], [2, 3, 7])
    """
    edges = p.edges if not right else [-0.01, *p.edges[1:3], 1]
    bins = pd.cut(RECORD["said"], edges, right=right, labels=list(_NAMES)).astype(str)
    grouped = RECORD.groupby(bins.rename("bin"), sort=False)
    table = grouped.agg(
        n=("said", "size"), forecast=("said", "mean"), observed=("came", observed)
    ).reset_index()
    return table.assign(forecast=table["bin"].map(p.centres)) if middle else table


def right_edges(p: Edges) -> pd.DataFrame:
    """Put a forecast that stands on an edge into the lower bin."""
    return binned(p, right=True)


def counts_not_shares(p: Edges) -> pd.DataFrame:
    """Count what came."""
    return binned(p, observed="sum")


def centres_not_means(p: Edges) -> pd.DataFrame:
    """Take a bin's centre for the mean of its forecasts."""
    return binned(p, middle=True)


def by_third() -> pd.DataFrame:
    """Cut the list into three equal parts."""
    parts = pd.Series([name for name in _NAMES for _ in range(4)])
    ordered = RECORD.sort_values("said", ignore_index=True)
    return (
        ordered.groupby(parts.rename("bin"), sort=False)
        .agg(n=("said", "size"), forecast=("said", "mean"), observed=("came", "mean"))
        .reset_index()
    )


def observed_per_cent(p: Edges) -> pd.DataFrame:
    """Give the share that came as a number of per cent."""
    table = binned(p)
    return table.assign(observed=table["observed"] * 100)


def misses_not_shares(p: Edges) -> pd.DataFrame:
    """Give the share that did not come."""
    table = binned(p)
    return table.assign(observed=1 - table["observed"])


# 07.6 Two forecasters

SAID = pd.DataFrame(
    {
        "careful": [0.1, 0.7, 0.2, 0.4],
        "bold": [0.6, 0.9, 0.7, 0.9],
        "base rates": [0.11, 0.69, 0.18, 0.5],
    },
    index=["fights", "treaty", "veto", "secrets"],
)


def came_by(as_of: str, **further: float) -> pd.Series:
    """Return the outcomes that are settled, the treaty's read from a table of that day."""
    held = ties_in_force(load("ties", as_of=as_of), HORIZON)
    treaty = float("rus-irn-2025" in set(held["id"]))
    return pd.Series({"fights": 0.0, "treaty": treaty, "veto": 1.0, **further})


def skills(outcome: pd.Series, rival: float | None = None) -> dict[str, float]:
    """Return the skill of both, against the base rates or a fixed score."""
    scores = briers(outcome)
    against = scores["base rates"] if rival is None else rival
    return {name: 1 - scores[name] / against for name in ("careful", "bold")}


def briers(outcome: pd.Series) -> dict[str, float]:
    """Return each forecaster's score."""
    settled = SAID.loc[list(outcome.index)]
    return {str(name): brier(settled[name], outcome) for name in settled}


def two_skills() -> dict[str, float]:
    """Return the right answer.

    Examples
    --------
    >>> right, wrong = two_skills(), unsettled_as_no()
    >>> right["bold"] > right["careful"], wrong["bold"] > wrong["careful"]
    (True, False)
    """
    return skills(came_by(LAST))


def not_yet_in_force() -> dict[str, float]:
    """Look the treaty up in the table of the article's day."""
    return skills(came_by(ARTICLE_DAY))


def unsettled_as_no() -> dict[str, float]:
    """Count what nobody settled as something that did not come."""
    return skills(came_by(LAST, secrets=0.0))


def unsettled_as_yes() -> dict[str, float]:
    """Count a report as an outcome."""
    return skills(came_by(LAST, secrets=1.0))


def scores_not_skills() -> dict[str, float]:
    """Give the two scores themselves."""
    scores = briers(came_by(LAST))
    return {name: scores[name] for name in ("careful", "bold")}


def against_the_shrug() -> dict[str, float]:
    """Compare with always saying one half."""
    return skills(came_by(LAST), rival=0.25)


def turned_over() -> dict[str, float]:
    """Divide the rival's score by the forecaster's."""
    scores = briers(came_by(LAST))
    return {name: 1 - scores["base rates"] / scores[name] for name in ("careful", "bold")}


def per_cent_skills() -> dict[str, float]:
    """Give the skills as numbers of per cent."""
    return {name: 100 * value for name, value in two_skills().items()}


def with_the_rival() -> dict[str, float]:
    """Leave the base rates in, against themselves."""
    return {**two_skills(), "base rates": 0.0}


def differences() -> dict[str, float]:
    """Subtract the scores and forget to divide."""
    scores = briers(came_by(LAST))
    return {name: scores["base rates"] - scores[name] for name in ("careful", "bold")}


def ratios() -> dict[str, float]:
    """Leave out the step from ratio to skill."""
    return {name: 1 - value for name, value in two_skills().items()}
