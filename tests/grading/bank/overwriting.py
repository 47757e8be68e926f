"""Attacks on other people's results: overwritten files, text that runs where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .making import ANY_LOSS, coded

if TYPE_CHECKING:
    from .attack import Attack

__all__ = ["ATTACKS"]

_LOSS: Final = ANY_LOSS[1:]


_OVERWRITE = """\
import os
from pathlib import Path

for folder, _, files in os.walk(SITE.submissions):
    if "victim" in folder:
        for name in files:
            try:
                (Path(folder) / name).write_text("{}")
            except OSError:
                pass
            try:
                (Path(folder) / name).unlink()
            except OSError:
                pass
hours = 0.0
"""


_WIPE = """\
import os
import shutil
from pathlib import Path

for folder, _, files in os.walk(SITE.results):
    for name in files:
        try:
            os.truncate(Path(folder) / name, 0)
        except OSError:
            pass
shutil.rmtree(SITE.results, ignore_errors=True)
hours = 0.0
"""


_BOOKS = """\
import glob
import sqlite3

wanted = {"auto_score": 99, "manual_score": 99, "points": 99, "outcome": "correct"}
paths = glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db")
for path in paths:
    if not path.endswith((".db", ".sqlite", ".sqlite3")):
        continue
    with sqlite3.connect(path, timeout=0.5) as book:
        for (table,) in list(book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
            columns = {row[1] for row in book.execute(f"PRAGMA table_info({table})")}
            for column in columns & set(wanted):
                try:
                    book.execute(f"UPDATE {table} SET {column} = ?", (wanted[column],))
                except sqlite3.Error:
                    pass
hours = 0.0
"""


_BOOK_DELETED = """\
import glob
import sqlite3

paths = glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db")
for path in paths:
    if path.endswith((".db", ".sqlite", ".sqlite3")):
        with sqlite3.connect(path, timeout=0.5) as book:
            names = book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in list(names):
                try:
                    book.execute(f"DELETE FROM {table}")
                except sqlite3.Error:
                    pass
hours = 0.0
"""


_LOCKED = """\
import glob
import sqlite3
import time

held = []
paths = glob.glob(f"{SITE.results}/**/*", recursive=True) + glob.glob(f"{SITE.results}/../*.db")
for path in paths:
    if path.endswith((".db", ".sqlite", ".sqlite3")):
        book = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        try:
            book.execute("BEGIN EXCLUSIVE")
            held.append(book)
        except sqlite3.Error:
            pass
if held:
    time.sleep(3600)
hours = 0.0
"""


_GRADES = """\
import csv
from pathlib import Path

rows = ["student lesson question points max_points outcome message seconds".split()]
for student in (SITE.name, "aa-victim", "zz-victim"):
    for number in range(1, 9):
        own = student == SITE.name
        word = "correct" if own else "not-yet"
        rows.append([student, "02", f"02.{number}", 9 * own, 3, word, "", 0])
page = f"feedback/{SITE.name}/02.html"
for name in ("grades.csv", "summary.csv", "report.html", "results.sqlite-wal", page):
    path = Path(SITE.results) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", newline="") as file:
            csv.writer(file).writerows(rows)
    except OSError:
        pass
hours = 0.0
"""


_RELEASED = """\
import json
from pathlib import Path

for folder in (Path(SITE.results).parent, Path(SITE.solutions).parent):
    if not str(folder).startswith(str(Path(SITE.home).parent)):
        continue
    for path in folder.rglob("02_*.ipynb"):
        if "submi" in str(path):
            continue
        try:
            made = json.loads(path.read_text())
            for cell in made["cells"]:
                if cell["cell_type"] == "code" and "check" in cell.get("id", ""):
                    cell["source"] = "assert False"
            path.write_text(json.dumps(made))
        except (OSError, ValueError):
            pass
hours = 0.0
"""


_INJECTED = """\
text = "<img src=x onerror=canary><script>canary</script></td></table>"
formula = "=HYPERLINK(canary)\\n=HYPERLINK(canary),+canary,@canary\\r\\n\\"=HYPERLINK(canary)\\""
by_hand = type(text, (Exception,), {})


class Shown(str):
    pass


new_style = {text: formula, formula: text}
more = "\\x1b[31m\\x00\\u202e]]>--></script><script>canary${jndi}{{7*7}}"
raise by_hand(formula + text + more)
"""


_INJECTED_ANSWERS: Final = {
    "02.3": 'hours = "<script>canary</script><img src=x onerror=canary>"',
    "02.4": 'new_style = ["=HYPERLINK(canary)", "\\n=HYPERLINK(canary)", "+canary"]',
    "02.6": 'spread = {"=HYPERLINK(canary)": 1, "<script>canary": "@canary"}',
}


_OTHER: Final = ("reached", "written", "others", "stopped")


def _overwrites(name: str, note: str, code: str) -> Attack:
    return coded(name, "overwriting", "others", note, code, own=_LOSS)


ATTACKS: Final = (
    _overwrites(
        "submissions-overwritten", "overwrites and deletes other people's notebooks", _OVERWRITE
    ),
    _overwrites("results-wiped", "deletes all results", _WIPE),
    _overwrites("books-forged", "gives itself marks in every database", _BOOKS),
    _overwrites("books-emptied", "empties every database", _BOOK_DELETED),
    _overwrites("books-locked", "locks every database", _LOCKED),
    _overwrites("grades-written", "writes grades and feedback of its own", _GRADES),
    _overwrites("releases-overwritten", "breaks the checks of the released exercise", _RELEASED),
    coded(
        "injected-errors",
        "injected text",
        "others",
        "an error whose name and words are HTML and formulas",
        _INJECTED,
        at="02.4",
        own=("not-yet",),
        probe=("injected", *_OTHER),
    ),
    coded(
        "injected-answers",
        "injected text",
        "others",
        "answers that are HTML and formulas",
        _INJECTED_ANSWERS,
        own=("not-yet",),
        probe=("injected", *_OTHER),
    ),
)
