"""A folder's name for each student: readable, safe on every system, and nobody else's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["folded", "folder_name", "shown"]

_LONGEST: Final = 100  # bytes: with a digest and a suffix still far below any system's 255
_DIGEST: Final = 16
_KEPT: Final = " _-.,'@+()"
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?"
)
_SEVERAL_WORDS: Final = re.compile(r"[ ,][^\W\d_]")
_LIKE_OURS: Final = re.compile(rf".*-[0-9a-f]{{{_DIGEST}}}", re.DOTALL)


def folded(text: str) -> str:
    """Return what a text has in common with all that some file system takes for the same.

    Examples
    --------
    >>> folded("JOSE\u0301") == folded("josé")
    True
    """
    for _ in range(3):  # folding can undo what normalising did, and the other way round
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text


def folder_name(student: str) -> str:
    """Return the name of the folder that holds a student's feedback.

    A name that is plain stays as it is: small letters only, or several words with a capital each.
    Any other gets a digest of its exact text at its end, so that two names which differ in case,
    in Unicode form or in a sign that cannot stand in a file name have two folders. To go back from
    a folder to a student, keep a table: a cut name cannot be made whole again.

    Parameters
    ----------
    student : str
        Any text.

    Returns
    -------
    str
        One part of a path: at most 117 bytes of UTF-8; no separator, control character, reserved
        name of Windows, leading dash or dot, trailing dot or space.

    Examples
    --------
    >>> folder_name("maria"), folder_name("Maria Garcia")
    ('maria', 'Maria Garcia')
    >>> folder_name("../etc")
    '_._etc-f7f9121fdb53d8de'
    """
    if _is_plain(student):
        return student
    exact = student.encode("utf-8", "surrogatepass")
    return f"{_readable(student)}-{hashlib.sha256(exact).hexdigest()[:_DIGEST]}"


def shown(text: str) -> str:
    r"""Return a text on one line, with every sign that hides or misleads written out.

    Examples
    --------
    >>> print(shown("a" + chr(10) + "b"))
    a\nb
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _is_plain(text: str) -> bool:
    """Of all texts that fold to the same, at most one is plain."""
    key = folded(text)
    usual = key.title() if _SEVERAL_WORDS.search(key) else key
    return (
        text == unicodedata.normalize("NFC", usual)
        and folded(usual) == key
        and _readable(text) == text
        and not _LIKE_OURS.fullmatch(key)
    )


def _readable(text: str) -> str:
    kept = "".join(c if _stays(c) else "_" for c in unicodedata.normalize("NFC", text))
    kept = kept.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    if kept[:1] in {"-", ".", " ", "'", "@", "+"}:  # an option, a hidden file, a formula
        kept = f"_{kept[1:]}"
    if unicodedata.category(kept[:1] or "a").startswith("M"):
        kept = f"_{kept}"  # an accent without a letter would join what stands before
    return f"_{kept}" if _RESERVED.fullmatch(kept.casefold()) else kept or "student"


def _stays(sign: str) -> bool:
    return sign in _KEPT or unicodedata.category(sign)[0] in "LMN"
