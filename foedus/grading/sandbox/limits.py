"""How much of the machine one child may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["Limits", "impose"]

_MEGABYTE: Final = 2**20
_SIGNALS: Final = 256


@dataclass(frozen=True)
class Limits:
    """Limits of one child.

    Attributes
    ----------
    cpu_seconds
        Processor time, of all threads together. The kernel ends the child when it is used up.
    memory_mb
        Address space in megabytes above what the runner has already. A request for more fails
        with MemoryError.
    files_mb
        Size of the scratch folder in megabytes, and of the largest file.
    files
        Number of files and folders in the scratch folder.
    open_files
        Descriptors.
    processes
        Threads; there are no further processes.

    Examples
    --------
    >>> Limits(cpu_seconds=5).memory_mb
    1024
    """

    cpu_seconds: int = 60
    memory_mb: int = 1024
    files_mb: int = 64
    files: int = 1024
    open_files: int = 128
    processes: int = 64

    def __post_init__(self) -> None:
        """Refuse a limit that is no limit."""
        for name, value in vars(self).items():
            if not isinstance(value, int) or value < 1:
                raise ValueError(f"{name} is {value!r}: a limit is a whole number of at least 1")


def impose(limits: Limits, address_space: int, others: int) -> None:
    """Put this process under its limits; it has no right to raise them again.

    Parameters
    ----------
    limits
        The limits.
    address_space
        Bytes that the runner had.
    others
        How many processes of the same user namespace run besides this one.
    """
    import resource  # noqa: PLC0415 (not on Windows)

    hard = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_AS: address_space + limits.memory_mb * _MEGABYTE,
        resource.RLIMIT_FSIZE: limits.files_mb * _MEGABYTE,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes + others,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: _SIGNALS,
        resource.RLIMIT_RTPRIO: 0,
        resource.RLIMIT_NICE: 0,
    }
    for kind, value in hard.items():
        present = resource.getrlimit(kind)[1]
        if present != resource.RLIM_INFINITY:
            value = min(value, present)  # noqa: PLW2901 (what the machine's owner set holds)
        resource.setrlimit(kind, (value, value))
