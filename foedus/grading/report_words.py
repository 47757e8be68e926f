"""What the report says in sentences: what a figure means, and how little a small class shows."""

from __future__ import annotations

from typing import Final

from foedus.documents import count
from foedus.grading.statistics import MINIMUM, TIMED

__all__ = ["ATTENTION", "GLANCE", "MESSAGES", "MISCONCEPTIONS", "QUESTIONS", "SCORES", "TIMES",
           "rules", "small"]  # fmt: skip

GLANCE: Final = (
    "A submission counts as judged when at least one of its questions could be judged. Waiting "
    "for marks are judged submissions whose open question has no mark yet."
)
SCORES: Final = (
    "A score is the points reached of those to be reached in the lessons that a student handed "
    "in; an open question counts once it is marked. Submissions of which nothing could be judged "
    "are left out. Nobody is ranked here."
)
QUESTIONS: Final = (
    "Difficulty is the share of correct answers among all whose answer could be judged, untouched "
    "ones included. The interval says how far chance alone may move that share. Discrimination "
    f"says whether those who do well elsewhere in the lesson do well here too; below {MINIMUM} "
    "students it is not shown, because chance would rule it. Near 0 or below it is worth reading "
    "the question again: it may be unclear, or its check may be wrong."
)
MISCONCEPTIONS: Final = (
    "Wrong answers that a question's check recognised, with the message that the students read. "
    "The share is of all whose answer to the question could be judged."
)
MESSAGES: Final = (
    "Answers that are wrong in no way that the check knows, and code that failed. A message that "
    "many have read may be a misconception still to be described, or a fault of the question."
)
TIMES: Final = (
    "An answer is listed when the logarithm of its seconds lies more than 3.5 robust spreads above "
    f"the question's median, and it took a second or more; a question needs {TIMED} timed answers. "
    "Long is not wrong: it may be a loop where a merge would do, or a busy machine."
)
ATTENTION: Final = (
    "Nothing here is an accusation: a cell may be changed by accident, and a note says what was "
    "put back."
)
_FEW: Final = 10
_DIFFICULTY: Final = (
    "Correct answers divided by judged answers. The 95\u00a0% interval is Wilson's (1927), which "
    "holds for small numbers."
)
_DISCRIMINATION: Final = (
    "The point-biserial correlation of right or wrong with the rest score, the points in the "
    "lesson's other checked questions: (M<sub>1</sub> \u2212 M<sub>0</sub>) / s \u00d7 "
    "√(p q), with M<sub>1</sub> and M<sub>0</sub> the mean rest scores of those right and wrong, "
    "s the standard deviation of all rest scores, p the share right and q = 1 \u2212 p (Lord and "
    "Novick 1968; without the question itself: Henrysson 1963). For an open question its points "
    "take the place of right or wrong. Questions that build on another one correlate with it for "
    "that reason alone."
)
_JUDGED: Final = (
    "All but those of unreadable notebooks, of cells that are missing or changed, and of checks "
    "that failed themselves."
)
_SLOW: Final = (
    "Iglewicz and Hoaglin's rule (1993) on decimal logarithms: more than 3.5 times 1.4826 \u00d7 "
    "the median absolute deviation above the median; the spread is taken as 0.05 at least. "
    "Answers that ran into the time limit are listed under “Notebooks for a human eye”."
)
_FILES: Final = (
    "The folder <code>report</code> beside this page holds <code>items.csv</code>, "
    "<code>misconceptions.csv</code>, <code>messages.csv</code>, <code>outliers.csv</code>, "
    "<code>to_look_at.csv</code> and <code>scores.csv</code>, uncut."
)
_RULES: Final = {
    "Difficulty": _DIFFICULTY,
    "Discrimination": _DISCRIMINATION,
    "Judged answers": _JUDGED,
    "Slow answers": _SLOW,
    "Files": _FILES,
}


def small(students: int) -> str:
    """Return a paragraph that says what a small class does not show; blank for a large one.

    Examples
    --------
    >>> small(200)
    ''
    """
    if students >= MINIMUM or not students:
        return ""
    if students >= _FEW:
        said = (
            f"With {count(students, 'student')} the shares are rough: one student moves them by "
            f"{100 / students:.0f} points. Discrimination needs {MINIMUM} and is not shown."
        )
    else:
        said = (
            f"This is a report on {count(students, 'student')}. Read the numbers as what happened "
            "here, not as properties of the questions: one student moves a share by "
            f"{100 / students:.0f} points. Quartiles, usual times and discrimination are not shown."
        )
    return f'<p class="plain">{said}</p>'


def rules() -> str:
    """Return how each figure is made, as HTML."""
    return (
        '<dl class="rules">'
        + "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _RULES.items())
        + "</dl>"
    )
