"""Judge on a Dask cluster: each of its workers has an engine of its own, as this machine has.

What goes over the network to a worker is a lesson's number and a notebook; what comes back is
plain verdicts. A task whose worker dies is done again by another; its result counts once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final, Self, cast

from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker

from .engine import GIVEN_UP
from .errors import CourseError, EngineError
from .fingerprint import digest_of, rules_of
from .intake_names import lesson_stems
from .starting import started

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from distributed import Worker

    from .engine import Job, Settings
    from .starting import Judging
    from .wanted import Wanted

__all__ = ["ClusterEngine"]

_CONNECTING: Final = 10.0  # seconds
_ALONE: Final = 60.0  # seconds without any worker, until the run is given up
_LOOK: Final = 1.0  # seconds between two looks at who is there
_AHEAD: Final = 2  # jobs handed out for each thread: the next is there when one is done


@dataclass
class _Task:
    """A job that was handed out."""

    job: Job
    future: Future[dict[str, Any]]


class ClusterEngine:
    """What `foedus.grading.engine.Engine` is, on the workers of a Dask cluster.

    Parameters
    ----------
    settings : Settings
        How submissions are judged; `cluster` is the address of a scheduler.

    Raises
    ------
    EngineError
        If no scheduler answers, it has no workers, or one of these cannot judge as this machine
        would: it lacks the sandbox, or has another version of the course or its libraries.
    """

    def __init__(self, settings: Settings) -> None:
        self._name = f"foedus-{digest_of(repr(settings).encode())[:12]}"
        self._tasks: dict[object, _Task] = {}
        self._done: SimpleQueue[Future[dict[str, Any]]] = SimpleQueue()
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()
        self._client = _connected(settings.cluster)
        try:
            self._prepare(settings)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster."""
        self.close()

    def close(self) -> None:
        """Take back what is not done, and leave the cluster as it was."""
        with contextlib.suppress(EngineError), _scheduler_there():
            self._client.cancel([task.future for task in self._tasks.values()])
            self._client.unregister_worker_plugin(self._name)
        self._client.close()

    def write(self, wanted: Wanted) -> dict[str, Any]:
        """Write the results, on this machine."""
        from .outputs import write  # noqa: PLC0415 (imports the course)

        return write(wanted)

    def judged(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Judge jobs, a few at a time; yield each with its paper as it is done."""
        waiting = iter(jobs)
        while True:
            self._hand_out(waiting)
            if not self._tasks:
                return
            task = self._tasks.pop(self._next().key)
            paper = self._paper(task)
            if paper is not None:
                yield task.job, paper

    def _prepare(self, settings: Settings) -> None:
        """Start engines on all workers, and on those that come later."""
        solutions = _files(settings.solutions)
        rules = {one: rules_of(one, settings.solutions) for one in lesson_stems()}
        try:
            self._client.register_plugin(_Grader(settings, solutions, rules), name=self._name)
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(
                "the workers of the cluster could not be prepared: is the same version of foedus "
                f"installed on each? ({type(error).__name__}: {error})"
            ) from error

    def _hand_out(self, waiting: Iterator[Job]) -> None:
        self._look()
        while len(self._tasks) < _AHEAD * max(self._threads, 1):
            job = next(waiting, None)
            if job is None:
                return
            self._submit(job)

    def _submit(self, job: Job) -> None:
        future = self._client.submit(_judge, self._name, replace(job, key=None), pure=False)
        self._tasks[future.key] = _Task(job, future)
        future.add_done_callback(self._done.put)

    def _next(self) -> Future[dict[str, Any]]:
        """Wait for a task's end, as long as there is anyone who could do it."""
        while True:
            with contextlib.suppress(Empty):
                return self._done.get(timeout=_LOOK)
            self._look()
            if time.monotonic() - self._seen > _ALONE:
                raise EngineError(
                    "The Dask cluster has no workers any more. The verdicts so far are kept: run "
                    "the same command again when it has."
                )

    def _look(self) -> None:
        """See how many threads the cluster has, once a second at most."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        with _scheduler_there():
            self._looked, self._threads = now, sum(self._client.nthreads().values())
        if self._threads:
            self._seen = now

    def _paper(self, task: _Task) -> dict[str, Any] | None:
        """Return a finished task's paper; None if the job has been handed out once more."""
        with _scheduler_there():
            error = task.future.exception()
            if error is None:
                return task.future.result()
        if isinstance(error, (CourseError, EngineError)):
            raise error
        if isinstance(error, KilledWorker) and not task.job.fault:
            self._submit(replace(task.job, content=b"", fault=GIVEN_UP, word="check-error"))
            return None
        raise EngineError(f"a worker of the cluster failed ({type(error).__name__}: {error})")


def _connected(address: str) -> Client:
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we say it ourselves
    try:
        client = Client(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise EngineError(
            f"no Dask scheduler answers at {address} ({error}). Give its address as the scheduler "
            "says it when it starts, such as tcp://10.0.0.5:8786."
        ) from error
    if not client.nthreads():
        client.close()
        raise EngineError(f"the Dask cluster at {address} has no workers")
    return client


@contextlib.contextmanager
def _scheduler_there() -> Iterator[None]:
    """Say it in our words if the scheduler has ended, or cannot be reached any more."""
    try:
        yield
    except (CancelledError, OSError) as error:
        raise EngineError(
            "The Dask scheduler cannot be reached any more. The verdicts so far are kept: run the "
            "same command again when it can."
        ) from error


def _files(solutions: Path | None) -> dict[str, bytes]:
    found = sorted(solutions.glob("*.ipynb")) if solutions else []
    return {place.name: place.read_bytes() for place in found}


def _judge(name: str, job: Job) -> dict[str, Any]:
    """Judge one job; this is what runs on a worker."""
    grader = cast("_Grader", get_worker().plugins[name])
    return grader.judge(job)


class _Grader(WorkerPlugin):
    """What a worker of the cluster has: an engine for each of its threads."""

    def __init__(
        self, settings: Settings, solutions: dict[str, bytes], rules: dict[str, str]
    ) -> None:
        self._settings, self._solutions, self._rules = settings, solutions, rules
        self._engines: list[Judging] = []

    async def setup(self, worker: Worker) -> None:
        """Start engines, if verdicts here would be those of the machine that asks."""
        folder = Path(mkdtemp(prefix="solutions-", dir=worker.local_directory))
        for name, content in self._solutions.items():
            (folder / name).write_bytes(content)
        settings = replace(
            self._settings,
            cluster="",
            jobs=1,
            solutions=folder if self._solutions else None,
            hidden=(*self._settings.hidden, Path(worker.local_directory)),
        )
        self._refuse_another_course(worker.address, settings.solutions)
        self._idle: SimpleQueue[Judging] = SimpleQueue()
        for _ in range(worker.state.nthreads):
            engine = started(settings)
            self._engines.append(engine)
            self._idle.put(engine)

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """End them, without holding up the worker."""
        await asyncio.to_thread(self._close)

    def judge(self, job: Job) -> dict[str, Any]:
        """Judge one job, in one of the worker's threads."""
        engine = self._idle.get()
        try:
            [(_, paper)] = engine.judged([job])
        finally:
            self._idle.put(engine)
        return paper

    def _close(self) -> None:
        for engine in self._engines:
            engine.close()

    def _refuse_another_course(self, address: str, solutions: Path | None) -> None:
        here = {one: rules_of(one, solutions) for one in lesson_stems()}
        other = [one for one, rules in self._rules.items() if here.get(one) != rules]
        if other:
            raise EngineError(
                f"the worker at {address} would judge by other rules (lesson {', '.join(other)}): "
                "its version of foedus, Python, pandas, numpy, altair or IPython is another one. "
                "Install the same on every machine."
            )
