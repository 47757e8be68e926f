"""Results of small classes, written out, and of large ones, made up."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from foedus.grading.report import Results

_MAKER = Path(__file__).parents[2] / "benchmarks" / "synthetic_grades.py"


@cache
def _maker() -> ModuleType:
    """Import the benchmarks' generator from its file: benchmarks are no part of the package."""
    spec = importlib.util.spec_from_file_location("synthetic_grades", _MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def made_up(students: int, lessons: int = 9) -> Results:
    made = _maker().make_class(students, lessons)
    return Results(made.grades, made.notes)


def row(student: str, question: str, outcome: str = "correct", **others: Any) -> dict[str, Any]:  # noqa: ANN401 (any value)
    """Return a row of grades; a correct answer has its points."""
    most = others.pop("max_points", 1.0)
    return {
        "student": student,
        "lesson": question[:2],
        "question": question,
        "points": most if outcome == "correct" else 0.0,
        "max_points": most,
        "outcome": outcome,
        "message": "",
        "seconds": 0.1,
        "misconception": "",
        **others,
    }


def grades(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(row("", "02.1")))


def notes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["student", "lesson", "note"], dtype=object)
