"""Write files all or nothing: a folder that we can tell is ours, or a zip that is always the same.

A release's folder holds a list of its files with their digests. Only a folder that still is what
that list says is replaced: nothing that somebody put or changed there is lost.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["MARK", "ReleaseError", "publish", "refuse_foreign", "write_folder", "write_zip",
           "zipped"]  # fmt: skip

#: The list of a release's files, beside them.
MARK: Final = ".foedus-release.json"

_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


class ReleaseError(ValueError):
    """A release cannot be made or written; the message says why and what to do."""


def refuse_foreign(target: Path) -> None:
    """Refuse a target that holds what no release wrote.

    Raises
    ------
    ReleaseError
        If it is a file in place of a folder, or a folder with files that are not as released.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ReleaseError(f"{target} is there and is no folder: choose another name.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / MARK).is_file():
        raise ReleaseError(f"{target} is not empty, and no release made it: choose another folder.")
    changed = _changed(target)
    if changed:
        raise ReleaseError(
            f"{target} was used since it was released ({changed}): choose another folder, "
            "or remove this one yourself."
        )


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, in one step: a reader meets the old ones or the new ones.

    Raises
    ------
    ReleaseError
        If the folder holds what no release wrote, or cannot be written.
    """

    def fill(fresh: Path) -> None:
        for name, content in files.items():
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    publish(target, fill)


def publish(target: Path, fill: Callable[[Path], None]) -> None:
    """Have a folder filled, and put it in place in one step once it is whole.

    Parameters
    ----------
    target : pathlib.Path
        The folder's name: new, empty, or published before and unchanged since.
    fill : callable
        Writes into the folder that it is given. What it raises is raised on, and then the
        target is as it was.

    Raises
    ------
    ReleaseError
        If the folder holds what no release wrote, or cannot be written.
    """
    refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".foedus-", dir=target.parent))
        try:
            fresh.chmod(0o755)
            fill(fresh)
            (fresh / MARK).write_bytes(_listed(_digests(fresh)))
            _exchange(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"{target} cannot be written: {error.strerror or error}.") from error


def write_zip(target: Path, content: bytes) -> None:
    """Write a zip in one step; one that is there must be a release's.

    Raises
    ------
    ReleaseError
        If another file of this name is there, or it cannot be written.
    """
    if target.exists() and not _is_release(target):
        raise ReleaseError(f"{target} is there, and no release made it: choose another name.")
    fresh = target.with_name(f".{target.name}.foedus")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ReleaseError(f"{target} cannot be written: {error.strerror or error}.") from error


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return files as a zip whose bytes depend on nothing but them.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by name.
    folder : str
        The one folder that the zip unpacks to.
    """
    stream = io.BytesIO()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted({**files, MARK: _listed(digests)}.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=_DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            archive.writestr(entry, content)
    return stream.getvalue()


def _exchange(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=".foedus-old-", dir=target.parent))
    old = target.rename(aside / "old")
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _listed(digests: Mapping[str, str]) -> bytes:
    return f"{json.dumps({'files': dict(sorted(digests.items()))}, indent=1)}\n".encode()


def _digests(folder: Path) -> dict[str, str]:
    places = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): _digest(place) for place in places}


def _changed(target: Path) -> str:
    """Return the first file that is not as released, or nothing."""
    try:
        known = json.loads((target / MARK).read_text(encoding="utf-8"))["files"]
        known = dict(known)
    except (OSError, ValueError, KeyError, TypeError):
        return MARK
    for place in sorted(target.rglob("*")):
        name = place.relative_to(target).as_posix()
        if place.is_dir() and not place.is_symlink():
            continue
        if name != MARK and (place.is_symlink() or known.pop(name, "") != _digest(place)):
            return name
    return next(iter(known), "")


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _is_release(target: Path) -> bool:
    try:
        with zipfile.ZipFile(target) as archive:
            return any(name.endswith(f"/{MARK}") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
