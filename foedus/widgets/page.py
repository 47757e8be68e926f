"""Pages without a kernel: a self-contained file, and the stand-in inside a notebook."""

import base64
import gzip
import hashlib
import html
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from foedus.widgets import frontend

__all__ = ["details", "document", "fallback", "save", "views", "without_packed", "write"]

_PACKED: Final = re.compile(r'(<script type="text/plain" class="fo-packed">)[^<]*')

State = Mapping[str, Any]
Table = tuple[str, pd.DataFrame]

#: In a file of its own the code stands open to be read; the page's policy names its digest.
_START: Final = """
const box = document.querySelector(".fo-box");
const states = JSON.parse(box.querySelector("script[type='application/json']").textContent);
const stage = box.querySelector(".fo-stage");
stage.replaceChildren();
mount(stage, states);
"""
#: In a notebook size counts: code, style and data are packed. Every box that still waits is
#: opened, so that one running module serves all on the page.
_UNPACK: Final = """
const open = async (box) => {
const packed = box.querySelector(".fo-packed").textContent;
const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const { script, style, states } = await new Response(unzipped).json();
const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
const { mount } = await import(url);
URL.revokeObjectURL(url);
const sheet = document.createElement("style");
sheet.textContent = style;
const stage = box.querySelector(".fo-stage");
stage.replaceChildren(sheet);
mount(stage, states);
};
for (const box of document.querySelectorAll(".fo-box:not([data-live])")) {
box.dataset.live = "";
open(box);
}
"""
_PLAIN: Final = (
    "This view needs JavaScript, which is switched off or was removed here. "
    "The table below holds what it shows; run the cell in JupyterLab to see the view itself."
)
_LICENCE: Final = (
    "Foedus, a course on reading alliances. Text and data CC BY 4.0 unless a table says "
    "otherwise; every row names its source."
)
_PAGE_STYLE: Final = (
    "body{margin:0;background:#fff;color:#1b1f24;"
    'font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}'
    "main,header,footer{max-width:90rem;margin-inline:auto}header,footer{padding:.5rem .75rem}"
    "h1{font-size:1.35rem;font-weight:600;margin:.5rem 0 0}footer{color:#4a5159;font-size:.85rem}"
    "@media (prefers-color-scheme:dark){body{background:#14171a;color:#f0f2f4}"
    "footer{color:#b9c1ca}}"
)
_TABLE_STYLE: Final = (
    ".fo-box details{padding:.25rem .75rem}.fo-box summary{cursor:pointer;min-height:24px}"
    ".fo-static{overflow:auto;max-height:28rem}.fo-static table{border-collapse:collapse}"
    ".fo-static caption{text-align:start}.fo-static :is(th,td){padding:.2rem .6rem;"
    "text-align:start;vertical-align:top;border-block-end:1px solid #8b929b66}"
)


def write(path: str | Path, title: str, states: Sequence[State], tables: Sequence[Table]) -> Path:
    """Write one self-contained HTML page: views, data and code in a single file.

    The page needs no kernel and no internet, opens from ``file://`` and forbids itself, by its
    content security policy, to load anything.

    Parameters
    ----------
    path : str or Path
        Where to write; the folder must exist.
    title : str
        The page's title and heading.
    states : sequence of mappings
        One mapping a view, its synced traits by name (``View.page_state()``); views on a page
        are linked by their date.
    tables : sequence of (str, DataFrame)
        Caption and content of the tables that say the same without a script.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    ValueError
        If a state holds something that JSON cannot say.
    """
    body = (
        f"<header><h1>{html.escape(title)}</h1></header>"
        f"<main>{views(title, states, tables)}</main><footer>{_LICENCE}</footer>"
    )
    return save(path, document(title, body))


def views(title: str, states: Sequence[State], tables: Sequence[Table]) -> str:
    """Return the views of a page that `document` makes: one box, linked by date, with tables.

    Parameters
    ----------
    title : str
        What the views are called together.
    states, tables
        As in `write`.

    Returns
    -------
    str
        HTML for the inside of a page; a page holds one such box.
    """
    return f"<style>{_closed(frontend.styles(), 'style')}</style>" + _box(
        title,
        tables,
        f'<script type="application/json">{_json(list(states))}</script>'
        f'<script type="module">{_script()}</script>',
    )


def document(title: str, body: str, style: str = "") -> str:
    """Return a whole page, which by its policy runs the views' script and loads nothing.

    Parameters
    ----------
    title : str
        The page's title, as plain text.
    body : str
        HTML of the body.
    style : str
        Further rules of style; ours, never a reader's text.
    """
    policy = (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{html.escape(title)}</title><style>{_PAGE_STYLE}{style}</style>"
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


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
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)
    return target


def fallback(title: str, states: Sequence[State], tables: Sequence[Table]) -> str:
    """Return the ``text/html`` that stands in for a live widget in a stored notebook.

    It runs the same front end on the stored data. Where scripts are removed a sentence and the
    tables remain. The text depends on the arguments alone, so that outputs compare equal, and
    several on a page do not disturb each other. Code and data are packed (gzip); ``data-digest``
    is that of the content, for whoever compares outputs across builds of zlib.

    Parameters
    ----------
    title : str
        What the views are called.
    states, tables
        As in `write`.

    Returns
    -------
    str
        HTML for the inside of a page.

    Raises
    ------
    ValueError
        If a state holds something that JSON cannot say.
    """
    content = {"script": frontend.module(), "style": frontend.styles(), "states": list(states)}
    text = _json(content)
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return _box(
        title,
        tables,
        f'<script type="text/plain" class="fo-packed">{packed}</script>'
        f'<script type="module">{_UNPACK}</script>',
        _digest(text),
    )


def without_packed(text: str) -> str:
    """Return stand-ins without their packed part, for comparing outputs of two machines.

    The bytes of gzip depend on the machine's zlib; the digest of the content, which stays, does
    not.
    """
    return _PACKED.sub(r"\1", text)


def _script() -> str:
    return _closed(frontend.module() + _START, "script")


def _box(title: str, tables: Sequence[Table], scripts: str, digest: str = "") -> str:
    return (
        f'<div class="fo-box" role="group" aria-label="{html.escape(title)}"'
        f"{digest and f' data-digest={digest!r}'}><style>{_TABLE_STYLE}</style>"
        f'<div class="fo-stage"><p>{_PLAIN}</p></div>'
        f"{''.join(details(*table) for table in tables)}{scripts}</div>"
    )


def _closed(text: str, tag: str) -> str:
    """Keep a closing tag inside a string of the code from ending the element."""
    return text.replace(f"</{tag}", f"<\\/{tag}")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(content: object) -> str:
    try:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        msg = f"A view's state cannot be written as JSON: {error}."
        raise ValueError(msg) from error
    return text.replace("<", "\\u003c")


def details(caption: str, frame: pd.DataFrame) -> str:
    """Return a table that opens at a click; the style of `views` goes with it."""
    named = html.escape(caption)
    return (
        f"<details><summary>{named}: the same as a table ({len(frame)} rows)</summary>"
        f'<div class="fo-static" tabindex="0" role="region" aria-label="{named}, table">'
        f"<table><caption>{named}</caption><thead>{_head(frame)}</thead>"
        f"<tbody>{_rows(frame)}</tbody></table></div></details>"
    )


def _head(frame: pd.DataFrame) -> str:
    names = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in frame.columns)
    return f"<tr>{names}</tr>"


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
