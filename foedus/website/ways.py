"""How to open a notebook live: the line under the title of its page."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedus.website.sources import Ways

__all__ = ["ways"]

_LITE: Final = "../lite/lab/index.html?path="


def ways(*, lite: bool = False) -> Ways:
    """Return what writes the line.

    Parameters
    ----------
    lite : bool
        Whether the site holds the course that runs in the browser.
    """

    def line(place: str) -> str:
        links = [_link(f"../{place}", "Download the notebook", download=True)]
        if lite:
            links.insert(0, _link(f"{_LITE}{place}", "Open it live in this browser"))
        return f'<p class="fo-ways">{" ".join(links)}</p>'

    return line


def _link(address: str, words: str, *, download: bool = False) -> str:
    kind = ' download=""' if download else ""
    return f'<a href="{html.escape(address)}"{kind}>{words}</a>'
