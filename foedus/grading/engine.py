"""Judge many submissions side by side: hand each to a worker, and survive a worker's end."""

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
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from .examiner import CourseError
from .frames import FrameError, receive, send
from .sandbox import Limits

__all__ = ["Engine", "Job", "Settings"]

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
    course : pathlib.Path
        The released course: `exercises/` and, if there, `solutions/`.
    jobs : int
        Workers side by side.
    seconds : float
        Wall time that one cell may take; a notebook may take five times as much.
    memory_mb : int
        Memory that a notebook may take beyond what the libraries take.
    sandbox : bool
        Whether each submission is locked in.
    """

    course: Path
    jobs: int = 1
    seconds: float = 20.0
    memory_mb: int = 1024
    sandbox: bool = True

    @property
    def limits(self) -> Limits:
        """The limits of one process."""
        return Limits(cpu_seconds=int(6 * self.seconds) + 1, memory_mb=self.memory_mb)


@dataclass(frozen=True)
class Job:
    """One submission to judge: a key of the caller's, the lesson, and the file's bytes."""

    key: Any
    lesson: str
    content: bytes = field(repr=False)


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
            "course": str(settings.course),
            "seconds": settings.seconds,
            "sandbox": settings.sandbox,
            "limits": asdict(settings.limits),
        }
        environment = _CLEAN | {
            name: os.environ[name] for name in _PASSED_ON if name in os.environ
        }
        self._stem = subprocess.Popen(  # noqa: S603 (our own module, with the same Python)
            [sys.executable, "-P", "-m", "foedus.grading.stem", json.dumps(options)],
            stdin=theirs,
            env=environment,
        )
        theirs.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._commands.close()
        for worker in self._workers:
            worker.connection.close()
        self._stem.wait()

    def judged(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any] | None]]:
        """Judge jobs, a few at a time.

        Parameters
        ----------
        jobs : iterable of Job
            Taken one by one, as workers become free.

        Yields
        ------
        tuple
            The job and its paper as a dict, in the order in which they are done; None in place of
            the paper when the worker itself ended twice over it.
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
                send(worker.connection, {"lesson": job.lesson})
                worker.connection.send_bytes(job.content)

    def _hire(self) -> _Worker:
        ours, theirs = socket.socketpair()
        socket.send_fds(self._commands, [b"+"], [theirs.fileno()])
        theirs.close()
        worker = _Worker(Connection(ours.detach()), 0)
        worker.pid = receive(worker.connection)
        self._workers.append(worker)
        return worker

    def _collect(self, busy: list[_Worker]) -> Iterator[tuple[Job, dict[str, Any] | None]]:
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
            if worker.tries < _TRIES:
                self._again.append((job, worker.tries))
            else:
                yield job, None

    def _dismiss(self, worker: _Worker) -> None:
        worker.connection.close()
        self._workers.remove(worker)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)


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
