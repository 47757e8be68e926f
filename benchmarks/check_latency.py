"""How long a check takes: for each question, right, wrong and very large answers.

Run, in the folder of the repository:

    python -m benchmarks.check_latency
    python -m benchmarks.check_latency --write

The second writes the table into benchmarks/RESULTS.md, as a section of its own.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from benchmarks.report import table, write_section
from foedus.checking import Function, proofs
from foedus.checking.judging import judge
from foedus.checking.registry import exercise, exercises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.checking import Question
    from foedus.checking.registry import Exercise

__all__ = ["HEAD", "kept"]

#: The heading of the section; the first that another script than `benchmarks.widgets` writes.
HEAD: Final = "## The checks"

_TIMES: Final = 7
_LARGE: Final = 10**6
_BLINK: Final = 100.0
_HOW: Final = f"""\
Milliseconds of one `judge` call, {_TIMES} times for each answer. *First* is the first check of a
question in a fresh process: it loads the tables and computes what is expected, for the answer and
for every misconception. *Right* are all right answers of `answers.py`, *wrong* all wrong ones,
*large* eight answers of a million rows, values or letters (for a function: one that gives such a
list). Where a function is asked for, its own time counts: the check calls it on several cases, and
the slow ones compute from the tables anew in each call. A blink is {_BLINK:.0f} ms."""


def kept(results: str) -> str:
    """Return this section of a file of results and those after it, so that they can be kept."""
    at = results.find(HEAD)
    return results[at:] if at >= 0 else ""


def _large() -> list[Any]:
    text = [f"item {number}" for number in range(_LARGE)]
    return [
        pd.DataFrame({"id": np.arange(_LARGE), "date": "2025-06-22", "title": "x"}),
        pd.DataFrame({"id": pd.Series(text), "n": np.random.default_rng(1).normal(size=_LARGE)}),
        pd.Series(range(_LARGE)),
        pd.Series(text),
        text,
        dict.fromkeys(text, 1),
        np.zeros(_LARGE),
        "x" * _LARGE,
    ]


def _milliseconds(question: Question, answer: object) -> list[float]:
    times = []
    for _ in range(_TIMES):
        start = perf_counter()
        judge(question, answer)
        times.append(1000 * (perf_counter() - start))
    return times


def _answers(lesson: Exercise, question: Question) -> Iterator[tuple[str, object]]:
    proof = lesson.answers()[question.id]
    for code in (proof.reference, *proof.others.values()):
        yield "right", proofs.run(lesson, question, code)
    for code, _ in proof.wrong:
        yield "wrong", proofs.run(lesson, question, code)


def _row(lesson: Exercise, question: Question, large: list[Any]) -> dict[str, object]:
    start = perf_counter()
    judge(question, 0)
    first = 1000 * (perf_counter() - start)
    times: dict[str, list[float]] = {"right": [], "wrong": [], "large": []}
    for kind, answer in _answers(lesson, question):
        times[kind] += _milliseconds(question, answer)
    if isinstance(question.judge, Function):
        values = large[4]
        large = [lambda *_: values]
    for answer in large:
        times["large"] += _milliseconds(question, answer)
    row: dict[str, object] = {"question": question.id, "first": round(first, 1)}
    for kind, found in times.items():
        row[kind] = round(median(found), 1)
        row[f"{kind}, worst"] = round(max(found), 1)
    return row


def measure(numbers: list[str]) -> pd.DataFrame:
    """Return one row a question of the lessons, or of all."""
    large = _large()
    chosen = [exercise(number) for number in numbers] or exercises()
    return pd.DataFrame(
        [_row(one, question, large) for one in chosen for question in one.questions]
    )


def _section(frame: pd.DataFrame) -> str:
    today = datetime.now(tz=UTC).date()
    machine = f"{today}, {os.cpu_count()} cores, pandas {version('pandas')}."
    worst = frame.filter(like="worst").max(axis=1)
    slow = frame.loc[worst > _BLINK, "question"]
    said = (
        f"{len(frame)} questions. Longest check: {worst.max():.0f} ms "
        f"({frame.loc[worst.idxmax(), 'question']}); longest first check: "
        f"{frame['first'].max():.0f} ms ({frame.loc[frame['first'].idxmax(), 'question']}). "
        f"Longer than a blink: {', '.join(slow) or 'none'}."
    )
    return f"{HEAD}\n\n{machine} {said}\n\n{_HOW}\n\n{table(frame)}"


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write it into RESULTS.md")
    parser.add_argument("lessons", nargs="*", help="numbers such as 02; all if none")
    options = parser.parse_args()
    section = _section(measure(options.lessons))
    print(section)
    if options.write:
        write_section(HEAD, section)


if __name__ == "__main__":
    main()
