"""Say where two versions of a notebook differ: which cell, and in what."""

import copy
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from foedus.widgets.page import without_packed

__all__ = ["differences"]

_PICTURE = "image/png"
_PAGE = "text/html"
_PARTS = ("cell_type", "source", "metadata", "execution_count", "outputs", "attachments")


def differences(built: NotebookNode, committed: NotebookNode) -> list[str]:
    """Compare a notebook built now with the one that is stored.

    Parameters
    ----------
    built, committed : nbformat.NotebookNode
        The notebook as its sources make it, and as it stands on disk.

    Returns
    -------
    list of str
        One line a difference, each naming the cell; empty if there is none. Of pictures only
        the presence is compared: their bytes depend on a machine's fonts. Of a widget's stand-in
        the digest is compared: its packed bytes depend on a machine's zlib.
    """
    return list(_differences(built, committed))


def _differences(built: NotebookNode, committed: NotebookNode) -> Iterator[str]:
    ours = {cell.id: cell for cell in built.cells}
    theirs = {cell.get("id", f"number {at}"): cell for at, cell in enumerate(committed.cells)}
    for part in ("metadata", "nbformat", "nbformat_minor"):
        if built.get(part) != committed.get(part):
            yield f"the notebook's {part} differs"
    yield from (f"cell {one} is missing" for one in ours if one not in theirs)
    yield from (f"cell {one} has no source" for one in theirs if one not in ours)
    common = [one for one in ours if one in theirs]
    if common != [one for one in theirs if one in ours]:
        yield "the cells stand in another order"
    for one in common:
        yield from _of_cell(one, ours[one], theirs[one])


def _of_cell(one: str, built: NotebookNode, committed: NotebookNode) -> Iterator[str]:
    for part in _PARTS:
        mine, other = _comparable(built.get(part)), _comparable(committed.get(part))
        if mine != other:
            yield f"cell {one}: {part} differs{_first_line(mine, other)}"


def _comparable(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if not isinstance(value, list):
        return value
    outputs = copy.deepcopy(value)
    for output in outputs:
        data = output.get("data", {})
        if _PICTURE in data:
            data[_PICTURE] = "a picture"
        if _PAGE in data:
            data[_PAGE] = without_packed("".join(data[_PAGE]))
    return outputs


def _first_line(mine: object, other: object) -> str:
    """Return the first line that differs, for text; nothing for other values."""
    pairs = zip(_lines(mine), _lines(other), strict=False)
    found = next(((left, right) for left, right in pairs if left != right), None)
    return f"\n    built:     {found[0][:160]}\n    committed: {found[1][:160]}" if found else ""


def _lines(value: object) -> list[str]:
    if isinstance(value, str):
        return value.splitlines()
    if isinstance(value, list):
        return [line for one in value for line in _lines(one)]
    if isinstance(value, dict):
        return [f"{key}: {line}" for key in sorted(value) for line in _lines(value[key])]
    return [str(value)]
