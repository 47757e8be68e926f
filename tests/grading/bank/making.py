"""Make notebooks from short code: a released exercise with some cells of one's own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from foedus.checking.registry import exercise
from foedus.grading.verdicts import OUTCOMES

from .attack import ALL, Attack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .attack import Content, Site

__all__ = [
    "ANY_LOSS",
    "COURSE",
    "LESSONS",
    "as_bytes",
    "cell_of",
    "coded",
    "filed",
    "notebook",
    "path_of",
    "points_of",
    "questions_of",
    "reference",
    "told",
    "witnessed",
]

COURSE: Final = Path(__file__).parents[3]
LESSONS: Final = {
    "02": "02_what_happened_when",
    "03": "03_what_does_a_treaty_oblige",
    "08": "08_your_briefing",
}
#: Questions answered rightly before and after the attack, and wrongly by who has not reached
#: what an attack is after.
_HONEST: Final = {"02": ("02.1", "02.8"), "03": ("03.1", "03.5"), "08": ("08.1", "08.5")}
_WRONG: Final = {"02.3": "hours = 0.0", "03.3": "bound_1994 = []", "03.4": "waiting = {}"}

#: An attack may cost its own notebook anything; `check-error` would be a fault of the grader's.
ANY_LOSS: Final = tuple(word for word in OUTCOMES if word != "check-error")

_TOLD: Final = """\
from types import SimpleNamespace

SITE = SimpleNamespace(**{known})


def holds(text):
    import hashlib
    import re

    text = text if isinstance(text, bytes) else str(text).encode("utf-8", "replace")
    found = re.findall(rb"CANARY-[0-9a-f]{{32}}", text)
    return any(hashlib.sha256(one).hexdigest() == SITE.digest for one in found)


"""


@cache
def _released(lesson: str) -> str:
    return (COURSE / "exercises" / f"{LESSONS[lesson]}.ipynb").read_text(encoding="utf-8")


@cache
def questions_of(lesson: str) -> tuple[str, ...]:
    """Return the ids of a lesson's checked questions."""
    return tuple(one.id for one in exercise(lesson).questions)


@cache
def points_of(lesson: str) -> dict[str, float]:
    """Return what each checked question of a lesson is worth."""
    return {one.id: float(one.points) for one in exercise(lesson).questions}


@cache
def reference(question: str) -> str:
    """Return the code of a question's reference answer."""
    return exercise(question[:2]).answers()[question].reference


def notebook(lesson: str, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return a fresh exercise in which some questions are answered: code by question."""
    made: dict[str, Any] = json.loads(_released(lesson))
    for question, code in answers.items():
        cell_of(made, f"{lesson}-q{question[-1]}-answer")["source"] = code
    return made


def cell_of(made: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell with an id."""
    found: dict[str, Any] = next(cell for cell in made["cells"] if cell["id"] == name)
    return found


def as_bytes(made: object) -> bytes:
    """Return a notebook as a file."""
    return json.dumps(made, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")


def path_of(student: str, lesson: str) -> str:
    """Return where a student's notebook stands in nbgrader's layout."""
    return f"{student}/{LESSONS[lesson]}/{LESSONS[lesson]}.ipynb"


def told(code: str, site: Site, name: str) -> str:
    """Put before some code what it is told about the site, where it asks for it."""
    if "SITE" not in code and "holds(" not in code:
        return code
    return _TOLD.format(known=site.told(name)) + code


def witnessed(code: str, question: str = "02.3", *, guarded: bool = True) -> str:
    """Return code that answers a question rightly exactly if `reached` is true in the end."""
    right = indent(reference(question), "    ")
    body = f"try:\n{indent(code, '    ')}\nexcept BaseException as error:\n    why = repr(error)\n"
    body = body if guarded else f"{code}\n"
    ending = f"if reached:\n{right}\nelse:\n    {_WRONG[question]}\n"
    return f"reached = False\n{body}{ending}"


def coded(  # noqa: PLR0913 (a table's columns)
    name: str,
    family: str,
    goal: str,
    note: str,
    code: str | Mapping[str, str] = "",
    *,
    at: str = "02.3",
    own: Iterable[str] = ("not-yet",),
    before: Iterable[str] = ("correct",),
    after: Iterable[str] = ("correct",),
    rest: Iterable[str] = ("not-attempted",),
    probe: tuple[str, ...] = (),
    edit: Callable[[dict[str, Any]], object] | None = None,
    later: str = "",
    cage: str = "",
) -> Attack:
    """Return an attack that is a notebook: code in answer cells, and edits of the notebook.

    Parameters
    ----------
    name, family, goal, note, probe, cage
        As `Attack` has them; the probe follows from the goal where none is given.
    code : str or mapping of str to str
        The answer to the question `at`, or answers by question.
    at : str
        The question whose answer cell holds the attack.
    own, before, after, rest : iterable of str
        The outcomes allowed for the attack's own questions, for the right answers before and
        after it, and for the untouched stubs.
    edit : callable, optional
        Changes the notebook in place.
    later : str
        Code of a second submission that looks, at the same question, for what the first one left.
    """
    lesson = at[:2]
    first, last = _HONEST[lesson]
    codes = {at: code} if isinstance(code, str) else dict(code)
    codes = {question: text for question, text in codes.items() if text}
    honest = tuple(one for one in (first, last) if one not in codes)
    right = {one: reference(one) for one in honest}
    expected = {
        **dict.fromkeys(codes, frozenset(own)),
        **{one: frozenset(before if one == first else after) for one in honest},
        ALL: frozenset(rest),
    }
    students = (name, f"{name}-later") if later else (name,)

    def files(site: Site) -> dict[str, Content]:
        parts = [codes, {at: later}] if later else [codes]
        made: dict[str, Content] = {}
        for student, part in zip(students, parts, strict=True):
            hostile = {one: told(text, site, name) for one, text in part.items()}
            draft = notebook(lesson, {**right, **hostile})
            if edit is not None:
                edit(draft)
            made[path_of(student, lesson)] = as_bytes(draft)
        return made

    sights = probe or _SIGHTS[goal]
    return Attack(
        name, family, lesson, files, expected, goal, sights, note, honest, students, cage=cage
    )


def filed(  # noqa: PLR0913 (a table's columns)
    name: str,
    note: str,
    files: Callable[[], Mapping[str, Content]],
    allowed: Iterable[str] = ("unreadable",),
    *,
    goal: str = "stop",
    lesson: str = "02",
    honest: tuple[str, ...] = (),
    rest: Iterable[str] = (),
    students: tuple[str, ...] | None = None,
    flat: bool = False,
    absent: bool = False,
    cage: str = "",
    family: str = "strange files",
) -> Attack:
    """Return an attack that is about files, not about code.

    Parameters
    ----------
    name, note, goal, lesson, honest, students, flat, absent, cage, family
        As `Attack` has them; the student has the attack's name.
    files : callable
        Makes the files.
    allowed : iterable of str
        The outcomes of the questions in `honest`, or of all where `rest` is not given.
    rest : iterable of str
        The outcomes allowed for the other questions.
    """
    expected = dict.fromkeys(honest, frozenset(allowed))
    expected[ALL] = frozenset(rest or allowed)
    who = (name,) if students is None else students
    return Attack(
        name,
        family,
        lesson,
        lambda _: files(),
        expected,
        goal,
        _SIGHTS[goal],
        note,
        honest,
        who,
        absent,
        flat,
        cage,
    )


_SIGHTS: Final = {
    "marks": ("unearned", "others", "stopped"),
    "secrets": ("reached", "others", "stopped"),
    "others": ("reached", "written", "others", "stopped"),
    "stop": ("reached", "others", "stopped"),
}
