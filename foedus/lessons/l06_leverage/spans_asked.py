"""Questions 06.4 to 06.6: measures on a day, layers, a colleague's balance."""

import json
from typing import Final

import pandas as pd

import foedus as fo
from foedus.checking import Mapping, Misconception, Number, Question, Table, Whole
from foedus.checking.charting import Drawn
from foedus.lessons.l06_leverage import values
from foedus.lessons.l06_leverage.layers import Layers, Stack, layer
from foedus.lessons.l06_leverage.parameters import Days

__all__ = ["SPANS_ASKED", "overlap"]


def _from_united_nations(table: pd.DataFrame) -> pd.Series:
    return (table["target"] == "IRN") & (table["sender"] == "UNO")


def _every_target(table: pd.DataFrame) -> pd.Series:
    return table["target"] != ""


def _closed_only(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] <= day) & (day < table["date_to"])


def _ended_on_our_day(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    end = table["date_to"].fillna(pd.Timestamp(fo.ARTICLE_DAY))
    return (table["date_from"] <= day) & (day < end)


def _last_day_counted(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] <= day) & ~(table["date_to"] < day)


def _never_ended(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return table["date_from"] <= day


def _closed_to_the_last_day(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] <= day) & (day <= table["date_to"])


def _evening_before(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] < day) & ~(table["date_to"] < day)


def _open_before_begun(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return _closed_only(table, day) | table["date_to"].isna()


def _against_russia(table: pd.DataFrame) -> pd.Series:
    return table["target"] == "RUS"


def _first_day_missed(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["date_from"] < day) & ~(table["date_to"] <= day)


def overlap(p: Days) -> Question:
    """Ask question 06.4."""
    return Question(
        id="06.4",
        title="How many measures on a day?",
        objective="overlap",
        prompt="""\
How many measures against Iran, by any sender in `sanctions`, were in force on each day in
`days` [~]?
A measure counts from its `date_from`; on its `date_to` it counts no longer; without a `date_to`
it still runs.
Put the four numbers into `running`: a dict or a Series with the days as labels.""",
        variable="running",
        stub=f"""\
days = {json.dumps(p.days)}

running = ...""",
        expected=lambda: values.measures_in_force(p.days),
        judge=Mapping(each=Whole()),
        misconceptions=(
            Misconception(
                "open-end-lost",
                "`running` leaves out every measure that still runs: a comparison with a missing "
                "`date_to` is always false. Ask for the missing end with `isna()`.",
                value=lambda: values.measures_in_force(p.days, _closed_only),
            ),
            Misconception(
                "ended-on-our-day",
                "`running` is right but for the last day: there every measure that still runs is "
                "lost. An open end that is filled with our day ends on our day.",
                value=lambda: values.measures_in_force(p.days, _ended_on_our_day),
            ),
            Misconception(
                "senders-counted",
                "`running` counts senders: the United Nations with four measures count one. "
                "Count the rows.",
                value=lambda: values.senders_in_force(p.days),
            ),
            Misconception(
                "last-day-counted",
                "`running` counts measures on the very day on which they lapse. By the rule of the "
                "question that day belongs to them no longer.",
                value=lambda: values.measures_in_force(p.days, _last_day_counted),
            ),
            Misconception(
                "nothing-ends",
                "`running` only ever grows: it counts what had begun and never takes away what "
                "ended. "
                "Each end is a step down.",
                value=lambda: values.measures_in_force(p.days, _never_ended),
            ),
            Misconception(
                "first-day-missed",
                "`running` misses measures on the day on which they begin. `<` and `<=` differ by "
                "that day.",
                value=lambda: values.measures_in_force(p.days, _first_day_missed),
            ),
            Misconception(
                "one-sender",
                "`running` counts the measures of the United Nations alone. The question asks for "
                "every sender.",
                value=lambda: values.measures_in_force(p.days, pick=_from_united_nations),
            ),
            Misconception(
                "every-target",
                "`running` counts the measures against Russia as well. Filter `target` first.",
                value=lambda: values.measures_in_force(p.days, pick=_every_target),
            ),
            Misconception(
                "two-slips",
                "`running` has both slips of the lesson's colleague: it drops every measure that "
                "still runs, and keeps one on the day on which it lapses.",
                value=lambda: values.measures_in_force(p.days, _closed_to_the_last_day),
            ),
            Misconception(
                "evening-before",
                "`running` holds the counts of the day before. The steps of a day belong to that "
                "day: "
                "`<` and `<=` differ by them.",
                value=lambda: values.measures_in_force(p.days, _evening_before),
            ),
            Misconception(
                "brackets-missing",
                "`running` counts measures without an end even before they begin. `&` binds before "
                "`|`: put the two ways to be not over into a bracket of their own.",
                value=lambda: values.measures_in_force(p.days, _open_before_begun),
            ),
            Misconception(
                "steps-for-counts",
                "`running` holds by how many the count changes on each day, and not the count. Add "
                "up the steps to the day.",
                value=lambda: values.steps_on_the_days(p.days),
            ),
            Misconception(
                "other-target",
                "`running` counts the measures against Russia. Who is the target?",
                value=lambda: values.measures_in_force(p.days, pick=_against_russia),
            ),
        ),
        hints=(
            "A beginning is a step up, an end a step down. Add up all steps to the day.",
            "Either steps and `cumsum`, or a mask for each day: begun, and not ended.",
            "In a mask the bracket of the end needs `|` and `.isna()`; then `.sum()` counts.",
        ),
        minutes=6,
        points=3,
        level="apply",
        review="lesson 06, sections 'How many bans on one day?' and 'Find the fault'",
        afterword=(
            "A count of measures says nothing about their weight: an oil embargo and a list of "
            "names count one each."
        ),
    )


def _no_rules(drawn: Drawn) -> bool:
    return layer(drawn.views, "bar") is not None and layer(drawn.views, "rule") is None


def _no_bars(drawn: Drawn) -> bool:
    return layer(drawn.views, "rule") is not None and layer(drawn.views, "bar") is None


def _apart(drawn: Drawn) -> bool:
    both = layer(drawn.views, "bar") is not None and layer(drawn.views, "rule") is not None
    return both and isinstance(drawn, Stack) and not drawn.layered


def _one_end(drawn: Drawn) -> bool:
    bar = layer(drawn.views, "bar")
    return bar is not None and "x" in bar.channels and not {"x2", "y2"} & set(bar.channels)


def _upright(drawn: Drawn) -> bool:
    bar = layer(drawn.views, "bar")
    return bar is not None and "y2" in bar.channels and "x2" not in bar.channels


def _filtered(drawn: Drawn) -> bool:
    return isinstance(drawn, Stack) and drawn.filtered


def _rows(drawn: Drawn, mark: str) -> int:
    view = layer(drawn.views, mark)
    return (view.rows or 0) if view else 0


def _all_senders(drawn: Drawn) -> bool:
    return _rows(drawn, "bar") > len(values.united_nations())


def _all_events(drawn: Drawn) -> bool:
    return _rows(drawn, "rule") > len(values.moments())


_LAYERS: Final = Question(
    id="06.5",
    title="Measures and moments in one chart",
    objective="layers",
    prompt="""\
Draw a layered chart.
The first layer holds bars: the measures of the United Nations (`UNO`) against Iran, one line an
`instrument` on `y`, each from `date_from` on `x` to `date_to` on `x2` [~].
The second holds a `mark_rule` at the `start` of each event in `moments`.
Put it into `chart`, an Altair chart; a last line `chart` shows it.""",
    variable="chart",
    stub="""\
moments = events[events["id"].str.startswith("s300")]

chart = ...""",
    expected=values.layered,
    judge=Layers(),
    misconceptions=(
        Misconception(
            "filter-in-the-chart",
            "`chart` filters while it draws, which this check cannot follow. "
            "Filter the tables first, and draw what is left.",
            matches=_filtered,
        ),
        Misconception(
            "upright",
            "`chart` has time on `y`. The question wants the dates on `x` and `x2`, and the lines "
            "on `y`.",
            matches=_upright,
        ),
        Misconception(
            "no-second-layer",
            "`chart` has the bars, but no rules drawn from a column. Make the second chart from "
            "`moments` with `mark_rule` and an `x`, and lay it on the first with `+`.",
            matches=_no_rules,
        ),
        Misconception(
            "no-first-layer",
            "`chart` has the rules, but no bars. Make the measures' chart with `mark_bar` first.",
            matches=_no_bars,
        ),
        Misconception(
            "side-by-side",
            "`chart` has both parts, but beside or below each other. Layers share their axes: "
            "join the two with `+`.",
            matches=_apart,
        ),
        Misconception(
            "one-end-only",
            "`chart` has bars with one end: a bar from a day to a day needs `x` and `x2`.",
            matches=_one_end,
        ),
        Misconception(
            "all-senders",
            "`chart` has bars for more measures than the question asks for, and those that still "
            "run have no right end. Filter `sender` and `target` before you draw.",
            matches=_all_senders,
        ),
        Misconception(
            "all-events",
            "`chart` has a rule for events that have nothing to do with the sale. "
            "Draw the rules from `moments`.",
            matches=_all_events,
        ),
    ),
    hints=(
        "Two charts, each with its own table and its own mark; then one sign between them.",
        "Bars: `x` and `x2` for the two ends, `y` for the line. Rules: only an `x`.",
        "If a chart shows something else than you meant, look at the rows of its table first.",
    ),
    minutes=7,
    points=3,
    level="apply",
    review="lesson 06, section 'A contract, a ban, a delivery'",
    afterword="The ban of 2010 follows a text of the Council within months, and the lifting comes "
    "before the Council's measures lapse: two clocks, two deciders.",
)

_BALANCE: Final = Question(
    id="06.6",
    title="A colleague's balance",
    objective="leverage",
    prompt="""\
A colleague wants to show that Russia needs Iran more than Iran needs Russia [~]:

```python
sent = arms.groupby("supplier")["quantity"].sum()
print(sent["IRN"], "against", sent["RUS"])
```

The code adds shells to submarines, takes leaked plans and cancelled orders for deliveries, and
counts partners that nobody asked about.
Make a fairer table, `balance`, a DataFrame with one row for each of the two suppliers and the
columns `supplier`, `delivered` (how many rows of the pair have the status `delivered`) and
`volume` (the sum of their `tiv_million`; half a unit more or less does not matter).
Only what went between Russia and Iran counts [~].""",
    variable="balance",
    expected=values.balance,
    judge=Table(each={"delivered": Whole(), "volume": Number(within=0.5)}),
    misconceptions=(
        Misconception(
            "plans-counted",
            "`balance` counts rows that are no deliveries: cancelled, open or disputed ones. "
            "Filter `status` before you group.",
            value=lambda: values.balance(()),
        ),
        Misconception(
            "disputed-counted",
            "`balance` counts disputed rows as deliveries. One side reports them and the other "
            "denies: they may be true, but they are not confirmed.",
            value=lambda: values.balance(("delivered", "reported-disputed")),
        ),
        Misconception(
            "pieces-for-volume",
            "`balance` adds up pieces: a radar and a missile count one each. "
            "The volume stands in another column.",
            value=lambda: values.balance(volume="quantity"),
        ),
        Misconception(
            "pieces-for-rows",
            "`balance` adds up pieces under `delivered`. The question asks for rows: a deal "
            "counts one, whatever its size.",
            value=lambda: values.balance(rows=("quantity", "sum")),
        ),
        Misconception(
            "without-a-volume",
            "`balance` leaves out deliveries that have no volume: `count` on a column skips what "
            "is missing. Count another column, or use `size`.",
            value=lambda: values.balance(rows=("tiv_million", "count")),
        ),
        Misconception(
            "everybody-else",
            "`balance` counts deliveries to others as well. Both ends must be one of the two.",
            value=lambda: values.balance(between_the_two=False),
        ),
        Misconception(
            "received-for-sent",
            "`balance` groups by who received. The question asks who *supplied*.",
            value=lambda: values.balance(key="recipient"),
        ),
        Misconception(
            "word-inside",
            "`balance` counts orders that are still open: the word `delivered` stands in their "
            "status, too. Compare the whole word with `==`.",
            value=lambda: values.balance(("delivered", "ordered-not-delivered")),
        ),
        Misconception(
            "year-for-status",
            "`balance` takes a year of delivery for a delivery. For some the year is unknown, and "
            "some with a year are disputed: ask `status`.",
            value=values.dated_balance,
        ),
        Misconception(
            "volumes-of-tiv",
            "`balance` takes its volumes from `tiv`, which adds up more than the deals in `arms`. "
            "Sum a column of the rows that you counted.",
            value=values.with_volumes_on_file,
        ),
        Misconception(
            "all-rows-of-two",
            "`balance` drops the other suppliers, and nothing else: partners nobody asked about "
            "and rows that are no deliveries are still in it.",
            value=lambda: values.balance((), between_the_two=False),
        ),
    ),
    hints=(
        "Before anything is added up: which rows may count at all?",
        "Three masks: both ends among the two, and one status. Then `groupby` and `agg`.",
        "In `agg`, use `size` on one column and `sum` on another; then `reset_index`.",
    ),
    minutes=7,
    points=3,
    level="analyse",
    review="lesson 06, sections 'Who needs whom?' and 'Volumes are not money'",
    afterword="The table weighs weapons sent. What each side would lose without the other is "
    "another question, and no column answers it.",
)

SPANS_ASKED: Final = (overlap(Days()), _LAYERS, _BALANCE)
