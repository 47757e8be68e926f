"""What may vary in the questions of lesson 04; the defaults are those of the base edition."""

from dataclasses import dataclass

import pandas as pd

from foedus.checking.variants import Parameters
from foedus.tables import ARTICLE_DAY

__all__ = ["Circle", "Moment", "Power", "Square"]


@dataclass(frozen=True, kw_only=True)
class Moment(Parameters):
    """The day of an event, for 04.2."""

    date: str = "2015-07-14"
    event: str = "The nuclear deal with Iran was concluded on 14 July 2015 [@jcpoa-2015]."

    @property
    def day(self) -> pd.Timestamp:
        """The day."""
        return pd.Timestamp(self.date)

    @property
    def variable(self) -> str:
        """The name to assign, which holds the year."""
        return f"in_{self.day.year}"

    @property
    def named(self) -> tuple[str, ...]:
        """The event, and the variable."""
        return self.event, self.variable


@dataclass(frozen=True, kw_only=True)
class Power(Parameters):
    """Whose promises are counted in 04.3."""

    code: str = "USA"
    name: str = "the United States"
    afterword: str = (
        "Two numbers where a cell has one letter. "
        "Not every pledge counted here contains a duty to defend."
    )

    @property
    def named(self) -> tuple[str, ...]:
        """Its name."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class Square(Parameters):
    """The five actors of the matrix of 04.6, and why some of its letters are small."""

    codes: tuple[str, ...] = ("RUS", "BLR", "KAZ", "ARM", "AZE")
    small: str = "One party has frozen its part"
    afterword: str = (
        "Russia and Armenia keep the capital, by a treaty of their own beside the frozen one."
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The five codes."""
        return self.codes


@dataclass(frozen=True, kw_only=True)
class Circle(Parameters):
    """Whose partners 04.5 asks for, and on which day; no date means the article's day."""

    code: str = "IRN"
    name: str = "Iran"
    date: str = ""
    afterword: str = "Not one of these kinds is `defense`."

    @property
    def day(self) -> pd.Timestamp:
        """The day."""
        return pd.Timestamp(self.date or ARTICLE_DAY)

    @property
    def spoken(self) -> str:
        """The day as the prompt has it."""
        if self.date:
            return f"`{self.date}`"
        return f"{self.day.day} {self.day.month_name()} {self.day.year}"

    @property
    def named(self) -> tuple[str, ...]:
        """The actor and the day, as the prompt has them."""
        return (f"a tie with {self.name} on {self.spoken}",)
