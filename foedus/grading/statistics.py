"""What a class's results say: pure functions on the table of grades.

The table has one row a student, lesson and question, with the columns of ``grades.csv`` and
`misconception`; `prepared` checks it. Answers that say nothing about their question (a notebook
that cannot be read, a check that failed itself) are left out of every share: see `COUNTED`.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pandas as pd

from foedus.grading.verdicts import OPEN, OUTCOMES

__all__ = [
    "BINS",
    "COLUMNS",
    "COUNTED",
    "EVERYTHING",
    "MINIMUM",
    "TIMED",
    "counted",
    "discrimination",
    "distribution",
    "is_open",
    "items",
    "outcomes",
    "point_biserial",
    "prepared",
    "quartiles",
    "scores",
    "slow",
    "wilson",
]

#: What a table of grades has at least; `misconception` may be missing and is blank then.
COLUMNS: Final = (
    "student", "lesson", "question", "points", "max_points", "outcome", "message", "seconds",
)  # fmt: skip
#: Outcomes that say something about an answer.
COUNTED: Final = ("correct", "not-yet", "not-attempted", "timeout", "memory", "crashed")
#: Stands for all lessons together in the column `lesson`.
EVERYTHING: Final = "all"
#: Students that a discrimination needs; with fewer, chance moves it by 0.4 and more.
MINIMUM: Final = 30
#: Timed answers that a question's usual time needs.
TIMED: Final = 10
#: Equal parts of a distribution of scores, from 0 to 100 per cent.
BINS: Final = 10

_TEXTS: Final = ("student", "lesson", "question", "outcome", "message", "misconception")
_NUMBERS: Final = ("points", "max_points", "seconds")
_TIMED: Final = ("correct", "not-yet", "memory", "crashed")
_KEY: Final = ["lesson", "question"]
_CUT_OFF: Final = 3.5
_CONSISTENT: Final = 1.4826  # makes the median absolute deviation a standard deviation
_LEAST_SPREAD: Final = 0.05  # of a decimal logarithm: an eighth
_LEAST_SECONDS: Final = 1.0


def prepared(grades: pd.DataFrame) -> pd.DataFrame:
    """Check a table of grades and give its columns their types.

    Parameters
    ----------
    grades : DataFrame
        With `COLUMNS`, and `misconception` if there is one; ids as text.

    Returns
    -------
    DataFrame
        A new one: texts as str, missing ones blank; numbers as float.

    Raises
    ------
    ValueError
        If a column is missing, an id is not text, or a question stands twice for a student.
    """
    absent = [name for name in COLUMNS if name not in grades.columns]
    if absent:
        raise ValueError(f"The grades lack the columns {', '.join(absent)}.")
    table = pd.DataFrame(index=pd.RangeIndex(len(grades)))
    for name in _TEXTS:
        given = grades[name] if name in grades.columns else pd.Series("", index=grades.index)
        _refuse_numbers(name, given)
        table[name] = given.astype("object").where(given.notna(), "").to_numpy()
    for name in _NUMBERS:
        table[name] = pd.to_numeric(grades[name]).to_numpy(dtype=float)
    if table.duplicated(["student", "lesson", "question"]).any():
        raise ValueError("The grades hold a question twice for the same student and lesson.")
    return table


def _refuse_numbers(name: str, given: pd.Series[str]) -> None:
    if len(given) and pd.api.types.is_numeric_dtype(given):
        raise ValueError(
            f"The grades' column {name} holds numbers: read the file with dtype=str for it, "
            "else lesson 02 becomes 2."
        )


def is_open(questions: pd.Series[str]) -> pd.Series[bool]:
    """Tell which are open questions, marked by a person."""
    return questions.astype("str").str.endswith(f".{OPEN}")


def counted(grades: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that say something about their question.

    An open question without an answer says nothing where nothing else could be judged either.
    """
    speaks, opened = grades["outcome"].isin(COUNTED), is_open(grades["question"])
    read = (speaks & ~opened).groupby([grades["student"], grades["lesson"]]).transform("any")
    blank = opened & (grades["outcome"] == "not-attempted")
    return grades[speaks & (read | ~blank)]


def scores(grades: pd.DataFrame) -> pd.DataFrame:
    """Return each student's score in each lesson, and in all lessons handed in.

    Returns
    -------
    DataFrame
        `student, lesson, points, max_points, share`, the lesson `EVERYTHING` for all together,
        by student and lesson. `share` is points over those to be reached, 0 to 1, and missing
        where nothing of the submission could be judged. An open question counts once marked.
    """
    judged = counted(grades).groupby(["student", "lesson"]).size().rename("judged")
    sums = grades.groupby(["student", "lesson"])[["points", "max_points"]].sum().join(judged)
    sums = sums.fillna({"judged": 0}).reset_index()
    whole = sums[sums["judged"] > 0].groupby("student")[["points", "max_points"]].sum()
    total = whole.reset_index().assign(lesson=EVERYTHING, judged=1)
    both = pd.concat([sums, total], ignore_index=True)
    usable = (both["judged"] > 0) & (both["max_points"] > 0)
    both["share"] = (both["points"] / both["max_points"].where(usable)).clip(0, 1)
    ordered = both.sort_values(["student", "lesson"], ignore_index=True)
    return ordered[["student", "lesson", "points", "max_points", "share"]]


def distribution(scored: pd.DataFrame) -> pd.DataFrame:
    """Count students by tenth of the score.

    Parameters
    ----------
    scored : DataFrame
        As `scores` gives it.

    Returns
    -------
    DataFrame
        `lesson, low, high, students`, ten rows a lesson; `low` belongs to a tenth, `high` to
        the next, but 100 per cent to the last.
    """
    known = scored.dropna(subset="share")
    # The tiny addition undoes what division does to tenths: 0.3 of 1 is in the fourth.
    tenth = (known["share"] * BINS + 1e-9).astype(int).clip(upper=BINS - 1)
    counts = known.groupby(["lesson", tenth.rename("tenth")]).size()
    lessons = sorted(known["lesson"].unique())
    every = pd.MultiIndex.from_product([lessons, range(BINS)], names=["lesson", "tenth"])
    table = counts.reindex(every, fill_value=0).rename("students").reset_index()
    table["low"], table["high"] = table["tenth"] / BINS, (table["tenth"] + 1) / BINS
    return table[["lesson", "low", "high", "students"]]


def quartiles(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the number of students, lower quartile, median and upper quartile of each lesson.

    Quartiles are Hyndman and Fan's type 7, as NumPy and R give them by default [1]_.

    References
    ----------
    .. [1] Hyndman, R. J. and Fan, Y. (1996), Sample quantiles in statistical packages, The
       American Statistician 50(4), 361-365.
    """
    shares = scored.dropna(subset="share").groupby("lesson")["share"]
    parts = {"lower": 0.25, "median": 0.5, "upper": 0.75}
    found = pd.DataFrame({name: shares.quantile(part) for name, part in parts.items()})
    return shares.size().rename("students").to_frame().join(found).reset_index()


def outcomes(grades: pd.DataFrame) -> pd.DataFrame:
    """Count each question's outcomes: `lesson, question, outcome, students`, zeros left out."""
    checked = grades[~is_open(grades["question"])]
    counts = checked.groupby([*_KEY, "outcome"]).size().rename("students").reset_index()
    rank = {word: place for place, word in enumerate(OUTCOMES)}
    place = counts["outcome"].map(rank).fillna(len(rank))
    ordered = counts.assign(place=place).sort_values([*_KEY, "place"], ignore_index=True)
    return ordered.drop(columns="place")


def items(grades: pd.DataFrame, minimum: int = MINIMUM) -> pd.DataFrame:
    """Return difficulty and discrimination of each question.

    Parameters
    ----------
    grades : DataFrame
        As `prepared` gives it.
    minimum : int
        Students below which no discrimination is given.

    Returns
    -------
    DataFrame
        One row a question: `lesson, question, max_points`; `students` whose answer counts,
        how many `attempted` it and how many were `correct` (missing for open questions);
        `share_correct` of the students with its 95 % interval `low` to `high` (`wilson`);
        `share_attempted`; `share_of_points`, the mean points over those to be reached; and
        `discrimination`, missing below the minimum and where all answers or all rest scores
        are alike.
    """
    rows = counted(grades)
    opened = is_open(rows["question"])
    marks = rows.assign(
        attempted=(rows["outcome"] != "not-attempted").astype(float),
        correct=(rows["outcome"] == "correct").astype(float).mask(opened),
    )
    groups = marks.groupby(_KEY)
    table = groups["max_points"].max().to_frame()
    table["students"] = groups.size()
    for name in ("attempted", "correct"):
        table[name] = groups[name].sum(min_count=1)
        table[f"share_{name}"] = table[name] / table["students"]
    bounds = [wilson(*pair) for pair in zip(table["correct"], table["students"], strict=True)]
    table["low"], table["high"] = zip(*bounds, strict=True) if bounds else ((), ())
    table["share_of_points"] = groups["points"].sum() / groups["max_points"].sum()
    table["discrimination"] = discrimination(rows, minimum).reindex(table.index)
    return table.reset_index()


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score method.

    It stays between 0 and 1 and holds for small numbers [1]_.

    References
    ----------
    .. [1] Wilson, E. B. (1927), Probable inference, the law of succession, and statistical
       inference, Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> low, high = wilson(2, 3)
    >>> round(low, 3), round(high, 3)
    (0.208, 0.939)
    """
    if not trials or math.isnan(successes):
        return math.nan, math.nan
    z = 1.959964
    share, extra = successes / trials, z * z / trials
    middle = (share + extra / 2) / (1 + extra)
    half = z * math.sqrt(share * (1 - share) / trials + extra / trials / 4) / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def point_biserial(correct: np.ndarray, rest: np.ndarray) -> float:
    r"""Correlate a right-or-wrong answer with a score.

    The point-biserial coefficient [1]_ is

    .. math:: r_{pb} = \frac{M_1 - M_0}{s} \sqrt{p q}

    where M1 and M0 are the mean scores of those right and wrong, s is the standard deviation
    of all scores (divided by n), p the share right and q = 1 - p. It is Pearson's coefficient
    with right as 1 and wrong as 0, and so serves points of an open question too.

    Parameters
    ----------
    correct, rest : numpy array
        One number a student each.

    Returns
    -------
    float
        From -1 to 1; not a number where one of both does not vary.

    References
    ----------
    .. [1] Lord, F. M. and Novick, M. R. (1968), Statistical Theories of Mental Test Scores,
       Addison-Wesley, section 15.5.

    Examples
    --------
    >>> round(point_biserial(np.array([0, 0, 1, 1]), np.array([1, 2, 2, 3])), 3)
    0.707
    """
    if len(correct) == 0 or np.ptp(correct) == 0 or np.ptp(rest) == 0:
        return math.nan
    one, other = correct - correct.mean(), rest - rest.mean()
    return float((one * other).sum() / math.sqrt((one**2).sum() * (other**2).sum()))


def discrimination(grades: pd.DataFrame, minimum: int = MINIMUM) -> pd.Series[float]:
    """Return each question's `point_biserial` with the rest score.

    The rest score is the student's points in the lesson's other checked questions: with the
    question itself in it, the coefficient would partly correlate the question with itself
    [1]_. Of an open question the points are correlated instead of right or wrong.

    Returns
    -------
    Series
        By lesson and question; missing where fewer than `minimum` students count.

    References
    ----------
    .. [1] Henrysson, S. (1963), Correction of item-total correlations in item analysis,
       Psychometrika 28(2), 211-218.
    """
    rows = counted(grades)
    opened = is_open(rows["question"])
    own = rows["points"].mask(opened, 0.0)
    total = own.groupby([rows["student"], rows["lesson"]]).transform("sum")
    answer = (rows["outcome"] == "correct").astype(float).mask(opened, rows["points"])
    pairs = rows[_KEY].assign(answer=answer, rest=total - own)
    found = {
        key: point_biserial(group["answer"].to_numpy(), group["rest"].to_numpy())
        for key, group in pairs.groupby(_KEY)
        if len(group) >= minimum
    }
    keys = zip(*found, strict=True) if found else ([], [])
    index = pd.MultiIndex.from_arrays([list(part) for part in keys], names=_KEY)
    return pd.Series(list(found.values()), index=index, dtype=float)


def slow(grades: pd.DataFrame, minimum: int = TIMED) -> pd.DataFrame:
    """Return the answers that took unusually long.

    The rule: the logarithm of the seconds lies more than 3.5 spreads above the question's
    median, and the answer took at least a second. The spread is the median absolute deviation
    times 1.4826, which a few extreme times cannot move [1]_, and no less than 0.05 (times an
    eighth apart). Logarithms, because times have a long tail to one side. Answers that ran into
    the time limit have an outcome of their own and are left out, and so are untouched ones.

    Parameters
    ----------
    grades : DataFrame
        As `prepared` gives it.
    minimum : int
        Timed answers below which a question has no usual time.

    Returns
    -------
    DataFrame
        `student, lesson, question, seconds, usual` (the median), `times` (how many times the
        median) and `spreads`, the slowest first within its question.

    References
    ----------
    .. [1] Iglewicz, B. and Hoaglin, D. C. (1993), How to Detect and Handle Outliers, ASQC
       Quality Press; they propose 3.5.
    """
    rows = grades[grades["outcome"].isin(_TIMED) & (grades["seconds"] > 0)]
    logs = np.log10(rows["seconds"])
    question = [rows["lesson"], rows["question"]]
    away = logs - logs.groupby(question).transform("median")
    spread = (away.abs().groupby(question).transform("median") * _CONSISTENT).clip(_LEAST_SPREAD)
    usual = rows["seconds"].groupby(question).transform("median")
    enough = logs.groupby(question).transform("size") >= minimum
    table = rows[["student", *_KEY, "seconds"]].assign(
        usual=usual, times=rows["seconds"] / usual, spreads=away / spread
    )
    far = enough & (table["spreads"] > _CUT_OFF) & (table["seconds"] >= _LEAST_SECONDS)
    order = {"lesson": True, "question": True, "seconds": False, "student": True}
    found: pd.DataFrame = table.loc[far].sort_values(
        list(order), ascending=list(order.values()), ignore_index=True
    )
    return found
