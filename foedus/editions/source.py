"""Read a lesson's text source into cells with ids of our own."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import jupytext
from nbformat import NotebookNode

__all__ = ["Cell", "Head", "Source", "SourceError", "read", "slug"]

Kind = Literal["markdown", "code", "question", "open-question"]

_FENCE: Final = re.compile(r"^\s*(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"^#{1,2} ")
_ANY_HEADING: Final = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_DIRECTIVE: Final = re.compile(
    r"^```\{(question|open-question)\} *([0-9.]+) *\n+```[ \t]*$", re.MULTILINE
)
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID: Final = 64  # nbformat's limit


class SourceError(ValueError):
    """A source file breaks the format; the message says where and what to do."""


@dataclass(frozen=True)
class Head:
    """What the head of a source file says.

    Parameters
    ----------
    title, number, stem : str
        The only heading of level 1, two digits, and the notebooks' file name.
    known_then : tuple of str
        ISO dates (or months, or years) after the article's day that were announced before it,
        such as the end of a treaty's term: prose and outputs may hold them.
    reveal : str
        Name of the cell from which on later dates may stand; blank where none does.
    """

    title: str
    number: str
    stem: str
    known_then: tuple[str, ...] = ()
    reveal: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Parameters
    ----------
    id : str
        Our stable id, ``02-early-events``; for a question the question's id, ``02.3``.
    kind : str
        ``markdown``, ``code``, ``question`` or ``open-question``.
    text : str
        Markdown or code; blank for questions, whose text comes from `questions.py`.
    tags : tuple of str
        Notebook tags of a code cell.
    """

    id: str
    kind: Kind
    text: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A source file: its head and its cells in order."""

    head: Head
    cells: tuple[Cell, ...]
    path: Path


def read(path: Path) -> Source:
    """Read a lesson's or an exercise's source.

    Parameters
    ----------
    path : pathlib.Path
        A file in Jupytext's MyST Markdown format.

    Returns
    -------
    Source
        Head and cells; every cell has an id and no id occurs twice.

    Raises
    ------
    SourceError
        If the head lacks a field or names a reveal that is no cell, a cell has no name or a bad
        one, or two have the same.
    """
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    where = f"{path.parent.name}/{path.name}"
    head = _head(notebook.metadata, where)
    cells: list[Cell] = []
    for node in notebook.cells:
        cells += _cells(node, head.number, where, cells[-1] if cells else None)
    cells = _apart(cells)
    _refuse_doubles(cells, where)
    _refuse_no_reveal(head, cells, where)
    return Source(head, tuple(cells), path)


def slug(heading: str) -> str:
    """Return a heading as a name.

    Examples
    --------
    >>> slug("What is *still* uncertain?")
    'what-is-still-uncertain'
    """
    words = re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("'", "").replace("\u2019", ""))
    return words.strip("-")


def _head(metadata: dict[str, Any], where: str) -> Head:
    fields = {name: metadata.get(name) for name in ("title", "number", "stem")}
    for name, value in fields.items():
        if not isinstance(value, str) or not value:
            raise SourceError(f"{where}: the head has no text for '{name}' (numbers in quotes).")
    known_then = tuple(str(date) for date in metadata.get("known_then", ()))
    return Head(
        **{name: str(value) for name, value in fields.items()},
        known_then=known_then,
        reveal=str(metadata.get("reveal", "")),
    )


def _cells(node: NotebookNode, number: str, where: str, before: Cell | None) -> list[Cell]:
    name = node.metadata.get("name")
    if node.cell_type == "code":
        if not name:
            first = node.source.strip().partition("\n")[0]
            raise SourceError(f"{where}: the code cell '{first}' has no line ':name: …'.")
        tags = tuple(node.metadata.get("tags", ()))
        return [Cell(_id(number, name, where), "code", node.source.strip("\n"), tags)]
    cells: list[Cell] = []
    for at, text in enumerate(_pieces(node.source)):
        fallback = _after(before, number) if at == 0 else None
        cells.append(_piece(text, number, where, name if at == 0 else None, fallback))
    return cells


def _after(before: Cell | None, number: str) -> str | None:
    """Name a text that follows a code cell after that cell: `phase-table-note`."""
    code = before is not None and before.kind == "code"
    return f"{before.id.removeprefix(f'{number}-')}-note" if before and code else None


def _pieces(text: str) -> list[str]:
    """Cut Markdown before each heading of level 1 or 2 and around question directives."""
    parts: list[list[str]] = [[]]
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        opens_question = not fence and line.startswith(("```{question}", "```{open-question}"))
        if opens_question or (not fence and _HEADING.match(line)):
            parts.append([])
        parts[-1].append(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence):
            closes_question = parts[-1][0].startswith(("```{question}", "```{open-question}"))
            fence = ""
            if closes_question:
                parts.append([])
    texts = ["\n".join(part).strip() for part in parts]
    return [text for text in texts if text]


def _piece(text: str, number: str, where: str, name: str | None, fallback: str | None) -> Cell:
    directive = _DIRECTIVE.fullmatch(text)
    if directive:
        kind: Kind = "question" if directive[1] == "question" else "open-question"
        return Cell(directive[2], kind)
    if text.startswith(("```{question}", "```{open-question}")):
        raise SourceError(f"{where}: a question block holds its number only:\n{text}")
    heading = _ANY_HEADING.search(text)
    name = name or (slug(heading[1]) if heading else fallback)
    if name is None:
        start = " ".join(text.split())[:50]
        raise SourceError(
            f"{where}: the text '{start}…' has no heading and no name; "
            'put a line such as +++ {"name": "what-it-shows"} before it.'
        )
    return Cell(_id(number, name, where), "markdown", text)


def _id(number: str, name: str, where: str) -> str:
    if not _NAME.fullmatch(name):
        raise SourceError(
            f"{where}: '{name}' is no name: lower case letters, digits and single hyphens."
        )
    return f"{number}-{name}"[:_LONGEST_ID].rstrip("-")


def _apart(cells: list[Cell]) -> list[Cell]:
    """Let a text under the heading "Setup" and the code called setup stand side by side."""
    code = {cell.id for cell in cells if cell.kind == "code"}
    return [
        replace(cell, id=f"{cell.id}-text") if cell.kind == "markdown" and cell.id in code else cell
        for cell in cells
    ]


def _refuse_doubles(cells: list[Cell], where: str) -> None:
    ids = [cell.id for cell in cells]
    for one in ids:
        if ids.count(one) > 1:
            raise SourceError(f"{where}: two cells are called '{one}'; name one of them.")


def _refuse_no_reveal(head: Head, cells: list[Cell], where: str) -> None:
    name = f"{head.number}-{head.reveal}"
    if head.reveal and name not in [cell.id for cell in cells]:
        raise SourceError(f"{where}: the head names the reveal '{head.reveal}', but no cell is it.")
