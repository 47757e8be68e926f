"""The command line as its users run it, and what its results say."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.grading.lms import csv_value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["count", "rows", "run", "stems", "timeless", "times"]


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "foedus.cli", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, **environment},
    )


def rows(place: Path) -> list[dict[str, str]]:
    with place.open(encoding="utf-8", newline="") as file:
        return [
            {key: csv_value(value) for key, value in row.items()} for row in csv.DictReader(file)
        ]


def timeless(place: Path) -> list[dict[str, str]]:
    """Return the grades without their seconds, which differ from run to run."""
    return [{key: value for key, value in row.items() if key != "seconds"} for row in rows(place)]


def stems() -> Iterator[int]:
    """Give the processes that judge, on this machine."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"foedus.grading.stem" in command:
                yield int(entry.name)


def count(out: Path) -> int:
    return len(times(out))


def times(out: Path) -> dict[tuple[str, str], int]:
    """Return how often each submission was judged."""
    ledger = out / "results.sqlite"
    if not ledger.exists():
        return {}
    base = sqlite3.connect(ledger)
    try:
        found = base.execute("select student, lesson, times from papers").fetchall()
    except sqlite3.OperationalError:  # killed before its tables were made
        return {}
    finally:
        base.close()
    return {(student_, lesson): often for student_, lesson, often in found}
