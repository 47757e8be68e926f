"""Collect the messages of the sources into a template, and keep languages in step with it.

An author's tool: it needs Babel, which students' machines need not have.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .catalogue import DOMAIN, LOCALE, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

__all__ = ["TEMPLATE", "found", "main_words", "places_fit", "template", "text"]

TEMPLATE: Final = f"{DOMAIN}.pot"
_PACKAGE: Final = Path(__file__).parent.parent
_SOURCES: Final = (
    ("python", "checking/*.py"),
    ("python", "widgets/*.py"),
    ("python", "documents.py"),
    ("javascript", "widgets/frontend/*.js"),
)
_KEYWORDS: Final = {"t": (1,), "tc": ((1, "c"), 2), "tn": (1, 2), "mark": (1,)}
_COMMENTS: Final = ("Translators:",)
#: What says when and by which version a file was made: it would differ on every run.
_OF_THE_DAY: Final = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By): .*\\n"\n', re.MULTILINE
)
_HEADER: Final = """\
# The words of Foedus: widgets and checks.
# This file is distributed under the same licence as the course's code (MIT).
#"""


def found(method: str, place: Path) -> Iterator[tuple[tuple[str, ...], str | None, list[str]]]:
    """Find the messages of a source file: (message, its plural), context, remarks."""
    with place.open("rb") as source:
        options = {"encoding": "utf-8"}
        parts = extract(method, source, _KEYWORDS, _COMMENTS, options, strip_comment_tags=True)
        for _, message, comments, context in parts:
            yield (message if isinstance(message, tuple) else (message,)), context, comments


def template() -> Catalog:
    """Return the messages of all sources, in the order in which they stand there."""
    catalog = Catalog(project=DOMAIN, version="1", charset="utf-8", header_comment=_HEADER)
    for method, pattern in _SOURCES:
        for place in sorted(_PACKAGE.glob(pattern)):
            name = place.relative_to(_PACKAGE.parent).as_posix()
            for message, context, comments in found(method, place):
                key = message[0] if len(message) == 1 else message
                catalog.add(key, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def text(catalog: Catalog) -> str:
    """Write a catalogue as a text that depends on its messages alone."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, include_lineno=False, omit_header=False)
    return _OF_THE_DAY.sub("", file.getvalue().decode("utf-8"))


def places_fit(message: Message) -> bool:
    """Tell whether a translation has the places of its message; a form may leave `count` out."""
    originals = _forms(message.id)
    wanted = {place for original in originals for place in PLACE.findall(original)}
    spare = {"count"} if len(originals) > 1 else set()
    said = [set(PLACE.findall(form)) for form in _forms(message.string) if form]
    return all(wanted - spare <= places <= wanted for places in said)


def main_words(languages: list[str], *, check: bool = False, folder: Path = LOCALE) -> int:
    """Write the template and the catalogues of languages, or check that they are up to date.

    Parameters
    ----------
    languages : list of str
        Languages to begin or to bring up to date; with `check`, all there are.
    check : bool
        Change nothing; tell what is out of date.
    folder : Path
        Where the template and the languages stand.

    Returns
    -------
    int
        0 done, 1 something is out of date or a translation does not fit its message.
    """
    made = template()
    pot = folder / TEMPLATE
    faults = _kept(pot, text(made).encode(), check=check)
    places = sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    codes = languages or [place.parts[-3] for place in places]
    for code in codes:
        faults += _brought_up_to_date(folder, code, made, check=check)
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - the command line speaks here
    return int(bool(faults))


def _brought_up_to_date(folder: Path, code: str, made: Catalog, *, check: bool) -> list[str]:
    place = folder / code.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
    catalog = _known(place, code)
    catalog.update(made, update_header_comment=False)
    misfits = [str(one.id) for one in catalog if one.id and one.string and not places_fit(one)]
    done = sum(bool(one.id) and all(_forms(one.string)) and not one.fuzzy for one in catalog)
    print(f"{code}: {done} of {len(catalog)} messages are translated")  # noqa: T201
    return [
        *_kept(place, text(catalog).encode(), check=check),
        *_kept(place.with_suffix(".mo"), _compiled(catalog), check=check),
        *(f"{place}: the places of this translation are not those of {one}" for one in misfits),
    ]


def _forms(said: object) -> tuple[str, ...]:
    """Return the forms of a message or of its translation, one or several."""
    return tuple(map(str, said)) if isinstance(said, (tuple, list)) else (str(said or ""),)


def _known(place: Path, code: str) -> Catalog:
    if not place.exists():
        return Catalog(locale=code.replace("-", "_"), project=DOMAIN, version="1", fuzzy=False,
                       header_comment=_HEADER)  # fmt: skip
    with place.open("rb") as content:
        return read_po(content, locale=code.replace("-", "_"))


def _compiled(catalog: Catalog) -> bytes:
    """Compile a catalogue; from its text, so that no date of today gets in."""
    file = io.BytesIO()
    write_mo(file, read_po(io.StringIO(text(catalog)), locale=catalog.locale))
    return file.getvalue()


def _kept(place: Path, content: bytes, *, check: bool) -> list[str]:
    """Write a file, or say that it is out of date."""
    if place.exists() and place.read_bytes() == content:
        return []
    if check:
        return [f"{place.name} is out of date; run: foedus words"]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return []
