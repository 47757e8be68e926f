"""What the lessons hold, as tables: objectives with their sections and questions, and sizes.

Everything is computed from the rooms. Which section teaches an objective is said by the `review`
of its questions: a learner who fails one is sent there.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd

from foedus.editions import assemble, minutes
from foedus.editions.marks import GLOSSARY, PROOFS
from foedus.editions.source import Cell, Source, read, slug
from foedus.lessons import Room

__all__ = ["headings", "lost_sections", "objective_map", "sections", "sizes"]

_REVIEW: Final = re.compile(r"[Ll]esson (\d\d), sections? (.+)", re.DOTALL)
_TITLE: Final = re.compile(r"'(.+?)'(?=$|[.,;]| and )")
_HEADING: Final = re.compile(r"^#{2,4} +(.+?) *$", re.MULTILINE)
_FENCED: Final = re.compile(r"^```.*?^```[ \t]*$", re.MULTILINE | re.DOTALL)
_MAP_COLUMNS: Final = (
    "lesson objective text section question title level minutes points".split()  # noqa: SIM905
)


def sections(review: str) -> list[tuple[str, str]]:
    """Return the sections that a question's `review` names.

    Parameters
    ----------
    review : str
        Such as ``"lesson 02, section 'Two calendars'"``, or several, joined by ``and``.

    Returns
    -------
    list of (str, str)
        Lesson and heading; empty if none is named in this form.

    Examples
    --------
    >>> sections("lesson 02, sections 'Two calendars' and 'Find the fault'")
    [('02', 'Two calendars'), ('02', 'Find the fault')]
    """
    found = _REVIEW.search(review)
    return [(found[1], title) for title in _TITLE.findall(found[2])] if found else []


def headings(room: Room) -> list[str]:
    """Return the headings of a room's lesson as a reader sees them, without its title."""
    texts = (_FENCED.sub("", cell.text) for cell in _texts(read(room.lesson)))
    return [_plain(title) for text in texts for title in _HEADING.findall(text)]


def objective_map(rooms: Iterable[Room]) -> pd.DataFrame:
    """Return which section teaches an objective and which question asks for it.

    Parameters
    ----------
    rooms : iterable of foedus.lessons.Room
        Those without questions are left out.

    Returns
    -------
    DataFrame
        `lesson`, `objective` (its key), `text`, `section`, `question`, `title`, `level`, `minutes`
        (to answer) and `points`: one row a question and section, in the order of objectives. An
        objective without a question has one row with blanks and zeros.
    """
    rows = [row for room in rooms if room.questions.exists() for row in _objective_rows(room)]
    return pd.DataFrame(rows, columns=_MAP_COLUMNS)


def lost_sections(rooms: Iterable[Room]) -> list[str]:
    """Return the questions that send a learner to no section, or to one that is not there.

    Parameters
    ----------
    rooms : iterable of foedus.lessons.Room
        A question may send to an earlier lesson too, if it is among these.

    Returns
    -------
    list of str
        One sentence a question and section.
    """
    present = list(rooms)
    known = {room.number: {slug(title) for title in headings(room)} for room in present}
    return [
        fault
        for room in present
        for one in _asked(room)
        for fault in _lost(one, known, room.number)
    ]


def sizes(rooms: Iterable[Room]) -> pd.DataFrame:
    """Return how large each lesson is.

    Parameters
    ----------
    rooms : iterable of foedus.lessons.Room
        The lessons.

    Returns
    -------
    DataFrame
        `lesson`, `title`, `words`, `charts` and `widgets` (code cells of the lesson that show
        one), `reading` and `doing` (minutes, rounded up to five; 0 without an exercise),
        `questions` (checked ones) and `points` (with those of the open question).
    """
    return pd.DataFrame([_size(room) for room in rooms])


def _objective_rows(room: Room) -> Iterator[tuple[object, ...]]:
    questions = _asked(room)
    for key, text in room.module("questions").OBJECTIVES.items():
        serving = [one for one in questions if one.objective == key]
        if not serving:
            yield (room.number, key, text, "", "", "", "", 0, 0)
        for one in serving:
            asked = (one.id, one.title, one.level, one.minutes, one.points)
            for lesson, section in sections(one.review) or [(room.number, "")]:
                where = section if lesson == room.number else f"lesson {lesson}: {section}"
                yield (room.number, key, text, where, *asked)


def _size(room: Room) -> dict[str, object]:
    source, asked = read(room.lesson), _asked(room)
    code = [cell.text for cell in source.cells if cell.kind == "code"]
    opening = _opening(room)
    return {
        "lesson": room.number,
        "title": source.head.title,
        "words": minutes.words(cell.text for cell in _texts(source)),
        "charts": minutes.charts(code),
        "widgets": minutes.widgets(code),
        "reading": minutes.whole_minutes(assemble.lesson_minutes(source)),
        "doing": _doing(room, [*asked, *opening]),
        "questions": len(asked),
        "points": sum(one.points for one in [*asked, *opening]),
    }


def _doing(room: Room, asked: list[Any]) -> int:
    if not room.exercise.exists():
        return 0
    return minutes.whole_minutes(assemble.doing_minutes(read(room.exercise), asked))


def _asked(room: Room) -> tuple[Any, ...]:
    found = room.module("questions") if room.questions.exists() else None
    return tuple(getattr(found, "QUESTIONS", ()))


def _opening(room: Room) -> list[Any]:
    found = room.module("questions") if room.questions.exists() else None
    return [found.OPEN] if found is not None and hasattr(found, "OPEN") else []


def _lost(question: Any, known: dict[str, set[str]], own: str) -> Iterator[str]:  # noqa: ANN401
    named = sections(question.review)
    if own not in {lesson for lesson, _ in named}:
        yield f"{question.id}: review names no section of lesson {own}: {question.review!r}"
    for lesson, title in named:
        if slug(_plain(title)) not in known.get(lesson, set()):
            yield f"{question.id}: lesson {lesson} has no section {title!r}"


def _texts(source: Source) -> list[Cell]:
    return [cell for cell in source.cells if cell.kind == "markdown"]


def _plain(title: str) -> str:
    words = GLOSSARY.sub(lambda found: found[2] or found[1], PROOFS.sub("", title))
    return words.replace("`", "").replace("*", "")
