"""Put a room's three notebooks together; nothing is run here."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any, Final

from nbformat import NotebookNode, v4

from foedus.checking.question import OPEN_STUB
from foedus.editions import minutes
from foedus.editions.citations import Library, render, sources_section
from foedus.editions.source import Cell, Source, SourceError, read
from foedus.lessons import Room

__all__ = ["doing_minutes", "exercise", "lesson", "lesson_minutes", "solution"]

_METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py"},
}


def lesson(room: Room, library: Library) -> NotebookNode:
    """Return the lesson's notebook, not yet run.

    Parameters
    ----------
    room : foedus.lessons.Room
        The lesson's folder.
    library : Library
        What the lesson can cite.

    Raises
    ------
    SourceError
        If the source breaks the format.
    """
    source = read(room.lesson)
    filled = {
        "{{minutes}}": minutes.phrase(lesson_minutes(source)),
        "{{sources}}": sources_section(_texts(source), library),
        "{{objectives}}": _objectives(room),
    }
    _need(source, "{{minutes}}", "{{sources}}")
    return _notebook(source, [_plain_cell(cell, library, filled) for cell in source.cells])


def exercise(room: Room, library: Library, variants: Iterable[Any] = ()) -> NotebookNode:
    """Return the student's edition: stubs, no answers, no outputs, nbgrader's metadata.

    Parameters
    ----------
    room : foedus.lessons.Room
        The lesson's folder.
    library : Library
        What the prompts can cite.
    variants : iterable of Question
        Variants to ask in place of the questions of the same id; none in the base edition.
    """
    return _exercise(room, library, answers=None, variants=variants)


def solution(room: Room, library: Library) -> NotebookNode:
    """Return the cells of the exercise with the reference answers, not yet run."""
    return _exercise(room, library, room.module("answers"))


def lesson_minutes(source: Source) -> float:
    """Return the minutes to read a source, before rounding."""
    code = [cell.text for cell in source.cells if cell.kind == "code"]
    return minutes.reading_minutes(_texts(source), code)


def doing_minutes(source: Source, asked: Iterable[Any]) -> float:
    """Return the minutes to do an exercise: to read its frame, and each question's own."""
    return lesson_minutes(source) + float(sum(question.minutes for question in asked))


def _exercise(
    room: Room, library: Library, answers: ModuleType | None, variants: Iterable[Any] = ()
) -> NotebookNode:
    source = read(room.exercise)
    _need(source, "{{minutes}}")
    asked_for = [*room.module("questions").QUESTIONS, *variants]
    questions = {question.id: question for question in asked_for}
    opening = room.module("questions").OPEN
    asked = [questions[cell.id] for cell in source.cells if cell.id in questions]
    texts = [*_texts(source), *(question.prompt for question in [*asked, opening])]
    filled = {
        "{{minutes}}": minutes.phrase(doing_minutes(source, [*asked, opening])),
        "{{sources}}": sources_section(texts, library),
        "{{objectives}}": _objectives(room),
    }
    cells: list[NotebookNode] = []
    for cell in source.cells:
        if cell.kind == "question":
            question = _asked(questions, cell.id, source)
            code = answers.ANSWERS[cell.id].reference if answers else question.stub
            cells += _question_cells(question, code, library)
        elif cell.kind == "open-question":
            cells += _open_cells(source.head.number, opening, answers, library)
        else:
            cells.append(_read_only(_plain_cell(cell, library, filled)))
    return _notebook(source, cells)


def _notebook(source: Source, cells: list[NotebookNode]) -> NotebookNode:
    metadata = {**_METADATA, "title": source.head.title}
    notebook: NotebookNode = v4.new_notebook(cells=cells, metadata=metadata)
    return notebook


def _plain_cell(cell: Cell, library: Library, filled: dict[str, str]) -> NotebookNode:
    if cell.kind == "code":
        return _code(cell.id, cell.text, cell.tags)
    text = render(cell.text, library)
    for mark, words in filled.items():
        text = text.replace(mark, words)
    return _markdown(cell.id, text)


def _question_cells(question: Any, code: str, library: Library) -> list[NotebookNode]:  # noqa: ANN401
    number, _, count = question.id.partition(".")
    name = f"{number}-q{count}"
    prompt = _markdown(f"{name}-prompt", _prompt(question, library))
    answer = _code(f"{name}-answer", code.strip("\n"))
    check = _code(
        f"{name}-check", f'fo.check("{question.key}", {question.variable})', ("raises-exception",)
    )
    return [
        _read_only(prompt),
        _graded(answer, solution=True, locked=False),
        _graded(check, solution=False, locked=True, points=question.points),
    ]


def _open_cells(
    number: str,
    opening: Any,  # noqa: ANN401
    answers: ModuleType | None,
    library: Library,
) -> list[NotebookNode]:
    text = answers.OPEN_ANSWER if answers else OPEN_STUB
    prompt = f"### Open question\n\n{opening.prompt.strip()}\n\n{_rubric(opening)}"
    answer = _markdown(f"{number}-open-answer", render(text.strip(), library))
    return [
        _read_only(_markdown(f"{number}-open-prompt", render(prompt, library))),
        _graded(answer, solution=True, locked=False, points=opening.points),
    ]


def _rubric(opening: Any) -> str:  # noqa: ANN401
    rows = [f"| {points} | {text} |" for points, text in opening.rubric]
    return "\n".join(["| points | an answer that |", "|---:|---|", *rows])


def _prompt(question: Any, library: Library) -> str:  # noqa: ANN401
    points = f"{question.points} point{'' if question.points == 1 else 's'}"
    foot = f'*{points}, about {question.minutes} min. Stuck? Run* `fo.hint("{question.key}")`.'
    text = render(question.prompt.strip(), library)
    return f"### Question {question.id}: {question.title}\n\n{text}\n\n{foot}"


def _markdown(name: str, text: str) -> NotebookNode:
    cell: NotebookNode = v4.new_markdown_cell(text, id=name)
    return cell


def _code(name: str, text: str, tags: Iterable[str] = ()) -> NotebookNode:
    metadata = {"tags": list(tags)} if tags else {}
    cell: NotebookNode = v4.new_code_cell(text, id=name, metadata=metadata)
    return cell


def _read_only(cell: NotebookNode) -> NotebookNode:
    return _graded(cell, solution=False, locked=True)


def _graded(
    cell: NotebookNode, *, solution: bool, locked: bool, points: float | None = None
) -> NotebookNode:
    """Give a cell nbgrader's metadata, and the locks that nbgrader would set itself."""
    graded: dict[str, object] = {
        "grade": points is not None,
        "grade_id": cell.id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    cell.metadata["nbgrader"] = graded if points is None else {**graded, "points": points}
    cell.metadata["deletable"] = False
    if locked:
        cell.metadata["editable"] = False
    return cell


def _texts(source: Source) -> list[str]:
    return [cell.text for cell in source.cells if cell.kind == "markdown"]


def _objectives(room: Room) -> str:
    if not room.questions.exists():
        return ""
    return "\n".join(f"- {text}" for text in room.module("questions").OBJECTIVES.values())


def _asked(questions: dict[str, Any], number: str, source: Source) -> Any:  # noqa: ANN401
    if number not in questions:
        known = ", ".join(questions)
        raise SourceError(f"{source.path}: no question {number}; questions.py has {known}.")
    return questions[number]


def _need(source: Source, *marks: str) -> None:
    text = "\n".join(_texts(source))
    for mark in marks:
        if mark not in text:
            raise SourceError(f"{source.path.parent.name}/{source.path.name}: {mark} is missing.")
