"""Read a notebook that may hold anything, into the little that judging needs."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["Cell", "Notebook", "UnreadableError", "read_notebook"]

_MOST_CELLS: Final = 2000
_LONGEST: Final = 1_000_000
_FORMAT: Final = 4
_AGAIN: Final = "Open it in JupyterLab, save it, and hand it in again."
_BOMS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class UnreadableError(ValueError):
    """A file is no notebook that can be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    name : str
        Its id, or its `grade_id` where the id was lost on the way; blank when it has neither.
    kind : str
        ``code``, ``markdown`` or ``raw``.
    source : str
        Its text.
    """

    name: str
    kind: str
    source: str


@dataclass(frozen=True)
class Notebook:
    """The cells of a notebook, in order."""

    cells: tuple[Cell, ...]


def read_notebook(content: bytes, known: frozenset[str] = frozenset()) -> Notebook:
    """Read a notebook.

    Parameters
    ----------
    content : bytes
        The file: anything at all.
    known : frozenset of str
        The ids of the released cells: a cell that has none of them is called by its `grade_id`,
        which front ends that drop ids keep.

    Returns
    -------
    Notebook
        Outputs and all other metadata are left out.

    Raises
    ------
    UnreadableError
        If it is no notebook, or not one of format 4, or has far more in it than a notebook has.
    """
    value = _value(content)
    if not isinstance(value, dict) or "cells" not in value:
        if isinstance(value, dict) and "worksheets" in value:
            raise UnreadableError(f"This notebook has a format from before 2015. {_AGAIN}")
        raise UnreadableError(f"This file is JSON, but no notebook: it has no cells. {_AGAIN}")
    if value.get("nbformat") != _FORMAT:
        shown = str(value.get("nbformat"))[:20]
        raise UnreadableError(f"This notebook has the format {shown!r}, not 4. {_AGAIN}")
    cells = value["cells"]
    if not isinstance(cells, list) or len(cells) > _MOST_CELLS:
        raise UnreadableError(
            f"The cells of this notebook are no list of at most {_MOST_CELLS:,} cells. {_AGAIN}"
        )
    return Notebook(tuple(_cell(at, one, known) for at, one in enumerate(cells, start=1)))


def _value(content: bytes) -> Any:  # noqa: ANN401
    if not content.strip():
        raise UnreadableError("This file is empty. Hand in the notebook again.")
    encoding = next((name for mark, name in _BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        return json.loads(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"This file is not UTF-8 text (byte {error.start:,}), so it is no notebook. {_AGAIN}"
        ) from None
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"This file is no notebook: its JSON breaks in line {error.lineno:,}. It may have been "
            f"cut off, or edited by hand. {_AGAIN}"
        ) from None
    except (ValueError, RecursionError):
        raise UnreadableError(
            f"This file is no notebook: its JSON cannot be read. {_AGAIN}"
        ) from None


def _cell(at: int, cell: Any, known: frozenset[str]) -> Cell:  # noqa: ANN401
    if not isinstance(cell, dict) or cell.get("cell_type") not in {"code", "markdown", "raw"}:
        raise UnreadableError(f"Cell {at} of this notebook is no cell. {_AGAIN}")
    return Cell(_name(cell, known), cell["cell_type"], _source(at, cell.get("source", "")))


def _name(cell: dict[str, Any], known: frozenset[str]) -> str:
    metadata = cell.get("metadata")
    graded = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kept = graded.get("grade_id") if isinstance(graded, dict) else None
    names = [name for name in (cell.get("id"), kept) if isinstance(name, str)]
    return next((name for name in names if name in known), names[0] if names else "")


def _source(at: int, source: Any) -> str:  # noqa: ANN401
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise UnreadableError(f"The source of cell {at} of this notebook is no text. {_AGAIN}")
    text = "".join(lines)
    if len(text) > _LONGEST:
        raise UnreadableError(
            f"Cell {at} of this notebook holds {len(text):,} characters, more than anybody types."
        )
    return text
