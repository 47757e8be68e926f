"""The report's HTML: sections of words, charts and tables; every text of a learner's is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import pandas as pd
from pandas.api.types import is_integer_dtype, is_numeric_dtype

from foedus import documents
from foedus.charts.figures import figure
from foedus.charts.theme import enable_theme
from foedus.documents import count
from foedus.grading import report_charts as charts
from foedus.grading import report_words as words
from foedus.grading.report_findings import REASONS
from foedus.grading.report_text import neat, neat_all, percent, signed
from foedus.grading.statistics import COUNTED, EVERYTHING

if TYPE_CHECKING:
    import altair as alt

    from foedus.grading.report_findings import Findings

__all__ = ["html"]

_ROWS: Final = 60  # of a list; the rest stands in its file
_TOP: Final = 12  # misconceptions in the chart
_EACH: Final = 3  # misconceptions or messages of one question
_SLOW_QUESTIONS: Final = 15
_SLOW_POINTS: Final = 300
_SHORT: Final = 40  # of a name
_NAME: Final = 120  # of a lesson or question
_LINE: Final = 160  # of a message in a long list
_QUARTILES: Final = 10  # students below which quartiles say nothing
_STYLE: Final = (
    ".fo-static{max-height:none;margin-block:.5rem 1.5rem}"
    ".fo-static table{font-variant-numeric:tabular-nums;width:max-content}"
    ".fo-static td{max-width:min(30rem,75vw);overflow-wrap:break-word;unicode-bidi:plaintext}"
    ".fo-static thead th{white-space:nowrap}"
    ".picture{width:fit-content;max-width:100%}details .fo-static{margin-block-end:1rem}"
    ".fo-static caption{font-weight:600;padding-block:.35rem}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}"
    "nav a{display:inline-block;min-height:24px}.facts-list{display:grid;gap:.25rem 1.5rem;"
    "grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));margin:1rem 0}"
    ".facts-list dt{color:#4a5159}.facts-list dd{margin:0;font-size:1.35rem;font-weight:600}"
    ".facts-list div{border-inline-start:3px solid #8b929b;padding-inline-start:.6rem}"
    ".plain{border-inline-start:4px solid #957000;padding:.1rem .75rem}"
    "main p,main dd{max-width:46rem}.rules dt{font-weight:600;margin-block-start:.75rem}"
    "@media (prefers-color-scheme:dark){.facts-list dt{color:#b9c1ca}}"
    "@media print{.fo-static{overflow:visible}.fo-static table{width:auto}nav{display:none}"
    ".facts-list dt{color:#333}tr{break-inside:avoid}}"
)


def html(found: Findings, title: str) -> str:
    """Return the whole page."""
    enable_theme()
    sections = {
        "glance": ("At a glance", _glance(found)),
        "scores": ("Scores", _scores(found)),
        "questions": ("Questions", _questions(found)),
        "misconceptions": ("Misconceptions", _misconceptions(found)),
        "messages": ("Error messages", _messages(found)),
        "times": ("Times", _times(found)),
        "eye": ("Notebooks for a human eye", _attention(found)),
        "rules": ("How the figures are made", words.rules()),
    }
    links = "".join(f'<li><a href="#{name}">{one[0]}</a></li>' for name, one in sections.items())
    named = neat(title, _NAME)
    body = (
        f"<header><h1>{escape(named)}</h1>"
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header><main class="fo-box">'
        + "".join(documents.section(name, *one) for name, one in sections.items())
        + "</main><footer><p>Made with Foedus. The page names students: keep it where grades are "
        "kept.</p></footer>"
    )
    style = documents.TABLES + documents.READING + _STYLE
    return documents.document(named, body, style)


def _glance(found: Findings) -> str:
    totals = found.lessons[["submissions", "judged", "waiting"]].sum()
    facts = {
        "Students": found.students,
        "Submissions": found.found,
        "Judged": int(totals["judged"]),
        "Not judged": found.found - int(totals["judged"]),
        "Waiting for marks": int(totals["waiting"]),
    }
    listed = "".join(f"<div><dt>{k}</dt><dd>{v:,}</dd></div>" for k, v in facts.items())
    table = found.lessons.assign(name=_names(found, found.lessons["lesson"]))
    shown = _renamed(
        table, lesson="Lesson", name="Name", submissions="Submissions", judged="Judged",
        waiting="Waiting for marks",
    )  # fmt: skip
    return (
        f'<dl class="facts-list">{listed}</dl>{words.small(found.students)}'
        + (
            _table("Submissions by lesson", shown)
            if len(shown)
            else "<p>Nothing has been judged yet.</p>"
        )
        + f"<p>{words.GLANCE}</p>"
    )


def _scores(found: Findings) -> str:
    if found.distribution.empty:
        return "<p>No submission could be judged.</p>"
    lessons = found.quartiles["lesson"].nunique() - 1
    drawn = [_figure(charts.score_chart(found.distribution))]
    if lessons > 1:
        drawn.append(_figure(charts.lesson_chart(found.distribution)))
    last = found.quartiles["lesson"] == EVERYTHING
    rows = pd.concat([found.quartiles[~last], found.quartiles[last]])
    few = rows["students"] < _QUARTILES
    shown = pd.DataFrame(
        {
            "Lesson": rows["lesson"].map(neat).where(~last, "All handed in"),
            "Students": _numbers(rows["students"]),
            "Lower quartile": _percents(rows["lower"].mask(few)),
            "Median": _percents(rows["median"]),
            "Upper quartile": _percents(rows["upper"].mask(few)),
        }
    )
    spread = _spread(found.distribution)
    return (
        f"<p>{words.SCORES}</p>{''.join(drawn)}{_table('Scores in per cent', shown)}"
        f"{_table('Students by tenth of the score', spread)}"
    )


def _spread(distribution: pd.DataFrame) -> pd.DataFrame:
    """Return the tenths as a table of their own: a row a lesson."""
    rows = charts.tenths(distribution)
    wide = rows.pivot_table(
        index="lesson", columns="score", values="students", aggfunc="sum", sort=False
    )
    order = [*[one for one in wide.index if one != EVERYTHING], EVERYTHING]
    named = wide.loc[order].reset_index().rename(columns={"lesson": "Lesson"})
    named["Lesson"] = neat_all(named["Lesson"]).replace(EVERYTHING, "All handed in")
    return named


def _questions(found: Findings) -> str:
    if found.items.empty:
        return "<p>No answer could be judged.</p>"
    parts = []
    for lesson, items in found.items.groupby("lesson"):
        came = found.outcomes[found.outcomes["lesson"] == lesson]
        title = _lesson_title(found, str(lesson))
        known = came["outcome"].isin(COUNTED).any()
        drawn = _figure(charts.item_chart(title, _seen(came), _seen(items))) if known else ""
        caption = f"Questions of lesson {neat(lesson, _SHORT)}"
        parts.append(drawn + _table(caption, _item_rows(found, items)))
    return f"<p>{words.QUESTIONS}</p>{''.join(parts)}"


def _item_rows(found: Findings, items: pd.DataFrame) -> pd.DataFrame:
    opened = items["correct"].isna()
    bounds = [
        "–" if pd.isna(low) else f"{percent(low)[:-2]} to {percent(high)}"  # noqa: RUF001
        for low, high in zip(items["low"], items["high"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Question": items["question"].map(neat),
            "Title": _names(found, items["question"]),
            "Students": _numbers(items["students"]),
            "Attempted": _counted(items["attempted"], items["share_attempted"]),
            "Correct": _counted(items["correct"], items["share_correct"]),
            "95\u00a0% interval": bounds,
            "Points, open question": _percents(items["share_of_points"]).where(opened, ""),
            "Discrimination": items["discrimination"].map(signed),
        }
    )


def _misconceptions(found: Findings) -> str:
    rows = found.misconceptions
    if rows.empty:
        return "<p>No misconception was recognised.</p>"
    top = rows.sort_values(by="students", ascending=False, kind="stable").head(_TOP)
    labels = neat_all(top["question"]) + " " + neat_all(top["misconception"], _SHORT)
    chart = _figure(charts.misconception_chart(top.assign(label=labels)))
    table = _table("The commonest misconceptions", _wrong_rows(top))
    return f"<p>{words.MISCONCEPTIONS}</p>{chart}{table}" + _by_lesson(
        found, rows, "misconceptions.csv", "misconceptions"
    )


def _messages(found: Findings) -> str:
    if found.messages.empty:
        return "<p>There is none.</p>"
    everywhere = found.messages.groupby("message")["students"].sum().reset_index()
    top = everywhere.sort_values(by="students", ascending=False, kind="stable").head(_TOP)
    common = _renamed(top, message="Message", students="Answers")
    return (
        f"<p>{words.MESSAGES}</p>{_table('The commonest over all questions', common)}"
        + _by_lesson(found, found.messages, "messages.csv", "messages")
    )


def _by_lesson(found: Findings, rows: pd.DataFrame, file: str, what: str) -> str:
    """Return the commonest few of each question, a table a lesson."""
    kept = rows[rows.groupby(["lesson", "question"]).cumcount() < _EACH]
    parts = []
    whole = rows.groupby("lesson").size()
    for lesson, part in kept.groupby("lesson"):
        shown = _wrong_rows(part)
        title = f"{_lesson_title(found, str(lesson))}: {len(part)} of {whole[lesson]:,} {what}"
        parts.append(f"<details><summary>{escape(title)}</summary>{_table(title, shown)}</details>")
    return "".join(parts) + _cut(len(kept), len(rows), file)


def _wrong_rows(rows: pd.DataFrame) -> pd.DataFrame:
    shown = _renamed(
        rows, question="Question", misconception="Misconception", outcome="Outcome",
        message="Message", students="Students", share="Share",
    )  # fmt: skip
    return shown.assign(Share=_percents(shown["Share"])) if "Share" in shown else shown


def _times(found: Findings) -> str:
    if found.slow.empty:
        return f"<p>No answer took unusually long by the rule below. {words.TIMES}</p>"
    slow = found.slow
    most = slow["question"].value_counts().head(_SLOW_QUESTIONS).index
    farthest = slow.sort_values("times", ascending=False, kind="stable")
    drawn = farthest[farthest["question"].isin(most)].head(_SLOW_POINTS)
    rows = farthest.head(_ROWS).sort_values(by=["lesson", "question", "student"])
    shown = pd.DataFrame(
        {
            "Question": rows["question"].map(neat),
            "Student": rows["student"].map(lambda name: neat(name, _SHORT)),
            "Seconds": rows["seconds"].map("{:,.1f}".format),
            "Usual": rows["usual"].map("{:,.2f}".format),
            "Times the usual": rows["times"].map("{:,.0f}".format),
        }
    )
    return (
        f"<p>{count(len(slow), 'answer')} took unusually long. {words.TIMES}</p>"
        + _figure(charts.time_chart(_seen(drawn.sort_values(by="question"))))
        + _table("Slow answers", shown)
        + _cut(len(shown), len(slow), "outliers.csv")
    )


def _attention(found: Findings) -> str:
    rows = found.attention
    if rows.empty:
        return "<p>No notebook needs a look.</p>"
    # Some of every reason, so that a hundred notes do not hide the one that was tampered with.
    kept = rows[rows.groupby("reason").cumcount() < _ROWS // 3]
    shown = pd.DataFrame(
        {
            "Reason": kept["reason"].map(REASONS),
            "Student": kept["student"].map(lambda name: neat(name, _SHORT)),
            "Lesson": kept["lesson"].map(neat),
            "Questions": kept["questions"].map(neat),
            "What was said": neat_all(kept["message"], _LINE),
        }
    )
    return (
        f"<p>{words.ATTENTION}</p>{_figure(charts.attention_chart(rows))}"
        + _table("To look at", shown)
        + _cut(len(kept), len(rows), "to_look_at.csv")
    )


def _figure(chart: alt.TopLevelMixin) -> str:
    """Return a chart; the table beside it is of our own making."""
    made = figure(chart)
    return documents.figure(type(made)(made.title, "", made.description, made.picture, ()))


def _table(caption: str, frame: pd.DataFrame) -> str:
    return documents.table(caption, frame)


def _cut(shown: int, whole: int, file: str) -> str:
    where = f"<code>report/{file}</code>"
    if shown == whole:
        return f"<p>The same as a file: {where}.</p>"
    return f"<p>Shown are {shown:,} of {count(whole, 'row')}; all stand in {where}.</p>"


def _seen(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(question=neat_all(rows["question"], _SHORT))


def _renamed(rows: pd.DataFrame, **names: str) -> pd.DataFrame:
    there = {title: rows[name] for name, title in names.items() if name in rows.columns}
    return pd.DataFrame(
        {
            title: neat_all(column) if not is_numeric_dtype(column) else _numbers(column)
            for title, column in there.items()
        }
    )


def _numbers(column: pd.Series[float]) -> pd.Series[str] | pd.Series[float]:
    """Return counts with their thousands parted; shares are said as per cent elsewhere."""
    return column.map("{:,}".format) if is_integer_dtype(column) else column


def _names(found: Findings, ids: pd.Series[str]) -> pd.Series[str]:
    return ids.map(lambda one: neat(found.names.get(one, ""), _NAME))


def _lesson_title(found: Findings, lesson: str) -> str:
    name = neat(found.names.get(lesson, ""), _NAME)
    return f"Lesson {neat(lesson, _SHORT)}" + (f": {name}" if name else "")


def _counted(numbers: pd.Series[float], shares: pd.Series[float]) -> list[str]:
    return [
        "–" if pd.isna(number) else f"{int(number):,} ({percent(share)})"  # noqa: RUF001
        for number, share in zip(numbers, shares, strict=True)
    ]


def _percents(shares: pd.Series[float]) -> pd.Series[str]:
    return shares.map(percent).astype("object")
