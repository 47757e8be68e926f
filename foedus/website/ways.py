"""How to open a notebook live: the line under the title of its page."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedus.front_ends.places import NOWHERE, Places, ways_to
from foedus.lite.contents import WIDGETS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from foedus.website.sources import Ways

__all__ = ["ways"]

_LITE: Final = "../lite/lab/index.html?path="


def ways(live: AbstractSet[str], places: Places = NOWHERE) -> Ways:
    """Return what writes the line.

    Parameters
    ----------
    live : set of str
        The notebooks that run in the browser on this site.
    places : Places
        Where else the course is published.

    Returns
    -------
    callable
        Takes a notebook's place, such as ``"notebooks/00_start_here.ipynb"``; returns HTML.
    """

    def elsewhere(place: str) -> Iterable[tuple[str, str]]:
        return ways_to(replace(places, site=""), place).items()

    def line(place: str) -> str:
        links = [_link(address, f"Open in {name}") for name, address in elsewhere(place)]
        links.append(_link(f"../{place}", "Download the notebook", download=True))
        if place in live:
            links.insert(0, _link(_LITE + place, "Try it: Python in this browser"))
        elif WIDGETS in live:
            links.insert(0, _link(_LITE + WIDGETS, "Both widgets with Python, in this browser"))
        return f'<p class="fo-ways">{" ".join(links)}</p>'

    return line


def _link(address: str, words: str, *, download: bool = False) -> str:
    kind = ' download=""' if download else ""
    return f'<a href="{html.escape(address)}"{kind}>{words}</a>'
