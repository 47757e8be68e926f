"""Made-up results of a class: the course's own questions, students with an ability, a seed.

A student answers a question right with the probability of a two-parameter logistic model; who is
wrong has one of the question's misconceptions, the first ones more often. Run as a script it
measures what a report of many students costs.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from foedus.checking.registry import exercises

if TYPE_CHECKING:
    from foedus.checking import Question
    from foedus.checking.registry import Exercise

__all__ = ["Class", "make_class"]

SEED: Final = 1928
_STOPPED: Final = ("timeout", "memory", "crashed", "check-error")
_ERRORS: Final = (
    "NameError: name 'events' is not defined",
    "KeyError: 'date_of_signing'",
    "AttributeError: 'DataFrame' object has no attribute 'sortvalues'",
    "TypeError: '>' not supported between instances of 'str' and 'Timestamp'",
)
_NOTES: Final = (
    "The check of question {question} had been changed; the released one was used.",
    "The cell {lesson}-q1-prompt was missing; it was put back.",
    "The questions stood in another order than released; all ran so.",
)


@dataclass(frozen=True)
class Class:
    """The results of a class: `grades` and `notes` as the report takes them."""

    grades: pd.DataFrame
    notes: pd.DataFrame


def make_class(students: int, lessons: int = 9, seed: int = SEED, marked: float = 0.5) -> Class:
    """Make the results of a class; `marked` is the share of lessons whose open question is."""
    random = np.random.default_rng(seed)
    names = np.array([f"student-{number:05d}" for number in range(students)], dtype=object)
    ability = random.normal(size=students)
    grades, notes = [], []
    for at, one in enumerate(exercises()[:lessons]):
        came = random.random(students) < 0.97 - 0.02 * at
        rows = _lesson(random, one, names[came], ability[came], at < marked * lessons)
        grades.append(_spoiled(random, rows))
        notes.append(_notes(random, one, names[came]))
    return Class(
        pd.concat(grades, ignore_index=True).sort_values(
            ["student", "lesson", "question"], ignore_index=True
        ),
        pd.concat(notes, ignore_index=True),
    )


def _lesson(
    random: np.random.Generator, one: Exercise, names: np.ndarray, ability: np.ndarray, marked: bool
) -> pd.DataFrame:
    parts = [_question(random, asked, names, ability) for asked in one.questions]
    if marked:
        best = one.open_question.points
        points = np.clip(
            np.round(best * (0.55 + 0.2 * ability + random.normal(0, 0.2, len(names)))), 0, best
        )
        parts.append(_rows(names, f"{one.number}.open", points, float(best), outcome="marked"))
    return pd.concat(parts, ignore_index=True).assign(lesson=one.number)


def _rows(
    names: np.ndarray, question: str, points: np.ndarray, most: float, outcome: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "student": names, "lesson": question[:2], "question": question, "points": points,
            "max_points": most, "outcome": outcome, "message": "", "seconds": 0.0,
            "misconception": "",
        }
    )  # fmt: skip


def _question(
    random: np.random.Generator, asked: Question, names: np.ndarray, ability: np.ndarray
) -> pd.DataFrame:
    hard, sharp = random.normal(-0.5, 0.8), random.uniform(0.3, 1.8)
    right = random.random(len(names)) < 1 / (1 + np.exp(-sharp * (ability - hard)))
    rows = _rows(
        names, asked.id, np.where(right, float(asked.points), 0.0), float(asked.points), "not-yet"
    )
    rows.loc[right, "outcome"] = "correct"
    rows["seconds"] = random.lognormal(np.log(0.08), 0.35, len(names)).round(3)
    rows.loc[random.random(len(names)) < 0.002, "seconds"] = round(random.uniform(4, 9), 3)
    untouched = ~right & (random.random(len(names)) < 0.25)
    rows.loc[untouched, "outcome"] = "not-attempted"
    _say_why(random, asked, rows)
    return rows


def _say_why(random: np.random.Generator, asked: Question, rows: pd.DataFrame) -> None:
    wrong = rows.index[rows["outcome"] == "not-yet"]
    chance = 1 / np.arange(1, len(asked.misconceptions) + 4)
    picked = random.choice(len(chance), size=len(wrong), p=chance / chance.sum())
    step = f'\n`fo.hint("{asked.id}")` shows a hint.'
    said = [(one.name, one.message + step) for one in asked.misconceptions]
    said += [("", f"`{asked.variable}` is None; a table (DataFrame) is wanted.{step}")]
    failed = f"Your code ended in an error, so `{asked.variable}` has no value.\n"
    said += [("", f"{failed}{error}\nRun the cells from the top.") for error in _ERRORS[:2]]
    rows.loc[wrong, "misconception"] = [said[at][0] for at in picked]
    rows.loc[wrong, "message"] = [said[at][1] for at in picked]


def _spoiled(random: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Stop some answers and make some notebooks unreadable."""
    checked = ~rows["question"].str.endswith(".open")
    for word in _STOPPED:
        hit = checked & (random.random(len(rows)) < 0.0015)
        rows.loc[hit, ["points", "outcome", "message", "misconception"]] = [
            0.0,
            word,
            f"{word}.",
            "",
        ]
    students = rows["student"].unique()
    for word in ("unreadable", "tampered"):
        lost = rows["student"].isin(students[random.random(len(students)) < 0.003]) & checked
        rows.loc[lost, ["points", "outcome", "message", "misconception"]] = [
            0.0,
            word,
            f"{word}.",
            "",
        ]
    return rows


def _notes(random: np.random.Generator, one: Exercise, names: np.ndarray) -> pd.DataFrame:
    noted = names[random.random(len(names)) < 0.02]
    texts = [
        _NOTES[at].format(question=f"{one.number}.1", lesson=one.number)
        for at in random.integers(len(_NOTES), size=len(noted))
    ]
    return pd.DataFrame({"student": noted, "lesson": one.number, "note": texts}, dtype=object)


def main() -> None:
    """Write the report of a class of this many students, and say what it cost."""
    from foedus.grading import report  # noqa: PLC0415 (its import is part of what is measured)

    students = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    made = make_class(students)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, cpu = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder)
        written = report.write(report.Results(made.grades, made.notes), place)
        size = written.stat().st_size
    wall, used = time.perf_counter() - start, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{students:,} students, {len(made.grades):,} rows: {wall:.1f} s of wall time, {used:.1f} s "
        f"of CPU, {before:.0f} MB before, {most:.0f} MB at most, page of {size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
