"""What the right idea and each wrong one give, computed from the tables.

Everything is as of the article's day, unless the wrong idea is to forget that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from foedus.checking import Chart, Comparison, Day, Number, Table
from foedus.tables import ARTICLE_DAY, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.checking.reading import Plain
    from foedus.lessons.l02_timeline.parameters import Span

_WORDS = {4: "year", 7: "month", 10: "day"}
_CENTURY_WITHOUT_LEAP = pd.Timestamp("1900-03-01")

Pair = tuple[str, str]


def known_events() -> pd.DataFrame:
    """Return the events that could be known on the article's day."""
    return load("events", as_of=ARTICLE_DAY)


# 02.1 How exactly is each event dated?


def by_length(events: pd.DataFrame) -> dict[str, int]:
    """Count events by how much of their date is known."""
    return _counts(events["date"].str.len().map(_WORDS))


def by_first_day(events: pd.DataFrame) -> dict[str, int]:
    """Take every first of the month for a date known to the month only."""
    start = events["start"]
    words = start.dt.day.eq(1).map({True: "month", False: "day"})
    return _counts(words.mask((start.dt.day == 1) & (start.dt.month == 1), "year"))


def by_width(events: pd.DataFrame) -> dict[str, int]:
    """Take every long interval for a vague one."""
    width = (events["end"] - events["start"]).dt.days
    return _counts(pd.cut(width, [-1, 0, 31, 100_000], labels=["day", "month", "year"]))


def by_end(events: pd.DataFrame) -> dict[str, int]:
    """Ask how exactly the end is known, where there is one."""
    last = events["date_end"].where(events["date_end"] != "", events["date"])
    return _counts(last.str.len().map(_WORDS))


def labelled_by_length(events: pd.DataFrame) -> dict[int, int]:
    """Leave the lengths as labels."""
    counts = events["date"].str.len().value_counts()
    return dict(zip(counts.index.tolist(), counts.tolist(), strict=True))


def all_rows_each_time(events: pd.DataFrame) -> dict[str, int]:
    """Count the truth values, true or false, in place of the true ones."""
    return dict.fromkeys(_WORDS.values(), len(events))


def _counts(words: pd.Series) -> dict[str, int]:
    return {str(word): int(number) for word, number in words.value_counts().items()}


# 02.2 The interval of a partial date

Interval = tuple[pd.Timestamp, pd.Timestamp]


def interval(text: str) -> Interval:
    """Return the first and the last possible day."""
    period = pd.Period(text)
    return period.start_time.normalize(), period.end_time.normalize()


def first_day_twice(text: str) -> Interval:
    """Let `to_datetime` fill in what is missing."""
    return (pd.to_datetime(text, format="ISO8601"),) * 2


def turned_round(text: str) -> Interval:
    """Give the last day first."""
    first, last = interval(text)
    return last, first


def first_day_after(text: str) -> Interval:
    """Give the first day that is outside."""
    return interval(text)[0], interval(text)[1] + pd.Timedelta(days=1)


def always_thirty_one(text: str) -> Interval:
    """Add thirty days to a month and 365 to a year."""
    first = interval(text)[0]
    return first, first + pd.Timedelta(days={4: 365, 7: 30, 10: 0}[len(text)])


def never_leap(text: str) -> Interval:
    """Let February always have 28 days."""
    first, last = interval(text)
    is_leap_day = (last.month, last.day) == (2, 29) and len(text) == len("1979-12")
    return first, last - pd.Timedelta(days=int(is_leap_day))


def months_as_years(text: str) -> Interval:
    """Widen everything but a full date to its year."""
    return interval(text if len(text) == len("1979-12-01") else text[:4])


# 02.3 Hours between two moments


@dataclass(frozen=True)
class Hours(Number):
    """A number of hours; a length of time counts as its hours."""

    def canonical(self, value: Plain) -> Plain | None:
        """Return hours, from a number or a Timedelta."""
        seconds = getattr(value, "total_seconds", None)
        return seconds() / 3600 if seconds else super().canonical(value)

    def why(self, given: Plain) -> str:
        """Say how a difference that was written as text becomes a number."""
        if isinstance(given, str) and ":" in given:
            return "Do not turn the difference into text; ask it for its `.total_seconds()`."
        return super().why(given)

    @property
    def slip(self) -> str:
        """Say what to look at again."""
        return (
            "not the time between the two moments. "
            "Compare day, time and zone of each with the question, and look at the unit."
        )


def is_near(answer: Plain, *values: float) -> bool:
    """Tell whether an answer, in hours, is one of some values."""
    judge = Hours(within=2 / 60)
    return any(judge.matches(answer, value) for value in values)


def hours(stamp_zone: str = "Europe/Moscow", bombs_zone: str = "America/New_York") -> float:
    """Return the hours from the transcript's stamp to the first bombs."""
    stamp = pd.Timestamp("2025-06-19 01:35", tz=stamp_zone)
    bombs = pd.Timestamp("2025-06-21 18:40", tz=bombs_zone)
    return (bombs - stamp).total_seconds() / 3600


# 02.4 From Julian to Gregorian


def new_style(dates: tuple[str, ...], before: int = 12, since: int = 13) -> list[pd.Timestamp]:
    """Move each Old Style date by the gap before, or since, March 1900."""
    days = [pd.Timestamp(text) for text in dates]
    gaps = [before if day < _CENTURY_WITHOUT_LEAP else since for day in days]
    return [day + pd.Timedelta(days=gap) for day, gap in zip(days, gaps, strict=True)]


def moved_back(answer: Plain, dates: tuple[str, ...]) -> bool:
    """Tell whether every day of an answer lies before its Old Style date."""
    given = pd.Series([Day().canonical(day) for day in getattr(answer, "entries", ())])
    return bool((given < pd.to_datetime(pd.Series(dates))).all())


def gap_by_year(dates: tuple[str, ...]) -> list[pd.Timestamp]:
    """Take the larger gap from 1 January 1900 on."""
    days = [pd.Timestamp(text) for text in dates]
    return [day + pd.Timedelta(days=12 if day.year < 1900 else 13) for day in days]  # noqa: PLR2004


# 02.5 What can have been under way at the end of 1979?


def under_way(
    span: Span, keep: Callable[[pd.DataFrame, Span], pd.Series], column: str = "id"
) -> list[str]:
    """Return the ids (or another column) of the events that a condition keeps."""
    events = known_events()
    return list(events.loc[keep(events, span), column])


def touches(events: pd.DataFrame, span: Span) -> pd.Series:
    """Begun by the last day, and not over before the first."""
    return (events["start"] <= span.last) & (events["end"] >= span.first)


def begins_inside(events: pd.DataFrame, span: Span) -> pd.Series:
    """Tell what begins in the two months."""
    return events["start"].between(span.first, span.last)


def ends_inside(events: pd.DataFrame, span: Span) -> pd.Series:
    """Tell what ends in the two months."""
    return events["end"].between(span.first, span.last)


def lies_inside(events: pd.DataFrame, span: Span) -> pd.Series:
    """Begins and ends in the two months."""
    return begins_inside(events, span) & ends_inside(events, span)


def covers(events: pd.DataFrame, span: Span) -> pd.Series:
    """Has begun when they begin and lasts until they end."""
    return (events["start"] <= span.first) & (events["end"] >= span.last)


def dated_that_year(events: pd.DataFrame, span: Span) -> pd.Series:
    """Has a date of that year."""
    return events["date"].str.startswith(str(span.year))


def begun_by_then(events: pd.DataFrame, span: Span) -> pd.Series:
    """Begun by the last day, over or not."""
    return events["start"] <= span.last


# 02.6 How far sources lie apart


@dataclass(frozen=True)
class Days(Number):
    """A number of days; a length of time counts as its days."""

    def canonical(self, value: Plain) -> Plain | None:
        """Return days, from a number or a Timedelta."""
        seconds = getattr(value, "total_seconds", None)
        return seconds() / 86_400 if seconds else super().canonical(value)


REPORTS = """\
reports = pd.DataFrame([
    ("Khomeini's letter", "Wikipedia", "1989-01-07"),
    ("Khomeini's letter", "UPI, that day", "1989-01-04"),
    ("Khomeini's letter", "the envoy", "1989-01-04"),
    ("treaty of 2001", "Iran International", "2001-03-22"),
    ("treaty of 2001", "Iran's foreign ministry", "2001-03-12"),
    ("Soviet withdrawal", "US documents", "1946-05-06"),
    ("Soviet withdrawal", "other works", "1946-05-09"),
    ("Baghdad Pact", "some chronicles", "1955-10-12"),
    ("Baghdad Pact", "accession completed", "1955-11-03"),
    ("Baghdad Pact", "accession announced", "1955-10-11"),
], columns=["matter", "source", "says"])
"""


def reports() -> pd.DataFrame:
    """Return the small table that the stub holds."""
    space: dict[str, Any] = {"pd": pd}
    exec(REPORTS, space)  # noqa: S102 (our own text, the same that learners see)
    table: pd.DataFrame = space["reports"]
    return table.assign(says=pd.to_datetime(table["says"]))


def spread(measure: Callable[[pd.Series[pd.Timestamp]], float]) -> dict[str, float]:
    """Measure each matter's dates."""
    grouped = reports().groupby("matter", sort=False)["says"]
    return {str(matter): float(measure(says)) for matter, says in grouped}


def apart(says: pd.Series[pd.Timestamp]) -> float:
    """Return the days from the earliest date to the latest."""
    return float((says.max() - says.min()).days)


def earliest_less_latest(says: pd.Series[pd.Timestamp]) -> float:
    """Subtract the wrong way round."""
    return -apart(says)


def listed_apart(says: pd.Series[pd.Timestamp]) -> float:
    """Take the last row less the first, in the order of the list."""
    return float((says.iloc[-1] - says.iloc[0]).days)


def days_of_month_apart(says: pd.Series[pd.Timestamp]) -> float:
    """Compare the days of the month and forget the month."""
    return float(says.dt.day.max() - says.dt.day.min())


# 02.7 Gaps in a phase, drawn


@dataclass(frozen=True)
class Drawn(Comparison):
    """A bar chart, judged by its encodings and by the numbers that it is drawn from."""

    def prepare(self, answer: object) -> object:
        """Leave the answer as it is: it is read twice, as a chart and as a table."""
        return answer

    def compare(self, name: str, given: object, expected: object) -> str | None:
        """Say why the chart, or the table under it, is not what is asked for."""
        look = Chart(rows=False, marks=("bar",), swapped=True)
        fault = look.reason(name, given, expected)
        if fault:
            return fault
        table = Table(each={"days": Days(within=0.5)})
        return table.reason(f"{name}.data", _drawn_from(given), _drawn_from(expected))


def _drawn_from(chart: object) -> object:
    """Return the table that a chart, or its first layer, is drawn from."""
    if isinstance(chart, dict):
        sets = chart.get("datasets") or {}
        values = next(iter(sets.values()), None) or chart.get("data", {}).get("values")
        return pd.DataFrame(values)
    data = getattr(chart, "data", None)
    if isinstance(data, pd.DataFrame):
        return data
    layers = getattr(chart, "layer", None)
    return _drawn_from(layers[0]) if isinstance(layers, list) and layers else data


def gap_chart(days: pd.Series) -> alt.Chart:
    """Draw a value for each phase as bars."""
    table = days.rename("days").rename_axis("phase").reset_index()
    table["phase"] = table["phase"].astype("str")
    chart: alt.Chart = alt.Chart(table).mark_bar().encode(x="days", y="phase")
    return chart


def gaps(events: pd.DataFrame, summary: str = "median", column: str = "start") -> pd.Series:
    """Summarise, for each phase, the days from each event to the next of the same phase."""
    events = events.sort_values(column)
    gap = events.groupby("phase", observed=True)[column].diff().dt.days
    found: pd.Series = gap.groupby(events["phase"], observed=True).agg(summary)
    return found


def gaps_across_borders() -> pd.Series:
    """Let the first event of a phase bring the gap from the phase before."""
    events = known_events()
    gap = events["start"].diff().dt.days
    found: pd.Series = gap.groupby(events["phase"], observed=True).median()
    return found


def phase_sizes() -> pd.Series:
    """Count the events of each phase."""
    return known_events().groupby("phase", observed=True).size()


# 02.8 Which pairs cannot be ordered?


def every_pair(_: pd.Series, __: pd.Series) -> bool:
    """Let every pair through."""
    return True


def pairs_of_1979(keep: Callable[[pd.Series, pd.Series], bool]) -> list[frozenset[str]]:
    """Return the pairs among the events of 1979 that a condition keeps."""
    events = known_events()
    events = events[events["date"].str.startswith("1979")]
    rows = [row for _, row in events.iterrows()]
    return [frozenset({a["id"], b["id"]}) for a, b in combinations(rows, 2) if keep(a, b)]


def beginnings_touch(a: pd.Series, b: pd.Series) -> bool:
    """Both can have begun on one and the same day."""
    (first, last), (other_first, other_last) = interval(a["date"]), interval(b["date"])
    return bool(first <= other_last and other_first <= last)


def beginnings_apart(a: pd.Series, b: pd.Series) -> bool:
    """One certainly began before the other."""
    return not beginnings_touch(a, b)


def spans_touch(a: pd.Series, b: pd.Series) -> bool:
    """Compare how long they lasted, and not when they began."""
    return bool(a["start"] <= b["end"] and b["start"] <= a["end"])


def same_text(a: pd.Series, b: pd.Series) -> bool:
    """Compare the dates as text."""
    return bool(a["date"] == b["date"])


def any_partial(a: pd.Series, b: pd.Series) -> bool:
    """Give up on every partial date."""
    return min(len(a["date"]), len(b["date"])) < len("1979-12-01")


def any_year(a: pd.Series, b: pd.Series) -> bool:
    """See the year, and overlook the month."""
    return min(len(a["date"]), len(b["date"])) == len("1979")
