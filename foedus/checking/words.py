"""Say in words what an answer is, and why that may have happened."""

from __future__ import annotations

import datetime as dt

from foedus.wording import mark, t, tn

from .reading import Callee, Items, Large, Missing, Opaque, Pairs, Plain, Sheet

__all__ = ["cause", "describe", "sentence", "show", "told", "too_large"]

_SHOWN = 40
_FEW = 3

_NAMES = {
    "list": mark("a list"),
    "tuple": mark("a tuple"),
    "set": mark("a set"),
    "frozenset": mark("a frozenset"),
    "array": mark("an array"),
    "dict": mark("a dict"),
    "Series": mark("a Series"),
    "DataFrame": mark("a table (DataFrame)"),
    "str": mark("text (str)"),
    "int": mark("a whole number (int)"),
}


_CALLEES = {
    "type": mark("a type"),
    "method": mark("a method"),
    "builtin_function_or_method": mark("a function"),
}


def _named(name: str) -> str:
    if name in _NAMES:
        return t(_NAMES[name])
    if name[:1].lower() in "aeiou":
        # Translators: {type} is the name of a type in Python that begins with a vowel.
        return t("an {type}", type=name)
    return t("a {type}", type=name)


def _count(number: int, unit: str) -> str:
    match unit:
        case "items":
            return tn("{count} item", "{count} items", number)
        case "values":
            return tn("{count} value", "{count} values", number)
        case "rows":
            return tn("{count} row", "{count} rows", number)
        case "columns":
            return tn("{count} column", "{count} columns", number)
        case "characters":
            return tn("{count} character", "{count} characters", number)
    # Translators: the size of a whole number that is far too large.
    return tn("{count} bit", "{count} bits", number)


def _sized(name: str, number: int, unit: str) -> str:
    # Translators: "a list of 2 items".
    return t("{thing} of {size}", thing=_named(name), size=_count(number, unit))


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
        return t("the text {value} (str)", value=show(value)) if value else t("empty text (str)")
    if isinstance(value, dt.timedelta):
        return t("a length of time (Timedelta)")
    kind = {int: "int", float: "float"}.get(type(value))
    if kind:
        return t("the number {value} ({kind})", value=show(value), kind=kind)
    return t("the date {value}", value=show(value))


def _unread(value: Missing | Opaque | Large | Callee) -> str:
    if isinstance(value, Missing):
        # Translators: NaN, NaT or pd.NA stands before it.
        return t("{word} (no value)", word=value.word) if value.word != "None" else "None"
    if isinstance(value, Large):
        return _sized(value.name, value.size, value.unit)
    if isinstance(value, Callee):
        return t(_CALLEES[value.name]) if value.name in _CALLEES else _named(value.name)
    return "`...`" if value.name == "ellipsis" else t("{thing} object", thing=_named(value.name))


def _container(value: Items | Pairs | Sheet) -> str:
    if isinstance(value, Sheet):
        rows, columns = _count(value.rows, "rows"), _count(len(value.columns), "columns")
        # Translators: "a table (DataFrame) with 2 rows and 1 column".
        return t(
            "{thing} with {rows} and {columns}",
            thing=_named(value.name),
            rows=rows,
            columns=columns,
        )
    if not value.entries:
        return t("{thing} with nothing in it", thing=_named(value.name))
    unit = "values" if value.name in {"Series", "array"} else "items"
    return _sized(value.name, len(value.entries), unit)


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
        return t("Take the number of days out of it with `.days`.")
    if single:
        return ""
    return t("One value was taken where several belong, perhaps with `[0]`, `.iloc[0]` or `len`.")


def _cause_of_unread(value: Missing | Callee | Opaque) -> str:
    if isinstance(value, Missing):
        return _cause_of_nothing(value)
    if isinstance(value, Callee):
        return t("If you meant its result, the brackets of the call are missing: write `name()`.")
    return _cause_of_opaque(value)


def _cause_of_nothing(value: Missing) -> str:
    if value.word == "None":
        return t("A function that only prints gives None, and so does one without a `return`.")
    return t("Something that was looked for is missing in the data, or a date could not be read.")


def _cause_of_opaque(value: Opaque) -> str:
    if value.lazy:
        return t("It gives its items only once, one at a time: write `list(...)` around it.")
    if value.name.endswith("GroupBy"):
        return t(
            "The groups are made but nothing is computed yet: add `.size()` or another summary."
        )
    return ""


def _cause_of_many(value: Items | Pairs | Sheet | Large) -> str:
    if isinstance(value, (Items, Pairs)) and not value.entries:
        return t("No row met the condition: compare its spelling and type with the data.")
    if isinstance(value, (Items, Pairs)) and len(value.entries) == 1:
        return t("The value stands inside it: take it out, with `.iloc[0]` or `[0]`.")
    return t("A step is still missing: count them, or pick the one that is asked for.")


def told(name: str, value: Plain) -> str:
    """Begin a sentence about a variable: its name and what it is."""
    # Translators: begins a sentence, such as "`pairs` is a list of 2 items"; elsewhere {head}.
    return t("`{name}` is {found}", name=name, found=describe(value))


def sentence(name: str, found: str, wanted: str, why: str = "") -> str:
    """Join the parts of a reason: what the variable is, what is wanted, a likely cause."""
    # Translators: such as "`pairs` is a list of 2 items; a number is wanted."
    said = t("`{name}` is {found}; {wanted} is wanted.", name=name, found=found, wanted=wanted)
    return " ".join(part for part in (said, why) if part)


def too_large(name: str, given: Large, wanted: str) -> str:
    """Say that an answer is far larger than anything that is asked for."""
    return sentence(name, describe(given), wanted, t("It is far larger than what is asked for."))
