"""The charts of the instructor's report; each has a title and says in words what it shows."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pandas as pd

from foedus.charts import palettes
from foedus.charts.palettes import INK, INK_SOFT, PAPER, letter_colour
from foedus.documents import count
from foedus.grading.report_findings import REASONS
from foedus.grading.report_text import neat_all, percent, signed
from foedus.grading.statistics import COUNTED, EVERYTHING, MINIMUM

__all__ = ["GROUPS", "attention_chart", "item_chart", "lesson_chart", "misconception_chart",
           "score_chart", "tenths", "time_chart"]  # fmt: skip

#: How a question's outcomes are drawn together, in the order of the bars.
GROUPS: Final = ("correct", "not yet", "not attempted", "stopped")
_GROUP: Final = {"correct": GROUPS[0], "not-yet": GROUPS[1], "not-attempted": GROUPS[2]}
_COLOURS: Final = dict(zip(GROUPS, ("#0072b2", "#f0b954", "#dcdfe3", "#5f6770"), strict=True))
_WIDTH: Final = 620
_POWERS: Final = [10.0**power for power in range(-3, 5)]
_LABELLED: Final = 0.1  # of a bar: the least that a number finds room in
_TINTS: Final = ("#ffffff", "#8fc1e3")  # dark letters can be read on both


def score_chart(distribution: pd.DataFrame) -> alt.LayerChart:
    """Return the students by tenth of their score in all lessons handed in."""
    rows = tenths(distribution[distribution["lesson"] == EVERYTHING])
    base = alt.Chart(rows).encode(
        x=alt.X("score:N", title="Score, per cent", sort=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("students:Q", title="Students", axis=_whole_numbers(rows["students"].max())),
    )
    bars = base.mark_bar()
    labels = base.mark_text(dy=-8).encode(text="label:N")
    tops = rows[rows["students"] == rows["students"].max()]
    top = tops.iloc[0]
    fullest = (
        f" The fullest tenth is {top['score']} per cent, with {top['students']:,}."
        if len(tops) == 1
        else ""
    )
    return alt.LayerChart(layer=[bars, labels]).properties(
        width=_WIDTH,
        height=220,
        title="Scores over all lessons handed in",
        description=f"Histogram of {count(int(rows['students'].sum()), 'student')} by tenth of the "
        f"score.{fullest}",
    )


def lesson_chart(distribution: pd.DataFrame) -> alt.LayerChart:
    """Return a grid of lessons and tenths of the score, with the number of students in each."""
    rows = tenths(distribution[distribution["lesson"] != EVERYTHING])
    rows["share"] = rows["students"] / rows.groupby("lesson")["students"].transform("sum")
    base = alt.Chart(rows).encode(
        x=alt.X("score:N", title="Score, per cent", sort=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("lesson:N", title="Lesson", axis=alt.Axis(ticks=False, domain=False)),
    )
    tint = alt.Scale(
        domain=[0, max(float(rows["share"].max()), 0.01)],
        range=list(_TINTS),
        interpolate="rgb",
    )
    cells = base.mark_rect(stroke=palettes.LINE).encode(
        color=alt.Color("share:Q", scale=tint, legend=None)
    )
    labels = base.mark_text(color=INK).encode(text="label:N")
    return alt.LayerChart(layer=[cells, labels]).properties(
        width=_WIDTH,
        height=alt.Step(26),
        title="Scores by lesson",
        description="Students by lesson and tenth of the score, "
        f"{count(rows['lesson'].nunique(), 'lesson')}. A darker field is a larger share of the "
        "lesson's students; the number in it counts them.",
    )


def item_chart(title: str, outcomes: pd.DataFrame, items: pd.DataFrame) -> alt.HConcatChart:
    """Return a lesson's checked questions: how they came out, how well they discriminate.

    Parameters
    ----------
    title : str
        The lesson's name.
    outcomes, items : DataFrame
        As `statistics.outcomes` and `statistics.items` give them, of one lesson.
    """
    rows = _segments(outcomes[outcomes["outcome"].isin(COUNTED)])
    parts: list[alt.LayerChart] = [_outcome_bars(rows)]
    order = list(dict.fromkeys(rows["question"]))
    points = items[items["question"].isin(order)].dropna(subset="discrimination")
    if not points.empty:
        parts.append(_discrimination_points(points, order))
    return alt.HConcatChart(hconcat=parts).properties(
        title=title, description=_item_words(rows, points)
    )


def misconception_chart(top: pd.DataFrame) -> alt.LayerChart:
    """Return the commonest misconceptions as bars: `label, students`."""
    base = alt.Chart(top[["label", "students"]]).encode(
        x=alt.X("students:Q", title="Students", axis=_whole_numbers(top["students"].max())),
        y=alt.Y("label:N", title=None, sort=None),
    )
    first = top.iloc[0]
    return alt.LayerChart(
        layer=[base.mark_bar(), base.mark_text(align="left", dx=4).encode(text="students:Q")]
    ).properties(
        width=420,
        height=alt.Step(22),
        title="The commonest misconceptions",
        description=f"Students by misconception, the {len(top)} commonest. First is "
        f"{first['label']}, with {count(int(first['students']), 'student')}.",
    )


def time_chart(slow: pd.DataFrame) -> alt.LayerChart:
    """Return slow answers as points beside their question's usual time, on a logarithmic axis.

    Parameters
    ----------
    slow : DataFrame
        As `statistics.slow` gives it, of a few questions and at most some hundred rows.
    """
    axis = alt.X(
        "seconds:Q",
        title="Seconds, on a logarithmic scale",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(format="~g", values=_POWERS),
    )
    question = alt.Y("question:N", title="Question", sort=None)
    points = alt.Chart(slow[["question", "seconds"]]).mark_point(size=45, filled=False)
    usual = slow[["question", "usual"]].drop_duplicates().rename(columns={"usual": "seconds"})
    ticks = alt.Chart(usual).mark_tick(thickness=3, size=16, color=INK)
    worst = slow.iloc[int(slow["times"].argmax())]
    return alt.LayerChart(
        layer=[points.encode(x=axis, y=question), ticks.encode(x=axis, y=question)]
    ).properties(
        width=_WIDTH - 40,
        height=alt.Step(22),
        title="Answers that took unusually long",
        description=f"Rings are {count(len(slow), 'slow answer')} to "
        f"{count(slow['question'].nunique(), 'question')}; the upright stroke is a question's "
        f"usual time (median). The farthest took {worst['times']:,.0f} times the usual time of "
        f"question {worst['question']}.",
    )


def attention_chart(attention: pd.DataFrame) -> alt.LayerChart:
    """Return how many submissions wait for a human eye, by reason."""
    kinds = attention.drop_duplicates(["reason", "student", "lesson"])["reason"].value_counts()
    rows = pd.DataFrame(
        {
            "reason": [words for word, words in REASONS.items() if word in kinds],
            "submissions": [int(kinds[word]) for word in REASONS if word in kinds],
        }
    )
    base = alt.Chart(rows).encode(
        x=alt.X("submissions:Q", axis=_whole_numbers(rows["submissions"].max())).title(
            "Submissions"
        ),
        y=alt.Y("reason:N", title=None, sort=None),
    )
    said = "; ".join(f"{one.submissions:,} {one.reason}" for one in rows.itertuples())
    return alt.LayerChart(
        layer=[base.mark_bar(), base.mark_text(align="left", dx=4).encode(text="submissions:Q")]
    ).properties(
        width=420,
        height=alt.Step(24),
        title="Submissions for a human eye, by reason",
        description=f"Submissions by reason: {said}. One submission may have several reasons.",
    )


def tenths(distribution: pd.DataFrame) -> pd.DataFrame:
    """Return a distribution with its tenths in words: `lesson, score, students, label`."""
    low, high = (distribution[name].mul(100).round().astype(int) for name in ("low", "high"))
    last = high.where(high == 100, high - 1)  # noqa: PLR2004 (per cent)
    return distribution.assign(
        lesson=neat_all(distribution["lesson"], 40),
        score=[f"{a} to {b}" for a, b in zip(low, last, strict=True)],
        label=[f"{number:,}" if number else "" for number in distribution["students"]],
    )[["lesson", "score", "students", "label"]].reset_index(drop=True)


def _segments(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each question's bar, from its left end in shares."""
    named = outcomes.assign(group=outcomes["outcome"].map(_GROUP).fillna(GROUPS[3]))
    rows = named.groupby(["question", "group"])["students"].sum().reset_index()
    rows["rank"] = rows["group"].map({name: at for at, name in enumerate(GROUPS)})
    rows = rows.sort_values(["question", "rank"], ignore_index=True)
    rows["share"] = rows["students"] / rows.groupby("question")["students"].transform("sum")
    rows["end"] = rows.groupby("question")["share"].cumsum()
    rows["start"] = rows["end"] - rows["share"]
    rows["middle"] = (rows["start"] + rows["end"]) / 2
    rows["label"] = [percent(one) if one >= _LABELLED else "" for one in rows["share"]]
    rows["ink"] = [letter_colour(_COLOURS[one]) for one in rows["group"]]
    return rows


def _outcome_bars(rows: pd.DataFrame) -> alt.LayerChart:
    share = alt.Axis(format=".0%", tickCount=5)
    question = alt.Y("question:N", title=None, sort=None)
    there = [one for one in GROUPS if one in set(rows["group"])]
    colour = alt.Scale(domain=there, range=[_COLOURS[one] for one in there])
    bars = (
        alt.Chart(rows)
        .mark_bar(stroke=PAPER, strokeWidth=1)
        .encode(
            x=alt.X("start:Q", title="Share of students", scale=_unit(), axis=share),
            x2="end:Q",
            y=question,
            color=alt.Color("group:N", scale=colour, title=None, legend=alt.Legend(orient="top")),
        )
    )
    labels = (
        alt.Chart(rows)
        .mark_text()
        .encode(x="middle:Q", y=question, text="label:N", color=alt.Color("ink:N", scale=None))
    )
    return alt.LayerChart(layer=[bars, labels]).properties(width=400, height=alt.Step(24))


def _discrimination_points(items: pd.DataFrame, order: list[str]) -> alt.LayerChart:
    question = alt.Y("question:N", title=None, scale=alt.Scale(domain=order))
    axis = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], format="~g")
    place = alt.X("discrimination:Q", scale=alt.Scale(domain=[-1, 1]), axis=axis)
    points = (
        alt.Chart(items[["question", "discrimination"]])
        .mark_point()
        .encode(x=place.title("Discrimination"), y=question)
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK_SOFT).encode(x="zero:Q")
    return alt.LayerChart(layer=[zero, points]).properties(width=180, height=alt.Step(24))


def _item_words(rows: pd.DataFrame, points: pd.DataFrame) -> str:
    right = rows[rows["group"] == GROUPS[0]].set_index("question")["share"]
    shares = right.reindex(rows["question"].unique(), fill_value=0)
    said = (
        f"Outcomes of {count(len(shares), 'checked question')} in shares of the students. "
        f"Correct most often: {shares.idxmax()} ({percent(shares.max())}); "
        f"least often: {shares.idxmin()} ({percent(shares.min())})."
    )
    if points.empty:
        return f"{said} Discrimination is not shown below {MINIMUM} students."
    lowest = points.iloc[int(points["discrimination"].argmin())]
    return (
        f"{said} The points on the right are discrimination; it is lowest for "
        f"{lowest['question']} ({signed(lowest['discrimination'])})."
    )


def _unit() -> alt.Scale:
    return alt.Scale(domain=[0, 1])


def _whole_numbers(most: Any) -> alt.Axis:  # noqa: ANN401 (a number of NumPy's)
    return alt.Axis(format=",d", tickMinStep=1, tickCount=min(int(most), 6) or 1)
