"""The exercise of lesson 03: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l03_treaties.texts_asked import TEXTS_ASKED
from foedus.lessons.l03_treaties.treaties_asked import TREATIES_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
DAY = pd.Timestamp(AS_OF)
clauses = fo.load("clauses", as_of=AS_OF)
ties = fo.load("ties", as_of=AS_OF)

FORMAL = ["defense", "offense", "neutrality", "nonaggression", "consultation"]
"""

OBJECTIVES: Final = {
    "anatomy": "take a clause apart: trigger, obligation, automaticity, exceptions, time",
    "in-force": "tell signed from ratified from in force, and filter for a day with open ends",
    "merge": "merge clauses with treaties by a key, without losing or doubling rows",
    "definitions": "answer whether a treaty is an alliance by three definitions, and name each",
    "limits": "hold promises against what was done, and say what a text cannot tell",
}

QUESTIONS: Final[tuple[Question, ...]] = (*TEXTS_ASKED, *TREATIES_ASKED)

OPEN: Final = OpenQuestion(
    id="03",
    prompt=(
        "**Is the Russia-Iran treaty an alliance [~]?** Choose *one* of the three answers and "
        "argue it in 120 to 180 words. State your definition first. Name the treaty that was law "
        "on 22 June 2025, and say what its clause obliges to [~]. Apply the definition. Then give "
        "the best objection by somebody who holds another definition, and answer it."
    ),
    rubric=(
        (
            4,
            (
                "One definition, named and stated before it is used; the treaty of 2001 is the law "
                "of the day and that of 2025 only signed; the clause is given rightly (no help "
                "to the aggressor, hence no duty to help the victim); the answer follows from the "
                "definition; the objection is one that its holder would recognise, and it is met."
            ),
        ),
        (
            3,
            (
                "Definition, treaty and clause are right and the answer follows, but the objection "
                "is thin, or is stated and not met."
            ),
        ),
        (
            2,
            (
                "An answer with a reason from the text, but the definition is only implied; or the "
                "signed treaty is taken for the law of the day; or neutrality is read as help."
            ),
        ),
        (1, "A verdict without a definition, or a definition without a treaty."),
    ),
    minutes=8,
    points=4,
)
