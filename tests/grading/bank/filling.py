"""Attacks that fill memory, disks and tables of processes.

What could hurt a machine without limits stops by itself at a size that shows that there were none,
and then answers its question rightly: that is the witness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .stopping import stopping

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]


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


_STORMS: Final = {
    "fork-bomb": ("forks for ever", _BOMB),
    "everybody-killed": ("kills every process that it may", _EVERYBODY),
}
_CAGED: Final = {
    "processes": "many processes",
    "threads": "many threads",
    "disk-filled": "fills the disk",
    "memory-of-children": "takes 3 GB",
    "fork-bomb": "a fork bomb",
    "everybody-killed": "signals reach every process",
}

ATTACKS: Final[tuple[Attack, ...]] = (
    *stopping(_FILLING, witness=True, cages=_CAGED),
    *stopping(_STORMS, cages=_CAGED),
)
