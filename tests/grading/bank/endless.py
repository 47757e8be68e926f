"""Attacks that do not come to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .stopping import stopping

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]


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


_LIST = """\
items = []
while True:
    items.append(items[-1000:] + ["x" * 1000])
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
    "parent-killed": "signals reach the parent",
    "highest-priority": "asks for real time",
}

ATTACKS: Final[tuple[Attack, ...]] = (
    *stopping(_ENDLESS_CODE, cages=_CAGED),
    *stopping(_ODD, cages=_CAGED),
)
