"""The as-of rule: before a lesson's reveal nothing later than the article's day can be seen."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nbformat import NotebookNode

from foedus.editions import evidence

__all__ = ["LAST_LESSON", "before_reveal", "late_cells", "late_texts"]

#: The last lesson that the rule is for; the lesson after it is free.
LAST_LESSON: Final = "07"


def before_reveal(ids: Sequence[str], number: str, reveal: str) -> list[str]:
    """Return the ids of the cells that stand before the reveal: all of them if there is none.

    Parameters
    ----------
    ids : sequence of str
        Cell ids in the order of the notebook.
    number : str
        The lesson's two digits.
    reveal : str
        Name of the cell from which on later dates may stand; blank if the notebook has none.

    Raises
    ------
    ValueError
        If no cell has this name: then nothing would tell where the rule ends.

    Examples
    --------
    >>> before_reveal(["07-setup", "07-forecast", "07-what-came"], "07", "what-came")
    ['07-setup', '07-forecast']
    """
    if not reveal:
        return list(ids)
    name = f"{number}-{reveal}"
    if name not in ids:
        raise ValueError(f"The head names the reveal '{reveal}', but there is no cell '{name}'.")
    return list(ids[: list(ids).index(name)])


def late_cells(
    notebook: NotebookNode, number: str, day: str, *, reveal: str = "", known: Iterable[str] = ()
) -> list[str]:
    """Return what can be seen too early in a built notebook, cell by cell.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A built notebook with its outputs.
    number : str
        The lesson's two digits.
    day : str
        The as-of date in ISO form.
    reveal : str
        As in `before_reveal`.
    known : iterable of str
        ISO dates that were announced before the day, and may therefore stand.

    Returns
    -------
    list of str
        Later dates in prose, printed text, tables, charts' data and widgets' data, and calls of
        `load` without an as-of date or with a later one. The list of sources is not read.
    """
    early = set(before_reveal([cell.id for cell in notebook.cells], number, reveal))
    known = tuple(known)
    return [
        f"cell {cell.id}: {fault}"
        for cell in notebook.cells
        if cell.id in early
        for fault in _cell_faults(cell, day, known)
    ]


def late_texts(
    texts: Iterable[tuple[str, str]], day: str, *, known: Iterable[str] = ()
) -> list[str]:
    """Return the later dates in named texts, such as the hints and messages of a question.

    Examples
    --------
    >>> late_texts([("hint 1", "Look at July 2025.")], "2025-06-22")
    ["hint 1: 'July 2025'"]
    """
    known = tuple(known)
    return [
        f"{name}: {date!r}"
        for name, text in texts
        for date in evidence.later_dates(text, day, known=known)
    ]


def _cell_faults(cell: NotebookNode, day: str, known: tuple[str, ...]) -> Iterator[str]:
    if cell.cell_type == "markdown":
        if not cell.source.startswith("## Sources"):
            yield from map(repr, evidence.later_dates(cell.source, day, known=known))
        return
    shown = evidence.output_text(cell)
    yield from map(repr, evidence.later_dates(shown, day, known=known, years=False))
    yield from _loads(cell.source, day)


def _loads(source: str, day: str) -> Iterator[str]:
    """Yield what is wrong with the calls of `load`: each needs an as-of date, none a later one."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "load"):
            continue
        given = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "as_of")]
        if not given:
            yield f"{ast.unparse(call)} has no as_of"
        elif isinstance(given[0], ast.Constant) and str(given[0].value) > day:
            yield f"{ast.unparse(call)} loads what came later"
