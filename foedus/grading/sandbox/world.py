"""A world for untrusted programs: made once, then left to one locked-in child after another."""

from __future__ import annotations

import os
import signal
import socket
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedus.grading.sandbox import entry, filters, landlock, places, root
from foedus.grading.sandbox.limits import Limits, impose
from foedus.grading.sandbox.syscalls import (
    NEWIPC,
    NEWNS,
    NEWPID,
    close_all_but,
    drop_bounding_set,
    drop_capabilities,
    no_new_privileges,
    setns,
    unshare,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["NOT_LOCKED", "Child", "Ended", "World", "enter_world"]

#: Exit status of a child that could not lock itself in. It has run nothing of a learner's.
NOT_LOCKED: Final = 117

_STANDARD: Final = 3  # input, output, errors
_OUTSIDE: Final = 2  # the waiter and the runner, which count among the user's processes
_KILOBYTES: Final = 1024
_PRIVATE: Final = 0o077


@dataclass(frozen=True)
class Child:
    """A child that runs or has ended, until it is reaped.

    Attributes
    ----------
    pid : int
        Its number in the runner's PID namespace.
    pidfd : int
        Descriptor that stands for it, also in another process that it is passed to.
    """

    pid: int
    pidfd: int


@dataclass(frozen=True)
class Ended:
    """How a child ended.

    Attributes
    ----------
    status : int or None
        Its exit status; None if a signal ended it. `NOT_LOCKED` may also be forged by the child.
    signal : int or None
        The signal that ended it. Used-up processor time shows as SIGKILL.
    cpu_seconds : float
        Processor time used, user's and system's.
    peak_mb : float
        Most memory in use at once, in megabytes, with what it shared with the runner.
    """

    status: int | None
    signal: int | None
    cpu_seconds: float
    peak_mb: float


class World:
    """What `enter_world` made. Its runner forks children with it, preferably one at a time."""

    def __init__(self, own_pids: int, rules: int, address_space: int) -> None:
        self._own_pids = own_pids
        self._rules = rules
        self._landlock = landlock.version()
        self._filter = filters.build()
        self._address_space = address_space
        self._alive: dict[int, int] = {}

    def fork(self, keep: Sequence[int], limits: Limits) -> Child | None:
        """Fork a child that is locked in before this returns in it.

        Parameters
        ----------
        keep
            Descriptors that the child keeps, above 2. It keeps no other; 0, 1 and 2 are empty.
        limits
            What it may use. Children alive at the same time share their number of threads.

        Returns
        -------
        Child or None
            In the runner the child; in the child None. A child that cannot be locked in ends with
            `NOT_LOCKED` and never returns.

        Raises
        ------
        OSError
            If there can be no further process.
        ValueError
            If `keep` holds one of 0, 1, 2.
        """
        if any(one < _STANDARD for one in keep):
            raise ValueError(f"keep is {list(keep)}: 0, 1 and 2 are always empty in a child")
        # No signal's handler may take a child elsewhere before it is locked in.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            pid = self._fork()
            if not pid:
                self._lock_in_or_end(keep, limits)
                return None
            self._alive[pid] = limits.processes
            return Child(pid, _open_or_kill(pid))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def reap(self, child: Child) -> Ended:
        """Wait until a child has ended, and forget it.

        Returns
        -------
        Ended
            How it ended. Its descriptor is closed.
        """
        _, status, usage = os.wait4(child.pid, 0)
        os.close(child.pidfd)
        self._alive.pop(child.pid, None)
        code = os.waitstatus_to_exitcode(status)
        return Ended(
            status=code if code >= 0 else None,
            signal=-code if code < 0 else None,
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            peak_mb=usage.ru_maxrss / _KILOBYTES,
        )

    def _fork(self) -> int:
        """Fork into a new PID namespace; the runner's further children stay in its own."""
        unshare(NEWPID)
        pid = -1
        try:
            pid = os.fork()
        finally:
            if pid:
                setns(self._own_pids, NEWPID)
        return pid

    def _lock_in_or_end(self, keep: Sequence[int], limits: Limits) -> None:
        try:
            self._lock_in(keep, limits)
        except BaseException:  # noqa: BLE001 (whatever it is, nothing may run half locked in)
            try:
                os.write(2, traceback.format_exc().encode())
            finally:
                os._exit(NOT_LOCKED)

    def _lock_in(self, keep: Sequence[int], limits: Limits) -> None:
        os.setsid()
        unshare(NEWNS | NEWIPC)
        root.mount_scratch(limits.files_mb, limits.files)
        os.chdir(places.SCRATCH)
        os.umask(_PRIVATE)
        drop_capabilities()
        no_new_privileges()
        landlock.enforce(self._rules, self._landlock)
        _empty_standard()
        close_all_but({0, 1, 2, *keep})
        impose(limits, self._address_space, _OUTSIDE + sum(self._alive.values()))
        filters.install(self._filter)


def _empty_standard() -> None:
    null = os.open("/dev/null", os.O_RDWR)
    for one in range(_STANDARD):
        os.dup2(null, one)


def _open_or_kill(pid: int) -> int:
    try:
        return os.pidfd_open(pid)
    except OSError:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise


def enter_world(readable: Sequence[Path], hidden: Sequence[Path]) -> World:
    """Make the world and go on in it, as a new process: the first of its PID namespace.

    The calling process, an ordinary one or root's, stays as a bare waiter: it holds nothing open,
    ends as the new process ends, and takes that with it when it is ended. Call it once, after all
    imports, in a process of one thread that was started with a clean environment.

    Parameters
    ----------
    readable
        Files and folders that children may read, besides Python, its packages, the system's shared
        libraries and the time zones. A source tree on `sys.path` must be named here.
    hidden
        Files and folders inside them that children may not see.

    Returns
    -------
    World
        What to fork children with.

    Raises
    ------
    RuntimeError
        If this process has threads, or the sandbox cannot be set up: then nothing may be run.
    FileNotFoundError
        If something readable does not exist.
    ValueError
        If all of ``/`` were readable.
    """
    entry.refuse_threads()
    shown = places.plan(readable, hidden)
    try:
        return _enter(shown)
    except OSError as error:
        raise RuntimeError(
            f"the sandbox cannot be set up: {error}. See foedus.grading.sandbox.missing()"
        ) from error


def _enter(shown: places.Places) -> World:
    address_space = _address_space()
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    if os.geteuid() == 0:
        unshare(NEWNS)
        root.enter(shown)
        entry.become_nobody()
        entry.new_namespaces(proc)
    else:
        entry.new_namespaces(proc)
        root.enter(shown)
    socket.sethostname("sandbox")
    entry.become_first()
    own_pids = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    os.close(proc)
    entry.scrub()
    drop_bounding_set()
    no_new_privileges()
    readable = [*shown.shown, *places.DEVICES]
    rules = landlock.build(readable, shown.hidden, places.SCRATCH_ROOM)
    return World(own_pids, rules, address_space)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no Path is needed)
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
