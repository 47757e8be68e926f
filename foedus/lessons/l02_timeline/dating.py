"""Questions 02.1 to 02.4: partial dates, clocks, calendars."""

from foedus.checking import Collection, Day, Function, Mapping, Misconception, Question, Whole
from foedus.lessons.l02_timeline import ideas
from foedus.lessons.l02_timeline.parameters import OldStyle
from foedus.tables import load

__all__ = ["HOURS", "INTERVAL", "KNOWN", "new_style"]

KNOWN = Question(
    id="02.1",
    title="How exactly is each event dated?",
    objective="intervals",
    prompt="""\
How many of our events have a `date` that is known to the day, how many to the month only, and
how many to the year only?
Put the three counts into `by_precision`: a dict or a Series with the labels `"day"`, `"month"`
and `"year"`.
Ask about `date` alone, not about `date_end` [~].""",
    variable="by_precision",
    expected=lambda: ideas.by_length(ideas.known_events()),
    judge=Mapping(each=Whole()),
    misconceptions=(
        Misconception(
            "lengths-as-labels",
            "`by_precision` has the right counts under the wrong labels: the lengths of the texts. "
            "Say which length means day, month and year.",
            value=lambda: ideas.labelled_by_length(ideas.known_events()),
        ),
        Misconception(
            "rows-after-the-day",
            "`by_precision` counts events from after the article's day as well. "
            "Use the table `events` of the setup cell, which was loaded with `as_of`.",
            value=lambda: ideas.by_length(load("events")),
        ),
        Misconception(
            "first-of-the-month",
            "`by_precision` takes every event on the first day of a month for a partial date. Some "
            "things did happen on a first day. Look at `date`, the text, and not at `start`.",
            value=lambda: ideas.by_first_day(ideas.known_events()),
        ),
        Misconception(
            "count-for-sum",
            "`by_precision` holds the number of all events each time. `.count()` and `len` count "
            "True and False alike; `.sum()` counts what is True.",
            value=lambda: ideas.all_rows_each_time(ideas.known_events()),
        ),
        Misconception(
            "duration-for-ignorance",
            "`by_precision` counts wide intervals. An interval can be wide because the event "
            "lasted, although its first day is known. Look at `date` itself.",
            value=lambda: ideas.by_width(ideas.known_events()),
        ),
        Misconception(
            "end-for-beginning",
            "`by_precision` says how exactly the end is known, where an event has an end of its "
            "own. The question asks about the beginning, `date`.",
            value=lambda: ideas.by_end(ideas.known_events()),
        ),
    ),
    hints=(
        "A partial date stops early: `1979`, `1979-12`. A full one has more letters.",
        "`.str.len()` gives the length of each text, and `.map({...})` turns lengths into words.",
        "Map the three lengths to your three labels, then let `.value_counts()` count them.",
    ),
    minutes=3,
    points=1,
    level="recall",
    review="lesson 02, section 'A row is a claim about time'",
    afterword="Most rows claim a day. A claim is not yet a proof: read their notes.",
)

INTERVAL = Question(
    id="02.2",
    title="The interval of a partial date",
    objective="intervals",
    prompt="""\
Write the function `interval`. It takes a text such as `"1979"`, `"1979-12"` or `"1979-11-04"`
and returns the first and the last possible day, as a pair.
The last day *belongs* to the interval [~].
Timestamps, dates and ISO texts all count as days.""",
    variable="interval",
    stub="def interval(text):\n    return ...",
    expected=lambda: ideas.interval,
    judge=Function(
        cases=(("1927",), ("1979-12",), ("1988-02",), ("1900-02",), ("1988",), ("2001-03-12",)),
        each=Collection(each=Day(), ordered=True),
    ),
    misconceptions=(
        Misconception(
            "first-day-twice",
            "`interval` gives the same day twice for a partial date, as `to_datetime` does. "
            "A month or a year has a last day too.",
            value=lambda: ideas.first_day_twice,
        ),
        Misconception(
            "last-day-first",
            "`interval` gives the last day before the first: exchange the two.",
            value=lambda: ideas.turned_round,
        ),
        Misconception(
            "exclusive-end",
            "`interval` ends on the first day that is outside. Here the last day still belongs.",
            value=lambda: ideas.first_day_after,
        ),
        Misconception(
            "fixed-length",
            "`interval` gives every month and every year the same number of days. "
            "Months differ, and so do years.",
            value=lambda: ideas.always_thirty_one,
        ),
        Misconception(
            "no-leap-year",
            "`interval` gives February the same length in every year. "
            "Try a leap year and a year that is none.",
            value=lambda: ideas.never_leap,
        ),
        Misconception(
            "month-as-year",
            "`interval` treats a month as if only its year were known. Use all that the text says.",
            value=lambda: ideas.months_as_years,
        ),
    ),
    hints=(
        "A year is a span, and so is a month. One kind of object in pandas is a span.",
        "`pd.Period(text)` reads the text as precisely as it is written.",
        "A period has a `start_time` and an `end_time`; return both, in this order.",
    ),
    minutes=5,
    points=2,
    level="apply",
    review="lesson 02, section 'Find the fault'",
    afterword="Now a date cannot claim more than its source does.",
)

HOURS = Question(
    id="02.3",
    title="From the transcript to the bombs",
    objective="clocks",
    prompt="""\
The Kremlin's transcript of Putin's meeting with the agencies carries the stamp 19 June 2025,
01:35, by the clock of Moscow and St Petersburg [@putin-agencies-2025].
The first bombs fell on 21 June at 18:40 by the clock of Washington [@us-strikes-2025].
How many hours lie between the two moments? Put the number into `hours` (a float; two minutes
more or less do not matter) [~].""",
    variable="hours",
    expected=ideas.hours,
    judge=ideas.Hours(within=2 / 60),
    misconceptions=(
        Misconception(
            "clocks-without-places",
            "`hours` compares two clocks as if they hung in the same town. "
            "Give each moment its own zone before you subtract.",
            value=lambda: ideas.hours("UTC", "UTC"),
        ),
        Misconception(
            "one-zone-forgotten",
            "`hours` puts one of the two moments on UTC and leaves the other as its own clock "
            "shows it. Both need their zone.",
            matches=lambda answer: ideas.is_near(
                answer, ideas.hours(bombs_zone="UTC"), ideas.hours(stamp_zone="UTC")
            ),
        ),
        Misconception(
            "winter-time",
            "`hours` takes Washington's winter offset, but it was June. "
            "Name the zone by its city, and the offset follows the season.",
            value=lambda: ideas.hours(bombs_zone="Etc/GMT+5"),
        ),
        Misconception(
            "offsets-turned-round",
            "`hours` moves the clocks the wrong way: Moscow's clock is ahead of UTC, "
            "Washington's behind it.",
            value=lambda: ideas.hours("Etc/GMT+3", "Etc/GMT-4"),
        ),
        Misconception(
            "order-turned-round",
            "`hours` is negative: the earlier moment was taken away last. "
            "Subtract the earlier from the later.",
            value=lambda: -ideas.hours(),
        ),
        Misconception(
            "seconds-without-days",
            "`hours` holds only what is left over beside the full days: `.seconds` leaves the days "
            "out. Ask for the total.",
            matches=lambda answer: ideas.is_near(
                answer, ideas.hours() % 24, ideas.hours() * 3600 % 86_400
            ),
        ),
        Misconception(
            "another-unit",
            "`hours` holds a number of seconds or minutes. How many of them make an hour?",
            matches=lambda answer: ideas.is_near(answer, ideas.hours() * 3600, ideas.hours() * 60),
        ),
        Misconception(
            "times-forgotten",
            "`hours` is a whole number of days, as if only two dates had been subtracted. The "
            "times of day, and the places whose clocks they are, belong to the sum. Do not round.",
            matches=lambda answer: ideas.is_near(answer, 48, 72, 96),
        ),
        Misconception(
            "days-for-hours",
            "`hours` holds a number of days. Turn it into hours.",
            value=lambda: ideas.hours() / 24,
        ),
    ),
    hints=(
        "Two clocks can be subtracted only if both are on the same zone, or each knows its own.",
        "`pd.Timestamp(text, tz=...)` for each moment, with the city's zone; then subtract.",
        "The difference is a Timedelta: `.total_seconds()` counts all of it, days included.",
    ),
    minutes=4,
    points=2,
    level="apply",
    review="lesson 02, section 'One moment, many clocks'",
    afterword="Three days and five minutes: nobody reads that off the two clocks.",
)


def new_style(p: OldStyle) -> Question:
    """Ask question 02.4."""
    return Question(
        id="02.4",
        title="From Old Style to New Style",
        objective="calendars",
        prompt="""\
The stub lists three Julian dates: that of the Treaty of Turkmenchay [@turkmenchay-1828], and
two made up for practice.
Turn each into its Gregorian date.
Put the three days, in the same order, into `new_style` (a list or a Series of Timestamps, dates
or ISO texts).""",
        variable="new_style",
        stub=f"old_style = {list(p.dates)!r}\nnew_style = ...".replace("'", '"'),
        expected=lambda: ideas.new_style(p.dates),
        judge=Collection(each=Day(), ordered=True),
        misconceptions=(
            Misconception(
                "gap-by-year",
                "`new_style` uses the larger gap for all of `1900`. On which Old Style day of that "
                "year did the gap grow?",
                value=lambda: ideas.gap_by_year(p.dates),
            ),
            Misconception(
                "always-thirteen",
                "`new_style` uses the gap of the twentieth century for every date. "
                "It was smaller before.",
                value=lambda: ideas.new_style(p.dates, 13, 13),
            ),
            Misconception(
                "always-twelve",
                "`new_style` uses the gap of the nineteenth century for every date. It grew in "
                "`1900`.",
                value=lambda: ideas.new_style(p.dates, 12, 12),
            ),
            Misconception(
                "subtracted",
                "`new_style` goes the wrong way: the Julian calendar is behind, "
                "so its dates have the smaller numbers.",
                matches=lambda read: ideas.moved_back(read, p.dates),
            ),
            Misconception(
                "not-moved",
                "`new_style` holds the same days as `old_style`: nothing was added. A bare number "
                "inside `pd.Timedelta(...)` counts nanoseconds; `days=` makes it days.",
                value=lambda: ideas.new_style(p.dates, 0, 0),
            ),
            Misconception(
                "gaps-exchanged",
                "`new_style` uses each gap for the other century.",
                value=lambda: ideas.new_style(p.dates, 13, 12),
            ),
        ),
        hints=(
            "The gap between the calendars is not the same in both centuries.",
            "Find the border: the day that the Julian calendar has and the Gregorian has not.",
            "A Timestamp plus `pd.Timedelta(days=...)` is a later one; choose the days by an `if`.",
        ),
        minutes=4,
        points=2,
        level="apply",
        review="lesson 02, section 'Two calendars'",
        afterword="The first is the date in our table: compare it with the encyclopaedia's.",
    )
