"""Forked kernels: the same to their client and to a notebook as ordinary ones."""

import copy
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.manager import start_new_kernel
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from foedus import warm_kernels
from foedus.editions import execute
from foedus.editions.building import COURSE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux alone")
QUIET = ["--log-level=ERROR"]
BOTH = pytest.mark.parametrize("name", ["local-provisioner", "foedus-warm"])
Kernel = tuple[KernelManager, BlockingKernelClient]


def use(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", name)


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    use("foedus-warm", monkeypatch)
    monkeypatch.setattr(warm_kernels._Stem, "complained", False)


@pytest.fixture
def own_stems(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[object, Any]]:
    """No stem yet, and none left."""
    stems: dict[object, Any] = {}
    monkeypatch.setattr(warm_kernels._Stem, "_all", stems)
    yield stems
    for stem in stems.values():
        stem.close()


@contextmanager
def kernel(**asked: object) -> Iterator[Kernel]:
    manager, client = start_new_kernel(kernel_name="python3", extra_arguments=QUIET, **asked)
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def said(client: BlockingKernelClient, code: str) -> str:
    """Return what a cell prints; its error if it raises."""
    parts: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        parts.append(content.get("text", "") or content.get("ename", ""))

    client.execute_interactive(code, output_hook=hear, timeout=60)
    return "".join(parts).strip()


def in_kernel(code: str, **asked: object) -> str:
    with kernel(**asked) as (_, client):
        return said(client, code)


def is_forked(manager: KernelManager) -> bool:
    return isinstance(manager.provisioner.process, warm_kernels._Forked)


def is_gone(pid: int) -> bool:
    """Wait for the end of a process that is not ours."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    gone = bool(select.select([handle], [], [], 60)[0])
    os.close(handle)
    return gone


FACTS = """
import json, os, re, sys
before = sorted(globals())
facts = {
    "names": before, "argv": sys.argv[:1], "path": sys.path, "folder": os.getcwd(),
    "env": dict(os.environ), "flags": list(sys.flags), "main": sys.modules["__main__"].__name__,
    "has foedus": "foedus" in sys.modules, "input": sys.__stdin__.read(),
    "group": os.getpgid(0) == os.getsid(0) == os.getpid(), "handles": [],
}
import warnings
import altair as alt, numpy as np, pandas as pd
options = re.findall(r"^([a-z_.]+) :", pd.describe_option("", _print_desc=False), re.M)
with warnings.catch_warnings(action="ignore"):
    facts["pandas"] = {name: str(pd.get_option(name)) for name in options}
facts["numpy"] = str(np.get_printoptions())
facts["warnings"] = sorted({str(one) for one in warnings.filters})
facts["hooks"] = [str(type(one)) for one in (sys.displayhook, sys.stdout, sys.stderr, print)]
facts["theme"] = [alt.theme.active, alt.renderers.active]
import foedus as fo
facts["our theme"] = [alt.theme.active, alt.renderers.active]
facts["targets"] = sorted(get_ipython().kernel.comm_manager.targets)
import foedus.charts.palettes, foedus.checking
facts["reachable"] = [foedus.charts.palettes.__name__, foedus.checking.__name__, fo.check.__name__]
print(json.dumps(facts))
"""


def test_a_forked_kernel_looks_like_an_ordinary_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = {"cwd": str(tmp_path), "env": {**os.environ, "ASKED": "ä", "JPY_SESSION_NAME": "x"}}
    found = {}
    for name in ("local-provisioner", "foedus-warm"):
        use(name, monkeypatch)
        with kernel(**copy.deepcopy(asked)) as (manager, client):
            assert is_forked(manager) == (name == "foedus-warm")
            found[name] = json.loads(said(client, FACTS))
    ordinary, forked = found.values()
    assert forked == ordinary
    assert forked["folder"] == str(tmp_path)
    assert forked["env"]["ASKED"] == "ä"
    assert forked["env"]["JPY_PARENT_PID"] == str(os.getpid())
    assert forked["pandas"]["display.max_columns"] == "20"
    assert not forked["has foedus"]


def test_the_libraries_are_there_and_no_reference_is() -> None:
    code = "import sys; print([n in sys.modules for n in ('pandas', 'altair', 'ipywidgets')])"
    assert in_kernel(code) == "[True, True, True]"
    code = "import sys; print([n for n in sys.modules if n.startswith('foedus')])"
    assert in_kernel(code) == "[]"


def test_each_kernel_draws_its_own_random_numbers() -> None:
    code = (
        "import random, numpy as np; print([random.random(), np.random.rand(), "
        "np.random.default_rng().random()])"
    )
    first, second = (json.loads(in_kernel(code)) for _ in range(2))
    assert not set(first) & set(second)


def test_what_a_kernel_changes_is_not_in_the_next() -> None:
    code = "import pandas as pd, os; print(hasattr(pd, 'mine'), 'MINE' in os.environ)\n"
    changed = "pd.mine = 1; os.environ['MINE'] = '1'; kept = 1"
    assert in_kernel(code + changed) == "False False"
    assert in_kernel(code + "print('kept' in globals())") == "False False\nFalse"


def test_a_variable_that_python_reads_at_its_start_holds(own_stems: dict[object, Any]) -> None:
    code = "print(hash('Short of Alliance'))"
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    expected = subprocess.run(  # noqa: S603 (a line of ours)
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    )
    assert in_kernel(code, env=env) == expected.stdout.strip()
    assert len(own_stems) == 1


def test_what_a_kernel_writes_outside_goes_where_its_client_asks(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("w") as errors, kernel(stderr=errors) as (manager, client):
        assert is_forked(manager)
        said(client, "import os; os.write(2, b'seen')")  # in a test ipykernel leaves this alone
    assert "seen" in (tmp_path / "errors").read_text()


# what the client sees


@BOTH
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import os; os._exit(3)", 3),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -15),
    ],
)
def test_a_kernel_that_ends_is_seen_to_end(
    name: str, code: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(name, monkeypatch)
    with kernel() as (manager, client):
        client.execute(code)
        process = manager.provisioner.process
        assert process.wait() == status
        assert process.poll() == status
        assert not manager.is_alive()
        assert manager.has_kernel
    assert not manager.has_kernel


@BOTH
def test_a_kernel_that_is_shut_down_leaves_in_order(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(name, monkeypatch)
    with kernel(cwd=str(tmp_path)) as (manager, client):
        said(client, "import atexit, pathlib; atexit.register(pathlib.Path('left').touch)")
        process = manager.provisioner.process
        manager.shutdown_kernel()
        assert process.returncode == 0
    assert (tmp_path / "left").exists()


@BOTH
def test_a_kernel_is_interrupted_and_killed_with_what_it_started(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(name, monkeypatch)
    with kernel() as (manager, client):
        start = "import subprocess as s; p = s.Popen(['sleep', '600']); print(p.pid)"
        below = int(said(client, start))
        # A kernel that stops on an error may refuse what comes right after it.
        client.execute("print('on', flush=True)\nwhile True: pass", stop_on_error=False)
        while client.get_iopub_msg(timeout=60)["content"].get("text") != "on\n":
            pass
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=60)["content"]["ename"] == "KeyboardInterrupt"
        assert said(client, "print(1)") == "1"
        process = manager.provisioner.process
        manager.shutdown_kernel(now=True)
        assert process.returncode == -signal.SIGKILL
    assert is_gone(below)


@BOTH
def test_a_restarted_kernel_is_a_new_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use(name, monkeypatch)
    with kernel() as (manager, client):
        said(client, "kept = 1")
        before = manager.provisioner.pid
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert manager.provisioner.pid != before
        assert said(client, "kept") == "NameError"
    assert is_gone(before)


@BOTH
def test_nbclient_sees_a_cell_without_end_and_a_dead_kernel(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(name, monkeypatch)
    endless = notebook("while True: pass", "7")
    options = {"kernel_name": "python3", "extra_arguments": QUIET}
    NotebookClient(
        endless, timeout=2, interrupt_on_timeout=True, allow_errors=True, **options
    ).execute()
    assert endless.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert endless.cells[1].outputs[0].data["text/plain"] == "7"
    with pytest.raises(DeadKernelError):
        NotebookClient(notebook("import os; os._exit(3)"), **options).execute()


def notebook(*cells: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


@pytest.mark.parametrize("folder", ["notebooks", "solutions"])
def test_a_lesson_has_the_same_outputs(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = COURSE / folder / "02_what_happened_when.ipynb"
    found = []
    for name in ("local-provisioner", "foedus-warm"):
        use(name, monkeypatch)
        done = execute.run(nbformat.read(path, as_version=4), path.parent, path.stem)
        found.append([cell.get("outputs") for cell in done.cells])
    assert found[0] == found[1]


# nobody is left behind

CLIENT = """
import os, sys
from jupyter_client.manager import start_new_kernel
from foedus.warm_kernels import _Stem
manager, client = start_new_kernel(extra_arguments=["--log-level=ERROR"])
client.execute("while True: pass")
[stem] = _Stem._all.values()
if sys.argv[1] == "forks" and os.fork() == 0:
    import time; time.sleep(600)
print(stem._process.pid, manager.provisioner.pid, flush=True)
if sys.argv[1] != "leaves":
    client.get_shell_msg()
"""


@pytest.mark.parametrize("way", ["is killed", "forks", "leaves"])
def test_a_client_that_ends_leaves_no_stem_and_no_kernel(way: str) -> None:
    env = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "foedus-warm"}
    command = [sys.executable, "-W", "ignore", "-c", CLIENT, way]
    with subprocess.Popen(  # noqa: S603 (a line of ours)
        command, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as client:
        assert client.stdout is not None
        stem, forked = map(int, client.stdout.readline().split())
        if way != "leaves":
            client.kill()
        left = [pid for pid in (stem, forked) if not is_gone(pid)]
        with suppress(ProcessLookupError):  # what the client itself has forked
            os.killpg(client.pid, signal.SIGKILL)
    assert not left


def test_a_kernel_ends_with_its_stem_and_the_next_starts_as_usual(
    own_stems: dict[object, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with kernel() as (manager, _):
        [stem] = own_stems.values()
        stem._process.kill()
        stem._process.wait()
        assert not manager.is_alive()
        assert is_gone(manager.provisioner.pid)
    for _ in range(2):
        with kernel() as (manager, client):
            assert not is_forked(manager)
            assert said(client, "print(1)") == "1"
    assert len(warnings_of(caplog)) == 1


# where it cannot serve


def warnings_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [text for *_, text in caplog.record_tuples if "none is forked" in text]


def test_the_stem_has_one_thread_and_no_zmq_context() -> None:
    code = (
        "import gc, os, zmq; from foedus import warm_stem; warm_stem.import_libraries(); "
        "print(len(os.listdir('/proc/self/task')), "
        "[one for one in gc.get_objects() if isinstance(one, (zmq.Context, zmq.Socket))], "
        "os.environ.get('JPY_PARENT_PID'), os.environ.get('OPENBLAS_NUM_THREADS'))"
    )
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(  # noqa: S603 (a line of ours)
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "1 [] None None"


def hiding(folder: Path) -> dict[str, str]:
    """Return an environment in which the folder's modules hide the installed ones."""
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def test_a_stem_with_threads_is_not_forked(
    own_stems: dict[object, Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "pandas.py").write_text(
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    for _ in range(2):
        with kernel(env=hiding(tmp_path)) as (manager, client):
            assert not is_forked(manager)
            assert said(client, "print(1)") == "1"
    [warning] = warnings_of(caplog)
    assert "the libraries start threads" in warning
    assert len(own_stems) == 1


def test_a_library_that_fails_shows_its_error_in_the_notebook(
    own_stems: dict[object, Any], tmp_path: Path
) -> None:
    (tmp_path / "altair.py").write_text("raise RuntimeError('broken')\n")
    with kernel(env=hiding(tmp_path)) as (manager, client):
        assert is_forked(manager)
        assert said(client, "import altair") == "RuntimeError"
    assert len(own_stems) == 1


@pytest.mark.parametrize("lacking", ["system", "environments"])
def test_elsewhere_kernels_start_as_usual_with_one_warning(
    lacking: str,
    own_stems: dict[object, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    if lacking == "system":
        monkeypatch.delattr(os, "pidfd_open")
    else:
        monkeypatch.setattr(warm_kernels, "_MOST_STEMS", 0)
    for _ in range(2):
        assert in_kernel("print(1)") == "1"
    assert len(warnings_of(caplog)) == 1
    assert not own_stems


def test_what_is_not_ours_starts_as_usual_without_a_word(
    own_stems: dict[object, Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path / "python"
    other.symlink_to(sys.executable)
    launcher = ["-m", "ipykernel_launcher", "-f", "file"]
    asked: dict[str, Any] = {"env": {}, "cwd": str(tmp_path)}
    assert warm_kernels._wanted([sys.executable, *launcher], asked) is not None
    for command, further in (
        ([str(other), *launcher], {}),
        ([str(tmp_path / "R"), "-e", "main()"], {}),
        (["-m", "ipykernel_launcher"], {}),
        ([sys.executable, "-O", *launcher], {}),
        ([sys.executable, "-m", "bash_kernel"], {}),
        ([sys.executable, *launcher], {"independent": True}),
        ([sys.executable, *launcher], {"stdout": subprocess.PIPE}),
        ([sys.executable, *launcher], {"cwd": str(tmp_path / "none")}),
    ):
        assert warm_kernels._wanted(command, {**asked, **further}) is None
    with kernel(stdin=subprocess.DEVNULL) as (manager, client):
        assert not is_forked(manager)
        assert said(client, "print(1)") == "1"
    assert not own_stems
    assert not warnings_of(caplog)


@pytest.mark.parametrize("set_", [False, True])
def test_nbval_and_nbconvert_use_it_unchanged_and_only_if_asked(set_: bool, tmp_path: Path) -> None:  # noqa: FBT001
    one = notebook("import sys\n'pandas' in sys.modules")
    output = nbformat.v4.new_output("execute_result", {"text/plain": str(set_)}, execution_count=1)
    one.cells[0].outputs, one.cells[0].execution_count = [output], 1
    one.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    nbformat.write(one, tmp_path / "one.ipynb")
    env = {name: value for name, value in os.environ.items() if "PROVISIONER" not in name}
    if set_:
        env["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "foedus-warm"
    for words in (
        ["pytest", "-q", "-p", "no:cacheprovider", "--nbval", "one.ipynb"],
        ["nbconvert", "--execute", "--to", "notebook", "--output", "done", "one.ipynb"],
    ):
        done = subprocess.run(  # noqa: S603 (our own tools)
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    after = nbformat.read(tmp_path / "done.ipynb", as_version=4)
    assert after.cells[0].outputs[0].data["text/plain"] == str(set_)
