"""Assemble the instructor's guide: the general part, each lesson's own, rubrics and the map."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Final

import pandas as pd

from foedus.editions import overview
from foedus.editions.citations import Library, render, sources_section
from foedus.editions.source import SourceError
from foedus.lessons import Room

__all__ = ["GENERAL", "PLACE", "guide", "guide_sources"]

#: The general part; it says where the lessons' parts stand.
GENERAL: Final = Path(overview.__file__).parents[1] / "lessons" / "guide.md"
#: Where the finished guide stands in the course's folder.
PLACE: Final = Path("docs") / "instructors-guide.md"

_MARKS: Final = ("{{lessons}}", "{{rooms}}", "{{map}}")
_FROM_DOCS: Final = "glossary.md"
_SIZES: Final = {
    "lesson": "lesson",
    "words": "words",
    "charts": "charts",
    "widgets": "widget views",
    "reading": "minutes to read",
    "doing": "minutes to do",
    "questions": "checked questions",
    "points": "points",
}


def guide(rooms: Iterable[Room], library: Library, general: Path = GENERAL) -> str:
    """Return the instructor's guide.

    Parameters
    ----------
    rooms : iterable of foedus.lessons.Room
        The lessons, in order; those with a `guide.md` have a part of their own.
    library : Library
        What the guide can cite.
    general : pathlib.Path
        The general part, with ``{{lessons}}``, ``{{rooms}}`` and ``{{map}}`` each on a line of
        its own; ``{{sources}}`` may stand.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    SourceError
        If a mark is missing, or a lesson's part does not begin with its heading.
    """
    every = [room for room in rooms if room.lesson.exists()]
    text = general.read_text(encoding="utf-8")
    missing = [mark for mark in _MARKS if mark not in text]
    if missing:
        raise SourceError(f"lessons/{general.name}: {', '.join(missing)} is missing.")
    text = text.replace("{{rooms}}", "\n\n".join(_part(room) for room in every if _has_part(room)))
    filled = {
        "{{lessons}}": _size_table(overview.sizes(every)),
        "{{map}}": _map_table(overview.objective_map(every)),
        "{{sources}}": sources_section([text], library),
    }
    page = render(text, library, _FROM_DOCS)
    for mark, words in filled.items():
        page = page.replace(mark, words)
    return page.strip() + "\n"


def guide_sources(rooms: Iterable[Room], general: Path = GENERAL) -> list[Path]:
    """Return the files from which the guide's prose comes, the general part first."""
    return [general, *(_place(room) for room in rooms if _has_part(room))]


def _place(room: Room) -> Path:
    return room.folder / "guide.md"


def _has_part(room: Room) -> bool:
    return _place(room).exists()


def _part(room: Room) -> str:
    text = _place(room).read_text(encoding="utf-8").strip()
    if not text.startswith(f"## {room.number} "):
        raise SourceError(f"{room.name}/guide.md: the first line is not '## {room.number} …'.")
    return f"{text}\n\n{_rubric(room)}".strip()


def _rubric(room: Room) -> str:
    """Return the rubric of the room's open question, if it has one."""
    opening: Any = getattr(room.module("questions"), "OPEN", None)
    if opening is None:
        return ""
    rows = [[str(points), text] for points, text in opening.rubric]
    lead = f"{opening.points} points, about {opening.minutes} minutes."
    table = _table(["points", "an answer that"], rows, numbers=["points"])
    return f"### Rubric of the open question\n\n{lead}\n\n{table}"


def _size_table(sizes: pd.DataFrame) -> str:
    shown = sizes.assign(lesson=sizes["lesson"] + " " + sizes["title"])[list(_SIZES)]
    rows = [[_figure(cell) for cell in row] for row in shown.itertuples(index=False)]
    total = shown.drop(columns="lesson").sum()
    rows.append(["**all**", *(_figure(cell) for cell in total)])
    return _table(list(_SIZES.values()), rows, numbers=list(_SIZES.values())[1:])


def _figure(cell: object) -> str:
    return cell if isinstance(cell, str) else f"{int(str(cell)):,}"


def _map_table(rows: pd.DataFrame) -> str:
    """Return one row an objective, its sections and questions joined."""
    lines = []
    for (lesson, _, text), group in rows.groupby(["lesson", "objective", "text"], sort=False):
        named = ", ".join(dict.fromkeys(f"*{one}*" for one in group["section"] if one))
        asked = group[group["question"] != ""].drop_duplicates("question")
        told = "; ".join(map(_asked, asked.to_dict("records")))
        lines.append([str(lesson), str(text), named, told])
    return _table(["lesson", "to be able to", "taught in", "checked by"], lines)


def _asked(row: dict[Any, Any]) -> str:
    points = f"{row['points']} point{'' if row['points'] == 1 else 's'}"
    return f"{row['question']} {row['title']} ({row['level']}, {row['minutes']} min, {points})"


def _table(head: list[str], rows: Iterable[list[str]], numbers: Collection[str] = ()) -> str:
    rule = ["---:" if name in numbers else "---" for name in head]
    cells = [head, rule, *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
