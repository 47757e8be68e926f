"""The list of system calls that code in the sandbox may make, as a program for the kernel."""

from __future__ import annotations

import ctypes
import errno
import struct
from typing import Final, NamedTuple

from foedus.grading.sandbox.callnumbers import FREE, LAST, MACHINES, machine, number
from foedus.grading.sandbox.syscalls import call

__all__ = ["Filter", "build", "install"]

# Instructions of the kernel's packet filter.
_LOAD: Final = 0x20  # a word of the call's record, at an offset
_AND: Final = 0x54
_EQUAL: Final = 0x15
_GREATER: Final = 0x25
_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06

_ALLOW: Final = 0x7FFF0000
_KILL: Final = 0x80000000
_FAIL: Final = 0x00050000

# The call's record: its number, its architecture, where it came from, six arguments of 8 bytes.
_NUMBER_AT: Final = 0
_ARCHITECTURE_AT: Final = 4
_ARGUMENTS_AT: Final = 16
_X32: Final = 0x40000000

_SET_MODE_FILTER: Final = 1

# A thread as C libraries start one: it shares all with its process. One flag says nothing today.
_THREAD: Final = 0x003D0F00
_DETACHED: Final = 0x00400000

_UNIX: Final = 1
_STREAM: Final = 1
_TYPE_OF_SOCKET: Final = 0xFF

# Is it a terminal, how wide is it, how much can be read, wait or not, keep over exec or not.
_CONTROLS: Final = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# Copy a descriptor, its flags, locks on a file's parts. Not: leases and signals on a file that
# others use, larger pipes.
_FILE_CONTROLS: Final = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)
# Name a thread, ask its name, ask whether it can be dumped, name a stretch of memory.
_ATTRIBUTES: Final = (15, 16, 3, 0x53564D41)


class Filter(NamedTuple):
    """A program for the kernel: instructions of 8 bytes each."""

    code: bytes

    def __len__(self) -> int:
        """Return the number of instructions."""
        return len(self.code) // 8


_Step = tuple[int, int, int, int]


def _step(code: int, value: int, true: int = 0, false: int = 0) -> _Step:
    return (code, true, false, value)


def _fail(error: int) -> _Step:
    return _step(_RETURN, _FAIL | error)


_REFUSE: Final = _fail(errno.EPERM)
_PASS: Final = _step(_RETURN, _ALLOW)
_STOP: Final = _step(_RETURN, _KILL)


def _low(argument: int) -> _Step:
    return _step(_LOAD, _ARGUMENTS_AT + 8 * argument)


def _high(argument: int) -> _Step:
    return _step(_LOAD, _ARGUMENTS_AT + 8 * argument + 4)


def _one_of(values: tuple[int, ...]) -> list[_Step]:
    """Pass when the word loaded is one of these, else refuse."""
    tests = [_step(_EQUAL, value, len(values) - at, 0) for at, value in enumerate(values)]
    return [*tests, _REFUSE, _PASS]


def _empty(argument: int) -> list[_Step]:
    """Pass when both halves of an argument are 0, else refuse."""
    return [
        _low(argument),
        _step(_EQUAL, 0, 0, 2),
        _high(argument),
        _step(_EQUAL, 0, 1, 0),
        _REFUSE,
        _PASS,
    ]


def _bound() -> dict[str, list[_Step]]:
    """Return what decides on the calls that are allowed for some arguments only."""
    return {
        # A thread, never a process. The newer call keeps its flags in memory, where no filter can
        # read them: C libraries take the older one when told that there is none.
        "clone": [_low(0), _step(_AND, 0xFFFFFFFF ^ _DETACHED), *_one_of((_THREAD,))],
        "clone3": [_fail(errno.ENOSYS)],
        "ioctl": [_low(1), *_one_of(_CONTROLS)],
        "fcntl": [_low(1), *_one_of(_FILE_CONTROLS)],
        "prctl": [_low(0), *_one_of(_ATTRIBUTES)],
        # A limit may be asked, never set.
        "prlimit64": _empty(2),
        # No address: only to the socket's own other end.
        "sendto": _empty(4),
        # asyncio wakes itself through a pair of sockets. Streams only: a datagram's could be sent
        # elsewhere.
        "socketpair": [
            _low(0),
            _step(_EQUAL, _UNIX, 1, 0),
            _REFUSE,
            _low(1),
            _step(_AND, _TYPE_OF_SOCKET),
            *_one_of((_STREAM,)),
        ],
    }


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Return sorted numbers as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for one in sorted(numbers):
        if runs and one == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


def _free(kind: str) -> list[_Step]:
    """Pass the calls that need no look at their arguments; refuse all others."""
    numbers = [found for name in FREE if (found := number(name, kind)) is not None]
    steps: list[_Step] = []
    for first, last in _ranges(numbers):
        steps += [
            _step(_GREATER, last, 3, 0),
            _step(_AT_LEAST, first, 0, 1),
            _PASS,
            _REFUSE,
        ]
    return [*steps, _REFUSE]


def build(kind: str | None = None) -> Filter:
    """Make the program for a processor.

    Parameters
    ----------
    kind
        ``"x86_64"`` or ``"aarch64"``; this machine's when not given.

    Returns
    -------
    Filter
        Allows what Python, numpy and pandas need to compute and to use files; all else fails with
        EPERM, a call newer than this list with ENOSYS. A call in another processor's manner ends
        the process.

    Raises
    ------
    KeyError
        If the processor is not known.

    Examples
    --------
    >>> 50 < len(build("x86_64")) < 4096
    True
    """
    kind = kind or machine()
    steps = [
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_EQUAL, MACHINES[kind], 1, 0),
        _STOP,
        _step(_LOAD, _NUMBER_AT),
        _step(_AT_LEAST, _X32, 0, 1),
        _STOP,
        _step(_GREATER, LAST, 0, 1),
        _fail(errno.ENOSYS),
    ]
    for name, decision in _bound().items():
        found = number(name, kind)
        if found is not None:
            steps += [_step(_EQUAL, found, 0, len(decision)), *decision]
    steps += _free(kind)
    return Filter(b"".join(struct.pack("=HBBI", *step) for step in steps))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install(program: Filter) -> None:
    """Put this process under the program for ever. It must have no new privileges to gain.

    Raises
    ------
    OSError
        If the kernel refuses.
    """
    call("seccomp", _SET_MODE_FILTER, 0, _Program(len(program), program.code))
