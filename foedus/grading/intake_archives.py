"""Files in folders and in zips: listed without being opened, read whole and within limits."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "LARGEST",
    "ArchiveError",
    "Member",
    "Source",
    "UnreadableError",
    "members",
]

LARGEST: Final = 50_000_000
"""Bytes of one notebook: one with all its outputs has a hundredth of it."""

LARGEST_INNER: Final = 100_000_000
"""Bytes of a zip in a zip: it is held in memory while it is read."""

_MOST: Final = {True: 200_000, False: 20_000}
_LONGEST_LIST: Final = {True: 2**26, False: 2**22}
_BOMB: Final = 200  # times as large unpacked: a notebook reaches a tenth of that
_HARMLESS: Final = 10_000_000
_TOTAL: Final = 2 * 10**9
_ENCRYPTED: Final = 0x1
_LOCAL: Final = struct.Struct("<4s22xHH")
_FAULTS: Final = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class UnreadableError(Exception):
    """A file cannot be read; the message says why, as the rest of a sentence."""


class ArchiveError(Exception):
    """Nothing can be taken from an archive; the message says why, as the rest of a sentence."""


@dataclass(frozen=True)
class Member:
    """Where a file stands in a zip.

    Attributes
    ----------
    name : str
        As it was written; anything.
    offset, packed, size : int
        Where it begins; bytes in the zip, and unpacked as the zip says.
    method, crc, flags, mode : int
        As the zip says.
    """

    name: str
    offset: int
    packed: int
    size: int
    method: int
    crc: int
    flags: int
    mode: int

    def content(self, file: BinaryIO, limit: int) -> bytes:
        """Return the file's content.

        Raises
        ------
        UnreadableError
            If it is too large, encrypted, packed in an unusual way, or damaged.
        """
        self._refuse(limit)
        try:
            content = self._unpacked(file)
        except (OSError, ValueError, zlib.error, struct.error) as error:
            raise UnreadableError("is damaged in its zip: ask for it again") from error
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise UnreadableError("is damaged in its zip: ask for it again")
        return content

    def _refuse(self, limit: int) -> None:
        if self.flags & _ENCRYPTED:
            raise UnreadableError("is encrypted: ask for it without a password")
        if self.method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnreadableError("is packed in an unusual way: ask for an ordinary zip")
        if max(self.size, self.packed) > limit:
            raise UnreadableError(_too_large(limit))
        if self.size > _HARMLESS and self.size > _BOMB * self.packed:
            raise UnreadableError(f"unpacks to more than {_BOMB} times its size: no notebook does")

    def _unpacked(self, file: BinaryIO) -> bytes:
        file.seek(self.offset)
        signature, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
        if signature != b"PK\x03\x04":
            raise ValueError(signature)
        file.seek(name + extra, os.SEEK_CUR)
        packed = file.read(self.packed)
        if self.method == zipfile.ZIP_STORED:
            return packed
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, self.size + 1)


class _Bounded(io.RawIOBase):
    """A file that hands out no more at once than a zip's list of files may need."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file, self._limit = file, limit

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._limit + 1 if size is None or size < 0 else size
        content = self._file.read(min(wanted, self._limit + 1))
        if max(len(content), wanted if size and size > 0 else 0) > self._limit:
            raise ArchiveError("lists more files than any submission has")
        return content


def members(file: BinaryIO, *, whole_class: bool = False) -> list[Member]:
    """Return what a zip lists, folders left out, in its own order.

    Parameters
    ----------
    file : binary file
        The zip; nothing is unpacked.
    whole_class : bool
        Whether it may hold the files of thousands.

    Raises
    ------
    ArchiveError
        If it is no zip or a damaged one, lists too many files, or is a zip bomb.
    """
    try:
        with zipfile.ZipFile(_Bounded(file, _LONGEST_LIST[whole_class])) as archive:
            found = [_member(one) for one in archive.infolist()]
    except _FAULTS as error:
        raise ArchiveError("is no zip, or a damaged one: ask for it again") from error
    if len(found) > _MOST[whole_class]:
        raise ArchiveError(f"lists {len(found):,} files: more than any submission has")
    packed = sum(one.packed for one in found)
    total = sum(one.size for one in found)
    if not whole_class and total > max(_TOTAL, _BOMB * packed):
        raise ArchiveError(f"would unpack to {total / 10**9:,.0f} GB: a zip bomb")
    return [one for one in found if one.size or not one.name.endswith("/")]


def _member(one: zipfile.ZipInfo) -> Member:
    return Member(
        name=one.orig_filename,
        offset=one.header_offset,
        packed=one.compress_size,
        size=one.file_size,
        method=one.compress_type,
        crc=one.CRC,
        flags=one.flag_bits,
        mode=stat.S_IFMT(one.external_attr >> 16),
    )


@dataclass(frozen=True)
class Source:
    """Where a file can be read: a path in a folder, and on into zips. Can be pickled.

    Attributes
    ----------
    root : pathlib.Path
        The folder or zip that was given.
    parts : tuple of str
        The way from there, in folders; none when the root itself is the zip.
    inside : tuple of Member
        The way on, a zip in a zip at each step but the last.
    """

    root: Path
    parts: tuple[str, ...] = ()
    inside: tuple[Member, ...] = ()

    def read(self, limit: int = LARGEST) -> bytes:
        """Return the content.

        Raises
        ------
        UnreadableError
            If it is too large, gone, not a regular file any more, or damaged.
        """
        try:
            with self.outermost() as file:
                return self._content(file, limit)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UnreadableError(f"cannot be opened: {reason}") from error

    def opened(self) -> BinaryIO:
        """Return the file, open: one in a zip is in memory.

        Raises
        ------
        UnreadableError
            If it cannot be read.
        """
        if self.inside:
            return io.BytesIO(self.read(LARGEST_INNER))
        try:
            return self.outermost()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UnreadableError(f"cannot be opened: {reason}") from error

    def outermost(self) -> BinaryIO:
        """Open the file that stands on disk; no link below the root is followed."""
        handle = _handle(self.root, self.parts)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise UnreadableError("is not a regular file")
        return os.fdopen(handle, "rb")

    def _content(self, file: BinaryIO, limit: int) -> bytes:
        *zips, last = self.inside or (None,)
        for one in zips:
            if one is not None:
                file = io.BytesIO(one.content(file, LARGEST_INNER))
        if last is not None:
            return last.content(file, limit)
        content = file.read(limit + 1)
        if len(content) > limit:
            raise UnreadableError(_too_large(limit))
        return content


def _handle(root: Path, parts: tuple[str, ...]) -> int:
    """Open part by part, so that a folder which became a link since is not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0)
    if os.open not in os.supports_dir_fd or not parts:
        return os.open(root.joinpath(*parts), flags)
    handle = os.open(root, flags | os.O_DIRECTORY)
    for place, part in enumerate(parts, start=1):
        kind = os.O_DIRECTORY if place < len(parts) else 0
        try:
            inner = os.open(part, flags | os.O_NOFOLLOW | kind, dir_fd=handle)
        finally:
            os.close(handle)
        handle = inner
    return handle


def _too_large(limit: int) -> str:
    return f"is larger than {limit / 10**6:,.0f} MB: ask for it without its outputs"
