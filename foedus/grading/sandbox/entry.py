"""From an ordinary process to the first process of a small world of its own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import tempfile
from typing import TYPE_CHECKING, Final, NoReturn

from foedus.grading.sandbox.places import SCRATCH
from foedus.grading.sandbox.syscalls import (
    NEWIPC,
    NEWNET,
    NEWNS,
    NEWPID,
    NEWUSER,
    NEWUTS,
    close_all_but,
    die_with_parent,
    stay_dumpable,
    unshare,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "NAMESPACES",
    "become_first",
    "become_nobody",
    "new_namespaces",
    "refuse_threads",
    "scrub",
]

NAMESPACES: Final = NEWUSER | NEWNS | NEWNET | NEWIPC | NEWUTS | NEWPID

_NOBODY: Final = 65534
_INSIDE: Final = 1000  # the user's number as seen in the sandbox
_EARLY: Final = "900"  # of 1000: when memory runs out, the machine ends sandboxes first

# All that a child finds in its environment.
_ENVIRONMENT: Final = {
    "HOME": SCRATCH,
    "TMPDIR": SCRATCH,
    "IPYTHONDIR": f"{SCRATCH}/.ipython",
    "USER": "learner",
    "LOGNAME": "learner",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def refuse_threads() -> None:
    """Raise RuntimeError if this process has threads, which may not change their namespaces."""
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 (counted, not walked)
    if threads > 1:
        raise RuntimeError(
            f"the sandbox's runner has {threads} threads and must have one: start it with "
            "OPENBLAS_NUM_THREADS=1 and OMP_NUM_THREADS=1 and start no thread before this"
        )


def become_nobody() -> None:
    """Become a user without rights, for good."""
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    stay_dumpable()


def _write(proc: int, name: str, content: str) -> None:
    file = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        os.write(file, content.encode())
    finally:
        os.close(file)


def new_namespaces(proc: int) -> None:
    """Enter new namespaces as the same user; the PID namespace is entered by the next child.

    Parameters
    ----------
    proc
        Descriptor of /proc, which may be out of sight already.
    """
    user, group = os.geteuid(), os.getegid()
    unshare(NAMESPACES)
    _write(proc, "setgroups", "deny")
    _write(proc, "uid_map", f"{_INSIDE} {user} 1")
    _write(proc, "gid_map", f"{_INSIDE} {group} 1")
    with contextlib.suppress(OSError):  # a courtesy to the rest of the machine
        _write(proc, "oom_score_adj", _EARLY)


def become_first() -> None:
    """Go on as the first process of the new PID namespace; the caller stays and waits for it.

    Neither outlives the other. The waiter ends as the first process ended.
    """
    alive, held = os.pipe()
    first = os.fork()
    if first:
        _wait(first, held)
    os.close(held)
    die_with_parent()
    if select.select([alive], [], [], 0)[0]:  # the waiter was gone before it could be watched
        os._exit(1)
    os.close(alive)


def _wait(first: int, held: int) -> NoReturn:
    """Hold nothing but the end of a pipe, wait for the first process, and end as it did."""
    status = 1
    try:
        _ask_default(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        close_all_but({held})
        status = os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])
        if status < 0:
            _ask_default(-status)
            os.kill(os.getpid(), -status)
    finally:
        os._exit(status & 0xFF)


def _ask_default(*numbers: int) -> None:
    """Let signals that Python handles end this process again; those ignored stay ignored."""
    for one in numbers:
        handler: Callable[..., object] | int | None = signal.getsignal(one)
        if callable(handler):
            signal.signal(one, signal.SIG_DFL)


def _wipe_environment() -> None:
    """Overwrite the environment that this process was started with, where it lies in memory.

    Copies that Python made and gave up may remain: start the runner with a clean environment.
    """
    entries = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    places = ctypes.cast(entries, ctypes.POINTER(ctypes.c_void_p))
    at = 0
    while entry := entries[at]:
        ctypes.memset(places[at], 0, len(entry))
        at += 1
    sys.modules["posix"].environ.clear()


def scrub() -> None:
    """Leave in the environment what a child may see, and point Python's helpers to the scratch."""
    _wipe_environment()
    os.environ.clear()
    os.environ.update(_ENVIRONMENT)
    tempfile.tempdir = None
    sys.dont_write_bytecode = True
