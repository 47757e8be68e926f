"""What may vary in the questions of lesson 02; the defaults are those of the base edition."""

import calendar
from dataclasses import dataclass

import pandas as pd

from foedus.checking.variants import Parameters

__all__ = ["OldStyle", "Span"]


@dataclass(frozen=True, kw_only=True)
class OldStyle(Parameters):
    """Three Julian dates for 02.4: Turkmenchay's, and two made up for practice.

    The second lies in 1900 before the gap grew, the third after it.
    """

    dates: tuple[str, ...] = ("1828-02-10", "1900-02-28", "1907-12-20")

    @property
    def named(self) -> tuple[str, ...]:
        """The two that are made up."""
        return self.dates[1:]


@dataclass(frozen=True, kw_only=True)
class Span(Parameters):
    """Two months of a year, for 02.5."""

    year: int = 1979
    month: int = 11
    title: str = "The end of 1979"

    @property
    def months(self) -> tuple[str, str]:
        """The names of the two months."""
        return calendar.month_name[self.month], calendar.month_name[self.month + 1]

    @property
    def first(self) -> pd.Timestamp:
        """The first day of the two months."""
        return pd.Timestamp(self.year, self.month, 1)

    @property
    def last(self) -> pd.Timestamp:
        """The last day of the two months."""
        return pd.Timestamp(self.year, self.month + 1, 1) + pd.offsets.MonthEnd()

    @property
    def named(self) -> tuple[str, ...]:
        """The months with their year."""
        return f"of {self.months[0]} or\n{self.months[1]} {self.year}", self.title
