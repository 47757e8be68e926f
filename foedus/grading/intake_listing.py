"""List every file of a folder or zip, on into the zips within, without opening a notebook."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .intake_archives import ArchiveError, Member, Source, UnreadableError, members
from .intake_folders import shown
from .intake_names import is_notebook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["Entry", "Listing", "Problem", "listing"]

Problem = tuple[str, str]

_DEEPEST: Final = 12
_MOST: Final = 500_000
_MOST_ZIPS: Final = 3  # a class's, a student's in it, and a backup in that
_IGNORED: Final = {
    ".ds_store",
    "__macosx",
    ".ipynb_checkpoints",
    "thumbs.db",
    "desktop.ini",
    "__pycache__",
    ".git",
    "timestamp.txt",  # nbgrader's
    "foedus-backup.json",
    "foedus_progress.json",
}
_COMPANY: Final = re.compile(r"^\._|_attempt_\d{4}(-\d\d){5}\.txt$")  # macOS, Blackboard
_FEEDBACK: Final = "_assignfeedback_"  # Moodle: what teachers gave back
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OTHER_ARCHIVE: Final = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".zipx")


@dataclass(frozen=True)
class Entry:
    """One file.

    Attributes
    ----------
    parts : tuple of str
        The way to it from the place that is graded; a zip counts as a folder.
    source : Source
        Where it can be read.
    """

    parts: tuple[str, ...]
    source: Source

    @property
    def name(self) -> str:
        """The way as shown to people."""
        return shown("/".join(self.parts))


@dataclass(frozen=True)
class Listing:
    """What a place holds.

    Attributes
    ----------
    notebooks, others : list of Entry
        Notebooks by their name, and every other file that is not plainly ignorable.
    problems : list of tuple of str
        What was refused: where, and why.
    """

    notebooks: list[Entry]
    others: list[Entry]
    problems: list[Problem]


def listing(place: Path, leave_out: Collection[Path] = ()) -> Listing:
    """Return every file of a folder or zip.

    Parameters
    ----------
    place : pathlib.Path
        The folder or zip.
    leave_out : collection of pathlib.Path
        Folders that are not looked into, such as the results'.
    """
    found = Listing([], [], [])
    if place.is_dir():
        outside = {(one.st_dev, one.st_ino) for one in _looked_up(leave_out)}
        _add_folder(found, place, (), outside)
    else:
        _add_zip(found, (), Source(place))
    for some in (found.notebooks, found.others):
        some.sort(key=lambda one: one.parts)
    found.problems.sort()
    return found


def _looked_up(paths: Collection[Path]) -> Iterator[os.stat_result]:
    for one in paths:
        try:
            yield one.stat()
        except OSError:
            continue


def _add_folder(
    found: Listing, root: Path, parts: tuple[str, ...], outside: set[tuple[int, int]]
) -> None:
    where = "/".join(parts)
    try:
        with os.scandir(root.joinpath(*parts)) as entries:
            inside = sorted(entries, key=lambda one: one.name)
    except OSError as error:
        found.problems.append((shown(where or "."), f"cannot be opened: {error.strerror}"))
        return
    for one in inside:
        way = (*parts, one.name)
        if _is_ignored(one.name):
            continue
        if fault := name_fault(one.name) or _kind_fault(one, len(way)):
            found.problems.append((shown("/".join(way)), fault))
        elif not one.is_dir(follow_symlinks=False):
            _add_file(found, way, Source(root, way))
        elif _identity(one) not in outside:
            _add_folder(found, root, way, outside)


def _identity(entry: os.DirEntry[str]) -> tuple[int, int]:
    status = os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116 (DirEntry.stat lacks st_ino on Windows)
    return status.st_dev, status.st_ino


def _kind_fault(entry: os.DirEntry[str], depth: int) -> str:
    if entry.is_symlink():
        return "is a symbolic link: it was not followed"
    if entry.is_dir(follow_symlinks=False):
        return "" if depth <= _DEEPEST else f"stands more than {_DEEPEST} folders deep"
    return "" if entry.is_file(follow_symlinks=False) else "is not a regular file"


def _add_file(found: Listing, parts: tuple[str, ...], source: Source) -> None:
    name = parts[-1].lower()
    feedback = any(_FEEDBACK in one for one in parts)
    if feedback and is_notebook(name):
        found.problems.append((shown("/".join(parts)), "is feedback by its name"))
    elif feedback:
        return
    elif len(found.notebooks) + len(found.others) >= _MOST:
        if not found.problems or found.problems[-1][0] != ".":
            found.problems.append((".", f"holds more than {_MOST:,} files: the rest was left out"))
    elif is_notebook(name):
        found.notebooks.append(Entry(parts, source))
    elif name.endswith(".zip"):
        _add_zip(found, parts, source)
    elif name.endswith(_OTHER_ARCHIVE):
        sentence = "is an archive of a kind that is not opened: ask for a zip"
        found.problems.append((shown("/".join(parts)), sentence))
    else:
        found.others.append(Entry(parts, source))


def _add_zip(found: Listing, parts: tuple[str, ...], source: Source) -> None:
    where = shown("/".join(parts) or source.root.name)
    if sum(one.lower().endswith(".zip") for one in parts) > _MOST_ZIPS:
        found.problems.append((where, f"is a zip in more than {_MOST_ZIPS} zips"))
        return
    try:
        with source.opened() as file:
            inside = members(file, whole_class=not parts)
    except (UnreadableError, ArchiveError) as error:
        found.problems.append((where, str(error)))
        return
    if not inside:
        found.problems.append((where, "is a zip with nothing in it"))
    for one in inside:
        _add_member(found, parts, source, one)


def _add_member(found: Listing, parts: tuple[str, ...], source: Source, one: Member) -> None:
    way = one.name.replace("\\", "/").split("/")  # some systems write their own separator
    if way[0] == ".":
        way = way[1:]
    if any(_is_ignored(part) for part in way):
        return
    if fault := _way_fault(way) or _mode_fault(one):
        found.problems.append((shown("/".join((*parts, one.name))), fault))
        return
    inner = Source(source.root, source.parts, (*source.inside, one))
    _add_file(found, (*parts, *way), inner)


def _way_fault(way: list[str]) -> str:
    if not way[0] or re.match(r"[A-Za-z]:", way[0]):
        return "has an absolute path in its zip: refused"
    if len(way) > _DEEPEST:
        return f"stands more than {_DEEPEST} folders deep"
    return next(filter(None, map(name_fault, way)), "")


def _mode_fault(one: Member) -> str:
    if one.mode == stat.S_IFLNK:
        return "is a symbolic link: it was not followed"
    return "" if one.mode in {0, stat.S_IFREG} else "is not a regular file"


def name_fault(part: str) -> str:
    """Say why a part of a path is refused; blank when it is not."""
    if part in {"", ".", ".."}:
        return "leads out of its folder: refused"
    if part.isprintable():
        return ""
    kinds = {unicodedata.category(sign) for sign in part}
    if "Cs" in kinds:
        return "has a name that is not UTF-8: rename it"
    if kinds & {"Cc", "Zl", "Zp"}:
        return "has a line break or control character in its name: rename it"
    if _DIRECTIONS & set(part):
        return "has a sign in its name that turns the direction of text: rename it"
    return ""


def _is_ignored(part: str) -> bool:
    return part.lower() in _IGNORED or _COMPANY.search(part) is not None
