"""Grade a folder of submissions: judge what is new or changed, then write what people get."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from dataclasses import dataclass, replace
from pathlib import Path  # noqa: TC003 (a field's type)
from typing import TYPE_CHECKING, Any, Final

from tqdm import tqdm

from .engine import Job, Settings
from .errors import CourseError, EngineError
from .fingerprint import digest_of, rules_of
from .intake import Found, IntakeError, RosterError, UnreadableError, find, read_roster
from .ledger import Change, Ledger, LedgerError, MarksError, Stamp, alone
from .starting import started
from .verdicts import TROUBLED, Judged, Verdict
from .wanted import LEDGER, TO_MARK, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .intake import Submission
    from .starting import Judging

__all__ = ["Order", "grade", "rewrite"]

_DONE, _NOT_ALL, _FAILED = 0, 1, 2
_KEPT: Final = "The verdicts so far are kept: the same command goes on where it stopped."
_REFUSED: Final = (
    CourseError,
    EngineError,
    IntakeError,
    LedgerError,
    MarksError,
    RosterError,
    OSError,
    sqlite3.Error,
)


@dataclass(frozen=True)
class Order:
    """What an instructor asks for.

    Attributes
    ----------
    place : pathlib.Path
        The submissions: a folder or a zip.
    settings : Settings
        How they are judged.
    wanted : Wanted
        What is written, and where.
    """

    place: Path
    settings: Settings
    wanted: Wanted


def grade(order: Order) -> int:
    """Judge submissions and write the results; what has been judged before is not judged again.

    Parameters
    ----------
    order : Order
        What to judge, how, and where the results go.

    Returns
    -------
    int
        0 if every submission was judged, 1 if something could not be (each is named), 2 if
        grading could not run (the reason is said on standard error).
    """
    try:
        return _graded(order)
    except _REFUSED as error:
        return _fail("grade", _words(error, order.wanted.out))
    except KeyboardInterrupt:
        return _fail("grade", f"stopped. {_KEPT}")


def _graded(order: Order) -> int:
    roster = read_roster(order.wanted.roster) if order.wanted.roster else None
    found = find(order.place, roster, leave_out=[order.wanted.out])
    hidden = (order.place.resolve(), order.wanted.out.resolve())
    with started(replace(order.settings, hidden=hidden)) as engine:
        order.wanted.out.mkdir(parents=True, exist_ok=True)
        with alone(order.wanted.out):
            return _judged_and_written(order, found, engine)


def _judged_and_written(order: Order, found: Found, engine: Judging) -> int:
    ledger, to_mark = Ledger(order.wanted.out / LEDGER), order.wanted.out / TO_MARK
    try:
        marks = _read_marks(to_mark, ledger)
        run = _Run(order, found, ledger)
        run.judge(engine)
        marks += _read_marks(to_mark, ledger, all_judged=True)
        changes = ledger.changes()
        ledger.end_run()
    finally:
        ledger.close()
    told = engine.write(order.wanted)
    _say(order, run, marks, changes, told)
    return _NOT_ALL if found.problems or told["check_errors"] else _DONE


def rewrite(out: Path, wanted: Wanted) -> int:
    """Write the results of a graded folder again, with the marks that were filled in since.

    Returns
    -------
    int
        0 if they were written, 2 if not (the reason is said on standard error).
    """
    try:
        if not (out / LEDGER).exists():
            raise LedgerError(f"{out} holds no results: {LEDGER} is not there")
        with alone(out):
            ledger = Ledger(out / LEDGER)
            try:
                marks = _read_marks(out / TO_MARK, ledger, all_judged=True)
            finally:
                ledger.close()
            from .outputs import write  # noqa: PLC0415 (imports the course)

            told = write(wanted)
    except _REFUSED as error:
        return _fail("report", _words(error, out))
    said = f"marks taken: {marks}, answers that wait: {told['waiting']}; results in {out}"
    print(said)  # noqa: T201 - the command line speaks
    return _DONE


def _words(error: Exception, out: Path) -> str:
    return f"{out / LEDGER}: {error}. {_KEPT}" if isinstance(error, sqlite3.Error) else str(error)


def _fail(command: str, words: str) -> int:
    print(f"foedus {command}: {words}", file=sys.stderr)  # noqa: T201 - the command line speaks
    return _FAILED


def _read_marks(place: Path, ledger: Ledger, *, all_judged: bool = False) -> int:
    if not place.exists():
        return 0
    from .marking import read_marks  # noqa: PLC0415 (imports the lessons: only where it must)

    return read_marks(place, ledger, all_judged=all_judged)


class _Run:
    """One run over the submissions: what is judged, and what need not be."""

    def __init__(self, order: Order, found: Found, ledger: Ledger) -> None:
        self._order, self.found, self._ledger = order, found, ledger
        self._rules: dict[str, str] = {}
        self.judged = self.kept = self.gone = 0

    def judge(self, engine: Judging) -> None:
        """Judge what is new or changed, and forget what is not there any more."""
        self._ledger.begin_run()
        present = {(one.student, one.lesson) for one in self.found}
        for student, lesson in self._ledger.known():
            if (student, lesson) not in present:
                self._ledger.forget(student, lesson)
                self._remove_page(student, lesson)
                self.gone += 1
        with tqdm(
            total=len(self.found.submissions), unit=" notebooks", disable=None, leave=False
        ) as bar:
            for job, paper in engine.judged(self._jobs(bar)):
                self._keep(job, paper)
                bar.update()

    def _remove_page(self, student: str, lesson: str) -> None:
        page = self._order.wanted.feedback_page(student, lesson)
        page.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # other lessons' pages stay, and so does the folder
            page.parent.rmdir()

    def _jobs(self, bar: tqdm[Any]) -> Iterator[Job]:
        """Yield what has to be judged; each file is read when its turn comes."""
        for one in self.found:
            job = self._job(one)
            if self._is_kept(one, job.key):
                self.kept += 1
                bar.update()
            else:
                yield job

    def _job(self, one: Submission) -> Job:
        try:
            content, fault = one.read(), ""
        except UnreadableError as error:
            content, fault = b"", f"This notebook {error}"
        settings = self._order.settings
        salt = self._order.wanted.salt
        dealt = None if salt is None else (one.student, salt)
        stamp = Stamp(
            digest_of(content or fault.encode()),
            f"{self._rules_of(one.lesson)} {dealt or ''}".strip(),
            f"{settings.seconds:g} s, {settings.memory_mb} MB",
        )
        return Job((one.student, stamp), one.lesson, content, fault, dealt=dealt)

    def _is_kept(self, one: Submission, key: tuple[str, Stamp]) -> bool:
        """Tell whether a verdict stands: limits matter only to what came up against them."""
        old, new = self._ledger.stamp(one.student, one.lesson), key[1]
        if old is None or (old.digest, old.rules) != (new.digest, new.rules):
            return False
        if old.limits == new.limits:
            return True
        judged = self._ledger.judged(one.student, one.lesson)
        return judged is not None and all(v.outcome not in TROUBLED for v in judged.verdicts)

    def _rules_of(self, lesson: str) -> str:
        if lesson not in self._rules:
            try:
                self._rules[lesson] = rules_of(lesson, self._order.settings.solutions)
            except (OSError, ValueError) as error:
                raise CourseError(f"lesson {lesson}: {error}") from error
        return self._rules[lesson]

    def _keep(self, job: Job, paper: dict[str, Any]) -> None:
        student, stamp = job.key
        verdicts = tuple(Verdict(**one) for one in paper["verdicts"])
        judged = Judged(student, job.lesson, verdicts, tuple(paper["notes"]), paper["open_answer"])
        self._ledger.keep(judged, stamp)
        self.judged += 1


def _say(order: Order, run: _Run, marks: int, changes: list[Change], told: dict[str, Any]) -> None:
    """Tell what was done, in a few lines that read well in a log."""
    lines = [f"judged {run.judged}, unchanged {run.kept}; results in {order.wanted.out}"]
    if run.gone:
        lines.append(f"{run.gone} no longer handed in: taken out of the results")
    if marks:
        lines.append(f"marks taken from {TO_MARK}: {marks}")
    if told["waiting"]:
        lines.append(f"answers to open questions that wait in {TO_MARK}: {told['waiting']}")
    lines += _changed(changes)
    lines += [f"note: {note}" for note in told["notes"]]
    lines += [f"note: {name} {words}" for name, words in run.found.notes]
    lines += [f"not judged: {name} {reason}" for name, reason in run.found.problems]
    if run.found.missing:
        lines.append(f"nothing handed in by: {', '.join(run.found.missing)}")
    with contextlib.suppress(BrokenPipeError):
        print("\n".join(lines))  # noqa: T201 - the command line speaks here


def _changed(changes: list[Change]) -> list[str]:
    shown = [
        f"  {one.student} {one.question}: {one.before} -> {one.after} "
        f"({one.points_before:g} -> {one.points_after:g} points)"
        for one in changes[:20]
        if (one.before, one.points_before) != (one.after, one.points_after)
    ]
    if not changes:
        return []
    return [f"verdicts that changed (changes.csv): {len(changes)}", *shown]
