"""Rights on files that the kernel checks at every use, whatever a mount says (Landlock)."""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
from typing import TYPE_CHECKING, Final

from foedus.grading.sandbox.syscalls import call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["build", "enforce", "version"]

_ASK_VERSION: Final = 1
_BENEATH: Final = 1  # the kind of a rule: a path and all beneath it

_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_FOLDER: Final = 1 << 3
_TRUNCATE: Final = 1 << 14

# Rights on files by the version that brought them: run, write, read, list, remove, make (13); move
# between folders; truncate; control devices; find a named socket.
_FIRST: Final = (1 << 13) - 1
_LATER: Final = {2: 1 << 13, 3: _TRUNCATE, 5: 1 << 15, 9: 1 << 16}
# In the scratch folder: all but to run, to make devices, sockets and pipes, to control devices.
_SCRATCH: Final = sum(1 << bit for bit in (1, 2, 3, 4, 5, 7, 8, 12, 13, 14))

_TCP: Final = 0b11  # bind, connect
_SCOPES: Final = 0b11  # abstract sockets, signals
_SINCE_TCP: Final = 4
_SINCE_SCOPES: Final = 6
_SINCE_LOG: Final = 7
_NO_LOG: Final = 1


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Rule(ctypes.Structure):
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that the kernel has.

    Raises
    ------
    OSError
        If it has none, or it is switched off.
    """
    return call("landlock_create_ruleset", None, 0, _ASK_VERSION)


def _handled(has: int) -> int:
    return sum((right for since, right in _LATER.items() if since <= has), _FIRST)


def _create(has: int) -> int:
    rules = _Ruleset(_handled(has))
    size = 8
    if has >= _SINCE_TCP:
        rules.network = _TCP
        size = 16
    if has >= _SINCE_SCOPES:
        rules.scopes = _SCOPES
        size = 24
    return call("landlock_create_ruleset", rules, size, 0)


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Grant rights on a path and all beneath it; a symbolic link stands for nothing."""
    place = os.open(path, os.O_PATH | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        mode = os.fstat(place).st_mode
        if stat.S_ISLNK(mode):
            return
        if not stat.S_ISDIR(mode):
            rights &= _READ_FILE | _WRITE_FILE | _TRUNCATE
        call("landlock_add_rule", ruleset, _BENEATH, _Rule(rights, place), 0)
    finally:
        os.close(place)


def _around(path: str, hidden: Sequence[str]) -> Iterator[str]:
    """Yield paths that together are `path` without those hidden."""
    if path in hidden:
        return
    if not any(one.startswith(path.rstrip("/") + "/") for one in hidden):
        yield path
        return
    with os.scandir(path) as entries:
        for entry in entries:
            yield from _around(entry.path, hidden)


def build(readable: Sequence[str], hidden: Sequence[str], scratch: str) -> int:
    """Make the set of rules once; children put themselves under it.

    Parameters
    ----------
    readable
        Real paths of files and folders that may be read.
    hidden
        Real paths inside them that may not. (Names, but nothing else, are left to the mounts.)
    scratch
        The folder in which the private scratch folder of each child is mounted.

    Returns
    -------
    int
        The descriptor of the rules.
    """
    has = version()
    handled = _handled(has)
    ruleset = _create(has)
    _allow(ruleset, "/", _READ_FOLDER)
    for path in readable:
        for part in _around(path, hidden):
            with contextlib.suppress(PermissionError):  # what we may not see needs no right
                _allow(ruleset, part, _READ_FILE | _READ_FOLDER)
    _allow(ruleset, "/dev/null", _READ_FILE | _WRITE_FILE)
    _allow(ruleset, scratch, _SCRATCH & handled)
    return ruleset


def enforce(ruleset: int, has: int) -> None:
    """Put this process under the rules for ever. It must have no new privileges to gain."""
    call("landlock_restrict_self", ruleset, _NO_LOG if has >= _SINCE_LOG else 0)
