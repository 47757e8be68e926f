"""Texts that nobody trusts, made fit to be read: learners' messages, names of files."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pandas as pd

__all__ = ["neat", "neat_all", "percent", "signed"]

_ROOM: Final = 4  # times the limit: what is read of a text before it is cut
_KEPT_FORMATS: Final = "\u200c\u200d"  # joiners, which Persian names and others need
_MARK: Final = "[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]"
_MANY_MARKS: Final = re.compile(f"({_MARK}{{3}}){_MARK}+")  # more only paint over other lines


def neat(text: object, limit: int = 300, *, lines: bool = False) -> str:
    r"""Return a text without what could disturb a page: on one line, cut, in plain characters.

    Controls, marks that turn the direction of writing, private and broken characters are taken
    out. It is not escaped.

    Parameters
    ----------
    text : object
        Any text.
    limit : int
        Characters that are kept; an ellipsis says that there was more.
    lines : bool, default False
        Keep the line breaks; else they become spaces.

    Returns
    -------
    str
        Text that can be written as UTF-8.

    Examples
    --------
    >>> neat("NameError:\n name '\u202eevil\x1b[31m'")
    "NameError: name 'evil[31m'"
    >>> neat("a" * 9, limit=4)
    'aaa…'
    """
    whole = str(text)
    read = whole[: limit * _ROOM]
    parts = read.splitlines() if lines else [read]
    kept = "\n".join(" ".join("".join(map(_harmless, part)).split()) for part in parts)
    kept = _MANY_MARKS.sub(r"\1", kept).strip()
    cut = len(kept) > limit or len(read) < len(whole)
    return kept[: limit - 1].rstrip() + "…" if cut else kept


def neat_all(texts: pd.Series[str], limit: int = 300) -> pd.Series[str]:
    """Return `neat` of each text of a column, computed once for each that differs."""
    return texts.map({text: neat(text, limit) for text in texts.unique()}).astype("object")


def percent(share: float) -> str:
    r"""Return a share as per cent, without decimals; a dash where there is none.

    No line breaks between number and sign.

    Examples
    --------
    >>> percent(2 / 3), percent(0.999)
    ('67\xa0%', '99\xa0%')
    """
    if pd.isna(share):
        return "–"  # noqa: RUF001 (a dash)
    rounded = round(100 * share)
    if rounded in {0, 100} and share not in {0, 1}:  # not all is not everybody
        rounded = 1 if rounded == 0 else 99
    return f"{rounded}\u00a0%"


def signed(number: float) -> str:
    """Return a number with two decimals and a proper minus; a dash where there is none.

    Examples
    --------
    >>> signed(-0.04), signed(-0.001), signed(float("nan"))
    ('\N{MINUS SIGN}0.04', '0.00', '\N{EN DASH}')
    """
    if pd.isna(number):
        return "\N{EN DASH}"
    return f"{round(number, 2) + 0.0:.2f}".replace("-", "\N{MINUS SIGN}")


def _harmless(letter: str) -> str:
    if letter in _KEPT_FORMATS:
        return letter
    kind = unicodedata.category(letter)
    if letter.isspace():
        return " "
    if kind in {"Cs", "Co", "Cn"}:
        return "\ufffd"
    return "" if kind in {"Cc", "Cf"} else letter
