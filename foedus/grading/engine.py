"""Judge many submissions side by side: hand each to a worker, and survive a worker's end.

Here nothing heavy is imported: the stem, a process of its own, has the libraries and the course.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path  # noqa: TC003 (a field's type)
from typing import TYPE_CHECKING, Any, Final, Self

from .errors import CourseError, EngineError
from .frames import FrameError, receive, send
from .sandbox import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .wanted import Wanted

__all__ = ["GIVEN_UP", "Engine", "Job", "Settings"]

#: What is said of a submission that ends the processes that judge, again and again.
GIVEN_UP: Final = (
    "The process that judges notebooks ended twice over this one, so it was not judged. "
    "A person should look at it."
)

_CLEAN: Final = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "COLUMNS": "80",
    "FOEDUS_PROGRESS": "off",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PATH": os.defpath,
}
_PASSED_ON: Final = ("FOEDUS_LESSONS",)
_PATIENCE: Final = 8  # times a cell's time: a worker that is silent for longer is replaced
_MORE: Final = 60.0
_TRIES: Final = 2


@dataclass(frozen=True)
class Settings:
    """How submissions are judged.

    Attributes
    ----------
    solutions : pathlib.Path, optional
        The folder of the solutions, as released.
    jobs : int
        Workers side by side.
    seconds : float
        Wall time that one cell may take; a notebook may take five times as much.
    memory_mb : int
        Memory that a notebook may take beyond what the libraries take.
    sandbox : bool
        Whether each submission is locked in.
    kernel : bool
        Whether real Jupyter kernels run the notebooks.
    hidden : tuple of pathlib.Path
        What no submission may see; absolute paths.
    cluster : str
        The address of a Dask scheduler whose workers judge; blank for this machine's.
    """

    solutions: Path | None = None
    jobs: int = 1
    seconds: float = 20.0
    memory_mb: int = 1024
    sandbox: bool = True
    kernel: bool = False
    hidden: tuple[Path, ...] = ()
    cluster: str = ""

    @property
    def limits(self) -> Limits:
        """The limits of one process."""
        return Limits(cpu_seconds=int(6 * self.seconds) + 1, memory_mb=self.memory_mb)


@dataclass(frozen=True)
class Job:
    """One submission to judge.

    Attributes
    ----------
    key : object
        The caller's own.
    lesson : str
        The lesson's number.
    content : bytes
        The notebook.
    fault : str
        Why it cannot be judged, a sentence; mostly blank.
    word : str
        The outcome of all its questions if there is a fault.
    dealt : tuple of str, optional
        Student and salt, if the student's questions are variants; see `foedus.grading.dealing`.
    """

    key: Any
    lesson: str
    content: bytes = field(repr=False)
    fault: str = ""
    word: str = "unreadable"
    dealt: tuple[str, str] | None = None


@dataclass
class _Worker:
    """A worker's connection, its process, and what it is at."""

    connection: Connection
    pid: int
    job: Job | None = None
    since: float = 0.0
    tries: int = 0


class Engine:
    """Workers that judge; a context manager.

    Parameters
    ----------
    settings : Settings
        How submissions are judged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._workers: list[_Worker] = []
        self._again: deque[tuple[Job, int]] = deque()
        self._commands, theirs = socket.socketpair()
        options = {
            "solutions": _text(settings.solutions),
            "seconds": settings.seconds,
            "sandbox": settings.sandbox,
            "hidden": [str(place) for place in settings.hidden if place.exists()],
            "limits": asdict(settings.limits),
        }
        environment = _CLEAN | {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._stem = subprocess.Popen(  # noqa: S603 (our own module, with the same Python)
            [sys.executable, "-P", "-m", "foedus.grading.stem", json.dumps(options)],
            stdin=theirs.fileno(),
            env=environment,
            start_new_session=True,  # an interrupt at the keyboard is for the grader alone
        )
        theirs.close()

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._commands.close()
        for worker in self._workers:
            worker.connection.close()
        self._stem.wait()

    def write(self, wanted: Wanted) -> dict[str, Any]:
        """Have the results written by a process that has what this takes; see `outputs.write`."""
        connection = self._forked(b"write")
        send(connection, {**asdict(wanted), "out": str(wanted.out), "roster": _text(wanted.roster)})
        told = _reply(connection)
        connection.close()
        if told is None or "fault" in told:
            why = told["fault"] if told else "the process that writes them ended"
            raise EngineError(f"The results could not be written: {why}. The verdicts are kept.")
        return told

    def judged(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Judge jobs, a few at a time.

        Parameters
        ----------
        jobs : iterable of Job
            Taken one by one, as workers become free.

        Yields
        ------
        tuple
            The job and its paper as a dict, in the order in which they are done.

        Raises
        ------
        CourseError
            If the course lacks a lesson.
        EngineError
            If no worker can be started.
        """
        waiting = iter(jobs)
        while True:
            self._hand_out(waiting)
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy:
                return
            yield from self._collect(busy)

    def _hand_out(self, waiting: Iterator[Job]) -> None:
        free = [worker for worker in self._workers if worker.job is None]
        while free or len(self._workers) < self._settings.jobs:
            job, tries = self._again.popleft() if self._again else (next(waiting, None), 0)
            if job is None:
                return
            worker = free.pop() if free else self._hire()
            worker.job, worker.tries, worker.since = job, tries + 1, time.monotonic()
            with contextlib.suppress(OSError):  # it has ended: collected as such
                send(
                    worker.connection,
                    {
                        "lesson": job.lesson,
                        "fault": job.fault,
                        "word": job.word,
                        "dealt": job.dealt,
                    },
                )
                worker.connection.send_bytes(job.content)

    def _hire(self) -> _Worker:
        connection = self._forked(b"judge")
        try:
            worker = _Worker(connection, receive(connection))
        except (EOFError, FrameError) as error:
            raise EngineError(
                "The processes that judge could not be started; what they said stands above."
            ) from error
        self._workers.append(worker)
        return worker

    def _forked(self, work: bytes) -> Connection:
        """Have the stem fork a process for some work; return a connection to it."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._commands, [work], [theirs.fileno()])
        except OSError as error:
            raise EngineError("The process that has the libraries has ended.") from error
        finally:
            theirs.close()
        return Connection(ours.detach())

    def _collect(self, busy: list[_Worker]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Take what is done; replace a worker that ended, or that has been silent for too long."""
        ready = wait([worker.connection for worker in busy], timeout=1.0)
        patience = _PATIENCE * self._settings.seconds + _MORE
        for worker in busy:
            job = worker.job
            if job is None:
                continue
            if worker.connection in ready:
                reply = _reply(worker.connection)
                worker.job = None
                if reply is not None:
                    yield job, _paper_of(reply)
                    continue
            elif time.monotonic() - worker.since < patience:
                continue
            self._dismiss(worker)
            if worker.tries == _TRIES:
                job = Job(job.key, job.lesson, b"", GIVEN_UP, "check-error")
            elif worker.tries > _TRIES:
                raise EngineError("The processes that judge end again and again.")
            self._again.append((job, worker.tries))

    def _dismiss(self, worker: _Worker) -> None:
        worker.connection.close()
        self._workers.remove(worker)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _reply(connection: Connection) -> dict[str, Any] | None:
    try:
        reply: dict[str, Any] = receive(connection)
    except (EOFError, FrameError, OSError):
        return None
    return reply


def _paper_of(reply: dict[str, Any]) -> dict[str, Any]:
    if "fault" in reply:
        raise CourseError(reply["fault"])
    paper: dict[str, Any] = reply["paper"]
    return paper
