"""Judge without a warm runner: on any system, and in a real kernel.

Each notebook gets a process of its own, started anew: seconds instead of hundredths, and no
sandbox. A learner's own check and the reference engine work this way.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, Self

from .dealing import Dealt
from .examiner import Examiner, Paper
from .fresh import be_a_notebook
from .outputs import write
from .supervise import Ended, supervised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from .engine import Job, Settings
    from .script import Script
    from .supervise import Reports
    from .wanted import Wanted

__all__ = ["LocalEngine", "in_process"]

_SAME_EVERYWHERE: Final = {"PYTHONHASHSEED": "0", "FOEDUS_PROGRESS": "off"}


class LocalEngine:
    """What `foedus.grading.engine.Engine` is, with processes that start from nothing.

    Parameters
    ----------
    settings : Settings
        How submissions are judged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        perform = _kernel() if settings.kernel else in_process
        self._examiner = Examiner(settings.solutions, settings.seconds, perform)
        self._pool = ThreadPoolExecutor(settings.jobs)

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all threads."""
        self.close()

    def close(self) -> None:
        """End all threads."""
        self._pool.shutdown(cancel_futures=True)

    def write(self, wanted: Wanted) -> dict[str, Any]:
        """Write the results."""
        return write(wanted)

    def judged(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Judge jobs, a few at a time; yield each with its paper as it is done."""
        waiting = iter(jobs)
        running: dict[Future[Paper], Job] = {}
        while True:
            while len(running) < self._settings.jobs and (job := next(waiting, None)):
                running[self._pool.submit(self._paper, job)] = job
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for one in done:
                yield running.pop(one), asdict(one.result())

    def _paper(self, job: Job) -> Paper:
        if job.fault:
            return self._examiner.refuse(job.lesson, job.word, job.fault)
        return self._examiner.judge(
            job.lesson, job.content, Dealt(*job.dealt) if job.dealt else None
        )


def in_process(script: Script) -> Reports:
    """Perform a script in a fresh process of this system, without a sandbox."""
    return supervised(_Fresh(), script)


def _kernel() -> Any:  # noqa: ANN401 (a function like the one above)
    from .kernel import in_kernel  # noqa: PLC0415 (nbclient is only needed here)

    return in_kernel


class _Fresh:
    """Starts processes from nothing, as every system can."""

    def start(self) -> _FreshProcess:
        os.environ.update(_SAME_EVERYWHERE)  # a started process reads them before its first line
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=be_a_notebook, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return _FreshProcess(process, ours)


class _FreshProcess:
    """One of them."""

    def __init__(self, process: SpawnProcess, connection: Connection) -> None:
        self._process = process
        self.connection = connection

    def kill(self) -> None:
        if self._process.is_alive():
            self._process.kill()

    def reap(self) -> Ended:
        self._process.join()
        self.connection.close()
        return Ended(max(-(self._process.exitcode or 0), 0))
