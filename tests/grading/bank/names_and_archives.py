"""Names, archives and folders that play tricks."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, Any, Final

from .attack import Link, Odd
from .making import (
    LESSONS,
    as_bytes,
    filed,
    notebook,
    path_of,
    reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .attack import Attack, Content

__all__ = ["ATTACKS"]

_STEM: Final = LESSONS["02"]


_RIGHT: Final = ("02.1", "02.3", "02.8")


def _plain() -> dict[str, Any]:
    return notebook("02", {one: reference(one) for one in _RIGHT})


def _zip(entries: Mapping[str, bytes | tuple[str, str]]) -> bytes:
    """Return a zip; an entry of two texts is a symbolic link, by where it leads."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(content, tuple):
                entry.external_attr = 0o120777 << 16
                archive.writestr(entry, content[1])
            else:
                archive.writestr(entry, content)
    return file.getvalue()


def _bomb() -> bytes:
    """Return 20 notebooks of 100 MB in 2 MB."""
    blank = b" " * 100_000_000
    return _zip({f"student-{at}/{_STEM}/{_STEM}.ipynb": blank for at in range(20)})


def _bomb_in_bombs() -> bytes:
    inner = _zip({f"{_STEM}.ipynb": b" " * 50_000_000})
    for depth in range(8):
        inner = _zip({f"level-{depth}-{at}.zip": inner for at in range(8)})
    return inner


def _slips() -> bytes:
    right = as_bytes(_plain())
    names = (
        f"../zip-slip_{_STEM}.ipynb",
        f"../../../../tmp/zip-slip/{_STEM}.ipynb",
        f"/tmp/zip-slip-{_STEM}.ipynb",  # noqa: S108 (nothing is made there)
        f"..\\zip-slip\\{_STEM}.ipynb",
        f"C:\\zip-slip\\{_STEM}.ipynb",
        f"a/../../aa-victim/{_STEM}/{_STEM}.ipynb",
        f"aa-victim/{_STEM}/{_STEM}.ipynb",
        f"__MACOSX/._{_STEM}.ipynb",
        f"con/{_STEM}.ipynb",
        f"name\x01with\x1bsigns/{_STEM}.ipynb",
    )
    return _zip({**dict.fromkeys(names, right), "link.ipynb": ("link", "../../../../etc/passwd")})


def _cut_zip() -> bytes:
    return _slips()[:-200]


def _false_sizes() -> bytes:
    """Return a zip whose directory says that a file is small which is not."""
    content = bytearray(_zip({f"{_STEM}.ipynb": b" " * 30_000_000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def _many_entries() -> bytes:
    return _zip({f"s{at}/x.txt": b"" for at in range(100_000)})


def _named(*names: str) -> Callable[[], Mapping[str, Content]]:
    """Return perfect copies of one notebook under several students' names."""
    return lambda: {path_of(name, "02"): as_bytes(_plain()) for name in names}


def _tricky_names(name: str, note: str, *students: str) -> Attack:
    return filed(
        name,
        note,
        _named(*students),
        ("correct",),
        honest=_RIGHT,
        rest=("not-attempted",),
        students=students,
        absent=True,
        family="names",
    )


def _nobody(
    name: str, note: str, files: Callable[[], Mapping[str, Content]], *, flat: bool = False
) -> Attack:
    """Return files that are nobody's: only that they do no harm counts."""
    return filed(
        name, note, files, ("unreadable",), students=(), flat=flat, family="names and archives"
    )


def _outer_files() -> dict[str, Content]:
    """Return files above the students' folders, and folders in a ring."""
    return {
        "loose.ipynb": as_bytes(_plain()),
        "grades.csv": b"student,lesson\naa-victim,02\n",
        "results.sqlite": b"no database",
        "ring/ring": Link("../ring"),
        "ring/up": Link("../.."),
        f"ring/{_STEM}/{_STEM}.ipynb": Link(f"{_STEM}.ipynb"),
        "empty-student": Odd.FOLDER,
        "-rf/--help/-x.ipynb": b"{}",
    }


def _many_students() -> dict[str, Content]:
    return {path_of(f"crowd-{at:04}", "02"): b"" for at in range(300)}


ATTACKS: Final = (
    _tricky_names(
        "name-with-lines",
        "a name of several lines",
        "line\none\rtwo\x1b[2J",
        'tab\tand, comma; "quoted"',
    ),
    _tricky_names(
        "name-of-markup",
        "names of HTML, formulas and programs",
        "<img src=x onerror=canary>",
        "=HYPERLINK(canary)",
        "$(exit 1)`exit`;'",
    ),
    _tricky_names(
        "names-alike",
        "names that differ in case or form only",
        "Alike",
        "ALIKE",
        "alike ",
        "Jose\u0301",
        "Jos\u00e9",
    ),
    _tricky_names(
        "names-odd",
        "names with dots, dashes, no letters, wrong way round",
        "..odd",
        "-rf",
        "...",
        "~",
        "\u202egnp",
        "x" * 200,
    ),
    _nobody("above-the-folders", "files and rings of links above the students", _outer_files),
    _nobody("crowd", "300 empty files of 300 students", _many_students),
    _nobody("zip-bomb", "2 GB in 2 MB", lambda: {"bomb.zip": _bomb()}, flat=True),
    _nobody(
        "zips-in-zips",
        "zips in zips, eight deep",
        lambda: {"bombs.zip": _bomb_in_bombs()},
        flat=True,
    ),
    _nobody(
        "zip-slip", "paths that lead out of the archive", lambda: {"slip.zip": _slips()}, flat=True
    ),
    _nobody("zip-cut", "a zip that is cut off", lambda: {"cut.zip": _cut_zip()}, flat=True),
    _nobody(
        "zip-false-size",
        "a zip that lies about its sizes",
        lambda: {f"x_{_STEM}.zip": _false_sizes()},
        flat=True,
    ),
    _nobody("zip-many", "a zip of 100,000 files", lambda: {"many.zip": _many_entries()}, flat=True),
)
