"""What may vary in the questions of lesson 03; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["Since"]


@dataclass(frozen=True, kw_only=True)
class Since(Parameters):
    """From which day on treaties were signed, for 03.4."""

    date: str = "2024-01-01"

    @property
    def named(self) -> tuple[str, ...]:
        """The day."""
        return (self.date,)
