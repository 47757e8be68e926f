"""The page that one student reads about one lesson: outcomes, reasons, next steps; no answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from foedus import documents, lessons
from foedus.checking.outcome import CheckError, Correct, Missed, NotAttempted, as_paragraphs
from foedus.grading.report_text import neat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.checking import Question
    from foedus.checking.registry import Exercise
    from foedus.grading.verdicts import Judged, Verdict

__all__ = ["MOST_HINTS", "WORDS", "Mark", "page"]

#: Hints that a question has.
MOST_HINTS: Final = 3

#: Each outcome as a student reads it: a sign, which only decorates, and words.
WORDS: Final = {
    **{one.word: (one.icon, one.heading) for one in (Correct, Missed, NotAttempted, CheckError)},
    "timeout": ("!", "Stopped: it took too long"),
    "memory": ("!", "Stopped: it needed too much memory"),
    "crashed": ("!", "Stopped: the program ended"),
    "unreadable": ("!", "Could not be read"),
    "tampered": ("!", "Could not be checked: cells are missing or changed"),
}

_LONGEST: Final = 1200
_NAME: Final = 120
_MOST_NOTES: Final = 20
_TITLED: Final = re.compile(r"&#x27;(.+?)&#x27;(?=$|[.,;]| and )")
_LESSON: Final = re.compile(r"[Ll]esson (\d\d)")
_STYLE: Final = (
    "header,main,footer{max-width:46rem}code{overflow-wrap:anywhere;font-size:.95em}"
    ".one{border-inline-start:4px solid #8b929b;padding:.1rem .75rem;margin-block:1rem;"
    "overflow-wrap:anywhere;break-inside:avoid-page}.one.correct{border-color:#00805f}"
    ".one.not-yet{border-inline-start-style:double;border-inline-start-width:6px}"
    ".one.not-attempted{border-inline-start-style:dotted}"
    ".one p{margin:.35rem 0}.said{unicode-bidi:plaintext}.outcome{font-weight:600}"
    ".sum{font-size:1.1rem}"
    "@media (prefers-color-scheme:dark){.one.correct{border-color:#58b89c}}"
)


@dataclass(frozen=True)
class Mark:
    """What a person gave for the open question.

    Attributes
    ----------
    points, max_points : float
        Marks reached, and those to be reached.
    comment : str
        Plain text for the student; may be blank.
    """

    points: float
    max_points: float
    comment: str = ""


def page(
    judged: Judged,
    *,
    exercise: Exercise,
    hints: int = 0,
    marks: Mark | None = None,
    lessons_at: str = "",
) -> str:
    """Return the feedback of one student and lesson as a self-contained HTML page.

    It holds no script, loads nothing, and shows nothing but this student's own results: no
    answer, no expected value, no name of a misconception.

    Parameters
    ----------
    judged : Judged
        The submission; its notes are shown, so leave out what is not for the student.
    exercise : Exercise
        The lesson's questions, as released to this student.
    hints : int
        How many of its three hints each question shows that is not correct, 0 to 3.
    marks : Mark, optional
        That of the open question, once a person has given it. Without one an answer still waits,
        and a blank one counts nothing of the points to be reached.
    lessons_at : str
        Where the lessons' notebooks stand, as a web address or a relative path of a folder, for
        links; without one the section to read again is named in words.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    ValueError
        If `hints` is not 0 to 3, or `lessons_at` is no address for a link.
    """
    if hints not in range(MOST_HINTS + 1):
        raise ValueError(f"hints is {hints!r}; 0, 1, 2 or 3 is wanted.")
    _refuse_address(lessons_at)
    known = {one.id: one for one in exercise.questions}
    mark = marks or _of_nothing(judged, exercise)
    body = (
        f"<header>{_head(judged, mark)}</header><main>{_notes(judged.notes)}"
        + documents.section(
            "questions",
            "Questions",
            "".join(
                _question(one, known.get(one.question), hints, lessons_at)
                for one in judged.verdicts
            ),
        )
        + documents.section("open", "Open question", _open(mark, exercise))
        + "</main><footer><p>Made with Foedus. The points of a question are given when its check "
        "is passed; your instructor has the last word.</p></footer>"
    )
    return documents.document(_title(judged), body, documents.READING + _STYLE)


def _title(judged: Judged) -> str:
    return f"Feedback on lesson {neat(judged.lesson, _NAME)}"


def _of_nothing(judged: Judged, exercise: Exercise) -> Mark | None:
    """Return the mark of an open question without an answer; none where one waits."""
    waits = judged.open_answer.strip()
    most = float(exercise.open_question.points)
    return None if waits else Mark(0.0, most, "The open question has no answer.")


def _head(judged: Judged, marks: Mark | None) -> str:
    reached = sum(one.points for one in judged.verdicts) + (marks.points if marks else 0)
    most = sum(one.max_points for one in judged.verdicts) + (marks.max_points if marks else 0)
    right = sum(one.outcome == Correct.word for one in judged.verdicts)
    questions = documents.count(len(judged.verdicts), "question")
    rest = "" if marks else " The open question is not counted yet."
    return (
        f"<h1>{escape(_title(judged))}</h1>"
        f'<p class="facts">For <bdi>{escape(neat(judged.student, _NAME))}</bdi></p>'
        f'<p class="sum">{_points(reached, most)}; {right} of {questions} correct.{rest}</p>'
    )


def _points(reached: float, most: float) -> str:
    return f"{reached:g} of {most:g} point{'' if most == 1 else 's'}"


def _notes(notes: Iterable[str]) -> str:
    said = [neat(one, _LONGEST) for one in notes]
    if not said:
        return ""
    items = "".join(f'<li class="said">{escape(one)}</li>' for one in said[:_MOST_NOTES])
    more = len(said) - _MOST_NOTES
    rest = f"<p>And {documents.count(more, 'more note')}.</p>" if more > 0 else ""
    return documents.section("notes", "About your notebook", f"<ul>{items}</ul>{rest}")


def _question(verdict: Verdict, asked: Question | None, hints: int, lessons_at: str) -> str:
    sign, words = WORDS.get(verdict.outcome, ("!", neat(verdict.outcome, _NAME)))
    title = escape(f"{neat(verdict.question, _NAME)} {asked.title if asked else ''}".strip())
    kind = f" {verdict.outcome}" if verdict.outcome in WORDS else ""
    passed = verdict.outcome == Correct.word
    help_ = "" if passed or asked is None else _help(asked, hints, lessons_at)
    return (
        f'<article class="one{kind}"><h3>{title}</h3>'
        f'<p class="outcome"><span aria-hidden="true">{sign}</span> {escape(words)} · '
        f"{_points(verdict.points, verdict.max_points)}</p>"
        f'<div class="said">{as_paragraphs(neat(verdict.message, _LONGEST, lines=True))}</div>'
        f"{help_}</article>"
    )


def _help(asked: Question, hints: int, lessons_at: str) -> str:
    given = "".join(f"<li>{as_paragraphs(one)}</li>" for one in asked.hints[:hints])
    listed = f"<p>{'Hint' if hints == 1 else 'Hints'}:</p><ol>{given}</ol>" if given else ""
    return f"{listed}<p>Read again: {_linked(asked.review, lessons_at)}.</p>"


def _open(mark: Mark | None, exercise: Exercise) -> str:
    if mark is None:
        most = documents.count(exercise.open_question.points, "point")
        return f"<p>It is still to be marked: up to {most}.</p>"
    comment = as_paragraphs(neat(mark.comment, _LONGEST * 2, lines=True))
    return (
        f'<article class="one"><p class="outcome">{_points(mark.points, mark.max_points)}</p>'
        f'<div class="said">{comment}</div></article>'
    )


def _linked(review: str, lessons_at: str) -> str:
    """Return what to read again, its sections as links where the lessons have an address."""
    text = escape(review)
    named = _LESSON.search(text)
    stem = _stems().get(named[1], "") if named else ""
    if not (lessons_at and stem):
        return text
    file = f"{lessons_at.rstrip('/')}/{stem}.ipynb"
    if not _TITLED.search(text):
        return _LESSON.sub(lambda found: _anchor(file, found[0]), text, count=1)
    return _TITLED.sub(lambda found: _anchor(f"{file}#{_fragment(found[1])}", found[1]), text)


def _anchor(address: str, text: str) -> str:
    return f'<a href="{escape(address)}" rel="noreferrer">{text}</a>'


def _fragment(heading: str) -> str:
    """Name a heading as JupyterLab and nbconvert do in the addresses of its section."""
    return quote(heading.replace("&#x27;", "'").replace("&amp;", "&").replace(" ", "-"))


@cache
def _stems() -> dict[str, str]:
    return {room.number: room.stem for room in lessons.rooms() if room.lesson.exists()}


def _refuse_address(address: str) -> None:
    if urlsplit(address).scheme not in {"", "http", "https"}:
        raise ValueError(f"lessons_at is {address!r}; a web address or a relative path is wanted.")
