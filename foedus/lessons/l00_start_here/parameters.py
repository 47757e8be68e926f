"""What may vary in the questions of lesson 00; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["Chance"]

_WORDS = ("", "", "", "three", "four", "five", "", "seven", "", "nine", "ten")


@dataclass(frozen=True, kw_only=True)
class Chance(Parameters):
    """How often out of how many times, for 00.1: more often than not, and in whole per cent."""

    times: int = 3
    of: int = 4

    @property
    def words(self) -> str:
        """The chance as the friend says it."""
        return f"{_WORDS[self.times]} times out of {_WORDS[self.of]}"

    @property
    def share(self) -> float:
        """The chance as a share of one."""
        return self.times / self.of

    @property
    def percent(self) -> int:
        """The chance in per cent."""
        return 100 * self.times // self.of

    @property
    def named(self) -> tuple[str, ...]:
        """The friend's words, and the wrong answer on purpose."""
        return self.words, str(self.percent)
