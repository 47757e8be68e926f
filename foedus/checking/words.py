"""Say in words what an answer is, and why that may have happened."""

from __future__ import annotations

import datetime as dt

from .reading import Callee, Items, Large, Missing, Opaque, Pairs, Plain, Sheet

__all__ = ["cause", "describe", "sentence", "show"]

_SHOWN = 40
_FEW = 3

_NAMES = {
    "list": "a list",
    "tuple": "a tuple",
    "set": "a set",
    "frozenset": "a frozenset",
    "array": "an array",
    "dict": "a dict",
    "Series": "a Series",
    "DataFrame": "a table (DataFrame)",
    "str": "text (str)",
    "int": "a whole number (int)",
}


def _named(name: str) -> str:
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return _NAMES.get(name, f"{article} {name}")


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit.removesuffix('s') if number == 1 else unit}"


def show(value: Plain) -> str:
    """Return a short look at a learner's own value, for use inside a sentence."""
    if isinstance(value, str):
        short = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        return f"`{short!r}`".replace("\\n", " ")
    if isinstance(value, (bool, int, float)):
        text = repr(value)
        return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"
    if isinstance(value, dt.datetime):
        return f"`{value.date() if value.time() == dt.time() else value}`"
    if isinstance(value, Items) and 0 < len(value.entries) <= _FEW:
        return _few(value)
    return describe(value)


def _few(value: Items) -> str:
    """Show the items of a short collection, if each is a single value."""
    parts = [show(item).strip("`") for item in value.entries]
    simple = all(isinstance(item, (str, int, float, dt.datetime)) for item in value.entries)
    inside = ", ".join(parts)
    return f"`({inside})`" if simple and len(inside) <= _FEW * _SHOWN else describe(value)


def describe(value: Plain) -> str:
    """Say what a value is: its type and its shape.

    Examples
    --------
    >>> describe(Items((1, 2), "list"))
    'a list of 2 items'
    >>> describe("formal")
    "the text `'formal'` (str)"
    """
    if isinstance(value, (Missing, Opaque, Large, Callee)):
        return _unread(value)
    if isinstance(value, (Items, Pairs, Sheet)):
        return _container(value)
    return _single(value)


def _single(value: Plain) -> str:
    if isinstance(value, bool):
        return f"{show(value)} (bool)"
    if isinstance(value, str):
        return f"the text {show(value)} (str)" if value else "empty text (str)"
    if isinstance(value, dt.timedelta):
        return "a length of time (Timedelta)"
    kind = {int: "int", float: "float"}.get(type(value))
    return f"the number {show(value)} ({kind})" if kind else f"the date {show(value)}"


def _unread(value: Missing | Opaque | Large | Callee) -> str:
    if isinstance(value, Missing):
        return f"{value.word} (no value)" if value.word != "None" else "None"
    if isinstance(value, Large):
        return f"{_named(value.name)} of {_count(value.size, value.unit)}"
    if isinstance(value, Callee):
        kinds = {"type": "a type", "method": "a method", "builtin_function_or_method": "a function"}
        return kinds.get(value.name, _named(value.name))
    return "`...`" if value.name == "ellipsis" else f"{_named(value.name)} object"


def _container(value: Items | Pairs | Sheet) -> str:
    if isinstance(value, Sheet):
        shape = f"{_count(value.rows, 'rows')} and {_count(len(value.columns), 'columns')}"
        return f"{_named(value.name)} with {shape}"
    if not value.entries:
        return f"{_named(value.name)} with nothing in it"
    unit = "values" if value.name in {"Series", "array"} else "items"
    return f"{_named(value.name)} of {_count(len(value.entries), unit)}"


def cause(value: Plain, *, single: bool) -> str:
    """Return the likely cause of an answer of the wrong kind; blank when there is none to name.

    Parameters
    ----------
    value : Plain
        What was given.
    single : bool
        Whether one value was wanted (a number, a text, a date) and not a collection.
    """
    if isinstance(value, (Missing, Callee, Opaque)):
        return _cause_of_unread(value)
    if isinstance(value, (Items, Pairs, Sheet, Large)):
        return _cause_of_many(value) if single else ""
    if isinstance(value, dt.timedelta):
        return "Take the number of days out of it with `.days`."
    if single:
        return ""
    return "One value was taken where several belong, perhaps with `[0]`, `.iloc[0]` or `len`."


def _cause_of_unread(value: Missing | Callee | Opaque) -> str:
    if isinstance(value, Missing):
        return _cause_of_nothing(value)
    if isinstance(value, Callee):
        return "If you meant its result, the brackets of the call are missing: write `name()`."
    return _cause_of_opaque(value)


def _cause_of_nothing(value: Missing) -> str:
    if value.word == "None":
        return "A function that only prints gives None, and so does one without a `return`."
    return "Something that was looked for is missing in the data, or a date could not be read."


def _cause_of_opaque(value: Opaque) -> str:
    if value.lazy:
        return "It gives its items only once, one at a time: write `list(...)` around it."
    if value.name.endswith("GroupBy"):
        return "The groups are made but nothing is computed yet: add `.size()` or another summary."
    return ""


def _cause_of_many(value: Items | Pairs | Sheet | Large) -> str:
    if isinstance(value, (Items, Pairs)) and not value.entries:
        return "No row met the condition: compare its spelling and type with the data."
    if isinstance(value, (Items, Pairs)) and len(value.entries) == 1:
        return "The value stands inside it: take it out, with `.iloc[0]` or `[0]`."
    return "A step is still missing: count them, or pick the one that is asked for."


def sentence(name: str, found: str, wanted: str, why: str = "") -> str:
    """Join the parts of a reason: what the variable is, what is wanted, a likely cause."""
    return " ".join(part for part in (f"`{name}` is {found}; {wanted} is wanted.", why) if part)
