"""Judging on a Dask cluster: the same results, though a worker is killed midway."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import dask
import pytest
from distributed import LocalCluster

from foedus.editions.building import COURSE
from foedus.grading.cluster import ClusterEngine
from foedus.grading.engine import GIVEN_UP, Job, Settings
from foedus.grading.errors import EngineError
from foedus.grading.starting import started

from .bank.honest import student
from .command import count, rows, run, stems, timeless, times
from .notebooks import STUDENTS, answered, as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from foedus.grading.engine import Engine

PATIENCE = 120.0


def two_workers(failures: int) -> LocalCluster:
    """Start a cluster that gives a task up once so many workers and one more died over it."""
    with dask.config.set({"distributed.scheduler.allowed-failures": failures}):
        return LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        )


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two worker processes of this machine, and a scheduler."""
    with two_workers(failures=3) as both:
        yield both


def worker_at_work(cluster: LocalCluster) -> int:
    """Wait until a worker has a task; return the worker's process."""
    by_address = {nanny.worker_address: nanny.pid for nanny in cluster.workers.values()}
    pids: list[int] = []

    def busy() -> bool:
        states = list(cluster.scheduler.workers.values())
        pids[:] = [by_address[one.address] for one in states if one.processing]
        return bool(pids)

    until(busy)
    return pids[0]


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_worker_killed_midway_loses_nothing_and_nothing_is_judged_twice(
    cluster: LocalCluster, submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out, before = tmp_path / "out", set(stems())
    grader = subprocess.Popen(  # noqa: S603 (our own command)
        [
            *(sys.executable, "-m", "foedus.cli", "grade", submissions),
            *("--out", out, "--dask", cluster.scheduler_address),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: count(out) >= 3)
    killed = worker_at_work(cluster)
    os.kill(killed, signal.SIGKILL)
    at_the_kill = count(out)
    _, told = grader.communicate(timeout=PATIENCE)
    assert grader.returncode == 0, told
    assert at_the_kill < STUDENTS, "it was killed too late"
    assert timeless(out / "grades.csv") == timeless(graded / "grades.csv")
    assert (out / "summary.csv").read_bytes() == (graded / "summary.csv").read_bytes()
    assert rows(out / "to_mark.csv") == rows(graded / "to_mark.csv")
    assert times(out) == dict.fromkeys(times(graded), 1)
    until(lambda: not set(stems()) - before)


def test_a_submission_whose_worker_dies_again_and_again_is_left_to_a_person() -> None:
    slow = as_bytes(answered("03", {"03.1": "import time; time.sleep(2)"}))
    with (
        two_workers(failures=0) as both,
        ClusterEngine(Settings(COURSE / "solutions", cluster=both.scheduler_address)) as engine,
    ):
        judging = engine.judged([Job(number, "03", slow) for number in range(6)])
        papers = [next(judging)]
        os.kill(worker_at_work(both), signal.SIGKILL)
        papers += judging
    assert sorted(job.key for job, _ in papers) == list(range(6))
    given_up = [
        paper for _, paper in papers if {one["message"] for one in paper["verdicts"]} == {GIVEN_UP}
    ]
    assert given_up
    assert len(given_up) < 6
    assert {one["outcome"] for paper in given_up for one in paper["verdicts"]} == {"check-error"}


def test_what_a_worker_finds_is_what_this_machine_finds(
    cluster: LocalCluster, engine: Engine
) -> None:
    content = as_bytes(student(5, "02")[0])
    settings = Settings(COURSE / "solutions", seconds=3.0, cluster=cluster.scheduler_address)
    with ClusterEngine(settings) as elsewhere:
        [(job, there)] = elsewhere.judged([Job("mine", "02", content)])
    [(_, here)] = engine.judged([Job("mine", "02", content)])
    assert job.key == "mine"
    assert [(one["question"], one["outcome"], one["message"]) for one in there["verdicts"]] == [
        (one["question"], one["outcome"], one["message"]) for one in here["verdicts"]
    ]


def test_workers_with_another_course_are_refused(
    cluster: LocalCluster, submissions: Path, tmp_path: Path
) -> None:
    room = tmp_path / "rooms" / "l90_more"
    room.mkdir(parents=True)
    (room / "lesson.md").write_text("---\nnumber: '90'\nstem: 90_more\n---\n")
    (room / "exercise.md").write_text("")
    (room / "questions.py").write_text("QUESTIONS, OBJECTIVES, OPEN = (), {}, None\n")
    done = run(
        *("grade", submissions, "--out", tmp_path / "out"),
        *("--dask", cluster.scheduler_address),
        FOEDUS_LESSONS=str(tmp_path / "rooms"),
    )
    assert done.returncode == 2
    assert "would judge by other rules (lesson 90)" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_ends_midway_is_told_in_a_line() -> None:
    slow = as_bytes(answered("03", {"03.1": "import time; time.sleep(2)"}))
    both = two_workers(failures=3)
    with ClusterEngine(Settings(cluster=both.scheduler_address)) as engine:
        judging = engine.judged([Job(number, "03", slow) for number in range(6)])
        next(judging)
        both.close()
        with pytest.raises(EngineError, match="cannot be reached any more"):
            list(judging)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_an_address_where_nobody_answers_is_named(address: str) -> None:
    with pytest.raises(EngineError, match=f"no Dask scheduler answers at {address}"):
        started(Settings(cluster=address))


def test_a_cluster_without_workers_is_named() -> None:
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(EngineError, match="has no workers"),
    ):
        started(Settings(cluster=empty.scheduler_address))


def test_without_the_extra_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "foedus.grading.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r'pip install "foedus\[cluster\]"'):
        started(Settings(cluster="tcp://127.0.0.1:8786"))
