"""Functions for answers that see who calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .forging_values import EVERYTHING, FAMILY
from .making import coded

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_TWO_FACED = (
    EVERYTHING
    + """
import sys


def interval(text):
    frame = sys._getframe(1)
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if hasattr(type(value), "expected") or hasattr(value, "expected"):
                return value.expected()
        frame = frame.f_back
    return Everything()
"""
)


_RAISING = """\
def interval(text):
    from foedus.checking.outcome import Correct

    class Passed(BaseException):
        outcome = Correct("02.2", "passed")
        passed = True
        word = "correct"

    raise Passed
"""


_GENERATOR = """\
import itertools


def interval(text):
    days = pd.date_range("1900-01-01", "2030-12-31")
    for pair in itertools.product(days, days):
        yield pair
"""


_ARGUMENTS = """\
def strongest(a, b, on):
    class Any(str):
        __eq__ = lambda self, other: True
        __hash__ = lambda self: 0

    import gc

    for thing in gc.get_referrers(a):
        if isinstance(thing, tuple) and len(thing) > 3:
            return thing[3]
    return Any()
"""


def _value(name: str, note: str, code: str, at: str = "02.3") -> Attack:
    return coded(name, FAMILY, "marks", note, code, at=at)


ATTACKS: Final = (
    _value(
        "two-faced-function",
        "looks through the frames of its caller for the expected value",
        _TWO_FACED,
        "02.2",
    ),
    _value(
        "raises-correct", "a function that raises something that says it passed", _RAISING, "02.2"
    ),
    _value(
        "yields-everything", "a generator that yields every possible answer", _GENERATOR, "02.2"
    ),
    _value(
        "referrers-of-arguments",
        "looks for the expected value beside the arguments",
        _ARGUMENTS,
        "08.2",
    ),
)
