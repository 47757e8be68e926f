"""Which files and folders the sandbox shows: those Python needs and those asked for."""

from __future__ import annotations

import os
import site
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DEVICES", "SCRATCH", "SCRATCH_ROOM", "Places", "plan"]

#: The folder that holds nothing but `SCRATCH`.
SCRATCH_ROOM: Final = "/scratch"

#: Where each child's private folder is.
SCRATCH: Final = "/scratch/work"

#: The only devices.
DEVICES: Final = ("/dev/null", "/dev/urandom")

# Shared libraries and how to find them, and the time zones.
_SYSTEM: Final = (
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
)
_PACKAGES: Final = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class Places:
    """What to show, in real paths.

    Attributes
    ----------
    shown
        Files and folders; none lies inside another.
    links
        Symbolic links that lead to them: where each stands, where it leads.
    hidden
        Files and folders inside those shown that stay out of sight.
    """

    shown: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]


def _python() -> list[str]:
    """Return where Python and its packages are: never the current folder or a source tree."""
    packages = [path for path in sys.path if Path(path).name in _PACKAGES]
    if site.ENABLE_USER_SITE:
        packages.append(site.getusersitepackages())
    prefixes = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix]
    return [*prefixes, *packages]


def _beneath(path: str, folders: Iterable[str]) -> bool:
    return any(path == one or path.startswith(one + "/") for one in folders)


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for path in sorted(set(paths), key=len):
        if not _beneath(path, kept):
            kept.append(path)
    return tuple(sorted(kept))


def _compiled(path: str) -> list[str]:
    """Return a module's compiled forms, which say the same as its source."""
    file = Path(path)
    if file.suffix != ".py":
        return []
    return [str(one) for one in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc")]


def plan(readable: Sequence[Path], hidden: Sequence[Path]) -> Places:
    """Decide what the sandbox shows.

    Parameters
    ----------
    readable
        Files and folders to show besides what Python needs.
    hidden
        Files and folders to keep out of sight, with all in them. A module's compiled forms are
        hidden with it. What does not exist needs no hiding.

    Returns
    -------
    Places
        The decision.

    Raises
    ------
    FileNotFoundError
        If something to show does not exist.
    ValueError
        If everything (``/``) would be shown.
    """
    asked = [os.path.abspath(path) for path in readable]  # noqa: PTH100 (links are kept)
    for path in asked:
        if not Path(path).exists():
            raise FileNotFoundError(f"{path}: it is to be shown in the sandbox and does not exist")
    wanted = [*asked, *filter(os.path.exists, (*_SYSTEM, *_python()))]
    shown = _outermost(map(os.path.realpath, wanted))
    if "/" in shown:
        raise ValueError("the sandbox would show the whole machine: name folders other than /")
    links = ((path, os.path.realpath(path)) for path in dict.fromkeys(wanted))
    inside = [os.path.realpath(path) for path in hidden if os.path.exists(path)]  # noqa: PTH110
    inside += [extra for path in inside for extra in _compiled(path)]
    return Places(
        shown=tuple(path for path in shown if path not in inside),
        links=tuple((a, b) for a, b in links if a != b and not _beneath(a, shown)),
        hidden=tuple(path for path in _outermost(inside) if _beneath(path, shown)),
    )
