"""What stands out in a class's results: misconceptions, messages, notebooks for a human eye."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from foedus.grading.report_text import neat_all
from foedus.grading.statistics import counted, is_open

__all__ = ["REASONS", "attention", "messages", "misconceptions"]

#: Outcomes that a person should look at, and why in words; a note is the last of them.
REASONS: Final = {
    "tampered": "changed where it must not be",
    "unreadable": "could not be read",
    "check-error": "the check itself failed",
    "crashed": "the notebook's process ended",
    "timeout": "ran into the time limit",
    "memory": "ran into the memory limit",
    "note": "a note of the grader's",
}

_KEY: Final = ["lesson", "question"]
_STEP: Final = re.compile(r'\s*`fo\.hint\("[^"]*"\)` shows a hint\.\s*$')


def misconceptions(grades: pd.DataFrame) -> pd.DataFrame:
    """Count the misconceptions that were recognised.

    Parameters
    ----------
    grades : DataFrame
        As `statistics.prepared` gives it.

    Returns
    -------
    DataFrame
        `lesson, question, misconception, message, students, share`: the message as most of them
        read it, the share of those whose answer to the question counts; by question, the
        commonest first.
    """
    rows = counted(grades)
    base = rows.groupby(_KEY).size().rename("base")
    shown = rows[rows["misconception"] != ""]
    shown = shown.assign(message=_said(shown["message"]))
    groups = shown.groupby([*_KEY, "misconception"])["message"]
    table = groups.agg(message=_commonest, students="size").reset_index().join(base, on=_KEY)
    table["share"] = table["students"] / table["base"]
    names = [*_KEY, "misconception", "message", "students", "share"]
    return _commonest_first(table, ["misconception"])[names]


def messages(grades: pd.DataFrame) -> pd.DataFrame:
    """Count the messages of answers that are wrong in no known way, or that failed.

    Returns
    -------
    DataFrame
        `lesson, question, outcome, message, students`; by question, the commonest first.
    """
    quiet = grades["outcome"].isin(["correct", "not-attempted"])
    wrong = grades[~quiet & (grades["misconception"] == "") & ~is_open(grades["question"])]
    said = wrong.assign(message=_said(wrong["message"]))
    counts = said.groupby([*_KEY, "outcome", "message"]).size().rename("students").reset_index()
    return _commonest_first(counts, ["outcome", "message"])


def attention(grades: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """List what a person should look at.

    Parameters
    ----------
    grades : DataFrame
        As `statistics.prepared` gives it.
    notes : DataFrame
        `student, lesson, note`.

    Returns
    -------
    DataFrame
        `reason` (a key of `REASONS`), `student, lesson, questions` (their ids, blank for a
        note) and `message`; one row a submission and cause, in the order of `REASONS`.
    """
    odd = grades[grades["outcome"].isin(REASONS)]
    odd = odd.assign(message=_said(odd["message"]), reason=odd["outcome"])
    keys = ["reason", "student", "lesson", "message"]
    found = odd.groupby(keys)["question"].agg(", ".join).rename("questions").reset_index()
    noted = notes.rename(columns={"note": "message"}).assign(reason="note", questions="")
    noted["message"] = _said(noted["message"].astype("object"))
    table = pd.concat([found, noted[[*keys, "questions"]]], ignore_index=True)
    rank = table["reason"].map({word: place for place, word in enumerate(REASONS)})
    order = ["rank", "lesson", "student", "questions", "message"]
    ordered = table.assign(rank=rank).sort_values(order, ignore_index=True)
    return ordered[["reason", "student", "lesson", "questions", "message"]]


def _said(texts: pd.Series[str]) -> pd.Series[str]:
    """Return messages without the step that every one of them ends with, fit to be read."""
    bare = {text: _STEP.sub("", text) for text in texts.unique()}
    return neat_all(texts.map(bare).astype("object"))


def _commonest(texts: pd.Series[str]) -> str:
    return str(texts.value_counts().sort_index().idxmax())


def _commonest_first(table: pd.DataFrame, ties: list[str]) -> pd.DataFrame:
    order = [*_KEY, "students", *ties]
    rising = [name != "students" for name in order]
    return table.sort_values(order, ascending=rising, ignore_index=True)
