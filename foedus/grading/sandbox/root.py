"""A read-only root folder made of parts of this machine's, and the move into it."""

from __future__ import annotations

import ctypes
import os
import stat
from pathlib import Path
from typing import Final

from foedus.grading.sandbox.places import DEVICES, SCRATCH, Places
from foedus.grading.sandbox.syscalls import call

__all__ = ["enter", "mount_scratch"]

_HERE: Final = -100  # AT_FDCWD
_CLONE: Final = 1
_CLOSE_ON_EXEC: Final = os.O_CLOEXEC if hasattr(os, "O_CLOEXEC") else 0
_RECURSIVE: Final = 0x8000
_EMPTY_PATH: Final = 0x1000
_FROM_EMPTY_PATH: Final = 0x4

_READ_ONLY: Final = 1
_NO_SET_USER_ID: Final = 2
_NO_DEVICES: Final = 4
_NO_PROGRAMS: Final = 8

_MS_RECURSIVE: Final = 16384
_MS_PRIVATE: Final = 1 << 18
_DETACH: Final = 2

# The new root is put together here, on top of whatever is there.
_YARD: Final = "/tmp"  # noqa: S108 (nothing is written to the machine's own)
_SMALL: Final = b"size=1m,mode=755"


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("users", ctypes.c_uint64),
    )


def _restrict(place: int, attributes: int, flags: int) -> None:
    settings = _Attributes(attributes, 0, 0, 0)
    call("mount_setattr", place, b"", _EMPTY_PATH | flags, settings, ctypes.sizeof(settings))


def _copy(path: str, attributes: int) -> int:
    """Return a mount of this path that is nowhere yet, with all that is mounted beneath it."""
    tree = call("open_tree", _HERE, os.fsencode(path), _CLONE | _CLOSE_ON_EXEC | _RECURSIVE)
    _restrict(tree, attributes, _RECURSIVE)
    return tree


def _put(tree: int, path: str) -> None:
    call("move_mount", tree, b"", _HERE, os.fsencode(_YARD + path), _FROM_EMPTY_PATH)
    os.close(tree)


def _make_room(path: str, *, folder: bool) -> None:
    target = Path(_YARD + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder:
        target.mkdir(exist_ok=True)
    else:
        target.touch()


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 (a plain path)


def _mount_yard() -> None:
    call("mount", None, b"/", None, _MS_RECURSIVE | _MS_PRIVATE, None)
    call("mount", b"root", os.fsencode(_YARD), b"tmpfs", _NO_SET_USER_ID | _NO_DEVICES, _SMALL)


def _furnish(trees: dict[str, tuple[int, bool]], places: Places) -> None:
    for path, (tree, folder) in trees.items():
        _make_room(path, folder=folder)
        _put(tree, path)
    for path, target in places.links:
        _make_room(str(Path(path).parent), folder=True)
        Path(_YARD + path).symlink_to(target)
    _make_room(SCRATCH, folder=True)


def _hide(hidden: tuple[str, ...]) -> None:
    """Cover each with an empty file or folder that nobody may open."""
    for name, folder in (("/.folder", True), ("/.file", False)):
        _make_room(name, folder=folder)
        Path(_YARD + name).chmod(0)
    for path in hidden:
        empty = "/.folder" if _is_folder(_YARD + path) else "/.file"
        _put(_copy(_YARD + empty, _READ_ONLY | _NO_PROGRAMS), path)


def _move_in() -> None:
    os.chdir(_YARD)
    call("pivot_root", b".", b".")
    call("umount2", b".", _DETACH)
    os.chdir("/")
    place = os.open("/", os.O_PATH | os.O_CLOEXEC)
    _restrict(place, _READ_ONLY, 0)
    os.close(place)


def enter(places: Places) -> None:
    """Build the root in this process's mount namespace and make it this process's own.

    Raises
    ------
    OSError
        If the kernel refuses a step, or a place is out of this user's reach.
    """
    safe = _READ_ONLY | _NO_SET_USER_ID | _NO_DEVICES
    trees = {path: (_copy(path, safe), _is_folder(path)) for path in places.shown}
    device = _NO_SET_USER_ID | _NO_PROGRAMS
    trees |= {path: (_copy(path, device), False) for path in DEVICES}
    mask = os.umask(0o022)
    _mount_yard()
    _furnish(trees, places)
    _hide(places.hidden)
    os.umask(mask)
    _move_in()


def mount_scratch(megabytes: int, files: int) -> None:
    """Mount an empty folder in memory as this process's scratch folder."""
    options = f"size={megabytes}m,nr_inodes={files},mode=700".encode()
    flags = _NO_SET_USER_ID | _NO_DEVICES | _NO_PROGRAMS
    call("mount", b"scratch", os.fsencode(SCRATCH), b"tmpfs", flags, options)
