"""Look words up in the catalogue of the language that is spoken; English stands in the code.

The catalogues are those of gettext: `foedus/locale/LANGUAGE/LC_MESSAGES/foedus.mo`, of the domain
``foedus``. Places in a message have names in braces, in Python and in JavaScript alike.
"""

from __future__ import annotations

import gettext
import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "DOMAIN",
    "ENGLISH",
    "LOCALE",
    "PLACE",
    "Language",
    "attributes",
    "current",
    "fill",
    "language",
    "mark",
    "small",
    "t",
    "tc",
    "tn",
    "using",
]

DOMAIN: Final = "foedus"
LOCALE: Final = Path(__file__).parent.parent / "locale"
PLACE: Final = re.compile(r"\{(\w+)\}")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_TO_THE_LEFT: Final = frozenset(
    ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi")
)
#: Rules for plurals look at a number below this, else at its last two digits.
_NUMBERS: Final = 200


class _Catalogue(gettext.GNUTranslations):
    """A catalogue that also tells which form a number takes."""

    def form(self, number: int) -> int:
        return int(self.plural(number))  # type: ignore[attr-defined]  # typeshed lacks it


@dataclass(frozen=True)
class Language:
    """A language that is spoken.

    Attributes
    ----------
    code : str
        As BCP 47 writes it, such as ``"en"`` or ``"fa"``.
    catalogue : gettext.NullTranslations
        Its words; what it lacks is said in English.
    """

    code: str
    catalogue: gettext.NullTranslations = field(repr=False, compare=False)

    @property
    def direction(self) -> str:
        """``"rtl"`` where lines run to the left, else ``"ltr"``."""
        return "rtl" if self.code.partition("-")[0] in _TO_THE_LEFT else "ltr"

    @property
    def forms(self) -> tuple[int, ...]:
        """Which plural form each number from 0 to 199 takes; larger ones as 100 to 199."""
        catalogue = self.catalogue
        if not isinstance(catalogue, _Catalogue):
            return tuple(int(number != 1) for number in range(_NUMBERS))
        return tuple(map(catalogue.form, range(_NUMBERS)))


ENGLISH: Final = Language("en", gettext.NullTranslations())

_chosen = ENGLISH
_here: ContextVar[Language | None] = ContextVar("foedus_language", default=None)


def current() -> Language:
    """Return the language that is spoken here and now."""
    return _here.get() or _chosen


def language(code: str | None = None, folder: str | Path | None = None) -> str:
    """Choose the language of the checks, of progress and hints, and of widgets made from now on.

    Lessons, questions and the data stay English.

    Parameters
    ----------
    code : str, optional
        Such as ``"en"`` or ``"fa"``; nothing asks which language is spoken.
    folder : str or Path, optional
        Where the catalogues stand, to try one of your own: ``fa/LC_MESSAGES/foedus.mo``.

    Returns
    -------
    str
        The code of the language that is spoken now.

    Raises
    ------
    ValueError
        If there is no such translation; the message lists those there are.

    Examples
    --------
    >>> language()
    'en'
    >>> language("xx")
    Traceback (most recent call last):
        ...
    ValueError: There is no translation into 'xx'. There is: en. See docs/translating.md.
    """
    global _chosen  # noqa: PLW0603 (one notebook speaks one language; replaced in one step)
    if code is not None:
        _chosen = _found(code, folder)
    return current().code


@contextmanager
def using(code: str, folder: str | Path | None = None) -> Iterator[Language]:
    """Speak a language inside a ``with`` block, in this thread alone.

    Raises
    ------
    ValueError
        If there is no such translation.
    """
    token = _here.set(_found(code, folder))
    try:
        yield current()
    finally:
        _here.reset(token)


def _found(code: str, folder: str | Path | None) -> Language:
    if code == ENGLISH.code:
        return ENGLISH
    place = Path(folder) if folder is not None else LOCALE
    known = isinstance(code, str) and _CODE.fullmatch(code)
    file = gettext.find(DOMAIN, str(place), [code.replace("-", "_")]) if known else None
    if file is None:
        there = sorted(path.parts[-3] for path in place.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
        names = ", ".join([ENGLISH.code, *there])
        msg = f"There is no translation into {code!r}. There is: {names}. See docs/translating.md."
        raise ValueError(msg)
    with Path(file).open("rb") as content:
        return Language(code.replace("_", "-"), _Catalogue(content))


def fill(template: str, places: Mapping[str, object]) -> str:
    """Fill the places of a message; one that is not given stays as it stands.

    Examples
    --------
    >>> fill("{a} owes {b}; {c}", {"a": "USA", "b": "{a}"})
    'USA owes {a}; {c}'
    """
    return PLACE.sub(lambda place: str(places.get(place[1], place[0])), template)


def t(message: str, /, **places: object) -> str:
    """Return a message in the language that is spoken, its places filled.

    Examples
    --------
    >>> t("`{name}` is {found}", name="pairs", found="a list")
    '`pairs` is a list'
    """
    return fill(current().catalogue.gettext(message) if message else "", places)


def tc(context: str, message: str, /, **places: object) -> str:
    """Return a message of which the same English words mean something else elsewhere."""
    return fill(current().catalogue.pgettext(context, message), places)


def tn(one: str, several: str, count: int, /, **places: object) -> str:
    """Return a message that counts; its place `count` is filled with the number.

    Examples
    --------
    >>> tn("{count} row", "{count} rows", 1200)
    '1,200 rows'
    """
    found = current().catalogue.ngettext(one, several, count)
    return fill(found, {"count": f"{count:,}", **places})


def mark(message: str) -> str:
    """Mark a message that `t` looks up later, and return it as it is."""
    return message


def small(text: str) -> str:
    """Write a heading inside a sentence: small letters in English, elsewhere as it stands."""
    return text.lower() if current() is ENGLISH else text


def attributes() -> str:
    """Return the attributes of HTML that say language and direction; nothing for English."""
    spoken = current()
    if spoken is ENGLISH:
        return ""
    return f' lang="{escape(spoken.code)}" dir="{spoken.direction}"'
