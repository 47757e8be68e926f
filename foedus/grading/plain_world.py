"""Fork without a sandbox: limits of time and memory only, for code that one trusts."""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING

from .sandbox import Child, Ended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .sandbox import Limits

__all__ = ["PlainWorld"]


class PlainWorld:
    """What `sandbox.World` is, without walls: the machine's files and network are open."""

    def fork(self, keep: Sequence[int], limits: Limits) -> Child | None:
        """Fork; return the child, or None in the child itself."""
        pid = os.fork()
        if pid:
            return Child(pid, os.pidfd_open(pid))
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nothing, standard)
        for handle in _open_handles():
            if handle not in {0, 1, 2, *keep}:
                os.close(handle)
        space = _address_space() + limits.memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return None

    def reap(self, child: Child) -> Ended:
        """Wait for a child's end."""
        _, status, used = os.wait4(child.pid, 0)
        os.close(child.pidfd)
        code = os.waitstatus_to_exitcode(status)
        seconds = used.ru_utime + used.ru_stime
        return Ended(max(code, 0), max(-code, 0), seconds, used.ru_maxrss / 1024)


def _open_handles() -> list[int]:
    handles = [int(name) for name in os.listdir("/proc/self/fd")]  # noqa: PTH208 (only the names)
    return [handle for handle in handles if _is_open(handle)]


def _is_open(handle: int) -> bool:
    try:
        os.fstat(handle)
    except OSError:
        return False
    return True


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no path to build)
        return int(file.read().split()[0]) * resource.getpagesize()
