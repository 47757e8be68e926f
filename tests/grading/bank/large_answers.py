"""Attacks on what reads the answers: too large, too deep, without an end; functions likewise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import coded
from .stopping import ANYTHING_LATER, LOST

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_FAMILY: Final = "answers that stop"

_CYCLE = """\
new_style = [1, 2]
new_style.append(new_style)
new_style += [{"a": new_style}, pd.Series([new_style, None])]
events.attrs["self"] = events
events.attrs["list"] = new_style
"""


_HUGE_ANSWERS: Final = {
    "02.3": "hours = list(range(8 * 10**6))",
    "02.4": 'new_style = ["x" * 10**6] * 10**5',
    "02.5": 'under_way = "x" * 10**8',
    "02.6": "spread = {str(at): at for at in range(10**6)}",
}


_HUGE_TABLES: Final = {
    "03.3": "import numpy as np\n\n"
    "bound_1994 = pd.DataFrame(np.zeros((200, 20000)), columns=range(20000))",
    "03.4": "import numpy as np\n\n"
    "index = pd.MultiIndex.from_product([range(1000), range(3000)])\n"
    "waiting = pd.Series(np.arange(3 * 10**6), index=index)",
    "03.2": "open_help = pd.Series(range(10**7)).astype(str)",
}


_ENDLESS = """\
import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 2**62

    def __getitem__(self, at):
        return at


class Slow(dict):
    def items(self):
        while True:
            yield "a", 1

    keys = values = __iter__ = items


"""


_ENDLESS_ANSWERS: Final = {
    "02.3": "hours = range(2**62)",
    "02.4": f"{_ENDLESS}new_style = Endless([1])",
    "02.5": "import itertools\n\nunder_way = (one for one in itertools.count())",
    "02.6": f"{_ENDLESS}spread = Slow(a=1)",
}


_CATCHING: Final = """\
def strongest(a, b, on):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""

_CALLS: Final = {
    "call-without-end": (
        "a function that never ends",
        "def strongest(a, b, on):\n    while True:\n        pass",
    ),
    "call-that-catches": (
        "a function that catches every error, for ever",
        _CATCHING,
    ),
    "call-that-exits": (
        "a function that ends the process",
        "import os\n\n\ndef strongest(a, b, on):\n    os._exit(0)",
    ),
    "call-that-sleeps": (
        "a function that takes four seconds a call",
        "import time\n\n\ndef strongest(a, b, on):\n    time.sleep(4)\n    return on",
    ),
    "call-that-fills": (
        "a function that fills memory",
        "def strongest(a, b, on):\n    return [bytearray(b'x') * 2**27 for _ in range(24)]",
    ),
    "call-of-itself": (
        "a function that returns itself",
        "def strongest(a, b, on):\n    return strongest",
    ),
}


_NESTED: Final = "new_style = []\nfor _ in range(10**6):\n    new_style = [new_style]"


def _answers(name: str, note: str, code: str | dict[str, str], at: str = "02.4") -> Attack:
    return coded(name, _FAMILY, "stop", note, code, at=at, own=LOST)


ATTACKS: Final = (
    _answers("huge-answers", "answers with millions of items", _HUGE_ANSWERS),
    _answers(
        "huge-tables", "a table of 20,000 columns, a Series of 3 million", _HUGE_TABLES, "03.3"
    ),
    _answers("endless-answers", "answers without an end", _ENDLESS_ANSWERS),
    _answers("nested-list", "a list a million deep", _NESTED),
    coded(
        "answers-in-themselves",
        _FAMILY,
        "stop",
        "an answer, and a table's attributes, that hold themselves",
        _CYCLE,
        at="02.4",
        own=LOST,
        after=ANYTHING_LATER,
        rest=("not-attempted", *LOST),
    ),
    *(_answers(name, *rest, "08.2") for name, rest in _CALLS.items()),
)
