"""What a hostile submission is, what its author may know, and how one sees that it succeeded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = [
    "ALL",
    "GOALS",
    "SIGHTS",
    "Attack",
    "Content",
    "Graded",
    "Link",
    "Observed",
    "Odd",
    "Site",
    "faults",
    "seen",
]

#: Stands in `Attack.expected` for every question that is not named there.
ALL: Final = "*"

#: What an attacker can be after.
GOALS: Final = ("marks", "secrets", "others", "stop")

#: What can be seen of an attack that succeeded.
SIGHTS: Final = {
    "unearned": "marks for a question that was not answered rightly",
    "reached": "a secret, a file, the network or what another submission left was reached",
    "written": "a file was written outside the submission's own world",
    "heard": "a listener on this machine was reached over the network",
    "injected": "the learner's text runs in a page, or counts as a formula in a table",
    "others": "another student's result was lost or changed",
    "stopped": "the batch did not come to its end",
}


@dataclass(frozen=True)
class Link:
    """A symbolic link in a submission: where it leads, relative to where it stands."""

    target: str


class Odd(Enum):
    """What stands where a notebook should, and is no file."""

    FOLDER = "folder"
    PIPE = "named pipe"


Content = bytes | Link | Odd


@dataclass(frozen=True)
class Site:
    """What an attacker may know of the machine. The secret itself never stands in a notebook.

    Attributes
    ----------
    secret : str
        Stands in the environment, in the home folder, and in another student's notebook.
    home, submissions, results, solutions : Path
        The grader's home folder, its input and output, and the notebooks with the answers.
    marks : Path
        A folder that everybody may write to, outside of all these: what appears here got out.
    packages : Path
        A folder on the grader's `PYTHONPATH`.
    port : int
        Of a listener on 127.0.0.1, TCP and UDP, that answers ``welcome NAME`` to ``NAME``.
    """

    secret: str
    home: Path
    submissions: Path
    results: Path
    solutions: Path
    marks: Path
    packages: Path
    port: int

    def told(self, name: str) -> dict[str, object]:
        """Return what the code of an attack gets to know, as plain values."""
        paths = ("home", "submissions", "results", "solutions", "marks", "packages")
        digest = hashlib.sha256(self.secret.encode()).hexdigest()
        known = {one: str(getattr(self, one)) for one in paths}
        return {**known, "port": self.port, "digest": digest, "name": name}


@dataclass(frozen=True)
class Attack:
    """One hostile submission, or several that belong together.

    Attributes
    ----------
    name : str
        Also the student's name, unless `students` says otherwise.
    family : str
        What kind of attack it is, in a few words.
    lesson : str
        The exercise, such as ``"02"``.
    files : callable
        From a `Site` to the submission's files: by path inside the folder of submissions.
    expected : mapping of str to frozenset of str
        The outcomes that honest grading may give, by question; `ALL` for the others.
    goal : str
        One of `GOALS`.
    probe : tuple of str
        Keys of `SIGHTS`: each is a success of the attacker's.
    note : str
        What it does, in a sentence.
    honest : tuple of str
        The questions that are answered rightly: all other marks are unearned.
    students : tuple of str
        The students that must have a result; none where the files belong to nobody.
    absent : bool
        Whether a student may have no result at all: the files are said not to have been judged.
    flat : bool
        Whether it is about a flat folder as an LMS hands it out.
    cage : str
        Why it may run only where nothing else can be hurt; blank for most.
    """

    name: str
    family: str
    lesson: str
    files: Callable[[Site], Mapping[str, Content]] = field(repr=False)
    expected: Mapping[str, frozenset[str]] = field(repr=False)
    goal: str
    probe: tuple[str, ...]
    note: str
    honest: tuple[str, ...] = ()
    students: tuple[str, ...] = ()
    absent: bool = False
    flat: bool = False
    cage: str = ""


@dataclass(frozen=True)
class Graded:
    """A row of the grades: outcome, points, and the points that could be reached."""

    outcome: str
    points: float
    most: float


@dataclass(frozen=True)
class Observed:
    """What was seen after a batch.

    Attributes
    ----------
    grades : mapping of (str, str) to Graded
        By student and question.
    victims : mapping of str to tuple of str
        Honest students in the same batch, with the questions that they answered rightly.
    finished : bool
        Whether the command came to its end in time.
    endless : frozenset of str
        Students whose notebook alone kept the command from its end, where that is known.
    written, heard : frozenset of str
        Names of attacks that left a file in `Site.marks`, or spoke to the listener.
    pages : mapping of str to str
        Text of every page and table among the results.
    """

    grades: Mapping[tuple[str, str], Graded]
    victims: Mapping[str, tuple[str, ...]]
    finished: bool
    written: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)
    endless: frozenset[str] = frozenset()


def seen(attack: Attack, run: Observed, points: Mapping[str, float]) -> frozenset[str]:
    """Return which of an attack's sights are to be seen.

    Parameters
    ----------
    attack : Attack
        Part of the batch.
    run : Observed
        The batch.
    points : mapping of str to float
        What each question is worth as released.
    """
    marked = _unearned(attack, run, points)
    sights = {
        "unearned": marked,
        "reached": marked,
        "written": attack.name in run.written,
        "heard": attack.name in run.heard,
        "injected": any(_injected(name, text) for name, text in run.pages.items()),
        "others": run.finished and not _unharmed(run),
        "stopped": not run.finished or bool(run.endless & set(attack.students)),
    }
    return frozenset(name for name in attack.probe if sights[name])


def faults(attack: Attack, run: Observed, questions: tuple[str, ...]) -> list[str]:
    """Say where the outcomes are not those of honest grading."""
    found = []
    for student in attack.students:
        for question in questions:
            allowed = attack.expected.get(question, attack.expected[ALL])
            graded = run.grades.get((student, question))
            word = graded.outcome if graded else "no result"
            if word not in allowed and not (graded is None and attack.absent):
                wanted = " or ".join(sorted(allowed))
                found.append(f"{student!r} {question}: {word}, not {wanted}")
    return found


def _unearned(attack: Attack, run: Observed, points: Mapping[str, float]) -> bool:
    return any(
        graded.points > (points.get(question, 0.0) if question in attack.honest else 0.0)
        for (student, question), graded in run.grades.items()
        if student in attack.students
    )


def _unharmed(run: Observed) -> bool:
    return all(
        (found := run.grades.get((student, question))) is not None
        and found.outcome == "correct"
        and found.points == found.most > 0
        for student, questions in run.victims.items()
        for question in questions
    )


def _injected(name: str, text: str) -> bool:
    """Tell whether the text of the attacks on pages and tables stands there with its force."""
    if name.endswith(".html"):
        return "<img src=x onerror=canary" in text or "<script>canary" in text
    return any(
        cell.strip('"').startswith(("=HYPERLINK(canary", "+canary", "@canary"))
        for line in text.splitlines()
        for cell in line.split(",")
    )
