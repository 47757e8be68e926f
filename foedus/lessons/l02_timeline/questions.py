"""The questions of lesson 02: what is asked, and how an answer is judged."""

from foedus.checking import Collection, Mapping, Misconception, OpenQuestion, Question
from foedus.lessons.l02_timeline import ideas
from foedus.lessons.l02_timeline.dating import HOURS, INTERVAL, KNOWN, new_style
from foedus.lessons.l02_timeline.parameters import OldStyle, Span
from foedus.tables import load

SETUP = """\
import altair as alt
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
events = fo.load("events", as_of=AS_OF)
"""

OBJECTIVES = {
    "intervals": "read a date that is known to the month or year only as an interval",
    "order": "put events in order, and say which pairs their dates cannot order",
    "clocks": "turn a moment from one time zone into another, and measure the time between two",
    "calendars": "turn a Julian date into a Gregorian one",
    "sources": "measure how far sources lie apart, and weigh which to follow",
    "window": "find every event that may touch a span of days",
    "density": "compare phases by a number and a chart, and say what a choice of rows hides",
}


def under_way(p: Span) -> Question:
    """Ask question 02.5."""
    return Question(
        id="02.5",
        title=p.title,
        objective="window",
        prompt=f"""\
Which events *can* have happened, or have been under way, on at least one day of {p.months[0]} or
{p.months[1]} {p.year} [~]?
Put their ids into `under_way` (a list or a Series of str).
An event known only to the year counts if it may have fallen in these two months [~].""",
        variable="under_way",
        expected=lambda: ideas.under_way(p, ideas.touches),
        judge=Collection(),
        misconceptions=(
            Misconception(
                "inside-only",
                "`under_way` holds only what both begins and ends in the two months. "
                "What began earlier or lasted longer was under way as well.",
                value=lambda: ideas.under_way(p, ideas.lies_inside),
            ),
            Misconception(
                "whole-span-only",
                "`under_way` holds only what covers the two months from the first day to the last. "
                "One day in common is enough: look at both comparisons.",
                value=lambda: ideas.under_way(p, ideas.covers),
            ),
            Misconception(
                "begins-in-the-span",
                "`under_way` holds what begins in the two months. What began before and was not "
                "over "
                "yet is missing: `start` alone cannot show it.",
                value=lambda: ideas.under_way(p, ideas.begins_inside),
            ),
            Misconception(
                "ends-in-the-span",
                "`under_way` holds what ends in the two months. What lasted beyond them is "
                "missing.",
                value=lambda: ideas.under_way(p, ideas.ends_inside),
            ),
            Misconception(
                "whole-year",
                "`under_way` holds all that is dated to that year. Some of it was known to be over "
                f"before {p.months[0]}.",
                value=lambda: ideas.under_way(p, ideas.dated_that_year),
            ),
            Misconception(
                "never-over",
                "`under_way` holds all that had begun by the end of the year, even what had been "
                "over "
                "for a century. A second condition is missing.",
                value=lambda: ideas.under_way(p, ideas.begun_by_then),
            ),
            Misconception(
                "titles-not-ids",
                "`under_way` holds the titles of the right events. Take their ids: which column "
                "has "
                "them?",
                value=lambda: ideas.under_way(p, ideas.touches, "title"),
            ),
        ),
        hints=(
            "Draw two bars on paper: the two months, and an event. When do they share a day?",
            "Two conditions: not begun too late, and not over too early. Use `start` and `end`.",
            (
                "Compare `start` with the last day of the span and `end` with its first; join "
                "with `&`."
            ),
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 02, section 'Thirteen days and two centuries'",
        afterword="This is the test of overlap; you will need it for treaties in lesson 03.",
    )


_SPREAD = Question(
    id="02.6",
    title="How far do sources lie apart?",
    objective="sources",
    prompt="""\
The stub holds dates that sources give for four matters: Khomeini's letter
[@khomeini-letter-1989], the treaty of 2001 [@treaty-2001], the end of the Soviet withdrawal of 1946
[@soviet-withdrawal-1946] and Iran's way into the Baghdad Pact [@baghdad-pact-1955].
For each matter, how many days lie between the earliest date and the latest? A difference of one
day counts as `1`.
Put the numbers into `spread`: a dict or a Series with the names of the matters as labels. Note
that `says` is text.""",
    variable="spread",
    stub=f"{ideas.REPORTS}spread = ...",
    expected=lambda: ideas.spread(ideas.apart),
    judge=Mapping(each=ideas.Days()),
    misconceptions=(
        Misconception(
            "both-ends-counted",
            "`spread` counts both end days. For the distance between two days subtract and add "
            "nothing; both ends count only for how long something lasted.",
            value=lambda: ideas.spread(lambda says: ideas.apart(says) + 1),
        ),
        Misconception(
            "reports-counted",
            "`spread` counts the reports of each matter. Ten copies would make it larger, and the "
            "dates no further apart.",
            value=lambda: ideas.spread(len),
        ),
        Misconception(
            "dates-counted",
            "`spread` counts the different dates of each matter, not the days between them.",
            value=lambda: ideas.spread(lambda says: says.nunique()),
        ),
        Misconception(
            "order-of-the-list",
            "`spread` takes the last row of each matter less the first, but the rows are not in "
            "the order of time.",
            value=lambda: ideas.spread(ideas.listed_apart),
        ),
        Misconception(
            "subtracted-the-wrong-way",
            "`spread` is below zero: the latest date was taken from the earliest.",
            value=lambda: ideas.spread(ideas.earliest_less_latest),
        ),
        Misconception(
            "month-forgotten",
            "`spread` compares the numbers of the days and forgets the months.",
            value=lambda: ideas.spread(ideas.days_of_month_apart),
        ),
    ),
    hints=(
        "Text cannot be subtracted: turn `says` into dates first.",
        "Group the rows by `matter`, and take the largest and the smallest date of each group.",
        "The difference of two date columns has `.dt.days`.",
    ),
    minutes=4,
    points=2,
    level="understand",
    review="lesson 02, section 'Which source do you believe?'",
    afterword="The widest is no quarrel: announced and completed are two acts. Both can be right.",
)

_GAPS = Question(
    id="02.7",
    title="A colleague's gaps",
    objective="density",
    prompt="""\
A colleague wants, for each phase, the *median* number of days from one event to the next one
*of the same phase*, by `start`:

```python
gap = events["start"].diff().dt.days
gap.groupby(events["phase"], observed=True).median()
```

The code runs, and the numbers look plausible. There is a fault: look at the first event of each
phase.
Repair it, and make a table with one row for each phase and the columns `phase` and `days`
(half a day more or less does not matter).
Then draw it as `chart`, an Altair bar chart with these two columns on its axes.
A last line `chart` shows it.""",
    variable="chart",
    stub='gap = events["start"].diff().dt.days  # find the fault\n\nchart = ...',
    expected=lambda: ideas.gap_chart(ideas.gaps(ideas.known_events())),
    judge=ideas.Drawn(),
    misconceptions=(
        Misconception(
            "across-the-borders",
            "`chart` still shows the colleague's numbers. The first event of a phase has no "
            "event before it *in its phase*: from where does its gap come?",
            value=lambda: ideas.gap_chart(ideas.gaps_across_borders()),
        ),
        Misconception(
            "mean-for-median",
            "`chart` shows means. One long silence pulls a mean far up; the question asks for "
            "the median.",
            value=lambda: ideas.gap_chart(ideas.gaps(ideas.known_events(), "mean")),
        ),
        Misconception(
            "longest-gap",
            "`chart` shows the longest gap of each phase, not the one in the middle.",
            value=lambda: ideas.gap_chart(ideas.gaps(ideas.known_events(), "max")),
        ),
        Misconception(
            "ends-for-beginnings",
            "`chart` measures from end to end. The question asks for the time between beginnings.",
            value=lambda: ideas.gap_chart(ideas.gaps(ideas.known_events(), column="end")),
        ),
        Misconception(
            "events-counted",
            "`chart` shows how many events a phase has, not the days between them.",
            value=lambda: ideas.gap_chart(ideas.phase_sizes()),
        ),
        Misconception(
            "rows-after-the-day",
            "`chart` shows phases from after the article's day. "
            "Use the table `events` of the setup cell.",
            value=lambda: ideas.gap_chart(ideas.gaps(load("events"))),
        ),
    ),
    hints=(
        "`diff` takes each row minus the row before it, whatever phase that row belongs to.",
        "Group first, then take differences inside each group; group once more for the median.",
        (
            "`groupby(...)` with a column picked out has a `.diff()` of its own. "
            "`reset_index` turns labels into a column."
        ),
    ),
    minutes=7,
    points=3,
    level="analyse",
    review="lesson 02, section 'Thirteen days and two centuries'",
    afterword="A gap of zero days: many rows of the last phase share a day.",
)

_UNORDERED = Question(
    id="02.8",
    title="Pairs without an order",
    objective="order",
    prompt="""\
The table dates the *beginning* of five events to the year `1979`; the stub makes all pairs of
them.
Which pairs cannot be ordered by `date`, because both events may have begun on the same day?
Put these pairs into `unordered` (a list of pairs of ids; the order in a pair does not matter).
Mind the difference between not knowing a day and lasting long.""",
    variable="unordered",
    stub="""\
from itertools import combinations

year = events[events["date"].str.startswith("1979")]
pairs = list(combinations(year["id"], 2))
unordered = ...""",
    expected=lambda: ideas.pairs_of_1979(ideas.beginnings_touch),
    judge=Collection(),
    misconceptions=(
        Misconception(
            "lasting-for-unknown",
            "`unordered` compares `start` and `end`, and so counts how long an event lasted. When "
            "the embassy was seized is known to the day; only its end is later.",
            value=lambda: ideas.pairs_of_1979(ideas.spans_touch),
        ),
        Misconception(
            "every-pair",
            "`unordered` holds every pair: the condition lets all through. Two intervals can miss "
            "each other on either side, so it needs two comparisons.",
            value=lambda: ideas.pairs_of_1979(ideas.every_pair),
        ),
        Misconception(
            "orderable-pairs",
            "`unordered` holds the pairs that *can* be ordered: the condition is turned round.",
            value=lambda: ideas.pairs_of_1979(ideas.beginnings_apart),
        ),
        Misconception(
            "same-text-only",
            "`unordered` holds pairs with the same text as date. A year and a month in it differ "
            "as text, and yet they overlap.",
            value=lambda: ideas.pairs_of_1979(ideas.same_text),
        ),
        Misconception(
            "partial-never",
            "`unordered` gives up on every partial date. A date known to the month can still be "
            "ordered against a day in another month.",
            value=lambda: ideas.pairs_of_1979(ideas.any_partial),
        ),
        Misconception(
            "month-overlooked",
            "`unordered` holds the pairs with the date that is known to the year. "
            "Two dates known to the same month cannot be ordered either.",
            value=lambda: ideas.pairs_of_1979(ideas.any_year),
        ),
    ),
    hints=(
        (
            "Two beginnings can be ordered if the last possible day of one is before the first of "
            "the other."
        ),
        "Make the interval of each `date` (not of `date_end`), then test each pair for overlap.",
        "Keep a dict from id to interval, and a list comprehension over `pairs` with an `if`.",
    ),
    minutes=6,
    points=3,
    level="analyse",
    review="lesson 02, section 'Find the fault'",
    afterword="A list sorted by date still hides these open pairs. Say so when you use one.",
)

QUESTIONS = (
    KNOWN,
    INTERVAL,
    HOURS,
    new_style(OldStyle()),
    under_way(Span()),
    _SPREAD,
    _GAPS,
    _UNORDERED,
)

OPEN = OpenQuestion(
    id="02",
    prompt="""\
The article says in one sentence that Putin, at the St Petersburg forum and before the US
strike, spoke of Iran and of the treaty [@c14-at-spief].
Rewrite it as a paragraph of four to six sentences that a reader could check [~].
Say what was said when, on which occasion and by whom, with date, time and zone where they are
known.
Give the source of each sentence, and say what remains uncertain.""",
    rubric=(
        (
            6,
            (
                "keeps the occasions and the voices apart, gives each its date, says whose clock a "
                "time follows, cites a source for each sentence, and names what is uncertain"
            ),
        ),
        (4, "keeps the occasions and the voices apart with dates and sources, but no clock"),
        (2, "has correct dates, but merges two occasions or two voices, or lacks sources"),
        (0, "repeats the article's order or its single scene"),
    ),
    minutes=8,
    points=6,
)
