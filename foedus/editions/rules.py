"""The rules of form that every built notebook keeps; each function returns faults as text."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import nbformat
from nbformat import NotebookNode

from foedus.charts.renderer import CHART_MIME, NO_DESCRIPTION

__all__ = ["form_faults", "grading_faults", "leaks", "share_with_output", "silent_on_purpose"]

_HEADING: Final = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_FENCED: Final = re.compile(r"^```.*?^```[ \t]*$", re.MULTILINE | re.DOTALL)
_MOST_LINES: Final = 15
_SHORTEST_LEAK: Final = 10
_QUIET_CALLS: Final = {"set_option", "append", "extend", "update"}
_ID: Final = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")
# The keys of nbgrader's schema 3, and which kinds of cell they may say in concert:
# (grade, solution, locked) of an answer, a check, an open answer and a read-only cell.
_FLAGS: Final = {
    (False, True, False): "an answer",
    (True, False, True): "a check",
    (True, True, False): "an open answer",
    (False, False, True): "read only",
}
_KEYS: Final = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}


def form_faults(notebook: NotebookNode, number: str) -> list[str]:
    """Return what is wrong with a notebook's form.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A built notebook.
    number : str
        Its lesson.

    Returns
    -------
    list of str
        Invalid format, foreign or doubled ids, wrong order of headings, code cells of more than
        fifteen lines, charts without a description.
    """
    foreign = list(_id_faults([cell.id for cell in notebook.cells], number))
    return [
        *(foreign or _format_faults(notebook)),  # nbformat would silently repair a doubled id
        *_heading_faults(notebook),
        *(fault for cell in notebook.cells for fault in _cell_faults(cell)),
    ]


def grading_faults(notebook: NotebookNode) -> list[str]:
    """Return what nbgrader would refuse in a notebook's metadata.

    Notes
    -----
    The rules restate nbgrader's schema, version 3: its six keys, points where there is a
    grade and only there, unique grade ids, and no contradiction between its flags.
    """
    graded = [(cell.id, cell.metadata.get("nbgrader")) for cell in notebook.cells]
    faults = [fault for one, data in graded for fault in _grading_faults(one, data)]
    ids = [data["grade_id"] for _, data in graded if data and "grade_id" in data]
    faults += [f"grade_id {one!r} stands twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    return faults


def leaks(exercise: NotebookNode, references: Iterable[str], given: Iterable[str]) -> list[str]:
    """Return what an exercise gives away.

    Parameters
    ----------
    exercise : nbformat.NotebookNode
        The student's edition.
    references : iterable of str
        Code of the reference answers, the open one's text included.
    given : iterable of str
        What authors give on purpose: stubs, prompts and the setup, as their sources hold them.

    Returns
    -------
    list of str
        Outputs, attachments, execution counts, and lines of reference answers of ten characters
        or more that are not given on purpose, wherever in the file they stand.
    """
    faults = [
        f"cell {cell.id} holds {part}"
        for cell in exercise.cells
        for part in ("outputs", "execution_count", "attachments")
        if cell.get(part)
    ]
    shown = "\n".join(given)
    everything = _flat(exercise)
    lines = {line.strip() for code in references for line in code.splitlines()}
    return faults + [
        f"a line of an answer stands in the exercise: {line!r}"
        for line in sorted(lines)
        if len(line) >= _SHORTEST_LEAK and line not in shown and line in everything
    ]


def silent_on_purpose(source: str) -> bool:
    r"""Return whether code shows nothing by its nature: no `print`, and no expression at its end.

    Examples
    --------
    >>> silent_on_purpose("import pandas as pd\nrows = 3"), silent_on_purpose("rows")
    (True, False)
    """
    statements = ast.parse(source).body
    calls = {_called(node) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}
    if calls & {"print", "display"}:
        return False
    last = statements[-1] if statements else None
    quiet_call = isinstance(last, ast.Expr) and _called(last.value) in _QUIET_CALLS
    return quiet_call or not isinstance(last, ast.Expr)


def share_with_output(notebook: NotebookNode) -> float:
    """Return the share of a notebook's code cells that have stored output."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return sum(bool(cell.outputs) for cell in code) / len(code) if code else 0.0


def _called(node: ast.expr) -> str:
    """Return the last name of what a call calls: `set_option` of `pd.set_option(...)`."""
    called = node.func if isinstance(node, ast.Call) else None
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _format_faults(notebook: NotebookNode) -> list[str]:
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as fault:
        return [f"not a valid notebook: {fault.message}"]
    return []


def _id_faults(ids: list[str], number: str) -> Iterator[str]:
    for one in ids:
        if not _ID.fullmatch(one) or not one.startswith(f"{number}-"):
            yield f"cell {one}: the id is not one of ours ({number}-name)"
        if ids.count(one) > 1:
            yield f"cell {one}: the id stands twice"


def _heading_faults(notebook: NotebookNode) -> Iterator[str]:
    levels = [
        (cell.id, len(marks))
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for marks in _HEADING.findall(_FENCED.sub("", cell.source))
    ]
    if [level for _, level in levels].count(1) != 1:
        yield "the notebook has not exactly one heading of level 1"
    for (_, before), (cell, level) in pairwise(levels):
        if level > before + 1:
            yield f"cell {cell}: a heading of level {level} follows one of level {before}"


def _cell_faults(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type != "code":
        return
    if len(cell.source.splitlines()) > _MOST_LINES:
        yield f"cell {cell.id}: more than {_MOST_LINES} lines of code"
    for output in cell.outputs:
        data = output.get("data", {})
        if CHART_MIME in data and data.get("text/plain") == NO_DESCRIPTION:
            yield f"cell {cell.id}: the chart has no description"
        if CHART_MIME in data and "image/png" not in data:
            yield f"cell {cell.id}: the chart has no static picture"


def _grading_faults(one: str, data: dict[str, Any] | None) -> Iterator[str]:
    if data is None:
        yield f"cell {one}: no nbgrader metadata"
        return
    wanted = _KEYS | ({"points"} if data.get("grade") else set())
    if set(data) != wanted:
        yield f"cell {one}: nbgrader keys {sorted(data)}, wanted {sorted(wanted)}"
    if data.get("schema_version") != 3 or data.get("task") is not False:  # noqa: PLR2004
        yield f"cell {one}: schema_version is not 3 or task is not false"
    if data.get("grade_id") != one:
        yield f"cell {one}: grade_id {data.get('grade_id')!r} is not the cell's id"
    if (data.get("grade"), data.get("solution"), data.get("locked")) not in _FLAGS:
        yield f"cell {one}: grade, solution and locked contradict each other"
    points = data.get("points", 1)
    if not isinstance(points, int | float) or isinstance(points, bool) or points <= 0:
        yield f"cell {one}: {points!r} points"


def _flat(value: object) -> str:
    """Return every string inside a value, a line each."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(_flat(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return "\n".join(map(_flat, value))
    return ""
