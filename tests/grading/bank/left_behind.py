"""Attacks on who comes next: what a submission leaves behind."""

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

folders = [Path(one) for one in ("/tmp", "/var/tmp", "/dev/shm", "/scratch")]
folders += [Path.cwd(), Path.cwd().parent, Path(tempfile.gettempdir()), Path.home()]
folders += [Path(SITE.home), Path(SITE.submissions)]
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

folders = [Path(one) for one in ("/tmp", "/var/tmp", "/dev/shm", "/scratch")]
folders += [Path.cwd(), Path.cwd().parent, Path(tempfile.gettempdir()), Path.home()]
folders += [Path(SITE.home), Path(SITE.submissions)]
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

reached = any(hasattr(one, "left_behind") for one in (builtins, pd, fo))
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
)
