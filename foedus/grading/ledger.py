"""The ledger of a grading run: one SQLite file that survives a kill at any moment."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from .verdicts import Judged, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Change", "Ledger", "LedgerError", "Mark", "MarksError", "Stamp", "alone"]

_FORMAT: Final = 1
_LOCK: Final = ".grading"  # stays empty
_TABLES: Final = """
create table if not exists about (name text primary key, value text not null);
create table if not exists papers (
    student text not null, lesson text not null,
    digest text not null, rules text not null, limits text not null,
    times integer not null, paper text not null,
    primary key (student, lesson)
);
create table if not exists changes (
    student text not null, lesson text not null, question text not null,
    before text not null, after text not null, points_before real, points_after real,
    why text not null
);
create table if not exists marks (
    student text not null, lesson text not null,
    points real not null, comment text not null, answer text not null,
    primary key (student, lesson)
);
"""


class LedgerError(ValueError):
    """The ledger's file is of another program or another version; nothing was changed."""


class MarksError(ValueError):
    """A table of marks has a fault; the message names row and column. Nothing was changed."""


@dataclass(frozen=True)
class Stamp:
    """What a verdict rests on.

    Attributes
    ----------
    digest : str
        Of the submission's bytes.
    rules : str
        Of the questions, the checks and the data.
    limits : str
        Of time and memory.
    """

    digest: str
    rules: str
    limits: str


@dataclass(frozen=True)
class Change:
    """A question whose verdict is another than before; `why` is ``submission`` or ``check``."""

    student: str
    lesson: str
    question: str
    before: str
    after: str
    points_before: float
    points_after: float
    why: str


@dataclass(frozen=True)
class Mark:
    """A person's mark of an open question; `answer` is the digest of the text that was marked."""

    points: float
    comment: str
    answer: str


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else grade into a folder meanwhile; a process that is killed leaves no lock.

    Raises
    ------
    LedgerError
        If another process does at this moment.
    """
    lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise
        raise LedgerError(
            f"another run writes into {folder} at this moment: wait for its end, or give another "
            "folder"
        ) from error
    else:
        yield
    finally:
        lock.close()


class Ledger:
    """What has been judged, by student and lesson.

    Parameters
    ----------
    path : pathlib.Path
        The file; made when it is not there.

    Raises
    ------
    LedgerError
        If the file is not a ledger of this version.
    """

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        try:
            self._base.execute("pragma journal_mode=wal")
            self._base.execute("pragma synchronous=normal")  # a kill loses nothing; a power cut may
            self._base.executescript(_TABLES)
            self._base.execute("insert or ignore into about values ('format', ?)", [_FORMAT])
            (found,) = self._base.execute("select value from about where name='format'").fetchone()
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path} is no ledger of gradings ({error})") from error
        if found != str(_FORMAT):
            raise LedgerError(f"{path} was written by another version of the course ({found})")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def begin_run(self) -> None:
        """Forget what the run before had changed, unless that run never came to its end."""
        done = self._base.execute("select 1 from about where name='run' and value='open'")
        if done.fetchone() is None:
            self._base.execute("delete from changes")
        self._base.execute("insert or replace into about values ('run', 'open')")

    def end_run(self) -> None:
        """Note that the run came to its end."""
        self._base.execute("insert or replace into about values ('run', 'done')")

    def stamp(self, student: str, lesson: str) -> Stamp | None:
        """Return what a submission's verdicts rest on; None if it has none."""
        row = self._base.execute(
            "select digest, rules, limits from papers where student=? and lesson=?",
            [student, lesson],
        ).fetchone()
        return Stamp(*row) if row else None

    def keep(self, judged: Judged, stamp: Stamp) -> list[Change]:
        """Keep a judged submission in one step; return what changed since it was last judged.

        A verdict that says the same as before stays as it was kept, its seconds included.
        """
        old = self.judged(judged.student, judged.lesson)
        kept = {one.question: one for one in old.verdicts} if old else {}
        verdicts = tuple(
            kept[one.question] if _same(kept.get(one.question), one) else one
            for one in judged.verdicts
        )
        before = self.stamp(judged.student, judged.lesson)
        why = "check" if before and before.digest == stamp.digest else "submission"
        changes = [
            _change(judged, kept[one.question], one, why)
            for one in verdicts
            if one.question in kept and one is not kept[one.question]
        ]
        paper = json.dumps({**asdict(judged), "verdicts": [asdict(one) for one in verdicts]})
        with self._base:
            self._base.execute("begin")
            self._base.execute(
                "insert into papers values (?, ?, ?, ?, ?, 1, ?) on conflict do update set "
                "digest=excluded.digest, rules=excluded.rules, limits=excluded.limits, "
                "times=times + 1, paper=excluded.paper",
                [judged.student, judged.lesson, stamp.digest, stamp.rules, stamp.limits, paper],
            )
            self._base.executemany(
                "insert into changes values (?, ?, ?, ?, ?, ?, ?, ?)",
                [list(asdict(one).values()) for one in changes],
            )
        return changes

    def judged(self, student: str, lesson: str) -> Judged | None:
        """Return a judged submission; None if there is none."""
        row = self._base.execute(
            "select paper from papers where student=? and lesson=?", [student, lesson]
        ).fetchone()
        return _judged(row[0]) if row else None

    def all(self) -> Iterator[Judged]:
        """Yield all judged submissions, by student and lesson."""
        rows = self._base.execute("select paper from papers order by student, lesson")
        return (_judged(row[0]) for row in rows)

    def times(self) -> dict[tuple[str, str], int]:
        """Return how often each submission has been judged."""
        rows = self._base.execute("select student, lesson, times from papers")
        return {(student, lesson): times for student, lesson, times in rows}

    def changes(self) -> list[Change]:
        """Return what this run changed, by student and question."""
        rows = self._base.execute("select * from changes order by student, lesson, question")
        return [Change(*row) for row in rows]

    def forget(self, student: str, lesson: str) -> None:
        """Remove a submission that is not handed in any more."""
        self._base.execute("delete from papers where student=? and lesson=?", [student, lesson])

    def known(self) -> list[tuple[str, str]]:
        """Return student and lesson of all that has been judged."""
        rows = self._base.execute("select student, lesson from papers order by student, lesson")
        return [(student, lesson) for student, lesson in rows]

    def mark(self, student: str, lesson: str, mark: Mark) -> None:
        """Keep a person's mark."""
        self._base.execute(
            "insert or replace into marks values (?, ?, ?, ?, ?)",
            [student, lesson, mark.points, mark.comment, mark.answer],
        )

    def marks(self) -> dict[tuple[str, str], Mark]:
        """Return all marks, by student and lesson."""
        rows = self._base.execute("select * from marks")
        return {(row[0], row[1]): Mark(*row[2:]) for row in rows}


def _judged(paper: str) -> Judged:
    content: dict[str, Any] = json.loads(paper)
    content["verdicts"] = tuple(Verdict(**one) for one in content["verdicts"])
    content["notes"] = tuple(content["notes"])
    return Judged(**content)


def _same(old: Verdict | None, new: Verdict) -> bool:
    return old is not None and (
        (old.outcome, old.message, old.points, old.max_points, old.misconception)
        == (new.outcome, new.message, new.points, new.max_points, new.misconception)
    )


def _change(judged: Judged, old: Verdict, new: Verdict, why: str) -> Change:
    where = judged.student, judged.lesson, new.question
    return Change(*where, old.outcome, new.outcome, old.points, new.points, why)
