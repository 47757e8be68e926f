"""Dates that are known to the day, the month or the year only, as intervals; and phases.

A date that is only partly known is kept as ISO text cut short ("1979", "1979-12") and read as
the interval from its first to its last possible day.
"""

import calendar
import datetime as dt
import re
from types import MappingProxyType
from typing import Final, Literal

import pandas as pd

__all__ = ["day_range", "overlapping", "phase_spans", "precision", "spans", "tie_events"]

Precision = Literal["day", "month", "year"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
_LETTERS: Final = MappingProxyType({"year": 4, "month": 7, "day": 10})
#: What each date of a tie says happened.
_TURNS: Final = MappingProxyType(
    {"signed": "signed", "in_force_from": "begins", "in_force_to": "row ends"}
)
#: The timeline's lane of a kind of tie; every other kind is a treaty's.
_LANES: Final = MappingProxyType(
    {
        "armed-conflict": "military",
        "basing": "military",
        "arms-transfer": "arms",
        "sanctions": "sanctions",
        "no-diplomatic-relations": "diplomacy",
    }
)


def precision(date: str) -> Precision:
    """Return how exactly a date is known.

    Parameters
    ----------
    date : str
        ISO text: "1979", "1979-12" or "1979-11-04".

    Returns
    -------
    {"day", "month", "year"}

    Raises
    ------
    ValueError
        If the text is no date of one of these forms.

    Examples
    --------
    >>> precision("1979-12")
    'month'
    """
    return _PRECISIONS[sum(part is not None for part in _parts(date)) - 1]


def day_range(date: str, date_end: str = "") -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which something may have happened or lasted.

    Parameters
    ----------
    date : str
        When it was or began: ISO text to the day, month or year.
    date_end : str
        When it ended, in the same form; empty for what has no end of its own.

    Returns
    -------
    tuple of datetime.date
        The first possible day of `date`, the last possible day of `date_end` (else of `date`).

    Raises
    ------
    ValueError
        If a text is no date, or the end lies before the beginning.

    Examples
    --------
    >>> [day.isoformat() for day in day_range("1979-12", "1989-02")]
    ['1979-12-01', '1989-02-28']
    """
    first, last = _first_day(date), _last_day(date_end or date)
    if last < first:
        raise ValueError(f"{date_end!r} lies before {date!r}: an end cannot precede a beginning.")
    return first, last


def spans(events: pd.DataFrame) -> pd.DataFrame:
    """Return for each event its interval and how exactly its date is known.

    Parameters
    ----------
    events : DataFrame
        With the columns `date` and, where there is one, `date_end` (text).

    Returns
    -------
    DataFrame
        Same index; `start` and `end` (datetime64, first and last possible day) and `precision`.

    Examples
    --------
    >>> spans(pd.DataFrame({"date": ["1927", "1979-12"]}))["end"].dt.strftime("%d.%m.%Y").tolist()
    ['31.12.1927', '31.12.1979']
    """
    ends = events["date_end"] if "date_end" in events else [""] * len(events)
    ranges = [day_range(date, end) for date, end in zip(events["date"], ends, strict=True)]
    found = pd.DataFrame(ranges, index=events.index, columns=["start", "end"])
    return found.astype("datetime64[us]").assign(precision=events["date"].map(precision))


def overlapping(events: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Return the events that may have happened, or lasted, between two days, both included.

    Parameters
    ----------
    events : DataFrame
        With `start` and `end` (datetime64), as `fo.load("events")` or `spans` gives them.
    first, last : str
        ISO days.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1979", "1989-01-04"]})
    >>> overlapping(events.join(spans(events)), "1979-11-01", "1979-12-31")["date"].tolist()
    ['1979']
    """
    starts_in_time = events["start"] <= pd.Timestamp(last)
    return events[starts_in_time & (events["end"] >= pd.Timestamp(first))]


def phase_spans(events: pd.DataFrame) -> pd.DataFrame:
    """Return the phases in the order in which they begin.

    Parameters
    ----------
    events : DataFrame
        With `phase`, `start` and `end`.

    Returns
    -------
    DataFrame
        `phase` (text), `start` of its first event, `end` of its last, and the number of `events`.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1979", "1927"], "phase": ["after", "before"]})
    >>> phase_spans(events.join(spans(events)))["phase"].tolist()
    ['before', 'after']
    """
    named = events.assign(phase=events["phase"].astype("str"))
    grouped = named.groupby("phase", sort=False)
    found = grouped.agg(start=("start", "min"), end=("end", "max"), events=("start", "size"))
    return found.reset_index().sort_values("start", kind="stable", ignore_index=True)


def tie_events(ties: pd.DataFrame) -> pd.DataFrame:
    """Turn the dates of ties into rows like those of events: signed, begins, row ends.

    The end of a row is not always the end of a treaty: a tie whose standing changes is two
    rows, and the first ends where the second begins.

    Parameters
    ----------
    ties : DataFrame
        Rows as in ``fo.load("ties")``.

    Returns
    -------
    DataFrame
        One row for each date that a tie has, in order of time: `id` (the tie's, with the turn),
        `tie`, `turn` ("signed", "begins" or "row ends"), and the columns that a timeline needs.
        `date` stops at the year or month where the tie's own precision does; `phase` is the
        decade.

    Examples
    --------
    >>> import foedus as fo
    >>> ties = fo.load("ties")
    >>> found = tie_events(ties[ties["id"].isin(["rus-prk-2024", "prk-rus-arms"])])
    >>> found[["id", "date"]].values.tolist()[:2]
    [['prk-rus-arms-begins', '2023-09'], ['rus-prk-2024-signed', '2024-06-19']]
    """
    parts = [_turn(ties, column, turn) for column, turn in _TURNS.items()]
    return pd.concat(parts).sort_values(["start", "id"], ignore_index=True)


def _turn(ties: pd.DataFrame, column: str, turn: str) -> pd.DataFrame:
    rows = ties[ties[column].notna()]
    days = pd.to_datetime(rows[column]).dt.strftime("%Y-%m-%d")
    # The precision of a row is that of its time in force; a signature on file has its day.
    known = ["day"] * len(rows) if column == "signed" else rows["date_precision"].astype("str")
    date = [day[: _LETTERS[word]] for day, word in zip(days, known, strict=True)]
    bounds = spans(pd.DataFrame({"date": date}, index=rows.index))
    return pd.DataFrame(
        {
            "id": rows["id"] + "-" + turn.replace(" ", "-"),
            "tie": rows["id"],
            "turn": turn,
            "date": date,
            "date_end": "",
            "start": bounds["start"],
            "end": bounds["end"],
            "title": rows["instrument"] + ": " + turn,
            "summary": rows["obligation"],
            "actors": rows["a"] + ";" + rows["b"],
            "category": rows["kind"].astype("str").map(_LANES).fillna("treaty"),
            "phase": [f"{day[:3]}0s" for day in days],
            "in_story": False,
            "contested": False,
            "source": rows["source"],
            "source2": rows["source2"],
            "note": rows["note"],
        }
    )


def _parts(date: str) -> tuple[str | None, ...]:
    match = _PARTIAL.fullmatch(date)
    if match is None:
        raise ValueError(f"{date!r} is no date: write 1979, 1979-12 or 1979-11-04.")
    return match.groups()


def _first_day(date: str) -> dt.date:
    year, month, day = (int(part or 1) for part in _parts(date))
    try:
        return dt.date(year, month, day)
    except ValueError as reason:
        raise ValueError(f"{date!r} is no day of the calendar: {reason}.") from None


def _last_day(date: str) -> dt.date:
    first = _first_day(date)
    match precision(date):
        case "day":
            return first
        case "month":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        case _:
            return dt.date(first.year, 12, 31)
