"""Two questions that exercise the builder and the checks."""

import pandas as pd

from foedus.checking import Collection, Misconception, OpenQuestion, Question, Whole

SETUP = """\
import pandas as pd

import foedus as fo

treaties = pd.DataFrame(
    {"treaty": ["Gulistan", "Turkmenchay", "Moscow"], "year": [1813, 1828, 1921]}
)
"""

OBJECTIVES = {
    "count": "count the rows of a table",
    "filter": "pick rows by a condition",
}


def _treaties() -> pd.DataFrame:
    return pd.DataFrame(
        {"treaty": ["Gulistan", "Turkmenchay", "Moscow"], "year": [1813, 1828, 1921]}
    )


def _early() -> list[str]:
    table = _treaties()
    return list(table.loc[table["year"] < 1900, "treaty"])


QUESTIONS = (
    Question(
        id="99.1",
        title="Count the treaties",
        objective="count",
        prompt="How many rows has `treaties`? Assign a whole number to `how_many` [~].",
        variable="how_many",
        expected=lambda: len(_treaties()),
        judge=Whole(),
        misconceptions=(
            Misconception("columns", "You counted columns, not rows.", value=lambda: 2),
            Misconception("cells", "You counted cells; count rows.", value=lambda: 6),
            Misconception("last-index", "The last index is one less.", value=lambda: 4),
            Misconception("sum", "You added up the years.", value=lambda: 5562),
        ),
        hints=("A row is one treaty.", "A built-in function counts.", "It has three letters."),
        minutes=2,
        points=1,
        level="recall",
        review="lesson 99, section 'A table and a chart'",
    ),
    Question(
        id="99.2",
        title="Treaties before 1900",
        objective="filter",
        prompt="Assign the names of the treaties before 1900 to `early`, a list of text [~].",
        variable="early",
        expected=_early,
        judge=Collection(),
        misconceptions=(
            Misconception("all", "These are all treaties.", value=lambda: list(_treaties().treaty)),
            Misconception("late", "These came after 1900.", value=lambda: ["Moscow"]),
            Misconception("first", "Only the first is here.", value=lambda: ["Gulistan"]),
            Misconception("years", "These are years, not names.", value=lambda: [1813, 1828]),
        ),
        hints=("A condition keeps rows.", "Compare `year` with a number.", "Use `treaties.loc`."),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 99, section 'A table and a chart'",
    ),
)

OPEN = OpenQuestion(
    id="99",
    prompt="What does a count of treaties leave out? Two sentences [~].",
    rubric=(
        (3, "names two things"),
        (2, "names one thing"),
        (1, "names nothing precise"),
        (0, "is blank"),
    ),
    minutes=5,
    points=3,
)
