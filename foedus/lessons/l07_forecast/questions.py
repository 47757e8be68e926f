"""The exercise of lesson 07: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l07_forecast.before_asked import BEFORE_ASKED
from foedus.lessons.l07_forecast.scores_asked import SCORES_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
ties = fo.load("ties", as_of=AS_OF)
arms = fo.load("arms", as_of=AS_OF)

record = pd.DataFrame({
    "said": [0.7, 0.1, 0.4, 0.3, 0.9, 0.2, 0.4, 0.7, 0.1, 0.5, 0.3, 0.8],
    "came": [1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1],
})
"""

OBJECTIVES: Final = {
    "criteria": (
        "turn a vague prediction into a forecast with a probability, a horizon and criteria"
    ),
    "hypotheses": ("hold evidence against competing hypotheses, and find what tells them apart"),
    "base-rates": (
        "count a base rate from cases chosen before their outcomes, and say how little it rests on"
    ),
    "brier": "compute a Brier score by hand and in pandas",
    "calibration": "sort forecasts into bins, and say how little a few of them show",
    "review": (
        "review a forecast once the date has moved: settled questions only, against a fair rival"
    ),
}

QUESTIONS: Final[tuple[Question, ...]] = (*BEFORE_ASKED, *SCORES_ASKED)

OPEN: Final = OpenQuestion(
    id="07",
    prompt=(
        "**Your forecast and its review.** Write 180 to 250 words [~]. First half: take one "
        "statement about Russia and Iran that was open on the article's day, yours or one of the "
        "lesson's; give its horizon and criteria, your probability as you had written it, the base "
        "rate you started from with its count, and the one piece of evidence that moved you most "
        "and why [~]. Second half: say how it was settled, or why it cannot be, with a source; "
        "give your penalty; then judge the reasoning apart from the luck. What should you have "
        "seen on that day, and what could nobody see?"
    ),
    rubric=(
        (
            6,
            (
                "Horizon and criteria that another reader could apply; a base rate with its count "
                "and its reference class; evidence chosen because it is likelier under one "
                "hypothesis; settled with a source, or shown to be unsettled; the penalty is "
                "right; reasoning and luck are judged apart, and something is named that only "
                "hindsight shows."
            ),
        ),
        (
            4,
            (
                "A forecast that can be settled, with a base rate or diagnostic evidence, and a "
                "right penalty; but the review takes the outcome as proof of the reasoning, or "
                "nothing is said of how few the cases are."
            ),
        ),
        (
            2,
            (
                "A probability and an outcome, with criteria left vague, or evidence that would "
                "fit every hypothesis."
            ),
        ),
        (0, "A verdict on Russia or Iran, or a forecast made to fit what came."),
    ),
    minutes=10,
    points=6,
)
