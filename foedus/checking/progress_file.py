"""Keep a learner's progress in a local file of their own, and never lose it."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

import pandas as pd

from foedus.wording import attributes, mark, t

__all__ = [
    "FILE",
    "SWITCH",
    "Entry",
    "Progress",
    "chosen",
    "load",
    "merged",
    "parsed",
    "place",
    "record_check",
    "record_hint",
    "text",
]

FILE: Final = "foedus_progress.json"
"""The file's name; it stands beside the notebook."""

SWITCH: Final = "FOEDUS_PROGRESS"
"""Environment variable: another path for the file, or ``off``."""

_FORMAT = 1
_OFF = {"off", "0", "no", "false"}
_COPIES = 100
_WORDS = ("not-attempted", "not-yet", "correct")  # from worse to better
_DAMAGED = mark(
    "Your progress file was damaged: it is kept as a copy (`foedus_progress.damaged-….json`) "
    "and a new one has been begun."
)
_TAKE_ALONG = mark(
    "fo.backup() packs it with your exercises for download; fo.restore() puts it back."
)
_UNSAVED = mark(
    "Your progress could not be saved: the file cannot be written here. Checks still work."
)
_UNREAD = mark("Your progress could not be read, so it is not changed. Checks still work.")
_OFF_NOW = mark("Progress is switched off (FOEDUS_PROGRESS=off).")
_EMPTY = mark("Nothing is recorded yet.")
#: What the table shows to a reader: its columns, and the outcomes.
_SHOWN = (
    mark("lesson"),
    mark("question"),
    mark("outcome"),
    mark("tries"),
    mark("hints used"),
    mark("last time"),
    mark("not-attempted"),
    mark("not-yet"),
    mark("correct"),
)


@dataclass(frozen=True)
class Entry:
    """What is kept of one question.

    Attributes
    ----------
    outcome : str
        `correct` once it has been reached, else the last outcome.
    tries : int
        Judged answers up to the first correct one; an untouched stub is none.
    hints : int
        The most hints that were shown.
    last : str
        ISO time of the last check or hint, in UTC.
    """

    outcome: str = "not-attempted"
    tries: int = 0
    hints: int = 0
    last: str = ""


@dataclass(frozen=True)
class Progress:
    """A learner's progress, shown as a table.

    Attributes
    ----------
    entries : dict of str to Entry
        By question id.
    notice : str
        A sentence about the file, if something is wrong with it; in English, shown translated.
    """

    entries: dict[str, Entry]
    notice: str = ""

    @property
    def table(self) -> pd.DataFrame:
        """The progress as a DataFrame: lesson, question, outcome, tries, hints used, last time."""
        rows = [
            (key[:2], key, one.outcome, one.tries, one.hints, one.last)
            for key, one in sorted(self.entries.items())
        ]
        return pd.DataFrame(rows, columns=list(_SHOWN[: len(fields(Entry)) + 2]))

    @property
    def _shown(self) -> pd.DataFrame:
        """The table as it is read, its columns and outcomes in the reader's language."""
        table = self.table
        return table.assign(outcome=table["outcome"].map(t)).rename(columns=t)

    def __repr__(self) -> str:
        """Return the table as text."""
        shown = self._shown.to_string(index=False) if self.entries else t(_EMPTY)
        return "\n".join(part for part in (shown, t(self.notice), t(_TAKE_ALONG)) if part)

    def _repr_html_(self) -> str:
        told = [escape(t(part)) for part in (self.notice, _TAKE_ALONG) if part]
        notice = "".join(f"<p{attributes()}>{part}</p>" for part in told)
        if not self.entries:
            return f"<p{attributes()}>{escape(t(_EMPTY))}</p>{notice}"
        table = self._shown
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in table.itertuples(index=False)
        )
        caption = t("Your progress")
        top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        return f"<table{attributes()}>{top}<tbody>{rows}</tbody></table>{notice}"


def load() -> Progress:
    """Read the progress file.

    Returns
    -------
    Progress
        Empty when there is no file or progress is switched off. Never raises: what is wrong
        with the file is said in `notice`.
    """
    path = place()
    if path is None:
        return Progress({}, _OFF_NOW)
    try:
        return Progress(parsed(path.read_bytes()))
    except FileNotFoundError:
        return Progress({})
    except OSError:
        return Progress({}, _UNREAD)
    except ValueError:
        return Progress({}, _DAMAGED)


def record_check(question_id: str, outcome: str) -> str:
    """Record the outcome of a check; return a sentence when it could not be, else nothing."""

    def changed(entry: Entry) -> Entry:
        done = entry.outcome == "correct"
        counts = not done and outcome != "not-attempted"
        better = entry.outcome if done else outcome
        if outcome == "not-attempted" and entry.tries:
            better = entry.outcome
        return replace(entry, outcome=better, tries=entry.tries + counts)

    return t(_record(question_id, changed))


def record_hint(question_id: str, shown: int) -> str:
    """Record how many hints were shown; return a sentence when it could not be, else nothing."""
    return t(_record(question_id, lambda entry: replace(entry, hints=max(entry.hints, shown))))


def _record(question_id: str, changed: Any) -> str:  # noqa: ANN401 (Entry to Entry)
    path = place()
    if path is None:
        return ""
    now = load()
    if now.notice == _UNREAD:
        return _UNREAD
    try:
        if now.notice == _DAMAGED:
            _keep_copy(path)
        entry = replace(
            changed(now.entries.get(question_id, Entry())),
            last=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        _write(path, {**now.entries, question_id: entry})
    except OSError:
        return _UNSAVED
    return now.notice


def chosen() -> str:
    """Return what the environment says of the file: a path, ``off``, or nothing."""
    return os.environ.get(SWITCH, "").strip()


def place() -> Path | None:
    """Return where the progress file stands; None when progress is switched off."""
    named = chosen()
    if named.lower() in _OFF:
        return None
    return Path(named).expanduser() if named else Path.cwd() / FILE


def merged(ours: dict[str, Entry], theirs: dict[str, Entry]) -> dict[str, Entry]:
    """Join two records of progress: of each question the better outcome stays.

    Examples
    --------
    >>> done = {"02.1": Entry("correct", tries=2)}
    >>> merged({"02.1": Entry("not-yet", tries=5)}, done)["02.1"].outcome
    'correct'
    """
    both = {key: _better(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()}
    return dict(sorted({**ours, **theirs, **both}.items()))


def _better(one: Entry, other: Entry) -> Entry:
    return Entry(
        outcome=max(one.outcome, other.outcome, key=_WORDS.index),
        tries=max(one.tries, other.tries),
        hints=max(one.hints, other.hints),
        last=max(one.last, other.last),
    )


def text(entries: dict[str, Entry]) -> bytes:
    """Return the content of a progress file."""
    kept = {"format": _FORMAT, "questions": {k: asdict(one) for k, one in sorted(entries.items())}}
    return f"{json.dumps(kept, indent=1)}\n".encode()


def parsed(content: bytes) -> dict[str, Entry]:
    """Read the content of a progress file.

    Raises
    ------
    ValueError
        If it is damaged, or of another kind.
    """
    try:
        kept = json.loads(content.decode("utf-8"))
        return {str(key): _entry(key, one) for key, one in kept["questions"].items()}
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a progress file") from error


def _entry(key: str, kept: dict[str, Any]) -> Entry:
    entry = Entry(**{field.name: kept[field.name] for field in fields(Entry)})
    sound = (
        re.fullmatch(r"\d\d\.\d", key)
        and entry.outcome in _WORDS
        and type(entry.tries) is type(entry.hints) is int
        and isinstance(entry.last, str)
    )
    if not sound:
        raise ValueError("not a progress file")
    return entry


def _keep_copy(path: Path) -> None:
    """Copy a damaged file to a name that is free, so that nothing in it is lost."""
    for number in range(1, _COPIES):
        copy = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        if not copy.exists():
            shutil.copy2(path, copy)
            return
    raise OSError("too many damaged copies")


def _write(path: Path, entries: dict[str, Entry]) -> None:
    """Write beside the file, then replace it in one step."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text(entries))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
