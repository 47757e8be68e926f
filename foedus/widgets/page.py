"""Pages without a kernel: a self-contained file, and the stand-in inside a notebook."""

import base64
import gzip
import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from foedus import documents
from foedus.widgets import frontend
from foedus.wording import attributes, mark, t

__all__ = ["document", "fallback", "views", "without_packed", "write"]

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
_PLAIN: Final = mark(
    "This view needs JavaScript, which is switched off or was removed here. "
    "The table below holds what it shows; run the cell in JupyterLab to see the view itself."
)
_LICENCE: Final = mark(
    "Foedus, a course on reading alliances. Text and data CC BY 4.0 unless a table says "
    "otherwise; every row names its source."
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
        f"<main>{views(title, states, tables)}</main><footer>{_said(_LICENCE)}</footer>"
    )
    page = documents.document(title, body, "", _script(), attributes())
    return documents.save(path, page)


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
    return documents.document(title, body, style, _script())


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
        documents.digest(text),
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
        f'<div class="fo-box" role="group"{attributes()} aria-label="{html.escape(title)}"'
        f"{digest and f' data-digest={digest!r}'}><style>{documents.TABLES}</style>"
        f'<div class="fo-stage"><p>{_said(_PLAIN)}</p></div>'
        f"{''.join(documents.details(*table) for table in tables)}{scripts}</div>"
    )


def _said(message: str) -> str:
    return html.escape(t(message), quote=False)


def _closed(text: str, tag: str) -> str:
    """Keep a closing tag inside a string of the code from ending the element."""
    return text.replace(f"</{tag}", f"<\\/{tag}")


def _json(content: object) -> str:
    try:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        msg = f"A view's state cannot be written as JSON: {error}."
        raise ValueError(msg) from error
    return text.replace("<", "\\u003c")
