"""The words that a widget takes to the browser: those of the front end, in the language spoken."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from foedus.widgets import frontend
from foedus.wording import ENGLISH, Language, current

__all__ = ["messages", "spoken_words"]

_TEXT: Final = r'"(?:[^"\\]|\\.)*"(?:\s*\+\s*"(?:[^"\\]|\\.)*")*'
_CALL: Final = re.compile(rf"\b(t|tc|tn)\(\s*({_TEXT})(?:,\s*({_TEXT}))?")
_JOINT: Final = re.compile(r'"\s*\+\s*"')


@cache
def messages() -> tuple[tuple[str, str, str], ...]:
    """Return what the front end says: how (t, tc or tn) and the one or two texts given."""
    calls = _CALL.findall(frontend.module())
    return tuple(dict.fromkeys((how, _read(one), _read(other)) for how, one, other in calls))


def spoken_words() -> dict[str, Any]:
    """Return the words of the language that is spoken, for the synced trait ``words``.

    Returns
    -------
    dict
        Empty for English. Else ``lang``, ``dir``, ``plurals`` (which form each number from 0 to
        199 takes, as digits) and ``messages``: a text, or the forms of one that counts, by the
        English message; what is not translated is left out.
    """
    spoken = current()
    if spoken is ENGLISH:
        return {}
    return {
        "lang": spoken.code,
        "dir": spoken.direction,
        "plurals": "".join(map(str, spoken.forms)),
        "messages": dict(_translated(spoken)),
    }


def _translated(spoken: Language) -> Iterator[tuple[str, str | list[str]]]:
    samples = [spoken.forms.index(form) for form in sorted(set(spoken.forms))]
    for how, one, other in messages():
        if how == "tc" and (text := spoken.catalogue.pgettext(one, other)) != other:
            yield f"{one}\x04{other}", text
        elif how == "t" and (text := spoken.catalogue.gettext(one)) != one:
            yield one, text
        elif how == "tn":
            yield one, [spoken.catalogue.ngettext(one, other, number) for number in samples]


def _read(text: str) -> str:
    """Read a literal of JavaScript, in parts or whole; JSON reads the strings that we write."""
    return str(json.loads(_JOINT.sub("", text) or '""'))
