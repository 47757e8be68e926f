"""How the questions of lesson 05 vary."""

from collections.abc import Mapping
from typing import Final

from foedus.checking.variants import Fixed, Variant, Varied
from foedus.lessons.l05_votes.measures_asked import shift, square
from foedus.lessons.l05_votes.parameters import Member, Partner, Partners, Square
from foedus.lessons.l05_votes.records_asked import record, share

__all__ = ["VARIANTS"]

_ORDER: Final = "A record has a shape: put its votes in the order of their dates."
_SPREAD: Final = "One war, five voters: look for the two that agree least."
_STAYED: Final = ("one-side-dropped",)  # a partner that was never absent


def _member(code: str, name: str) -> Member:
    return Member(code=code, name=name, afterword=_ORDER)


def _square(codes: str) -> Square:
    return Square(codes=tuple(codes.split()), afterword=_SPREAD)


def _partners(codes: str, away: str) -> Partners:
    return Partners(codes=tuple(codes.split()), away=away)


_MEMBERS: Final = (
    Member(),
    _member("HTI", "Haiti"),
    _member("SRB", "Serbia"),
    _member("SSD", "South Sudan"),
    _member("CAF", "the Central African Republic"),
    _member("COM", "Comoros"),
)
_PAIRS: Final = (
    Partner(),
    Partner(code="BOL", name="Bolivia"),
    Partner(code="UZB", name="Uzbekistan"),
    Partner(code="TZA", name="Tanzania"),
    Partner(code="KAZ", name="Kazakhstan", without=_STAYED),
    Partner(code="PAK", name="Pakistan", without=_STAYED),
    Partner(code="DZA", name="Algeria", without=_STAYED),
)
_SQUARES: Final = (
    Square(),
    _square("CHN CUB HUN RUS VNM"),
    _square("DZA IND RUS TUR USA"),
    _square("BRA CHN MNG RUS TUR"),
    _square("CUB IND PAK RUS USA"),
    _square("AGO BRA CHN MOZ RUS"),
    _square("DEU IRQ KAZ PAK RUS"),
)
_GROUPS: Final = (
    Partners(),
    _partners("CHN CUB IRQ KAZ QAT RUS SRB ZAF", "Two"),
    _partners("ARM BLR CHN IND KGZ RUS SAU TJK", "Two"),
    _partners("RUS CHN IND SYR LBN OMN KWT ARE", "Two"),
    _partners("BLR CHN IND KAZ MNG PAK QAT ZAF", "Three"),
    _partners("BRA CHN CUB KAZ MEX PAK RUS THA", "Three"),
    _partners("CHN CUB DZA IND LKA QAT RUS UGA", "Three"),
)

VARIANTS: Final[Mapping[str, Variant]] = {
    "05.1": Varied(record, _MEMBERS),
    "05.2": Fixed("Russia alone said no to Council texts that ended in every one of three ways."),
    "05.3": Varied(share, _PAIRS),
    "05.4": Fixed("A function: its check calls it with five pairs and lists already."),
    "05.5": Fixed("Four thresholds only (five are needed) have answers on which every slip shows."),
    "05.6": Varied(square, _SQUARES),
    "05.7": Varied(shift, _GROUPS),
}
