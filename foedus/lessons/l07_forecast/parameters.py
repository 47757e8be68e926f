"""What may vary in the questions of lesson 07; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["Edges", "From"]


@dataclass(frozen=True, kw_only=True)
class Edges(Parameters):
    """Where the middle bin of 07.5 begins and ends, and how its table looks."""

    first: float = 0.4
    second: float = 0.7
    afterword: str = "It looks well calibrated."

    @property
    def edges(self) -> list[float]:
        """The four edges of the three bins; each bin contains its lower one."""
        return [0, self.first, self.second, 1.01]

    @property
    def centres(self) -> dict[str, float]:
        """The middle of each bin."""
        return {
            "low": self.first / 2,
            "middle": (self.first + self.second) / 2,
            "high": (self.second + 1) / 2,
        }

    @property
    def named(self) -> tuple[str, ...]:
        """The middle bin."""
        return (f"from {self.first:g} to below {self.second:g}",)


@dataclass(frozen=True, kw_only=True)
class From(Parameters):
    """The year from which orders are counted in 07.2: one in which some were placed."""

    year: int = 2005

    @property
    def named(self) -> tuple[str, ...]:
        """The year, as the prompt has it."""
        return (f"`{self.year}` or later",)
