"""Six questions on six treaties, one for each way of judging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from foedus.checking import (
    Chart,
    Collection,
    Function,
    Mapping,
    Misconception,
    OpenQuestion,
    Question,
    Table,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = {
    "name": ["Gulistan", "Turkmenchay", "Moscow", "Tehran", "Saadabad", "Baghdad", "Manila"],
    "year": [1813, 1828, 1921, 1942, 1937, 1955, 1954],
    "kind": ["peace", "peace", "friendship", "defence", "nonaggression", "defence", "defence"],
    "members": [2, 2, 2, 3, 4, 5, 8],
}

SETUP = f"""\
import altair as alt
import pandas as pd

treaties = pd.DataFrame({DATA!r})
"""

OBJECTIVES = {
    "filter": "Select rows by a condition.",
    "summarise": "Count and group.",
    "function": "Write a function of one's own.",
    "chart": "Draw a chart whose encodings fit the data.",
}


def _treaties() -> pd.DataFrame:
    return pd.DataFrame(DATA)


def _named(mask: Callable[[pd.DataFrame], pd.Series]) -> Callable[[], pd.Series]:
    """Make a function that returns the names of the treaties that a condition selects."""
    return lambda: _treaties().loc[mask, "name"]


def _rows(mask: Callable[[pd.DataFrame], pd.Series], *columns: str) -> Callable[[], pd.DataFrame]:
    return lambda: _treaties().loc[mask, list(columns)]


def _kinds() -> pd.Series:
    return _treaties()["kind"].value_counts()


def _by_kind(column: str, how: str) -> Callable[[], pd.Series]:
    return lambda: _treaties().groupby("kind")[column].agg(how)


def _century(year: int) -> int:
    return (year - 1) // 100 + 1


def _returns(function: Callable[[int], object]) -> Callable[[], Callable[[int], object]]:
    return lambda: function


def _bars(x: str, y: str) -> Callable[[], alt.Chart]:
    return lambda: alt.Chart(_treaties()).mark_bar().encode(x=x, y=y)


QUESTIONS = (
    Question(
        id="90.1",
        title="Many members",
        objective="filter",
        prompt="How many treaties have more than two members? Put it into `many` (int).",
        variable="many",
        expected=lambda: int((_treaties()["members"] > 2).sum()),
        judge=Whole(),
        misconceptions=(
            Misconception("all-rows", "`many` counts every treaty.", value=lambda: 7),
            Misconception(
                "two-included",
                "`many` counts treaties of two, too: use `>`.",
                matches=lambda n: n == 7.5,
            ),
            Misconception(
                "members-added",
                "`many` adds up members; the question counts treaties.",
                value=lambda: 20,
            ),
            Misconception(
                "few-counted",
                "`many` counts the treaties that the question leaves out.",
                value=lambda: 3,
            ),
            Misconception(
                "distinct-sizes", "`many` counts sizes, each once.", matches=lambda n: n == 5
            ),
        ),
        hints=("A comparison makes a mask.", "A mask can be added up.", "True counts as one."),
        minutes=3,
        points=1,
        level="apply",
        review="the sample lesson",
    ),
    Question(
        id="90.2",
        title="Defence pacts",
        objective="filter",
        prompt="Put the names of the defence pacts into `pacts` (a list or a Series of str).",
        variable="pacts",
        expected=_named(lambda t: t["kind"] == "defence"),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "everything", "`pacts` holds every treaty.", value=_named(lambda t: t["year"] > 0)
            ),
            Misconception(
                "opposite",
                "`pacts` holds all but the defence pacts.",
                value=_named(lambda t: t["kind"] != "defence"),
            ),
            Misconception(
                "kinds-not-names",
                "`pacts` holds kinds, not names.",
                value=lambda: ["defence"] * 3,
            ),
            Misconception(
                "nonaggression-too",
                "`pacts` holds a pact of nonaggression, too.",
                value=_named(lambda t: t["kind"].isin(["defence", "nonaggression"])),
            ),
        ),
        hints=("Which column says it?", "Compare the column with a text.", "Then take the names."),
        minutes=4,
        points=2,
        level="apply",
        review="the sample lesson",
    ),
    Question(
        id="90.3",
        title="Treaties of each kind",
        objective="summarise",
        prompt="Put the number of treaties of each kind into `kinds` (a Series or a dict).",
        variable="kinds",
        expected=_kinds,
        judge=Mapping(),
        misconceptions=(
            Misconception(
                "shares",
                "`kinds` holds shares.",
                value=lambda: _kinds() / 7,
            ),
            Misconception(
                "members-summed",
                "`kinds` adds up members.",
                value=_by_kind("members", "sum"),
            ),
            Misconception(
                "first-years",
                "`kinds` holds years.",
                value=_by_kind("year", "min"),
            ),
            Misconception(
                "names-counted",
                "`kinds` counts the names.",
                value=_treaties()["name"].value_counts,
            ),
        ),
        hints=("Count rows.", "One call counts each value.", "It is a method of the column."),
        minutes=4,
        points=2,
        level="apply",
        review="the sample lesson",
        afterword="Most treaties of this table are about defence.",
    ),
    Question(
        id="90.4",
        title="The twentieth century",
        objective="filter",
        prompt="Put name and year of the treaties after 1900 into `modern` (a DataFrame).",
        variable="modern",
        expected=_rows(lambda t: t["year"] > 1900, "name", "year"),
        judge=Table(),
        misconceptions=(
            Misconception(
                "before",
                "`modern` looks back.",
                value=_rows(lambda t: t["year"] < 1900, "name", "year"),
            ),
            Misconception(
                "everything",
                "`modern` is the whole table.",
                value=_rows(lambda t: t["year"] > 0, "name", "year"),
            ),
            Misconception(
                "names-only",
                "`modern` lacks the years: ask for two columns, in double brackets.",
                matches=lambda a: getattr(a, "name", "") == "Series",
            ),
            Misconception(
                "after-the-war",
                "`modern` begins too late.",
                value=_rows(lambda t: t["year"] > 1945, "name", "year"),
            ),
        ),
        hints=("Make a mask.", "Use `.loc` with mask and columns.", "Columns stand in a list."),
        minutes=5,
        points=2,
        level="apply",
        review="the sample lesson",
    ),
    Question(
        id="90.5",
        title="A century",
        objective="function",
        prompt="Write `century(year)`, a function that returns the century (int) of a year.",
        variable="century",
        stub="def century(year):\n    return ...",
        expected=lambda: _century,
        judge=Function(cases=((1813,), (1870,), (1900,), (1901,), (2000,))),
        misconceptions=(
            Misconception(
                "digits",
                "`century` takes the first digits.",
                value=_returns(lambda year: year // 100),
            ),
            Misconception(
                "hundreds-early",
                "`century` is right but for the years that end in 00.",
                value=_returns(lambda year: year // 100 + 1),
            ),
            Misconception(
                "text", "`century` returns text.", value=_returns(lambda year: str(_century(year)))
            ),
            Misconception(
                "rounded", "`century` rounds.", value=_returns(lambda year: round(year / 100))
            ),
        ),
        hints=("When did the 19th begin?", "Divide without a rest.", "Try 1900 and 1901."),
        minutes=6,
        points=3,
        level="analyse",
        review="the sample lesson",
    ),
    Question(
        id="90.6",
        title="Members, drawn",
        objective="chart",
        prompt="Draw members (y) for each name (x) as bars. Put the chart into `bars` (alt.Chart).",
        variable="bars",
        expected=_bars("name:N", "members:Q"),
        judge=Chart(),
        misconceptions=(
            Misconception(
                "swapped", "`bars` has x and y swapped.", value=_bars("members:Q", "name:N")
            ),
            Misconception("years", "`bars` shows years.", value=_bars("name:N", "year:Q")),
            Misconception("counted", "`bars` counts rows.", value=_bars("name:N", "count():Q")),
            Misconception("kinds", "`bars` shows kinds.", value=_bars("kind:N", "members:Q")),
        ),
        hints=("A chart has a mark.", "Encode both axes.", "Names go along the bottom."),
        minutes=5,
        points=2,
        level="understand",
        review="the sample lesson",
    ),
)

OPEN = OpenQuestion(
    id="90",
    prompt="Which treaty matters most, and by which measure?",
    rubric=((4, "Measure and doubt."), (3, "Measure."), (2, "A reason."), (1, "A name.")),
    minutes=5,
    points=4,
)
