"""Attacks that end the process, or take from it what it lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .stopping import stopping

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]


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


_LOOP_STOPPED = """\
import asyncio

loop = asyncio.get_running_loop()
loop.call_soon(loop.stop)
await asyncio.sleep(0.1)
loop.close()
hours = 0.0
"""


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


ATTACKS: Final[tuple[Attack, ...]] = stopping(
    _EXITS, breaks_itself=True, cages={"group-killed": "signals reach the process group"}
)
