"""Answers that are built to be taken for right ones, whatever they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import coded

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS", "EVERYTHING", "FAMILY"]

FAMILY: Final = "lying values"


EVERYTHING = """\
class Everything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    __sub__ = __rsub__ = __add__ = __radd__ = lambda self, other: 0.0
    __abs__ = lambda self: 0.0

    def __hash__(self):
        return 0

    def __bool__(self):
        return True

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([self, self, self])

    def __getattr__(self, name):
        return self

    def __call__(self, *_, **__):
        return self
"""


_LYING_CLASS = (
    EVERYTHING
    + """
class Liar(Everything):
    @property
    def __class__(self):
        return float

    def __float__(self):
        return 0.0


hours = Liar()
"""
)


_METACLASS = """\
class Meta(type):
    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    __name__ = property(lambda cls: "float")
    __mro__ = property(lambda cls: (cls, float, object))


class hours(metaclass=Meta):
    pass
"""


_FLOAT = """\
class Near(float):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__

    def __abs__(self):
        return 0.0

    def __float__(self):
        return 64.0

    def __round__(self, *_):
        return self

    def __hash__(self):
        return 0


hours = Near(1.0)
"""


_ARRAY = """\
import numpy as np


class Zero(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return np.float64(0.0) if ufunc is not np.equal else np.True_

    def __array_function__(self, function, types, arguments, options):
        return True

    def item(self, *_):
        return self

    def __float__(self):
        return 0.0


hours = np.array(1.0).view(Zero)
"""


_DICT = """\
class Lying(dict):
    def __eq__(self, other):
        return True

    def __getitem__(self, key):
        return self

    def get(self, key, default=None):
        return self

    def items(self):
        return [(name, self) for name in ("Khomeini's letter", "treaty of 2001")]

    def __contains__(self, key):
        return True

    def __sub__(self, other):
        return 0


new_style = Lying({"a": 1})
"""


_TEXT = """\
class Same(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __hash__(self):
        return hash("neutrality")

    def strip(self, *_):
        return self

    lower = casefold = upper = __str__ = strip
    replace = split = strip

    def __contains__(self, other):
        return True


bound_1994 = [Same("a"), Same("b")]
"""


_FRAME = """\
class Frame(pd.DataFrame):
    @property
    def _constructor(self):
        return Frame

    def equals(self, other):
        return True

    def __eq__(self, other):
        return True

    def __getitem__(self, key):
        return self

    def __getattribute__(self, name):
        if name == "columns":
            raise SystemExit
        return super().__getattribute__(name)


class Column(pd.Series):
    @property
    def _constructor(self):
        return Column

    def equals(self, other):
        return True

    def tolist(self):
        return self

    def __iter__(self):
        while True:
            yield self


bound_1994 = Frame({"id": ["a"]})
bound_1994["id"] = Column(["a"])
"""


_CHART = """\
class Picture(alt.Chart):
    def to_dict(self, *_, **__):
        raise SystemExit(0)

    def __eq__(self, other):
        return True

    def __getattribute__(self, name):
        return True if name == "mark" else super().__getattribute__(name)


table = pd.DataFrame({"phase": ["a"], "days": [1.0]})
chart = Picture(table).mark_bar().encode(x="days", y="phase")
chart.__class__ = Picture
"""


_REDUCED = """\
class Payload:
    def __init__(self):
        self.text = f"open({SITE.marks!r} + '/' + {SITE.name!r}, 'w').write('x')"

    def __reduce__(self):
        return exec, (self.text,)

    def __reduce_ex__(self, protocol):
        return self.__reduce__()

    __getstate__ = __deepcopy__ = lambda self, *_: None


hours = [Payload(), {"a": Payload()}, pd.Series([Payload()])]
"""


_REPRESENTED = """\
class Correct(float):
    def __repr__(self):
        return "Correct"

    def __str__(self):
        raise KeyboardInterrupt

    def _repr_html_(self):
        return "<b>correct</b>"

    def __format__(self, spec):
        raise SystemExit(0)


hours = Correct(1)
"""


_CHANGING = """\
class Changing(float):
    times = 0

    def __float__(self):
        Changing.times += 1
        return 40.0 + Changing.times / 60

    __sub__ = lambda self, other: float(self) - other
    __eq__ = lambda self, other: float(self) == other
    __hash__ = float.__hash__


hours = Changing(40)
"""


def _value(name: str, note: str, code: str, at: str = "02.3") -> Attack:
    return coded(name, FAMILY, "marks", note, code, at=at)


ATTACKS: Final = (
    _value(
        "equal-to-everything",
        "an object that says it equals everything",
        f"{EVERYTHING}\n\nhours = Everything()",
    ),
    _value(
        "equal-items",
        "a list of objects that equal everything",
        f"{EVERYTHING}\n\nnew_style = [Everything()] * 3",
        "02.4",
    ),
    _value("claims-another-class", "an object that claims to be a float", _LYING_CLASS),
    _value("hostile-metaclass", "a class whose class answers for it", _METACLASS),
    _value("near-to-everything", "a float whose distance to any number is nothing", _FLOAT),
    _value("array-of-zeros", "an array that computes zero from everything", _ARRAY),
    _value("lying-dict", "a dict that holds whatever it is asked for", _DICT, "02.4"),
    _value("text-like-any-other", "texts that equal every text", _TEXT, "03.3"),
    _value("table-equal-to-any", "subclasses of DataFrame and Series that lie", _FRAME, "03.3"),
    _value("chart-without-truth", "a subclass of Chart that lies", _CHART, "02.7"),
    _value(
        "not-a-number",
        "a number whose distance to any other compares as it likes",
        "hours = float('nan')",
    ),
    _value("infinity", "numbers without an end", "import numpy as np\n\nhours = np.float64('inf')"),
    _value("changing-number", "a number that is another one each time that it is asked", _CHANGING),
    _value("looks-correct", "an object that shows itself as Correct", _REPRESENTED),
    coded(
        "pickled-payload",
        FAMILY,
        "others",
        "objects that run code where they are unpickled",
        _REDUCED,
        probe=("unearned", "written", "others", "stopped"),
    ),
)
