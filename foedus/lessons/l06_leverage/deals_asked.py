"""Questions 06.1 to 06.3: statuses, volumes, directions."""

from typing import Final

import pandas as pd

from foedus.checking import Collection, Mapping, Misconception, Number, Question, Whole
from foedus.checking.reading import Pairs, Plain
from foedus.lessons.l06_leverage import values

__all__ = ["DEALS_ASKED"]

_OPEN_ORDER: Final = "ordered-not-delivered"


def _not_delivered(table: pd.DataFrame) -> pd.Series:
    return table["status"] != "delivered"


def _delivered(table: pd.DataFrame) -> pd.Series:
    return table["status"] == "delivered"


def _without_year(table: pd.DataFrame) -> pd.Series:
    return table["delivered_from"].isna()


def _is_open(table: pd.DataFrame) -> pd.Series:
    return table["status"] == _OPEN_ORDER


def _from_iran(table: pd.DataFrame) -> pd.Series:
    return (table["supplier"] == "IRN") & (table["recipient"] == "RUS")


def _inside(table: pd.DataFrame) -> pd.Series:
    last_year = table["year"].isin([2005, 2011, 2017, 2023])
    return _from_russia(table) & _to_iran(table) & ~last_year


def _without_first_years(table: pd.DataFrame) -> pd.Series:
    first_year = table["year"].isin([2000, 2006, 2012, 2018])
    return _from_russia(table) & _to_iran(table) & ~first_year


def _begins_too_early(answer: Plain) -> bool:
    return isinstance(answer, Pairs) and any(str(key).startswith("1998") for key in answer.keys)


def _to_iran(table: pd.DataFrame) -> pd.Series:
    return table["recipient"] == "IRN"


def _from_russia(table: pd.DataFrame) -> pd.Series:
    return table["supplier"] == "RUS"


def _both_ways(table: pd.DataFrame) -> pd.Series:
    two = ["RUS", "IRN"]
    return table["supplier"].isin(two) & table["recipient"].isin(two)


_STATUSES: Final = Question(
    id="06.1",
    title="Ordered, and still to come",
    objective="statuses",
    prompt="""\
Which of Iran's orders from Russia were open on 22 June 2025 [~]: on file as ordered, and by
`status` neither delivered nor cancelled nor merely disputed?
Put their ids into `still_open` (a list or a Series of str).""",
    variable="still_open",
    expected=lambda: values.undelivered(_is_open),
    judge=Collection(),
    misconceptions=(
        Misconception(
            "cancelled-counted",
            "`still_open` also holds an order that one side had called off. "
            "Not delivered is not the same as still to come: read its `status`.",
            value=lambda: values.undelivered(_not_delivered),
        ),
        Misconception(
            "no-year-no-delivery",
            "`still_open` holds every row without a year of delivery. For some of them the year "
            "is not known, and the weapons came long ago: ask `status`, not `delivered_from`.",
            value=lambda: values.undelivered(_without_year),
        ),
        Misconception(
            "other-direction",
            "`still_open` holds what went, or is said to have gone, from Iran to Russia. "
            "Here Russia is the supplier.",
            value=lambda: values.undelivered(_not_delivered, "IRN", "RUS"),
        ),
        Misconception(
            "both-directions",
            "`still_open` holds rows of both directions: ask for supplier *and* recipient, and for "
            "one status.",
            value=lambda: [
                *values.undelivered(_not_delivered),
                *values.undelivered(_not_delivered, "IRN", "RUS"),
            ],
        ),
        Misconception(
            "delivered-ones",
            "`still_open` holds what Iran has received: the condition is turned round.",
            value=lambda: values.undelivered(_delivered),
        ),
        Misconception(
            "names-not-ids",
            "`still_open` holds the names of the right weapons. The question asks for the ids of "
            "the rows: `A` and a number, in the column `id`.",
            value=lambda: values.undelivered(_is_open, column="designation"),
        ),
        Misconception(
            "everything-ordered",
            "`still_open` holds every row of Russia and Iran. A row of this table is a deal; "
            "what became of it stands in `status`.",
            value=lambda: values.undelivered(lambda table: table["status"] != ""),
        ),
    ),
    hints=(
        "A row is a deal. One column says who supplies, one who receives, one how far it got.",
        'Join three masks with `&`, each in brackets. `arms["status"].unique()` lists the words.',
        "The word you want says two things at once: what happened, and what did not.",
    ),
    minutes=4,
    points=1,
    level="understand",
    review="lesson 06, section 'Ordered is not delivered'",
    afterword="Iran announced both deals. The row rests on that announcement alone.",
)

_VOLUMES: Final = Question(
    id="06.2",
    title="Volumes in equal windows",
    objective="volumes",
    prompt="""\
The last window of the lesson is a year short. The years of `tiv` divide evenly by six.
Add up what Russia delivered to Iran, by `tiv`, in each window of six years [~].
Put the sums into `by_window`: a dict or a Series with the labels `"2000-2005"`, `"2006-2011"`,
`"2012-2017"` and `"2018-2023"` [~].
Half a unit more or less does not matter.""",
    variable="by_window",
    expected=values.windows,
    judge=Mapping(each=Number(within=0.5)),
    misconceptions=(
        Misconception(
            "both-ways-added",
            "`by_window` adds what went from Iran to Russia. Filter `supplier` and `recipient`.",
            value=lambda: values.windows(_both_ways),
        ),
        Misconception(
            "all-suppliers",
            "`by_window` holds what Iran got from all suppliers on file. "
            "Keep the rows of one supplier.",
            value=lambda: values.windows(_to_iran),
        ),
        Misconception(
            "all-recipients",
            "`by_window` holds what Russia delivered to everybody on file. "
            "Keep the rows of one recipient.",
            value=lambda: values.windows(_from_russia),
        ),
        Misconception(
            "mean-for-sum",
            "`by_window` holds the mean of each window's years. Volumes of a window are added up.",
            value=lambda: values.windows(by="mean"),
        ),
        Misconception(
            "years-counted",
            "`by_window` counts the rows of each window: one a year, whatever was delivered. "
            "Add up a column.",
            value=lambda: values.windows(by="size"),
        ),
        Misconception(
            "other-direction",
            "`by_window` holds what went from Iran to Russia. Who supplies, and who receives?",
            value=lambda: values.windows(_from_iran),
        ),
        Misconception(
            "edges-lost",
            "`by_window` loses the last year of each window. Both edges belong to it: `<` and `<=` "
            "differ by that year.",
            value=lambda: values.windows(_inside),
        ),
        Misconception(
            "largest-year",
            "`by_window` holds the largest year of each window. Its years are added up.",
            value=lambda: values.windows(by="max"),
        ),
        Misconception(
            "windows-shifted",
            "`by_window` has windows that begin a year late: `2000` falls out, and `2006` stands "
            "in the first. What does `//` give for `2005` and for `2006`?",
            value=lambda: values.windows(first=2001),
        ),
        Misconception(
            "start-forgotten",
            "`by_window` has a window that begins in 1998: `2000` does not divide by six as it "
            "does by five. Take the first year away from `year` before you divide.",
            matches=_begins_too_early,
        ),
        Misconception(
            "five-years",
            "`by_window` has windows of five years under labels of six.",
            value=lambda: values.windows(width=5),
        ),
        Misconception(
            "windows-overlap",
            "`by_window` counts some years twice: the first year of a window stands in the one "
            "before, too. `between` keeps both edges.",
            value=values.overlapping,
        ),
        Misconception(
            "first-years-lost",
            "`by_window` loses the first year of each window. Both edges belong to it: `>` and "
            "`>=` differ by that year.",
            value=lambda: values.windows(_without_first_years),
        ),
        Misconception(
            "running-total",
            "`by_window` adds each window to those before it. Each stands for itself: `sum`, "
            "without `cumsum`.",
            value=lambda: values.windows().cumsum(),
        ),
    ),
    hints=(
        "A window is a whole number of six-year steps since 2000.",
        '`(table["year"] - 2000) // 6` numbers the windows; `groupby` can take that.',
        "Filter first, then group, then `.sum()`; last, give the four sums their labels.",
    ),
    minutes=5,
    points=2,
    level="apply",
    review="lesson 06, section 'Volumes are not money'",
    afterword="Equal windows can be compared; where they begin still decides what falls together.",
)

_DIRECTION: Final = Question(
    id="06.3",
    title="The years that turned",
    objective="direction",
    prompt="""\
In which years did, by `tiv`, a larger volume go from Iran to Russia than from Russia to Iran [~]?
Put them into `turned` (a list or a Series of int).""",
    variable="turned",
    expected=lambda: values.turned(lambda iran, russia: iran > russia),
    judge=Collection(each=Whole()),
    misconceptions=(
        Misconception(
            "equal-counted",
            "`turned` also holds a year in which nothing at all went either way. "
            "Ask for *more*, not for *at least as much*.",
            value=lambda: values.turned(lambda iran, russia: iran >= russia),
        ),
        Misconception(
            "nothing-from-russia",
            "`turned` holds the years in which nothing came from Russia. Compare the two "
            "directions: a year may have deliveries both ways.",
            value=lambda: values.turned(lambda _, russia: russia == 0),
        ),
        Misconception(
            "turned-round",
            "`turned` holds the years in which more went the other way. Who is the supplier?",
            value=lambda: values.turned(lambda iran, russia: russia > iran),
        ),
        Misconception(
            "every-row",
            "`turned` holds every year of the table. It has a row even for a year in which nothing "
            "went: look at the volume, not at the row.",
            value=lambda: values.turned(lambda iran, _: iran >= 0),
        ),
        Misconception(
            "to-anybody",
            "`turned` counts what Iran sent to others as well. Keep the rows of one recipient.",
            value=values.sent_by_iran,
        ),
        Misconception(
            "all-partners",
            "`turned` compares all that Iran sent with all that Russia sent, to whomever. Keep "
            "the rows between the two.",
            value=values.turned_against_all,
        ),
        Misconception(
            "no-return",
            "`turned` holds only a year in which one side sent and the other did not. "
            "In another year both sent, and one sent more.",
            value=lambda: values.turned(lambda iran, russia: (iran > 0) & (russia == 0)),
        ),
    ),
    hints=(
        "You need two numbers for each year, side by side.",
        "Group by `year` and pair and `unstack`; or make two tables and `merge` them on `year`.",
        "With both volumes in one row, a comparison of the two columns is the mask.",
    ),
    minutes=5,
    points=2,
    level="apply",
    review="lesson 06, sections 'Volumes are not money' and 'The other way'",
    afterword="A factory at the buyer's turns an import into home production: "
    "the count may fall while the use goes on.",
)

DEALS_ASKED: Final = (_STATUSES, _VOLUMES, _DIRECTION)
