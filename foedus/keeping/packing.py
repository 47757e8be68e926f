"""``fo.backup()``: one's work as one file, and the way to take it along."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from .archive import BackupError, content_fault, packed
from .places import places

__all__ = ["Backup", "backup"]

_MOST = 1000
_PRIVATE = "It holds your work and nothing else; nothing is sent anywhere."


@dataclass(frozen=True)
class Backup:
    """A backup that was made, shown with a link to download it.

    Attributes
    ----------
    path : Path or None
        Where it stands; None when there was nothing to keep.
    files : dict of str to int
        Bytes by name.
    left_out : dict of str to str
        Why a file is not in it, by name.
    """

    path: Path | None
    files: dict[str, int]
    left_out: dict[str, str]

    @property
    def table(self) -> pd.DataFrame:
        """The files as a DataFrame: file, bytes."""
        return pd.DataFrame(self.files.items(), columns=["file", "bytes"])

    @property
    def _lines(self) -> list[str]:
        notes = [f"Left out: {name} {why}." for name, why in self.left_out.items()]
        if self.path is None:
            return ["There is nothing to keep yet.", *notes]
        count = f"{len(self.files)} file{'' if len(self.files) == 1 else 's'}"
        return [
            f"{self.path.name} is ready: {count}. {_PRIVATE}",
            *notes,
            "Notebooks are packed as they were last saved: save first (Ctrl+S, on a Mac Cmd+S).",
            f"Or in the file browser on the left: right-click {self.path.name}, choose Download.",
            f'To put it back elsewhere: upload it there, then fo.restore("{self.path.name}").',
        ]

    def __repr__(self) -> str:
        """Return what was done and what to do next."""
        return "\n".join(self._lines)

    def _repr_html_(self) -> str:
        lines = "".join(f"<p>{escape(line)}</p>" for line in self._lines)
        return f'<div class="fo-backup">{self._link}{lines}</div>'

    @property
    def _link(self) -> str:
        """A link that JupyterLab leads to its own server, and the browser saves as a file."""
        if self.path is None:
            return ""
        try:
            way = self.path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return ""  # outside the notebook's folder there is no address for it
        name = escape(self.path.name, quote=True)
        style = "display:inline-block;padding:0.4em 0"
        return (
            f'<p><a href="{escape(quote(way), quote=True)}" download="{name}" '
            f'style="{style}"><strong>Download {name}</strong></a></p>'
        )


def backup(path: str | Path = "foedus-backup.zip") -> Backup:
    """Pack your work into one file, to download and to put back elsewhere.

    Parameters
    ----------
    path : str or pathlib.Path
        The file to write. One that is there already is never written over: the new one gets a
        number, unless both hold the same.

    Returns
    -------
    Backup
        Shown with a link; `.table` lists the files: your exercises as they are saved, your
        progress, and what the lessons kept for you, such as `my_beliefs.json`.

    Raises
    ------
    BackupError
        If the name does not end in ``.zip`` or the file cannot be written.
    """
    chosen = Path(path).expanduser()
    if chosen.suffix.lower() != ".zip":
        raise BackupError(f"A backup's name ends in .zip, and {chosen.name!r} does not.")
    contents, left_out = _contents()
    if not contents:
        return Backup(None, {}, left_out)
    try:
        written = _write((Path.cwd() / chosen), packed(contents))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupError(f"The backup cannot be written here: {reason}.") from error
    return Backup(written, {name: len(one) for name, one in contents.items()}, left_out)


def _contents() -> tuple[dict[str, bytes], dict[str, str]]:
    kept: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for name, path in places().files().items():
        try:
            content = path.read_bytes()
        except OSError:
            left_out[name] = "cannot be opened"
            continue
        if fault := content_fault(name, content):
            left_out[name] = fault
        else:
            kept[name] = content
    return kept, left_out


def _write(path: Path, content: bytes) -> Path:
    """Write beside the target, then give it a name that is free."""
    for number in range(1, _MOST):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        if target.is_file() and target.read_bytes() == content:
            return target
        if not target.exists():
            break
    else:
        raise BackupError(f"There are {_MOST} backups here: move some elsewhere.")
    handle, name = tempfile.mkstemp(prefix=".foedus-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target
