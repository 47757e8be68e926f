"""The world that children are locked in: how it starts, what works in it, how it ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.grading import sandbox
from foedus.grading.sandbox import places, probe

from .sandboxed import KINDS, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", params=KINDS)
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    data = Path(__file__).parents[2] / "data"
    runner = Runner(request.param, (data,), warm=("pandas", "altair", "IPython"))
    yield runner
    runner.close()


def test_this_machine_lacks_nothing() -> None:
    assert sandbox.missing() == []


@pytest.mark.parametrize(
    ("platform", "processor", "word"),
    [
        ("darwin", "arm64", "Linux"),
        ("win32", "AMD64", "Linux"),
        ("linux", "riscv64", "processor"),
    ],
)
def test_what_a_machine_lacks_is_said(
    monkeypatch: pytest.MonkeyPatch, platform: str, processor: str, word: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("platform.machine", lambda: processor)
    (sentence,) = sandbox.missing()
    assert word in sentence


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("foedus.grading.sandbox.landlock.version", "Landlock"),
        ("foedus.grading.sandbox.entry.new_namespaces", "user.max_user_namespaces"),
        ("foedus.grading.sandbox.root.mount_scratch", "private folder"),
        ("foedus.grading.sandbox.filters.install", "seccomp"),
    ],
)
def test_each_refusal_of_the_kernel_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, place: str, word: str
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no\nnever")

    monkeypatch.setattr(place, refuse)
    (sentence,) = sandbox.missing()
    assert word in sentence
    assert "no never" in sentence


def test_a_trial_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.grading.sandbox.landlock.version", signal.pause)
    monkeypatch.setattr(probe, "_PATIENCE", 100)
    assert "did not end" in sandbox.missing()[0]


def test_the_trial_leaves_this_process_as_it_was() -> None:
    kinds = [Path("/proc/self/ns") / kind for kind in ("user", "mnt", "pid", "net")]
    before = [kind.readlink() for kind in kinds]
    sandbox.missing()
    after = [kind.readlink() for kind in kinds]
    assert before == after
    assert Path("/proc/self/status").read_text().count("NoNewPrivs:\t0") == 1


def test_the_package_can_be_imported_where_there_is_no_linux() -> None:
    code = (
        "import sys; sys.platform = 'win32'\n"
        "for name in ('resource', 'fcntl', 'pwd', 'grp', 'termios'): sys.modules[name] = None\n"
        "import os, ctypes\n"
        "for name in ('fork', 'O_CLOEXEC', 'O_PATH', 'geteuid', 'setsid', 'wait4', 'pidfd_open'):\n"
        "    delattr(os, name)\n"
        "from foedus.grading import sandbox; print(len(sandbox.missing()))"
    )
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (ran.stdout, ran.stderr) == ("1\n", "")


NEEDS = {
    "numpy": """
import numpy as np; report(float(np.linalg.det(np.eye(300) @ np.eye(300))) == 1)
""",
    "pandas": """
import pandas as pd; report(int(pd.DataFrame({'a': [1, 2]}).a.sum()) == 3)
""",
    "altair": """
import altair as alt; report(alt.Chart().mark_bar().to_dict()['mark']['type'] == 'bar')
""",
    "a thread": """
import threading, queue
q = queue.Queue(); t = threading.Thread(target=q.put, args=(1,))
t.start(); t.join(); report(q.get() == 1)
""",
    "a pool of threads": """
from concurrent.futures import ThreadPoolExecutor as P
with P(4) as pool: report(sum(pool.map(abs, range(50))) == 1225)
""",
    "asyncio": """
import asyncio
async def f():
    await asyncio.sleep(0.01)
    return await asyncio.to_thread(int)
report(asyncio.run(f()) == 0)
""",
    "time zones": """
import zoneinfo; report(str(zoneinfo.ZoneInfo('Asia/Tehran')) == 'Asia/Tehran')
""",
    "processors": """
import os; report(os.cpu_count() >= 1 and len(os.sched_getaffinity(0)) >= 1)
""",
    "sqlite": """
import sqlite3
c = sqlite3.connect('t.db'); c.execute('create table t (a)'); report(True)
""",
    "csv files": """
import pandas as pd
pd.DataFrame({'a': [1]}).to_csv('t.csv'); report(len(pd.read_csv('t.csv')) == 1)
""",
    "copies": """
import shutil
open('a', 'w').write('x'); shutil.copy2('a', 'b'); shutil.copytree('.', 'c')
shutil.rmtree('c'); report(open('b').read() == 'x')
""",
    "zip files": """
import zipfile
with zipfile.ZipFile('z.zip', 'w') as z: z.writestr('a', 'b')
report(True)
""",
    "callbacks": """
import ctypes; f = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 5); report(f() == 5)
""",
    "home": """
from pathlib import Path
report(Path('~').expanduser() == Path.cwd() == Path.home())
""",
    "a name": """
import getpass, random, uuid
random.random(); uuid.uuid4(); report(getpass.getuser() == 'learner')
""",
    "lazy imports": """
import jsonschema, narwhals, xml.dom.minidom, decimal, wave; report(True)
""",
    "the tables": """
import foedus as fo; report(len(fo.load('events')) > 100)
""",
    "IPython": """
from IPython.core.interactiveshell import InteractiveShell as S
report(S.instance().run_cell('x = 1\\nx + 1').result == 2)
""",
    "clocks": """
import time, datetime
time.sleep(0.001); report(datetime.datetime.now().year > 2000)
""",
    "alarms": """
import signal, time
seen = []; signal.signal(14, lambda *_: seen.append(1))
signal.setitimer(0, 0.01); time.sleep(0.2); report(seen == [1])
""",
    "interrupts": """
import os, signal, time
try:
    os.kill(os.getpid(), signal.SIGINT); time.sleep(1)
except KeyboardInterrupt: report(True)
""",
}


@pytest.mark.parametrize("need", NEEDS)
def test_what_a_learner_needs_works(runner: Runner, need: str) -> None:
    ran = runner.run(NEEDS[need])
    assert ran.reports == [True]
    assert (ran.status, ran.signal) == (0, None)


def test_the_world_stays_small(runner: Runner) -> None:
    # Each child gets a copy of all mounts, so their number is what a child costs.
    first = _first_of(runner)
    assert len(Path(f"/proc/{first}/mountinfo").read_text().splitlines()) < 40


def _first_of(runner: Runner) -> int:
    waiter = runner.process.pid
    return int(Path(f"/proc/{waiter}/task/{waiter}/children").read_text().split()[0])


@pytest.fixture
def passing(request: pytest.FixtureRequest) -> Iterator[Runner]:
    runner = Runner(getattr(request, "param", KINDS[0]))
    yield runner
    if runner.process.poll() is None:
        runner.process.kill()
    runner.process.wait()
    for end in (runner.process.stdin, runner.process.stdout):
        assert end is not None
        end.close()


def _gone(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], 30)[0])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("passing", KINDS, indirect=True)
def test_when_the_waiter_is_killed_the_runner_and_its_children_die(
    passing: Runner, how: signal.Signals
) -> None:
    first = _first_of(passing)
    sleeping = passing.ask(
        "c.pid if (c := world.fork([], sandbox.Limits())) else __import__('time').sleep(600)"
    )
    assert sleeping > 1
    (child,) = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    watched = [os.pidfd_open(first), os.pidfd_open(int(child))]
    passing.process.send_signal(how)
    assert passing.process.wait() == -how
    assert all(map(_gone, watched))
    for one in watched:
        os.close(one)


@pytest.mark.parametrize(
    ("last", "status"),
    [("os._exit(7)", 7), ("sys.exit(3)", 3), ("os._exit(0)", 0)],
)
def test_the_waiter_ends_as_the_runner_ended(passing: Runner, last: str, status: int) -> None:
    assert passing.process.stdin is not None
    passing.process.stdin.write(last + "\n")
    passing.process.stdin.flush()
    assert passing.process.wait() == status


def test_the_waiter_ends_by_the_signal_that_ended_the_runner(passing: Runner) -> None:
    os.kill(_first_of(passing), signal.SIGKILL)
    assert passing.process.wait() == -signal.SIGKILL


def test_the_waiter_holds_nothing_open(passing: Runner) -> None:
    kinds = {
        str(one.readlink()).split(":")[0]
        for one in Path(f"/proc/{passing.process.pid}/fd").iterdir()
    }
    assert kinds == {"pipe"}
    assert len(list(Path(f"/proc/{passing.process.pid}/fd").iterdir())) == 1


def test_the_runner_has_nothing_of_the_old_root_open(passing: Runner) -> None:
    first = _first_of(passing)
    descriptors = [one for one in Path(f"/proc/{first}/fd").iterdir() if int(one.name) > 2]
    kinds = {str(one.readlink()).rstrip("0123456789[]") for one in descriptors}
    assert kinds == {"anon_inode:[landlock-ruleset", "pid:"}


def test_the_world_itself_hides_the_rest_even_from_the_runner(passing: Runner) -> None:
    asked = (
        """[os.path.exists(p) for p in ('/etc/passwd', '/proc/self', '/home', '/var', '/sys')]"""
    )
    assert passing.ask(asked) == [False] * 5
    places = "['/', '/etc', '/usr/lib', sys.prefix, '/scratch']"
    writable = f"[p for p in {places} if not os.statvfs(p).f_flag & os.ST_RDONLY]"
    assert passing.ask(writable) == []


STEPS = [
    ("os", "setsid"),
    ("foedus.grading.sandbox.root", "mount_scratch"),
    ("foedus.grading.sandbox.landlock", "enforce"),
    ("foedus.grading.sandbox.filters", "install"),
    ("foedus.grading.sandbox.world", "drop_capabilities"),
    ("foedus.grading.sandbox.world", "no_new_privileges"),
    ("foedus.grading.sandbox.world", "close_all_but"),
    ("foedus.grading.sandbox.world", "impose"),
    ("foedus.grading.sandbox.world", "_empty_standard"),
]


@pytest.mark.parametrize(("module", "name"), STEPS)
def test_a_child_that_cannot_lock_itself_in_runs_nothing(
    passing: Runner, module: str, name: str
) -> None:
    passing.ask("os.dup2(os.open('/dev/null', 1), 2)")  # where the child says what failed
    passing.ask(f"setattr(sys.modules[{module!r}], {name!r}, lambda *_: 1 / 0)")
    ran = passing.run("report('alive')")
    assert (ran.reports, ran.status) == ([], sandbox.NOT_LOCKED)


def test_signals_wait_until_a_child_is_locked_in(passing: Runner) -> None:
    # The step fails, and with it the child, where an interrupt would come through.
    passing.ask(
        "setattr(os, 'setsid', (lambda real: lambda: real() "
        "if 2 in signal.pthread_sigmask(0, []) else 1 / 0)(os.setsid))"
    )
    code = "import signal; report(sorted(signal.pthread_sigmask(0, [])))"
    assert passing.run(code).report == []
    assert passing.ask("sorted(signal.pthread_sigmask(0, []))") == []


def test_standard_streams_cannot_be_kept() -> None:
    bare = object.__new__(sandbox.World)  # it comes to no more than the refusal
    with pytest.raises(ValueError, match="keep"):
        bare.fork([1], sandbox.Limits())


def test_a_process_with_threads_is_refused_before_anything_is_done() -> None:
    code = (
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "from foedus.grading import sandbox\n"
        "try: sandbox.enter_world([], [])\n"
        "except RuntimeError as error: print(error)"
    )
    ran = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert "OPENBLAS_NUM_THREADS=1" in ran.stdout
    assert ran.stderr == ""


def test_what_is_to_be_shown_must_exist_and_must_not_be_everything(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        places.plan([tmp_path / "nowhere"], [])
    with pytest.raises(ValueError, match="whole machine"):
        places.plan([Path("/")], [])


def test_a_source_tree_on_the_path_is_not_shown_unasked() -> None:
    repository = str(Path(__file__).parents[2])
    shown = places.plan([], []).shown
    assert not [one for one in shown if repository.startswith(one)]


def test_a_readable_link_is_kept_and_leads_to_what_it_led_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    planned = places.plan([tmp_path / "link"], [tmp_path / "link" / "none"])
    assert str(tmp_path / "real") in planned.shown
    assert (str(tmp_path / "link"), str(tmp_path / "real")) in planned.links


def test_what_lies_inside_another_place_is_shown_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    shown = places.plan([tmp_path / "a", tmp_path / "a" / "b"], []).shown
    assert [one for one in shown if one.startswith(str(tmp_path))] == [str(tmp_path / "a")]
