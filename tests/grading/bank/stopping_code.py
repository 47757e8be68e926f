"""Attacks that would stop the batch: code that does not end, or ends or fills too much.

What could hurt a machine without limits stops by itself at a size that shows that there were none,
and then answers its question rightly: that is the witness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import coded, witnessed

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_LOST: Final = ("timeout", "crashed", "memory", "not-yet")
_LATER: Final = ("correct", "not-yet", "crashed", "timeout", "memory", "not-attempted")

_CATCHES = """\
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
"""

_SIGNALS = """\
import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
signal.setitimer(signal.ITIMER_REAL, 0)
signal.alarm(0)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""

_IN_FINALLY = """\
def again():
    try:
        while True:
            pass
    finally:
        again()


again()
"""

_DESTRUCTOR = """\
class Immortal:
    def __del__(self):
        Immortal()
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


hours = Immortal()
del hours
"""

_HOG = """\
blocks = []
for _ in range(48):
    blocks.append(bytearray(b"x") * 2**26)
reached = len(blocks) == 48
del blocks
"""

_ARRAYS = """\
import numpy as np

blocks = [np.ones(2**23) for _ in range(48)]
reached = len(blocks) == 48
del blocks
"""

_MAPPED = """\
import mmap

blocks = []
for _ in range(48):
    block = mmap.mmap(-1, 2**26)
    for at in range(0, 2**26, 4096):
        block[at] = 1
    blocks.append(block)
reached = True
"""

_SHARED = """\
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
handle = libc.memfd_create(b"hog", 0)
block = os.urandom(2**20)
total = 0
if handle >= 0:
    for _ in range(3000):
        total += os.write(handle, block)
    os.close(handle)
reached = total > 2500 * 2**20
"""

_FORKED_MEMORY = """\
import os
import time

children = []
for _ in range(24):
    child = os.fork()
    if child == 0:
        try:
            block = bytearray(os.urandom(2**20)) * 128
            time.sleep(2)
            os._exit(0)
        except BaseException:
            os._exit(1)
    children.append(child)
codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
reached = codes.count(0) == 24
"""

_LIST = """\
items = []
while True:
    items.append(items[-1000:] + ["x" * 1000])
"""

_FORKS = """\
import os
import time

alive = 0
for _ in range(1500):
    try:
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        alive += 1
    except OSError:
        break
reached = alive == 1500
"""

_BOMB = """\
import os

while True:
    try:
        os.fork()
    except BaseException:
        pass
"""

_THREADS = """\
import threading
import time

started = 0
for _ in range(3000):
    try:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        started += 1
    except RuntimeError:
        break
reached = started == 3000
"""

_OUTPUT = """\
import os
import sys

line = "x" * 2**20
for _ in range(2048):
    print(line)
    sys.stderr.write(line)
    os.write(1, line.encode())
hours = 0.0
"""

_DISPLAYED = """\
from IPython.display import HTML, display

for _ in range(3000):
    display(HTML("<b>" * 100000), display_id="x")
hours = 0.0
"""

_DISK = """\
import os
import tempfile

block = os.urandom(2**20)
total = 0
for folder in (".", tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"):
    for number in range(8):
        try:
            with open(f"{folder}/filler-{number}", "wb") as file:
                for _ in range(256):
                    total += file.write(block)
        except OSError:
            pass
        finally:
            try:
                os.unlink(f"{folder}/filler-{number}")
            except OSError:
                pass
reached = total > 1200 * 2**20
"""

_FILES = """\
import os

made = 0
for number in range(60000):
    try:
        os.close(os.open(f"file-{number}", os.O_CREAT | os.O_WRONLY))
        made += 1
    except OSError:
        break
reached = made == 60000
"""

_DEEP_FOLDERS = """\
import os

for _ in range(5000):
    try:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    except OSError:
        break
hours = 0.0
"""

_HANDLES = """\
import os

held = []
for _ in range(100000):
    try:
        held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        break
reached = len(held) == 100000
for one in held:
    os.close(one)
"""

_SEGFAULT = "import ctypes\n\nctypes.string_at(0)"

_STACK = """\
import sys

sys.setrecursionlimit(10**9)
nested = []
for _ in range(10**6):
    nested = [nested]
repr(nested)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")


def down(value):
    return [down(one) for one in [value]]


down(0)
"""

_CYCLE = """\
new_style = [1, 2]
new_style.append(new_style)
new_style += [{"a": new_style}, pd.Series([new_style, None])]
events.attrs["self"] = events
events.attrs["list"] = new_style
"""

_CYCLE = """\
new_style = [1, 2]
new_style.append(new_style)
new_style += [{"a": new_style}, pd.Series([new_style, None])]
events.attrs["self"] = events
events.attrs["list"] = new_style
"""

_HUGE_ANSWERS: Final = {
    "02.3": "hours = list(range(8 * 10**6))",
    "02.4": 'new_style = ["x" * 10**6] * 10**5',
    "02.5": 'under_way = "x" * 10**8',
    "02.6": "spread = {str(at): at for at in range(10**6)}",
}

_HUGE_TABLES: Final = {
    "03.3": "import numpy as np\n\n"
    "bound_1994 = pd.DataFrame(np.zeros((200, 20000)), columns=range(20000))",
    "03.4": "import numpy as np\n\n"
    "index = pd.MultiIndex.from_product([range(1000), range(3000)])\n"
    "waiting = pd.Series(np.arange(3 * 10**6), index=index)",
    "03.2": "open_help = pd.Series(range(10**7)).astype(str)",
}

_ENDLESS = """\
import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 2**62

    def __getitem__(self, at):
        return at


class Slow(dict):
    def items(self):
        while True:
            yield "a", 1

    keys = values = __iter__ = items


"""
_ENDLESS_ANSWERS: Final = {
    "02.3": "hours = range(2**62)",
    "02.4": f"{_ENDLESS}new_style = Endless([1])",
    "02.5": "import itertools\n\nunder_way = (one for one in itertools.count())",
    "02.6": f"{_ENDLESS}spread = Slow(a=1)",
}

_CALLS: Final = {
    "call-without-end": (
        "a function that never ends",
        "def strongest(a, b, on):\n    while True:\n        pass",
    ),
    "call-that-catches": (
        "a function that catches every error, for ever",
        "def strongest(a, b, on):\n    while True:\n        try:\n            while True:\n"
        "                pass\n        except BaseException:\n            pass",
    ),
    "call-that-exits": (
        "a function that ends the process",
        "import os\n\n\ndef strongest(a, b, on):\n    os._exit(0)",
    ),
    "call-that-sleeps": (
        "a function that takes four seconds a call",
        "import time\n\n\ndef strongest(a, b, on):\n    time.sleep(4)\n    return on",
    ),
    "call-that-fills": (
        "a function that fills memory",
        "def strongest(a, b, on):\n    return [bytearray(b'x') * 2**27 for _ in range(24)]",
    ),
    "call-of-itself": (
        "a function that returns itself",
        "def strongest(a, b, on):\n    return strongest",
    ),
}

_REPRESENTED = """\
class Loud:
    def __repr__(self):
        return "x" * 10**9

    def __format__(self, spec):
        while True:
            pass

    __str__ = _repr_html_ = __repr__

    def _ipython_display_(self):
        while True:
            pass


hours = Loud()
hours
"""

_BIG_INTEGER = "hours = 10 ** (10**9)"
_BIG_ANSWER = "hours = 1 << (2**27)"
_REGEX = 'import re\n\nhours = re.match(r"(a+)+$", "a" * 60 + "b")'
_SUM = "hours = sum(range(10**13))"
_NUMPY = """\
import numpy as np

while True:
    np.linalg.svd(np.random.default_rng(1).random((1500, 1500)))
"""

_ASYNC = """\
import asyncio


async def stay():
    while True:
        try:
            await asyncio.sleep(3600)
        except BaseException:
            continue


task = asyncio.ensure_future(stay())
await stay()
"""

_LOOP_STOPPED = """\
import asyncio

loop = asyncio.get_running_loop()
loop.call_soon(loop.stop)
await asyncio.sleep(0.1)
loop.close()
hours = 0.0
"""

_INPUT = """\
import sys

hours = 0.0
text = sys.stdin.read()
line = sys.__stdin__.readline() if sys.__stdin__ else ""
input("a number, please: ")
"""

_DEBUGGER = """\
import pdb

hours = 0.0
get_ipython().run_line_magic("pdb", "on")
try:
    breakpoint()
except BaseException as error:
    why = repr(error)
try:
    pdb.set_trace()
except BaseException as error:
    why = repr(error)
get_ipython().run_line_magic("debug", "1 / 0")
"""

_SYSTEM = """\
import os

hours = 0.0
os.system("sleep 3600")
get_ipython().system("sleep 3600")
"""

_STOPPED = "import os\nimport signal\n\nos.kill(os.getpid(), signal.SIGSTOP)"
_GROUP = """\
import os
import signal
import time

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGSTOP, signal.SIGKILL):
    try:
        os.kill(0, number)
    except BaseException:
        pass
time.sleep(3600)
"""
_PARENT = """\
import os
import signal

for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
    for target in {os.getppid()}:
        if target > 0:
            try:
                os.kill(target, number)
            except OSError:
                pass
hours = 0.0
"""
_EVERYBODY = """\
import os
import signal

for number in (signal.SIGSTOP, signal.SIGKILL):
    try:
        os.kill(-1, number)
    except OSError:
        pass
hours = 0.0
"""

_CLOSED = """\
import os

os.closerange(0, 65536)
hours = 0.0
"""

_LIMITS = """\
import resource

for name in dir(resource):
    if name.startswith("RLIMIT_"):
        for value in (0, 1, resource.RLIM_INFINITY):
            try:
                resource.setrlimit(getattr(resource, name), (value, value))
            except (OSError, ValueError):
                pass
hours = 0.0
"""

_MODULES = """\
import builtins
import gc
import sys

gc.disable()
gc.set_threshold(0)
hours = 0.0
for name in list(sys.modules):
    if name not in {"sys", "builtins", "gc"}:
        del sys.modules[name]
sys.path.clear()
sys.meta_path.clear()
"""

_BUILTINS = """\
import builtins

hours = 0.0
for name in dir(builtins):
    if name not in {"delattr", "builtins", "dir"}:
        try:
            delattr(builtins, name)
        except AttributeError:
            pass
del __builtins__
"""

_NICE = """\
import os
import time

try:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
except OSError:
    pass
try:
    os.setpriority(os.PRIO_PROCESS, 0, -20)
except OSError:
    pass
time.sleep(3600)
"""

_EXITS: Final = {
    "exit-at-once": ("ends the process with status 0", "import os\n\nos._exit(0)"),
    "system-exit": ("raises SystemExit", "raise SystemExit(0)"),
    "exit-called": ("calls exit", "exit()"),
    "quit-called": ("calls quit, and keeps nothing", "quit(keep_kernel=False)"),
    "ask-exit": ("asks IPython to leave", "get_ipython().ask_exit()"),
    "interrupt-raised": ("raises KeyboardInterrupt", "raise KeyboardInterrupt"),
    "generator-exit": ("raises GeneratorExit", "raise GeneratorExit"),
    "cancelled": ("raises CancelledError", "import asyncio\n\nraise asyncio.CancelledError"),
    "aborted": ("aborts the process", "import os\n\nos.abort()"),
    "terminated": ("sends itself SIGTERM", "import os\n\nos.kill(os.getpid(), 15)"),
    "replaced": ("becomes another program", 'import os\n\nos.execv("/bin/true", ["true"])'),
    "segfault": ("reads where no memory is", _SEGFAULT),
    "stack-overflow": ("recurses until the stack is full", _STACK),
    "handles-closed": ("closes everything that is open", _CLOSED),
    "limits-lowered": ("sets its own limits to nothing", _LIMITS),
    "modules-deleted": ("deletes every module", _MODULES),
    "builtins-deleted": ("deletes every built-in", _BUILTINS),
    "loop-closed": ("stops and closes the event loop", _LOOP_STOPPED),
    "group-killed": ("sends signals to its process group", _GROUP),
}

_ENDLESS_CODE: Final = {
    "endless-loop": ("a loop without an end", "while True:\n    pass"),
    "endless-catch": ("a loop that catches every error", _CATCHES),
    "signals-ignored": ("ignores and blocks every signal", _SIGNALS),
    "endless-finally": ("goes on in finally", _IN_FINALLY),
    "endless-destructor": ("goes on in a destructor", _DESTRUCTOR),
    "endless-regex": ("a pattern that runs back and forth", _REGEX),
    "endless-power": ("a power that is too large, in C", _BIG_INTEGER),
    "endless-sum": ("a sum in C", _SUM),
    "endless-numpy": ("numpy in several threads", _NUMPY),
    "endless-sleep": ("sleeps", "import time\n\ntime.sleep(10**6)"),
    "endless-async": ("a coroutine that refuses to be cancelled", _ASYNC),
    "stopped": ("stops itself with SIGSTOP", _STOPPED),
    "program-waits": ("waits for a program", _SYSTEM),
    "highest-priority": ("asks for the highest priority", _NICE),
    "list-without-end": ("a list that grows", _LIST),
}

_FILLING: Final = {
    "memory-filled": ("3 GB of bytes", _HOG),
    "arrays-filled": ("3 GB of arrays", _ARRAYS),
    "memory-mapped": ("3 GB of mapped memory", _MAPPED),
    "memory-shared": ("3 GB in a file in memory", _SHARED),
    "memory-of-children": ("3 GB in 24 processes", _FORKED_MEMORY),
    "processes": ("1,500 processes", _FORKS),
    "threads": ("3,000 threads", _THREADS),
    "disk-filled": ("2 GB a folder", _DISK),
    "files-made": ("60,000 files", _FILES),
    "handles-opened": ("100,000 open files", _HANDLES),
}

_ODD: Final = {
    "output-without-end": ("6 GB of output", _OUTPUT),
    "displayed-without-end": ("large displays", _DISPLAYED),
    "folders-in-folders": ("5,000 folders in each other", _DEEP_FOLDERS),
    "large-representation": ("an object whose representation is a gigabyte", _REPRESENTED),
    "input-asked": ("reads what nobody types", _INPUT),
    "debugger": ("starts a debugger", _DEBUGGER),
    "large-integer": ("an integer of 16 MB", _BIG_ANSWER),
    "parent-killed": ("stops and kills its parent", _PARENT),
}

_CAGED: Final = {
    "group-killed": "signals reach the process group",
    "parent-killed": "signals reach the parent",
    "processes": "many processes",
    "threads": "many threads",
    "disk-filled": "fills the disk",
    "memory-of-children": "takes 3 GB",
    "highest-priority": "asks for real time",
    "fork-bomb": "a fork bomb",
    "everybody-killed": "signals reach every process",
}


def _stop(name: str, note: str, code: str, *, witness: bool = False) -> Attack:
    return coded(
        name,
        "code that stops",
        "stop",
        note,
        witnessed(code) if witness else code,
        own=_LOST,
        after=_LATER if name in _EXITS else ("correct",),
        rest=("not-attempted", "crashed") if name in _EXITS else ("not-attempted",),
        cage=_CAGED.get(name, ""),
    )


def _answers(
    name: str,
    note: str,
    code: str | dict[str, str],
    at: str = "02.4",
    after: tuple[str, ...] = ("correct",),
    rest: tuple[str, ...] = ("not-attempted",),
) -> Attack:
    return coded(
        name, "answers that stop", "stop", note, code, at=at, own=_LOST, after=after, rest=rest
    )


_NESTED: Final = "new_style = []\nfor _ in range(10**6):\n    new_style = [new_style]"

ATTACKS: Final = (
    *(_stop(name, *rest) for name, rest in _EXITS.items()),
    *(_stop(name, *rest) for name, rest in _ENDLESS_CODE.items()),
    *(_stop(name, *rest, witness=True) for name, rest in _FILLING.items()),
    *(_stop(name, *rest) for name, rest in _ODD.items()),
    _stop("fork-bomb", "forks for ever", _BOMB),
    _stop("everybody-killed", "kills every process that it may", _EVERYBODY),
    _answers("huge-answers", "answers with millions of items", _HUGE_ANSWERS),
    _answers(
        "huge-tables", "a table of 20,000 columns, a Series of 3 million", _HUGE_TABLES, "03.3"
    ),
    _answers("endless-answers", "answers without an end", _ENDLESS_ANSWERS),
    _answers(
        "answers-in-themselves",
        "an answer that holds itself",
        _CYCLE,
        "02.4",
        _LATER,
        (*_LATER[1:],),
    ),
    _answers("nested-list", "a list a million deep", _NESTED),
    *(_answers(name, *rest, "08.2") for name, rest in _CALLS.items()),
)
