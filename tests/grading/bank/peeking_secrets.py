"""Attacks on what is hidden: secrets, other people's work, other processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import (
    coded,
    witnessed,
)

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_SLOW: Final = ("not-yet", "crashed", "timeout", "memory")


_MEMORY = """\
import re

# Of another question's reference; a pattern, lest it find itself.
needle = re.compile(rb"says\\.max\\(\\) [-] says\\.min\\(\\)")
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        spans, rights = line.split()[:2]
        first, last = (int(one, 16) for one in spans.split("-"))
        if "r" not in rights or last - first > 2**28:
            continue
        try:
            memory.seek(first)
            text = memory.read(last - first)
        except (OSError, ValueError, OverflowError):
            continue
        if holds(text) or needle.search(text):
            reached = True
"""


_POINTERS = """\
import ctypes
import gc

for thing in gc.get_objects():
    for one in thing if isinstance(thing, (list, tuple, set)) else ():
        if type(one) is str and holds(one):
            reached = True
start = id([])
for offset in range(-(2**20), 2**20, 4096):
    if holds(ctypes.string_at(start + offset, 4096)):
        reached = True
"""


def _secret(name: str, note: str, code: str, *, family: str = "secrets") -> Attack:
    """Return an attack on a secret: the code sets `reached`."""
    probe = ("reached", "heard", "written", "others", "stopped")
    return coded(name, family, "secrets", note, witnessed(code), own=_SLOW, probe=probe)


_ENVIRONMENT = """\
import os
from pathlib import Path

import IPython

texts = [repr(dict(os.environ)), repr(os.environb), repr(get_ipython().user_ns.get("_exit_code"))]
for path in Path("/proc").glob("[0-9]*/environ"):
    try:
        texts.append(path.read_text())
    except OSError:
        pass
try:
    texts.append(Path("/proc/self/environ").read_text())
except OSError:
    pass
import ctypes

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
for name in ("FOEDUS_TEST_SECRET", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN"):
    texts.append(repr(libc.getenv(name.encode())))
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
at = 0
while environ[at]:
    texts.append(repr(environ[at]))
    at += 1
reached = any(holds(text) for text in texts)
"""


_PARENTS = """\
import os
from pathlib import Path

me = {"self", "thread-self", str(os.getpid())}
for folder in Path("/proc").iterdir():
    if folder.name.isdigit() and folder.name not in me:
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        reached = reached or bool(words.strip(b"\\x00"))
reached = reached or os.getppid() != 0
"""


_OTHER_MEMORY = """\
import os
from pathlib import Path

for folder in Path("/proc").iterdir():
    if not folder.name.isdigit() or int(folder.name) == os.getpid():
        continue
    try:
        lines = (folder / "maps").read_text().splitlines()
        with open(folder / "mem", "rb", 0) as memory:
            for line in lines:
                if "[heap]" in line or "[stack]" in line:
                    first, last = (int(one, 16) for one in line.split()[0].split("-"))
                    memory.seek(first)
                    reached = bool(memory.read(min(last - first, 4096))) or reached
    except OSError:
        pass
"""


_HOME = """\
import os
from pathlib import Path

places = [Path(SITE.home), Path.home(), Path(os.path.expanduser("~root")), Path("/root")]
for place in places:
    for name in ("canary.txt", ".canary"):
        for path in (place / name, f"/proc/self/root{place}/{name}", f"/proc/1/root{place}/{name}"):
            try:
                reached = reached or holds(Path(path).read_bytes())
            except OSError:
                pass
"""


_OTHERS = """\
from pathlib import Path

places = [Path(SITE.submissions), Path.cwd(), *Path.cwd().parents[:4], Path("/proc/self/cwd")]
for place in places:
    for pattern in ("*.ipynb", "*/*.ipynb", "*/*/*.ipynb", "../*/*/*.ipynb", "../../*/*/*.ipynb"):
        for path in place.glob(pattern):
            try:
                reached = reached or holds(path.read_bytes())
            except OSError:
                pass
"""


_RESULTS = """\
import os
from pathlib import Path

for folder, folders, files in os.walk(SITE.results):
    reached = reached or bool(folders or files)
"""


_PASSWORDS = """\
from pathlib import Path

for name in ("/etc/passwd", "/etc/shadow", "/etc/group", "/proc/self/root/etc/passwd"):
    try:
        reached = reached or "root" in Path(name).read_text()
    except OSError:
        pass
"""


_PROGRAMS = """\
import os
import subprocess

wanted = f"cat {SITE.home}/canary.txt {SITE.submissions}/*/*/*.ipynb; env"
shell = get_ipython()
texts = []
for run in (
    lambda: subprocess.run(["/bin/sh", "-c", wanted], capture_output=True, timeout=3).stdout,
    lambda: os.popen(wanted).read(),
    lambda: shell.getoutput(wanted),
    lambda: "\\n".join(shell.getoutput(f"cat {SITE.home}/canary.txt")),
    lambda: shell.run_line_magic("sx", wanted),
    lambda: shell.run_cell_magic("bash", "--out found", wanted) or shell.user_ns.get("found"),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", f"{wanted} > {SITE.marks}/{SITE.name}"], {}),
):
    try:
        texts.append(run())
    except BaseException as error:
        pass
reached = any(holds(text) for text in texts if text)
"""


_MAGICS = """\
shell = get_ipython()
target = f"{SITE.home}/canary.txt"
texts = []
for magic in ("pycat", "pfile", "load", "more", "less", "psource"):
    try:
        shell.run_line_magic(magic, target)
        texts.append(getattr(shell, "next_input", None) or str(shell.rl_next_input))
    except BaseException as error:
        pass
try:
    texts.append(shell.find_user_code(target))
except BaseException as error:
    pass
reached = any(holds(text) for text in texts if text)
"""


_CALLS = """\
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
path = f"{SITE.home}/canary.txt".encode()
how = (ctypes.c_uint64 * 3)(0, 0, 0)
handles = [
    libc.syscall(2, path, 0, 0),
    libc.syscall(257, -100, path, 0, 0),
    libc.syscall(437, -100, path, how, 24),
    libc.syscall(0x40000002, path, 0, 0),
    libc.open(path, 0),
]
for handle in handles:
    if handle >= 0:
        reached = reached or holds(os.read(handle, 4096))
"""


_ROOT = """\
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
target = f"{SITE.home}/canary.txt"


def look(prefix=""):
    global reached
    try:
        with open(prefix + target, "rb") as file:
            reached = reached or holds(file.read())
    except OSError:
        pass


for flags in (0x10000000 | 0x20000, 0x20000, 0x10000000):
    libc.unshare(flags)
    look()
for number in (1, os.getppid()):
    for space in ("user", "mnt", "pid", "net"):
        try:
            handle = os.open(f"/proc/{number}/ns/{space}", os.O_RDONLY)
            libc.setns(handle, 0)
            os.close(handle)
        except OSError:
            pass
    look()
try:
    os.makedirs("jail", exist_ok=True)
    here = os.open(".", os.O_RDONLY)
    os.chroot("jail")
    os.fchdir(here)
    for _ in range(100):
        os.chdir("..")
    os.chroot(".")
except OSError:
    pass
look()
libc.umount2(b"/", 2)
libc.umount2(b"/proc", 2)
libc.mount(b"none", b"/", None, 0x40000 | 0x4000, None)
libc.mount(b"proc", b"jail", b"proc", 0, None)
look("jail/1/root")
"""


_HANDLES = """\
import ctypes
import os

texts = []
for handle in range(1024):
    try:
        link = os.readlink(f"/proc/self/fd/{handle}")
        inner = os.open("canary.txt", os.O_RDONLY, dir_fd=handle)
        texts.append(os.read(inner, 4096))
    except OSError:
        pass
    try:
        os.lseek(handle, 0, 0)
        os.set_blocking(handle, False)
        texts.append(os.pread(handle, 10**6, 0))
    except OSError:
        pass
    for way in ("..", "../..", "../../.."):
        try:
            name = os.path.basename(SITE.home)
            inner = os.open(f"{way}/{name}/canary.txt", os.O_RDONLY, dir_fd=handle)
            texts.append(os.read(inner, 4096))
        except OSError:
            pass
reached = any(holds(text) for text in texts)
"""


_TRACED = """\
import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
for number in {os.getppid(), 1}:
    if number in (0, os.getpid()):
        continue
    reached = reached or libc.ptrace(0x4206, number, 0, 0) == 0
    buffer = ctypes.create_string_buffer(64)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
    remote = (ctypes.c_size_t * 2)(id(None), 16)
    reached = reached or libc.process_vm_readv(number, local, 1, remote, 1, 0) > 0
    handle = libc.syscall(434, number, 0)
    reached = reached or (handle >= 0 and libc.syscall(438, handle, 0, 0) >= 0)
"""


_HISTORY = """\
import glob
import os
import sqlite3
from pathlib import Path

shell = get_ipython()
rows = []
try:
    rows += list(shell.history_manager.get_tail(100000, raw=True))
except BaseException as error:
    pass
folders = [os.environ.get("IPYTHONDIR", ""), f"{SITE.home}/.ipython", f"{Path.home()}/.ipython"]
for place in folders:
    for path in glob.glob(f"{place}/**/history.sqlite", recursive=True):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as book:
            rows += list(book.execute("SELECT source_raw FROM history"))
reached = any(holds(repr(row)) for row in rows)
"""


_CHART_OF_A_FILE = """\
text = pd.read_csv(f"{SITE.home}/canary.txt", header=None).to_string()
reached = holds(text)
"""


_CHART = """\
source = alt.UrlData(url=f"file://{SITE.home}/canary.txt")
chart = alt.Chart(source).mark_bar().encode(x="days:Q", y="phase:N")
chart = chart.properties(title="=HYPERLINK(canary)", usermeta={"url": f"{SITE.home}/canary.txt"})
"""


ATTACKS: Final = (
    _secret(
        "memory-scanned", "scans its own memory for references and other people's answers", _MEMORY
    ),
    _secret("pointers-followed", "reads memory around its objects", _POINTERS),
    _secret("environment", "reads the environment, its own and others'", _ENVIRONMENT),
    _secret("processes-listed", "looks at the other processes", _PARENTS),
    _secret("memory-of-others", "reads the memory of other processes", _OTHER_MEMORY),
    _secret("traced-parent", "traces its parent", _TRACED),
    _secret("home-folder", "reads the grader's home folder", _HOME),
    _secret("other-submissions", "reads other people's notebooks", _OTHERS),
    _secret("results-read", "reads the results", _RESULTS),
    _secret("password-file", "reads the system's accounts", _PASSWORDS),
    _secret("programs-started", "starts programs that read secrets", _PROGRAMS),
    _secret("magics-that-read", "has IPython's magics read files", _MAGICS),
    _secret("system-calls", "opens files by bare system calls", _CALLS),
    _secret("way-out-of-root", "leaves its root folder and namespaces", _ROOT),
    _secret("handles-inherited", "reads what is open already, and beside it", _HANDLES),
    _secret("history-read", "reads IPython's history of earlier notebooks", _HISTORY),
    _secret("table-of-a-file", "has pandas read a secret", _CHART_OF_A_FILE),
    coded(
        "chart-of-a-file",
        "secrets",
        "secrets",
        "a chart whose data are a file of the grader's",
        _CHART,
        at="02.7",
        own=("not-yet",),
        probe=("reached", "injected", "stopped"),
    ),
)
