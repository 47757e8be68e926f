"""The one HTML document that every self-contained page is made of: skeleton, sections, tables.

A page loads nothing: its policy forbids it, and all but the script it names. Every text that
comes in as an argument called plain is escaped here.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from foedus.wording import attributes, t, tn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.charts.figures import Figure

__all__ = ["READING", "TABLES", "count", "details", "digest", "document", "figure", "save",
           "section", "table"]  # fmt: skip

_PAGE: Final = (
    "body{margin:0;background:#fff;color:#1b1f24;"
    'font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}'
    "main,header,footer{max-width:90rem;margin-inline:auto}header,footer{padding:.5rem .75rem}"
    "h1{font-size:1.35rem;font-weight:600;margin:.5rem 0 0}footer{color:#4a5159;font-size:.85rem}"
    "@media (prefers-color-scheme:dark){body{background:#14171a;color:#f0f2f4}"
    "footer{color:#b9c1ca}}"
)
#: Style of `details` and `table`.
TABLES: Final = (
    ".fo-box details{padding:.25rem .75rem}.fo-box summary{cursor:pointer;min-height:24px}"
    ".fo-static{overflow:auto;max-height:28rem}.fo-static table{border-collapse:collapse}"
    ".fo-static caption{text-align:start}.fo-static :is(th,td){padding:.2rem .6rem;"
    "text-align:start;vertical-align:top;border-block-end:1px solid #8b929b66}"
)
#: Style of a page that is read: headings, links, figures; in the dark and on paper.
READING: Final = (
    "header,main,footer{max-width:64rem}main{padding:0 .75rem}"
    "header,footer,figcaption,li{overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    "h3{font-size:1rem;margin:.25rem 0}"
    ".facts{color:#4a5159}a{color:#0b57d0}a:focus-visible,[tabindex]:focus-visible{"
    "outline:3px solid #0b57d0;outline-offset:2px}li{margin-block:.4rem}"
    "figure{margin:1rem 0 2rem}"
    ".picture{overflow-x:auto;background:#fff;border:1px solid #d5d9de}"
    ".picture img{display:block;min-width:32rem;max-width:100%;height:auto}"
    "@media (prefers-color-scheme:dark){.facts{color:#b9c1ca}a{color:#9cc2ff}"
    "a:focus-visible,[tabindex]:focus-visible{outline-color:#9cc2ff}}"
    "@media print{body{background:#fff;color:#000;font-size:11pt}a{color:#000}.facts{color:#333}"
    "h2,h3,figcaption{break-after:avoid}li,.picture{break-inside:avoid}"
    ".picture{overflow:visible;border:0}.picture img{min-width:0}}"
)


def document(title: str, body: str, style: str = "", script: str = "", tongue: str = "") -> str:
    """Return a whole page, which by its policy loads nothing and runs one script or none.

    Parameters
    ----------
    title : str
        The page's title, plain.
    body : str
        HTML of the body.
    style : str
        Further rules of style; ours, never a reader's text.
    script : str
        The one script that stands in the body and may run, exactly as it stands there. Its
        parts may bring style of their own; a page without a script has the style of its head
        alone, and no attribute ``style``.
    tongue : str
        The attributes of the page's language, from `foedus.wording.attributes`; English if blank.

    Returns
    -------
    str
        The document.
    """
    rules = _PAGE + style
    allowed = (
        f"script-src '{digest(script)}'; style-src 'unsafe-inline'"
        if script
        else f"style-src '{digest(rules)}'"
    )
    policy = f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{html.escape(title)}</title><style>{rules}</style>"
    )
    tongue = tongue or ' lang="en"'
    return f"<!DOCTYPE html>\n<html{tongue}><head>{head}</head><body>{body}</body></html>\n"


def digest(text: str) -> str:
    """Return the SHA-256 of a text as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def save(path: str | Path, text: str) -> Path:
    """Write a page whole or not at all: a reader never meets half of it.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.
    IsADirectoryError
        If the path is a folder.
    """
    target = Path(path)
    if target.is_dir():
        msg = f"{str(target)!r} is a folder; give a file name too, for example 'briefing.html'."
        raise IsADirectoryError(msg)
    if not target.parent.is_dir():
        msg = f"There is no folder {str(target.parent)!r} to write {target.name!r} into."
        raise FileNotFoundError(msg)
    # Beside the target, so that the last step is a rename, which happens at once.
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)
    return target


def count(number: int, word: str, several: str = "") -> str:
    """Return a number of things with their name.

    Examples
    --------
    >>> count(1, "chart"), count(1200, "chart"), count(2, "query", "queries")
    ('1 chart', '1,200 charts', '2 queries')
    """
    return f"{number:,} {word if number == 1 else several or word + 's'}"


def section(name: str, heading: str, inside: str, style: str = "") -> str:
    """Return a section of HTML under a heading of level two, plain; links reach it by `name`."""
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{html.escape(heading)}</h2>'
        + (f'<div class="{style}">{inside}</div>' if style else inside)
        + "</section>"
    )


def figure(shown: Figure) -> str:
    """Return a chart with its words, its picture and its tables, which open at a click."""
    named = html.escape(shown.title)
    subtitle = f'<p dir="auto">{html.escape(shown.subtitle)}</p>' if shown.subtitle else ""
    tables = "".join(details(shown.title, one) for one in shown.tables)
    return (
        f'<figure class="fo-box"><figcaption><h3 dir="auto">{named}</h3>{subtitle}'
        f'<p dir="auto">{html.escape(shown.description)}</p></figcaption>'
        f"{_picture(shown, named)}{tables}</figure>"
    )


def details(caption: str, frame: pd.DataFrame) -> str:
    """Return a table that opens at a click; `TABLES` is its style."""
    summary = tn(
        "{caption}: the same as a table ({rows} row)",
        "{caption}: the same as a table ({rows} rows)",
        len(frame),
        caption=caption,
        rows=len(frame),
    )
    return (
        f"<details{attributes()}><summary>{html.escape(summary)}"
        f"</summary>{table(caption, frame)}</details>"
    )


def table(caption: str, frame: pd.DataFrame) -> str:
    """Return a table in a box that scrolls; `TABLES` is its style."""
    named = html.escape(caption)
    # Translators: names a table that can be scrolled.
    region = html.escape(t("{caption}, table", caption=caption))
    return (
        f'<div class="fo-static" tabindex="0" role="region" aria-label="{region}">'
        f"<table><caption>{named}</caption><thead><tr>{_head(frame.columns)}</tr></thead>"
        f"<tbody>{_rows(frame)}</tbody></table></div>"
    )


def _picture(shown: Figure, named: str) -> str:
    if not shown.picture:
        return "<p>This chart could not be drawn where the page was made; its table follows.</p>"
    return (
        f'<div class="picture" tabindex="0" role="region" aria-label="{named}, picture">'
        f'<img role="img" alt="{html.escape(shown.description)}" src="{shown.picture}"></div>'
    )


def _head(names: Iterable[object]) -> str:
    return "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in names)


def _rows(frame: pd.DataFrame) -> str:
    return "".join(
        "<tr>" + "".join(f"<td>{html.escape(_text(cell))}</td>" for cell in row) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )


def _text(value: Any) -> str:  # noqa: ANN401 (a cell holds anything)
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(item) for item in value)
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return str(value)
