"""Check answers by their meaning, give hints, keep progress; and what authors write with."""

from .calling import Function
from .charting import Chart
from .comparison import Anything, Boolean, Comparison, Day, Moment, Number, Text, Whole
from .containers import Collection, Mapping
from .desk import check, hint, progress
from .outcome import CheckError, Correct, Missed, NotAttempted, NotYet, Outcome
from .question import Answers, Misconception, OpenQuestion, Question, SpecError
from .tabular import Table

__all__ = [
    "Answers",
    "Anything",
    "Boolean",
    "Chart",
    "CheckError",
    "Collection",
    "Comparison",
    "Correct",
    "Day",
    "Function",
    "Mapping",
    "Misconception",
    "Missed",
    "Moment",
    "NotAttempted",
    "NotYet",
    "Number",
    "OpenQuestion",
    "Outcome",
    "Question",
    "SpecError",
    "Table",
    "Text",
    "Whole",
    "check",
    "hint",
    "progress",
]
