"""``fo.restore()``: put a backup back, lose nothing that is there, all of it or none."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd

from foedus.checking import progress_file

from .archive import BackupError, unpacked
from .places import is_progress, places

__all__ = ["Restored", "restore"]

_MOST = 1000
_PUT_BACK = "put back"
_SAME = "the same, left as it is"
_NO_BETTER = "nothing in it is newer or better, left as it is"


@dataclass(frozen=True)
class _Step:
    """What is to be done with one file: nothing, unless there is content to write."""

    name: str
    told: str
    target: Path | None = None
    content: bytes | None = None
    aside: Path | None = None


@dataclass(frozen=True)
class Restored:
    """What a restore did, shown as a table.

    Attributes
    ----------
    done : dict of str to str
        What was done, by file.
    """

    done: dict[str, str]

    @property
    def table(self) -> pd.DataFrame:
        """What was done as a DataFrame: file, done."""
        return pd.DataFrame(self.done.items(), columns=["file", "done"])

    @property
    def _advice(self) -> str:
        if all(told in {_SAME, _NO_BETTER} for told in self.done.values()):
            return "Everything in the backup is here already."
        return "If one of these notebooks is open, choose File, then Reload Notebook from Disk."

    def __repr__(self) -> str:
        """Return the table as text."""
        return f"{self.table.to_string(index=False)}\n{self._advice}"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(told)}</td></tr>'
            for name, told in self.done.items()
        )
        head = '<thead><tr><th scope="col">file</th><th scope="col">done</th></tr></thead>'
        table = f"<table><caption>Your work</caption>{head}<tbody>{rows}</tbody></table>"
        return f"{table}<p>{escape(self._advice)}</p>"


def restore(path: str | Path = "foedus-backup.zip") -> Restored:
    """Put back what a backup holds, and lose nothing that is here.

    Parameters
    ----------
    path : str or pathlib.Path
        A file that `backup` made.

    Returns
    -------
    Restored
        Shown as a table of what was done. A file that differs from the backup's is kept beside it
        under another name; of two records of progress the better outcome of each question stays.

    Raises
    ------
    BackupError
        If the file is missing, damaged, or not a backup of this course, or something cannot be
        written. Nothing is changed then.
    """
    source = Path(path).expanduser()
    if not source.is_file():
        raise BackupError(
            f"There is no file {source.name!r} here. Upload it first: drag it into the file "
            "browser on the left, beside this notebook."
        )
    steps = _plan(unpacked(source))
    _carry_out([step for step in steps if step.content is not None])
    return Restored({step.name: step.told for step in steps})


def _plan(files: dict[str, bytes]) -> list[_Step]:
    here = places()
    steps: list[_Step] = []
    for name, content in files.items():
        target = here.of(name)
        if target is None:
            steps.append(_Step(name, "left out: progress is switched off"))
        elif is_progress(name):
            steps.append(_progress_step(name, target, content))
        else:
            steps.append(_file_step(name, target, content))
    return steps


def _file_step(name: str, target: Path, content: bytes) -> _Step:
    there = _there(target)
    if there is None:
        return _Step(name, _PUT_BACK, target, content)
    if there == content:
        return _Step(name, _SAME)
    aside = _free(target)
    return _Step(name, f"{_PUT_BACK}; yours from here is now {aside.name}", target, content, aside)


def _progress_step(name: str, target: Path, content: bytes) -> _Step:
    there = _there(target)
    if there is None:
        return _Step(name, _PUT_BACK, target, content)
    try:
        ours = progress_file.parsed(there)
    except ValueError:
        return _file_step(name, target, content)
    merged = progress_file.merged(ours, progress_file.parsed(content))
    if merged == ours:
        return _Step(name, _NO_BETTER)
    better = sum(merged[key] != ours.get(key) for key in merged)
    told = f"merged: {better} question{'' if better == 1 else 's'} newer or better in the backup"
    return _Step(name, told, target, progress_file.text(merged))


def _there(target: Path) -> bytes | None:
    """Return what stands at a place, if anything does."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BackupError(f"{target.name} cannot be opened here. Nothing was changed.") from error


def _free(target: Path) -> Path:
    for number in range(1, _MOST):
        aside = target.with_name(f"{target.stem}.before-restore-{number}{target.suffix}")
        if not aside.exists():
            return aside
    raise BackupError(f"There are too many copies of {target.name} here. Nothing was changed.")


@dataclass
class _Undo:
    """What has been done so far, and how to take it back."""

    made: list[Path] = field(default_factory=list)
    replaced: dict[Path, bytes | None] = field(default_factory=dict)

    def all(self) -> None:
        for target, before in self.replaced.items():
            if before is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(before)
        for path in self.made:
            path.unlink(missing_ok=True)


def _carry_out(steps: list[_Step]) -> None:
    """Write everything beside its place, then rename; take all of it back if one step fails."""
    undo = _Undo()
    try:
        staged = [(_staged(step, undo), step) for step in steps]
        for temporary, step in staged:
            assert step.target is not None  # noqa: S101 (a step with content has a target)
            undo.replaced[step.target] = _there(step.target)
            temporary.replace(step.target)
    except OSError as error:
        undo.all()
        reason = error.strerror or type(error).__name__
        raise BackupError(f"It cannot be written here: {reason}. Nothing was changed.") from error
    except BaseException:
        undo.all()
        raise


def _staged(step: _Step, undo: _Undo) -> Path:
    """Write the new content to a temporary file, and what is there to its new name."""
    assert step.target is not None  # noqa: S101
    assert step.content is not None  # noqa: S101
    if step.aside is not None:
        with step.aside.open("xb") as file:
            undo.made.append(step.aside)
            file.write(step.target.read_bytes())
    handle, name = tempfile.mkstemp(prefix=".foedus-", dir=step.target.parent)
    undo.made.append(Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(step.content)
    return Path(name)
