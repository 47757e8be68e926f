"""System calls that Python does not offer, through the C library; errors become OSError."""

from __future__ import annotations

import ctypes
import os
from functools import cache
from typing import Any, Final

from foedus.grading.sandbox.callnumbers import number

__all__ = [
    "NEWIPC",
    "NEWNET",
    "NEWNS",
    "NEWPID",
    "NEWUSER",
    "NEWUTS",
    "call",
    "close_all_but",
    "die_with_parent",
    "drop_bounding_set",
    "drop_capabilities",
    "no_new_privileges",
    "prctl",
    "setns",
    "stay_dumpable",
    "unshare",
]

NEWNS: Final = 0x00020000
NEWUTS: Final = 0x04000000
NEWIPC: Final = 0x08000000
NEWUSER: Final = 0x10000000
NEWPID: Final = 0x20000000
NEWNET: Final = 0x40000000

_SET_DEATH_SIGNAL: Final = 1
_SET_DUMPABLE: Final = 4
_DROP_FROM_BOUNDING_SET: Final = 24
_SET_NO_NEW_PRIVILEGES: Final = 38
_AMBIENT: Final = 47
_AMBIENT_CLEAR_ALL: Final = 4
_CAPABILITY_VERSION_3: Final = 0x20080522
_MOST_CAPABILITIES: Final = 64
_LAST_DESCRIPTOR: Final = 2**32 - 1
_KILL: Final = 9


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def call(name: str, *arguments: int | bytes | ctypes.Structure | None) -> int:
    """Make a system call.

    Parameters
    ----------
    name
        The call; see `callnumbers`.
    *arguments
        Whole numbers, text for the kernel as bytes, structures (passed by address), or None for
        no address.

    Returns
    -------
    int
        What the kernel answers.

    Raises
    ------
    OSError
        If the kernel refuses; its message starts with the call's name.

    Examples
    --------
    >>> import os, sys
    >>> sys.platform != "linux" or call("getpid") == os.getpid()
    True
    """
    which = number(name)
    if which is None:
        raise OSError(f"{name}: this processor has no such system call")
    answer: int = _library().syscall(ctypes.c_long(which), *map(_argument, arguments))
    if answer == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return answer


def _argument(value: int | bytes | ctypes.Structure | None) -> Any:  # noqa: ANN401 (ctypes has no name for it)
    if isinstance(value, int):
        return ctypes.c_long(value)
    if isinstance(value, ctypes.Structure):
        return ctypes.byref(value)
    return ctypes.c_char_p(value)


def unshare(kinds: int) -> None:
    """Leave the namespaces of these kinds for new ones (`NEWNS`, `NEWPID` and so on)."""
    call("unshare", kinds)


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace that a descriptor stands for."""
    call("setns", descriptor, kind)


def prctl(option: int, *values: int) -> int:
    """Set or ask an attribute of this process."""
    return call("prctl", option, *values, *(0,) * (4 - len(values)))


def no_new_privileges() -> None:
    """Give up for ever what a set-user-ID program could give."""
    prctl(_SET_NO_NEW_PRIVILEGES, 1)


def die_with_parent() -> None:
    """Be killed as soon as the parent is gone. A change of user undoes it."""
    prctl(_SET_DEATH_SIGNAL, _KILL)


def stay_dumpable() -> None:
    """Own one's files in /proc again, after a change of user."""
    prctl(_SET_DUMPABLE, 1)


def drop_bounding_set() -> None:
    """Give up every capability that a program started later could gain."""
    prctl(_AMBIENT, _AMBIENT_CLEAR_ALL)
    for one in range(_MOST_CAPABILITIES):
        try:
            prctl(_DROP_FROM_BOUNDING_SET, one)
        except OSError:  # the first number that the kernel does not know
            if one == 0:
                raise
            return


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    """Effective, permitted, inheritable, each in two halves: all empty."""

    _fields_ = (("words", ctypes.c_uint32 * 6),)


def drop_capabilities() -> None:
    """Give up every capability held."""
    call("capset", _CapabilityHeader(_CAPABILITY_VERSION_3, 0), _CapabilitySets())


def close_all_but(keep: set[int]) -> None:
    """Close every descriptor that is not in `keep`."""
    start = 0
    for one in sorted(keep):
        if one > start:
            call("close_range", start, one - 1, 0)
        start = one + 1
    call("close_range", start, _LAST_DESCRIPTOR, 0)
