"""Read and write the archive: one zip with a list of what is in it, and nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
import zlib
from pathlib import Path  # noqa: TC003 (a type that callers look up)
from typing import Any, Final

from foedus.checking import progress_file

from .places import is_name, is_progress

__all__ = ["LARGEST_FILE", "BackupError", "content_fault", "packed", "unpacked"]

LARGEST_FILE: Final = 20_000_000
"""Bytes of one file: an exercise with all its outputs has a hundredth of it."""

_LARGEST: Final = 5 * LARGEST_FILE
_MOST_FILES: Final = 300
_LIST: Final = "foedus-backup.json"
_FORMAT: Final = 1
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes
_ENCRYPTED: Final = 0x1
_KNOWN: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UNTOUCHED: Final = "Nothing was changed."
_TOO_LARGE: Final = f"This backup is larger than any that this course makes. {_UNTOUCHED}"


class BackupError(ValueError):
    """A backup cannot be made or put back; the message says why. Nothing was changed."""

    def _render_traceback_(self) -> list[str]:
        """Give IPython the message in place of a traceback."""
        return str(self).splitlines()


def packed(files: dict[str, bytes]) -> bytes:
    """Return an archive of files.

    Parameters
    ----------
    files : dict of str to bytes
        Content by name, such as ``"exercises/02_what_happened_when.ipynb"``.

    Returns
    -------
    bytes
        A zip; the same for the same files.

    Examples
    --------
    >>> files = {"notebooks/my_beliefs.json": b"{}"}
    >>> unpacked(packed(files)) == files
    True
    """
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    listed = {"course": "foedus", "format": _FORMAT, "files": digests}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {_LIST: json.dumps(listed, indent=1).encode(), **files}.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content)
    return target.getvalue()


def unpacked(content: bytes | Path) -> dict[str, bytes]:
    """Return the files of an archive, each looked at before any is used.

    Parameters
    ----------
    content : bytes or pathlib.Path
        The zip.

    Returns
    -------
    dict of str to bytes
        Content by name.

    Raises
    ------
    BackupError
        If it is no zip or a damaged one, too large, not one of ours, or holds a file under a name
        or of a content that a backup cannot have.
    """
    try:
        files = _entries(content)
    except BackupError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise BackupError(
            f"This is no zip file, or a damaged one: download it again. {_UNTOUCHED}"
        ) from error
    _refuse_unlisted(files)
    for name, one in files.items():
        if fault := content_fault(name, one):
            raise BackupError(f"`{name}` in the backup {fault}. {_UNTOUCHED}")
    return files


def _entries(content: bytes | Path) -> dict[str, bytes]:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > _LARGEST:
        raise BackupError(_TOO_LARGE)
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    with zipfile.ZipFile(source) as archive:
        _refuse_strange_entries(archive.infolist())
        return {one.filename: _read(archive, one) for one in archive.infolist()}


def content_fault(name: str, content: bytes) -> str:
    """Say what is wrong with a file's content, as the rest of a sentence; mostly nothing."""
    if len(content) > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // 1_000_000} MB"
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return "cannot be read"
    if name.endswith(".ipynb"):
        return "" if _is_notebook(value) else "is no notebook"
    return "" if not is_progress(name) or _is_progress(content) else "is no progress file"


def _is_notebook(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict) and isinstance(value.get("cells"), list) and "nbformat" in value


def _is_progress(content: bytes) -> bool:
    try:
        progress_file.parsed(content)
    except ValueError:
        return False
    return True


def _refuse_strange_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in entries]
    if _LIST not in names:
        raise BackupError(f"This zip was not made by `fo.backup()`. {_UNTOUCHED}")
    for one in entries:
        kind = stat.S_IFMT(one.external_attr >> 16)
        plain = kind in {0, stat.S_IFREG} and not one.flag_bits & _ENCRYPTED
        plain = plain and one.compress_type in _KNOWN
        # zipfile turns backslashes and cuts at zero bytes: judge the name as it was written
        allowed = one.orig_filename == _LIST or is_name(one.orig_filename)
        if not allowed or not plain or names.count(one.filename) > 1:
            shown = one.orig_filename[:80]
            raise BackupError(f"{shown!r} does not belong in a backup of this course. {_UNTOUCHED}")
    sizes = [one.file_size for one in entries]
    if len(sizes) > _MOST_FILES or sum(sizes) > _LARGEST or max(sizes) > LARGEST_FILE:
        raise BackupError(_TOO_LARGE)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read no more than the entry says that it holds: a zip can lie about its size."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return content


def _refuse_unlisted(files: dict[str, bytes]) -> None:
    """Take the list out, and compare it with what is there."""
    try:
        listed = json.loads(files.pop(_LIST))
        ours, version, digests = listed["course"] == "foedus", listed["format"], listed["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        ours, version, digests = False, None, None
    if not ours or not isinstance(digests, dict):
        raise BackupError(f"This zip was not made by `fo.backup()`. {_UNTOUCHED}")
    if version != _FORMAT:
        raise BackupError(f"This backup has a format of another release: {version!r}. {_UNTOUCHED}")
    if digests != {name: hashlib.sha256(one).hexdigest() for name, one in files.items()}:
        raise BackupError(f"This backup is not as it was made: files differ. {_UNTOUCHED}")
