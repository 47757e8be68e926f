"""Made-up results of a class: the course's own questions, students with an ability, a seed.

A student answers a question right with the probability of a two-parameter logistic model; who is
wrong has one of the question's misconceptions, the first ones more often. What a report of many
students costs, run in the folder of the repository:

    python -m benchmarks.synthetic_grades 3000
"""

from __future__ import annotations

import argparse
import resource
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
_SLOW, _UNTOUCHED, _STOP, _LOST, _NOTED = 0.002, 0.25, 0.0015, 0.003, 0.02  # shares
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
    names = [f"student-{number:05d}" for number in range(students)]
    ability = pd.Series(random.normal(size=students), index=pd.Index(names, dtype=object))
    grades, notes = [], []
    for at, one in enumerate(exercises()[:lessons]):
        came = random.random(students) < 0.97 - 0.02 * at
        rows = _lesson(random, one, ability[came], marked=at < marked * lessons)
        grades.append(_spoiled(random, rows))
        notes.append(_notes(random, one, ability.index[came].to_numpy()))
    return Class(
        pd.concat(grades, ignore_index=True).sort_values(
            ["student", "lesson", "question"], ignore_index=True
        ),
        pd.concat(notes, ignore_index=True),
    )


def _lesson(
    random: np.random.Generator, one: Exercise, ability: pd.Series[float], *, marked: bool
) -> pd.DataFrame:
    names = ability.index.to_numpy()
    parts = [_question(random, asked, ability) for asked in one.questions]
    if marked:
        best = float(one.open_question.points)
        share = 0.55 + 0.2 * ability.to_numpy() + random.normal(0, 0.2, len(names))
        parts.append(
            _rows(names, f"{one.number}.open", np.clip(np.round(best * share), 0, best), best)
        )
    return pd.concat(parts, ignore_index=True).assign(lesson=one.number)


def _rows(names: np.ndarray, question: str, points: np.ndarray, most: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "student": names, "lesson": question[:2], "question": question, "points": points,
            "max_points": most, "outcome": "not-yet", "message": "", "seconds": 0.0,
            "misconception": "",
        }
    )  # fmt: skip


def _question(
    random: np.random.Generator, asked: Question, ability: pd.Series[float]
) -> pd.DataFrame:
    many, most = len(ability), float(asked.points)
    hard, sharp = random.normal(-0.5, 0.8), random.uniform(0.3, 1.8)
    right = random.random(many) < 1 / (1 + np.exp(-sharp * (ability.to_numpy() - hard)))
    rows = _rows(ability.index.to_numpy(), asked.id, np.where(right, most, 0.0), most)
    rows.loc[right, "outcome"] = "correct"
    rows["seconds"] = random.lognormal(np.log(0.08), 0.35, many).round(3)
    slow = random.random(many) < _SLOW
    rows.loc[slow, "seconds"] = random.uniform(2, 9, slow.sum()).round(3)
    untouched = ~right & (random.random(many) < _UNTOUCHED)
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
        _mark(rows, checked & (random.random(len(rows)) < _STOP), word)
    students = rows["student"].unique()
    for word in ("unreadable", "tampered"):
        lost = students[random.random(len(students)) < _LOST]
        _mark(rows, checked & rows["student"].isin(lost), word)
        _mark(rows, ~checked & rows["student"].isin(lost), "not-attempted")
    return rows


def _mark(rows: pd.DataFrame, where: pd.Series[bool], word: str) -> None:
    parts = ["points", "outcome", "message", "misconception"]
    rows.loc[where, parts] = [0.0, word, f"{word.capitalize()}.", ""]


def _notes(random: np.random.Generator, one: Exercise, names: np.ndarray) -> pd.DataFrame:
    noted = names[random.random(len(names)) < _NOTED]
    texts = [
        _NOTES[at].format(question=f"{one.number}.1", lesson=one.number)
        for at in random.integers(len(_NOTES), size=len(noted))
    ]
    return pd.DataFrame({"student": noted, "lesson": one.number, "note": texts}, dtype=object)


def main() -> None:
    """Write the report of a class of this many students, and say what it cost."""
    from foedus.grading import report  # noqa: PLC0415 (its import is part of what is measured)

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int, nargs="?", default=3000)
    parser.add_argument("--out", type=Path, help="keep the report in this folder")
    options = parser.parse_args()
    made = make_class(options.students)
    before, start, cpu = _megabytes(), time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        place = options.out or Path(folder)
        size = report.write(report.Results(made.grades, made.notes), place).stat().st_size
    wall, used = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"{options.students:,} students, {len(made.grades):,} rows: {wall:.1f} s, {used:.1f} s of "
        f"CPU; {before:.0f} MB before, {_megabytes():.0f} at most; page {size / 1e6:.2f} MB"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
