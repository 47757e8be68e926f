"""Have a script performed by a process that nobody trusts, and always come to an end.

A cell that outlives its time, takes too much memory or ends its process costs itself: the script
is performed again in a fresh process without that cell, so that every other question is judged.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from .errors import NotStartedError
from .frames import LARGEST, FrameError, fetch, parsed, send
from .performing import ABSENT, ANSWER, BEGIN, END, OVER
from .script import Run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from .script import Script

__all__ = [
    "Answered",
    "Ended",
    "Performer",
    "Process",
    "Ran",
    "Reports",
    "Told",
    "supervised",
]

_GRACE: Final = 2.0
_ATTEMPTS: Final = 6
_TOTAL: Final = 5
_MOST_BYTES: Final = 3 * LARGEST  # of all that one notebook says
_HEAD: Final = 64  # what a message counts beyond its length, so that many small ones end too
_WORDS: Final = 300


@dataclass(frozen=True)
class Ran:
    """What became of a cell.

    Attributes
    ----------
    trouble : str
        Blank, ``error``, ``timeout``, ``memory`` or ``crashed``.
    name, text : str
        The error's name and words.
    seconds : float
        Wall time.
    """

    trouble: str = ""
    name: str = ""
    text: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Answered:
    """What an answer was: packed, or absent.

    Attributes
    ----------
    present : bool
        Whether the variable had a value.
    carried : object
        The packed value.
    seconds : float
        Wall time to fetch it, calls of a learner's function included.
    """

    present: bool
    carried: Any = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Told:
    """What a check said of an answer, where it was made beside the answer: in a kernel.

    Attributes
    ----------
    word : str
        The outcome's word.
    message, text : str
        What the check says, without and with its heading.
    seconds : float
        Wall time.
    """

    word: str
    message: str
    text: str
    seconds: float = 0.0


Reports = dict[int, Ran | Answered | Told]


@dataclass(frozen=True)
class Ended:
    """How a process ended: by a signal (0 if by none), after how much CPU time."""

    signal: int = 0
    cpu_seconds: float = 0.0


class Process(Protocol):
    """A process that performs one script."""

    connection: Connection

    def kill(self) -> None:
        """End it, whatever it does; nothing happens if it has ended."""

    def reap(self) -> Ended:
        """Wait for its end and free all that it held."""


class Performer(Protocol):
    """What starts such processes."""

    def start(self) -> Process:
        """Start one."""


def supervised(performer: Performer, script: Script) -> Reports:
    """Have a script performed.

    Parameters
    ----------
    performer : Performer
        Starts a process for each attempt.
    script : Script
        What to perform.

    Returns
    -------
    dict of int to Ran or Answered
        By the step's position, a report of each step that was reached.

    Raises
    ------
    NotStartedError
        If a process cannot even begin.
    """
    until = time.monotonic() + _TOTAL * script.seconds
    lost: dict[int, Ran] = {}
    reports: Reports = {}
    for _ in range(_ATTEMPTS):
        attempt = _Attempt(script.without(set(lost)), frozenset(lost), until)
        reports = {**attempt.made_by(performer), **lost}
        if attempt.culprit is None:
            return reports
        lost[attempt.culprit] = Ran(attempt.trouble, seconds=attempt.spent)
        reports[attempt.culprit] = lost[attempt.culprit]
        if time.monotonic() >= until:
            break
    trouble = next(reversed(lost.values()))
    unreached = (at for at in range(len(script.steps)) if at not in reports)
    return {**reports, **dict.fromkeys(unreached, trouble)}


class _Attempt:
    """One process performing a script once; afterwards `culprit` is the step that ended it."""

    def __init__(self, script: Script, skipped: frozenset[int], until: float) -> None:
        self.script, self.skipped, self.until = script, skipped, until
        self.reports: Reports = {}
        self.at = -1
        self.began = time.monotonic()
        self.culprit: int | None = None
        self.trouble = ""
        self.spent = 0.0

    def made_by(self, performer: Performer) -> Reports:
        process = performer.start()
        watch = threading.Timer(max(self.until - time.monotonic(), 0) + _GRACE, process.kill)
        watch.daemon = True
        watch.start()
        over = False
        try:
            with contextlib.suppress(OSError):  # it has ended already: seen below
                send(process.connection, self.script.message())
            over = self._heard(process.connection)
        finally:
            watch.cancel()
            process.kill()
            ended = process.reap()
        if not over:
            self._blame(ended)
        return self.reports

    def _heard(self, connection: Connection) -> bool:
        """Listen; what ends in the middle, or says what no report says, has not come to its end."""
        try:
            return self._listen(connection)
        except (EOFError, OSError, FrameError, TypeError, LookupError, ValueError):
            return False

    def _listen(self, connection: Connection) -> bool:
        """Take reports; return whether the script came to its end."""
        left = _MOST_BYTES
        while connection.poll(self._left()):
            message = fetch(connection)
            left -= len(message) + _HEAD
            kind, *rest = parsed(message)
            if kind == OVER:
                return True
            if left < 0 or type(rest[0]) is not int or not 0 <= rest[0] < len(self.script.steps):
                return False
            if kind == BEGIN:
                self.at, self.began = rest[0], time.monotonic()
            elif not self._note(kind, *rest):
                return False
        self.trouble = "timeout"
        return False

    def _left(self) -> float:
        """Return the seconds that the current step may still take."""
        return max(min(self.began + self.script.seconds + _GRACE, self.until) - time.monotonic(), 0)

    def _note(self, kind: object, at: int, content: Any, seconds: Any) -> bool:  # noqa: ANN401
        """Keep a report; return whether to go on listening."""
        spent = float(seconds) if type(seconds) is float and seconds >= 0 else 0.0
        if kind == END and isinstance(self.script.steps[at], Run):
            trouble, name, text = content or ("", "", "")
            self.reports[at] = Ran(str(trouble), str(name)[:_WORDS], str(text)[:_WORDS], spent)
            if trouble in {"memory", "crashed"}:
                self.at, self.trouble = at, trouble
                return False
        elif kind in {ANSWER, ABSENT}:
            self.reports[at] = Answered(kind == ANSWER, content, spent)
        self.began = time.monotonic()
        return True

    def _blame(self, ended: Ended) -> None:
        """Name the step that ended the process, and how."""
        if self.at < 0 and self.trouble != "timeout":
            raise NotStartedError("a notebook's process ended before its first cell")
        self.at = max(self.at, 0)
        self.culprit, self.spent = self.at, time.monotonic() - self.began
        if not self.trouble:
            out_of_time = time.monotonic() >= self.until
            out_of_time |= ended.cpu_seconds >= _TOTAL * self.script.seconds
            self.trouble = "timeout" if out_of_time else "crashed"
