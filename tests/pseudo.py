"""A language that nobody speaks, made from the template: every message shows that it was looked up.

It is written in letters of the Persian alphabet, runs to the left, is longer than English by a
third, and each message stands between brackets. What is found outside them was not looked up.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from foedus.wording.catalogue import DOMAIN, LOCALE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CODE", "outside", "pseudo", "write_catalogue"]

CODE: Final = "fa"
_LETTERS: Final = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_KEPT: Final = re.compile(r"(\{\w+\}|`[^`]*`)")
_INNERMOST: Final = re.compile(r"⟦[^⟦⟧]*⟧")


def pseudo(message: str) -> str:
    """Return a message in the language: places and `code` are kept, words get other letters."""
    parts = _KEPT.split(message)
    said = "".join(part if _KEPT.fullmatch(part) else _foreign(part) for part in parts)
    size = sum(map(str.isalpha, message)) // 3
    more = "".join(itertools.islice(itertools.cycle("ماندگار "), size)).strip()
    return f"⟦{said}{' ' if more else ''}{more}⟧"


def _foreign(text: str) -> str:
    return re.sub("[A-Za-z]", lambda letter: _LETTERS[ord(letter[0]) % len(_LETTERS)], text)


def outside(text: str) -> str:
    """Return what of a text stands outside all brackets."""
    shorter = _INNERMOST.sub(" ", text)
    return text if shorter == text else outside(shorter)


def write_catalogue(folder: Path, left_out: str = "") -> Path:
    """Write the catalogue of the language, without one message if wished; return the folder."""
    with (LOCALE / f"{DOMAIN}.pot").open("rb") as file:
        template = read_po(file)
    catalog = Catalog(locale=CODE)
    catalog.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n > 1);")]
    for one in template:
        if one.id and left_out not in (one.id, *one.id):
            ids = one.id if isinstance(one.id, tuple) else (one.id,)
            said = tuple(map(pseudo, ids)) if len(ids) > 1 else pseudo(ids[0])
            catalog.add(one.id, said, context=one.context)
    place = folder / CODE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        write_mo(file, catalog)
    return folder
