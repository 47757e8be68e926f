"""What may vary in the questions of lesson 06; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["Days"]


@dataclass(frozen=True, kw_only=True)
class Days(Parameters):
    """Four days for 06.4: on one a measure begins, on one some lapse, the last is our day."""

    days: tuple[str, ...] = ("2010-06-09", "2013-01-01", "2016-01-16", "2025-06-22")

    @property
    def named(self) -> tuple[str, ...]:
        """The days as the stub lists them."""
        return (", ".join(f'"{day}"' for day in self.days),)
