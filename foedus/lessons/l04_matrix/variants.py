"""How the questions of lesson 04 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l04_matrix.cells_asked import square
from foedus.lessons.l04_matrix.parameters import Circle, Moment, Power, Square
from foedus.lessons.l04_matrix.strongest_asked import strongest
from foedus.lessons.l04_matrix.ties_asked import balance, on_that_day

__all__ = ["VARIANTS"]

_MOMENTS: Final = (
    Moment(),
    Moment(
        date="1989-01-04",
        event=("Khomeini's letter reached Gorbachev on 4 January 1989 [@khomeini-letter-1989]."),
    ),
    Moment(
        date="2006-12-23",
        event=(
            "The Security Council imposed its first sanctions on Iran on 23 December 2006 "
            "[@unscr-1737-2006]."
        ),
    ),
    Moment(
        date="2010-08-21",
        event="Fuel was first loaded at Bushehr on 21 August 2010 [@bushehr-fuel-2010].",
    ),
    Moment(
        date="2016-01-16",
        event=(
            "The nuclear sanctions on Iran were lifted on 16 January 2016 "
            "[@implementation-day-2016]."
        ),
    ),
    Moment(
        date="2018-05-08",
        event="The United States left the nuclear deal on 8 May 2018 [@us-quits-jcpoa-2018].",
    ),
    Moment(
        date="2023-07-04",
        event="Iran became a full member of the SCO on 4 July 2023 [@sco-2023].",
    ),
)
_TWO: Final = "Two numbers where a cell has one letter."
_POWERS: Final = (
    Power(),
    Power(code="RUS", name="Russia", afterword=_TWO),
    Power(code="GBR", name="the United Kingdom", afterword=_TWO),
    Power(code="BLR", name="Belarus", afterword=_TWO),
    Power(code="KAZ", name="Kazakhstan", afterword=_TWO),
)


def _square(codes: str) -> Square:
    return Square(
        codes=tuple(codes.split()),
        small="Not every tie among these five is in effect",
        afterword="Capital or small tells what holds, not what was signed.",
    )


def _circle(code: str, name: str, date: str = "", slips: tuple[str, ...] = ()) -> Circle:
    afterword = "One word for each partner: the weaker ties beside it are out of sight."
    return Circle(code=code, name=name, date=date, afterword=afterword, without=slips)


_SQUARES: Final = (
    Square(),
    _square("RUS UKR DEU USA BLR"),
    _square("JPN PAK QAT SYR USA"),
    _square("JOR USA FRA SAU RUS"),
    _square("BHR IRN JOR ISR SYR"),
    _square("USA IRQ DEU ARM TUR"),
    _square("AZE ARM KAZ GBR CHN"),
)

# Slips that give the same as another one for an actor.
_WEAKEST: Final = "weakest"
_FIRST: Final = "first-in-the-table"
_CIRCLES: Final = (
    Circle(),
    _circle("BHR", "Bahrain", slips=(_WEAKEST,)),
    _circle("FRA", "France", slips=(_FIRST,)),
    _circle("PAK", "Pakistan", slips=(_WEAKEST,)),
    _circle("IRN", "Iran", "2024-01-01"),
    _circle("FRA", "France", "2015-01-01", slips=(_FIRST,)),
    _circle("PAK", "Pakistan", "2018-01-01"),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "04.1": Fixed("The treaty of 2001 is the point, and the messages are about the other two."),
    "04.2": Varied(on_that_day, _MOMENTS),
    "04.3": Varied(balance, _POWERS),
    "04.4": Fixed("Its messages are about members of one pact; most days give the same pairs."),
    "04.5": Varied(strongest, _CIRCLES),
    "04.6": Varied(square, _SQUARES),
    "04.7": Fixed("Whether a treaty sleeps is told for the day of the article only."),
    "04.8": Fixed("On most other days a common slip, to exchange the two kinds, does no harm."),
}
