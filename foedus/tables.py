"""The tables of the course as typed DataFrames, as they could be known on a given day.

Which column dates a row, which columns hold later dates and which prose is hindsight is said in
``datapackage.json`` and only there: adding a table needs no change here.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

import pandas as pd

from foedus.schema import DATA, Field, Table, read_package, read_tables

__all__ = ["ARTICLE_DAY", "DATA", "TABLES", "load"]

ARTICLE_DAY: str = read_package()["foedus:articleDay"]
TABLES: tuple[str, ...] = tuple(read_tables())
ISO = "%Y-%m-%d"


def load(
    name: str, as_of: str | dt.date | dt.datetime | pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return a table of the course as a fresh, typed DataFrame.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    as_of : str, date, datetime or Timestamp, optional
        Day up to which things may be known, as ``"2025-06-22"`` if a string. Rows of a later day
        are hidden, later dates inside earlier rows are blank, and so is hindsight
        (``later``, ``later_from``, ``later_sources``). ``None`` means everything on file.

    Returns
    -------
    DataFrame
        Columns in the order of the codebook. Full dates are datetimes (missing: ``NaT``), yes-or-no
        columns are boolean, columns with fixed values are categories in the codebook's order, other
        text has ``""`` where it is blank. Dates that may stop at the year or month stay text and
        get two companions, ``start`` and ``end``: the first and the last possible day.
        ``attrs["table"]`` and ``attrs["as_of"]`` say what was loaded.

    Raises
    ------
    ValueError
        If there is no such table, or `as_of` is not a day.

    Examples
    --------
    >>> events = load("events")
    >>> len(events), load("events", as_of="2025-06-22")["start"].max().date().isoformat()
    (146, '2025-06-22')
    >>> treaty = load("ties", as_of=ARTICLE_DAY).set_index("id").loc["rus-irn-2025"]
    >>> treaty["signed"].date().isoformat(), treaty["in_force_from"]
    ('2025-01-17', NaT)
    """
    table = _find(name)
    day = _day(as_of)
    frame = (_typed(table.name) if day is None else _known(table.name, day)).copy()
    frame.attrs = {"table": name, "as_of": None if day is None else day.strftime(ISO)}
    return frame


def _find(name: str) -> Table:
    tables = read_tables()
    if name not in tables:
        msg = f"There is no table {name!r}. Choose one of: {', '.join(TABLES)}."
        raise ValueError(msg)
    return tables[name]


def _day(value: object) -> pd.Timestamp | None:
    """Turn what a reader may pass as a day into midnight of that day."""
    if value is None:
        return None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return pd.Timestamp(dt.date.fromisoformat(value))
        except ValueError as error:
            msg = f"as_of={value!r} is not a day of the calendar: {error}."
            raise ValueError(msg) from None
    if isinstance(value, dt.date) and not pd.isna(value):
        return pd.Timestamp(value.year, value.month, value.day)
    msg = (
        f"as_of={value!r} is not a day. Allowed: None, a string such as {ARTICLE_DAY!r}, "
        "a datetime.date, a datetime.datetime or a pandas.Timestamp."
    )
    raise ValueError(msg)


def _first(text: str) -> str:
    """First possible day of a date that may stop at the year or month."""
    return (text + "-01-01")[: len("2025-01-01")] if text else ""


def _last(text: str) -> str:
    """Last possible day of a date that may stop at the year or month."""
    if len(text) == len("2025"):
        return f"{text}-12-31"
    if len(text) == len("2025-06"):
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]}"
    return text


def _days(column: pd.Series, field: Field, *, last: bool = False) -> pd.Series:
    """Turn a column that dates something into days: a full date, a partial one, or a year."""
    if field.type == "date":
        return column
    bound = _last if last else _first
    texts = ["" if pd.isna(value) else str(value) for value in column]
    return pd.Series(pd.to_datetime([bound(text) for text in texts], format=ISO), column.index)


@lru_cache(maxsize=32)
def _typed(name: str) -> pd.DataFrame:
    """Read one file and give every column its type; shared, so callers copy it."""
    table = read_tables()[name]
    raw = pd.read_csv(DATA / f"{name}.csv", dtype=str, na_filter=False, encoding="utf-8")
    frame = pd.DataFrame({field.name: _column(raw[field.name], field) for field in table.fields})
    return _with_interval(frame, table)


def _column(raw: pd.Series, field: Field) -> pd.Series:
    if field.enum:
        ordered = bool(field.own.get("ordered"))
        dtype = pd.CategoricalDtype(list(field.enum), ordered=ordered)
        return pd.Series(pd.Categorical([value or None for value in raw], dtype=dtype), raw.index)
    if field.type == "date":
        return pd.to_datetime(raw, format=ISO)
    if field.type == "boolean":
        return raw == "true"
    if field.type == "integer":
        return raw.astype("int64") if field.required else pd.to_numeric(raw).astype("Int64")
    if field.type == "number":
        return pd.to_numeric(raw).astype("float64")
    return raw


def _with_interval(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Add the first and last possible day behind a pair of partial dates."""
    ends = table.own.get("interval")
    if not ends:
        return frame
    fields = {field.name: field for field in table.fields}
    start = _days(frame[ends["from"]], fields[ends["from"]])
    latest = frame[ends["to"]].where(frame[ends["to"]] != "", frame[ends["from"]])
    end = _days(latest, fields[ends["to"]], last=True)
    rest = frame.drop(columns=["start", "end"], errors="ignore")
    place = list(rest.columns).index(ends["to"]) + 1
    rest.insert(place, "start", start)
    rest.insert(place + 1, "end", end)
    return rest


def _visible(frame: pd.DataFrame, table: Table, day: pd.Timestamp) -> pd.Series:
    """Say for each row whether it could be known on the day."""
    if "through" in table.own:
        link = table.own["through"]
        target = _find(link["table"])
        rows = _typed(target.name)
        known = rows.loc[_visible(rows, target, day), link["key"]]
        listed: pd.Series = frame[link["field"]].isin(known)
        return listed
    if "day" in table.own:
        return pd.Series(day >= pd.Timestamp(table.own["day"]), index=frame.index)
    fields = {field.name: field for field in table.fields}
    seen = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
    for name in table.own.get("row", ()):
        seen = seen.where(seen.notna(), _days(frame[name], fields[name]))
    return seen.isna() | (seen <= day)


@lru_cache(maxsize=64)
def _known(name: str, day: pd.Timestamp) -> pd.DataFrame:
    """Hide later rows and blank what could not be known inside earlier ones; shared."""
    table, frame = _find(name), _typed(name)
    frame = frame[_visible(frame, table, day)].reset_index(drop=True)
    hindsight = {  # read before any column is blanked
        field.own["knownFrom"]: frame[field.own["knownFrom"]] > day
        for field in table.fields
        if "knownFrom" in field.own
    }
    for field in table.fields:
        column = frame[field.name]
        if "knownFrom" in field.own:
            frame[field.name] = _blanked(column, hindsight[field.own["knownFrom"]])
        elif field.own.get("laterDate"):
            frame[field.name] = _blanked(column, _days(column, field) > day)
        elif field.own.get("yearList"):
            frame[field.name] = column.map(lambda years: _years_until(years, day.year))
        elif field.own.get("dropUnseen"):
            frame[field.name] = column.cat.remove_unused_categories()
    return _with_interval(frame, table)


def _blanked(column: pd.Series, where: pd.Series) -> pd.Series:
    """Blank a column where told: empty text, or the missing value of its type."""
    if isinstance(column.dtype, pd.CategoricalDtype) or not pd.api.types.is_string_dtype(column):
        return column.mask(where)
    return column.mask(where, "")


def _years_until(years: str, last: int) -> str:
    return " ".join(year for year in years.split() if int(year) <= last)
