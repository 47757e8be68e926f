"""What the runner does once before any notebook: the usual steps, so that libraries are in step.

Much of pandas and Altair is imported or compiled when it is first used. What has been used here
is ready in every child; the values themselves are forgotten.
"""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Final

from foedus.checking.carrying import packed

if TYPE_CHECKING:
    from .shell import Shell

__all__ = ["rehearse"]

_CELLS: Final = (
    """
import altair as alt
import numpy as np
import pandas as pd

import foedus as fo

DAY = pd.Timestamp(fo.ARTICLE_DAY)
events = fo.load("events", as_of=fo.ARTICLE_DAY)
ties = fo.load("ties", as_of=fo.ARTICLE_DAY)
actors = fo.load("actors", as_of=fo.ARTICLE_DAY)
votes = fo.load("votes", as_of=fo.ARTICLE_DAY)
""",
    """
%time early = events[(events["start"] < DAY) & events["title"].str.contains("Iran|Russia")]
counts = early.groupby("phase", observed=True)["id"].count().sort_values(ascending=False)
years = pd.to_datetime(events["start"]).dt.year.value_counts().sort_index()
table = events[["id", "start"]].merge(events[["id", "title"]], on="id", how="left")
table = table.assign(n=range(len(table))).sort_values("start").reset_index(drop=True)
listed = [row.id for row in table.itertuples() if row.title]
wide = votes.pivot_table(index="resolution_id", columns="country", values="vote", aggfunc="first")
share = wide.apply(lambda row: row.eq("yes").mean(), axis=1).round(3)
joined = pd.concat([table.head(3), table.tail(3)]).drop_duplicates().fillna("")
spread = {name: float(group["n"].mean()) for name, group in table.groupby(table["start"].dt.year)}
named = events["actors"].str.split(";").explode().isin(["RUS", "IRN"]).groupby(level=0).any()
nearest = (events["end"] - events["start"]).dt.days.abs().idxmax()
""",
    """
in_force = fo.ties_in_force(ties, fo.ARTICLE_DAY)
strongest = fo.strongest_ties(ties, fo.ARTICLE_DAY)
matrix = fo.tie_matrix(ties, actors, fo.ARTICLE_DAY)
alike = fo.agreement(votes, "RUS", "CHN")
score = fo.brier([0.5, 0.2], [1, 0])
pairs = fo.ties_of_pair(ties, "RUS", "IRN")
dated = fo.tie_events(ties)
""",
    """
chart = alt.Chart(table).mark_bar().encode(x="n:Q", y=alt.Y("title:N", sort="-x"), tooltip=["id"])
layered = chart + alt.Chart(table).mark_rule().encode(x="start:T")
drawn = layered.properties(title="Rehearsal").to_dict()
""",
    """
def called(a, b, on=DAY):
    return in_force[(in_force["a"] == a) & (in_force["b"] == b)]["id"].tolist()
""",
)
_ANSWERS: Final = ("counts", "table", "listed", "wide", "spread", "chart", "layered", "score")
_CASES: Final = (("RUS", "IRN"), ("CHN", "PAK"))


def rehearse(shell: Shell) -> None:
    """Run the usual steps in a shell, pack what they give, and forget it all.

    Raises
    ------
    RuntimeError
        If a step fails: the installed libraries are not those that the course is made for.
    """
    for cell in _CELLS:
        with contextlib.redirect_stdout(io.StringIO()):
            result = shell.run_cell(cell, store_history=False)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            raise RuntimeError("the rehearsal before judging failed") from error
    for name in _ANSWERS:
        packed(shell.user_ns[name])
    packed(shell.user_ns["called"], _CASES)
    shell.reset(new_session=True)  # type: ignore[no-untyped-call]
