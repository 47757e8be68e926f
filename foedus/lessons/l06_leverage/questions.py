"""The exercise of lesson 06: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l06_leverage.deals_asked import DEALS_ASKED
from foedus.lessons.l06_leverage.spans_asked import SPANS_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import altair as alt
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
arms = fo.load("arms", as_of=AS_OF).astype({"status": str})
tiv = fo.load("arms_tiv", as_of=AS_OF)
sanctions = fo.load("sanctions", as_of=AS_OF)
events = fo.load("events", as_of=AS_OF)
"""

OBJECTIVES: Final = {
    "statuses": "tell what was ordered, delivered, cancelled or only reported apart, and count "
    "what the question asks",
    "volumes": "add up SIPRI's trend-indicator values by pair and period, and say why they are "
    "not money",
    "direction": "follow deliveries in both directions, and say what a factory at the buyer's "
    "changes",
    "overlap": "count how many sanctions measures are in force on any day, with +1, -1 and "
    "`cumsum`",
    "layers": "draw intervals and moments in one layered chart",
    "leverage": "weigh who needs whom by the cost of walking away, and name what the tables "
    "cannot show",
}

QUESTIONS: Final[tuple[Question, ...]] = (*DEALS_ASKED, *SPANS_ASKED)

OPEN: Final = OpenQuestion(
    id="06",
    prompt=(
        "**Who needed whom more on 22 June 2025, Russia or Iran?** Answer in 120 to 180 words [~]. "
        "Name for each side one thing that it would lose if the other walked away, and where it "
        "could have turned instead. Rest each on a row of the tables, and say of the row what it "
        "is: delivered, ordered, disputed, a volume. Give the strongest argument against your "
        "answer. End with one thing that would change your mind, and where it could be found."
    ),
    rubric=(
        (
            4,
            (
                "For each side a loss and an alternative, each on a row whose status is said "
                "rightly; need is told from duty and from will; the counter-argument is the best "
                "there is; what would change the answer is a findable document or number."
            ),
        ),
        (
            3,
            (
                "Losses on both sides with rows, rightly read; but one alternative is missing, or "
                "the counter-argument is weak."
            ),
        ),
        (
            2,
            (
                "One side only; or orders, disputed reports or volumes are taken for deliveries "
                "or money; or need is taken for a promise."
            ),
        ),
        (1, "An answer without rows."),
    ),
    minutes=8,
    points=4,
)
