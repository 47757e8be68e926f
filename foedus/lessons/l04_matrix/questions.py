"""The exercise of lesson 04: setup, objectives, questions, the open question."""

from typing import Final

from foedus.checking import OpenQuestion, Question
from foedus.lessons.l04_matrix.cells_asked import CELLS_ASKED
from foedus.lessons.l04_matrix.ties_asked import TIES_ASKED

__all__ = ["OBJECTIVES", "OPEN", "QUESTIONS", "SETUP"]

SETUP: Final = """\
import pandas as pd

import foedus as fo

AS_OF = fo.ARTICLE_DAY
DAY = pd.Timestamp(AS_OF)
ties = fo.load("ties", as_of=AS_OF)
parties = fo.load("parties", as_of=AS_OF)

ORDER = ["armed-conflict", "defense", "offense", "neutrality", "nonaggression", "consultation"]
ORDER += ["security-commitment", "strategic-partnership", "basing", "arms-transfer"]
LETTER = dict(zip(ORDER, "XDONGCSPBA"))
"""

OBJECTIVES: Final = {
    "in-force": "decide which ties were in force on a day, and why a signed treaty may not be",
    "direction": "tell directed from mutual ties, and count who owes what to whom",
    "pairs": "turn a treaty of many parties into pairs, from later accession to earlier exit",
    "strongest": "find the strongest tie of each pair with an ordered categorical",
    "matrix": "build a matrix with `pivot`, and read it, on paper and in the widget",
    "limits": "name what the matrix hides, and test how far the answer depends on its rule",
}

QUESTIONS: Final[tuple[Question, ...]] = (*TIES_ASKED, *CELLS_ASKED)

OPEN: Final = OpenQuestion(
    id="04",
    prompt=(
        "**Is Russia bound to help Iran on 22 June 2025 [~]?** Write one paragraph of 120 to 180 "
        "words. Answer three times: for a lawyer who asks for a duty to assist; for a data set "
        "that calls any promise to cooperate in a conflict an alliance; for a reader to whom an "
        "ally is one who comes to fight. Name the treaty you mean, say whether it was in force, "
        "and quote or paraphrase its clause. End with one thing that your three answers leave out."
    ),
    rubric=(
        (
            4,
            (
                "Three answers, each with its definition named; the treaty in force on the day is "
                "told from the one only signed; the clause is given rightly (no help to the "
                "aggressor, hence no duty to help); a real limit is named, such as secret accords, "
                "capability, or deeds without a treaty."
            ),
        ),
        (
            3,
            (
                "Three answers with definitions and the right treaty, but the clause is vague or "
                "the limit is a commonplace."
            ),
        ),
        (
            2,
            (
                "One or two answers with a reason from the texts; or three answers that do not say "
                "by which definition; or the signed treaty is taken for the law of the day."
            ),
        ),
        (1, "A verdict (yes or no, ally or not) without a definition and without a treaty."),
    ),
    minutes=8,
    points=4,
)
