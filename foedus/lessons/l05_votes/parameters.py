"""What may vary in the questions of lesson 05; the defaults are those of the base edition."""

from dataclasses import dataclass

from foedus.checking.variants import Parameters

__all__ = ["Member", "Partner", "Partners", "Square"]


@dataclass(frozen=True, kw_only=True)
class Member(Parameters):
    """A member of the United Nations, for 05.1."""

    code: str = "ARM"
    name: str = "Armenia"
    afterword: str = (
        "A record has a shape: three early noes, then abstentions, and a yes at the end."
    )

    @property
    def named(self) -> tuple[str, ...]:
        """The member's name."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class Partner(Parameters):
    """Whom Iran's votes are compared with in 05.3."""

    code: str = "ARM"
    name: str = "Armenia"

    @property
    def named(self) -> tuple[str, ...]:
        """The partner's name."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class Square(Parameters):
    """The five members of the matrix of 05.6, in the order of the alphabet.

    By default the first five of the group called BRICS. One of the five always votes alike.
    """

    codes: tuple[str, ...] = ("BRA", "CHN", "IND", "RUS", "ZAF")
    afterword: str = "One group, one war, and agreement from none at all to more than nine tenths."

    @property
    def named(self) -> tuple[str, ...]:
        """The five codes."""
        return self.codes


@dataclass(frozen=True, kw_only=True)
class Partners(Parameters):
    """Whose agreement with Iran moves in 05.7, and how many of them move away."""

    codes: tuple[str, ...] = ("RUS", "CHN", "IND", "PAK", "IRQ", "KAZ", "SAU", "BRA")
    away: str = "Two"

    @property
    def named(self) -> tuple[str, ...]:
        """The eight codes."""
        return self.codes
