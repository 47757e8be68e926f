"""How much a child in the sandbox may use, and what is left of it afterwards."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.grading.sandbox import Limits

from .sandboxed import KINDS, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", params=KINDS)
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    runner = Runner(request.param)
    yield runner
    runner.close()


@pytest.mark.parametrize("name", list(vars(Limits())))
@pytest.mark.parametrize("value", [0, -1, 1.5])
def test_a_limit_is_a_whole_number_of_at_least_1(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: value})


def test_memory_beyond_the_limit_is_a_memory_error(runner: Runner) -> None:
    code = """
import mmap
report([tried(bytearray, 40 << 20), tried(bytearray, 300 << 20), tried(mmap.mmap, -1, 300 << 20)])
held = []
try:
    while True: held.append(bytearray(1 << 20))
except MemoryError:
    count = len(held); del held
report(count)
"""
    ran = runner.run(code, memory_mb=100)
    done, count = ran.reports
    assert done[:2] == ["done", "MemoryError"]
    assert done[2] in {"OSError", "MemoryError"}
    assert 50 < count <= 100
    assert 50 < ran.peak_mb < 400


def test_processor_time_beyond_the_limit_ends_the_child(runner: Runner) -> None:
    code = """
import signal
for number in range(1, 65):
    tried(signal.signal, number, signal.SIG_IGN)
while True: pass
"""
    ran = runner.run(code, cpu_seconds=1)
    assert ran.signal == signal.SIGKILL
    assert 0.9 < ran.cpu_seconds < 3


def test_threads_use_up_processor_time_together(runner: Runner) -> None:
    code = """
import hashlib, threading
def work():
    while True: hashlib.sha256(bytes(1 << 20)).digest()
for _ in range(4): threading.Thread(target=work).start()
threading.Event().wait()
"""
    ran = runner.run(code, cpu_seconds=1)
    assert ran.signal == signal.SIGKILL
    assert ran.cpu_seconds < 3


def test_a_storm_of_threads_ends_at_the_limit(runner: Runner) -> None:
    code = """
import threading
stop, started = threading.Event(), 0
try:
    for _ in range(1000):
        threading.Thread(target=stop.wait, daemon=True).start(); started += 1
except RuntimeError as error:
    report([started, str(error)])
stop.set()
"""
    started, message = runner.run(code, processes=10).report
    assert started == 9  # and the first
    assert "can't start new thread" in message


def test_the_scratch_folder_is_full_at_its_limit(runner: Runner) -> None:
    code = """
import errno, os
written = 0
try:
    with open('one', 'wb', 0) as one, open('two', 'wb', 0) as two:
        for _ in range(100):
            for file in (one, two): written += file.write(bytes(100_000))
except OSError as error:
    report([written, errno.errorcode[error.errno]])
os.unlink('one'); os.unlink('two')
made = 0
try:
    for made in range(10_000): open(str(made), 'w').close()
except OSError as error:
    report([made, errno.errorcode[error.errno]])
"""
    (written, full), (made, many) = runner.run(code, files_mb=2, files=50).reports
    assert 1_800_000 < written <= 2 * 2**20
    assert full in {"ENOSPC", "EFBIG"}
    assert (made, many) == (49, "ENOSPC")


def test_a_file_larger_than_the_limit_is_refused_even_with_holes(runner: Runner) -> None:
    code = """
report([tried(open('holes', 'wb').truncate, 3 << 20), tried(open('x', 'wb').truncate, 1 << 20)])
"""
    assert runner.run(code, files_mb=2).report == ["OSError", "done"]


def test_open_files_end_at_the_limit(runner: Runner) -> None:
    code = """
held = []
try:
    while True: held.append(open('/dev/null'))
except OSError as error:
    report([len(held), error.errno])
"""
    count, error = runner.run(code, open_files=40).report
    assert 30 < count < 40
    assert error == 24


def test_pipes_and_sockets_end_at_the_same_limit(runner: Runner) -> None:
    code = """
import os, socket
pipes, pairs = [], []
try:
    while True: pipes.append(os.pipe())
except OSError: report(len(pipes))
for pair in pipes: os.close(pair[0]), os.close(pair[1])
try:
    while True:
        one, other = socket.socketpair()
        socket.send_fds(one, [b'x'], [other.fileno()]); other.close(); pairs.append(one)
except OSError: report(len(pairs))
"""
    pipes, pairs = runner.run(code, open_files=40).reports
    assert pipes < 20
    assert pairs < 40


def test_no_limit_can_be_raised_or_set(runner: Runner) -> None:
    code = """
import os, resource
kinds = [k for k in vars(resource) if k.startswith('RLIMIT_')]
limits = {k: resource.getrlimit(getattr(resource, k)) for k in kinds}
many = resource.RLIM_INFINITY
report([[tried(resource.setrlimit, getattr(resource, k), (many, many)) for k in kinds],
        [tried(resource.prlimit, 1, getattr(resource, k), (1, 1)) for k in kinds],
        tried(os.nice, -5), tried(os.sched_setaffinity, 0, {0}), limits])
"""
    raised, lowered, nice, pinned, limits = runner.run(code, open_files=77, cpu_seconds=9).report
    assert set(raised) | set(lowered) <= {"PermissionError", "ValueError"}
    assert {nice, pinned} == {"PermissionError"}
    assert limits["RLIMIT_NOFILE"] == [77, 77]
    assert limits["RLIMIT_CPU"] == [9, 9]
    for none in ("RLIMIT_CORE", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE", "RLIMIT_RTPRIO"):
        assert limits[none] == [0, 0]


def test_a_limit_of_the_machine_that_is_lower_stays(runner: Runner) -> None:
    assert runner.ask("__import__('resource').getrlimit(7)[1]") >= 50
    ran = runner.run("import resource; report(resource.getrlimit(7))", open_files=10**9)
    assert ran.report == [runner.ask("__import__('resource').getrlimit(7)[1]")] * 2


def _processes_of(runner: Runner) -> list[int]:
    """Return every process in the runner's PID namespace and those inside it, seen from here."""
    family, found = {runner.process.pid}, True
    while found:
        found = False
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) in family:
                continue
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent in family:
                family.add(int(entry.name))
                found = True
    return sorted(family)


def _memory_in_folders() -> int:
    """Return the megabytes that the machine holds in memory folders and shared memory."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("Shmem:"))


def test_nothing_is_left_when_a_child_has_ended(runner: Runner) -> None:
    code = """
import os, threading
open('left', 'wb').write(bytes(1 << 20)); os.mkdir('folder')
for _ in range(5): threading.Thread(target=threading.Event().wait).start()
report('busy')
threading.Event().wait() if {stay} else os._exit(0)
"""
    before = _processes_of(runner)
    for stay in (False, True):
        ran = runner.run(code.format(stay=stay), patience=1)
        assert (ran.report, ran.signal) == ("busy", signal.SIGKILL if stay else None)
    assert _processes_of(runner) == before
    assert runner.ask("os.listdir('/scratch/work')") == []


def test_the_scratch_folder_s_memory_is_given_back(runner: Runner) -> None:
    before = _memory_in_folders()
    code = """
for n in range(3):
    with open(str(n), 'wb') as file:
        for _ in range(100): file.write(bytes(1 << 20))
report('full'); end.recv(1)
"""
    for _ in range(2):
        assert runner.run(code, files_mb=400, patience=1).signal == signal.SIGKILL
    for _ in range(300):  # the kernel may take a moment
        if _memory_in_folders() < before + 200:
            return
        time.sleep(0.1)
    raise AssertionError("the memory of scratch folders is still in use")


def test_the_runner_keeps_no_descriptor_of_a_child(runner: Runner) -> None:
    lowest = "(lambda n: (os.close(n), n)[1])(os.open('/dev/null', 0))"
    before = runner.ask(lowest)
    for _ in range(5):
        runner.run("report(1)")
    assert runner.ask(lowest) == before


def test_the_runner_and_its_children_are_not_root_outside(runner: Runner) -> None:
    for process in _processes_of(runner):
        if process == runner.process.pid and os.geteuid() == 0:
            continue
        status = Path(f"/proc/{process}/status").read_text()
        users = next(line.split()[1:] for line in status.splitlines() if line.startswith("Uid"))
        assert "0" not in users
